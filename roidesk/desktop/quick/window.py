"""The window of the quick entry: kept made and hidden, shown over other programs, gone when it is done with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QCursor, QGuiApplication, QHideEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.capture import Capture
from roidesk.desktop.quick.came_panel import CamePanel
from roidesk.desktop.quick.events import key_of
from roidesk.desktop.quick.keys import Act, Mode, State, pressed
from roidesk.desktop.quick.panels import Footer, PinsPanel, StartedPanel
from roidesk.desktop.quick.wishes import Wishes
from roidesk.desktop.widgets.entry_line import EntryLine
from roidesk.desktop.widgets.labels import keycap, rule
from roidesk.desktop.widgets.notices import announce
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.desktop.widgets.understood_bar import UnderstoodBar
from roidesk.i18n import _
from roidesk.services.pins import PinRow

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.changes import Changes
    from roidesk.services.desk import Desk

_WIDTH = 680
_FROM_TOP = 0.22
"""How far down the screen it lies, always at the same place."""
_LINGER_MS = 4000
"""After a pin was started it waits so long for minutes, then gives the keyboard back to where it was."""
_LEAVE_MS = 200
"""A window manager may take the keyboard away for a moment while it hands it over."""
_SECOND_MS = 1000
_ONCE = frozenset({Act.ENTER, Act.START, Act.BESIDE, Act.IGNORED})


class QuickWindow(QFrame):
    """Takes one entry and goes. While its line is empty, single keys act; what is typed stays until it is filed."""

    opened = Signal(object)
    """Something was filed that is to be looked at in the window of the application (what it became)."""
    done = Signal(object)
    """Something was filed, and this window has gone (what it became)."""

    def __init__(self, desk: Desk, tasks: Tasks, now: Callable[[], int]) -> None:
        kind = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, kind)
        self.setProperty("role", "popup")
        self.setWindowTitle(_("roidesk — quick entry"))
        self.setAccessibleName(_("Quick entry"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._desk, self._tasks = desk, tasks
        self._state = State()
        self._rows: tuple[PinRow, ...] = ()
        self._open_after = False
        self.entry = EntryLine(_("Press a digit, or type what you did"))
        self.bar = UnderstoodBar(self.entry.field)
        self._offers = QVBoxLayout()
        self.capture = Capture(self.entry, self.bar, self._offers)
        self.pins = PinsPanel()
        self.started = StartedPanel()
        self.came = CamePanel(desk, tasks)
        self.footer = Footer(now)
        self.refusal = Refusal()
        self.wishes = Wishes(desk, tasks, self)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(_LINGER_MS)
        self._linger.timeout.connect(self.hide)
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.setInterval(_LEAVE_MS)
        self._leave.timeout.connect(self._hide_if_left)
        self._tick = QTimer(self)
        self._tick.setInterval(_SECOND_MS)
        self._tick.timeout.connect(self.footer.tick)
        self._lay()
        self._connect()
        self.capture.serve(desk, tasks)
        self._show_mode()
        self.load()

    # ------------------------------------------------------------ coming and going

    def warm(self) -> None:
        """Do now what would else be done when it is first shown."""
        self.ensurePolished()
        self._place()
        self.winId()

    def summon(self) -> None:
        """Come to the front with the keyboard, begun anew; go where it is there and waits for a first key."""
        if self.isVisible() and self._owns(QGuiApplication.focusWindow()) and self._state.mode is Mode.EMPTY:
            self.hide()
            return
        self._refuse("")
        self._become(State(Mode.TEXT) if self.entry.text else State())
        self._place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.entry.setFocus()
        self._tick.start()
        self.load()

    def load(self) -> None:
        """Read what is shown: the pins, and what runs."""
        self._tasks.glance(self._desk.pins.rows, self._show_pins)
        self._tasks.glance(self._desk.quick.standing, self.footer.show_standing)

    def changed(self, changes: Changes) -> None:
        """Something was written."""
        self.capture.changed(changes)
        self.load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest until the next time; what was typed stays."""
        super().hideEvent(event)
        self._tick.stop()
        self._linger.stop()
        self._leave.stop()
        self._state = State()

    def event(self, event: QEvent) -> bool:
        """Be as high as what is shown, whenever that changes."""
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Give tints, chips and icons the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.capture.read_again()
            self.footer.tick()

    def _focus_moved(self, focus: QWindow | None) -> None:
        """Go when the person turns to another window.

        Qt tells by `focusWindowChanged` also where it missed to activate this one: on X11, shown again within a moment.
        """
        if not self.isVisible() or self._owns(focus):
            self._leave.stop()
        else:
            self._leave.start()

    def _hide_if_left(self) -> None:
        if not self._owns(QGuiApplication.focusWindow()) and QApplication.activePopupWidget() is None:
            self.hide()

    def _owns(self, focus: QWindow | None) -> bool:
        """Whether a window is this one, or a list or a dialog of its own."""
        own = self.windowHandle()
        return focus is not None and (focus is own or focus.transientParent() is own)

    def _place(self) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.setFixedWidth(min(style.px(_WIDTH), room.width()))
        self._fit()
        self.move(room.left() + (room.width() - self.width()) // 2, room.top() + round(room.height() * _FROM_TOP))

    def _fit(self) -> None:
        """Be as high as what is shown."""
        box = self.layout()
        if box is not None:
            box.activate()
            around = self.contentsMargins()
            inside = self.width() - around.left() - around.right()
            needed = box.totalHeightForWidth(inside) if box.hasHeightForWidth() else box.totalSizeHint().height()
            wanted = needed + around.top() + around.bottom()
            if wanted != self.height():
                self.setFixedHeight(wanted)

    # ------------------------------------------------------------ keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let single keys act while nothing is typed; a chord that the window knows is never text."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if event.type() in kinds and isinstance(event, QKeyEvent) and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        """Return whether a key was meant for this window and not for the line."""
        if _opens(event) and self.entry.text.strip():
            if event.type() == QEvent.Type.KeyPress:
                self._open_after = True
                self.capture.log(self.entry.text)
            event.accept()
            return True
        if self.entry.text or (self._state.mode is Mode.TEXT and event.text() and event.text().isprintable()):
            return False
        key = key_of(event)
        if key is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        was = State() if self._state.mode is Mode.TEXT else self._state
        state, act = pressed(was, key)
        if self.wishes.busy and act in _ONCE:
            return True  # a second press of what is still being done would do it twice
        self._refuse("")
        self._become(state)
        return self._do(act, was if act is Act.DONE else state, event.text())

    def _do(self, act: Act, state: State, sign: str) -> bool:
        """Do what a key is for; return False for one that is typing after all."""
        if act is Act.TYPE:
            return False
        if act is Act.PREFIX:
            self.entry.put(f"i{sign}")
        elif act is Act.HIDE:
            self.hide()
        elif act is Act.CONVERT:
            self.came.begin()
        elif act is Act.ENTER:
            self.wishes.enter()
        elif act is Act.UNDO:
            self.wishes.undo()
        elif act is Act.IGNORED:
            self._on_pin(int(sign), self.wishes.ignore)
        elif act in (Act.START, Act.BESIDE):
            self._on_pin(state.digit, lambda row: self.wishes.start(row, beside=act is Act.BESIDE))
        elif act is Act.DONE:
            self._on_pin(state.digit, lambda row: self.wishes.log(row, int(state.minutes)))
        return True

    def _on_pin(self, digit: int, act: Callable[[PinRow], None]) -> None:
        row = next((each for each in self._rows if each.digit == digit), None)
        if row is None:
            self._become(State())
            self._refuse(_("There is no pin on key {digit} yet").format(digit=digit))
        else:
            act(row)

    def _become(self, state: State) -> None:
        before, self._state = self._state, state
        if state.mode is Mode.STARTED and state.minutes == "" and before.mode is not Mode.STARTED:
            if not QAccessible.isActive():
                self._linger.start()  # a screen reader needs its own time
        else:
            self._linger.stop()
        self._show_mode()

    # ------------------------------------------------------------ showing

    def _show_pins(self, rows: tuple[PinRow, ...]) -> None:
        self._rows = rows
        self.pins.show_pins(rows)
        self._fit()

    def _show_mode(self) -> None:
        mode, typing = self._state.mode, bool(self.entry.text)
        self._line.setVisible(mode is not Mode.CAME)
        self._rule.setVisible(mode is not Mode.CAME)
        self.came.setVisible(mode is Mode.CAME)
        self.started.setVisible(mode is Mode.STARTED)
        self.pins.setVisible(mode in (Mode.EMPTY, Mode.IGNORE) and not typing)
        self.footer.show_hints(shown=self.pins.isVisibleTo(self) and mode is Mode.EMPTY)
        self.pins.ask(_("Press the digit of the pin by whose channel it came") if mode is Mode.IGNORE else "")
        if mode is Mode.STARTED:
            row = next((each for each in self._rows if each.digit == self._state.digit), None)
            self.started.show_started(row.pin.label if row is not None else "", self._state.minutes)
            announce(self.entry, self.started.words)
        if mode is not Mode.CAME and self.isVisible() and not self.entry.field.hasFocus():
            self.entry.setFocus()
        self._fit()

    def _edited(self, text: str) -> None:
        if not text and self._state.mode is Mode.TEXT:
            self._state = State()
        elif text:
            self._state = State(Mode.TEXT)
        self._show_mode()

    def _refuse(self, sentence: str) -> None:
        self.refusal.tell(sentence)
        self._fit()

    # ------------------------------------------------------------ what became of it

    def _connect(self) -> None:
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._focus_moved)
        self.entry.field.installEventFilter(self)
        self.entry.edited.connect(self._edited)
        self.capture.filed.connect(self._filed)
        self.capture.left.connect(self.hide)
        self.pins.used.connect(self._clicked)
        self.came.chosen.connect(self.wishes.came)
        self.came.left.connect(lambda: self._become(State()))
        self.came.text_wanted.connect(self._begin_text)
        self.came.resized.connect(self._fit)
        self.wishes.finished.connect(self._filed)
        self.wishes.stays.connect(self.footer.say)
        self.wishes.refused.connect(self._not_done)

    def _clicked(self, digit: int, beside: bool) -> None:  # noqa: FBT001 - the argument of a signal
        if self._state.mode is Mode.IGNORE:
            self._become(State())
            self._do(Act.IGNORED, self._state, str(digit))
        else:
            self._become(State(Mode.STARTED, digit))
            self._do(Act.BESIDE if beside else Act.START, self._state, "")

    def _begin_text(self, text: str) -> None:
        self._become(State(Mode.TEXT))
        self.entry.put(text)
        self.entry.setFocus()

    def _filed(self, result: object) -> None:
        opens, self._open_after = self._open_after, False
        self.hide()
        (self.opened if opens else self.done).emit(result)

    def _not_done(self, sentence: str) -> None:
        if self._state.mode is Mode.CAME:
            self.came.refuse(sentence)
        else:
            self._become(State())
            self._refuse(sentence)

    # ------------------------------------------------------------ layout

    def _lay(self) -> None:
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(style.px(4), style.px(4), style.px(14), style.px(4))
        line.addWidget(self.entry, 1)
        line.addWidget(keycap(_("Esc")))
        self._rule = rule()
        self.refusal.setContentsMargins(style.px(14), 0, style.px(14), style.px(10))
        self.refusal.hide()
        self.bar.setProperty("role", "quick-understood")
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        parts: tuple[QWidget, ...] = (
            self._line, self._rule, self.bar, self.pins, self.started, self.came, self.refusal, self.footer,
        )  # fmt: skip
        for part in parts:
            box.addWidget(part)
        self._offers.setContentsMargins(style.px(8), 0, style.px(8), style.px(8))
        box.insertLayout(box.indexOf(self.bar) + 1, self._offers)


def _opens(event: QKeyEvent) -> bool:
    """Whether a key files the line and opens the window of the application on it."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
