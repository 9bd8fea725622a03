"""One contact: what they took, the path to what came of it, and who they are. Names lead here from everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from roidesk.charts.path import Path as PathChart
from roidesk.desktop import style
from roidesk.desktop.models import contact_words as words
from roidesk.desktop.models.contact_story import ContactStory
from roidesk.desktop.page import Page
from roidesk.desktop.widgets.chart_panel import ChartPanel
from roidesk.desktop.widgets.contact_head import ContactHead
from roidesk.desktop.widgets.contact_side import ContactSide
from roidesk.desktop.widgets.contact_table import ContactTable
from roidesk.desktop.widgets.empty_state import EmptyState
from roidesk.desktop.widgets.figure_strip import FigureStrip
from roidesk.desktop.widgets.labels import ElidedLabel, frame, label
from roidesk.desktop.widgets.notices import Note
from roidesk.desktop.widgets.waiting_item import WaitingItem
from roidesk.i18n import _, ngettext
from roidesk.i18n.sentences import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.changes import Changes
    from roidesk.domain.errors import UserError
    from roidesk.domain.model import Channel
    from roidesk.services.desk import Desk
    from roidesk.services.people import Address, ContactCard
    from roidesk.services.waiting import WaitingList

_FIGURES = 6
_SIDE, _TIGHT_SIDE = 372, 304
_NARROW, _TIGHT = 900, 1000
_CHART = 212
_UNTOUCHED = frozenset({"pin", "goal", "baseline", "scorecard", "report_run", "closed_week"})


class ContactPage(Page):
    """Shows the contact that `open_contact` names; `back` leads to those before, and then out of the page."""

    named = Signal(str)
    """Whose page it is now."""
    left = Signal()
    """The person wants to go back to where they came from."""
    conversion_wanted = Signal(object)
    """The id of a contact for whom a conversion is to be entered."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._which: UUID | None = None
        self._before: list[UUID] = []
        self._card: ContactCard | None = None
        self._asked = 0
        self._stale = False
        self.head = ContactHead()
        self.note = Note()
        self.figures = FigureStrip(_FIGURES)
        self.path = PathChart(style.tokens())
        self.panel = ChartPanel(self.path)
        self.model = ContactStory()
        self.table = ContactTable(self.model)
        self.empty = EmptyState("user")
        self._story = QStackedWidget()
        self.side = ContactSide()
        self._more = label("", "hint")
        self._waiting = frame("panel")
        self._waits = QVBoxLayout()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay()
        self._connect()

    # ------------------------------------------------------------ what a page is told

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins on this page."""
        return self.head.back

    @property
    def shown(self) -> UUID | None:
        """The id of the contact that is shown."""
        return self._card.contact.id if self._card is not None else self._which

    def open_contact(self, which: UUID) -> None:
        """Show a contact; the one before is found again by `back`."""
        if self._which is not None and self._which != which and self.isVisible():
            self._before.append(self._which)
        elif not self.isVisible():
            self._before.clear()
        self._which = which
        self._load()

    def back(self) -> None:
        """Show the contact before, or leave the page."""
        if self._before:
            self._which = self._before.pop()
            self._load()
        else:
            self.left.emit()

    def activated(self) -> None:
        """Show them as they are now."""
        if self._stale:
            self._load()

    def changed(self, changes: Changes) -> None:
        """Read again when something was written."""
        if changes.tables and changes.tables <= _UNTOUCHED:
            return
        if self.isVisible():
            self._load()
        else:
            self._stale = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 changes the name; Esc leads back."""
        if event.key() == Qt.Key.Key_F2:
            self.head.edit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def set_room(self, width: int) -> None:
        """Put who they are under their story in a narrow window."""
        narrow = width < style.px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(direction)
        tight = width < style.px(_TIGHT)
        self.head.set_narrow(narrow=tight)
        self._side_holder.setMaximumWidth(16777215 if narrow else style.px(_TIGHT_SIDE if tight else _SIDE))

    # ------------------------------------------------------------ reading and showing

    def _load(self) -> None:
        which, desk = self._which, self._desk
        if which is None:
            return
        self._asked += 1
        self._stale = False
        asked = self._asked
        self._tasks.read(
            lambda: (desk.people.card(which), desk.waiting.list((which,)), desk.waiting.channels()),
            lambda read: self._show(asked, *read),
            self._gone,
        )

    def _show(self, asked: int, card: ContactCard, found: WaitingList, channels: tuple[Channel, ...]) -> None:
        if asked != self._asked:
            return
        self._card = card
        self.head.show_name(card.contact.name, words.subtitle(card))
        self.figures.show_tiles(words.tiles(card))
        self.path.show_data(words.path(card))
        self.panel.refresh()
        self.panel.setVisible(bool(card.entries or card.outcomes))
        self.model.show(words.story(card))
        self._story.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._more.setVisible(card.more > 0)
        self._more.setText(
            ngettext(
                "{count} earlier entry counts in the figures and is in the Ledger.",
                "{count} earlier entries count in the figures and are in the Ledger.",
                card.more,
            ).format(count=card.more)
        )
        self.side.show_card(card)
        self._show_waiting(card, found, channels)
        if self.isVisible():
            self.named.emit(card.contact.name)

    def _show_waiting(self, card: ContactCard, found: WaitingList, channels: tuple[Channel, ...]) -> None:
        while (item := self._waits.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in card.waiting:
            shown = WaitingItem(named=False)
            shown.show_row(row, found, card.zone, channels)
            shown.answered.connect(self._answer)
            shown.snoozed.connect(self._snooze)
            shown.ignored.connect(self._ignore)
            self._waits.addWidget(shown)
        self._waiting.setVisible(bool(card.waiting))

    def _gone(self, error: UserError) -> None:
        self.note.tell(explain(error), "warn")

    # ------------------------------------------------------------ wishes

    def _connect(self) -> None:
        head, side = self.head, self.side
        head.back.clicked.connect(self.back)
        head.renamed.connect(lambda name: self._edit({"name": name}))
        head.start.clicked.connect(self._start)
        head.convert.clicked.connect(lambda: self.conversion_wanted.emit(self.shown))
        head.merge.clicked.connect(self._ask_merge)
        head.export.clicked.connect(self._ask_export)
        head.erase.clicked.connect(self._ask_erase)
        side.edited.connect(self._edit)
        side.taken_apart.connect(self._take_apart)

    def _write(self, work: Callable[[UUID], object], said: str) -> None:
        which = self.shown
        if which is not None:
            self._tasks.write(lambda: work(which), lambda _result: self.done.emit(said), self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.note.tell(explain(error), "error")
        self.side.refuse()

    def _edit(self, cells: Mapping[str, str]) -> None:
        people, which = self._desk.people, self.shown
        if which is not None:
            self._tasks.write(lambda: people.edit(which, cells), lambda _changes: self._edited(), self._refuse)

    def _edited(self) -> None:
        self.note.hide()
        self.side.saved()
        self.done.emit(_("Changed"))

    def _take_apart(self, address: Address) -> None:
        people = self._desk.people
        self._write(lambda which: people.take_apart(which, address), _("Taken apart: {what}").format(what=address.text))

    def _start(self) -> None:
        """Start a timer as the last one with them, or begin a line where there was none."""
        card = self._card
        if card is None:
            return
        if card.entries:
            timers, last = self._desk.timers, card.entries[0].interaction.id
            name = _("Started: {what}").format(what=card.contact.name)
            self._write(lambda _which: timers.start_like(last), name)
        else:
            name = card.contact.name
            self.line_wanted.emit(f' @"{name}"' if " " in name else f" @{name}")

    def _ask_merge(self) -> None:
        from roidesk.desktop.widgets.contact_picker import ContactPicker

        card = self._card
        if card is None:
            return
        question = _("Who is the same person as {who}?").format(who=card.contact.name)
        picker = ContactPicker(
            self._desk, self._tasks, question, _("Same person"), self.window(), but=(card.contact.id,)
        )
        people = self._desk.people
        picker.chosen.connect(
            lambda other, name: self._write(
                lambda which: people.merge(other, which), _("Merged with {who}").format(who=name)
            )
        )
        picker.open()

    def _ask_export(self) -> None:
        card = self._card
        if card is None:
            return
        dialog = QFileDialog(self.window(), _("Export this person"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Everything in one file (*.json)"))
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{card.contact.name.lstrip('@').replace('/', '-')}.json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Write everything held about them into a file."""
        people, which = self._desk.people, self.shown
        if which is not None:
            self._tasks.aside(
                lambda: people.export(which, path),
                lambda report: self.note.tell(_("Written: {file}").format(file=report.path)),
                self._refuse,
            )

    def _ask_erase(self) -> None:
        from roidesk.desktop.widgets.erase_dialog import EraseDialog

        if (which := self.shown) is not None:
            dialog = EraseDialog(self._desk, self._tasks, which, self.window())
            dialog.erased.connect(self.note.tell)
            dialog.open()

    def _answer(self, message: UUID, channel: UUID | None, beside: bool) -> None:  # noqa: FBT001 - of a signal
        waiting = self._desk.waiting
        self._write(lambda _which: waiting.answer(message, channel=channel, beside=beside), _("Timer started"))

    def _snooze(self, message: UUID, until: int) -> None:
        waiting = self._desk.waiting
        self._write(lambda _which: waiting.snooze(message, until), _("Put off"))

    def _ignore(self, message: UUID) -> None:
        waiting = self._desk.waiting
        self._write(lambda _which: waiting.ignore(message), _("Left unanswered on purpose"))

    # ------------------------------------------------------------ layout

    def _lay(self) -> None:
        self.panel.setFixedHeight(style.px(_CHART))
        self._side_holder = QWidget()
        side = QVBoxLayout(self._side_holder)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(style.px(12))
        side.addWidget(self._waiting_panel())
        side.addWidget(self.side)
        side.addStretch(1)
        self._side_holder.setMaximumWidth(style.px(_SIDE))
        self._body.setSpacing(style.px(12))
        self._body.addWidget(self._story_panel(), 1)
        self._body.addWidget(self._side_holder, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(12))
        for part in (self.head, self.note, self.figures, self.panel):
            box.addWidget(part)
        box.addLayout(self._body, 1)

    def _story_panel(self) -> QFrame:
        panel = frame("panel")
        self._more.setContentsMargins(style.px(10), style.px(6), style.px(10), style.px(6))
        self._more.hide()
        box = QVBoxLayout(panel)
        box.setContentsMargins(1, style.px(4), 1, 1)
        box.setSpacing(0)
        self.empty.tell(
            _("Nothing with them yet"),
            _("Type what you did in the line above, such as “call @acme 20m”, or start a timer with them."),
        )
        self._story.addWidget(self.table)
        self._story.addWidget(self.empty)
        box.addWidget(self._story, 1)
        box.addWidget(self._more)
        self.table.setMinimumHeight(style.px(180))
        return panel

    def _waiting_panel(self) -> QFrame:
        box = QVBoxLayout(self._waiting)
        box.setContentsMargins(0, style.px(8), 0, 0)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(style.px(14), 0, style.px(10), style.px(6))
        head.setSpacing(style.px(8))
        head.addWidget(label(_("Waiting"), "heading"))
        head.addWidget(ElidedLabel(_("of the messages recorded"), "hint"), 1)
        box.addLayout(head)
        box.addLayout(self._waits)
        self._waiting.hide()
        return self._waiting
