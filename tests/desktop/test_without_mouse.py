"""Whatever the mouse does on a page or over it is done by a key: walked wherever there is a table, a menu, a button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QMenu, QTableView, QWidget

from roidesk.desktop.widgets.pin_button import PinButton
from tests.desktop.over_pages import OPENED, Scene, close, select_row
from tests.desktop.spoken import where

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PAGES = ("today", "return", "week", "ledger", "settings", "contact")


@pytest.fixture
def scene(qtbot, session, clock, tmp_path):
    return Scene(qtbot, session, clock, tmp_path)


def shown(scene, key):
    if key != "contact":
        return scene.page(key)
    scene.session.places.show_contact(scene.session.desk.ledger.rows("contacts")[0].id)
    scene.quiet()
    return scene.session.window.page(key)


def visible(within, kind):
    return [each for each in within.findChildren(kind) if each.isVisible()]


def dragged(table):
    """The columns whose width the mouse changes: the last one takes what is left."""
    header = table.horizontalHeader()
    if header.isHidden():
        return []
    columns = [each for each in range(header.count()) if not header.isSectionHidden(each)]
    interactive = QHeaderView.ResizeMode.Interactive
    movable = [each for each in columns if header.sectionResizeMode(each) == interactive]
    return [each for each in movable if not (header.stretchLastSection() and each == columns[-1])]


def stuck_columns(table):
    """The columns that the mouse makes wider and narrower, and no key does."""
    header, found = table.horizontalHeader(), []
    for at in dragged(table) if table.model().rowCount() else ():
        table.setCurrentIndex(table.model().index(0, at))
        before = header.sectionSize(at)
        QTest.keyClick(table, Qt.Key.Key_Right, CTRL_SHIFT)
        wider = header.sectionSize(at)
        QTest.keyClick(table, Qt.Key.Key_Left, CTRL_SHIFT)
        if not wider > before == header.sectionSize(at):
            found.append(f"column {at} of {where(table)}")
    return found


def unheard_heads(table):
    """The heads that are clicked, and that no key presses."""
    header, told = table.horizontalHeader(), []
    if header.isHidden() or not header.receivers(SIGNAL("sectionClicked(int)")) or not table.model().rowCount():
        return []
    header.sectionClicked.connect(told.append)
    column = next(each for each in range(header.count()) if not header.isSectionHidden(each))
    table.setCurrentIndex(table.model().index(0, column))
    QTest.keyClick(table, Qt.Key.Key_O, CTRL_SHIFT)
    header.sectionClicked.disconnect(told.append)
    return [] if told == [column] else [f"the head of {where(table)}"]


def silent_menus(within):
    """What has a menu of its own that the menu key does not open where the keyboard is."""
    found = []
    for each in visible(within, QWidget):
        if each.contextMenuPolicy() != Qt.ContextMenuPolicy.CustomContextMenu:
            continue
        reached = [each, *visible(each, QWidget)]
        stop = next((part for part in reached if part.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if isinstance(each, QTableView) and each.model().rowCount():
            select_row(each, 0)
        if stop is None or not opens_a_menu(stop):
            found.append(where(each))
    return found


def opens_a_menu(widget):
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, widget.rect().center(), widget.mapToGlobal(widget.rect().center())
    )
    QApplication.sendEvent(widget, asked)
    menu = QApplication.activePopupWidget()
    return isinstance(menu, QMenu) and menu.close()


def unreached_buttons(within):
    """The buttons that Tab does not come to, that are in no group that it comes to, and that have no digit."""
    return [
        where(each)
        for each in visible(within, QAbstractButton)
        if not each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isEnabled()
        and each.group() is None
        and not isinstance(each, PinButton)
        and type(each) is not QAbstractButton
        and not each.objectName().startswith("qt_")
    ]


def faults(scene, within):
    tables = visible(within, QTableView)
    found = [fault for table in tables for fault in (*stuck_columns(table), *unheard_heads(table))]
    scene.quiet()
    return [*found, *silent_menus(within), *unreached_buttons(within)]


@pytest.mark.parametrize("key", PAGES)
def test_on_every_page(scene, key):
    assert faults(scene, shown(scene, key)) == []


@pytest.mark.parametrize("name", OPENED)
def test_over_the_pages(scene, name):
    over = OPENED[name].open(scene)
    assert faults(scene, over) == []
    close(over)


def test_around_the_pages(scene):
    window = scene.session.window
    assert faults(scene, window.top) == []
    assert faults(scene, window.sidebar) == []
