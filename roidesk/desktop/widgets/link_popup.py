"""Did anything come of it: a kind of conversion, and an amount."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import ENTER, Button, press_focused
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.domain.model import PURCHASE
from roidesk.i18n import _, words


class LinkPopup(QFrame):
    """Asks what an interaction led to. Alt and a digit choose the kind, Enter saves, Esc leaves."""

    chosen = Signal(object, str, str)
    """The interaction's id, the kind of conversion, and the amount as typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(_("Did anything come of it?"))
        self._interaction: UUID | None = None
        self._kinds: Sequence[str] = ()
        self._group = QButtonGroup(self)
        self._title = label(_("Did anything come of it?"), "heading")
        self._flow = FlowLayout(style.px(8))
        self._choices = QWidget()
        self._choices.setLayout(self._flow)
        self._amount = QLineEdit()
        self._amount.setAccessibleName(_("Amount, without VAT"))
        self._amount.setPlaceholderText(_("240"))
        self._amount.setFixedWidth(style.px(120))
        self._hint = label("", "hint")
        self._refusal = Refusal()
        save = Button(_("Save"), kind="primary")
        save.clicked.connect(self._save)
        leave = Button(_("Not yet"), kind="quiet", keys=_("Esc"))
        leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        row.addWidget(self._amount)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(save)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(14)] * 4)
        box.setSpacing(style.px(10))
        box.addWidget(self._title)
        box.addWidget(self._choices)
        box.addWidget(label(_("Amount, without VAT"), "help"))
        box.addLayout(row)
        box.addWidget(self._refusal)
        self.setFixedWidth(style.px(420))

    def ask(self, interaction: UUID, kinds: Sequence[str], currency: str, corner: QPoint) -> None:
        """Ask about one interaction; the pop-up's right upper corner lies at a point of the screen."""
        self._interaction = interaction
        self._hint.setText(currency)
        self._refusal.tell("")
        self._amount.clear()
        if tuple(kinds) != self._kinds:
            self._fill(kinds)
        self._group.buttons()[-1].setChecked(True)
        for button, kind in zip(self._group.buttons(), self._kinds, strict=True):
            if kind == PURCHASE:
                button.setChecked(True)
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), corner.x() - self.width())
        self.move(left, max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.show()
        self._amount.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it was not saved; what was typed stays."""
        self._refusal.tell(sentence)
        self.adjustSize()
        self._amount.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a kind by Alt and its number; Enter presses the button it is on, else saves."""
        at = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 <= at < len(self._group.buttons()):
            self._group.buttons()[at].setChecked(True)
        elif event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not press_focused(self):
            self._save()

    def _fill(self, kinds: Sequence[str]) -> None:
        self._kinds = tuple(kinds)
        for old in self._group.buttons():
            self._group.removeButton(old)
        self._flow.empty()
        for kind in kinds:
            button = Button(words.conversion_kind(kind))
            button.setCheckable(True)
            self._group.addButton(button)
            self._flow.addWidget(button)
            button.show()
        rows = self._flow.heightForWidth(style.px(420 - 28))
        self._choices.setFixedHeight(rows)

    def _save(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None and self._interaction is not None:
            kind = self._kinds[self._group.buttons().index(checked)]
            self.chosen.emit(self._interaction, kind, self._amount.text())
