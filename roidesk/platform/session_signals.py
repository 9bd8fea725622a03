"""What the desktop's session tells: its screen is locked, the machine goes to sleep."""

from __future__ import annotations

import os
import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_SCREEN_SAVERS = (
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""Whoever is not there says nothing."""
_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


class SessionSignals(QObject):
    """Listens on D-Bus. Windows and macOS do not tell it so: there `reason` says why, and idle time covers it."""

    locked = Signal(bool)
    """The screen was locked, or unlocked."""
    sleeping = Signal(bool)
    """The machine goes to sleep now, or has woken."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reason = ""
        """"" or why nothing is told: "no_bus", "other_system"."""
        self._listen()

    def _listen(self) -> None:
        if sys.platform != "linux":
            self.reason = "other_system"
            return
        if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
            self.reason = "no_bus"  # a window nobody sees has no session
            return
        from PySide6.QtDBus import QDBusConnection

        # Any: PySide says that a slot is named by bytes, and takes only text.
        session: Any = QDBusConnection.sessionBus()
        system: Any = QDBusConnection.systemBus()
        heard = False
        if session.isConnected():
            for name, path in _SCREEN_SAVERS:
                heard |= session.connect(name, path, name, "ActiveChanged", self, SLOT("_lock(bool)"))
        if system.isConnected():
            heard |= system.connect(*_LOGIN, "PrepareForSleep", self, SLOT("_sleep(bool)"))
        self.reason = "" if heard else "no_bus"

    @Slot(bool)
    def _lock(self, active: bool) -> None:  # noqa: FBT001 - the argument of a signal
        self.locked.emit(active)

    @Slot(bool)
    def _sleep(self, begins: bool) -> None:  # noqa: FBT001 - the argument of a signal
        self.sleeping.emit(begins)
