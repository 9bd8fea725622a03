"""Entering what came of it, for somebody, without an interaction to link it to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import ENTER, Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.found_people import FoundPeople
from roidesk.domain.model import PURCHASE
from roidesk.i18n import _, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.errors import UserError
    from roidesk.services.desk import Desk

_WIDTH, _LIST, _ROW = 460, 180, 28
_BARE = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})


class ConversionDialog(Dialog):
    """Asks who, what and how much. Enter goes from field to field and saves in the last; what was typed stays."""

    saved = Signal(str)
    """It is written; a sentence that says what."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(_("Add a conversion"), parent)
        self._desk, self._tasks = desk, tasks
        self.who = _field(_("Who"), _("A name or an address; empty: not known"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("What they did"))
        self.amount = _field(_("Amount, without VAT"), _("240"))
        self.when = _field(_("When"), _("now"))
        self.found = FoundPeople(desk, tasks, self.who, new=True)
        self.found.setFixedHeight(style.px(_LIST))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.hide()
        self.save = Button(_("Save"), kind="primary")
        self._lay()
        self._connect()
        tasks.glance(desk.outcomes.kinds, self.while_open(self._offer))

    def ask_for(self, which: UUID | None) -> None:
        """Open; `which` is the contact it is for, if that is known."""
        if which is not None:
            people = self._desk.people
            self._tasks.glance(lambda: people.name(which), self.while_open(self._take_name))
        self.open()
        self.who.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the next field."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in ENTER or event.modifiers() not in _BARE:
            return super().eventFilter(watched, event)
        self._go_on(watched)
        return True

    # ------------------------------------------------------------ who

    def _take_name(self, name: str) -> None:
        self.who.setText(name)
        self.amount.setFocus()

    def _show_list(self) -> None:
        self.found.setFixedHeight(style.px(min(_LIST, _ROW * self.found.count() + 12)))
        self.found.setVisible(bool(self.found.count()) and self.who.hasFocus())
        self.adjustSize()

    def _choose(self) -> None:
        """Take who is marked in the list; one that is not there yet when it is."""
        if self.found.is_awaited:
            self.found.when_listed(self._take_marked)
        elif self.found.isVisible():
            self._take_marked()

    def _take_marked(self) -> None:
        marked = self.found.marked()
        if marked is not None:
            self.who.setText(marked[1])
        self._close_list()

    def _close_list(self) -> None:
        self.found.stop()
        self.found.hide()
        self.adjustSize()

    # ------------------------------------------------------------ saving

    def _go_on(self, here: QObject) -> None:
        if here is self.who:
            self._choose()
            self.kind.setFocus()
        elif here is self.kind:
            self.amount.setFocus()
        else:
            self._save()

    def _save(self) -> None:
        self.found.when_listed(self._write)

    def _write(self) -> None:
        outcomes, kind = self._desk.outcomes, str(self.kind.currentData())
        amount, who, when = self.amount.text(), self.who.text(), self.when.text()
        self.save.setEnabled(False)
        self._tasks.write(
            lambda: outcomes.enter(kind, amount=amount, who=who, when=when),
            self.while_open(lambda _changes: self._saved(kind, who)),
            self.while_open(self.refuse),
        )

    def _saved(self, kind: str, who: str) -> None:
        said = words.conversion_kind(kind)
        self.saved.emit(f"{said}: {who.strip()}" if who.strip() else said)
        self.accept()

    def refuse(self, error: UserError) -> None:
        """Say what is wrong, and let it be put right where it was typed."""
        super().refuse(error)
        self.save.setEnabled(True)
        {"amount_unreadable": self.amount, "when_unreadable": self.when}.get(error.code, self.amount).setFocus()

    def _offer(self, kinds: Sequence[str]) -> None:
        for kind in kinds:
            self.kind.addItem(words.conversion_kind(kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(PURCHASE)))

    # ------------------------------------------------------------ layout

    def _connect(self) -> None:
        self.found.listed.connect(self._show_list)
        self.found.itemClicked.connect(lambda _item: self._go_on(self.who))
        self.save.clicked.connect(self._save)
        for each in (self.who, self.kind, self.amount, self.when):
            each.installEventFilter(self)

    def _lay(self) -> None:
        form = QFormLayout()
        form.setSpacing(style.px(8))
        for name, field in (
            (_("&Who"), self.who), ("", self.found), (_("W&hat they did"), self.kind),
            (_("&Amount, without VAT"), self.amount), (_("Whe&n"), self.when),
        ):  # fmt: skip
            form.addRow(name, field)
        self.lay(form, verbs=(self.leaving(), self.save), enter=self.save)
        self.setMinimumWidth(style.px(_WIDTH))


def _field(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made
