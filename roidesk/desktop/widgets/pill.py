"""A filter as a button: it says what is let through, and opens the list of what can be."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from roidesk.desktop import style

_WITH_ICON = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class Pill(QToolButton):
    """A button of a filter bar. `on`: it changes what is shown."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        self._icon = icon
        self.setProperty("role", "pill")
        self.set_narrow(narrow=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say(text)
        self._draw()

    def say(self, text: str) -> None:
        """Show a text."""
        shown = f" {text}" if self._icon else text
        if shown != self.text():
            self.setText(shown)  # the blank keeps the text off the icon: a style sheet has no word for that gap
            self.setAccessibleName(text)

    def set_narrow(self, *, narrow: bool) -> None:
        """Give up the icon where room is short."""
        kind = Qt.ToolButtonStyle.ToolButtonTextOnly if narrow or not self._icon else _WITH_ICON
        self.setToolButtonStyle(kind)

    def set_on(self, *, on: bool) -> None:
        """Show whether it changes what is shown."""
        style.polish(self, "on", on)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._icon:
            self.setIcon(style.icon(self, self._icon))
            self.setIconSize(QSize(style.px(15), style.px(15)))


class FilterPill(Pill):
    """One of some entries, or all of them."""

    chosen = Signal(object)
    """The id of the entry that is let through, None for all."""

    def __init__(self, icon: str, everything: str, name: str) -> None:
        super().__init__(icon, everything)
        self._everything = everything
        self._name = name
        self._entries: tuple[tuple[UUID, str], ...] = ()
        self._kept: UUID | None = None
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._list)
        self.setAccessibleName(f"{name}: {everything}")

    @property
    def kept(self) -> UUID | None:
        """The id that is let through."""
        return self._kept

    def offer(self, entries: Sequence[tuple[UUID, str]]) -> None:
        """Take the entries to choose from; hidden where there is no choice."""
        self._entries = tuple(entries)
        self.setVisible(bool(entries))
        if self._kept is not None and self._kept not in dict(self._entries):
            self._choose(None)

    def _list(self) -> None:
        menu = self.menu()
        menu.clear()
        for which, text in ((None, self._everything), *self._entries):
            action = menu.addAction(text.replace("&", "&&"), lambda which=which: self._choose(which))  # type: ignore[misc]  # bound early on purpose
            action.setCheckable(True)
            action.setChecked(which == self._kept)

    def _choose(self, which: UUID | None) -> None:
        self._kept = which
        text = self._everything if which is None else dict(self._entries)[which]
        self.say(text.replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {text}")
        self.set_on(on=which is not None)
        self.chosen.emit(which)
