"""One value for many rows: a field or a list beside the button that asked for it. Enter changes, Esc leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import ENTER, Button, press_focused
from roidesk.desktop.widgets.cell_editors import field
from roidesk.desktop.widgets.combo import Combo
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.desktop.widgets.segments import Segments
from roidesk.i18n import _
from roidesk.services.bulk import Listed

_WIDTH = 360


class BulkPopup(QFrame):
    """Asks for one thing; it goes away once it was done, and stays with what was typed when it was refused."""

    chosen = Signal(str, object)
    """What was typed or chosen, and what is done with a list (`Listed`)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self._title = label("", "heading", wrap=True)
        self._place = QVBoxLayout()
        self._editor: QWidget | None = None
        self._how = Segments([(each.value, _how_words(each)) for each in Listed], _("What is done with the list"))
        self._hint = label("", "help", wrap=True)
        self._refusal = Refusal()
        change = Button(_("Change"), kind="primary", keys=_("Enter"))
        change.clicked.connect(self._take)
        leave = Button(_("Leave it"), kind="quiet", keys=_("Esc"))
        leave.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setSpacing(style.px(8))
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(change)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(14)] * 4)
        box.setSpacing(style.px(10))
        for part in (self._title, self._how):
            box.addWidget(part)
        box.addLayout(self._place)
        for part in (self._hint, self._refusal):
            box.addWidget(part)
        box.addLayout(foot)
        self.setFixedWidth(style.px(_WIDTH))

    @property
    def editor(self) -> QWidget | None:
        """The field or list that is filled in."""
        return self._editor

    @property
    def refusal(self) -> str:
        """Why it was not done, "" where nothing was refused."""
        return self._refusal.text() if self._refusal.isVisibleTo(self) else ""

    def ask_text(self, title: str, known: Sequence[str], hint: str, corner: QPoint, *, is_list: bool = False) -> None:
        """Ask for a text; `known` is proposed while it is typed."""
        self._ask(title, field(self, known), hint, corner, is_list=is_list)

    def ask_choice(self, title: str, choices: Sequence[tuple[str, str]], hint: str, corner: QPoint) -> None:
        """Ask for one of some values, each with its words."""
        made = Combo(title, self)
        for value, said in choices:
            made.addItem(said, value)
        self._ask(title, made, hint, corner)

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; what was typed stays."""
        self._refusal.tell(sentence)
        self.adjustSize()
        if self._editor is not None:
            self._editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, whatever asks: a field passes it on, a list too; a button means itself."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not press_focused(self):
            self._take()

    def _ask(self, title: str, editor: QWidget, hint: str, corner: QPoint, *, is_list: bool = False) -> None:
        if self._editor is not None:
            self._place.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
        self._editor = editor
        self.setAccessibleName(title)
        editor.setAccessibleName(title)
        self._place.addWidget(editor)
        self._title.setText(title)
        self._how.setVisible(is_list)
        self._how.show_choice(Listed.ADD.value)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._refusal.tell("")
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = min(max(corner.x(), room.left()), max(room.left(), room.right() - self.width()))
        self.move(left, max(room.top(), corner.y() - self.height()))
        self.show()
        editor.setFocus()

    def _take(self) -> None:
        if isinstance(self._editor, QComboBox):
            self.chosen.emit(str(self._editor.currentData()), Listed.ADD)
        elif isinstance(self._editor, QLineEdit):
            self.chosen.emit(self._editor.text(), Listed(self._how.choice))


def _how_words(how: Listed) -> str:
    return {Listed.ADD: _("Add"), Listed.TAKE: _("Take away"), Listed.REPLACE: _("Replace all")}[how]
