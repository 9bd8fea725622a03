"""A reminder that was asked for: what waits or is missing, with one thing to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.card import Card
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.notices import Choice
from roidesk.i18n import _

WIDTH = 340


class ReminderCard(Card):
    """Each button does one thing and closes the card; Esc only closes it."""

    def __init__(self, icon: str, title: str, detail: str, choices: Sequence[Choice]) -> None:
        super().__init__(title, WIDTH)
        self.setAccessibleDescription(detail)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title, "heading", wrap=True))
        words.addWidget(label(detail, "help", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(style.px(10))
        head.addWidget(Icon(icon, 18))
        head.addLayout(words, 1)
        head.addWidget(self.closer(_("Close")), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        self.offers = tuple(Button(each.verb, kind="" if at == 0 else "quiet") for at, each in enumerate(choices))
        for button, choice in zip(self.offers, choices, strict=True):
            button.clicked.connect(lambda _checked=False, choice=choice: self._take(choice))
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    @property
    def first(self) -> QWidget:
        """What it offers first."""
        return self.offers[0] if self.offers else self

    def _take(self, choice: Choice) -> None:
        self.put_away()
        choice.act()
