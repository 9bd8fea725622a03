"""Entering a conversion in the quick entry: who by two letters, Enter, how much, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QListWidget, QStackedLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import keycap, label
from roidesk.desktop.widgets.notices import announce
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.desktop.widgets.spoken_mark import SpokenMark
from roidesk.domain.model import PURCHASE, Contact
from roidesk.i18n import _, words

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.catalogue import Catalogue
    from roidesk.services.desk import Desk

_ROWS = 6
_ROW = 30
_AFTER_A_WORD = (" ", "@")


class CamePanel(QWidget):
    """Two fields, one after the other. What was typed stays until it is kept or left with Esc."""

    chosen = Signal(object, str, str)
    """The contact's id, the kind of conversion, and the amount as typed."""
    text_wanted = Signal(str)
    """The letters were meant to begin a line."""
    left = Signal()
    resized = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._found: tuple[Contact, ...] = ()
        self._asked = 0
        self._looked_for = ""
        self._contact: Contact | None = None
        self._entered = False
        self._sent = False
        self._kinds: tuple[str, ...] = ()
        self._words: frozenset[str] = frozenset()
        self.who = QLineEdit()
        self.who.setAccessibleName(_("Who it came from"))
        self.who.setPlaceholderText(_("Two letters of a name or an address"))
        self.who.textEdited.connect(self._look)
        self.people = QListWidget()
        self.people.setProperty("role", "plain")
        self.people.setAccessibleName(_("People found"))
        self.people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.people.itemClicked.connect(self._enter)
        SpokenMark(self.people, self.who)
        self._nobody = label("", "help", wrap=True)
        self.amount = QLineEdit()
        self.amount.setAccessibleName(_("Amount, without VAT"))
        self.amount.setPlaceholderText(_("Amount, without VAT; empty if there is none"))
        self._name = label("", "heading")
        self._group = QButtonGroup(self)
        self._choices = QWidget()
        self._flow = FlowLayout(style.px(8))
        self._choices.setLayout(self._flow)
        self._refusal = Refusal()
        for edit in (self.who, self.amount):
            edit.installEventFilter(self)
        self._lay()

    def begin(self) -> None:
        """Ask who."""
        self._contact, self._entered, self._sent, self._found, self._looked_for = None, False, False, (), ""
        self._asked += 1
        self.who.clear()
        self.amount.clear()
        self._refusal.tell("")
        self._show_found()
        self._stack.setCurrentIndex(0)
        self.who.setFocus()
        self._tasks.glance(self._desk.outcomes.kinds, self._fill_kinds)
        self._tasks.glance(self._desk.tracking.names, self._know)

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; what was typed stays."""
        self._sent = False
        self._refusal.tell(sentence)
        self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Esc and the arrows from the fields; Alt and a digit choose the kind."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _take(self, field: QObject, event: QKeyEvent) -> bool:
        key, who = Qt.Key(event.key()), field is self.who
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter() if who else self._send()
        elif key == Qt.Key.Key_Escape or (who and key == Qt.Key.Key_Backspace and not self.who.text()):
            self.left.emit()
        elif who and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif who and event.text() in _AFTER_A_WORD and f"c{self.who.text()}".casefold() in self._words:
            self.text_wanted.emit(f"c{self.who.text()}{event.text()}")
        elif who and key == Qt.Key.Key_Tab and not self._found and self.who.text():
            self.text_wanted.emit(f"c{self.who.text()}")
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and not who:
            return self._choose_kind(key - Qt.Key.Key_1)
        else:
            return False
        return True

    def _know(self, names: Catalogue) -> None:
        """Know the words of channels: "call @acme" is a line, and is meant as it is typed."""
        self._words = frozenset(word.casefold() for kind in names.kinds for word in kind.words)

    # ------------------------------------------------------------ who

    def _look(self, text: str) -> None:
        self._asked += 1
        asked = self._asked
        self._tasks.glance(lambda: self._desk.finding.people(text, _ROWS), lambda found: self._show(asked, text, found))

    def _show(self, asked: int, text: str, found: Sequence[Contact]) -> None:
        if asked != self._asked:
            return
        self._found, self._looked_for = tuple(found), text
        self._show_found()
        if self._entered:
            self._resolve()

    def _show_found(self) -> None:
        self.people.clear()
        self.people.addItems([each.name for each in self._found])
        self.people.setCurrentRow(0)
        self.people.setFixedHeight(style.px(_ROW) * min(_ROWS, len(self._found)) + style.px(12))
        self.people.setVisible(bool(self._found))
        nobody = bool(self._looked_for.strip()) and not self._found
        self._nobody.setText(
            _("No contact is called “{text}”. Tab types “c{text}” as a line.").format(text=self._looked_for)
        )
        self._nobody.setVisible(nobody)
        if nobody:
            announce(self.who, self._nobody.text())
        self.resized.emit()

    def _step(self, by: int) -> None:
        at = max(0, min(self.people.count() - 1, self.people.currentRow() + by))
        self.people.setCurrentRow(at)

    def _enter(self) -> None:
        """Take the person chosen and ask how much; one who is still being looked for is taken when they are found."""
        if not self.who.text().strip():
            return
        if self._looked_for == self.who.text() and not self._found:
            return  # nobody is called so, and the panel says so
        self._entered = True
        self._name.setText(f"{self.who.text()}…")
        self._stack.setCurrentIndex(1)
        self.amount.setFocus()
        if self._looked_for == self.who.text():
            self._resolve()
        self.resized.emit()

    def _resolve(self) -> None:
        self._entered = False
        if not self._found:
            self._sent = False
            self._stack.setCurrentIndex(0)
            self.who.setFocus()
            return
        self._contact = self._found[max(0, self.people.currentRow())]
        self._name.setText(self._contact.name)
        if self._sent:
            self._tell()

    # ------------------------------------------------------------ how much

    def _fill_kinds(self, kinds: Sequence[str]) -> None:
        if tuple(kinds) != self._kinds:
            self._kinds = tuple(kinds)
            for old in self._group.buttons():
                self._group.removeButton(old)
            self._flow.empty()
            for at, kind in enumerate(kinds, 1):
                button = Button(words.conversion_kind(kind), keys=_("Alt+{digit}").format(digit=at))
                button.setCheckable(True)
                self._group.addButton(button)
                self._flow.addWidget(button)
                button.show()
        self._choose_kind(self._kinds.index(PURCHASE) if PURCHASE in self._kinds else 0)
        self._choices.setFixedHeight(self._flow.heightForWidth(max(self.width(), style.px(400)) - style.px(28)))

    def _choose_kind(self, at: int) -> bool:
        buttons = self._group.buttons()
        if not 0 <= at < len(buttons):
            return False
        buttons[at].setChecked(True)
        return True

    def _send(self) -> None:
        """Keep it; while the person is still being looked for, as soon as they are found."""
        if self._sent:
            return
        self._sent = True
        if self._contact is not None:
            self._tell()

    def _tell(self) -> None:
        checked = self._group.checkedButton()
        if self._contact is not None and checked is not None:
            kind = self._kinds[self._group.buttons().index(checked)]
            self.chosen.emit(self._contact.id, kind, self.amount.text())

    # ------------------------------------------------------------ layout

    def _lay(self) -> None:
        who, much = QWidget(), QWidget()
        first = QVBoxLayout(who)
        second = QVBoxLayout(much)
        for box in (first, second):
            box.setContentsMargins(style.px(14), style.px(12), style.px(14), style.px(12))
            box.setSpacing(style.px(8))
        head = label(_("Who did it come from?"), "heading")
        head.setBuddy(self.who)
        asked: tuple[QWidget, ...] = (head, self.who, self.people, self._nobody)
        for part in asked:
            first.addWidget(part)
        first.addStretch(1)
        keys = QHBoxLayout()
        keys.setSpacing(style.px(6))
        for key, does in ((_("Enter"), _("keeps it")), (_("Esc"), _("leaves it"))):
            keys.addWidget(keycap(key))
            keys.addWidget(label(does, "help"))
        keys.addStretch(1)
        much_of: tuple[QWidget, ...] = (self._name, self.amount, self._choices, self._refusal)
        for part in much_of:
            second.addWidget(part)
        second.addLayout(keys)
        second.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(who)
        self._stack.addWidget(much)
