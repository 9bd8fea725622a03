"""The order in which Tab goes through a window: as it is read, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget


def stops(within: QWidget) -> tuple[QWidget, ...]:
    """Return what Tab can reach in a widget, in the order of its layouts; hidden parts are among them."""
    return tuple(_stops(within))


def put_in_order(parts: Iterable[QWidget]) -> None:
    """Let Tab go through these in turn: Qt's own order is that in which they were put into the window."""
    for before, after in pairwise(parts):
        QWidget.setTabOrder(before, after)


def stop_at(chosen: QAbstractButton | None, among: Iterable[QAbstractButton]) -> None:
    """Let Tab stop once in a group of which one is chosen: at that one, or where there is none at the first."""
    every = tuple(among)
    stop = chosen if chosen is not None else next(iter(every), None)
    for each in every:
        each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is stop else Qt.FocusPolicy.ClickFocus)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield widget  # what is inside it (a table's cells, a field's list) is its own affair
        return
    layout = widget.layout()
    laid = tuple(_laid(layout)) if layout is not None else ()
    inside = (each for each in widget.children() if isinstance(each, QWidget) and not each.isWindow())
    for each in dict.fromkeys(chain(laid, inside)):
        yield from _stops(each)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (below := item.layout()) is not None:
            yield from _laid(below)
