"""The floor of our charts: four live pictures of a store drawn by QPainter alone, read by sqlite3 alone.

They show what the Return page shows first (cost and sales by week, sales by channel, hours by level, hours by channel
and week) without what ours are for: no attribution, no ranges, nothing to point at, no words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QMainWindow, QWidget

HUES = ("#2A87F0", "#01807F", "#3F3AC2", "#EC3189", "#66925A", "#A9440E", "#988500", "#87001C")
HOUR = 3_600_000_000
TICKS = 5
WINDOW = (1440, 868)


@dataclass(frozen=True, slots=True)
class Bars:
    """Columns of stacked parts, in order, each with the label under it."""

    labels: tuple[str, ...]
    columns: tuple[tuple[float, ...], ...]

    @property
    def highest(self) -> float:
        return max((sum(column) for column in self.columns), default=0) or 1


def read_pictures(connection: sqlite3.Connection, until: date, weeks: int = 13) -> tuple[Bars, Bars, Bars, Bars]:
    """Read the four pictures: the last `weeks` weeks up to the day `until`, from the roll-ups and the conversions."""
    monday = until - timedelta(days=until.weekday())
    mondays = [monday - timedelta(weeks=n) for n in reversed(range(weeks))]
    names = [f"{day.isocalendar().year:04}-W{day.isocalendar().week:02}" for day in mondays]
    by_channel = connection.execute(
        "select week, channel_id, sum(counted_us), sum(paid) from rollup_week join channel_kind on kind_id = id "
        "where week between ? and ? group by week, channel_id order by week",
        (names[0], names[-1]),
    ).fetchall()
    by_level = connection.execute(
        "select level, sum(counted_us) from rollup_week where week between ? and ? group by level order by level",
        (names[0], names[-1]),
    ).fetchall()
    start = [int((day - date(1970, 1, 1)).days) * 24 * HOUR for day in [*mondays, monday + timedelta(weeks=1)]]
    sales = [
        connection.execute(
            "select coalesce(sum(amount_minor), 0) from conversion "
            "where at_us >= ? and at_us < ? and booked = 1 and deleted_us is null",
            (first, last),
        ).fetchone()[0] / 100
        for first, last in pairwise(start)
    ]  # fmt: skip
    channels = sorted({row[1] for row in by_channel})
    hours = {(week, channel): us / HOUR for week, channel, us, _paid in by_channel}
    cost = {week: sum(row[3] for row in by_channel if row[0] == week) / 1000 / HOUR * 40 for week in names}
    return (
        Bars(tuple(names), tuple((cost[week], sold) for week, sold in zip(names, sales, strict=True))),
        Bars(tuple(str(n + 1) for n in range(len(channels))), tuple(
            (sum(hours.get((week, channel), 0) for week in names),) for channel in channels)),
        Bars(tuple(str(level) for level, _us in by_level), tuple((us / HOUR,) for _level, us in by_level)),
        Bars(tuple(names), tuple(tuple(hours.get((week, channel), 0) for channel in channels) for week in names)),
    )  # fmt: skip


class PaintedBars(QWidget):
    """One picture: an axis with five marks, and the bars."""

    def __init__(self, bars: Bars) -> None:
        super().__init__()
        self.bars = bars
        self.painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(52, 12, -12, -24)
        painter.fillRect(self.rect(), QColor("white"))
        for n in range(TICKS + 1):
            y = area.bottom() - area.height() * n / TICKS
            painter.setPen(QColor("#E0DDD5"))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(QColor("#6B675F"))
            painter.drawText(QPointF(4, y + 4), f"{self.bars.highest * n / TICKS:,.0f}")
        self._columns(painter, area)
        painter.end()
        self.painted += 1

    def _columns(self, painter: QPainter, area: QRectF) -> None:
        step = area.width() / max(len(self.bars.columns), 1)
        for n, (label, column) in enumerate(zip(self.bars.labels, self.bars.columns, strict=True)):
            left, bottom = area.left() + step * (n + 0.15), area.bottom()
            for layer, value in enumerate(column):
                height = area.height() * value / self.bars.highest
                painter.fillRect(QRectF(left, bottom - height, step * 0.7, height), QColor(HUES[layer % len(HUES)]))
                bottom -= height
            painter.setPen(QColor("#6B675F"))
            painter.drawText(QRectF(left, area.bottom() + 4, step, 16), Qt.AlignmentFlag.AlignLeft, label[-3:])


class PaintedWindow(QMainWindow):
    """The four pictures in one window."""

    def __init__(self, pictures: Sequence[Bars]) -> None:
        super().__init__()
        self.pictures = [PaintedBars(bars) for bars in pictures]
        middle = QWidget()
        grid = QGridLayout(middle)
        for n, picture in enumerate(self.pictures):
            grid.addWidget(picture, n // 2, n % 2)
        self.setCentralWidget(middle)
        self.resize(*WINDOW)

    def show_pictures(self, pictures: Sequence[Bars]) -> None:
        """Take new values and paint them now."""
        for picture, bars in zip(self.pictures, pictures, strict=True):
            picture.bars = bars
            picture.repaint()
