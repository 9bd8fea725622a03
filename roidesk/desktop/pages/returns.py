"""Return: one sentence, seven figures, four charts: what the time and the money brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from roidesk.analytics.pages import values as pages
from roidesk.analytics.query import Query
from roidesk.charts.by_channel import ChannelCosts, ChannelReturns
from roidesk.charts.by_level import HoursOfLevels, LevelReturns
from roidesk.charts.by_week import WeeklyMoney
from roidesk.charts.first_weeks import CostByChannel
from roidesk.charts.levels import LevelHoursChart, PersonalReturns
from roidesk.charts.weekly import CostAndSales
from roidesk.charts.whiskers import Whiskers
from roidesk.desktop import style
from roidesk.desktop.figures_page import FiguresPage
from roidesk.desktop.models.return_tiles import tiles
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.chart_grid import ChartGrid
from roidesk.desktop.widgets.chart_panel import ChartPanel
from roidesk.desktop.widgets.figure_strip import FigureStrip
from roidesk.desktop.widgets.filter_line import FilterLine
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.milestones import HelpPanel, MilestonePanel
from roidesk.desktop.widgets.missing_line import MissingLine
from roidesk.desktop.widgets.return_bar import Asked, ReturnBar
from roidesk.desktop.widgets.scrolled import scrolled
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import Cancelled, UserError
from roidesk.domain.instants import local_day
from roidesk.services.desk import Desk
from roidesk.services.figure_words import parts

_NARROW, _ONE_COLUMN = 1100, 780
_AFTER_PAINT_MS = 30


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A page as it was read, with what the bar needs beside it."""

    page: pages.ReturnPage
    today: date
    names: Catalogue
    owner: UUID | None


class ReturnPage(FiguresPage):
    """What came back. Figures come first; likely ranges, which take longer, follow when they are ready."""

    table_wanted = Signal(str)
    """A table of the ledger, in which something is missing."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(desk, tasks)
        self._loaded: _Loaded | None = None
        self._filters = Asked()
        self.bar = ReturnBar()
        self.filter = FilterLine()
        self.verdict = label("", "verdict", wrap=True)
        self.verdict.setTextFormat(Qt.TextFormat.RichText)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.range_line = label("", "help", wrap=True)
        self.range_line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.missing = MissingLine()
        self.strip = FigureStrip()
        self.charts = ReturnCharts()
        self.first_weeks = FirstWeeks()
        self._body = QStackedWidget()
        self._lay()
        self.missing.wanted.connect(self.table_wanted)
        self.bar.changed.connect(self._fresh.now)
        self.bar.filter.clicked.connect(self.narrow_down)
        self.filter.changed.connect(self._fresh.now)
        self.filter.left.connect(self.strip.first.setFocus)
        self.bar.compared.connect(lambda _on: self._show_tiles())

    # ------------------------------------------------------------ what a page is told

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins on this page."""
        return self.strip.first

    def narrow_down(self) -> None:
        """Let somebody type what is to be kept."""
        self.filter.open()

    def step(self, by: int) -> None:
        """Go so many periods on; never beyond the present one."""
        self.bar.step(by)

    # ------------------------------------------------------------ reading and showing

    def _load(self) -> None:
        self._asked += 1
        self._ask(self._asked, replace(self.bar.asked, typed=self.filter.expression), with_ranges=False)

    def _ask(self, number: int, asked: Asked, *, with_ranges: bool) -> None:
        desk = self._desk

        def go_on(_done: int, _whole: int) -> None:
            if number != self._asked:
                raise Cancelled  # something newer is asked for by now

        def read() -> _Loaded:
            go_on(0, 1)
            return _read(desk, asked, go_on, with_ranges=with_ranges)

        self._tasks.read(
            read, lambda loaded: self._show(number, asked, loaded), lambda error: self._refuse_asked(number, error)
        )

    def _refuse_asked(self, number: int, error: UserError) -> None:
        """Say why a question has no answer: of a filter where it is typed, so that it can be changed there."""
        if error.code.startswith("where_") and self.filter.expression is not None:
            if number == self._asked:
                self.filter.refuse(error)
        else:
            self._refuse(error)

    def _show(self, number: int, asked: Asked, loaded: _Loaded) -> None:
        if number != self._asked:
            return
        self.note.hide()
        before = self._loaded.page if self._loaded is not None and asked == self._filters else None
        self._filters = asked
        self._loaded = loaded
        self.filter.accept()
        self.bar.filter.set_on(on=asked.typed is not None)
        self.bar.offer(loaded.names, loaded.owner)
        self.bar.show_period(loaded.page.period, loaded.today, loaded.page.before)
        self._show_words(loaded.page)
        self.missing.show_missing(loaded.page.missing, loaded.today.year)
        self._show_tiles()
        if loaded.page.first_weeks:
            self._body.setCurrentIndex(1)
            self.first_weeks.show_page(loaded.page)
        else:
            self._body.setCurrentIndex(0)
            self.charts.show_page(loaded.page, before if loaded.page.ranges_pending else None)
        if loaded.page.ranges_pending:
            # Worked out beside the GUI, ranges would still slow down the painting of what is there: that goes first.
            QTimer.singleShot(_AFTER_PAINT_MS, lambda: self._ask(number, asked, with_ranges=True))

    def _show_words(self, page: pages.ReturnPage) -> None:
        said = "".join(
            f'<span style="font-weight:600">{escape(part.text)}</span>' if part.strong else escape(part.text)
            for part in parts(page.sentence)
        )
        if said != self.verdict.text():
            self.verdict.setText(said)
            self.verdict.setAccessibleName("".join(part.text for part in parts(page.sentence)))
        if page.range_line is not None:
            self.range_line.setText("".join(part.text for part in parts(page.range_line)))
        elif not page.ranges_pending:
            self.range_line.setText("")
        self.range_line.setVisible(bool(self.range_line.text()) or page.ranges_pending)

    def _show_tiles(self) -> None:
        if self._loaded is not None:
            self.bar.compare.set_on(on=self.bar.compare.isChecked())
            self.strip.show_tiles(tiles(self._loaded.page, compare=self.bar.compare.isChecked()))

    # ------------------------------------------------------------ Qt

    def set_room(self, width: int) -> None:
        """Say it shorter, and the sentence smaller, where room is short."""
        narrow = width < style.px(_NARROW)
        self.bar.set_narrow(narrow=narrow)
        style.polish(self.verdict, "fit", "narrow" if narrow else "")
        one_column = width < style.px(_ONE_COLUMN)
        self.charts.set_narrow(narrow=one_column)
        self.first_weeks.set_narrow(narrow=one_column)

    def _lay(self) -> None:
        self._body.addWidget(scrolled(self.charts))
        self._body.addWidget(scrolled(self.first_weeks))
        words = QVBoxLayout()
        words.setSpacing(style.px(1))
        words.addWidget(self.verdict)
        words.addWidget(self.range_line)
        words.addWidget(self.missing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(10))
        box.addWidget(self.note)
        box.addWidget(self.bar)
        box.addWidget(self.filter)
        box.addLayout(words)
        box.addWidget(self.strip)
        box.addWidget(self._body, 1)


class ReturnCharts(ChartGrid):
    """The four charts."""

    def __init__(self) -> None:
        theme = style.tokens()
        weekly, channels = CostAndSales(theme), Whiskers(theme)
        personal, hours = PersonalReturns(theme), LevelHoursChart(theme)
        super().__init__((weekly, channels, personal, hours), across=(51, 49), down=(56, 46))
        self.weekly, self.channels, self.personal, self.hours = weekly, channels, personal, hours

    def show_page(self, page: pages.ReturnPage, before: pages.ReturnPage | None = None) -> None:
        """Show a page. `before`: the one shown until now, whose likely ranges stay until the new ones are ready."""
        ranged = page if before is None or before.ranges_pending else _with_ranges_of(before, page)
        self.weekly.show_data(WeeklyMoney.of_return(ranged))
        self.channels.show_data(ChannelReturns.of(ranged))
        self.personal.show_data(LevelReturns.of(ranged))
        self.hours.show_data(HoursOfLevels(page.outcomes))
        self.refresh()


class FirstWeeks(QWidget):
    """What is known from the first entry on, and what is missing for more."""

    def __init__(self) -> None:
        super().__init__()
        self.costs = CostByChannel(style.tokens())
        self.panel = ChartPanel(self.costs)
        self.steps, self.help = MilestonePanel(), HelpPanel()
        right = QVBoxLayout()
        right.setSpacing(style.px(12))
        right.addWidget(self.steps)
        right.addWidget(self.help)
        right.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(style.px(12))
        self._row.addWidget(self.panel, 56)
        self._row.addLayout(right, 44)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put what is missing beside what is known, or under it."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def show_page(self, page: pages.ReturnPage) -> None:
        """Show a page of the first weeks."""
        self.costs.show_data(ChannelCosts.of(page))
        self.panel.refresh()
        self.steps.show_steps(page.milestones, page.period.last.year)
        self.help.show_page(page)


def _read(desk: Desk, asked: Asked, go_on: Callable[[int, int], None], *, with_ranges: bool) -> _Loaded:
    """Read what is asked for; runs beside the GUI, as long as `go_on` does not raise `Cancelled`."""
    settings = desk.care.settings()
    today = local_day(desk.context.clock.now(), settings.zone)
    query = desk.figures.query(
        Query(
            period=asked.days(today),
            where=asked.where,
            with_ranges=with_ranges,
        )
    )
    return _Loaded(desk.figures.return_page(query, go_on), today, desk.tracking.names(), settings.person_id)


def _with_ranges_of(before: pages.ReturnPage, page: pages.ReturnPage) -> pages.ReturnPage:
    """Return the page with the returns drawn until now: a range belongs to its value, and both wait for the new one."""
    so_far = {point.week: point.so_far for point in before.weeks}
    weeks = tuple(replace(point, so_far=so_far.get(point.week, point.so_far)) for point in page.weeks)
    return replace(
        page,
        weeks=weeks,
        channels=before.channels,
        channel_order=before.channel_order,
        levels=before.levels,
        level_order=before.level_order,
    )
