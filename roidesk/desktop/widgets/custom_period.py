"""Which days are shown, asked for by the first and the last of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.domain.instants import Period
from roidesk.i18n import _


class CustomPeriod(QFrame):
    """Asks for the first and the last day."""

    chosen = Signal(object)
    """A `Period`."""
    left = Signal()
    """Closed; after `chosen` if there was an answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(_("Period"))
        self.first, self.last = QDateEdit(), QDateEdit()
        self._show = Button(_("Show these days"), kind="primary")
        self._show.clicked.connect(self._answer)
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        for text, field in ((_("From"), self.first), (_("to"), self.last)):
            said = label(text, "help")
            said.setBuddy(field)
            field.setCalendarPopup(True)
            field.setAccessibleName(text)
            row.addWidget(said)
            row.addWidget(field)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(12)] * 4)
        box.setSpacing(style.px(10))
        box.addLayout(row)
        box.addWidget(self._show)

    def ask(self, period: Period, under: QWidget) -> None:
        """Open under a widget with a proposal."""
        self.first.setDate(QDate(period.first.year, period.first.month, period.first.day))
        self.last.setDate(QDate(period.last.year, period.last.month, period.last.day))
        self.move(under.mapToGlobal(under.rect().bottomLeft()))
        self.show()
        self.first.setFocus()

    def hideEvent(self, event: object) -> None:
        """Tell that the question is over."""
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self.left.emit()

    def _answer(self) -> None:
        days = sorted(date(each.year(), each.month(), each.day()) for each in (self.first.date(), self.last.date()))
        self.chosen.emit(Period(*days))
        self.hide()
