"""What all charts share: a heading, points that can be hovered and stepped through, and words for who cannot see them.

A chart shows one value (`show_data`) in the colours of one theme (`restyle`). It never asks for data itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from roidesk.charts import marks
from roidesk.charts.marks import BODY, BOLD, Legend, Mark, font, px, width_of, write
from roidesk.charts.spoken import Drawing
from roidesk.charts.theme import Tokens
from roidesk.charts.words import Table

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_RING = 3


class Shown(Protocol):
    """What every value of a chart can say of itself."""

    def table(self) -> Table:
        """Return the same values in words."""

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each point."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a chart: its title, what its marks mean, and a word on how it was counted."""

    title: str
    legend: tuple[Legend, ...] = ()
    caption: str = ""


class Readout(QWidget):
    """The small box beside the point that is hovered or stepped to."""

    def __init__(self, chart: QWidget, tokens: Tokens) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.tokens = tokens
        self.lines: tuple[str, ...] = ()
        self.hide()

    def read(self, text: str, at: QPointF) -> None:
        """Show a text beside a point of the parent, inside it."""
        self.lines = tuple(text.split("\n"))
        metrics = QFontMetricsF(font(12))
        wide = max(metrics.horizontalAdvance(line) for line in self.lines) + px(20)
        self.resize(round(wide), round(len(self.lines) * px(17) + px(10)))
        left = at.x() + px(12)
        if left + self.width() > self._chart.width():
            left = at.x() - px(12) - self.width()
        top = min(max(at.y() - self.height() / 2, 0), self._chart.height() - self.height())
        self.move(QPoint(round(max(left, 0)), round(max(top, 0))))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter = marks.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.edge), 1))
        painter.setBrush(QColor(self.tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        for n, line in enumerate(self.lines):
            area = QRectF(px(10), px(5) + n * px(17), self.width(), px(17))
            colour = self.tokens.text2 if n else self.tokens.text
            write(painter, area, line, colour, font(12, marks.MEDIUM if n else BOLD))


class Chart(Drawing):
    """The common part of every chart; it draws from left to right in every language, as time and amounts run."""

    read = Signal(str)
    """What was read at a point, when a person stepped to it."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens = tokens
        self.current: int | None = None
        self._said: Shown | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._readout = Readout(self, tokens)

    # -------------------------------- what a chart of its own says, beside where its points lie

    def heading(self) -> Heading:
        """Return what stands over the chart."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw what lies under the heading."""
        raise NotImplementedError

    def export(self, painter: QPainter) -> None:
        """Draw all of it into a file, at the size it has."""
        self.draw_heading(painter)
        self.draw(painter)

    # --------------------------------------------------------------------- what all charts do

    def table(self) -> Table:
        """Return the twin of the picture: the same values in rows."""
        return self._said.table() if self._said else Table((), ())

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each point."""
        return self._said.readings() if self._said else ()

    def stepped_to(self) -> int | None:
        """Return the point that is read."""
        return self.current

    def restyle(self, tokens: Tokens) -> None:
        """Draw in the colours of another theme."""
        self.tokens = self._readout.tokens = tokens
        self.update()

    def body(self) -> QRectF:
        """Return the area under the heading."""
        top = px(47) if self._two_lines() else px(28)
        return QRectF(_RING, top, self.width() - 2 * _RING, self.height() - top - _RING)

    def say(self, value: Shown) -> None:
        """Take over the words of a new value; a point that is being read is read anew. An equal one changes nothing."""
        if value == self._said:
            return
        self._said = value
        title = self.heading().title
        if self.accessibleName() != title:
            self.setAccessibleName(title)
        sentence = value.sentence()
        if self.accessibleDescription() != sentence:
            self.setAccessibleDescription(sentence)
        self.arrange()
        if self.current is not None:
            count = len(value.readings())
            self.step_to(min(self.current, count - 1) if count else None)
        self.update()

    def arrange(self) -> None:
        """Lay out what lies under the heading, whose height hangs on its words."""

    def step_to(self, index: int | None, *, aloud: bool = False) -> None:
        """Mark a point and show what is read there; `aloud` tells a screen reader too."""
        self.current = index
        if index is None or self._said is None:
            self.current = None
            self._readout.hide()
        else:
            text = self.readings()[index]
            area = self.place(index)
            self._readout.read(text, QPointF(area.right(), area.center().y()))
            if aloud:
                self.read.emit(text)
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text.replace("\n", ", ")))
        self.mark()

    def mark(self) -> None:
        """Show which point is read."""
        self.update()

    def draw_heading(self, painter: QPainter) -> None:
        """Draw the title, the legend (on a line of its own where it is too long), and the caption as far as it goes."""
        heading = self.heading()
        line = QRectF(_RING, 0, self._room(), px(20))
        wide = write(painter, line, heading.title, self.tokens.text, font(BODY, BOLD)) + px(10)
        if self._two_lines():
            line.moveTop(px(19))
            wide = 0.0
        left = line.left() + wide
        for entry in heading.legend:
            left += self._draw_entry(painter, entry, QPointF(left, line.top()))
        fits = left + width_of(heading.caption, font(12)) <= line.right() + 1
        if heading.caption and (fits or not heading.legend):
            area = QRectF(left, line.top(), line.right() - left, line.height())
            write(painter, area, heading.caption, self.tokens.text3, font(12))

    def _draw_entry(self, painter: QPainter, entry: Legend, at: QPointF) -> float:
        side = px(14) if entry.mark is Mark.ICON else px(11)
        area = QRectF(at.x(), at.y() + px(10) - side / 2, side, side)
        marks.swatch(painter, area, entry, self.tokens)
        if entry.mark is not Mark.ICON:
            colour = entry.colour if entry.mark is Mark.LINE else self.tokens.text2
            words = QRectF(area.right() + px(5), at.y(), width_of(entry.name, font(12)) + 1, px(20))
            write(painter, words, entry.name, colour, font(12))
        return _entry_width(entry)

    def _room(self) -> float:
        """Return the width of the heading: the corner belongs to the menu."""
        return self.width() - px(34)

    def _two_lines(self) -> bool:
        heading = self.heading()
        legend = sum(_entry_width(entry) for entry in heading.legend)
        return bool(legend) and width_of(heading.title, font(BODY, BOLD)) + px(10) + legend > self._room()

    # --------------------------------------------------------------------------------- Qt

    def sizeHint(self) -> QSize:
        """Return a size at which everything can be read."""
        return QSize(round(px(560)), round(px(260)))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(round(px(280)), round(px(170)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart; whoever holds it shows that it has the keyboard."""
        painter = marks.painter(self)
        self.draw_heading(painter)
        if self._said is not None:
            self.draw(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the point under the mouse."""
        self.hover(event.position())

    def hover(self, at: QPointF) -> None:
        """Read the point at a place of this widget."""
        index = self.index_at(at) if self._said else None
        if index != self.current:
            self.step_to(index)

    def leaveEvent(self, event: QEvent) -> None:
        """Stop reading when the mouse goes."""
        self.step_to(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop reading when the keyboard goes elsewhere."""
        self.step_to(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through the points with the arrows, Home and End; Esc leaves them."""
        count = len(self.readings())
        key = Qt.Key(event.key())
        if not count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _FORWARD:
            self.step_to(0 if self.current is None else min(self.current + 1, count - 1), aloud=True)
        elif key in _BACK:
            self.step_to(count - 1 if self.current is None else max(self.current - 1, 0), aloud=True)
        elif key == Qt.Key.Key_Home:
            self.step_to(0, aloud=True)
        elif key == Qt.Key.Key_End:
            self.step_to(count - 1, aloud=True)
        elif key == Qt.Key.Key_Escape and self.current is not None:
            self.step_to(None)
        else:
            super().keyPressEvent(event)


def _entry_width(entry: Legend) -> float:
    """Return the room an entry of a legend takes, with the gap after it."""
    if entry.mark is Mark.ICON:
        return px(19)
    return px(11 + 5 + 11) + width_of(entry.name, font(12))
