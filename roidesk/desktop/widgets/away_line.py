"""How many stretches away from the machine wait for an answer; nothing where none does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.changes import Changes
    from roidesk.services.away import AwayRow
    from roidesk.services.desk import Desk

_TABLES = frozenset({"away", "interaction", "timer"})


class AwayLine(QFrame):
    """One quiet line with one button; the questions themselves are asked by the window."""

    wanted = Signal()
    """Somebody wants to answer now."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._desk, self._tasks = desk, tasks
        self._text = label("", wrap=True)
        self.answer = Button(_("Answer"))
        self.answer.setAccessibleDescription(_("What time away from the computer was"))
        self.answer.clicked.connect(self.wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(12), style.px(6), style.px(6), style.px(6))
        box.setSpacing(style.px(8))
        box.addWidget(Icon("coffee"))
        box.addWidget(self._text, 1)
        box.addWidget(self.answer)
        self.hide()
        self._load()

    @property
    def text(self) -> str:
        """What it says, "" where nothing waits."""
        return self._text.text()

    def changed(self, changes: Changes) -> None:
        """Count again when something was answered or found."""
        if not changes.tables or changes.tables & _TABLES:
            self._load()

    def _load(self) -> None:
        self._tasks.glance(self._desk.away.waiting, self._show)

    def _show(self, rows: Sequence[AwayRow]) -> None:
        from roidesk.desktop.models.away_words import waiting_words

        self._text.setText(waiting_words(len(rows)) if rows else "")
        self.setVisible(bool(rows))
