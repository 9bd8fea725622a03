"""Today: what was done, in a strip and a table, and what it adds up to so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.cell_edits import Column, values_of
from roidesk.desktop.models.day_totals import DayTotals, totals
from roidesk.desktop.models.day_view import blocks_of, so_far, summary
from roidesk.desktop.models.interactions import InteractionModel
from roidesk.desktop.models.strip import Day
from roidesk.desktop.page import Page
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import IconButton
from roidesk.desktop.widgets.day_panel import DayPanel
from roidesk.desktop.widgets.day_strip import DayStrip
from roidesk.desktop.widgets.empty_state import EmptyState
from roidesk.desktop.widgets.interaction_table import InteractionTable
from roidesk.desktop.widgets.labels import frame, keycap, label
from roidesk.desktop.widgets.link_popup import LinkPopup
from roidesk.desktop.widgets.notices import Note
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, Period, local_day
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk
from roidesk.services.rows import DayPage, InteractionRow

_RIGHT_COLUMN = 312
_NARROW = 1180 - 188
_SECOND_MS, _IDLE_MS = 1000, 20_000


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A day as it was read, with what the page needs beside it."""

    page: DayPage
    today: date
    zone: str
    names: Catalogue
    kinds: tuple[str, ...]


class TodayPage(Page):
    """One day of the desk's own person; it follows the clock while it shows the present day."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._now = desk.context.clock.now
        self._wanted: date | None = None
        self._loaded: _Loaded | None = None
        self._asked = 0
        self._stale = True
        self.model = InteractionModel(self._now, self)
        self.table = InteractionTable(self.model)
        self.strip = DayStrip()
        self.panel = DayPanel()
        self.note = Note()
        self.empty = EmptyState("list-plus")
        self.footer = _Footer()
        self.title = label("", "heading")
        self._before = IconButton("chevron-left", _("Previous day"), keys=_("Alt+Page Up"))
        self._after = IconButton("chevron-right", _("Next day"), keys=_("Alt+Page Down"))
        self._body = QStackedWidget()
        self._link: LinkPopup | None = None
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._count)
        self._lay()
        self._connect()

    # ------------------------------------------------------------ what a page is told

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins on this page."""
        return self.table if self.table.isVisible() else self._before

    def activated(self) -> None:
        """Show the day as it is now."""
        self._load()

    def changed(self, changes: Changes) -> None:
        """Read the day again when something was written."""
        if self.isVisible():
            self._load()
        else:
            self._stale = True

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the right column in a narrow window; its figures are in the footer too."""
        super().resizeEvent(event)
        self.panel.setVisible(event.size().width() >= style.px(_NARROW - 40))
        self.footer.set_narrow(narrow=event.size().width() < style.px(_NARROW - 40))

    def changeEvent(self, event: QEvent) -> None:
        """Give the parts the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._loaded is not None:
            self._draw(self._loaded)

    # ------------------------------------------------------------ reading and showing

    def _load(self) -> None:
        self._asked += 1
        self._stale = False
        asked, desk, wanted = self._asked, self._desk, self._wanted
        self._tasks.glance(lambda: _read(desk, wanted), lambda loaded: self._show(asked, loaded))

    def _show(self, asked: int, loaded: _Loaded) -> None:
        if asked != self._asked:
            return
        self._loaded = loaded
        self.table.offer(loaded.names)
        self.model.show(loaded.page.running if self._is_today(loaded) else (), loaded.page.rows, loaded.zone)
        self._draw(loaded)
        self._pace()

    def _draw(self, loaded: _Loaded) -> None:
        page, today = loaded.page, self._is_today(loaded)
        self.title.setText(formats.long_day(page.day))
        self._after.setEnabled(not today)
        self._body.setCurrentIndex(0 if self.model.rowCount() else 1)
        if today:
            self.empty.tell(
                _("Nothing logged yet"),
                _("Type what you did in the line above, such as “call @acme 20m”. Without a time it starts a timer."),
            )
        else:
            self.empty.tell(
                _("Nothing on this day"),
                _("Type it in the line above with its day, such as “call 20m {day}”.").format(day=page.day.isoformat()),
            )
        self._count()

    def _count(self) -> None:
        """Bring what changes with the clock up to date: figures, running rows, the now line."""
        loaded, now = self._loaded, self._now()
        if loaded is None:
            return
        if local_day(now, loaded.zone) != loaded.today:
            self._load()  # midnight has passed
            return
        today = self._is_today(loaded)
        sums = totals(loaded.page, now, running=today)
        self.table.tick()
        self._show_strip(loaded, now if today else None, sums)
        figures = so_far(loaded.page, sums, today=today, theme=style.tokens())
        led = sum(bool(row.led_to) for row in loaded.page.rows)
        self.panel.show_day(figures)
        self.footer.show_day(len(loaded.page.rows), sums, led, counting=figures.counting)

    def _show_strip(self, loaded: _Loaded, now: int | None, sums: DayTotals) -> None:
        span = Period(loaded.page.day, loaded.page.day).span(loaded.zone)
        minute = now - now % MINUTE if now is not None else None
        blocks = blocks_of(loaded.page, minute, loaded.zone, style.tokens())
        self.strip.show_day(Day(span.start, span.end, loaded.zone, blocks, minute), summary(loaded.page, sums))

    def _is_today(self, loaded: _Loaded) -> bool:
        return loaded.page.day == loaded.today

    def _pace(self) -> None:
        """Tick each second only while something runs: an idle window does not keep the machine awake."""
        runs = self._loaded is not None and any(row.timer.paused_us is None for row in self._loaded.page.running)
        if self.isVisible():
            self._tick.start(_SECOND_MS if runs else _IDLE_MS)

    # ------------------------------------------------------------ wishes

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        self.model.edited.connect(self._edit)
        self.table.given_up.connect(self.note.hide)
        self.table.deleted.connect(self._delete)
        self.table.repeated.connect(self._repeat)
        self.table.linked.connect(self._ask_link)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.selectionModel().selectionChanged.connect(lambda: self.strip.select(self.table.selected()))
        self.strip.picked.connect(self._pick)

    def _edit(self, which: UUID, column: int, text: str) -> None:
        row = next((each for each in self._rows() if each.interaction.id == which), None)
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

    def _delete(self, which: Sequence[UUID]) -> None:
        tracking, ids = self._desk.tracking, tuple(which)
        self._tasks.write(lambda: tracking.delete(ids))

    def _repeat(self, which: UUID) -> None:
        timers = self._desk.timers
        self._tasks.write(lambda: timers.start_like(which))

    def _ask_link(self, which: UUID) -> None:
        at = self.model.row_of(which)
        if at is None or self._loaded is None:
            return
        if self._link is None:
            self._link = LinkPopup(self)
            self._link.chosen.connect(self._save_link)
        cell = self.table.visualRect(self.model.index(at, Column.LED_TO))
        corner = self.table.viewport().mapToGlobal(cell.bottomRight())
        self._link.ask(which, self._loaded.kinds, self._loaded.page.currency, corner)

    def _save_link(self, which: UUID, kind: str, amount: str) -> None:
        outcomes, popup = self._desk.outcomes, self._link
        if popup is not None:
            self._tasks.write(
                lambda: outcomes.link(which, kind, amount or None),
                lambda _changes: popup.hide(),
                lambda error: popup.refuse(explain(error)),
            )

    def _pick(self, which: UUID) -> None:
        at = self.model.row_of(which)
        if at is not None:
            self.table.setFocus()
            self.table.setCurrentIndex(self.model.index(at, 0))

    def _menu(self, place: QPoint) -> None:
        chosen = self.table.selected()
        if not chosen:
            return
        menu = QMenu(self)
        for text, keys, act in (
            (_("Edit"), _("F2"), lambda: self.table.edit(self.table.currentIndex())),
            (_("Do it again"), _("D"), lambda: self._repeat(chosen[0])),
            (_("Link a conversion…"), _("C"), lambda: self._ask_link(chosen[0])),
            (_("Delete"), _("Del"), lambda: self._delete(chosen)),
        ):
            menu.addAction(f"{text}\t{keys}", act)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _rows(self) -> Sequence[InteractionRow]:
        return self._loaded.page.rows if self._loaded is not None else ()

    # ------------------------------------------------------------ layout

    def _lay(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(style.px(12))
        body.addWidget(self._table_panel(), 1)
        right = QVBoxLayout()
        right.addWidget(self.panel)
        right.addStretch(1)
        self.panel.setFixedWidth(style.px(_RIGHT_COLUMN))
        body.addLayout(right)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(12))
        box.addWidget(self._strip_panel())
        box.addWidget(self.note)
        box.addLayout(body, 1)

    def _strip_panel(self) -> QFrame:
        panel = frame("panel")
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(self.title)
        head.addWidget(label(_("height = how personal, 1 least to 5 most"), "hint"))
        head.addStretch(1)
        head.addWidget(_Legend())
        head.addWidget(self._before)
        head.addWidget(self._after)
        box = QVBoxLayout(panel)
        box.setContentsMargins(style.px(14), style.px(8), style.px(10), style.px(2))
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.strip)
        return panel

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


class _Legend(QWidget):
    """What the diamond means."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = label()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, style.px(6), 0)
        box.setSpacing(style.px(6))
        box.addWidget(self._mark)
        box.addWidget(label(_("led to a conversion"), "help"))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self._mark.setPixmap(style.filled("diamond", style.tokens().ink, 11, self.devicePixelRatioF()))


class _Footer(QFrame):
    """How many there are, how long they took, and the keys that act on them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self._count = label("", "strong")
        self._time = label("", "help")
        self._led = label("", "help")
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(style.px(5))
        for key, does in (
            (_("F2"), _("edit")),
            (_("D"), _("repeat")),
            (_("C"), _("link a conversion")),
            (_("Del"), _("delete")),
        ):
            keys.addWidget(keycap(key))
            keys.addWidget(_padded(label(does, "help")))
        self._keys.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(10), style.px(7), style.px(8), style.px(7))
        box.setSpacing(style.px(16))
        for part in (self._count, self._time, self._led):
            box.addWidget(part)
        box.addStretch(1)
        box.addWidget(self._keys)

    def show_day(self, rows: int, sums: DayTotals, led: int, *, counting: bool) -> None:
        """Show the counts of a day."""
        self._count.setText(ngettext("{count} interaction", "{count} interactions", rows).format(count=rows))
        self._time.setText(formats.running(sums.us) if counting else formats.duration(sums.us) if sums.us else "")
        self._led.setText(_("{count} led to a conversion").format(count=led) if led else "")

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out the keys where there is no room."""
        self._keys.setVisible(not narrow)


def _padded(what: QLabel) -> QLabel:
    what.setContentsMargins(0, 0, style.px(6), 0)
    return what


def _read(desk: Desk, wanted: date | None) -> _Loaded:
    """Read a day, today where none is asked for; runs beside the GUI."""
    tracking, zone = desk.tracking, desk.care.settings().zone
    today = local_day(desk.context.clock.now(), zone)
    return _Loaded(tracking.day(wanted or today), today, zone, tracking.names(), desk.outcomes.kinds())
