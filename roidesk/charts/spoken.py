"""What a screen reader is told of a drawing: what it is, its words, and each of its parts by name and place.

Qt asks a factory for what it knows of a widget. The first drawing installs one that knows drawings; it is called only
where somebody listens.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget
from shiboken6 import isValid

_INSTALLED = "drawings are spoken"


class Drawing(QWidget):
    """A widget that draws parts which are no widgets: the points of a chart, the blocks of a day."""

    spoken_role = QAccessible.Role.Chart
    """What it is called for who listens."""
    parts_selectable = False
    """Whether something can be done with a part, so that it is more than read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spoken: QAccessibleInterface | None = None
        """What a screen reader was given of it, kept here as Qt does not keep it."""
        _speak_drawings()

    def readings(self) -> Sequence[str]:
        """Return what is read at each part, in the order in which the keys step through them."""
        raise NotImplementedError

    def place(self, index: int) -> QRectF:
        """Return the area of a part, in pixels of this widget."""
        raise NotImplementedError

    def index_at(self, at: QPointF) -> int | None:
        """Return the part at a place of this widget."""
        raise NotImplementedError

    def stepped_to(self) -> int | None:
        """Return the part the keys have stepped to."""
        raise NotImplementedError


def _speak_drawings() -> None:
    """Let Qt tell drawings as such, once in a process."""
    app = QApplication.instance()
    if app is not None and not app.property(_INSTALLED):
        app.setProperty(_INSTALLED, True)
        QAccessible.installFactory(_told)


def _told(_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, Drawing):
        return None
    thing.spoken = SpokenDrawing(thing)
    return thing.spoken


class SpokenDrawing(QAccessibleWidget):
    """A drawing for who listens: its name and description are the widget's; each part is a child."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__(drawing, drawing.spoken_role)
        self._drawing = drawing
        self._parts: list[SpokenPart] = []

    def childCount(self) -> int:
        """Return how many parts there are."""
        return len(self._drawing.readings())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return a part."""
        if not 0 <= index < self.childCount():
            return None
        while len(self._parts) <= index:
            self._parts.append(SpokenPart(self, self._drawing, len(self._parts)))
        return self._parts[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return which part this is, -1 for none of this drawing."""
        return next((n for n, each in enumerate(self._parts) if each is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return the part at a place of the screen."""
        index = self._drawing.index_at(self._drawing.mapFromGlobal(QPointF(x, y)))
        return None if index is None else self.child(index)


class SpokenPart(QAccessibleInterface):
    """One part of a drawing: what is read there, and where it lies."""

    def __init__(self, parent: SpokenDrawing, drawing: Drawing, index: int) -> None:
        super().__init__()
        self._parent, self._drawing, self._index = parent, drawing, index

    def isValid(self) -> bool:
        """Return whether the drawing still has this part."""
        return isValid(self._drawing) and self._index < len(self._drawing.readings())

    def object(self) -> QObject | None:  # type: ignore[override]  # the stubs forget None
        """Return no widget: it is only drawn."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the drawing."""
        return self._parent

    def role(self) -> QAccessible.Role:
        """Return that it is one of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return whether it is more than read, and whether the keys have stepped to it."""
        told = QAccessible.State()
        told.selectable = int(self._drawing.parts_selectable)
        told.readOnly = int(not self._drawing.parts_selectable)
        told.selected = int(self._drawing.stepped_to() == self._index)
        return told

    def text(self, kind: QAccessible.Text) -> str:
        """Return what is read at the part."""
        if kind is not QAccessible.Text.Name or not self.isValid():
            return ""
        return self._drawing.readings()[self._index].replace("\n", ", ")

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Leave it as it is: what is drawn is not typed over."""

    def rect(self) -> QRect:
        """Return where it lies on the screen."""
        return self._drawing.place(self._index).toRect().translated(self._drawing.mapToGlobal(QPoint(0, 0)))

    def childCount(self) -> int:
        """Return that nothing is inside it."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return nothing."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return nothing."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return that it is not there."""
        return -1
