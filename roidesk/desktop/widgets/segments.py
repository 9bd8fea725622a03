"""A choice of a few, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.choice_button import ChoiceButton
from roidesk.desktop.widgets.tab_order import stop_at


class Segments(QWidget):
    """Exactly one of some named choices; the arrows go from one to the next. `tight`: as narrow as its words."""

    chosen = Signal(str)
    """The key of the choice a person made, also when it was chosen already."""

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, *, tight: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, ChoiceButton] = {}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for key, text in choices:
            button = ChoiceButton(text)
            button.setProperty("role", "segment")
            button.setProperty("tight", tight)
            button.taken.connect(lambda key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            box.addWidget(button)
        self._round()

    def changeEvent(self, event: QEvent) -> None:
        """Round the outer corners where the window was mirrored."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._round()

    def set_close(self, *, close: bool) -> None:
        """Be no wider than the words, where many choices stand side by side."""
        for button in self._buttons.values():
            style.polish(button, "tight", "most" if close else "true")

    def _round(self) -> None:
        shown = list(self._buttons.values())
        for button in shown:
            style.polish(button, "end", "")
        style.polish(shown[-1 if self.isRightToLeft() else 0], "end", "first")
        style.polish(shown[0 if self.isRightToLeft() else -1], "end", "last")

    def show_choice(self, key: str) -> None:
        """Mark a choice without telling anyone."""
        self._buttons[key].mark()
        stop_at(self._buttons[key], self._buttons.values())

    @property
    def choice(self) -> str:
        """The key of the marked choice, "" while there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")
