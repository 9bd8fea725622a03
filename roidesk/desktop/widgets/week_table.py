"""A week by channel, with the team below, and by brand: each beside the same point of the week before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from roidesk.analytics.pages.values import WeekPage, WeekRow
from roidesk.analytics.sums.rounding import added_up
from roidesk.charts.theme import channel_colour, channel_icon
from roidesk.desktop import style
from roidesk.desktop.widgets.figure_strip import triangle
from roidesk.desktop.widgets.labels import label, tip
from roidesk.domain.figure import Figure
from roidesk.domain.instants import local_day
from roidesk.i18n import _, formats

_ROW, _TALL_ROW, _PAD = 27, 42, 6
_WIDTH, _NARROW_WIDTH = 540, 360
_CHANGE = 2
_SMALLEST_CHANGE = 0.05
_TENTH, _ONE = Fraction(1, 10), Fraction(1)
_GRAINS = {"hours": _TENTH, "cost": _ONE, "purchases": _TENTH, "others": _TENTH, "sales": _ONE}
"""To what each column is rounded."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table in words. `role`: "" a row, "team" the sum, "head" a heading inside the table."""

    cells: tuple[str, ...]
    role: str = ""
    icon: str = ""
    colour: str = ""
    change: int = 0


def lines(page: WeekPage) -> tuple[Line, ...]:
    """Return the lines of a week."""
    named = [(row.name, row) for row in page.channels]
    if page.unexplained is not None:
        named.append((_("No contact before it"), page.unexplained))
    if page.shared is not None:
        named.append((_("Shared cost"), page.shared))
    channels = _part_lines(named, page)
    team = _line(_("Team"), page.team, page.currency, role="team")
    brands = _part_lines([(row.name or _("No brand"), row) for row in page.brands], page)
    if not any(row.brand for row in page.brands):
        return (*channels, team)
    return (*channels, team, Line((_("Brand"), *[""] * 6), "head"), *brands)


def headers(page: WeekPage) -> tuple[str, ...]:
    """Return the columns' names; the star leads to the note below the table."""
    than = _("than week {number}").format(number=page.week_before.number) + ("*" if page.running else "")
    return (_("Channel"), _("Hours"), than, _("Cost"), _("Purchases"), _("Other"), _("Sales"))


class WeekTable(QFrame):
    """The table of a week."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._lines: tuple[Line, ...] = ()
        self._page: WeekPage | None = None
        self._drawn = style.worn()
        self._narrow = False
        self.table = QTableWidget(0, 7)
        self.table.setItemDelegate(_Cells(self.table))
        self.table.setWordWrap(False)
        self.table.setAccessibleName(_("The week by channel and brand"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setIconSize(QSize(style.px(15), style.px(15)))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        self.foot = label("", "hint", wrap=True)
        self.foot.setContentsMargins(style.px(10), style.px(4), style.px(10), style.px(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.foot)

    def show_page(self, page: WeekPage) -> None:
        """Show a week; in the same looks only cells whose text changed are touched."""
        if self._drawn != style.worn():
            self._lines, self._drawn = (), style.worn()
        self._page = page
        for column, name in enumerate(headers(page)):
            item = QTableWidgetItem(name.replace(" ", "\n") if self._narrow else name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.table.setHorizontalHeaderItem(column, item)
        fresh = lines(page)
        self.table.setRowCount(len(fresh))
        for row, line in enumerate(fresh):
            if row >= len(self._lines) or self._lines[row] != line:
                self._fill(row, line)
        self._lines = fresh
        self._stretch()
        self.updateGeometry()
        self.foot.setText(_point(page))
        self.foot.setVisible(page.running)

    def set_narrow(self, *, narrow: bool) -> None:
        """Write each word of a column's name in a line where room is little, so that no column is out of sight."""
        if narrow != self._narrow:
            self._narrow = narrow
            style.polish(self.table.horizontalHeader(), "fit", "narrow" if narrow else "")
            if self._page is not None:
                self.show_page(self._page)

    def changeEvent(self, event: QEvent) -> None:
        """Draw icons and grounds anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._page is not None and self._drawn != style.worn():
            self.show_page(self._page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the height there is."""
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        """Make rows as tall as they may be; none is hidden because of it."""
        room = self.height() - self.table.horizontalHeader().height() - style.px(34)
        tall = min(max(room // max(len(self._lines), 1), style.px(_ROW)), style.px(_TALL_ROW))
        if self._lines and tall != self.table.rowHeight(0):
            for row in range(len(self._lines)):
                self.table.setRowHeight(row, tall)

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows every line."""
        high = style.px(_ROW) * (len(self._lines) + (2 if self._narrow else 1)) + style.px(40)
        return QSize(style.px(_NARROW_WIDTH if self._narrow else _WIDTH), high)

    def sizeHint(self) -> QSize:
        """Return a size that shows every line."""
        return self.minimumSizeHint()

    def _fill(self, row: int, line: Line) -> None:
        theme = style.tokens()
        for column, text in enumerate(line.cells):
            item = self.table.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
            item.setText(text)
            item.setToolTip("" if column else tip(text))  # where room is little the end of a name is cut off
            quiet = column == _CHANGE or line.role == "head" or text == formats.NONE
            item.setForeground(QColor(theme.text2 if quiet else theme.text))
            item.setBackground(QColor(theme.sunken) if line.role == "team" else QBrush())
            bold = line.role == "team"
            item.setFont(style.font(11 if line.role == "head" else 13, _weight(bold=bold, head=line.role == "head")))
            item.setIcon(self._icon(line, column))
            if column == _CHANGE and line.change:
                said = (_("{hours} more") if line.change > 0 else _("{hours} less")).format(hours=text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def _icon(self, line: Line, column: int) -> QIcon:
        ratio = self.devicePixelRatioF()
        if not column and line.icon:
            return QIcon(style.pixmap(line.icon, line.colour or style.tokens().text2, 15, ratio))
        if column == _CHANGE and line.role != "head":
            colour = style.tokens().text2 if line.change else "transparent"  # the numbers stay in line without a mark
            return QIcon(triangle(colour, up=line.change > 0, ratio=ratio))
        return QIcon()


class _Cells(QStyledItemDelegate):
    """Draws a cell with room at its sides and a line under it; the mark of a change stands after its number."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the mark to the right, where the numbers end in line."""
        super().initStyleOption(option, index)
        if index.column() == _CHANGE:
            option.decorationPosition = QStyleOptionViewItem.Position.Right
            option.decorationAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            option.decorationSize = QSize(style.px(9), style.px(9))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell with its sides."""
        return super().sizeHint(option, index) + QSize(2 * style.px(_PAD), 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground to the edges, the text inside them."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QBrush):
            painter.fillRect(option.rect, ground)
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(style.px(_PAD), 0, -style.px(_PAD), -1)
        super().paint(painter, inside, index)
        painter.setPen(QColor(style.tokens().line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _weight(*, bold: bool, head: bool) -> QFont.Weight:
    return QFont.Weight.DemiBold if bold else QFont.Weight.Medium if head else QFont.Weight.Normal


def _part_lines(named: list[tuple[str, WeekRow]], page: WeekPage) -> list[Line]:
    """Return the lines of rows that add up to the team's, as they are rounded here."""
    rows = added_up([row for _name, row in named], page.team, _GRAINS)
    return [_line(name, row, page.currency) for (name, _row), row in zip(named, rows, strict=True)]


def _line(name: str, row: WeekRow, currency: str, role: str = "") -> Line:
    change = row.change.value
    cells = (
        name,
        formats.number(row.hours.value, 1),
        formats.NONE if change is None else formats.number(abs(float(change)), 1),
        _amount(row.cost, currency),
        _credit(row.purchases),
        _credit(row.others),
        _amount(row.sales, currency),
    )
    direction = 0 if change is None or abs(float(change)) < _SMALLEST_CHANGE else 1 if change > 0 else -1
    if row.channel is not None:
        colour = channel_colour(style.tokens(), row.channel).hex
        return Line(cells, role, channel_icon(row.channel), colour, direction)
    return Line(cells, role, "" if role else "tag", "", direction)


def _amount(figure: Figure, currency: str) -> str:
    """Return an amount without decimals, "–" where there is none; "≥" where not all of it is known."""
    if not figure.value:
        return formats.NONE
    written = formats.money(figure.value, currency, 0)
    return _("≥ {value}").format(value=written) if figure.at_most else written


def _credit(figure: Figure) -> str:
    """Return a credit: whole where it is, with a decimal where a model shares conversions."""
    if not figure.value:
        return formats.NONE
    value = float(figure.value)
    return formats.number(value, 0 if abs(value - round(value)) < _SMALLEST_CHANGE else 1)


def _point(page: WeekPage) -> str:
    when = formats.weekday(local_day(page.point_before, page.zone))
    return _("* {day} {time} of week {number}, the same point.").format(
        day=when, time=formats.clock(page.point_before, page.zone), number=page.week_before.number
    )
