"""Which way a system-wide key is taken here, and taking it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from enum import StrEnum
from threading import Event, Thread
from typing import Protocol

ID = "quick-entry"


class Way(StrEnum):
    """How a key can be heard everywhere."""

    PYNPUT = "pynput"
    """X11, Windows (not tried) and macOS (not tried)."""
    PORTAL = "portal"
    """Wayland: the desktop asks the person and tells us."""
    NONE = "none"


class Unavailable(StrEnum):
    """Why no key is heard everywhere."""

    OFF = "off"
    """No key is wanted."""
    NO_SCREEN = "no_screen"
    NO_PORTAL = "no_portal"
    """The desktop lets no program have keys of its own."""
    REFUSED = "refused"
    """The desktop, or the person it asked, said no."""
    UNREADABLE = "unreadable"
    """The keys cannot be written for this system."""
    MISSING = "missing"
    """What listens is not installed, or cannot reach the screen."""
    LOST = "lost"
    """It was heard, and is no more: the screen or the desktop has gone."""


Told = Callable[[Unavailable | None], None]
"""Told once whether the key is heard (None) or why it is not, and again when that changes."""


class HotKey(Protocol):
    """A key that is listened for."""

    def stop(self) -> None:
        """Listen no longer."""


Listener = Callable[[str, Callable[[], None], Told, Event], None]
"""Listens on the calling thread until the event is set."""


def way_of(screen: str, environ: Mapping[str, str] = os.environ) -> Way:
    """Return the way for a screen as Qt names it ("xcb", "wayland", "windows", "cocoa").

    A program that speaks X11 inside a Wayland desktop hears only what is typed into its like: it asks the portal, too.
    """
    if screen.startswith("wayland") or (screen == "xcb" and environ.get("XDG_SESSION_TYPE") == "wayland"):
        return Way.PORTAL
    return Way.PYNPUT if screen in {"xcb", "windows", "cocoa"} else Way.NONE


def take(keys: str, way: Way, pressed: Callable[[], None], told: Told) -> HotKey | None:
    """Listen for keys as Qt writes them ("Ctrl+Alt+Space"); both callbacks are called on another thread.

    None: nothing listens, and `told` was told why.
    """
    if not keys:
        told(Unavailable.OFF)
        return None
    if way is Way.NONE:
        told(Unavailable.NO_SCREEN)
        return None
    return _Listening(_listener(way), keys, pressed, told)


def _listener(way: Way) -> Listener:
    if way is Way.PORTAL:
        from roidesk.platform.hotkeys.portal import listen as by_portal

        return by_portal
    from roidesk.platform.hotkeys.by_pynput import listen

    return listen


class _Listening:
    """A thread that listens. It dies with the program: there is nothing to bring home."""

    def __init__(self, listen: Listener, keys: str, pressed: Callable[[], None], told: Told) -> None:
        self._ended = Event()
        self._thread = Thread(target=listen, args=(keys, pressed, told, self._ended), name="hotkey", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(2)
