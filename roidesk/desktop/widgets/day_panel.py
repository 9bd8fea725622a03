"""What the day adds up to so far: hours, conversions, sales, and time by channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.labels import ElidedLabel, label
from roidesk.domain.instants import MINUTE, SECOND
from roidesk.i18n import _, formats, ngettext


@dataclass(frozen=True, slots=True)
class ChannelShare:
    """Time on one channel, in microseconds, and how the channel is shown."""

    name: str
    icon: str
    colour: str
    us: int


@dataclass(frozen=True, slots=True)
class DaySoFar:
    """The figures of a day. `counting`: something runs, and the time grows each second.

    `sales`: the figure, and what it is, or why there is none.
    """

    us: int
    counting: bool
    conversions: int
    sales: tuple[str, str]
    channels: tuple[ChannelShare, ...]
    today: bool = True


class DayPanel(QFrame):
    """Shows a `DaySoFar`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._title = label(_("So far today"), "heading")
        self._figures = [(label("", "figure"), label("", "hint")) for _each in range(3)]
        self._bar = _Bar()
        self._legend = _Legend()
        self._grid = self._legend.grid
        self._grid.setHorizontalSpacing(style.px(8))
        self._grid.setVerticalSpacing(style.px(6))
        for column in (1, 5):
            self._grid.setColumnStretch(column, 1)
        self._grid.setColumnMinimumWidth(3, style.px(4))
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._shown: DaySoFar | None = None
        self._lay()

    def show_day(self, day: DaySoFar) -> None:
        """Show the figures of a day."""
        if day == self._shown:
            return
        fresh = self._shown is None or [each.name for each in day.channels] != [
            each.name for each in self._shown.channels
        ]
        self._shown = day
        self._title.setText(_("So far today") if day.today else _("This day"))
        minutes, seconds = day.us // MINUTE * MINUTE, day.us % MINUTE // SECOND
        counting = _("{seconds} s, and counting").format(seconds=seconds)
        conversions = ngettext("conversion", "conversions", day.conversions)
        time = formats.duration(minutes) if minutes else _("{minutes} min").format(minutes=0)
        shown = (
            (time, counting if day.counting else _("counted")),
            (formats.number(day.conversions), conversions),
            day.sales,
        )
        for (value, what), (number, words) in zip(self._figures, shown, strict=True):
            value.setText(number)
            what.setText(words)
        self._bar.show_shares([(each.colour, each.us) for each in day.channels])
        if fresh:
            self._fill(len(day.channels))
        self._tell(day.channels, counting=day.counting)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme: the page gives new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._shown = None

    def _lay(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(style.px(16))
        for value, what in self._figures:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(value)
            pair.addWidget(what)
            figures.addLayout(pair)
        figures.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(14)] * 4)
        box.setSpacing(style.px(10))
        box.addWidget(self._title)
        box.addLayout(figures)
        box.addWidget(self._bar)
        box.addWidget(self._legend, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        policy.setVerticalStretch(100)  # before the empty room below it
        self.setSizePolicy(policy)
        self._legend.changed.connect(self._limit)

    def _limit(self) -> None:
        """Take no more height than the list of channels needs."""
        self.setMaximumHeight(self.minimumSizeHint().height() + self._legend.whole)

    def _fill(self, count: int) -> None:
        """Make a row of icon, name and time for each channel, two beside each other."""
        while len(self._rows) > count:
            for part in self._rows.pop():
                part.deleteLater()
        while len(self._rows) < count:
            at = len(self._rows)
            parts = (label(), ElidedLabel("", "help"), label("", "hint"))
            parts[2].setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, part in enumerate(parts):
                self._grid.addWidget(part, at // 2, at % 2 * 4 + column)
            self._rows.append(parts)

    def _tell(self, channels: Sequence[ChannelShare], *, counting: bool) -> None:
        ratio = self.devicePixelRatioF()
        for (icon, name, time), each in zip(self._rows, channels, strict=True):
            icon.setPixmap(style.pixmap(each.icon, each.colour, 15, ratio))
            name.setText(each.name)
            time.setText(formats.duration(each.us - each.us % MINUTE if counting and each.us >= MINUTE else each.us))


class _Legend(QWidget):
    """Channels with their times: shown whole or not at all.

    It takes height that is there and asks for none: the page has room for the chips of a line without scrolling.
    """

    changed = Signal()
    """It would take another height now."""

    def __init__(self) -> None:
        super().__init__()
        self._inner = QWidget(self)
        self.grid = QGridLayout(self._inner)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._inner.installEventFilter(self)

    @property
    def whole(self) -> int:
        """The height of all rows."""
        return self._inner.sizeHint().height()

    def sizeHint(self) -> QSize:
        """No height of its own: the bar above says the shares too."""
        return QSize(self._inner.minimumSizeHint().width(), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take another height when the rows need another."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lie at the top, if there is room."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wanted = self.whole
        # Below the edge rather than hidden: it is still read aloud, and tells when its rows need another height.
        self._inner.setGeometry(0, 0 if wanted <= self.height() else self.height(), self.width(), wanted)


class _Bar(QWidget):
    """Time by channel in one bar."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: Sequence[tuple[str, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(style.px(200), style.px(10))

    def show_shares(self, shares: Sequence[tuple[str, int]]) -> None:
        """Show colours with their lengths."""
        if shares != self._shares:
            self._shares = shares
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts with a gap between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = sum(us for _colour, us in self._shares)
        if not whole:
            painter.setBrush(QColor(style.tokens().sunken))
            painter.drawRoundedRect(self.rect(), 3, 3)
            painter.end()
            return
        gap = 2
        width = self.width() - gap * (len(self._shares) - 1)
        x = 0.0
        for colour, us in self._shares:
            part = max(2.0, width * us / whole)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(x, 0, part, self.height()), 2, 2)
            x += part + gap
        painter.end()
