"""A screen reader is told of what something is chosen, wherever the combo box ends up."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from roidesk.desktop.widgets.combo import Combo
from tests.desktop.spoken import name


def placed(qtbot, combo):
    inner, outer = QWidget(), QWidget()
    qtbot.addWidget(outer)
    QVBoxLayout(inner).addWidget(combo)
    QVBoxLayout(outer).addWidget(inner)
    combo.addItems(["Euro", "Crown"])
    outer.show()
    return outer


def test_it_is_said_of_what_something_is_chosen(qtbot):
    combo = Combo("Currency")
    window = placed(qtbot, combo)  # noqa: F841 - lives as long as the test
    assert name(combo) == "Currency"


def test_qt_s_own_says_it_not(qtbot):
    """The control: where this fails, Qt has learned it and `Combo` can go."""
    combo = QComboBox()
    combo.setAccessibleName("Currency")
    window = placed(qtbot, combo)  # noqa: F841 - lives as long as the test
    assert name(combo) == ""


def test_the_label_takes_no_room(qtbot):
    combo = Combo("Currency")
    window = placed(qtbot, combo)
    assert not combo._name.isVisible()
    assert window.layout().count() == 1
