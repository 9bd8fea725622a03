"""How the window looks: one palette and one style sheet, made of the tokens; typefaces, icons and sizes.

What paints itself asks here for its colours each time: a change of theme needs no bookkeeping. Lengths are given as
designed for a 10-point system font; they grow with the font the person has set in the system and with the size chosen
here (`rescaling` then brings what was laid out before to the new size).
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from roidesk import assets
from roidesk.charts.theme import DARK, LIGHT, Tokens, contrasted, of_system
from roidesk.desktop.appearance import Appearance, theme_of

SANS = "IBM Plex Sans"
MONO = "IBM Plex Mono"
_BODY = 13
_SYSTEM_PIXELS = 40 / 3
"""Pixels of the 10-point system font at 96 dots per inch, for which the lengths are given."""
_LARGEST = 2.0
_OF_SCREEN = 0.92
"""What a dialog may take of a screen: its title bar lies outside."""
_STROKE = "1.75"
_TOKENS, _STILL, _STYLED = "theme", "still", "styled"
"""Properties of the application: the colours that are on, whether nothing may move, whether it has its style."""


def load_fonts(app: QApplication) -> None:
    """Make the typefaces of the application known to Qt, once."""
    if app.property("typefaces"):
        return
    app.setProperty("typefaces", True)
    for path in assets.font_files():
        QFontDatabase.addApplicationFont(str(path))


def apply(app: QApplication, appearance: Appearance, percent: int = 100, *, motion: bool = True) -> None:
    """Dress the whole application; may be called again whenever the system or the person changes their mind.

    `percent` is the size of text and all that is measured by it, 100 to 200; without `motion` nothing slides.
    """
    theme = _theme(app, appearance)
    app.setProperty(_TOKENS, theme)
    app.setProperty(_STILL, not motion)
    if not app.property(_STYLED):  # a second time would dress each widget there is twice
        app.setProperty(_STYLED, True)
        app.setStyle("Fusion")
    app.setFont(_font(percent))
    palette, sheet = _palette(theme), _sheet(theme, app.font().pixelSize() / _BODY)
    if palette != app.palette():
        app.setPalette(palette)
    if sheet != app.styleSheet():  # it is applied to each widget there is, which takes a moment
        app.setStyleSheet(sheet)


def tokens() -> Tokens:
    """Return the colours of the theme that is on."""
    found = _worn(_TOKENS)
    return found if isinstance(found, Tokens) else theme_of(QApplication.palette())


def worn() -> tuple[Tokens, int]:
    """Return for what is drawn now: the colours and the size of text.

    Qt tells many times of one change; what is costly to draw looks here whether it is drawn for this already.
    """
    return tokens(), QApplication.font().pixelSize()


def motion() -> bool:
    """Return whether things may slide and fade (160 ms at most, see docs/design.md); else they are just there."""
    return not _worn(_STILL)


def px(length: float) -> int:
    """Return a designed length in pixels of this screen's font size."""
    return round(length * QApplication.font().pixelSize() / _BODY)


def open_at(window: QWidget, width: float, height: float) -> None:
    """Give a window that opens its designed size, but no more than the screen has."""
    most = window.screen().availableSize() * _OF_SCREEN
    window.resize(QSize(px(width), px(height)).boundedTo(most))


def font(size: float = _BODY, weight: QFont.Weight = QFont.Weight.Normal, family: str = SANS) -> QFont:
    """Return a typeface at a designed size, for what paints itself."""
    made = QFont(family)
    made.setPixelSize(px(size))
    made.setWeight(weight)
    return made


def pixmap(name: str, colour: str, size: float = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon in a colour, at a designed size, sharp at the screen's pixel ratio."""
    return _pixmap(name, colour, px(size), ratio)


def filled(name: str, colour: str, size: float, ratio: float = 1.0) -> QPixmap:
    """Return an icon whose inside is filled: the marks of a legend."""
    return _pixmap(name, colour, px(size), ratio, filled=True)


def icon(widget: QWidget, name: str, colour: str = "", off: str = "") -> QIcon:
    """Return an icon for a button of `widget`, in a colour (default: the text's), greyed where it is disabled."""
    theme, ratio = tokens(), widget.devicePixelRatioF()
    made = QIcon(pixmap(name, colour or theme.text, 16, ratio))
    made.addPixmap(pixmap(name, off or theme.text3, 16, ratio), QIcon.Mode.Disabled)
    return made


def polish(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _worn(name: str) -> object:
    app = QApplication.instance()
    return app.property(name) if app is not None else None


def _theme(app: QApplication, appearance: Appearance) -> Tokens:
    """Return the colours that are wanted, and let the system draw its part (title bars) as light or dark."""
    hints = app.styleHints()
    scheme = {Appearance.LIGHT: Qt.ColorScheme.Light, Appearance.DARK: Qt.ColorScheme.Dark}.get(
        appearance, Qt.ColorScheme.Unknown
    )
    hints.setColorScheme(scheme)  # some platforms ignore it
    wanted = scheme if scheme is not Qt.ColorScheme.Unknown else hints.colorScheme()
    theme = DARK if wanted is Qt.ColorScheme.Dark else LIGHT
    if appearance is Appearance.CONTRAST:
        return contrasted(theme)
    if appearance is Appearance.SYSTEM and wants_contrast(app):
        return _systems_own(app) if sys.platform == "win32" else contrasted(theme)
    return theme


def wants_contrast(app: QApplication) -> bool:
    """Return whether the system asks for high contrast."""
    return app.styleHints().accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _systems_own(app: QApplication) -> Tokens:
    """Return the colours of a contrast theme of Windows, which its user has chosen one by one."""
    app.setPalette(QPalette())  # the system's, as long as we set none
    palette, role = app.palette(), QPalette.ColorRole
    return of_system(*(palette.color(each).name().upper() for each in (role.Window, role.WindowText, role.Highlight)))


def _font(percent: int) -> QFont:
    """Return the body font: as large as designed for the system's font, never smaller, times what is chosen here."""
    system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    scale = min(_LARGEST, max(1.0, system / _SYSTEM_PIXELS)) * percent / 100
    made = QFont(SANS)
    made.setPixelSize(round(_BODY * scale))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _palette(theme: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.bg, role.WindowText: theme.text, role.Base: theme.surface, role.AlternateBase: theme.sunken,
        role.Text: theme.text, role.Button: theme.surface, role.ButtonText: theme.text, role.ToolTipBase: theme.ink,
        role.ToolTipText: theme.onink, role.Highlight: theme.focus, role.HighlightedText: theme.surface,
        role.PlaceholderText: theme.text3, role.Link: theme.focus, role.LinkVisited: theme.focus,
        role.Light: theme.surface, role.Midlight: theme.line, role.Mid: theme.edge, role.Dark: theme.edge,
        role.Shadow: theme.edge, role.BrightText: theme.loss, role.Accent: theme.focus,
    }  # fmt: skip
    palette = QPalette()
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.text3))
    return palette


@lru_cache(maxsize=4)
def _sheet(theme: Tokens, scale: float) -> str:
    """Return the style sheet with the theme's colours and the lengths of this font size filled in."""
    path = assets.folder() / "themes" / "window.qss"
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\b(\d+)u\b", lambda length: f"{round(int(length[1]) * scale)}px", text)
    return re.sub(r"@(\w+)", lambda name: _value(theme, name[1]), text)


def _value(theme: Tokens, name: str) -> str:
    if name in {"chevron", "chevronup", "check"}:
        return (assets.folder() / "themes" / f"{name}-{theme.name}.svg").as_posix()
    return str(getattr(theme, name))


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float, *, filled: bool = False) -> QPixmap:
    svg = assets.icon(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    if filled:
        svg = svg.replace('fill="none"', f'fill="{colour}"', 1)
    buffer = QBuffer()
    buffer.setData(QByteArray(svg.encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    side = round(size * ratio)
    reader.setScaledSize(QSize(side, side))
    drawn = QPixmap.fromImage(reader.read())
    drawn.setDevicePixelRatio(ratio)
    return drawn
