"""From a key event to a key as the quick entry takes it, on any keyboard."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from roidesk.desktop.quick.keys import Key, Pressed

_SPECIAL = {
    Qt.Key.Key_Return: Key.ENTER,
    Qt.Key.Key_Enter: Key.ENTER,
    Qt.Key.Key_Escape: Key.ESCAPE,
    Qt.Key.Key_Backspace: Key.BACKSPACE,
}
_FIRST_SCAN_CODE = 2 if sys.platform == "win32" else 10
"""Where the row of digits begins: on Windows, and on X11 and Wayland."""
_ABOVE_DIGITS = "!@#$%^&*("
"""What Shift makes of the digits on the keyboard most have, where the system does not tell which key it was."""


def key_of(event: QKeyEvent) -> Pressed | None:
    """Return a key event as a key; None for one that means nothing here (a modifier alone, a chord)."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return Pressed(Key.UNDO)
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return None
    special = _SPECIAL.get(Qt.Key(event.key()))
    if special is not None:
        return Pressed(special, shifted=shifted)
    sign = event.text()
    if not sign or not sign.isprintable():
        return None
    if sign in "123456789":
        # Where Shift gives the digits, as in France, it says nothing more.
        return Pressed(sign, int(sign))
    return Pressed(sign, _digit_under(event) if shifted else 0, shifted)


def _digit_under(event: QKeyEvent) -> int:
    """Return the digit of the key that Shift made another sign of; 0 where it is no key of a digit."""
    scan = event.nativeScanCode()
    if scan:
        digit = scan - _FIRST_SCAN_CODE + 1
        return digit if 1 <= digit <= 9 else 0  # noqa: PLR2004 - the digits
    return _ABOVE_DIGITS.find(event.text()) + 1
