"""Who waits for an answer, beside the day: only where messages are recorded, and never a figure about one person."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models import waiting_words as words
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.labels import ElidedLabel, label, rule
from roidesk.desktop.widgets.waiting_item import WaitingItem
from roidesk.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.changes import Changes
    from roidesk.domain.model import Channel
    from roidesk.services.desk import Desk
    from roidesk.services.waiting import WaitingList

TABLES = frozenset({"inbound", "interaction", "timer", "channel", "contact", "open_hours", "setting"})
"""What may change who waits."""
_MESSAGES = frozenset({"inbound", "contact"})
"""What may change how many wait for longer, as far as a number tells it."""
_FEW = 3
_ROOM = 310
_MINUTE_MS = 60_000


class Room(Enum):
    """How much room a page has beside its table."""

    NONE = 0
    NARROW = 1
    WIDE = 2


_WIDTHS = {Room.NARROW: 264, Room.WIDE: 312}


class WaitingPanel(QFrame):
    """Hidden while no message was ever recorded; it follows what is written, and the clock each minute."""

    contact_wanted = Signal(object)
    """The id of a contact whose page is to be opened."""
    done = Signal(str)
    """What was just done, in words; it can be taken back."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._asked = 0
        self._found: WaitingList | None = None
        self._older: WaitingList | None = None
        self._zone = "UTC"
        self._channels: Sequence[Channel] = ()
        self._whole, self._with_older = False, False
        self._room = Room.WIDE
        self.items: list[WaitingItem] = []
        self.setProperty("role", "panel")
        self.setAccessibleName(_("Waiting for an answer"))
        self._subtitle = ElidedLabel("", "hint")
        self._record = IconButton("plus", _("Record a message that came in"))
        self._record.clicked.connect(self.record)
        self._none = label(_("Nobody waits for an answer."), "help", wrap=True)
        self._more = Button("", kind="link")
        self._more.clicked.connect(self._show_whole)
        self._past = Button("", kind="link")
        self._past.clicked.connect(self._show_older)
        self._foot, self._inside = QWidget(), QWidget()
        self._scroll = QScrollArea()
        self._list = QVBoxLayout()
        self._tick = QTimer(self)
        self._tick.setInterval(_MINUTE_MS)
        self._tick.timeout.connect(self._load)
        self._lay()
        self.hide()
        self._load()
        self._load_older()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins in it."""
        return self.items[0].answer if self.items else self._record

    def changed(self, changes: Changes) -> None:
        """Look again when something was written that may matter."""
        if not changes.tables or changes.tables & TABLES:
            self._load()
        if not changes.tables or changes.tables & (TABLES if self._with_older else _MESSAGES):
            self._load_older()

    def set_room(self, room: Room) -> None:
        """Take as much room as the page has; where that is little, only while somebody waits."""
        self._room = room
        if room is not Room.NONE:
            self.setFixedWidth(style.px(_WIDTHS[room]))
        self._appear()

    def _appear(self) -> None:
        found = self._found
        wanted = found is not None and found.recorded and (self._room is Room.WIDE or bool(found.rows))
        self.setVisible(wanted and self._room is not Room.NONE)

    def record(self) -> None:
        """Ask for a message that came in."""
        from roidesk.desktop.widgets.message_dialog import ask_message

        ask_message(self._desk, self._tasks, self.window(), self.done.emit)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock run."""
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._tick.stop()

    # ------------------------------------------------------------ reading and showing

    def _load(self) -> None:
        self._asked += 1
        asked, desk = self._asked, self._desk
        self._tasks.read(
            lambda: (desk.waiting.list(), desk.care.settings().zone, desk.waiting.channels()),
            lambda read: self._show(asked, *read),
        )

    def _show(self, asked: int, found: WaitingList, zone: str, channels: Sequence[Channel]) -> None:
        if asked != self._asked:
            return
        self._found, self._zone, self._channels = found, zone, channels
        self._subtitle.setText(words.subtitle(found))
        self._fill()
        self._appear()

    def _load_older(self) -> None:
        self._tasks.read(self._desk.waiting.older, self._show_with)

    def _show_with(self, older: WaitingList) -> None:
        self._older = older
        self._fill()

    def _fill(self) -> None:
        found, older = self._found, self._older
        if found is None:
            return
        listed = found.rows if self._whole else found.rows[:_FEW]
        rows = [*listed, *(older.rows if older is not None and self._with_older else ())]
        while len(self.items) > len(rows):
            item = self.items.pop()
            self._list.removeWidget(item)
            item.hide()
            item.deleteLater()
        while len(self.items) < len(rows):
            self.items.append(self._item())
        for item, row in zip(self.items, rows, strict=True):
            item.show_row(row, found, self._zone, self._channels)
        hidden = len(found.rows) - len(listed)
        past = older is not None and bool(older.rows) and not self._with_older
        self._none.setVisible(not rows)
        _offer(
            self._more,
            ngettext("{count} more waits", "{count} more wait", hidden).format(count=hidden),
            there=hidden > 0,
        )
        _offer(self._past, words.older(older) if older is not None else "", there=past)
        self._foot.setVisible(hidden > 0 or past or not rows)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the list is, up to what a small window has room for; beyond that it scrolls."""
        if (layout := self._inside.layout()) is not None:
            layout.activate()
        self._scroll.setMinimumHeight(min(self._inside.sizeHint().height(), style.px(_ROOM)))
        self._scroll.updateGeometry()

    def _item(self) -> WaitingItem:
        item = WaitingItem()
        item.answered.connect(self._answer)
        item.snoozed.connect(self._snooze)
        item.ignored.connect(self._ignore)
        item.contact_wanted.connect(self.contact_wanted)
        style.polish(item, "first", not self.items)
        self._list.addWidget(item)
        item.show()  # a layout would do so later, and until then the keyboard cannot go there
        return item

    def _show_whole(self) -> None:
        first = len(self.items)
        self._whole = True
        self._fill()
        self._go_to(self.items[first])

    def _show_older(self) -> None:
        """List all: what waits for less long stands above it."""
        self._whole = self._with_older = True
        self._fill()
        self._go_to(self.items[len(self._found.rows) if self._found is not None else 0])

    def _go_to(self, item: WaitingItem) -> None:
        item.answer.setFocus(Qt.FocusReason.TabFocusReason)
        # Where it lies is known when the list has been laid out.
        QTimer.singleShot(0, item, lambda: self._scroll.ensureWidgetVisible(item))

    # ------------------------------------------------------------ deeds

    def _answer(self, message: UUID, channel: UUID | None, beside: bool) -> None:  # noqa: FBT001 - of a signal
        waiting = self._desk.waiting
        self._tasks.write(
            lambda: waiting.answer(message, channel=channel, beside=beside),
            lambda started: self.done.emit(
                _("Started: {what}").format(what=started.row.shown.contact or started.row.shown.channel.name)
            ),
        )

    def _snooze(self, message: UUID, until: int) -> None:
        waiting = self._desk.waiting
        self._tasks.write(lambda: waiting.snooze(message, until), lambda _changes: self.done.emit(_("Put off")))

    def _ignore(self, message: UUID) -> None:
        waiting = self._desk.waiting
        self._tasks.write(
            lambda: waiting.ignore(message), lambda _changes: self.done.emit(_("Left unanswered on purpose"))
        )

    # ------------------------------------------------------------ layout

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(style.px(14), style.px(6), style.px(8), style.px(4))
        head.setSpacing(style.px(8))
        head.addWidget(label(_("Waiting"), "heading"))
        head.addWidget(self._subtitle, 1)
        head.addWidget(self._record)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        inside = self._inside
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._list)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(style.px(14), style.px(6), style.px(14), style.px(8))
        foot.setSpacing(style.px(4))
        foot.addWidget(self._none)
        for link in (self._more, self._past):
            foot.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._foot)
        column.addStretch(1)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        scroll.setWidget(inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(rule())
        box.addWidget(scroll, 1)


def _offer(link: Button, text: str, *, there: bool) -> None:
    link.setVisible(there)
    link.setText(text)
    link.setAccessibleName(text)
