"""What Qt tells a screen reader of a widget, and which widgets the keyboard can reach."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QWidget

LEAST_TARGET = 24
_CARDS = frozenset({"answer", "choice"})


def reached(within: QWidget) -> Iterator[QWidget]:
    """Yield what Tab can go to, as far as it is shown."""
    for each in within.findChildren(QWidget):
        stops = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
        if stops and each.isVisible() and each.isEnabled():
            yield each


def name(widget: QWidget) -> str:
    """Return the name a screen reader says. A choice says what is chosen, and needs a label to say of what."""
    told = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox):
        labels = told.relations(QAccessible.RelationFlag.Label)
        return next((label.text(QAccessible.Text.Name) for label, _flag in labels), "")
    return told.text(QAccessible.Text.Name)


def nameless(within: QWidget) -> list[str]:
    """Return what Tab can go to and nobody can tell what it is."""
    return [where(each) for each in reached(within) if not name(each).strip()]


def too_small(within: QWidget) -> list[str]:
    """Return the buttons that are harder to hit than they may be (WCAG 2.2, 2.5.8)."""
    shown = (each for each in within.findChildren(QAbstractButton) if each.isVisible() and not _inside(each))
    return [where(each) for each in shown if min(_hit(each).width(), _hit(each).height()) < LEAST_TARGET]


def where(widget: QWidget) -> str:
    """Return what a widget is and where it is, for whoever has to name it."""
    chain, each = [], widget
    while each is not None and not each.isWindow():
        chain.append(type(each).__name__)
        each = each.parentWidget()
    return f"{' < '.join(chain[:4])} {widget.property('text') or ''!r}"


def _hit(button: QAbstractButton) -> QWidget:
    """Return what is hit for a button: an answer on a card is taken by a click anywhere on the card."""
    around = button.parentWidget()
    return around if around is not None and around.property("role") in _CARDS else button


def _inside(button: QAbstractButton) -> bool:
    """Return whether it is a part of something else that is hit, as a table's corner is."""
    return isinstance(button.parentWidget(), QAbstractScrollArea)
