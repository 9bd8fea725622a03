"""Buttons whose icons follow the theme, and that always have a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolButton, QWidget

from roidesk.charts.theme import Tokens
from roidesk.desktop import style
from roidesk.desktop.widgets.labels import tip

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Button(QPushButton):
    """A button with a verb. `kind`: "" plain, primary, quiet, danger, link, onink; `keys` is said in the tooltip."""

    def __init__(self, text: str, icon: str = "", *, kind: str = "", keys: str = "") -> None:
        super().__init__(f" {text}" if icon else text)
        self._icon = icon
        self.setProperty("kind", kind)
        self.setAccessibleName(text.replace("&", ""))
        if keys:
            self.setToolTip(tip(f"{text.replace('&', '')} ({keys})"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._icon:
            _dress(self, self._icon, _colour(self.property("kind"), style.tokens()))


class IconButton(QToolButton):
    """A button with only an icon: its name is in the tooltip and told to a screen reader."""

    def __init__(self, icon: str, name: str, *, keys: str = "", kind: str = "icon") -> None:
        super().__init__()
        self._icon = icon
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.call(icon, name, keys=keys)

    def call(self, icon: str, name: str, *, keys: str = "") -> None:
        """Give it another icon and name."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(tip(f"{name} ({keys})" if keys else name))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        _dress(self, self._icon, style.tokens().text)


def press_focused(within: QWidget) -> bool:
    """Press the button that has the focus, for Enter outside dialogs; return whether there is one in `within`.

    One that is down already, of several to choose from, is left: Enter then means what is asked.
    """
    focus = QApplication.focusWidget()
    if not isinstance(focus, QPushButton | QToolButton) or not within.isAncestorOf(focus) or focus.isChecked():
        return False
    focus.click()
    return True


def _dress(button: QAbstractButton, icon: str, colour: str) -> None:
    button.setIcon(style.icon(button, icon, colour))
    side = style.px(14 if button.text() else 16)
    button.setIconSize(QSize(side, side))


def _colour(kind: str, theme: Tokens) -> str:
    return {"primary": theme.onink, "onink": theme.onink, "danger": theme.loss, "link": theme.focus}.get(
        kind, theme.text
    )
