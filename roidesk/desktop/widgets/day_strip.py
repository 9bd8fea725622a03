"""A day in one strip: colour is the channel, height how personal, a diamond what led to a conversion.

What is there can be dragged, and held by keys: Enter takes hold of a block, arrows move it (Shift: its end, Ctrl: its
start, Alt: by minutes), Enter puts it down, Esc leaves it as it was. So nothing is written by looking around.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication

from roidesk.desktop.models.strip import Block, Grip, Hold, panned, showing, span_of
from roidesk.desktop.widgets.notices import announce
from roidesk.desktop.widgets.strip_drawing import Plot, span_words
from roidesk.desktop.widgets.strip_view import StripView, item_key
from roidesk.domain.instants import MINUTE, Span
from roidesk.domain.reshaping import STEP, snapped
from roidesk.i18n import _

_ZOOM = 1.25
_NOTCH = 120
"""What a notch of a wheel turns (eighths of a degree)."""
_PAN_PART = 10
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


@dataclass(frozen=True, slots=True)
class _Press:
    """Where the button went down: at which point and instant, and on what, if that can be dragged."""

    point: QPoint
    us: int
    hold: Hold | None


class DayStrip(StripView):
    """Shows a `Day` and tells what is wanted of it; it changes nothing itself. The table below it says it in words."""

    picked = Signal(object)
    """The id of the interaction that was clicked or gone to."""
    opened = Signal(object)
    """The id of the interaction to be edited in words."""
    reshaped = Signal(object, object)
    """An interaction's id and the `Span` it is given."""
    cut = Signal(object, object)
    """An interaction's id and the instant at which it is split in two."""
    gap_chosen = Signal(object)
    """A `Span` in which something is to be logged."""
    menu_wanted = Signal(object, object, object)
    """What the menu is for (a `Block`, a `Span` or None), the instant it was asked for at, and where on the screen."""
    key_pressed = Signal(object, int)
    """A `Block` or a `Span` the keyboard is at, and a letter pressed there."""

    def __init__(self) -> None:
        super().__init__()
        self._press: _Press | None = None
        self._by_keys = False
        self.editable = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def take(self, grip: Grip, block: Block | None = None) -> None:
        """Take hold of a block, the current one, so that arrows move it."""
        block = block or (here if isinstance(here := self.current, Block) else None)
        if block is None or block.running or not self.editable:
            return
        self.setFocus()
        self._at, self._by_keys = block.id, True
        self._mark(hold=Hold.of(block, grip))
        self._say_hold(_("Arrows move it, Enter puts it down, Esc leaves it"))

    # ------------------------------------------------------------ the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the block under the pointer; what is pressed can be dragged."""
        plot = self.plot()
        if plot is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._leave_hold()
        point = event.position().toPoint()
        block = plot.at(point)
        movable = block is not None and not block.running and self.editable
        hold = Hold.of(block, plot.grip_at(block, point)) if block is not None and movable else None
        self._press = _Press(point, plot.us(point.x()), hold)
        if block is not None:
            self._go_to(block)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is pressed; else frame what is under the pointer."""
        plot, point = self.plot(), event.position().toPoint()
        if plot is None:
            return
        press = self._press
        if press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(plot, point)
            return
        if not self._marks.hold and not self._marks.drawn:
            if (point - press.point).manhattanLength() < QApplication.startDragDistance():
                return
            if press.hold is None and plot.at(press.point) is not None:
                return  # what cannot be moved is not drawn over either
        step = MINUTE if event.modifiers() & Qt.KeyboardModifier.AltModifier else STEP
        us = plot.us(point.x())
        if press.hold is not None:
            whole = press.hold.grip is Grip.WHOLE
            self._mark(hold=press.hold.to(press.hold.block.start_us + us - press.us if whole else us, step))
        elif self.editable:
            ends = sorted((snapped(press.us, step), snapped(us, step)))
            self._mark(drawn=Span(*ends))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what was dragged; a gap that was only clicked is to be filled."""
        plot, press, marks = self.plot(), self._press, self._marks
        if event.button() != Qt.MouseButton.LeftButton or press is None or plot is None:
            super().mouseReleaseEvent(event)
            return
        self._press = None
        self._mark(hold=None, drawn=None)
        if marks.hold is not None:
            self._put(marks.hold)
        elif marks.drawn is not None:
            if marks.drawn.us:
                self.gap_chosen.emit(marks.drawn)
        elif (gap := plot.gap_at(press.point)) is not None and plot.at(press.point) is None:
            self._at = gap
            self.gap_chosen.emit(gap)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is under the pointer in words."""
        plot = self.plot()
        block = plot.at(event.position().toPoint()) if plot else None
        self._press = None
        if block is not None:
            self.opened.emit(block.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, around the pointer; else go along, where not all is seen."""
        plot, turned = self.plot(), event.angleDelta()
        if plot is None or self._day is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM ** (turned.y() / _NOTCH), plot.us(event.position().x()))
        elif self._seen is not None:
            by = turned.x() or turned.y()
            self._seen = panned(self._seen, -by * self._seen.us // (_NOTCH * _PAN_PART), self._day)
            self.update()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is under the pointer, or where the keyboard is."""
        plot = self.plot()
        if plot is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            here = self.current
            span = span_of(here) if here is not None else plot.seen
            us = (span.start + span.end) // 2
            point = QPoint(round(plot.x(us)), round(plot.base / 2))
            self.menu_wanted.emit(here, us, self.mapToGlobal(point))
            return
        found = plot.at(event.pos())
        if found is not None:
            self._go_to(found)
        self.menu_wanted.emit(found or plot.gap_at(event.pos()), plot.us(event.pos().x()), event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        """Frame nothing."""
        super().leaveEvent(event)
        self._mark(hovered=None)

    # ------------------------------------------------------------ the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from block to block; move what is held; letters are told to who knows what they do."""
        if self._marks.hold is not None:
            self._key_while_held(event)
            return
        key = Qt.Key(event.key())
        act = self._moves().get(key) if event.modifiers() in {_NONE, Qt.KeyboardModifier.KeypadModifier} else None
        here = self.current
        if act is not None:
            act()
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(_ZOOM)
        elif here is not None and event.modifiers() == _NONE and (event.text().isalpha() or key in _ACTS):
            self.key_pressed.emit(here, int(key))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what a block is; keep keys from the window's shortcuts while something is held."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.show_tip(event)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._marks.hold:
            key = Qt.Key(event.key())
            if key in _ARROWS or key in _ENTER or key == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first block."""
        super().focusInEvent(event)
        if self.current is None and event.reason() != Qt.FocusReason.MouseFocusReason and (items := self.items):
            self._at = item_key(items[0])
            self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of what is held."""
        super().focusOutEvent(event)
        self._leave_hold()
        self.update()

    def _moves(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Left: lambda: self._step(-1),
            Qt.Key.Key_Right: lambda: self._step(1),
            Qt.Key.Key_Home: lambda: self._step(-len(self.items)),
            Qt.Key.Key_End: lambda: self._step(len(self.items)),
            Qt.Key.Key_Return: self._choose,
            Qt.Key.Key_Enter: self._choose,
            Qt.Key.Key_Space: self._choose,
            Qt.Key.Key_Minus: lambda: self.zoom(1 / _ZOOM),
            Qt.Key.Key_0: self.fit,
        }

    def _step(self, by: int) -> None:
        items = self.items
        if not items:
            return
        at = next((n for n, each in enumerate(items) if item_key(each) == self._at), -1)
        self._go_to(items[min(max(at + by, 0), len(items) - 1)])

    def _go_to(self, item: Block | Span) -> None:
        self._at = item_key(item)
        if self._seen is not None and self._day is not None:
            self._seen = showing(self._seen, span_of(item), self._day)
        self._describe()
        self.update()
        if isinstance(item, Block):
            self.picked.emit(item.id)
        announce(self, self.words(item))

    def _choose(self) -> None:
        """Take hold of the current block, or fill the current gap."""
        here = self.current
        if isinstance(here, Span):
            self.gap_chosen.emit(here)
        else:
            self.take(Grip.WHOLE)

    def _key_while_held(self, event: QKeyEvent) -> None:
        hold, key = self._marks.hold, Qt.Key(event.key())
        if hold is None:
            return
        if key in _ARROWS:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            step = MINUTE if event.modifiers() & Qt.KeyboardModifier.AltModifier else STEP
            grip = Grip.END if shift else Grip.START if control else Grip.WHOLE
            grip = hold.grip if hold.grip is Grip.CUT else grip
            self._mark(hold=hold.pushed(grip, _ARROWS[key] * step, step))
            self._say_hold()
        elif key in _ENTER:
            self._mark(hold=None)
            self._put(hold)
        elif key == Qt.Key.Key_Escape:
            self._leave_hold()
            announce(self, _("Left as it was"))

    def _put(self, hold: Hold) -> None:
        self._by_keys = False
        if hold.grip is Grip.CUT:
            self.cut.emit(hold.block.id, hold.span.start)
        elif hold.moved:
            self.reshaped.emit(hold.block.id, hold.span)

    def _leave_hold(self) -> None:
        if self._marks.hold is not None and (self._by_keys or self._press is not None):
            self._press, self._by_keys = None, False
            self._mark(hold=None)

    def _say_hold(self, more: str = "") -> None:
        if self._marks.hold is not None and self._day is not None:
            said = span_words(self._marks.hold.span, self._day.zone)
            announce(self, f"{said}. {more}" if more else said)

    def _hover(self, plot: Plot, point: QPoint) -> None:
        block = plot.at(point)
        found = block or plot.gap_at(point)
        if found != self._marks.hovered:
            self._mark(hovered=found)
        if block is not None and not block.running and self.editable and plot.grip_at(block, point) is not Grip.WHOLE:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        elif isinstance(found, Span):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()


_NONE = Qt.KeyboardModifier.NoModifier
_ACTS = frozenset({Qt.Key.Key_F2, Qt.Key.Key_Delete})
