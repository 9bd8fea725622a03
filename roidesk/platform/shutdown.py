"""The machine is to be switched off: told by the login manager, and held up until what is open was written.

Only systemd's logind (and elogind, which speaks the same) does so; it waits for a few seconds at most. Elsewhere it is
not available: there the system's own signals come first (`wish_to_end`), and Windows and macOS ask through Qt.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NamedTuple

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_PATIENCE_S = 2.0


class Delay(NamedTuple):
    """A hold on switching off: the machine waits as long as `held` is open. `reason`: why there is none.

    "" where it is held, "other_system", "no_bus", "refused" (there is no login manager, or it does not let us).
    """

    held: int | None = None
    reason: str = ""

    def let_go(self) -> None:
        """Let the machine be switched off."""
        if self.held is not None:
            with suppress(OSError):
                os.close(self.held)


def delay(why: str) -> Delay:
    """Ask that the machine is not switched off at once, because of `why`; it may take a moment."""
    if sys.platform != "linux":
        return Delay(reason="other_system")
    try:
        return _inhibited(why)
    except Exception:  # noqa: BLE001 - no bus, nobody there, an answer that is none: it is not held
        return Delay(reason="no_bus")


def _inhibited(why: str) -> Delay:
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    name, path, interface = _LOGIN
    with open_dbus_connection(bus="SYSTEM", enable_fds=True) as connection:
        login = DBusAddress(path, bus_name=name, interface=interface)
        call = new_method_call(login, "Inhibit", "ssss", ("shutdown", "roidesk", why, "delay"))
        reply = connection.send_and_get_reply(call, timeout=_PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            return Delay(reason="refused")
        return Delay(reply.body[0].to_raw_fd())


class ShutdownSignal(QObject):
    """Hears from the login manager that the machine is being switched off."""

    told = Signal(bool)
    """It is being switched off (True), or is not after all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heard = False
        """Whether somebody may tell it."""
        if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
            return  # a window nobody sees has no session
        from PySide6.QtDBus import QDBusConnection

        system: Any = QDBusConnection.systemBus()  # PySide says that a slot is named by bytes, and takes only text
        if system.isConnected():
            self.heard = system.connect(*_LOGIN, "PrepareForShutdown", self, SLOT("_tell(bool)"))

    @Slot(bool)
    def _tell(self, begins: bool) -> None:  # noqa: FBT001 - the argument of a signal
        self.told.emit(begins)
