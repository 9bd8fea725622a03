"""The day strip with its head: which day it is, what overlaps, and the way to other days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.day_strip import DayStrip
from roidesk.desktop.widgets.flow_layout import flowing
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import frame, label, tip
from roidesk.desktop.widgets.spread_row import SpreadRow, group
from roidesk.i18n import _, formats, ngettext


class StripPanel(QWidget):
    """Shows a day's strip under its name."""

    stepped = Signal(int)
    """Another day is wanted, so many days on."""
    overlaps_wanted = Signal()
    """What overlaps is to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.strip = DayStrip()
        self.title = label("", "heading")
        self.before = IconButton("chevron-left", _("Previous day"), keys=_("Alt+Page Up"))
        self.after = IconButton("chevron-right", _("Next day"), keys=_("Alt+Page Down"))
        self.overlaps = Button("", kind="link")
        self.overlaps.hide()
        self._hint = label(_("height = how personal, 1 least to 5 most"), "hint")
        self._legend = _legend()
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.overlaps.clicked.connect(self.overlaps_wanted)
        self._lay()

    def show_head(self, day: date, overlaps: int, *, today: bool) -> None:
        """Show which day it is, and how many overlaps may be slips."""
        self.title.setText(formats.long_day(day))
        self.after.setEnabled(not today)
        text = ngettext("{count} overlap", "{count} overlaps", overlaps).format(count=overlaps)
        self.overlaps.setText(text)
        self.overlaps.setAccessibleName(text)
        self.overlaps.setToolTip(tip(_("Shared time counts in equal parts. See whether one of them has a wrong time.")))
        self.overlaps.setVisible(overlaps > 0)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out what the diamond means where there is no room; its tooltip says it."""
        self._legend.setVisible(not narrow)

    def _lay(self) -> None:
        panel = frame("panel")
        head = SpreadRow(flowing(self.title, self._hint), group(self.overlaps, self._legend, self.before, self.after))
        box = QVBoxLayout(panel)
        box.setContentsMargins(style.px(14), style.px(8), style.px(10), style.px(2))
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.strip)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)


def _legend() -> QWidget:
    """Return what the diamond means."""
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, style.px(6), 0)
    box.setSpacing(style.px(6))
    box.addWidget(Icon("diamond", 11, lambda theme: theme.ink, filled=True))
    box.addWidget(label(_("led to a conversion"), "help"))
    return made
