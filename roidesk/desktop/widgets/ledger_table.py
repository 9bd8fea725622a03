"""The table of the ledger: how cells are drawn, edited and reached by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.desktop import style
from roidesk.desktop.models.ledger_rows import COLUMN, LedgerModel
from roidesk.desktop.models.ledger_words import edited_words, level_of
from roidesk.desktop.models.typed_cells import typed_cell
from roidesk.desktop.widgets import personal_mark
from roidesk.desktop.widgets.cell_editors import choice_list, field, is_typed, lay_over
from roidesk.desktop.widgets.labels import tip
from roidesk.desktop.widgets.table_rows import as_rows
from roidesk.domain.catalogue import folded
from roidesk.domain.model import Channel
from roidesk.i18n import _
from roidesk.i18n.tables import column_name
from roidesk.services.ledger import LedgerColumn

ROW_HEIGHT = 32
_PAD = 8
_MARK = 36
_MOST_KEPT = 1000
"""Of more selected rows than this it is not looked up where they went."""
_WIDTHS: Mapping[str, int] = {
    "start": 180, "at": 140, "name": 160, "channel": 122, "kind": 112, "contact": 126, "topics": 110, "words": 150,
    "personalness": 98, "minutes": 72, "handles": 240, "person": 112, "note": 96, "text": 260, "amount": 144,
    "key": 420, "value": 260, "metric": 140, "allocation": 120, "label": 140, "interests": 140, "currency": 76,
    "instant": 104, "voice": 56, "face": 84, "place": 84, "private": 64, "tailored": 108, "idle_minutes": 116,
    "brand": 92, "booked": 108, "probability": 76, "hours": 64, "conversions": 96, "led_to": 100,
}  # fmt: skip
_OTHER_WIDTH = 104
_MEASURED = 24
"""So many rows tell how wide moments are."""
_SPARE = 4
"""Letters drawn one by one are a little wider than they are together."""
_SPECIAL: Mapping[tuple[str, str], int] = {("conversions", "kind"): 190, ("contacts", "name"): 200}


class LedgerTable(QTableView):
    """Rows to look at, edit in place, add and delete."""

    deleted = Signal(object)
    """Ids of the rows to delete."""
    saved = Signal()
    """The new row is to be saved."""
    left = Signal()
    """The new row is given up."""
    given_up = Signal()
    """What was typed into a cell is given up."""
    closed = Signal()
    """No cell is being edited any more."""
    order_wanted = Signal(str)
    """The name of a column the rows are to be put in order of."""
    lettered = Signal(object, object)
    """The id of the one row that is selected, and the key of a letter: they act on interactions, here as on Today."""

    def __init__(self, model: LedgerModel) -> None:
        super().__init__()
        self.setModel(model)
        self._cells = _CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.channels: Mapping[str, Channel] = {}
        self.setAccessibleName(_("Rows"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_headers()

    @property
    def ledger(self) -> LedgerModel:
        """The model of this table."""
        model = self.model()
        assert isinstance(model, LedgerModel)  # noqa: S101 - it is given once, above
        return model

    def show_columns(self, shown: Sequence[str]) -> None:
        """Show these columns and hide the others; the last of them takes the room that is left."""
        header = self.horizontalHeader()
        with QSignalBlocker(header):  # each width by itself would have all drawn once more
            header.setStretchLastSection(False)
            for at, column in enumerate(self.ledger.columns):
                self.setColumnHidden(at, column.name not in shown)
                width = _SPECIAL.get((self.ledger.table, column.name)) or _WIDTHS.get(column.name, _OTHER_WIDTH)
                self.setColumnWidth(at, max(style.px(width), self._said_width(at) if column.editor == "time" else 0))
            header.setStretchLastSection(True)
        self.doItemsLayout()
        header.viewport().update()

    def _said_width(self, column: int) -> int:
        """Return how wide a column's first words are: a moment is longer in one language than in another."""
        said = (self.ledger.said(row, column) for row in range(min(_MEASURED, self.model().rowCount())))
        widest = max(map(QFontMetrics(style.font(13)).horizontalAdvance, said), default=0)
        return widest + 2 * style.px(_PAD) + _SPARE

    def selected(self) -> tuple[UUID, ...]:
        """Return the ids of the selected rows, from top to bottom; the new one is not among them."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(which for row in rows if (which := self.ledger.id_of(row)) is not None)

    def selected_places(self) -> tuple[tuple[int, int], ...]:
        """Return the selected rows, read or not, as places: each first one and how many there are from it on."""
        above = int(self.ledger.draft is not None)
        chosen = self.selectionModel().selection()
        ranges = {(chosen.at(n).top(), chosen.at(n).bottom()) for n in range(chosen.count())}
        return tuple(
            (max(0, top - above), bottom - max(top, above) + 1) for top, bottom in sorted(ranges) if bottom >= above
        )

    @property
    def looked_at(self) -> tuple[int, int]:
        """The first and the last row that are seen, both included."""
        last = self.rowAt(self.viewport().height() - 1)
        return max(0, self.rowAt(0)), last if last >= 0 else self.model().rowCount() - 1

    def keeping_place(self, change: Callable[[], None]) -> None:
        """Let rows change, and have the same ones selected as before, as far as they are there."""
        chosen, current = self.selected(), self.currentIndex()
        which, column = self.ledger.id_of(current.row()) if current.isValid() else None, current.column()
        change()
        if chosen == self.selected() or len(chosen) > _MOST_KEPT:
            return
        selection = QItemSelection()
        for row in (place for each in chosen if (place := self.ledger.row_of(each)) is not None):
            selection.select(self.model().index(row, 0), self.model().index(row, self.model().columnCount() - 1))
        model = self.selectionModel()
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if which is not None and (place := self.ledger.row_of(which)) is not None:
            model.setCurrentIndex(self.model().index(place, column), QItemSelectionModel.SelectionFlag.NoUpdate)

    def open_cell(self, index: QModelIndex, text: str | None = None) -> None:
        """Edit a cell; `text` takes the place of what it says, so that nothing typed is lost."""
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.focusWidget() if text is not None else None
        if isinstance(editor, QLineEdit) and text is not None:
            editor.setText(text)

    def dataChanged(
        self, first: QModelIndex | QPersistentModelIndex, last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Draw anew what is seen: rows are read ahead of it, too."""
        top, bottom = self.looked_at
        if self.state() == QAbstractItemView.State.EditingState or (last.row() >= top and first.row() <= bottom):
            super().dataChanged(first, last, roles)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell when a cell is left as it was: a sentence about what was typed is beside the point then."""
        super().closeEditor(editor, hint)
        self.closed.emit()
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del deletes, Ctrl+Enter saves the new row, Esc gives it up; the rest moves the cursor or edits."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Delete and self.selected():
            self.deleted.emit(self.selected())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control and self.ledger.draft is not None:
            self.saved.emit()
        elif key == Qt.Key.Key_Escape and self.ledger.draft is not None:
            self.left.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())
        elif self._letters_act and is_typed(event):
            if len(chosen := self.selected()) == sum(many for _first, many in self.selected_places()) == 1:
                self.lettered.emit(chosen[0], Qt.Key(key))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take what is typed into a cell before it is taken for a key of the window: a digit is no pin there."""
        typed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_typed(event)
        if typed and not self._letters_act and self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            event.accept()
            return True
        return super().event(event)

    @property
    def _letters_act(self) -> bool:
        """Whether letters do something with a row; else, and in a new one, they begin to change the cell."""
        return self.ledger.table == "interactions" and self.ledger.draft is None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        self._cells.prepare()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw all anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _set_headers(self) -> None:
        as_rows(self, ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setStretchLastSection(True)
        columns.setMinimumSectionSize(style.px(48))
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionsClickable(True)
        columns.sectionClicked.connect(lambda at: self.order_wanted.emit(self.ledger.columns[at].name))


@dataclass(frozen=True, slots=True)
class _Look:
    """What all cells are drawn with: found once for hundreds of them."""

    theme: Tokens
    font: QFont
    pad: int
    icon: int
    ratio: float
    focused: bool


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell by its column, and gives each column its editor."""

    def __init__(self, table: LedgerTable) -> None:
        super().__init__(table)
        self._table = table
        self.prepare()

    def prepare(self) -> None:
        """Find what the cells are drawn with that are drawn next."""
        table = self._table
        self._look = _Look(
            style.tokens(), style.font(13), style.px(_PAD), style.px(16), table.devicePixelRatioF(), table.hasFocus()
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row has one height."""
        return QSize(0, style.px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of the row, then what the column shows."""
        theme, ledger = self._look.theme, self._table.ledger
        area: QRect = option.rect
        row = index.row()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = theme.warnbg if ledger.draft is not None and not row else theme.sel if selected else theme.surface
        painter.fillRect(area, QColor(ground))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_cell(painter, option, row, index.column(), self._look)
        if self._look.focused and index == self._table.currentIndex():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(area.adjusted(1, 2, -2, -3), style.px(4), style.px(4))
            painter.restore()

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, row: int, at: int, look: _Look) -> None:
        ledger, theme = self._table.ledger, look.theme
        text, column, colour = ledger.said(row, at), ledger.columns[at], theme.text
        inner: QRect = option.rect.adjusted(look.pad, 0, -look.pad, 0)
        if ledger.lacks(row, at):
            text, colour = _("needed"), theme.warn
        elif self._names_channel(column) and (channel := self._table.channels.get(folded(text))) is not None:
            drawn = style.pixmap(channel_icon(channel), channel_colour(theme, channel).hex, 16, look.ratio)
            place = _first(inner, look.icon, option.direction)
            painter.drawPixmap(place, inner.center().y() - look.icon // 2 + 1, drawn)
            inner = _after(inner, style.px(22), option.direction)
        elif column.name == "personalness" and (score := ledger.cells_of(row).get(column.name)):
            self._paint_level(painter, inner, score, option.direction)
            inner = _after(inner, style.px(_MARK), option.direction)
            colour = theme.text2
        if not text:
            return
        painter.setFont(look.font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, ledger.alignment(at), shown)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say the whole of a cell whose words are cut."""
        said = self._table.ledger.said(index.row(), index.column()) if index.isValid() else ""
        room = option.rect.width() - 2 * self._look.pad
        cut = QFontMetrics(self._look.font).horizontalAdvance(said) > room
        QToolTip.showText(event.globalPos(), tip(said) if cut else "", view)
        return True

    def _paint_level(self, painter: QPainter, inner: QRect, score: str, direction: Qt.LayoutDirection) -> None:
        try:
            level = level_of(score)
        except ArithmeticError:
            return
        bottom = inner.center().y() + style.px(personal_mark.HEIGHT) // 2
        place = _first(inner, style.px(_MARK) - style.px(_PAD), direction)
        personal_mark.paint(painter, place, bottom, level, style.tokens().text2)

    def _names_channel(self, column: LedgerColumn) -> bool:
        return column.name == "channel" or (self._table.ledger.table == "channels" and column.name == "name")

    # ------------------------------------------------------------ editors

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a field, or a list where there is something to choose."""
        column: LedgerColumn = index.data(COLUMN)
        table = self._table.ledger.table
        fixed = bool(column.choices) and not column.open
        editor = choice_list(parent, table, column) if fixed else field(parent, column.choices)
        editor.setAccessibleName(column_name(table, column.name))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Start from what the cell says, as it is written in the table files."""
        column: LedgerColumn = index.data(COLUMN)
        text = edited_words(self._table.ledger.table, column.name, str(index.data(Qt.ItemDataRole.EditRole)))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell the model what was typed or chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, str(editor.currentData()))
        elif isinstance(editor, QLineEdit):
            self._set_typed(editor.text(), model, index)

    def _set_typed(self, text: str, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> None:
        """Tell the model what was typed; what the editor began with is not read as if it had been."""
        ledger, column = self._table.ledger, index.data(COLUMN)
        if text != edited_words(ledger.table, column.name, str(index.data(Qt.ItemDataRole.EditRole))):
            cells = ledger.cells_of(index.row())
            model.setData(index, typed_cell(ledger.table, column, text, cells, ledger.currency))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Lay the editor over its cell; one that needs more room than a narrow column has gets it."""
        lay_over(editor, option.rect, 110)


def _first(inner: QRect, wide: int, direction: Qt.LayoutDirection) -> int:
    """Return where something as wide begins that stands first in reading order."""
    return inner.right() - wide if direction is Qt.LayoutDirection.RightToLeft else inner.left()


def _after(inner: QRect, wide: int, direction: Qt.LayoutDirection) -> QRect:
    """Return what is left of a cell behind it."""
    return (
        inner.adjusted(0, 0, -wide, 0) if direction is Qt.LayoutDirection.RightToLeft else inner.adjusted(wide, 0, 0, 0)
    )
