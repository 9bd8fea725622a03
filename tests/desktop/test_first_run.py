"""The first start: answers become settings, every question can be left out, and the keyboard is enough."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roidesk.bootstrap import open_desk
from roidesk.desktop.first_run import FirstRun
from roidesk.desktop.tasks import Tasks
from roidesk.domain.model import Channel, Person, Rate


@pytest.fixture
def new_desk(tmp_path):
    desk = open_desk(tmp_path / "own.db")
    yield desk
    desk.close()


@pytest.fixture
def page(qtbot, dressed, new_desk):
    tasks = Tasks()
    made = FirstRun(new_desk, tasks)
    qtbot.addWidget(made)
    made.resize(1200, 780)
    made.show()
    yield made
    tasks.close()


def test_the_answers_set_up_the_store(page, new_desk, qtbot):
    page.team.choose("1")
    page.name.setText("Ilse Vermeer")
    page.currency.setCurrentIndex(page.currency.findData("DKK"))
    page.hourly.setText("241,50")
    page.margin.setText("kr. 37,5")
    with qtbot.waitSignal(page.done):
        qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    settings = new_desk.care.settings()
    read = new_desk.context.read()
    assert (settings.currency, settings.margin, settings.team) == ("DKK", Fraction(3, 8), True)
    assert [each.name for each in read.all(Person)] == ["Ilse Vermeer"]
    assert [(each.hourly_minor, each.currency) for each in read.all(Rate)] == [(24150, "DKK")]
    assert "WhatsApp" in {each.name for each in read.all(Channel)}
    assert not new_desk.care.is_new


def test_skipping_asks_nothing_and_claims_no_margin(page, new_desk, qtbot):
    page.margin.setText("40")
    with qtbot.waitSignal(page.done):
        qtbot.mouseClick(page.skip, Qt.MouseButton.LeftButton)
    assert new_desk.care.settings().margin is None
    assert new_desk.context.read().all(Rate) == []


def test_not_knowing_the_margin_is_an_answer(page):
    page.margin.setText("40")
    page.unknown.setChecked(True)
    assert page.answers().margin is None


def test_a_wage_gets_30_percent_on_top(page):
    page.hourly.setText("24.20")
    page.wage.setChecked(True)
    page.per.setCurrentIndex(page.per.findData("hour"))
    assert page.answers().hourly == "31.46"
    page.currency.setCurrentIndex(page.currency.findData("JPY"))
    page.hourly.setText("1501")
    assert page.answers().hourly == "1951"


def test_a_month_is_what_people_know_their_wage_by(page):
    page.wage.click()
    assert page.per.isVisible()
    page.hourly.setText("3600")
    assert page.answers().hourly == "27.00"
    assert "40" in page._hourly_note.text()
    page.wage.click()
    assert not page.per.isVisible()
    assert page.answers().hourly == "3600"


def test_what_one_has_elsewhere_is_brought_in_once_the_store_is_set_up(page, new_desk, qtbot):
    page.data.choose("import")
    with qtbot.waitSignals([page.done, page.import_wanted], order="strict"):
        page.start.click()
    assert not new_desk.care.is_new


def test_the_sample_leaves_the_own_store_as_it_was(page, new_desk, qtbot):
    page.data.choose("sample")
    with qtbot.waitSignal(page.sample_wanted):
        page.start.click()
    assert new_desk.care.is_new


@pytest.mark.parametrize(("field", "text"), [("hourly", "much"), ("hourly", "-3"), ("margin", "140"), ("margin", "0")])
def test_what_cannot_be_is_said_and_nothing_is_written(page, new_desk, field, text):
    getattr(page, field).setText(text)
    page.start.click()
    assert text in page.error
    assert QApplication.focusWidget() is getattr(page, field)
    assert new_desk.care.is_new


def test_the_whole_of_it_can_be_done_with_keys(page, new_desk, qtbot):
    for _step in range(30):
        focus = QApplication.focusWidget()
        if focus is page.hourly:
            qtbot.keyClicks(focus, "38")
        if focus is page.margin:
            qtbot.keyClicks(focus, "40")
            break
        qtbot.keyClick(focus or page, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.done):
        qtbot.keyPress(page.margin, Qt.Key.Key_Return)
    assert new_desk.care.settings().margin == Fraction(2, 5)
    assert [each.hourly_minor for each in new_desk.context.read().all(Rate)] == [3800]


def test_enter_on_a_button_presses_that_button(page, new_desk, qtbot):
    page.unknown.setFocus()
    qtbot.keyPress(page.unknown, Qt.Key.Key_Return)
    assert page.unknown.isChecked()
    assert new_desk.care.is_new
