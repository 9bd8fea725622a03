"""Whether the system asks programs to keep still: no sliding, no fading.

Qt tells of contrast and of light and dark, but not yet of this. Each system says it in its own place; where none can be
asked, nobody has asked for it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

_SECONDS = 1.0
_SETTINGS = ("org.freedesktop.appearance", "org.gnome.desktop.interface", "org.kde.kdeglobals.KDE")
_CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION


def asks_for_stillness() -> bool:
    """Return whether the system wants no motion; reads or asks for it, so not for the GUI thread."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _macos()
    return said_by_desktop(_portal())


def said_by_desktop(settings: Mapping[str, Mapping[str, object]]) -> bool:
    """Return what the settings of a desktop portal mean: each desktop has its own word for it."""
    common, gnome, kde = (settings.get(name, {}) for name in _SETTINGS)
    if common.get("reduced-motion") == 1 or gnome.get("enable-animations") is False:
        return True
    try:
        return float(str(kde.get("AnimationDurationFactor", "1"))) == 0
    except ValueError:
        return False


def _portal() -> dict[str, dict[str, object]]:
    """Read the settings that a desktop portal offers; nothing where there is none."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    portal = DBusAddress(
        "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Settings"
    )
    try:
        with open_dbus_connection() as bus:
            answer = bus.send_and_get_reply(
                new_method_call(portal, "ReadAll", "as", (list(_SETTINGS),)), timeout=_SECONDS
            )
            found = answer.body[0]
    except (OSError, KeyError, ValueError, TimeoutError):  # no bus, no portal
        return {}
    if not isinstance(found, dict):  # the text of a refusal
        return {}
    return {name: {key: value[1] for key, value in values.items()} for name, values in found.items()}


def _windows() -> bool:
    import ctypes

    shown = ctypes.c_int(1)
    system = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]  # there on Windows only
    system.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(shown), 0)
    return not shown.value


def _macos() -> bool:
    import plistlib

    try:
        with (Path.home() / "Library" / "Preferences" / "com.apple.universalaccess.plist").open("rb") as file:
            return bool(plistlib.load(file).get("reduceMotion"))
    except (OSError, plistlib.InvalidFileException):
        return False
