"""Of which days rows are shown: any, or a week, a month, a year, or days asked for by the first and the last."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from roidesk.desktop.widgets.custom_period import CustomPeriod
from roidesk.desktop.widgets.pill import Pill
from roidesk.domain.instants import Period
from roidesk.domain.periods import beside, month_of, usual
from roidesk.i18n import _, formats


class DaysPill(Pill):
    """A button that says the days and opens the list of those mostly asked for."""

    chosen = Signal()
    """Other days are asked for."""

    def __init__(self) -> None:
        super().__init__("calendar", "")
        self._days: Period | None = None
        self._today: date | None = None
        self._custom = CustomPeriod(self)
        self._custom.chosen.connect(self.show_days)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._list)
        self._say()

    @property
    def days(self) -> Period | None:
        """The days asked for, None for any."""
        return self._days

    def set_today(self, today: date) -> None:
        """Know which day it is: what is offered is counted from it."""
        self._today = today

    def show_days(self, days: Period | None) -> None:
        """Ask for other days."""
        if days != self._days:
            self._days = days
            self._say()
            self.chosen.emit()

    def step(self, by: int) -> None:
        """Ask for as many days before or after; any days have none."""
        if self._days is not None:
            self.show_days(beside(self._days, by))

    def clear(self) -> None:
        """Ask for any days, without telling."""
        self._days = None
        self._say()

    def _list(self) -> None:
        menu = self.menu()
        menu.clear()
        self._offer(_("Any time"), None)
        for at, days in enumerate(usual(self._today) if self._today is not None else ()):
            self._offer(_("Today") if not at else formats.named_period(days), days)
        menu.addAction(_("Custom…"), self._ask)

    def _offer(self, text: str, days: Period | None) -> None:
        action = QAction(text, self.menu())
        action.setCheckable(True)
        action.setChecked(days == self._days)
        action.triggered.connect(partial(self.show_days, days))
        self.menu().addAction(action)

    def _ask(self) -> None:
        proposed = self._days or (month_of(self._today) if self._today is not None else None)
        if proposed is not None:
            self._custom.ask(proposed, self)

    def _say(self) -> None:
        text = _("Any time") if self._days is None else formats.named_period(self._days)
        self.say(text)
        self.setAccessibleName(f"{_('Days')}: {text}")
        self.set_on(on=self._days is not None)
