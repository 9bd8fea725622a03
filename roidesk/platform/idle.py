"""How long nobody has touched keyboard or mouse, as far as this machine tells; never what they typed or where.

Each system has one way, and where there is none that says so: a guess would accuse people of being away who were not.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

_MILLISECOND = 1000
_MUTTER = "org.gnome.Mutter.IdleMonitor"
_PATIENCE_S = 2.0


class IdleSource(Protocol):
    """Tells for how long there was no input. `reason` is "" or the code of why it cannot."""

    @property
    def reason(self) -> str:
        """Why it cannot tell, "" when it can."""

    def idle_us(self) -> int | None:
        """Return how long ago the last input was in microseconds, None when that is not known."""

    def close(self) -> None:
        """Let go of what it holds open."""


class NotAvailable(NamedTuple):
    """No source; `reason`: "no_display", "wayland" (this desktop does not tell programs), "refused"."""

    reason: str

    def idle_us(self) -> int | None:
        """Return None: it is not known."""
        return None

    def close(self) -> None:
        """Nothing is open."""


class _Asked:
    """A source that asks something of the system each time; when that fails it is not available any more."""

    def __init__(self, milliseconds: Callable[[], float], close: Callable[[], None]) -> None:
        self._milliseconds = milliseconds
        self._close = close
        self.reason = ""

    def idle_us(self) -> int | None:
        """Return how long ago the last input was."""
        if self.reason:
            return None
        try:
            return round(self._milliseconds() * _MILLISECOND)
        except Exception:  # noqa: BLE001 - whatever a desktop answers instead: it does not tell any more
            self.reason = "refused"
            return None

    def close(self) -> None:
        """Close the connection it asks over."""
        with suppress(Exception):
            self._close()


def idle_source() -> IdleSource:
    """Return the way this machine tells; it may take a moment and belongs to the thread that asked for it."""
    if sys.platform != "linux":
        return _of_system("WindowsIdleMonitor" if sys.platform == "win32" else "IORegIdleMonitor")
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        # What X11 says there is only about windows of X11: who types into another one would look away.
        return _tried(_mutter, "wayland")
    if not os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return NotAvailable("no_display")
    return _of_system("X11IdleMonitor")


def _of_system(name: str) -> IdleSource:
    def monitor() -> IdleSource:
        from importlib import import_module  # dbus_idle has no types

        made = getattr(import_module("dbus_idle"), name)()
        return _Asked(made.get_dbus_idle, getattr(made, "close", lambda: None))

    return _tried(monitor, "refused")


def _tried(make: Callable[[], IdleSource], otherwise: str) -> IdleSource:
    try:
        made = make()
    except Exception:  # noqa: BLE001 - a library that is missing, a bus that is not there: it cannot be told
        return NotAvailable(otherwise)
    if made.idle_us() is None:
        made.close()
        return NotAvailable(otherwise)
    return made


def _mutter() -> IdleSource:
    """Return GNOME's own count, which sees every window."""
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection(bus="SESSION")
    address = DBusAddress("/org/gnome/Mutter/IdleMonitor/Core", bus_name=_MUTTER, interface=_MUTTER)
    call = new_method_call(address, "GetIdletime")

    def milliseconds() -> float:
        reply = connection.send_and_get_reply(call, timeout=_PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            raise OSError(str(reply.body))
        return float(reply.body[0])

    return _Asked(milliseconds, connection.close)
