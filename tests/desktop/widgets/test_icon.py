"""An icon by itself: the colour it is given, in the theme that is worn."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from roidesk.charts.theme import DARK, LIGHT
from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.widgets.icon import Icon

NEAR = 8
"""What rounding may do to a channel of a colour."""


def ink(icon):
    """The colour of the pixel that covers most of its ground."""
    drawn = icon.pixmap().toImage()
    pixels = (drawn.pixelColor(x, y) for x in range(drawn.width()) for y in range(drawn.height()))
    return max(pixels, key=lambda each: each.alpha())


def alike(colour, wanted):
    return all(abs(a - b) <= NEAR for a, b in zip(colour.getRgb()[:3], QColor(wanted).getRgb()[:3], strict=True))


def test_an_icon_follows_the_theme(qtbot, dressed):
    icon = Icon("coffee", ink=lambda theme: theme.loss)
    qtbot.addWidget(icon)
    icon.show()
    assert alike(ink(icon), LIGHT.loss)
    style.apply(dressed, Appearance.DARK)
    QApplication.processEvents()
    assert alike(ink(icon), DARK.loss)
    assert not alike(ink(icon), LIGHT.loss)


def test_an_icon_can_be_another_or_none(qtbot, dressed):
    icon = Icon("coffee")
    qtbot.addWidget(icon)
    icon.put("info", lambda theme: theme.focus)
    assert alike(ink(icon), LIGHT.focus)
    icon.put("")
    assert icon.pixmap().isNull()
