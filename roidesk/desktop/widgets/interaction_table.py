"""The table of a day: how its cells are drawn, edited and reached by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from roidesk.charts.theme import channel_colour, channel_icon
from roidesk.desktop import style
from roidesk.desktop.kept import desk_settings
from roidesk.desktop.models.cell_edits import Column
from roidesk.desktop.models.day_columns import MEASURED, column_widths
from roidesk.desktop.models.interactions import ROW, InteractionModel, Row, row_id
from roidesk.desktop.widgets import personal_mark
from roidesk.desktop.widgets.cell_editors import field, lay_over
from roidesk.desktop.widgets.table_rows import as_rows
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.personalness import LEVELS
from roidesk.i18n import _, words
from roidesk.services.rows import InteractionRow, RunningRow

ROW_HEIGHT = 34
_PAD = 8
_LED_TO_ICON = 18


class InteractionTable(QTableView):
    """Rows to look at, edit and act on. Letters act only while the table has the focus (WCAG 2.1.4)."""

    deleted = Signal(object)
    """Ids of the interactions to delete."""
    repeated = Signal(object)
    """The id of the interaction to do again."""
    linked = Signal(object)
    """The id of the interaction that led to something."""
    joined = Signal(object)
    """Ids of the interactions to make one of."""
    split_wanted = Signal(object)
    """The id of the interaction to be split in two."""
    pinned = Signal(object)
    """The id of the interaction to keep on a number key."""
    contact_wanted = Signal(object)
    """The id of the interaction whose contact is to be looked at."""
    given_up = Signal()
    """What was typed into a cell is given up."""

    def __init__(self, model: InteractionModel) -> None:
        super().__init__()
        self._names: Callable[[], Catalogue] = Catalogue
        self._refit = QTimer(self)
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(_("Interactions of the day"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_headers()

    def offer(self, names: Catalogue) -> None:
        """Give the editors the names to choose from."""
        self._names = lambda: names

    @property
    def names(self) -> Catalogue:
        """The names the editors choose from."""
        return self._names()

    def selected(self) -> tuple[UUID, ...]:
        """Return the ids of the selected interactions, from top to bottom; what runs is not among them."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self.model().data(self.model().index(row, 0), ROW) for row in rows)
        return tuple(row_id(each) for each in found if isinstance(each, InteractionRow))

    def reopen(self, which: UUID, column: int, text: str) -> None:
        """Edit a cell again, with a text that was refused: nothing typed is lost."""
        model = self.model()
        at = model.row_of(which) if isinstance(model, InteractionModel) else None
        if at is None:
            return
        index = model.index(at, column)
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.indexWidget(index)
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        elif isinstance(editor, QComboBox) and editor.isEditable():
            editor.setEditText(text)

    def tick(self) -> None:
        """Draw the running rows anew: their time goes on. No screen reader is told."""
        for at in range(self.model().rowCount()):
            index = self.model().index(at, Column.TIME)
            if not isinstance(index.data(ROW), RunningRow):
                break
            self.viewport().update(self.visualRect(index))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell when a cell is left as it was: a sentence about what was typed is beside the point then."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the selected rows; the rest moves the cursor."""
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        acts = self._acts() if plain and self.selected() else {}
        act = acts.get(key)
        if key == Qt.Key.Key_F2 and self.currentIndex().column() == Column.LED_TO:
            act = acts.get(Qt.Key.Key_C)
        if act is not None and (not event.text().isalpha() or desk_settings().letters):
            act()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Link what came of it where that stands; all else is edited."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == Column.LED_TO and isinstance(index.data(ROW), InteractionRow):
            self.linked.emit(row_id(index.data(ROW)))
        else:
            super().mouseDoubleClickEvent(event)

    def sort_by(self, column: int) -> None:
        """Put the rows in order of a column; once more: the other way round."""
        model = self.model()
        if not isinstance(model, InteractionModel):
            return
        by, descending = model.order
        # What has a size begins with the largest, what reads begins with A.
        first = column in {Column.WHEN, Column.TIME, Column.PERSONAL}
        down = not descending if by == column else first
        chosen = self.selected()
        model.sort(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self.choose(chosen)

    def choose(self, which: Sequence[UUID]) -> None:
        """Select these interactions, as far as they are shown."""
        model, chosen = self.model(), QItemSelection()
        if not isinstance(model, InteractionModel):
            return
        found = [at for each in which if (at := model.row_of(each)) is not None]
        for at in found:
            chosen.select(model.index(at, 0), model.index(at, model.columnCount() - 1))
        if found:
            self.setCurrentIndex(model.index(found[0], max(0, self.currentIndex().column())))
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the columns that a narrow window has no room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw all anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _acts(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Delete: lambda: self.deleted.emit(self.selected()),
            Qt.Key.Key_D: lambda: self.repeated.emit(self.selected()[0]),
            Qt.Key.Key_C: lambda: self.linked.emit(self.selected()[0]),
            Qt.Key.Key_J: lambda: self.joined.emit(self.selected()),
            Qt.Key.Key_S: lambda: self.split_wanted.emit(self.selected()[0]),
            Qt.Key.Key_P: lambda: self.pinned.emit(self.selected()[0]),
            Qt.Key.Key_O: lambda: self.contact_wanted.emit(self.selected()[0]),
        }

    def _set_headers(self) -> None:
        as_rows(self, ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setSectionsClickable(True)
        columns.sectionClicked.connect(self.sort_by)
        columns.setMinimumSectionSize(style.px(40))
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Words that came, went or changed may need another share of the width: measured once, however many they are.
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self._fit)
        model = self.model()
        for told in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            told.connect(self._fit_soon)

    def _fit_soon(self) -> None:
        self._refit.start()

    def _fit(self) -> None:
        widths = column_widths(self.viewport().width(), {each: self._needed(each) for each in MEASURED}, style.px)
        for column in Column:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])

    def _needed(self, column: Column) -> int:
        """Return how much the longest words of a column take, with what surrounds them."""
        model, metrics = self.model(), QFontMetrics(style.font(_size(column)))
        words = {str(model.index(row, column).data() or "") for row in range(model.rowCount())}
        icon = style.px(_LED_TO_ICON) if column is Column.LED_TO else 0
        return max(map(metrics.horizontalAdvance, words), default=0) + icon + 2 * style.px(_PAD) + 2


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell by its column, and gives each column its editor."""

    def __init__(self, table: InteractionTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row has one height."""
        return QSize(0, style.px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of the row, then what the column shows."""
        row: Row = index.data(ROW)
        theme = style.tokens()
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = theme.sel if selected else theme.sunken if isinstance(row, RunningRow) else theme.surface
        painter.fillRect(area, QColor(ground))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_cell(painter, area, row, Column(index.column()), str(index.data()))
        if selected and self._table.hasFocus() and index == self._table.currentIndex():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(area.adjusted(1, 2, -2, -3), style.px(4), style.px(4))
        painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRect, row: Row, column: Column, text: str) -> None:
        theme = style.tokens()
        inner = area.adjusted(style.px(_PAD), 0, -style.px(_PAD), 0)
        colour = channel_colour(theme, row.shown.channel).hex
        running = isinstance(row, RunningRow)
        if column is Column.PERSONAL:
            bottom = area.center().y() + style.px(6)
            personal_mark.paint(painter, inner.left(), bottom, row.shown.level, colour)
            return
        if column is Column.CHANNEL:
            self._icon(painter, inner, channel_icon(row.shown.channel), colour)
            inner.setLeft(inner.left() + style.px(22))
        elif column is Column.LED_TO and text and not running:
            self._icon(painter, inner, "diamond", theme.text2, 14)
            inner.setLeft(inner.left() + style.px(_LED_TO_ICON))
        elif column is Column.LED_TO and not text and self._is_current(row):
            text = _("+ link")
        quiet = column in {Column.TOPICS, Column.BRAND} or (column is Column.LED_TO and (running or not row_led(row)))
        bold = running and column is Column.TIME
        painter.setFont(style.font(_size(column), _weight(bold=bold)))
        painter.setPen(QColor(theme.text2 if quiet else theme.text))
        side = Qt.AlignmentFlag.AlignRight if column is Column.TIME else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _icon(self, painter: QPainter, inner: QRect, name: str, colour: str, size: int = 16) -> None:
        drawn = style.pixmap(name, colour, size, self._table.devicePixelRatioF())
        painter.drawPixmap(inner.left(), inner.center().y() - style.px(size) // 2 + 1, drawn)

    def _is_current(self, row: Row) -> bool:
        current = self._table.currentIndex()
        return current.isValid() and current.data(ROW) is row and self._table.hasFocus()

    # ------------------------------------------------------------ editors

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a field, or a list where there is something to choose."""
        column, row = Column(index.column()), index.data(ROW)
        name = str(index.model().headerData(column, Qt.Orientation.Horizontal))
        editor: QWidget
        if column in {Column.CHANNEL, Column.WHAT, Column.PERSONAL}:
            editor = self._choice(parent, column, row)
        else:
            editor = field(parent, self._known(column))
        editor.setAccessibleName(name)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Start from what the cell says."""
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            at = next((n for n in range(editor.count()) if editor.itemData(n) == text), -1)
            editor.setCurrentIndex(at)
            if editor.isEditable():
                editor.setEditText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell the model what was typed or chosen."""
        if isinstance(editor, QComboBox):
            text = editor.currentText() if editor.isEditable() else str(editor.currentData())
        else:
            text = editor.text() if isinstance(editor, QLineEdit) else ""
        model.setData(index, text)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Lay the editor over its cell; one that needs more room than a narrow column has gets it."""
        lay_over(editor, option.rect, 96)

    def _choice(self, parent: QWidget, column: Column, row: InteractionRow) -> QComboBox:
        made = QComboBox(parent)
        theme, names = style.tokens(), self._table.names
        if column is Column.CHANNEL:
            for channel in names.channels:
                colour = channel_colour(theme, channel).hex
                made.addItem(style.icon(self._table, channel_icon(channel), colour), channel.name, channel.name)
        elif column is Column.PERSONAL:
            for level in LEVELS:
                made.addItem(words.level(level), str(level))
        else:
            made.setEditable(True)
            for kind in names.kinds:
                if kind.channel_id == row.shown.channel.id and kind.name:
                    made.addItem(kind.name, kind.name)
        return made

    def _known(self, column: Column) -> Sequence[str]:
        names = self._table.names
        if column is Column.BRAND:
            return [each.name for each in names.brands]
        return [f"#{each.name}" for each in names.topics] if column is Column.TOPICS else []


def row_led(row: Row) -> bool:
    """Whether a row led to a conversion."""
    return isinstance(row, InteractionRow) and bool(row.led_to)


def _size(column: Column) -> int:
    return 12 if column in {Column.TOPICS, Column.BRAND, Column.LED_TO} else 13


def _weight(*, bold: bool) -> QFont.Weight:
    return QFont.Weight.DemiBold if bold else QFont.Weight.Normal
