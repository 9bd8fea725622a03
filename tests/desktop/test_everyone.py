"""What the keyboard reaches has a name and what is hit is large enough, on every page and in every dialog."""

from __future__ import annotations

import pytest

from roidesk import i18n
from roidesk.desktop.pages.settings.page import subjects
from tests.desktop.over_pages import OPENED, Scene, close, kinds
from tests.desktop.spoken import nameless, too_small


@pytest.fixture
def quiet(qtbot, session):
    """Wait until all that was asked for has come."""
    return lambda: qtbot.waitUntil(lambda: not session.tasks.busy)


def faults(window):
    return nameless(window) + too_small(window)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_every_page_can_be_heard_and_hit(window, quiet, size):
    window.resize(*size)
    found = {}
    for key in window.keys:
        if key != "contact":  # shows somebody, or nothing
            window.go(key)
            quiet()
            found[key] = faults(window)
    assert found == {key: [] for key in found}


def test_the_page_of_a_contact_can_be_heard_and_hit(session, window, quiet):
    somebody = session.desk.ledger.rows("contacts")[0]
    session.places.show_contact(somebody.id)
    quiet()
    assert faults(window) == []


def test_every_subject_of_the_settings_can_be_heard_and_hit(window, quiet):
    window.go("settings")
    page = window.page("settings")
    found = {}
    for each in subjects():
        page.show_subject(each.key)
        quiet()
        found[each.key] = faults(window)
    assert found == {each.key: [] for each in subjects()}


@pytest.fixture
def scene(qtbot, session, clock, tmp_path):
    return Scene(qtbot, session, clock, tmp_path)


@pytest.mark.parametrize("name", OPENED)
def test_what_comes_over_the_pages_can_be_heard_and_hit(scene, name):
    kind, opened = OPENED[name]
    over = opened(scene)
    scene.qtbot.waitUntil(over.isVisible)
    assert type(over) is kind
    assert over.windowTitle() or over.accessibleName()
    assert faults(over) == []
    close(over)


def test_no_dialog_and_no_card_is_left_out():
    assert kinds() - {each.kind for each in OPENED.values()} == set()


def test_the_first_questions_can_be_heard_and_hit(first_questions):
    assert faults(first_questions) == []


@pytest.fixture(params=["en", "de"])
def spoken(request, monkeypatch):
    """A language that the window is opened in; German takes the most room."""
    for name in ("language", "catalogue"):
        monkeypatch.setattr(i18n._speech, name, getattr(i18n._speech, name))
    i18n.use(request.param)


def test_every_page_gets_as_narrow_as_its_place_when_the_window_does(qtbot, spoken, window, quiet):
    for key in window.keys:
        window.resize(1440, 900)
        window.go(key)
        quiet()
        window.resize(1024, 700)
        page = window.page(key)
        qtbot.waitUntil(lambda page=page: page.width() <= page.parentWidget().width())
