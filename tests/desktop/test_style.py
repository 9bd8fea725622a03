"""What the style sheet has to draw, since the system's style draws it in colours nobody can see."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox

from roidesk.charts.theme import DARK, LIGHT, LIGHT_CONTRAST
from roidesk.charts.weekly import PairedBars
from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.widgets.chart_panel import ChartPanel


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


def test_high_contrast_is_worn_by_choice_and_when_the_system_asks(dressed, monkeypatch):
    style.apply(dressed, Appearance.CONTRAST)
    assert style.tokens() == LIGHT_CONTRAST
    assert dressed.palette().window().color().name() == "#ffffff"
    style.apply(dressed, Appearance.SYSTEM)
    assert style.tokens() == LIGHT
    monkeypatch.setattr(style, "wants_contrast", lambda _app: True)
    style.apply(dressed, Appearance.SYSTEM)
    assert style.tokens() == LIGHT_CONTRAST
    style.apply(dressed, Appearance.DARK)
    assert style.tokens() == DARK
    style.apply(dressed, Appearance.LIGHT)


@pytest.mark.parametrize(("percent", "pixels"), [(100, 13), (150, 20), (200, 26)])
def test_text_is_as_large_as_chosen(dressed, percent, pixels):
    style.apply(dressed, Appearance.LIGHT, percent)
    assert dressed.font().pixelSize() == pixels
    assert style.px(20) == round(20 * pixels / 13)
    style.apply(dressed, Appearance.LIGHT)


def test_nothing_moves_where_that_is_wished(dressed):
    assert style.motion()
    style.apply(dressed, Appearance.LIGHT, motion=False)
    assert not style.motion()
    style.apply(dressed, Appearance.LIGHT)


def test_the_style_is_put_on_once(dressed, monkeypatch):
    monkeypatch.setattr(QApplication, "setStyle", lambda *_args: pytest.fail("each widget would be dressed twice"))
    style.apply(dressed, Appearance.DARK)
    style.apply(dressed, Appearance.LIGHT)


def test_a_chart_is_drawn_anew_once_for_a_change_of_theme(dressed, qtbot, monkeypatch):
    panel = ChartPanel(PairedBars(style.tokens()))
    qtbot.addWidget(panel)
    worn = []
    monkeypatch.setattr(panel.chart, "restyle", worn.append)
    style.apply(dressed, Appearance.DARK)
    for _again in range(3):
        QApplication.sendEvent(panel, QEvent(QEvent.Type.PaletteChange))
    assert worn == [DARK]
    style.apply(dressed, Appearance.LIGHT)
