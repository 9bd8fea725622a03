"""What could not be counted because a price is missing, and the way to where it is entered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roidesk.analytics.pages.values import Missing
from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _, formats, ngettext

_TABLES = {"rate": "rates", "fx": "fx"}


class MissingLine(QWidget):
    """Names the first hourly cost or exchange rate that is missed; hidden while none is."""

    wanted = Signal(str)
    """The table of the ledger in which it is entered."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "help", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = Button(_("Add it…"), kind="link")
        self._table = ""
        self._button.clicked.connect(lambda: self.wanted.emit(self._table))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(8))
        box.addWidget(self._words, 1)
        box.addWidget(self._button)
        self.hide()

    def show_missing(self, missing: Sequence[Missing], year: int) -> None:
        """Show what is missing; days of another year than `year` are written with theirs."""
        self.setVisible(bool(missing))
        if missing:
            self._table = _TABLES[missing[0].what]
            self._words.setText(said(missing, year))

    @property
    def text(self) -> str:
        """What is said, "" while nothing is missing."""
        return self._words.text() if not self.isHidden() else ""


def said(missing: Sequence[Missing], year: int) -> str:
    """Return in words what is missing: the first of it, and how many others there are."""
    first, others = missing[0], len(missing) - 1
    day = formats.day(first.day, this_year=year)
    if first.what == "rate":
        words = _("{name} has no hourly cost on {day}: what that time costs is not known.").format(
            name=first.name, day=day
        )
    else:
        words = _("There is no exchange rate from {name} on {day}: what that comes to is not known.").format(
            name=first.name, day=day
        )
    if not others:
        return words
    more = ngettext("{count} other price is missing.", "{count} other prices are missing.", others)
    return f"{words} {more.format(count=others)}"
