"""The key by pynput: X11, tried; Windows and macOS, not tried."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from roidesk.domain.errors import UserError
from roidesk.platform.hotkeys.taking import Told, Unavailable
from roidesk.platform.hotkeys.written import written


def listen(keys: str, pressed: Callable[[], None], told: Told, ended: Event) -> None:
    """Listen until the event is set; pynput tells every key to its own comparison, and that tells us of one."""
    try:
        combination = written(keys).pynput
    except UserError:
        told(Unavailable.UNREADABLE)
        return
    try:
        from pynput.keyboard import GlobalHotKeys
    except Exception:  # noqa: BLE001 - without a screen its import raises what its back end does
        told(Unavailable.MISSING)
        return
    try:
        with GlobalHotKeys({combination: pressed}) as listening:
            listening.wait()
            told(None)
            while not ended.wait(1):
                if not listening.running:
                    told(Unavailable.LOST)
                    return
    except Exception:  # noqa: BLE001 - whatever the screen's own library raises, the pop-up is reached otherwise
        told(Unavailable.LOST)
