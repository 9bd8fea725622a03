"""The table of a contact's story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from roidesk.charts.theme import channel_colour, channel_icon
from roidesk.desktop import style
from roidesk.desktop.models.contact_story import ROW, Column, ContactStory
from roidesk.desktop.widgets import personal_mark
from roidesk.desktop.widgets.table_rows import as_list, paint_ground, paint_mark
from roidesk.domain.model import Conversion, Intent
from roidesk.i18n import _, words

if TYPE_CHECKING:
    from roidesk.services.rows import InteractionRow

_ROW_HEIGHT = 32
_PAD, _ICON = 9, 15
_WIDTHS = {
    Column.WHEN: 138, Column.CHANNEL: 128, Column.WHAT: 160, Column.PERSONAL: 84, Column.TIME: 64, Column.INTENT: 64,
    Column.SOLVED: 128,
}  # fmt: skip
_LEAST = _WIDTHS | {Column.WHEN: 130, Column.CHANNEL: 108, Column.PERSONAL: 60, Column.INTENT: 48, Column.SOLVED: 30}
_NARROW, _TICK = 660, 60


class ContactTable(QTableView):
    """Rows to look at; the arrows go through them."""

    def __init__(self, model: ContactStory) -> None:
        super().__init__()
        self._story = model
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(_("Everything with this contact, the newest first"))
        as_list(self, _ROW_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, style.px(width))
        model.modelReset.connect(self._span)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for what was done: where there is little, a tick says that a problem was solved."""
        super().resizeEvent(event)
        narrow = event.size().width() < style.px(_NARROW)
        for column, width in (_LEAST if narrow else _WIDTHS).items():
            said = 0 if column is Column.SOLVED and narrow else self._said(column)
            self.setColumnWidth(column, max(style.px(width), said))

    def _said(self, column: Column) -> int:
        """Return how wide a column's own words are in the language spoken: its name, and those it chooses from."""
        names = [str(self._story.headerData(column, Qt.Orientation.Horizontal) or "")]
        if column is Column.INTENT:
            names += [words.value("intent", each) for each in Intent]
        metrics = QFontMetrics(style.font(13))
        return max(map(metrics.horizontalAdvance, names)) + 2 * style.px(_PAD)

    def _span(self) -> None:
        """Let what came of it stand over all columns but the first."""
        self.clearSpans()
        for at in range(self._story.rowCount()):
            if isinstance(self._story.row(at), Conversion):
                self.setSpan(at, Column.CHANNEL, 1, len(Column) - 1)


class _Cells(QStyledItemDelegate):
    """Draws a cell on the ground of its row."""

    def __init__(self, table: ContactTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground, the mark of the row where it has one, and the text, cut where it is too long."""
        theme, area, row, column = style.tokens(), option.rect, index.data(ROW), Column(index.column())
        came = isinstance(row, Conversion)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, area, strong=came or selected)
        inner = area.adjusted(style.px(_PAD), 0, -style.px(_PAD), 0)
        if column is Column.CHANNEL:
            inner = self._mark(painter, inner, row)
        if column is Column.PERSONAL and not came:
            self._bars(painter, inner, row)
        else:
            bold = came and column is Column.CHANNEL
            painter.setFont(style.font(13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
            painter.setPen(QColor(theme.text if column not in {Column.INTENT, Column.SOLVED} else theme.text2))
            said = str(index.data() or "")
            if column is Column.SOLVED and inner.width() < style.px(_TICK):
                said = said[:1]
            text = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, inner.width())
            place = QStyle.visualAlignment(option.direction, index.data(Qt.ItemDataRole.TextAlignmentRole))
            painter.drawText(inner, place, text)
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row() and column is Column.WHEN:
            paint_mark(painter, area, option.direction)
        painter.restore()

    def _mark(self, painter: QPainter, inner: QRect, row: InteractionRow | Conversion) -> QRect:
        """Draw the icon of the channel, or the diamond of a conversion, and return the room beside it."""
        theme, side = style.tokens(), style.px(_ICON)
        icon, colour = "diamond", theme.text
        if not isinstance(row, Conversion):
            icon, colour = channel_icon(row.shown.channel), channel_colour(theme, row.shown.channel).hex
        area = QRect(inner.left(), inner.center().y() - side // 2, side, side)
        direction = self._table.layoutDirection()
        drawn = style.pixmap(icon, colour, _ICON, self._table.devicePixelRatioF())
        painter.drawPixmap(QStyle.visualRect(direction, inner, area), drawn)
        beside = inner.adjusted(side + style.px(7), 0, 0, 0)
        return QStyle.visualRect(direction, inner, beside)

    def _bars(self, painter: QPainter, inner: QRect, row: InteractionRow) -> None:
        area = QRect(inner.left(), inner.top(), style.px(personal_mark.WIDTH), inner.height())
        area = QStyle.visualRect(self._table.layoutDirection(), inner, area)
        bottom = area.center().y() + style.px(personal_mark.HEIGHT) / 2
        colour = channel_colour(style.tokens(), row.shown.channel).hex
        personal_mark.paint(painter, area.left(), bottom, row.shown.level, colour)
