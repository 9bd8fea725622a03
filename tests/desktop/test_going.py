"""Whoever goes somewhere by key has the keyboard there: who does not see the page hears where they have come."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roidesk.desktop.models.palette_rows import Offer
from roidesk.desktop.palette import Palette
from roidesk.desktop.settings_subjects import subjects
from roidesk.desktop.tray.companion import Tray
from roidesk.domain.model import Contact
from tests.desktop import spoken
from tests.desktop.over_pages import Scene


@pytest.fixture
def lines():
    return (
        "video demo 13:20-13:51 @northwind",
        "call 11:00-11:09 @bluefin",
        "email 2026-11-18 12:00-12:09 @acme answer about delivery",
    )


@pytest.fixture
def scene(qtbot, session, clock, tmp_path):
    scene = Scene(qtbot, session, clock, tmp_path)
    scene.write(lambda: session.desk.waiting.record("tweet @dune at 11:00"))
    return scene


def do(scene, name):
    scene.session.window.registry.do(name)
    scene.quiet()


def find(scene, text, title):
    """Do what Ctrl+K offers by this name."""
    do(scene, "find")
    box = scene.companion(Palette).box
    QTest.keyClicks(box.field, text)
    scene.qtbot.waitUntil(lambda: any(isinstance(each, Offer) and each.title.startswith(title) for each in box.rows))
    while not box.current.title.startswith(title):
        QTest.keyClick(box.field, Qt.Key.Key_Down)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    scene.quiet()


def heard(scene, within):
    """What is said where the keyboard is, which has to be in this part of the window."""
    focus = scene.session.window.focusWidget()
    assert focus.isVisible(), spoken.where(focus)
    assert focus is within or within.isAncestorOf(focus), spoken.where(focus)
    return spoken.name(focus)


PAGES = {"return": "Hours: 49 min", "week": "The week by channel and brand", "ledger": "Rows", "settings": "Channels"}


@pytest.mark.parametrize("key", PAGES)
def test_a_page(scene, key):
    do(scene, f"page_{key}")
    scene.qtbot.waitUntil(lambda: scene.session.window.page(key) is not None)
    page = scene.session.window.page(key)
    scene.qtbot.waitUntil(lambda: page.isVisible() and heard(scene, page).strip().startswith(PAGES[key]))


def test_the_page_one_logs_on_begins_in_the_line(scene):
    do(scene, "page_ledger")
    do(scene, "page_today")
    assert heard(scene, scene.session.window.top.entry) == "What did you do"


@pytest.mark.parametrize("key", [each.key for each in subjects()])
def test_a_subject_of_the_settings(scene, key):
    do(scene, f"settings_{key}")
    assert heard(scene, scene.session.window.page("settings").section)


def test_a_contact_and_back(scene):
    do(scene, "page_ledger")
    scene.session.places.show_contact(scene.session.desk.ledger.rows("contacts")[0].id)
    scene.quiet()
    assert heard(scene, scene.session.window.page("contact"))
    do(scene, "back")
    assert heard(scene, scene.session.window.page("ledger")) == "Rows"


def test_a_table_of_the_ledger(scene):
    scene.session.places.show_table("contacts")
    scene.quiet()
    page = scene.session.window.page("ledger")
    scene.qtbot.waitUntil(lambda: heard(scene, page) == "Rows")


def test_who_waits(scene):
    do(scene, "page_ledger")
    do(scene, "waiting")
    assert heard(scene, scene.session.window.page("today").waiting) == "Answer dune"


def test_who_waits_where_there_is_no_room_for_them(scene, monkeypatch):
    today = scene.session.window.page("today")
    monkeypatch.setattr(today.waiting, "isVisible", lambda: False)
    do(scene, "waiting")
    assert heard(scene, today) == "Interactions of the day"


def test_who_waits_from_the_tray(scene):
    tray = scene.companion(Tray)
    do(scene, "page_ledger")
    scene.qtbot.waitUntil(lambda: tray._state.waiting == 1)
    tray.menu.aboutToShow.emit()
    next(each for each in tray.menu.actions() if "waiting" in each.text()).trigger()
    scene.quiet()
    assert heard(scene, scene.session.window.page("today").waiting) == "Answer dune"


@pytest.mark.parametrize("key", ["return", "ledger"])
def test_what_a_contact_took(scene, key):
    find(scene, "north", f"{key.capitalize()}, only northwind")
    page = scene.session.window.page(key)
    assert page.filter.expression is not None
    scene.qtbot.waitUntil(lambda: bool(heard(scene, page)))


def test_an_entry_of_another_day(scene):
    find(scene, "delivery", "Answer about delivery")
    today = scene.session.window.page("today")
    scene.qtbot.waitUntil(lambda: heard(scene, today) == "Interactions of the day")
    assert today.table.selected() == (today.day_rows[0].interaction.id,)


def test_a_contact_by_its_name(scene):
    find(scene, "north", "northwind")
    page = scene.session.window.page("contact")
    assert heard(scene, page)
    assert scene.session.desk.context.read().get(Contact, page.shown).name == "northwind"
