"""What to do where there is nothing yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.notices import Choice


class EmptyState(QWidget):
    """An icon, what is not there, and how it comes; the first of the buttons does what helps most."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._picture = Icon(icon, 24)
        self._title = label("", "heading")
        self._words = label("", "help", wrap=True)
        self._words.setFixedWidth(style.px(340))
        self._buttons: list[Button] = []
        self._offers = QHBoxLayout()
        self._offers.setSpacing(style.px(8))
        box = QVBoxLayout(self)
        box.setSpacing(style.px(8))
        box.addStretch(1)
        for part in (self._picture, self._title, self._words):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addLayout(self._offers)
        self._offers.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)

    @property
    def title(self) -> str:
        """What is not there."""
        return self._title.text()

    @property
    def offers(self) -> tuple[Button, ...]:
        """The buttons shown, in their order."""
        return tuple(self._buttons)

    def tell(self, title: str, words: str, choices: Sequence[Choice] = (), icon: str = "") -> None:
        """Say what is not there, and what to do."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setFixedHeight(self._words.heightForWidth(self._words.width()))
        if icon:
            self._picture.put(icon)
        self._offer(choices)

    def _offer(self, choices: Sequence[Choice]) -> None:
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for number, choice in enumerate(choices):
            button = Button(choice.verb, kind="quiet" if number else "")
            button.clicked.connect(lambda _checked=False, act=choice.act: act())
            self._offers.addWidget(button)
            self._buttons.append(button)
