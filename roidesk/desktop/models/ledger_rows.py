"""One table of the ledger as rows and columns; a row not yet saved stands on top while it is being filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from roidesk.desktop.models.ledger_words import Reading, cell_words
from roidesk.i18n import _
from roidesk.i18n.tables import column_name
from roidesk.services.ledger import LedgerColumn, Row

Index = QModelIndex | QPersistentModelIndex
COLUMN = Qt.ItemDataRole.UserRole
"""The role under which a cell gives its `LedgerColumn`."""
MISSING = Qt.ItemDataRole.UserRole + 1
"""The role under which a cell tells whether it has to be filled in before its row can be saved."""
_NO_PARENT = QModelIndex()
_RIGHT = frozenset({"money", "number"})


class LedgerModel(QAbstractTableModel):
    """Rows as they were read; what is typed is told, and shown once it has been saved."""

    edited = Signal(object, str, str)
    """A row's id, the column and the text typed for it."""
    drafted = Signal()
    """A cell of the new row was filled in."""
    more_wanted = Signal()
    """The end of what was read is in sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = ""
        self._columns: tuple[LedgerColumn, ...] = ()
        self._rows: list[Row] = []
        self._reading = Reading("EUR", 0)
        self._whole = True
        self._asked = False
        self._draft: dict[str, str] | None = None

    # ------------------------------------------------------------ what is shown

    @property
    def columns(self) -> Sequence[LedgerColumn]:
        """The columns, in their order."""
        return self._columns

    @property
    def rows(self) -> Sequence[Row]:
        """The rows read so far, without the new one."""
        return self._rows

    @property
    def draft(self) -> Mapping[str, str] | None:
        """What the new row says so far; None when none is being filled in."""
        return self._draft

    def show_table(
        self, table: str, columns: tuple[LedgerColumn, ...], rows: Sequence[Row], reading: Reading, *, whole: bool
    ) -> None:
        """Show another table, or another set of columns. `whole`: there are no more rows than these."""
        self.beginResetModel()
        self.table, self._columns, self._rows = table, columns, list(rows)
        self._reading, self._whole, self._asked, self._draft = reading, whole, False, None
        self.endResetModel()

    def show_rows(self, rows: Sequence[Row], *, whole: bool) -> None:
        """Show the same table as it is now, moving as little as possible."""
        self._whole, self._asked = whole, False
        wanted = list(rows)
        ids = [each.id for each in wanted]
        self._drop(set(ids))
        kept = {each.id for each in self._rows}
        if [each.id for each in self._rows] != [each for each in ids if each in kept]:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        for at, row in enumerate(wanted):
            shown = at + self._above
            if row.id not in kept:
                self.beginInsertRows(_NO_PARENT, shown, shown)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif self._rows[at].cells != row.cells:
                self._rows[at] = row
                self.dataChanged.emit(self.index(shown, 0), self.index(shown, len(self._columns) - 1))

    def append(self, rows: Sequence[Row], *, whole: bool) -> None:
        """Show older rows below."""
        self._whole, self._asked = whole, False
        if rows:
            first = self.rowCount()
            self.beginInsertRows(_NO_PARENT, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def id_of(self, shown: int) -> UUID | None:
        """Return the id of a row; None for the new one."""
        at = shown - self._above
        return self._rows[at].id if 0 <= at < len(self._rows) else None

    def cells_of(self, shown: int) -> Mapping[str, str]:
        """Return the cells of a row by column."""
        if self._draft is not None and shown == 0:
            return self._draft
        return self._rows[shown - self._above].cells

    def place_of(self, which: UUID, column: str) -> QModelIndex:
        """Return the cell of an entry; an invalid index when it is not shown."""
        row = next((at for at, each in enumerate(self._rows) if each.id == which), None)
        return QModelIndex() if row is None else self.index(row + self._above, self.column_at(column))

    def column_at(self, name: str) -> int:
        """Return where a column stands, -1 when there is none."""
        return next((at for at, each in enumerate(self._columns) if each.name == name), -1)

    # ------------------------------------------------------------ a new row

    def begin(self, cells: Mapping[str, str]) -> None:
        """Put a new row on top, with what can be known of it."""
        if self._draft is None:
            self.beginInsertRows(_NO_PARENT, 0, 0)
            self._draft = dict(cells)
            self.endInsertRows()

    def leave(self) -> None:
        """Take the new row away."""
        if self._draft is not None:
            self.beginRemoveRows(_NO_PARENT, 0, 0)
            self._draft = None
            self.endRemoveRows()

    def missing(self) -> tuple[LedgerColumn, ...]:
        """Return the columns the new row cannot do without and that are empty."""
        draft = self._draft or {}
        return tuple(each for each in self._columns if each.required and not draft.get(each.name, "").strip())

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows) + self._above

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_name(self.table, self._columns[section].name)
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: in words, as edited, or what column it is."""
        if not index.isValid():
            return None
        column, cells = self._columns[index.column()], self.cells_of(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell_words(self.table, column, cells, self._reading)
        if role == MISSING:
            return self._is_draft(index) and column.required and not cells.get(column.name, "")
        if role == Qt.ItemDataRole.EditRole:
            return cells.get(column.name, "")
        if role == COLUMN:
            return column
        return self._alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed in the new row; tell what was typed in another."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        name, text = self._columns[index.column()].name, str(value)
        if self._draft is not None and self._is_draft(index):
            self._draft[name] = text
            self.dataChanged.emit(index, index)
            self.drafted.emit()
            return True
        if (which := self.id_of(index.row())) is not None and text != self.data(index, Qt.ItemDataRole.EditRole):
            self.edited.emit(which, name, text)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Whether a cell can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self._columns[index.column()].editable else flags

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older rows are to be read."""
        return not parent.isValid() and not self._whole and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for older rows; they come when they were read."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()

    @property
    def _above(self) -> int:
        return int(self._draft is not None)

    def _is_draft(self, index: Index) -> bool:
        return self._draft is not None and index.row() == 0

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        shown = self._columns[column]
        right = shown.editor in _RIGHT and shown.name != "personalness"
        return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter

    def _drop(self, wanted: set[UUID]) -> None:
        for at in reversed(range(len(self._rows))):
            if self._rows[at].id not in wanted:
                self.beginRemoveRows(_NO_PARENT, at + self._above, at + self._above)
                del self._rows[at]
                self.endRemoveRows()


def required_words(columns: Sequence[LedgerColumn], table: str) -> str:
    """Return what a new row still needs, as a sentence; "" when nothing."""
    if not columns:
        return ""
    return _("Still needed: {columns}").format(columns=", ".join(column_name(table, each.name) for each in columns))
