"""Today: what was done, in a strip and a table, and what it adds up to so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.day_acts import DayActs
from roidesk.desktop.fine_overlaps import doubtful
from roidesk.desktop.models.bulk_fields import fields_of
from roidesk.desktop.models.cell_edits import Column, values_of
from roidesk.desktop.models.day_totals import DayTotals, totals
from roidesk.desktop.models.day_view import blocks_of, so_far, summary
from roidesk.desktop.models.interactions import InteractionModel
from roidesk.desktop.models.strip import Block, Day
from roidesk.desktop.page import Page
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.today_empty import tell_first_of_day, tell_first_of_today, tell_nothing_fits
from roidesk.desktop.today_menus import TodayMenus
from roidesk.desktop.today_reading import Loaded, read_day
from roidesk.desktop.widgets.away_line import AwayLine
from roidesk.desktop.widgets.day_footer import DayFooter
from roidesk.desktop.widgets.day_panel import DayPanel
from roidesk.desktop.widgets.empty_state import EmptyState
from roidesk.desktop.widgets.filter_line import FilterLine
from roidesk.desktop.widgets.interaction_table import InteractionTable
from roidesk.desktop.widgets.labels import frame
from roidesk.desktop.widgets.notices import Note
from roidesk.desktop.widgets.pins_bar import PinsBar
from roidesk.desktop.widgets.strip_panel import StripPanel
from roidesk.desktop.widgets.waiting_panel import Room, WaitingPanel
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, Period, Span, local_day
from roidesk.i18n import formats
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk
from roidesk.services.rows import InteractionRow

_RIGHT_COLUMN = 312
_NARROW = 1180 - 188
_NARROWEST = 820
_SECOND_MS, _IDLE_MS = 1000, 20_000


class TodayPage(Page):
    """One day of the desk's own person; it follows the clock while it shows the present day."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._now = desk.context.clock.now
        self._wanted: date | None = None
        self._sought: UUID | None = None
        self._loaded: Loaded | None = None
        self._asked = 0
        self._stale = True
        self.acts = DayActs(desk, tasks, self)
        self.model = InteractionModel(self._now, self)
        self.table = InteractionTable(self.model)
        self.head = StripPanel()
        self.strip, self.title = self.head.strip, self.head.title
        self.panel = DayPanel()
        self.waiting = WaitingPanel(desk, tasks)
        self.note = Note()
        self.filter = FilterLine()
        self.empty = EmptyState("list-plus")
        self.footer = DayFooter()
        self.menus = TodayMenus(self)
        self.pins = PinsBar(desk, tasks)
        self.away = AwayLine(desk, tasks)
        self._body = QStackedWidget()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._count)
        self._lay()
        self._connect()

    # ------------------------------------------------------------ what a page is told

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins on this page."""
        return self.table if self.table.isVisible() else self.head.before

    @property
    def first_waiting(self) -> QWidget:
        """Where the keyboard begins among those who wait; the day, where they are not shown."""
        return self.waiting.first if self.waiting.isVisible() else self.first

    def activated(self) -> None:
        """Show the day as it is now."""
        self._load()

    def changed(self, changes: Changes) -> None:
        """Read the day again when something was written."""
        self.pins.changed(changes)
        self.waiting.changed(changes)
        self.away.changed(changes)
        if self.isVisible():
            self._load()
        else:
            self._stale = True

    def narrow_down(self) -> None:
        """Let the table be filtered."""
        self.filter.open()

    def show_entry(self, day: date, which: UUID) -> None:
        """Show a day, and pick out one of its interactions."""
        self._wanted, self._sought = day, which
        self._load()

    def show_row(self, row: InteractionRow) -> None:
        """Show the day of an interaction, and pick it out."""
        self.show_entry(local_day(row.interaction.start_us, self.zone), row.interaction.id)

    def step(self, by: int) -> None:
        """Go so many days on; never beyond today."""
        if self._loaded is None:
            return
        shown = self._loaded.page.day + timedelta(days=by)
        self._wanted = shown if shown < self._loaded.today else None
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock run again."""
        super().showEvent(event)
        if self._stale:
            self._load()
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: let the clock rest."""
        super().hideEvent(event)
        self._tick.stop()

    def set_room(self, width: int) -> None:
        """Give up the right column in a narrow window; its figures are in the footer too."""
        narrow = width < style.px(_NARROW - 40)
        self.panel.setVisible(not narrow)
        room = Room.WIDE if not narrow else Room.NARROW if width >= style.px(_NARROWEST) else Room.NONE
        self.waiting.set_room(room)
        self.footer.set_narrow(narrow=narrow)
        self.head.set_narrow(narrow=narrow)

    def changeEvent(self, event: QEvent) -> None:
        """Give the parts the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._loaded is not None:
            self._draw(self._loaded)

    # ------------------------------------------------------------ reading and showing

    def _load(self) -> None:
        self._asked += 1
        self._stale = False
        asked, desk, wanted, where = self._asked, self._desk, self._wanted, self.filter.expression
        self._tasks.glance(
            lambda: read_day(desk, wanted, where), lambda loaded: self._show(asked, loaded), self.filter.refuse
        )

    def _show(self, asked: int, loaded: Loaded) -> None:
        if asked != self._asked:
            return
        self._loaded = loaded
        self.table.offer(loaded.names)
        self.footer.bulk.offer(fields_of("interactions", loaded.columns))
        running = loaded.page.running if loaded.is_today and loaded.kept is None else ()
        self.model.show(running, loaded.rows, loaded.zone)
        self._draw(loaded)
        self._pace()
        if self._sought is not None and self.model.row_of(self._sought) is not None:
            self.table.choose([self._sought])
            self.table.setFocus()
        self._sought = None

    def _draw(self, loaded: Loaded) -> None:
        doubts = doubtful(row.interaction for row in loaded.page.rows)
        self.head.show_head(loaded.page.day, len(doubts), today=loaded.is_today)
        self.strip.editable = not self._desk.read_only
        self._body.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._tell_empty(loaded)
        self.menus.refresh()
        self._count()

    def _tell_empty(self, loaded: Loaded) -> None:
        if loaded.kept is not None and loaded.page.rows:
            tell_nothing_fits(self.empty, len(loaded.page.rows), self.filter.clear)
        elif loaded.is_today:
            tell_first_of_today(self.empty, self.line_wanted.emit)
        else:
            tell_first_of_day(self.empty, loaded.page.day, self.line_wanted.emit)

    def _count(self) -> None:
        """Bring what changes with the clock up to date: figures, running rows, the now line."""
        loaded, now = self._loaded, self._now()
        if loaded is None:
            return
        if local_day(now, loaded.zone) != loaded.today:
            self._load()  # midnight has passed
            return
        sums = totals(loaded.page, now, running=loaded.is_today)
        self.table.tick()
        self._show_strip(loaded, now if loaded.is_today else None, sums)
        figures = so_far(loaded.page, sums, today=loaded.is_today, theme=style.tokens())
        self.panel.show_day(figures)
        led = sum(bool(row.led_to) for row in loaded.page.rows)
        time = formats.running(sums.us) if figures.counting else formats.duration(sums.us) if sums.us else ""
        self.footer.show_day(len(loaded.rows), len(loaded.page.rows), time, led)

    def _show_strip(self, loaded: Loaded, now: int | None, sums: DayTotals) -> None:
        span = Period(loaded.page.day, loaded.page.day).span(loaded.zone)
        minute = now - now % MINUTE if now is not None else None
        blocks = blocks_of(loaded.page, minute, loaded.zone, style.tokens())
        self.strip.show_day(Day(span.start, span.end, loaded.zone, blocks, minute), summary(loaded.page, sums))

    def _pace(self) -> None:
        """Tick each second only while something runs: an idle window does not keep the machine awake."""
        runs = self._loaded is not None and any(row.timer.paused_us is None for row in self._loaded.page.running)
        if self.isVisible():
            self._tick.start(_SECOND_MS if runs else _IDLE_MS)

    # ------------------------------------------------------------ what its menus ask

    @property
    def desk(self) -> Desk:
        """The services."""
        return self._desk

    @property
    def tasks(self) -> Tasks:
        """Where reads and writes run."""
        return self._tasks

    @property
    def zone(self) -> str:
        """The zone in which the day is shown."""
        return self._loaded.zone if self._loaded is not None else "UTC"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of conversion."""
        return self._loaded.kinds if self._loaded is not None else ()

    @property
    def currency(self) -> str:
        """The currency of the store."""
        return self._loaded.page.currency if self._loaded is not None else ""

    @property
    def day_rows(self) -> Sequence[InteractionRow]:
        """The interactions of the day, the newest first, whatever the filter keeps."""
        return self._loaded.page.rows if self._loaded is not None else ()

    def row(self, which: UUID) -> InteractionRow | None:
        """Return an interaction of the day."""
        return next((each for each in self.day_rows if each.interaction.id == which), None)

    def edit_words(self, which: UUID) -> None:
        """Edit what an interaction says, in the table."""
        at = self.model.row_of(which)
        if at is not None:
            self.table.setFocus()
            self.table.setCurrentIndex(self.model.index(at, Column.WHAT))
            self.table.edit(self.table.currentIndex())

    def open_contact(self, which: UUID) -> None:
        """Go to the page of the contact an interaction was with."""
        row = self.row(which)
        if row is not None and row.interaction.contact_id is not None:
            self.contact_wanted.emit(row.interaction.contact_id)

    # ------------------------------------------------------------ wishes

    def _connect(self) -> None:
        self.head.stepped.connect(self.step)
        self.head.overlaps_wanted.connect(self.menus.show_overlaps)
        self.filter.changed.connect(self._load)
        self.filter.left.connect(self.table.setFocus)
        self.model.edited.connect(self._edit)
        self.table.given_up.connect(self.note.hide)
        self.table.deleted.connect(self.acts.delete)
        self.table.repeated.connect(self.acts.repeat)
        self.table.pinned.connect(self.acts.pin)
        self.table.linked.connect(self.menus.ask_link)
        self.table.joined.connect(self.menus.join)
        self.table.split_wanted.connect(self.menus.split)
        self.table.contact_wanted.connect(self.open_contact)
        self.table.customContextMenuRequested.connect(self._table_menu)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.footer.bulk.wanted.connect(self.menus.change_many)
        self.strip.picked.connect(self._pick)
        self.strip.opened.connect(self.edit_words)
        self.strip.reshaped.connect(self.acts.move)
        self.strip.cut.connect(self.acts.split)
        self.strip.gap_chosen.connect(self.acts.fill)
        self.strip.menu_wanted.connect(self._strip_menu)
        self.strip.key_pressed.connect(self._strip_key)
        self.acts.done.connect(self.done)
        self.waiting.done.connect(self.done)
        self.waiting.contact_wanted.connect(self.contact_wanted)
        self.acts.line_wanted.connect(self.line_wanted)
        self.acts.refused.connect(lambda error: self.note.tell(explain(error), "warn"))

    def _edit(self, which: UUID, column: int, text: str) -> None:
        row = self.row(which)
        if row is None or self._loaded is None:
            return
        try:
            values = values_of(Column(column), text, row, self._loaded.zone, self._loaded.names)
        except UserError as error:
            self._refuse(error, which, column, text)
            return
        if values:
            tracking = self._desk.tracking
            self._tasks.write(
                lambda: tracking.edit(which, values),
                lambda _changes: self.note.hide(),
                lambda error: self._refuse(error, which, column, text),
            )

    def _refuse(self, error: UserError, which: UUID, column: int, text: str) -> None:
        self.note.tell(explain(error), "error")
        # The editor that was refused is still being closed.
        QTimer.singleShot(0, self, lambda: self.table.reopen(which, column, text))

    def _selected(self) -> None:
        chosen = self.table.selected()
        rows = [row for each in chosen if (row := self.row(each)) is not None]
        self.strip.select(chosen)
        self.footer.show_selected(len(rows), sum(row.us for row in rows))

    def _pick(self, which: UUID) -> None:
        """Select in the table what was chosen in the strip; the keyboard stays where it is."""
        if self.model.row_of(which) is not None:
            self.table.choose([which])

    def _table_menu(self, place: QPoint) -> None:
        self.menus.of_rows(self.table.selected(), self.table.viewport().mapToGlobal(place))

    def _strip_menu(self, item: Block | Span | None, us: int, place: QPoint) -> None:
        self.menus.of_strip(item, us, place)

    def _strip_key(self, item: Block | Span, key: int) -> None:
        self.menus.do_key(item, Qt.Key(key))

    # ------------------------------------------------------------ layout

    def _lay(self) -> None:
        self.right = QVBoxLayout()
        self.right.setSpacing(style.px(12))
        self.right.addWidget(self.waiting)
        self.right.addWidget(self.panel)
        self.right.addStretch(1)
        self.panel.setFixedWidth(style.px(_RIGHT_COLUMN))
        body = QHBoxLayout()
        body.setSpacing(style.px(12))
        body.addWidget(self._table_panel(), 1)
        body.addLayout(self.right)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(12))
        for part in (self.pins, self.head, self.away, self.note, self.filter):
            box.addWidget(part)
        box.addLayout(body, 1)

    def _table_panel(self) -> QFrame:
        panel = frame("panel")
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        box = QVBoxLayout(panel)
        box.setContentsMargins(1, style.px(4), 1, 1)
        box.setSpacing(0)
        box.addWidget(self._body, 1)
        box.addWidget(self.footer)
        return panel
