"""Words as chips in one field: typed one after the other, taken out one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import frame, tip
from roidesk.i18n import _


class WordsField(QWidget):
    """Single words. Space or Enter takes in what was typed; Backspace in the empty field takes out the last."""

    changed = Signal(object)
    """All words, when one was taken in or out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._chips: list[QPushButton] = []
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(_("add…"))
        self.line.setProperty("role", "bare")
        self.line.setMinimumWidth(style.px(90))
        self.line.installEventFilter(self)
        self.line.editingFinished.connect(self._take_in)
        self.setFocusProxy(self.line)
        ground = frame("field")
        self._flow = FlowLayout(style.px(4))
        ground.setLayout(self._flow)
        self._flow.setContentsMargins(*[style.px(3)] * 4)
        self._flow.addWidget(self.line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(ground)

    @property
    def words(self) -> tuple[str, ...]:
        """The words, in their order, with the one being typed."""
        typed = tuple(self.line.text().split())
        return tuple(dict.fromkeys((*self._words, *typed)))

    def show_words(self, words: Sequence[str]) -> None:
        """Show other words; what is being typed stays."""
        if self._words == tuple(words):
            return
        self._words = tuple(words)
        self._flow.removeWidget(self.line)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(each) for each in self._words]
        for each in (*self._chips, self.line):
            self._flow.addWidget(each)
        self._flow.invalidate()
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch the keys that end a word or take one out."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, typed = event.key(), self.line.text().strip()
            if key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma} and typed:
                self._take_in()
                return True
            if key == Qt.Key.Key_Backspace and not self.line.text() and self._words:
                self._set(self._words[:-1])
                return True
        return super().eventFilter(watched, event)

    def _take_in(self) -> None:
        words = self.words
        self.line.clear()
        if words != self._words:
            self._set(words)

    def _take_out(self, word: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set(tuple(each for each in self._words if each != word))

    def _set(self, words: tuple[str, ...]) -> None:
        self.show_words(words)
        self.changed.emit(words)

    def _chip(self, word: str) -> QPushButton:
        made = QPushButton(f"{word}  ×")
        made.setProperty("role", "chip")
        made.setAccessibleName(_("Take out “{word}”").format(word=word))
        made.setToolTip(tip(made.accessibleName()))
        made.clicked.connect(lambda: self._take_out(word))
        return made
