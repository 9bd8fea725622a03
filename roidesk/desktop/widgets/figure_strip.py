"""The seven figures in a row: a name, a value, and what has to be known beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.labels import ElidedLabel, label
from roidesk.i18n import _

_LONG_NOTE = 14
_FIGURES = 7
_LEAST_WIDTH = 108


class Sense(Enum):
    """What a change means: more may be better, or neither good nor bad (hours, cost)."""

    NEITHER = "neither"
    MORE_IS_BETTER = "more_is_better"


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure in words. `change`: -1, 0 or 1 when `note` tells a change, else None."""

    name: str
    value: str
    note: str = ""
    change: int | None = None
    sense: Sense = Sense.NEITHER
    key: bool = False
    gap: bool = False
    """The value is withheld: it is said beside it why."""

    @property
    def spoken(self) -> str:
        """The figure as it is read aloud."""
        direction = {1: _("up"), -1: _("down")}.get(self.change or 0, "")
        beside = " ".join(filter(None, (direction, self.note)))
        return ", ".join(filter(None, (f"{self.name}: {self.value}", beside)))


class FigureStrip(QFrame):
    """Shows tiles side by side; the arrows go from one to the next."""

    def __init__(self, most: int = _FIGURES) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._box = QGridLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._cells = tuple(_Cell() for _ in range(most))
        for n, cell in enumerate(self._cells):
            self._box.addWidget(cell, 0, n)  # from the first, as Tab goes through what is in a window
        self._shown = self._columns = 0

    @property
    def first(self) -> QWidget:
        """The first figure; until there is one, the strip itself, which passes the keyboard on to it."""
        return self._cells[0] if self._shown else self

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show the figures, as many as there are; only texts that change are touched."""
        waited_for = self.window().focusWidget() is self
        for cell, tile in zip(self._cells, tiles, strict=False):
            cell.show_tile(tile)
        if len(tiles) != self._shown:
            self._shown, self._columns = len(tiles), 0
        self._fold()
        if waited_for:
            self.first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin a new row where there is no room for all of them in one."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As wide as two of them: the others go below."""
        return QSize(style.px(2 * _LEAST_WIDTH), super().minimumSizeHint().height())

    def _fold(self) -> None:
        """Lay the figures out in as many columns as there is room for; in one row each takes what its words need."""
        columns = min(max(self.width() // style.px(_LEAST_WIDTH), 1), max(self._shown, 1))
        if columns == self._columns:
            return
        rows = -(-self._shown // columns)
        self._columns = columns = -(-self._shown // rows) if rows else columns  # as many in each row as can be
        for n, cell in enumerate(self._cells):
            cell.setVisible(n < self._shown)
            if n < self._shown:
                self._box.addWidget(cell, n // columns, n % columns)
                outermost = columns - 1 if self.isRightToLeft() else 0  # a divider is at the left of each other one
                style.polish(cell, "first", value=n % columns == outermost)
        for n in range(len(self._cells)):
            tile = self._cells[n].tile
            share = 17 if tile.key else 13 if len(tile.note) > _LONG_NOTE else 10
            self._box.setColumnStretch(n, 0 if n >= columns else share if rows == 1 else 10)

    def texts(self) -> tuple[str, ...]:
        """Return the figures as they are read aloud."""
        return tuple(cell.accessibleName() for cell in self._cells)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from figure to figure."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        focused = next((n for n, cell in enumerate(self._cells) if cell.hasFocus()), None)
        if not step or focused is None:
            super().keyPressEvent(event)
            return
        self._cells[min(max(focused + step, 0), len(self._cells) - 1)].setFocus()


class _Cell(QFrame):
    """One figure."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self.setProperty("ring", "own")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tile = Tile("", "")
        self._name = label("", "help")
        self._value = label("", "figure")
        self._note = ElidedLabel("", "help")
        self._mark = QLabel()
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(style.px(4))
        below.addWidget(self._mark)
        below.addWidget(self._note, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(14), style.px(10), style.px(8), style.px(9))
        box.setSpacing(style.px(3))
        box.addWidget(self._name)
        box.addWidget(self._value)
        box.addLayout(below)

    @property
    def tile(self) -> Tile:
        """The figure that is shown."""
        return self._tile

    def show_tile(self, tile: Tile) -> None:
        """Show a figure, where it differs from the one shown."""
        if tile == self._tile:
            return
        self._tile = tile
        self._name.setText(tile.name)
        self._value.setText(tile.value)
        self._note.setText(tile.note)
        self.setAccessibleName(tile.spoken)
        style.polish(self, "key", tile.key)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._draw()

    def _draw(self) -> None:
        tile, theme = self._tile, style.tokens()
        self._mark.setVisible(bool(tile.change))
        colour = theme.text2
        if tile.sense is Sense.MORE_IS_BETTER and tile.change:
            colour = theme.gain if tile.change > 0 else theme.loss
        if tile.change:
            self._mark.setPixmap(triangle(colour, up=tile.change > 0, ratio=self.devicePixelRatioF()))
        state = "" if colour == theme.text2 else ("gain" if colour == theme.gain else "loss")
        style.polish(self._note, "state", state)


def triangle(colour: str, *, up: bool, ratio: float) -> QPixmap:
    """Return the mark of a change: the typeface has no such sign."""
    side = style.px(9)
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    tip, base = (1.0, side - 1.0) if up else (side - 1.0, 1.0)
    painter.drawPolygon(QPolygonF([QPointF(side / 2, tip), QPointF(side, base), QPointF(0, base)]))
    painter.end()
    return made
