"""What a screen reader is told of the day strip: a list, of which each block and each gap is an item."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication
from shiboken6 import isValid

from roidesk.desktop.models.strip import Block
from roidesk.desktop.widgets.strip_view import StripView
from roidesk.domain.instants import Span

_INSTALLED = "strips are spoken"


def speak_strips() -> None:
    """Let Qt tell strips as lists, once in a process."""
    app = QApplication.instance()
    if app is not None and not app.property(_INSTALLED):
        app.setProperty(_INSTALLED, True)
        QAccessible.installFactory(_told)


def _told(_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, StripView):
        return None
    thing.spoken = SpokenStrip(thing)  # Qt uses it, but does not keep it alive
    return thing.spoken


class SpokenStrip(QAccessibleWidget):
    """The strip for who listens: its name and description are the widget's."""

    def __init__(self, strip: StripView) -> None:
        super().__init__(strip, QAccessible.Role.List)
        self._strip = strip
        self._items: list[SpokenItem] = []

    def childCount(self) -> int:
        """Return how many blocks and gaps there are."""
        return len(self._strip.items)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return a block or a gap, in order of time."""
        if not 0 <= index < self.childCount():
            return None
        while len(self._items) <= index:
            self._items.append(SpokenItem(self, self._strip, len(self._items)))
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return which item this is, -1 for none of this strip."""
        return next((n for n, each in enumerate(self._items) if each is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return the item at a place of the screen."""
        point = self._strip.mapFromGlobal(QPoint(x, y))
        return next((self.child(n) for n in range(self.childCount()) if self._strip.place(n).contains(point)), None)


class SpokenItem(QAccessibleInterface):
    """A block or a gap: what its tooltip says, and where it lies."""

    def __init__(self, parent: SpokenStrip, strip: StripView, index: int) -> None:
        super().__init__()
        self._parent, self._strip, self._index = parent, strip, index

    @property
    def item(self) -> Block | Span | None:
        """What it is now; None when the strip has fewer."""
        items = self._strip.items if isValid(self._strip) else ()
        return items[self._index] if self._index < len(items) else None

    def isValid(self) -> bool:
        """Return whether the strip still has it."""
        return self.item is not None

    def object(self) -> QObject | None:  # type: ignore[override]  # the stubs forget None
        """Return no widget: it is only drawn."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the strip."""
        return self._parent

    def role(self) -> QAccessible.Role:
        """Return that it is one of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return that it can be gone to, and whether the keyboard is there."""
        told = QAccessible.State()
        told.selectable = 1
        told.selected = int(self.item is not None and self.item == self._strip.current)
        return told

    def text(self, kind: QAccessible.Text) -> str:
        """Return what it is and when."""
        item = self.item
        if kind is not QAccessible.Text.Name or item is None:
            return ""
        return self._strip.words(item).replace("\n", ", ")

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Leave it as it is: what it says is edited in the table."""

    def rect(self) -> QRect:
        """Return where it lies on the screen."""
        area = self._strip.place(self._index)
        return area.translated(self._strip.mapToGlobal(QPoint(0, 0)))

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
