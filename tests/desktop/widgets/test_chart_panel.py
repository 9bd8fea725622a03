"""A chart in its frame, and four of them on a page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from roidesk.charts.theme import DARK
from roidesk.charts.whiskers import Whiskers
from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.widgets.chart_grid import ChartGrid


def grid(qtbot, **shares):
    made = ChartGrid([Whiskers(style.tokens()) for _ in range(4)], **shares)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    QApplication.processEvents()
    return made


def corners(made):
    QApplication.processEvents()
    return [panel.pos().toTuple() for panel in made.panels]


def test_charts_wear_the_theme_that_is_on(qtbot, dressed):
    made = grid(qtbot)
    style.apply(dressed, Appearance.DARK)
    QApplication.processEvents()
    assert {panel.chart.tokens for panel in made.panels} == {DARK}


def test_charts_stand_two_by_two_or_one_under_the_other(qtbot, dressed):
    made = grid(qtbot, across=(60, 40), down=(70, 30))
    (left, top), (right, beside), (under, below), _last = corners(made)
    assert (left, top) == (under, beside) == (0, 0)
    assert right > 500 > 1000 - right
    assert below > 400
    made.set_narrow(narrow=True)
    made.resize(1000, 1600)
    places = corners(made)
    assert [x for x, _y in places] == [0] * 4
    assert [y for _x, y in places] == sorted({y for _x, y in places})
    made.set_narrow(narrow=False)
    assert corners(made)[1][0] == right
