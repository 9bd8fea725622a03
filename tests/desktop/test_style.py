"""What the style sheet has to draw, since the system's style draws it in colours nobody can see."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox

from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("checked", [False, True])
def test_a_check_box_has_a_box_that_is_seen(qtbot, dressed, appearance, checked):
    style.apply(dressed, appearance)
    box = QCheckBox("Leave out")
    qtbot.addWidget(box)
    box.setChecked(checked)
    box.show()
    drawn = box.grab().toImage()
    middle = drawn.height() // 2
    left = {drawn.pixelColor(x, middle).name() for x in range(style.px(16))}
    assert QColor(style.tokens().ink if checked else style.tokens().edge).name() in left
    style.apply(dressed, Appearance.LIGHT)
