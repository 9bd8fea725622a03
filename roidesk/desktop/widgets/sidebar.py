"""The pages by name, what the desk is called, and whether everything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.choice_button import ChoiceButton
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import ElidedLabel, label, rule, tip
from roidesk.i18n import _, formats

WIDE, RAIL = 188, 56
_MARK = 3


class Place(NamedTuple):
    """Somewhere to go: its key among the pages, its name, its icon and the keys that lead there."""

    key: str
    name: str
    icon: str
    keys: str


class Sidebar(QFrame):
    """Where one can go. A rail of icons where the window is narrow."""

    chosen = Signal(str)
    """The key of the place asked for."""

    def __init__(self, places: Sequence[Place], below: Sequence[Place]) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setAccessibleName(_("Pages"))
        self._group = QButtonGroup(self)
        self._buttons = {each.key: _NavButton(each) for each in (*places, *below)}
        self._foot = _Foot()
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(8), style.px(12), style.px(8), style.px(10))
        box.setSpacing(0)
        for place in places:
            self._place(box, place)
        box.addStretch(1)
        for place in below:
            self._place(box, place)
        box.addSpacing(style.px(8))
        box.addWidget(rule())
        box.addSpacing(style.px(10))
        box.addWidget(self._foot)
        self.set_narrow(narrow=False)

    def show_place(self, key: str) -> None:
        """Mark where the window is now."""
        self._buttons[key].mark()

    def show_no_place(self) -> None:
        """Mark nothing: what is shown is no place of its own, such as a contact."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def show_count(self, key: str, count: int, words: str) -> None:
        """Show beside a place how many wait there; `words` say it. 0: nothing is shown."""
        self._buttons[key].show_count(count, words)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show only icons, or icons with names."""
        self.setFixedWidth(style.px(RAIL if narrow else WIDE))
        for button in self._buttons.values():
            button.set_narrow(narrow=narrow)
        self._foot.set_narrow(narrow=narrow)

    def show_owner(self, name: str, state: str) -> None:
        """Say whose desk this is and how the store stands ("This computer · saved")."""
        self._foot.show_owner(name, state)

    def show_backup(self, text: str) -> None:
        """Say how old the newest backup is."""
        self._foot.show_backup(text)

    @property
    def current(self) -> QWidget:
        """The button of the place the window is at."""
        return self._group.checkedButton() or next(iter(self._buttons.values()))

    def _place(self, box: QVBoxLayout, place: Place) -> None:
        button = self._buttons[place.key]
        self._group.addButton(button)
        button.taken.connect(lambda: self.chosen.emit(place.key))
        box.addWidget(button)


class _NavButton(ChoiceButton):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._narrow = False
        self._count = 0
        self._counted = ""
        self.setProperty("role", "nav")
        self.setAccessibleName(place.name)
        self.setIconSize(QSize(style.px(16), style.px(16)))
        self._draw()

    def set_narrow(self, *, narrow: bool) -> None:
        self._narrow = narrow
        self.setText("" if narrow else f"  {self._place.name}")
        self._tell()

    def show_count(self, count: int, words: str) -> None:
        if (count, words) != (self._count, self._counted):
            self._count, self._counted = count, words if count else ""
            self._tell()
            self.update()

    def _tell(self) -> None:
        self.setToolTip(tip("\n".join(filter(None, (f"{self._place.name} ({self._place.keys})", self._counted)))))
        self.setAccessibleDescription(self._counted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ink))
            mark = QRect(0, 0, style.px(_MARK), self.height())
            whole = QRect(0, 0, style.px(12), self.height())
            painter.setClipRect(self._mirrored(mark))
            painter.drawRoundedRect(self._mirrored(whole), style.px(6), style.px(6))
            painter.setClipping(False)
        if self._count:
            self._draw_count(painter)
        elif not self._narrow:
            painter.setFont(style.font(11.5))
            painter.setPen(QColor(theme.text2))
            area = self._mirrored(self.rect().adjusted(0, 0, -style.px(10), 0))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._keys())
        painter.end()

    def _draw_count(self, painter: QPainter) -> None:
        """Draw the number in a round mark: in place of the keys, or on the icon where there is no room."""
        theme, text = style.tokens(), formats.number(self._count)
        painter.setFont(style.font(11, QFont.Weight.DemiBold))
        high = style.px(15 if self._narrow else 19)
        wide = max(high, painter.fontMetrics().horizontalAdvance(text) + style.px(8))
        x = self.width() - wide - style.px(2 if self._narrow else 10)
        y = style.px(1) if self._narrow else (self.height() - high) // 2
        area = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(x, y, wide, high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ink))
        painter.drawRoundedRect(area, high / 2, high / 2)
        painter.setPen(QColor(theme.onink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)

    def _keys(self) -> str:
        return QKeySequence(self._place.keys).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")

    def _draw(self) -> None:
        self.setIcon(style.icon(self, self._place.icon))


class _Foot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._initials = label("", "avatar")
        self._initials.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = ElidedLabel("", "strong")
        self._state = ElidedLabel("", "caption")
        self._backup = ElidedLabel("", "caption")
        self._backup.hide()
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._name)
        second = QHBoxLayout()
        second.setSpacing(style.px(4))
        second.addWidget(Icon("hard-drive", 12, lambda theme: theme.text3))
        second.addWidget(self._state, 1)
        words.addLayout(second)
        words.addWidget(self._backup)
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(5), 0, 0, 0)
        box.setSpacing(style.px(8))
        box.addWidget(self._initials)
        box.addWidget(self._words, 1)

    def set_narrow(self, *, narrow: bool) -> None:
        self._words.setVisible(not narrow)

    def show_owner(self, name: str, state: str) -> None:
        self._initials.setText("".join(word[0] for word in name.split()[:2]).upper() or "–")
        self._name.setText(name)
        self._state.setText(state)
        self._tell()

    def show_backup(self, text: str) -> None:
        self._backup.setText(text)
        self._backup.show()
        self._tell()

    def _tell(self) -> None:
        """Say all of it where only the initials are to be seen, and to a screen reader."""
        said = "\n".join(filter(None, (each.text() for each in (self._name, self._state, self._backup))))
        self._initials.setToolTip(tip(said))
        self._initials.setAccessibleName(said)
