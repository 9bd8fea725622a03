"""A choice of a few, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Segments(QWidget):
    """Exactly one of some named choices; the arrows go from one to the next. `tight`: as narrow as its words."""

    chosen = Signal(str)
    """The key of the choice a person made, also when it was chosen already."""

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, *, tight: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for n, (key, text) in enumerate(choices):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setProperty("tight", tight)
            button.setProperty("end", "first" if not n else "last" if n == len(choices) - 1 else "")
            button.clicked.connect(lambda _checked, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            box.addWidget(button)

    def show_choice(self, key: str) -> None:
        """Mark a choice without telling anyone."""
        self._buttons[key].setChecked(True)

    @property
    def choice(self) -> str:
        """The key of the marked choice, "" while there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")
