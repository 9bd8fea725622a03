from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roidesk.analytics.pages.values import PaidBack, PaidBackState
from roidesk.charts.theme import DARK, LIGHT
from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.models.return_tiles import tiles
from roidesk.desktop.pages.returns import ReturnPage
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.return_bar import Asked
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.figure import Figure
from roidesk.domain.filters import all_of, entry, parse
from roidesk.domain.instants import Period
from roidesk.settings.store import StoreSettings
from tests.charts import sample


class Figures:
    """Answers as the services would, and notes what it was asked."""

    def __init__(self):
        self.asked = []
        self.forgotten = []
        self.held = None
        self.finished = []
        self.answer = sample.return_page

    def query(self, query):
        return query

    def return_page(self, query, progress):
        self.asked.append(query)
        if self.held is not None:
            self.held.wait(5)
            progress(1, 13)
            self.finished.append(query)
        found = self.answer(ranges=query.with_ranges)
        if isinstance(found, Exception):
            raise found
        return replace(found, query=query, period=query.period)

    def forget(self, changes):
        self.forgotten.append(changes)


@pytest.fixture
def figures():
    return Figures()


@pytest.fixture
def page(qtbot, dressed, figures):
    now = SimpleNamespace(now=lambda: 1_795_095_060_000_000)  # Thursday 19 November 2026
    desk = SimpleNamespace(
        figures=figures,
        context=SimpleNamespace(clock=now),
        care=SimpleNamespace(settings=lambda: StoreSettings(zone="Europe/Copenhagen")),
        tracking=SimpleNamespace(names=lambda: sample.CATALOGUE),
    )
    tasks = Tasks()
    made = ReturnPage(desk, tasks)
    qtbot.addWidget(made)
    made.resize(1212, 720)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made._loaded is not None and not made._loaded.page.ranges_pending)
    yield made
    made.hide()
    tasks.close()


def test_figures_come_first_and_ranges_follow(page, figures):
    assert [query.with_ranges for query in figures.asked] == [False, True]
    assert page.verdict.accessibleName() == (
        "Every €1 brought back €1.62 in sales. At your margin of 40\u202f% that is €0.65: not yet paid back."
    )
    assert page.range_line.text().startswith("Likely range: €1.14 to €2.10 in sales")


def test_the_present_week_is_part_of_what_is_shown(figures, page):
    assert figures.asked[0].period == Period(date(2026, 8, 24), date(2026, 11, 22))
    assert page.bar.period.accessibleName() == "24 Aug – 19 Nov 2026 · so far"


def test_the_seven_figures(page):
    assert page.strip.texts() == (
        "Hours: 403 h, up 6\u202f%",
        "Cost: €13,682, up 4\u202f%",
        "Purchases: 61, and 71 other conversions",
        "Sales, without VAT: €22,184, up 19\u202f%",
        "Back per €1, in sales: €1.62, after margin €0.65, €0.46 to €0.84",
        "Hours a purchase: 6.6 h, 5.1 to 8.6 h",
        "Paid back: not yet, €4,809 short",
    )


def test_without_comparing_there_are_no_changes(page):
    page.bar.compare.click()
    assert page.strip.texts()[0] == "Hours: 403 h"


def test_too_little_data_is_said_instead_of_a_value():
    strip = tiles(sample.first_weeks(), compare=True)
    assert [tile.value for tile in strip] == ["86 h", "€2,937", "3", "€401", "–", "–", "–"]
    assert [tile.note for tile in strip[2:]] == [
        "2 more needed; and 4 other", "", "too little data: 3 of 5", "too little data: 3 of 5", "too little data",
    ]  # fmt: skip


def test_a_margin_nobody_knows_claims_no_pay_back():
    shown = sample.return_page()
    unknown = replace(shown.tiles, remains=None, paid_back=PaidBack(PaidBackState.MARGIN_UNKNOWN))
    strip = tiles(replace(shown, tiles=unknown), compare=True)
    assert (strip[4].note, strip[6].value, strip[6].note) == ("margin not known", "–", "margin not known")


def test_costs_that_are_not_all_known_are_said_to_be_so():
    shown = sample.return_page()
    back = replace(shown.tiles.back, figure=replace(shown.tiles.back.figure, at_most=True))
    assert tiles(replace(shown, tiles=replace(shown.tiles, back=back)), compare=True)[4].value == "≤ €1.62"


def test_the_first_weeks_have_a_page_of_their_own(page, figures, qtbot):
    figures.answer = lambda **_asked: sample.first_weeks()
    page.changed(Changes(action=1, tables=frozenset({"interaction"})))
    qtbot.waitUntil(lambda: page._loaded.page.first_weeks)
    assert page.first_weeks.isVisibleTo(page)
    assert page.first_weeks.steps.texts() == (
        "Hours and cost: from the first entry",
        "Sales per unit of cost and hours a purchase: 3 of 5 purchases",
        "With a likely range: 3 of 10 purchases",
        "Channels side by side: best: Email, 2 of 5 purchases",
        "Evidence, a first test: 3 of 20 whole weeks: from Mon 15 Mar 2027",
    )


def test_a_write_refreshes_and_charts_keep_their_ranges_meanwhile(page, figures, qtbot):
    figures.asked.clear()
    figures.answer = lambda ranges: sample.return_page(ranges=ranges, channels=sample.channel_rows()[:5])
    changes = Changes(action=1, tables=frozenset({"interaction"}))
    page.changed(changes)
    assert figures.forgotten == [changes]
    qtbot.waitUntil(lambda: bool(figures.asked))
    qtbot.waitUntil(lambda: len(page.charts.channels.table().rows) == 5)
    assert [query.with_ranges for query in figures.asked] == [False, True]


def test_many_writes_are_one_refresh(page, figures, qtbot):
    figures.asked.clear()
    for action in range(20):
        page.changed(Changes(action=action, tables=frozenset({"interaction"})))
    qtbot.waitUntil(lambda: not page._fresh._timer.isActive() and not page._loaded.page.ranges_pending)
    qtbot.waitUntil(lambda: sum(query.with_ranges for query in figures.asked) >= 1)
    assert len(figures.asked) <= 4


def test_what_the_page_does_not_show_refreshes_nothing(page, figures):
    figures.asked.clear()
    page.changed(Changes(action=1, tables=frozenset({"timer"})))
    assert not figures.asked
    assert not page._fresh.stale


def test_a_hidden_page_waits_until_it_is_shown(page, figures, qtbot):
    figures.asked.clear()
    page.hide()
    page.changed(Changes(action=1, tables=frozenset({"conversion"})))
    assert not figures.asked
    page.show()
    qtbot.waitUntil(lambda: len(figures.asked) == 2)


def test_another_period_is_asked_for(page, figures, qtbot):
    figures.asked.clear()
    page.bar.segments._buttons["4"].click()
    qtbot.waitUntil(lambda: len(figures.asked) == 2)
    assert figures.asked[0].period == Period(date(2026, 10, 26), date(2026, 11, 22))
    figures.asked.clear()
    page.step(-1)
    qtbot.waitUntil(lambda: len(figures.asked) == 2)
    assert figures.asked[0].period == Period(date(2026, 9, 28), date(2026, 10, 25))


def test_a_channel_is_kept(page, figures, qtbot):
    figures.asked.clear()
    page.bar.channel._choose(sample.CHANNELS[0].id)
    qtbot.waitUntil(lambda: len(figures.asked) == 2)
    assert figures.asked[0].where == entry("channel", sample.CHANNELS[0].id)
    assert page.bar.channel.accessibleName() == "Channel: Email"


def test_other_people_are_not_offered(page):
    page.bar.offer(replace(sample.CATALOGUE, people=()), UUID(int=7))
    assert page.bar.person.isHidden()


def test_what_cannot_be_worked_out_is_said(page, figures, qtbot):
    figures.answer = lambda **_asked: UserError("currency_unknown", text="XYZ")
    page.changed(Changes(action=1, tables=frozenset({"conversion"})))
    qtbot.waitUntil(page.note.isVisible)
    assert "XYZ" in page.note.text
    assert page.verdict.text()  # the old picture stays


def test_t_shows_the_table_twin(page):
    panel = page.charts.panels[1]
    panel.chart.setFocus()
    QTest.keyClick(panel.chart, Qt.Key.Key_T)
    assert panel.shows_table
    shown = panel._twin.table
    rows = tuple(
        tuple(shown.item(row, column).text() for column in range(shown.columnCount()))
        for row in range(shown.rowCount())
    )
    assert rows == panel.chart.table().rows
    QTest.keyClick(shown, Qt.Key.Key_T)
    assert not panel.shows_table


def test_another_theme_reaches_every_chart(page, qapp):
    style.apply(qapp, Appearance.DARK)
    try:
        assert all(panel.chart.tokens is DARK for panel in page.charts.panels)
    finally:
        style.apply(qapp, Appearance.LIGHT)
    assert page.charts.weekly.tokens is LIGHT


def test_weeks_asked_for_end_with_the_present_one():
    assert Asked(weeks=1).days(date(2026, 11, 19)) == Period(date(2026, 11, 16), date(2026, 11, 22))
    assert Asked(weeks=1, back=1).days(date(2026, 11, 19)) == Period(date(2026, 11, 9), date(2026, 11, 15))


def test_figures_without_a_value_are_a_dash():
    shown = sample.return_page()
    none = replace(shown.tiles.back, figure=Figure(None, "ratio", 61, reason="no_cost"))
    tile = tiles(replace(shown, tiles=replace(shown.tiles, back=none)), compare=True)[4]
    assert (tile.value, tile.note) == ("–", "nothing spent")


# ---------------------------------------------------------------- what is typed


def shown(page, figures, where):
    """Whether what is kept is shown, likely ranges and all."""
    last = figures.asked[-1]
    return last.where == where and last.with_ranges and page._loaded.page.query == last


def filtered(page, text):
    """Open the filter as Ctrl+F does, type and press Enter."""
    page.narrow_down()
    line = page.filter._edit
    assert line.hasFocus() or not page.isActiveWindow()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_what_is_typed_is_kept_beside_what_is_chosen(page, figures, qtbot):
    page.bar.channel._choose(sample.CHANNELS[0].id)
    filtered(page, "personal>=3 and #ipad")
    chosen = entry("channel", sample.CHANNELS[0].id)
    wanted = all_of(chosen, parse("personal>=3 and #ipad"))
    qtbot.waitUntil(lambda: shown(page, figures, wanted) and page.bar.filter.property("on"))
    assert page.filter.error == ""
    QTest.keyClick(page.filter._edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown(page, figures, chosen) and not page.bar.filter.property("on"))
    assert page.filter.isHidden()


def test_a_filter_that_cannot_be_read_is_said_in_its_place_and_stays(page, figures, qtbot):
    asked = len(figures.asked)
    filtered(page, "#ipad and chanel=email")
    assert page.filter.error == "column 11: There is no field “chanel”: did you mean channel?"
    assert page.filter._edit.text() == "#ipad and chanel=email"
    assert page.filter._edit.selectedText() == "chanel"
    assert len(figures.asked) == asked
    QTest.keyClicks(page.filter._edit, "channel")
    assert page.filter.error == ""
    QTest.keyClick(page.filter._edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page, figures, parse("#ipad and channel=email")))


def test_a_name_that_the_store_does_not_know_is_said_in_its_place(page, figures, qtbot):
    plain = figures.answer
    refused = UserError("where_nobody", text="nobody", column=2, field="contact")
    figures.answer = lambda **_asked: refused
    filtered(page, "@nobody")
    qtbot.waitUntil(lambda: page.filter.error == "column 2: No contact is called “nobody”: check how it is written.")
    assert page.filter._edit.selectedText() == "nobody"
    assert page.note.isHidden()
    figures.answer = plain
    page.filter._edit.selectAll()
    QTest.keyClick(page.filter._edit, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown(page, figures, None) and page.filter.error == "")


def test_a_fault_of_the_store_is_told_as_ever_beside_a_filter(page, figures, qtbot):
    figures.answer = lambda **_asked: UserError("store_full", file="t.db")
    filtered(page, "#ipad")
    qtbot.waitUntil(lambda: not page.note.isHidden())
    assert page.filter.error == ""


def test_figures_nobody_waits_for_any_more_are_not_worked_out_to_the_end(page, figures, qtbot):
    figures.held = threading.Event()
    page.bar.segments._buttons["52"].click()
    qtbot.waitUntil(lambda: figures.asked[-1].period.length == 52 * 7)
    page.bar.segments._buttons["4"].click()
    figures.held.set()
    qtbot.waitUntil(lambda: page._loaded.page.period.length == 4 * 7 and not page._loaded.page.ranges_pending)
    assert {query.period.length for query in figures.finished} == {4 * 7}
