"""Entering what came of it, for somebody, without an interaction to link it to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from roidesk.desktop import style
from roidesk.desktop.models.found_words import contact_line
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.domain.model import PURCHASE
from roidesk.i18n import _, words
from roidesk.i18n.sentences import explain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.errors import UserError
    from roidesk.services.desk import Desk
    from roidesk.services.finding import FoundContact

_WIDTH, _LIST, _ROW = 460, 180, 28
_NAME = Qt.ItemDataRole.UserRole
_STEPS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_TAKES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ConversionDialog(QDialog):
    """Asks who, what and how much. Enter goes from field to field and saves in the last; what was typed stays."""

    saved = Signal(str)
    """It is written; a sentence that says what."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._asked = 0
        self.setWindowTitle(_("Add a conversion"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.who = _field(_("Who"), _("A name or an address; empty: not known"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("What they did"))
        self.amount = _field(_("Amount, without VAT"), _("240"))
        self.when = _field(_("When"), _("now"))
        self.found = QListWidget()
        self.found.setProperty("role", "plain")
        self.found.setAccessibleName(_("Contacts found"))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setFixedHeight(style.px(_LIST))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.hide()
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self.save = Button(_("Save"), kind="primary")
        self._lay()
        self._connect()
        tasks.glance(desk.outcomes.kinds, self._offer)

    def ask_for(self, which: UUID | None) -> None:
        """Open; `which` is the contact it is for, if that is known."""
        if which is not None:
            people = self._desk.people
            self._tasks.glance(lambda: people.name(which), self._take_name)
        self.open()
        self.who.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down go through who was found, and Enter on to the next field."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.who and event.key() in _STEPS and self.found.isVisible():
            self.found.keyPressEvent(event)
            return True
        if event.key() in _TAKES and event.modifiers() in {Qt.KeyboardModifier.NoModifier, _KEYPAD}:
            self._go_on(watched)
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ who

    def _take_name(self, name: str) -> None:
        if not isValid(self):
            return
        self.who.setText(name)
        self.amount.setFocus()

    def _look(self, text: str) -> None:
        self._asked += 1
        asked, desk = self._asked, self._desk
        self._tasks.glance(lambda: desk.finding.contacts(text), lambda found: self._show(asked, text, found))

    def _show(self, asked: int, text: str, found: Sequence[FoundContact]) -> None:
        if not isValid(self) or asked != self._asked:
            return  # closed, or typed on, while this was being read
        self.found.clear()
        for each in found:
            name, more = contact_line(each)
            self._add(f"{name}   {more}" if more else name, name)
        typed = " ".join(text.split()).removeprefix("@")
        if typed and all(typed.casefold() != each.contact.name.casefold() for each in found):
            self._add(_("New contact: {name}").format(name=typed), typed)
        self.found.setCurrentRow(0)
        self.found.setFixedHeight(style.px(min(_LIST, _ROW * self.found.count() + 12)))
        self.found.setVisible(bool(self.found.count()) and self.who.hasFocus())
        self.adjustSize()

    def _add(self, text: str, name: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_NAME, name)
        self.found.addItem(item)

    def _choose(self) -> None:
        """Take who is marked in the list."""
        if self.found.isVisible() and self.found.currentRow() >= 0:
            self.who.setText(str(self.found.currentItem().data(_NAME)))
        self._close_list()

    def _close_list(self) -> None:
        self._asked += 1
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
        outcomes, kind = self._desk.outcomes, str(self.kind.currentData())
        amount, who, when = self.amount.text(), self.who.text(), self.when.text()
        self.save.setEnabled(False)
        self._tasks.write(
            lambda: outcomes.enter(kind, amount=amount, who=who, when=when),
            lambda _changes: self._saved(kind, who),
            self._refused,
        )

    def _saved(self, kind: str, who: str) -> None:
        if not isValid(self):
            return  # closed while it was being saved
        said = words.conversion_kind(kind)
        self.saved.emit(f"{said}: {who.strip()}" if who.strip() else said)
        self.accept()

    def _refused(self, error: UserError) -> None:
        if not isValid(self):
            return
        self.save.setEnabled(True)
        self._problem.setText(explain(error))
        self._problem.show()
        {"amount_unreadable": self.amount, "when_unreadable": self.when}.get(error.code, self.amount).setFocus()

    def _offer(self, kinds: Sequence[str]) -> None:
        if not isValid(self):
            return
        for kind in kinds:
            self.kind.addItem(words.conversion_kind(kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(PURCHASE)))

    # ------------------------------------------------------------ layout

    def _connect(self) -> None:
        self.who.textEdited.connect(self._look)
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
        leave = Button(_("Cancel"), keys=_("Esc"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.save.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(20)] * 4)
        box.setSpacing(style.px(10))
        box.addLayout(form)
        box.addWidget(self._problem)
        box.addLayout(buttons)
        self.setMinimumWidth(style.px(_WIDTH))


def _field(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made
