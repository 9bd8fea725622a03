"""Who cannot see a chart is told what it says: by Qt's own means, which screen readers ask."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAccessible

from roidesk.charts.by_channel import ChannelReturns
from roidesk.charts.by_week import WeeklyMoney
from roidesk.charts.theme import LIGHT
from roidesk.charts.weekly import CostAndSales
from roidesk.charts.whiskers import Whiskers
from tests.charts import sample


@pytest.fixture
def weeks(qtbot):
    return _shown(qtbot, CostAndSales(LIGHT), WeeklyMoney.of_return(sample.return_page()))


@pytest.fixture
def channels(qtbot):
    return _shown(qtbot, Whiskers(LIGHT), ChannelReturns.of(sample.return_page()))


def _shown(qtbot, chart, value):
    qtbot.addWidget(chart)
    chart.resize(560, 300)
    chart.show_data(value)
    chart.show()
    return chart


def told(chart):
    return QAccessible.queryAccessibleInterface(chart)


def name(interface):
    return interface.text(QAccessible.Text.Name)


def test_a_chart_is_told_as_one_with_what_it_says(channels):
    chart = told(channels)
    assert chart.role() is QAccessible.Role.Chart
    assert name(chart) == "Back per €1, by channel"
    assert chart.text(QAccessible.Text.Description).startswith("Back per €1: Email €2.76")


def test_each_point_is_a_child_that_can_be_read(weeks):
    chart = told(weeks)
    assert chart.childCount() == 13
    assert name(chart.child(0)) == "Week 34, cost €980, sales €330, shown from 5 purchases on"
    assert chart.child(0).role() is QAccessible.Role.ListItem
    assert [chart.indexOfChild(chart.child(n)) for n in range(13)] == list(range(13))
    assert chart.child(13) is None


def test_a_point_lies_where_it_is_drawn(channels):
    chart = told(channels)
    third = chart.child(2).rect()
    assert third.topLeft() == channels.mapToGlobal(channels.place(2).toRect().topLeft())
    found = chart.childAt(*(third.center() - QPoint(0, 1)).toTuple())
    assert name(found).startswith("X (Twitter)")
    assert chart.childAt(third.left(), channels.mapToGlobal(QPoint(0, 2)).y()) is None


def test_the_point_that_was_stepped_to_is_marked(channels):
    channels.step_to(1)
    states = [told(channels).child(n).state() for n in range(3)]
    assert [each.selected for each in states] == [0, 1, 0]
    assert {(each.readOnly, each.selectable) for each in states} == {(1, 0)}


def test_a_point_that_is_gone_says_nothing(channels):
    last = told(channels).child(8)
    assert last.isValid()
    channels.show_data(ChannelReturns("EUR", ()))
    assert not last.isValid()
    assert not name(last)


def test_charts_come_and_go_while_somebody_listens(qtbot):
    for _ in range(20):
        chart = Whiskers(LIGHT)
        chart.show_data(ChannelReturns.of(sample.return_page()))
        point = told(chart).child(1)
        assert name(point)
        chart.deleteLater()
        del chart
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert not point.isValid()
