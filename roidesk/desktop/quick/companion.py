"""The quick entry beside the window: made and hidden when the pages stand, raised by a key from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication

from roidesk.desktop.actions import Action, Place
from roidesk.desktop.companion import Around, Companion
from roidesk.desktop.kept_line import KeptLine, place_of
from roidesk.i18n import _, hotkey_words
from roidesk.platform.hotkeys import Unavailable, take, way_of
from roidesk.services.rows import InteractionRow

if TYPE_CHECKING:
    from roidesk.desktop.quick.window import QuickWindow
    from roidesk.domain.changes import Changes
    from roidesk.platform.hotkeys import HotKey

ACTION = "quick_entry"


class QuickEntry(Companion):
    """Owns the window of the quick entry and the key that raises it everywhere."""

    heard = Signal()
    """The key was pressed, somewhere (told from another thread)."""
    told = Signal(object)
    """Whether the key is heard (None), or why not (`Unavailable`; told from another thread)."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._window: QuickWindow | None = None
        self._line: KeptLine | None = None
        self._hotkey: HotKey | None = None
        self._keys = ""
        self.unavailable: Unavailable | None = Unavailable.OFF
        self.heard.connect(self.summon)
        self.told.connect(self._told)
        around.kept.changed.connect(lambda key: self._listen() if key == "hotkey" else None)
        around.window.registry.add(
            Action(ACTION, _("Quick entry, over any program"), (), self.summon, Place.POPUP, "plus")
        )
        # The pages have just been made: the window is made when they have been painted.
        QTimer.singleShot(0, self, self._begin)

    @property
    def window(self) -> QuickWindow:
        """The window, made when it is first asked for."""
        if self._window is None:
            from roidesk.desktop.quick.window import QuickWindow

            around = self.around
            self._window = QuickWindow(around.desk, around.tasks, around.now)
            self._window.done.connect(self._done)
            self._window.opened.connect(self._opened)
            self._window.capture.blocked.connect(around.tasks.blocked)
            self._line = KeptLine(self._window.entry, place_of(around.desk.store_place, "quick"), around.tasks)
        return self._window

    @property
    def state(self) -> str:
        """Whether the key is heard everywhere, or why not, in a sentence."""
        if self.unavailable is None:
            return hotkey_words.heard(self._keys)
        return hotkey_words.unavailable(self.unavailable.value, self._keys)

    def summon(self) -> None:
        """Show the quick entry with the keyboard in it; where it has it already, put it away."""
        self.window.summon()

    def changed(self, changes: Changes) -> None:
        """Show what a digit and Enter would do now."""
        if self._window is not None:
            self._window.changed(changes)
        if self._line is not None:
            self._line.changed(changes)

    def keep(self) -> None:
        """Keep the line as it is now."""
        if self._line is not None:
            self._line.keep_now()

    def stop(self) -> None:
        """Let go of the key and of the window."""
        if self._hotkey is not None:
            self._hotkey.stop()
        self.keep()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()

    def _begin(self) -> None:
        self.window.warm()
        self._listen()

    def _listen(self) -> None:
        """Listen for the key that is set, and no longer for the one before."""
        if self._hotkey is not None:
            self._hotkey.stop()
        self._keys = self.around.kept.settings.hotkey
        way = way_of(QGuiApplication.platformName())
        self._hotkey = take(self._keys, way, self.heard.emit, self.told.emit)

    def _told(self, why_not: Unavailable | None) -> None:
        self.unavailable = why_not
        self.around.kept.tell("hotkey", self.state)

    def _done(self, result: object) -> None:
        """What was filed may have to be asked about: a timer that was stopped, what was left out of it."""
        for filed in (getattr(result, "stopped", None), getattr(result, "filed", None), result):
            left_out = getattr(filed, "left_out", ())
            if left_out:
                self.around.window.top.left_out.emit(left_out)

    def _opened(self, result: object) -> None:
        """Show what was filed where it stands, with the keyboard on it; what runs is shown by the timer already."""
        self._done(result)
        self.around.come_forward()
        self.around.window.visit("today")
        row = getattr(result, "row", None)
        if isinstance(row, InteractionRow):
            self.around.window.make("today").show_row(row)  # type: ignore[attr-defined]  # the class is loaded late
