from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from roidesk.charts.theme import DARK
from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.pages.week import WeekPage
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.scrolled import reflowing
from roidesk.desktop.widgets.week_table import headers, lines
from roidesk.domain.changes import Changes
from roidesk.domain.figure import Figure
from roidesk.domain.filters import entry
from roidesk.domain.instants import Week
from roidesk.domain.model import ClosedWeek
from roidesk.services.closing import Closing, LaterChange, WeekSums
from roidesk.settings.store import StoreSettings
from tests.charts import sample

PRESENT = Week(2026, 47)


class Figures:
    def __init__(self):
        self.asked = []

    def week_page(self, week, *, where=None):
        self.asked.append((week, where))
        return sample.week_page(week, running=week == PRESENT)

    def forget(self, changes):
        pass


@pytest.fixture
def figures():
    return Figures()


class ClosedWeeks:
    def __init__(self):
        self.weeks = {}

    def closed(self, week):
        return self.weeks.get(week)

    def close(self, week):
        sums = WeekSums(3, 60_000_000, 60_000_000, 1, "EUR", 24000, 2500, 0)
        closed = ClosedWeek(id=UUID(int=1), week=str(week), closed_us=1_795_000_000_000_000, **sums._asdict())
        self.weeks[week] = Closing(closed, "Ann", sums, (), 0, sound=True)
        return Changes(action=1, label="close_week")


@pytest.fixture
def closing():
    return ClosedWeeks()


@pytest.fixture
def page(qtbot, dressed, figures, closing):
    desk = SimpleNamespace(
        figures=figures,
        closing=closing,
        read_only=False,
        context=SimpleNamespace(clock=SimpleNamespace(now=lambda: 1_795_095_060_000_000)),
        care=SimpleNamespace(settings=lambda: StoreSettings(zone="Europe/Copenhagen")),
        tracking=SimpleNamespace(names=lambda: sample.CATALOGUE),
    )
    tasks = Tasks()
    made = WeekPage(desk, tasks)
    qtbot.addWidget(made)
    made.resize(1212, 720)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made._loaded is not None)
    yield made
    made.hide()
    tasks.close()


def shows(page, week):
    return lambda: page._loaded.page.week == week


def test_a_running_week_says_how_far_it_is(page):
    assert page.title.text() == "Week 47"
    assert page.subtitle.text() == "16 – 22 Nov 2026 · so far, Thursday 14:31"
    assert not page._after.isEnabled()


def test_the_table_is_what_the_page_says(page):
    table = page.table.table
    assert headers(page._loaded.page) == ("Channel", "Hours", "than week 46*", "Cost", "Purchases", "Other", "Sales")
    for row, line in enumerate(lines(page._loaded.page)):
        assert tuple(table.item(row, column).text() for column in range(7)) == line.cells
    assert [line.cells for line in lines(page._loaded.page)][9] == ("Team", "24.0", "1.4", "€799", "5", "5", "€1,846")
    assert lines(page._loaded.page)[-1].cells == ("No brand", "3.4", "0.9", "€113", "–", "2", "–")
    assert table.item(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "0.5 less"
    assert page.table.foot.text() == "* Thursday 14:31 of week 46, the same point."


def test_weeks_are_stepped_through_and_end_at_the_present_one(page, figures, qtbot):
    page.step(-1)
    qtbot.waitUntil(shows(page, Week(2026, 46)))
    assert page.subtitle.text() == "9 – 15 Nov 2026"
    assert page.table.foot.isHidden()
    page.step(-1)
    qtbot.waitUntil(shows(page, Week(2026, 45)))
    page._present.click()
    qtbot.waitUntil(shows(page, PRESENT))
    page.step(1)
    qtbot.waitUntil(lambda: figures.asked[-1][0] == PRESENT)


def test_only_cells_that_changed_are_touched(page, qtbot):
    table = page.table.table
    before = [table.item(row, 0) for row in range(table.rowCount())]
    page.changed(Changes(action=1, tables=frozenset({"interaction"})))
    qtbot.waitUntil(lambda: not page._fresh.stale and not page._fresh._timer.isActive())
    assert [table.item(row, 0) for row in range(table.rowCount())] == before


def test_a_brand_is_kept(page, figures, qtbot):
    page.brand._choose(sample.BRANDS[0].id)
    qtbot.waitUntil(lambda: figures.asked[-1] == (PRESENT, entry("brand", sample.BRANDS[0].id)))


def test_four_charts_over_thirteen_weeks(page):
    for panel in page.charts.panels:
        assert len(panel.chart.table().rows) == 13
        assert panel.chart.accessibleDescription()


def test_charts_lie_under_each_other_in_a_narrow_window(page):
    page.resize(960, 560)
    page.set_room(960)
    page.charts._grid.activate()
    assert len({panel.x() for panel in page.charts.panels}) == 1


def test_another_theme_reaches_table_and_charts(page, qapp):
    style.apply(qapp, Appearance.DARK)
    try:
        assert all(panel.chart.tokens is DARK for panel in page.charts.panels)
        assert page.table.table.item(9, 0).background().color().name() == DARK.sunken.lower()
    finally:
        style.apply(qapp, Appearance.LIGHT)


def test_the_cost_of_channels_and_what_they_share_are_in_the_table():
    page = sample.week_page()
    shared = replace(page.team, cost=Figure(60, "EUR", at_most=True))
    costs = [line.cells[3] for line in lines(replace(page, shared=shared))]
    assert costs[:2] == ["€162", "€98"]
    assert costs[len(page.channels)] == "≥ €60"
    assert costs[len(page.channels) + 1] == "€799"


def test_the_table_stays_in_sight_where_charts_lie_under_each_other(page, qtbot):
    place = reflowing(page, page.set_room)
    qtbot.addWidget(place)
    place.resize(928, 616)
    place.show()
    qtbot.waitUntil(lambda: page.charts.height() > place.height())
    assert page.table.height() <= place.height()
    assert page.table.foot.isVisible()
    place.takeWidget()


def test_a_running_week_cannot_be_closed_and_one_that_is_over_can(page, qtbot, closing):
    assert not page.close_week.isVisibleTo(page)
    page.step(-1)
    qtbot.waitUntil(lambda: page.close_week.isVisibleTo(page))
    assert not page.closed.isVisibleTo(page)
    page.close_week.click()
    qtbot.waitUntil(lambda: page.closed.text.startswith("Closed on "))
    assert page.closed.text.endswith(" by Ann.")
    assert not page.close_week.isVisibleTo(page)  # nothing is different
    assert not page.closed.changes.isVisibleTo(page)


def test_what_was_changed_since_leads_to_its_history(page, qtbot, closing):
    week = PRESENT.plus(-1)
    closing.close(week)
    change = LaterChange(7, 1_795_000_000_000_000, "Ann", "interactions", UUID(int=2), "Email · acme", "edit")
    was = closing.weeks[week]
    closing.weeks[week] = replace(was, now=was.now._replace(interactions=5, sales_minor=20000), changes=(change,))
    page.step(-1)
    qtbot.waitUntil(lambda: "+2 interactions, sales −€40.00" in page.closed.text)
    assert page.close_week.text().strip() == "Close it again"
    dialog = page.show_changes()
    assert "Interactions: Email · acme" in dialog.table.model().index(0, 0).data()
    dialog.reject()
