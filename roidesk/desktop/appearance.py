"""Light or dark, and where the window was: what a desk keeps about its looks.

It takes no time to load, as the first paint waits for it.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from roidesk.charts.theme import DARK, LIGHT, Tokens, contrasted

_MIDDLE = 128


class Appearance(StrEnum):
    """Which theme is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """High contrast, as light or dark as the system is."""


def kept_state() -> QSettings:
    """Return where the looks and the place of the window are kept: a matter of this desk, not of the store."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "roidesk", "window")


def kept_appearance() -> Appearance:
    """Return what the person chose."""
    kept = str(kept_state().value("appearance", Appearance.SYSTEM.value))
    return Appearance(kept) if kept in set(Appearance) else Appearance.SYSTEM


def theme_of(palette: QPalette) -> Tokens:
    """Return the theme that a palette is of, or is nearest to."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < _MIDDLE else LIGHT


def first_ground(app: QApplication) -> QColor:
    """Return the colour of an empty window, before anything is dressed."""
    wanted, there = kept_appearance(), theme_of(app.palette())
    chosen = {Appearance.LIGHT: LIGHT, Appearance.DARK: DARK, Appearance.CONTRAST: contrasted(there)}.get(wanted, there)
    return QColor(chosen.bg)
