"""Week: any ISO week beside the same point of the one before, and the thirteen weeks up to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from roidesk.analytics.pages import values as pages
from roidesk.charts.by_week import WeeklyLayers, WeeklyMoney
from roidesk.charts.weekly import PairedBars, StackedWeeks
from roidesk.desktop import style
from roidesk.desktop.figures_page import FiguresPage
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.chart_grid import ChartGrid
from roidesk.desktop.widgets.closed_week import ClosedWeekLine, LaterChanges
from roidesk.desktop.widgets.flow_layout import flowing
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.pill import FilterPill
from roidesk.desktop.widgets.spread_row import SpreadRow, group
from roidesk.desktop.widgets.week_table import WeekTable
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import Cancelled
from roidesk.domain.filters import entry
from roidesk.domain.instants import Week, local_day
from roidesk.i18n import _, formats
from roidesk.services.closing import Closing
from roidesk.services.desk import Desk

_NARROW, _ONE_COLUMN, _TIGHT = 1100, 840, 580
"""Designed widths under which the charts lie below one another beside the table, then below the table too, and under
which the table itself has little room."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A week as it was read, with what the page needs beside it."""

    page: pages.WeekPage
    today: date
    names: Catalogue
    closing: Closing | None


class WeekPage(FiguresPage):
    """One week; it follows the calendar while it shows the present one."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(desk, tasks)
        self._wanted: Week | None = None
        self._loaded: _Loaded | None = None
        self.title = label("", "title")
        self.subtitle = label("", "help")
        self._before = IconButton("chevron-left", _("Previous week"), keys=_("Alt+Page Up"))
        self._after = IconButton("chevron-right", _("Next week"), keys=_("Alt+Page Down"))
        self._present = Button(_("This week"))
        self.close_week = Button(_("Close the week"), "lock", kind="quiet")
        self.closed = ClosedWeekLine()
        self.brand = FilterPill("tag", _("All brands"), _("Brand"))
        self.table = WeekTable()
        self.charts = WeekCharts()
        self._lay()
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        self.close_week.clicked.connect(self._close_week)
        self.closed.wanted.connect(self.show_changes)
        self._present.clicked.connect(lambda: self.show_week(None))
        self.brand.chosen.connect(lambda _which: self._fresh.now())

    # ------------------------------------------------------------ what a page is told

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins on this page."""
        return self.table.table

    def step(self, by: int) -> None:
        """Go so many weeks on; never beyond the present one."""
        if self._loaded is None:
            return
        wanted = (self._wanted or Week.of(self._loaded.today)).plus(by)
        self.show_week(wanted if wanted < Week.of(self._loaded.today) else None)

    def show_week(self, week: Week | None) -> None:
        """Show a week, None for the present one."""
        self._wanted = week
        self._fresh.now()

    # ------------------------------------------------------------ reading and showing

    def _load(self) -> None:
        self._asked += 1
        number, desk, wanted, brand = self._asked, self._desk, self._wanted, self.brand.kept

        def read() -> _Loaded:
            if number != self._asked:
                raise Cancelled  # something newer is asked for by now
            today = local_day(desk.context.clock.now(), desk.care.settings().zone)
            page = desk.figures.week_page(wanted or Week.of(today), where=entry("brand", brand) if brand else None)
            return _Loaded(page, today, desk.tracking.names(), desk.closing.closed(page.week))

        self._tasks.read(read, lambda loaded: self._show(number, loaded), self._refuse)

    def _show(self, number: int, loaded: _Loaded) -> None:
        if number != self._asked:
            return
        self._loaded = loaded
        self.note.hide()
        page = loaded.page
        present = page.week == Week.of(loaded.today)
        self.title.setText(_("Week {number}").format(number=page.week.number))
        days = formats.period(page.week.period)
        if page.running:
            day = formats.weekday(local_day(page.as_of, page.zone))
            days = _("{days} · so far, {day} {time}").format(
                days=days, day=day, time=formats.clock(page.as_of, page.zone)
            )
        self.subtitle.setText(days)
        self._after.setEnabled(not present)
        self._present.setEnabled(not present)
        self.brand.offer([(each.id, each.name) for each in sorted(loaded.names.brands, key=lambda each: each.name)])
        self.table.show_page(page)
        self.charts.show_page(page)
        self._show_closing(loaded)

    def _show_closing(self, loaded: _Loaded) -> None:
        """Show what became of a closed week, and the way to close one that is over."""
        closing = loaded.closing
        self.closed.show_closing(closing, loaded.page.zone)
        self.close_week.setVisible(not loaded.page.running and (closing is None or closing.differs))
        self.close_week.setText(" " + (_("Close the week") if closing is None else _("Close it again")))
        self.close_week.setAccessibleName(self.close_week.text().strip())
        self.close_week.setEnabled(not self._desk.read_only)

    def _close_week(self) -> None:
        if self._loaded is not None:
            desk, week = self._desk, self._loaded.page.week
            self._tasks.write(lambda: desk.closing.close(week), lambda _changes: self._fresh.now(), self._refuse)

    def show_changes(self) -> LaterChanges | None:
        """Show what was changed in the week since it was closed."""
        loaded = self._loaded
        if loaded is None or loaded.closing is None:
            return None
        dialog = LaterChanges(self._desk, self._tasks, loaded.closing, loaded.page.zone, self)
        dialog.open()
        return dialog

    # ------------------------------------------------------------ Qt

    def set_room(self, width: int) -> None:
        """Put the charts under each other, and under the table, where there is no room beside it."""
        self.charts.set_narrow(narrow=width < style.px(_NARROW))
        below = width < style.px(_ONE_COLUMN)
        self.table.set_narrow(narrow=width < style.px(_TIGHT))
        way = QBoxLayout.Direction
        self._halves.setDirection(way.TopToBottom if below else way.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the table be no higher than what is seen of the page at once."""
        super().resizeEvent(event)
        seen = self.parentWidget()
        room = (
            (seen.height() if seen is not None else event.size().height())
            - self._present.sizeHint().height()
            - style.px(12)
        )
        self.table.setMaximumHeight(max(room, self.table.minimumSizeHint().height()))

    def _lay(self) -> None:
        steps = group(self._before, self._after, self._present, self.close_week)
        said = flowing(group(self.title, self.subtitle), steps)
        inside = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(style.px(12))
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        left.addStretch(0)
        self._halves.addLayout(left, 42)
        self._halves.addWidget(self.charts, 58)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(12))
        box.addWidget(SpreadRow(said, self.brand))
        box.addWidget(self.closed)
        box.addWidget(self.note)
        box.addWidget(inside, 1)


class WeekCharts(ChartGrid):
    """Four charts of the weeks up to the one shown."""

    def __init__(self) -> None:
        theme = style.tokens()
        channels, levels = StackedWeeks(theme), StackedWeeks(theme)
        money, conversions = PairedBars(theme), StackedWeeks(theme)
        super().__init__((channels, levels, money, conversions))
        self.channels, self.levels, self.money, self.conversions = channels, levels, money, conversions

    def show_page(self, page: pages.WeekPage) -> None:
        """Show the weeks up to that of a page."""
        self.channels.show_data(WeeklyLayers.by_channel(page))
        self.levels.show_data(WeeklyLayers.by_level(page))
        self.money.show_data(WeeklyMoney.of_week(page))
        self.conversions.show_data(WeeklyLayers.conversions(page))
        self.refresh()
