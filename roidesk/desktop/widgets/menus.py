"""Menus with keys beside what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget


class Entry(NamedTuple):
    """One line of a menu. `act` None: it cannot be done now."""

    words: str
    keys: str
    act: Callable[[], object] | None


def menu_of(parent: QWidget, groups: Iterable[Iterable[Entry]]) -> QMenu:
    """Return a menu with a line between its groups; it goes away with its choice."""
    made = QMenu(parent)
    made.aboutToHide.connect(made.deleteLater)
    for number, group in enumerate(groups):
        if number:
            made.addSeparator()
        for each in group:
            text = each.words.replace("&", "&&")
            action = made.addAction(f"{text}\t{each.keys}" if each.keys else text)
            action.setEnabled(each.act is not None)
            if each.act is not None:
                action.triggered.connect(lambda _checked=False, act=each.act: act())
    return made
