"""The channels one below the other: colour, kinds with their levels, and whether each is used."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from roidesk.charts.theme import channel_colour, channel_icon
from roidesk.desktop import style
from roidesk.desktop.widgets import switch
from roidesk.desktop.widgets.table_rows import as_list, paint_ground, paint_mark
from roidesk.domain.model import ChannelKind
from roidesk.domain.personalness import level
from roidesk.i18n import _, words
from roidesk.services.channels import ChannelCard

Index = QModelIndex | QPersistentModelIndex
ROW = 38
_NAME, _KINDS, _USE = range(3)
_NO_PARENT = QModelIndex()
_SWATCH = (24, 14)
_NAME_WIDTH, _USE_WIDTH = 140, 58
_WIDE = 300


class ChannelTable(QTableView):
    """The channels, of which one is shown beside it. Space turns its use on or off."""

    chosen = Signal(object)
    """The id of the channel the person went to."""
    used = Signal(object, bool)
    """The id of a channel, and whether it is to be used."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Rows(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(_("Channels"))
        as_list(self, ROW)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(_KINDS, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_USE, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(_NAME, style.px(_NAME_WIDTH))
        self.setColumnWidth(_USE, style.px(_USE_WIDTH))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell(now))

    def show_cards(self, cards: Sequence[ChannelCard], chosen: UUID | None) -> None:
        """Show the channels as they are now, one of them chosen."""
        self._model.show_cards(cards)
        row = next((at for at, each in enumerate(cards) if each.channel.id == chosen), 0)
        before = self.blockSignals(True)
        self.setCurrentIndex(self._model.index(row, max(0, self.currentIndex().column())))
        self.blockSignals(before)
        height = style.px(28) + len(cards) * style.px(ROW) + 2
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the kinds out where they would be cut to nothing; the channel beside the list shows them."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < style.px(_WIDE)
        mode = QHeaderView.ResizeMode
        self.setColumnHidden(_KINDS, narrow)
        self.horizontalHeader().setSectionResizeMode(_NAME, mode.Stretch if narrow else mode.Fixed)
        if not narrow:
            self.setColumnWidth(_NAME, style.px(_NAME_WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the use of the channel with Space."""
        if event.key() == Qt.Key.Key_Space and (card := self._model.card(self.currentIndex())) is not None:
            self.used.emit(card.channel.id, not card.used)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the use of the channel whose switch was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.column() == _USE and (card := self._model.card(index)) is not None:
            self.used.emit(card.channel.id, not card.used)

    def changeEvent(self, event: QEvent) -> None:
        """Draw all anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _tell(self, now: QModelIndex) -> None:
        if (card := self._model.card(now)) is not None:
            self.chosen.emit(card.channel.id)


class _Rows(QAbstractTableModel):
    """The channels' cards as rows."""

    def __init__(self, parent: ChannelTable) -> None:
        super().__init__(parent)
        self._cards: tuple[ChannelCard, ...] = ()

    def show_cards(self, cards: Sequence[ChannelCard]) -> None:
        if [each.channel.id for each in cards] != [each.channel.id for each in self._cards]:
            self.beginResetModel()
            self._cards = tuple(cards)
            self.endResetModel()
        else:
            self._cards = tuple(cards)
            self.dataChanged.emit(self.index(0, 0), self.index(len(cards) - 1, _USE))

    def card(self, index: Index) -> ChannelCard | None:
        return self._cards[index.row()] if 0 <= index.row() < len(self._cards) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Channel"), _("Kinds and levels"), _("Use"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.card(index)
        if card is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return card
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == _USE:
            return (Qt.CheckState.Checked if card.used else Qt.CheckState.Unchecked).value
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            used = _("used") if card.used else _("not used")
            return (card.channel.name, kinds_words(card.kinds), used)[index.column()]
        return None


class _Delegate(QStyledItemDelegate):
    """Draws icon, name and colour; the kinds; the switch."""

    def __init__(self, table: ChannelTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, style.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, area, strong=selected)
        if index.column() == _USE:
            mirrored = option.direction is Qt.LayoutDirection.RightToLeft
            switch.paint(painter, QRectF(area), on=card.used, mirrored=mirrored)
        else:
            inner = area.adjusted(style.px(10), 0, -style.px(8), 0)
            mirrored = option.direction is Qt.LayoutDirection.RightToLeft
            self._paint_text(painter, inner, index, card, mirrored=mirrored)
        if self._table.hasFocus() and selected and index.column() == _NAME:
            paint_mark(painter, area, option.direction)
        painter.restore()

    def _paint_text(self, painter: QPainter, inner: QRect, index: Index, card: ChannelCard, *, mirrored: bool) -> None:
        theme = style.tokens()
        text_area = QRect(inner)
        if index.column() == _NAME:
            colour = channel_colour(theme, card.channel)
            icon = style.pixmap(channel_icon(card.channel), colour.hex, 16, self._table.devicePixelRatioF())
            at = inner.right() - style.px(16) if mirrored else inner.left()
            painter.drawPixmap(at, inner.center().y() - style.px(8), icon)
            wide, high = (style.px(each) for each in _SWATCH)
            swatch = QRect(
                inner.left() if mirrored else inner.right() - wide, inner.center().y() - high // 2, wide, high
            )
            paint_swatch(painter, swatch, colour.hex, hatched=colour.hatched)
            icon_room, swatch_room = style.px(23), wide + style.px(6)
            text_area.adjust(*((swatch_room, 0, -icon_room, 0) if mirrored else (icon_room, 0, -swatch_room, 0)))
        painter.setFont(style.font(13 if index.column() == _NAME else 12))
        strong = index.column() == _NAME and card.used
        painter.setPen(QColor(theme.text if strong else theme.text2))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = in_lines(str(index.data()), text_area.width(), painter.fontMetrics())
        painter.drawText(text_area, side | Qt.AlignmentFlag.AlignVCenter, shown)


def in_lines(text: str, wide: int, metrics: QFontMetrics) -> str:
    """Return a text in one line where it fits, else in two that break at a comma."""
    if metrics.horizontalAdvance(text) <= wide:
        return text
    parts = text.split(", ")
    fits = max((n for n in range(1, len(parts)) if metrics.horizontalAdvance(_listed(parts[:n])) <= wide), default=1)
    lines = (_listed(parts[:fits]), ", ".join(parts[fits:])) if parts[fits:] else (text,)
    return "\n".join(metrics.elidedText(each, Qt.TextElideMode.ElideRight, wide) for each in lines)


def _listed(parts: Sequence[str]) -> str:
    return "".join(f"{each}, " for each in parts).rstrip()


def paint_swatch(painter: QPainter, area: QRect, colour: str, *, hatched: bool) -> None:
    """Draw a channel's colour: filled, or hatched where a channel shares a hue with another."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colour))
    painter.setBrush(QColor(colour))
    if hatched:
        painter.setBrush(style.tokens().surface)
        painter.drawRoundedRect(area, style.px(3), style.px(3))
        painter.setBrush(Qt.BrushStyle.BDiagPattern)
        brush = painter.brush()
        brush.setColor(QColor(colour))
        painter.setBrush(brush)
    painter.drawRoundedRect(area, style.px(3), style.px(3))
    painter.restore()


def kinds_words(kinds: Sequence[ChannelKind]) -> str:
    """Return the kinds of a channel with their levels ("Post 1, Reply 2, other 2"); without any, its own level."""
    if len(kinds) == 1 and not kinds[0].name:
        return _("level {level}").format(level=level(kinds[0].score))
    named = ((words.capitalised(each.name) if each.name else _("other"), level(each.score)) for each in kinds)
    return ", ".join(f"{name} {reached}" for name, reached in named)


def kind_words(kind: ChannelKind) -> str:
    """Return what a kind is called; the one without a name is for all that has no kind of its own."""
    return words.capitalised(kind.name) if kind.name else _("Other")
