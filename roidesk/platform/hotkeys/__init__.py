"""A key that is heard while other programs have the keyboard: by pynput, or by the desktop's portal under Wayland.

Only whether that one combination was pressed leaves this package: no other key is kept, counted or passed on.
"""

from roidesk.platform.hotkeys.taking import HotKey, Unavailable, Way, take, way_of

__all__ = ["HotKey", "Unavailable", "Way", "take", "way_of"]
