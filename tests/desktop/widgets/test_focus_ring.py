"""Who uses the keyboard sees where it is: in the window, in dialogs, on light and dark, scrolled or not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.widgets.focus_ring import FocusRing, _Ring, wants_ring


@pytest.fixture
def ring(dressed):
    return FocusRing(dressed)


@pytest.fixture
def shown(qtbot, ring):
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    box.setContentsMargins(20, 20, 20, 20)
    box.setSpacing(20)
    window.one, window.two = QPushButton("One"), QPushButton("Two")
    box.addWidget(window.one)
    box.addWidget(window.two)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def drawn(window):
    return window.findChild(_Ring)


def seen_left_of(window, widget):
    """The colours from the edge of a widget outwards."""
    picture = window.grab().toImage()
    edge = widget.mapTo(window, QPoint(0, widget.height() // 2))
    return [picture.pixelColor(edge.x() - n, edge.y()).name() for n in range(1, 5)]


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def test_the_ring_has_two_tones_around_what_has_the_keyboard(qtbot, dressed, shown, appearance):
    style.apply(dressed, appearance)
    shown.one.setFocus()
    gap, ring = QColor(style.tokens().surface).name(), QColor(style.tokens().focus).name()
    assert seen_left_of(shown, shown.one) == [gap, gap, ring, ring]
    shown.two.setFocus()
    assert seen_left_of(shown, shown.two) == [gap, gap, ring, ring]
    assert ring not in seen_left_of(shown, shown.one)
    style.apply(dressed, Appearance.LIGHT)


def test_the_ring_follows_what_moves_and_goes_with_what_is_hidden(qtbot, shown):
    shown.one.setFocus()
    shown.resize(400, 300)
    qtbot.waitUntil(lambda: drawn(shown).width() == shown.one.width() + 8)
    shown.one.hide()
    assert drawn(shown).pos() != shown.one.pos()
    shown.two.hide()
    qtbot.waitUntil(lambda: not drawn(shown).isVisible())


def test_a_dialog_has_its_own_ring_and_gives_the_other_back(qtbot, shown):
    shown.one.setFocus()
    dialog = QDialog(shown)
    QVBoxLayout(dialog).addWidget(QPushButton("Go"))
    dialog.open()
    qtbot.waitUntil(lambda: drawn(dialog) is not None and drawn(dialog).isVisible())
    assert not drawn(shown).isVisible() or drawn(shown).parent() is dialog
    dialog.close()
    dialog.deleteLater()
    shown.activateWindow()
    shown.two.setFocus()
    qtbot.waitUntil(lambda: drawn(shown).isVisible())


def test_what_is_scrolled_away_has_no_ring_elsewhere(qtbot, ring):
    window, area, inside = QWidget(), QScrollArea(), QWidget()
    qtbot.addWidget(window)
    lines = QVBoxLayout(inside)
    buttons = [QPushButton(f"Line {n}") for n in range(12)]
    for each in buttons:
        lines.addWidget(each)
    area.setWidget(inside)
    box = QVBoxLayout(window)
    head = QFrame()
    head.setFixedHeight(80)
    box.addWidget(head)
    box.addWidget(area)
    window.resize(300, 260)
    window.show()
    window.activateWindow()
    buttons[0].setFocus()
    qtbot.waitUntil(lambda: drawn(window) is not None and drawn(window).isVisible())
    area.verticalScrollBar().setValue(60)
    picture = window.grab().toImage()
    focus = QColor(style.tokens().focus).name()
    assert focus not in {picture.pixelColor(x, y).name() for x in range(300) for y in range(80)}


def test_what_marks_itself_has_no_ring(qtbot, dressed):
    field, choice, table, own, plain = QLineEdit(), QComboBox(), QTableWidget(2, 2), QPushButton(), QFrame()
    own.setProperty("ring", "own")
    for each in (field, choice, table, own, plain):
        qtbot.addWidget(each)
    holder = QWidget()
    qtbot.addWidget(holder)
    plain.setParent(holder)
    own.setParent(holder)
    assert not any(map(wants_ring, (field, choice, own, plain)))
    plain.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert wants_ring(plain)
    assert wants_ring(table)
    table.setCurrentCell(0, 0)
    assert not wants_ring(table)


def test_a_list_that_is_filled_later_has_no_ring_once_its_line_is_marked(qtbot, shown):
    table = QTableWidget(0, 1)
    shown.layout().addWidget(table)
    table.setFocus()
    qtbot.waitUntil(lambda: drawn(shown).isVisible())
    table.setRowCount(2)
    table.setCurrentCell(0, 0)
    qtbot.waitUntil(lambda: not drawn(shown).isVisible())
