from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roidesk.charts import picture
from roidesk.charts.by_channel import ChannelCosts, ChannelReturns
from roidesk.charts.by_level import HoursOfLevels, LevelReturns
from roidesk.charts.by_week import WeeklyLayers, WeeklyMoney
from roidesk.charts.first_weeks import CostByChannel
from roidesk.charts.levels import LevelHoursChart, PersonalReturns
from roidesk.charts.theme import DARK, LIGHT
from roidesk.charts.weekly import CostAndSales, PairedBars, StackedWeeks
from roidesk.charts.whiskers import Whiskers
from roidesk.domain.figure import Figure
from tests.charts import sample

CHARTS = {
    "cost_and_sales": (CostAndSales, lambda: WeeklyMoney.of_return(sample.return_page())),
    "whiskers": (Whiskers, lambda: ChannelReturns.of(sample.return_page())),
    "personal": (PersonalReturns, lambda: LevelReturns.of(sample.return_page())),
    "hours": (LevelHoursChart, lambda: HoursOfLevels(sample.outcomes())),
    "channels": (StackedWeeks, lambda: WeeklyLayers.by_channel(sample.week_page())),
    "levels": (StackedWeeks, lambda: WeeklyLayers.by_level(sample.week_page())),
    "money": (PairedBars, lambda: WeeklyMoney.of_week(sample.week_page())),
    "conversions": (StackedWeeks, lambda: WeeklyLayers.conversions(sample.week_page())),
    "costs": (CostByChannel, lambda: ChannelCosts.of(sample.first_weeks())),
}


@pytest.fixture(params=CHARTS)
def shown(request, qtbot):
    kind, value = CHARTS[request.param]
    chart = kind(LIGHT)
    qtbot.addWidget(chart)
    chart.resize(580, 260)
    chart.show_data(value())
    chart.show()
    qtbot.waitExposed(chart)
    return chart, value()


def counted(chart):
    """How many pixels under the heading have each colour."""
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), -1)
    found, counts = np.unique(pixels[30:] & 0xFFFFFF, return_counts=True)
    return {f"#{each:06x}": count for each, count in zip(found.tolist(), counts.tolist(), strict=True)}


def colours(chart):
    return set(counted(chart))


def test_a_chart_says_in_words_what_it_shows(shown):
    chart, value = shown
    assert chart.accessibleName() == chart.heading().title
    assert chart.accessibleDescription() == value.sentence()
    assert chart.table() == value.table()
    assert len(value.table().rows) == len(value.readings())


def test_every_point_can_be_stepped_to_and_is_read(shown, qtbot):
    chart, value = shown
    heard = []
    chart.read.connect(heard.append)
    chart.setFocus()
    for _each in value.readings():
        QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)  # the end: nothing further
    assert heard == [*value.readings(), value.readings()[-1]]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current == 0
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.current is None


def test_the_mouse_reads_the_point_it_is_on(shown):
    chart, value = shown
    for index in range(len(value.readings())):
        area = chart.place(index)
        assert chart.index_at(area.center()) == index


def test_another_theme_is_drawn_at_once(shown, qtbot):
    chart, _value = shown
    assert DARK.surface.lower() not in colours(chart)
    chart.restyle(DARK)
    found = colours(chart)
    assert {LIGHT.sales.lower(), LIGHT.text.lower(), LIGHT.line.lower()}.isdisjoint(found)
    assert DARK.line.lower() in found or DARK.text2.lower() in found


def test_a_picture_is_drawing_and_not_pixels(shown):
    chart, value = shown
    root = ET.fromstring(picture.svg(chart))  # noqa: S314 - our own text
    assert root.find("{http://www.w3.org/2000/svg}desc").text == value.sentence()
    assert not root.findall(".//{http://www.w3.org/2000/svg}image")
    image = QImage.fromData(picture.png(chart, 2.0))
    assert image.width() == 2 * (chart.width() + 28)


def test_right_to_left_mirrors_no_axis(qtbot, qapp):
    chart = CostAndSales(LIGHT)
    qtbot.addWidget(chart)
    chart.resize(580, 260)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        chart.show_data(WeeklyMoney.of_return(sample.return_page()))
        chart.show()
        qtbot.waitExposed(chart)
        for panel in chart.panels:
            axis = panel.plot.getAxis("left")
            assert axis.sceneBoundingRect().right() <= panel.view.sceneBoundingRect().left() + 1
        assert chart.place(0).left() < chart.place(12).left()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_new_values_are_drawn_by_the_same_items(qtbot):
    chart = StackedWeeks(LIGHT)
    qtbot.addWidget(chart)
    page = sample.week_page()
    chart.show_data(WeeklyLayers.by_channel(page))
    items, axis = list(chart.panels[0].items), chart.panels[0].scale
    first = page.series.channels[0]
    more = replace(first, hours=(*first.hours[:-1], first.hours[-1] + 1))
    series = replace(page.series, channels=(more, *page.series.channels[1:]))
    chart.show_data(WeeklyLayers.by_channel(replace(page, series=series)))
    assert chart.panels[0].items == items
    assert chart.panels[0].scale is axis


def test_bars_that_did_not_change_are_not_drawn_anew(qtbot):
    chart = PairedBars(LIGHT)
    qtbot.addWidget(chart)
    value = WeeklyMoney.of_week(sample.week_page())
    chart.show_data(value)
    cost, sales = (each for each in chart.panels[0].items if type(each).__name__ == "Bars")
    zeros = [0.0] * len(value.weeks)
    assert not cost.set_data(zeros, [float(each) for each in value.cost])
    assert sales.set_data(zeros, [float(each) + 1 for each in value.sales])


def test_a_range_is_drawn_only_where_it_may_be(qtbot):
    chart = CostAndSales(LIGHT)
    qtbot.addWidget(chart)
    chart.resize(580, 260)
    chart.show()
    qtbot.waitExposed(chart)
    chart.show_data(WeeklyMoney.of_return(sample.return_page(ranges=False)))
    assert counted(chart).get(LIGHT.band.lower(), 0) < 10  # edges of other lines
    chart.show_data(WeeklyMoney.of_return(sample.return_page()))
    assert counted(chart)[LIGHT.band.lower()] > 1000


def shown_weeks(qtbot):
    """A chart over weeks, with its view and all of what that shows."""
    chart = PairedBars(LIGHT)
    qtbot.addWidget(chart)
    chart.resize(580, 260)
    chart.show_data(WeeklyMoney.of_week(sample.week_page()))
    chart.show()
    qtbot.waitExposed(chart)
    view = chart.panels[0].view
    return chart, view, view.viewRange()[0]


def test_ctrl_and_the_wheel_zoom_into_the_weeks(qtbot):
    chart, view, whole = shown_weeks(qtbot)
    _wheel(chart.area.viewport(), Qt.KeyboardModifier.NoModifier)
    assert view.viewRange()[0] == whole
    _wheel(chart.area.viewport(), Qt.KeyboardModifier.ControlModifier)
    first, last = view.viewRange()[0]
    assert last - first < whole[1] - whole[0]
    view.show_all()
    assert view.viewRange()[0] == whole


def test_keys_zoom_around_the_week_that_is_read_and_steps_bring_the_next_into_sight(qtbot):
    chart, view, whole = shown_weeks(qtbot)
    count = len(chart.weeks())

    def seen(week):
        first, last = view.viewRange()[0]
        return first <= week - 0.5 + 1e-6 and week + 0.5 <= last + 1e-6

    qtbot.keyClick(chart, Qt.Key.Key_End)
    for _ in range(5):
        qtbot.keyClicks(chart, "+")
    assert seen(count - 1)
    assert not seen(0)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert seen(0)
    for _ in range(count - 1):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        assert seen(chart.current)
    qtbot.keyClicks(chart, "-")
    length = view.viewRange()[0][1] - view.viewRange()[0][0]
    assert length < whole[1] - whole[0]
    qtbot.keyClicks(chart, "0")
    assert view.viewRange()[0] == whole


def _wheel(widget, modifiers):
    centre = QPointF(widget.rect().center())
    there = QPointF(widget.mapToGlobal(centre.toPoint()))
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(centre, there, QPoint(0, 0), QPoint(0, 120), none, modifiers, phase, False)  # noqa: FBT003 - Qt's
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("back", [2, 12, 60])
@pytest.mark.parametrize("margin", [Fraction(2, 5), Fraction(9, 10), Fraction(1)])
def test_what_lines_mean_is_not_written_over_each_other(qtbot, back, margin):
    chart = CostAndSales(LIGHT)
    qtbot.addWidget(chart)
    chart.resize(580, 260)
    chart.show()
    qtbot.waitExposed(chart)
    value = WeeklyMoney.of_return(sample.return_page())
    so_far = tuple(each and replace(each, figure=Figure(back, "ratio")) for each in value.so_far)
    chart.show_data(replace(value, so_far=so_far, margin=margin, pays_back_at=1 / margin))
    (one, *_), (pays, *_) = chart.line_labels()
    assert not one.intersects(pays)
