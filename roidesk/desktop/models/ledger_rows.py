"""One table of the ledger as rows and columns; a row not yet saved stands on top while it is being filled in.

A table may be long: all its rows have their place from the beginning, those not read yet are None, and are asked for
when they are looked at.
"""

from __future__ import annotations

from collections import deque
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
_LOOKED_AT = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _LOOKED_AT | Qt.ItemFlag.ItemIsEditable
_RIGHT = frozenset({"money", "number"})
_NEAR = 300
KEPT = 8_192
"""Of about so many rows that were scrolled to the cells are kept; others are read again when they are looked at."""
_MOST_SAID = 2_000
"""Of so many rows the words are kept."""
_NOTHING_SAID: Mapping[int, str] = {}
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LedgerModel(QAbstractTableModel):
    """Rows as they were read; what is typed is told, and shown once it has been saved."""

    edited = Signal(object, str, str)
    """A row's id, the column and the text typed for it."""
    drafted = Signal()
    """A cell of the new row was filled in."""
    rows_wanted = Signal()
    """Rows are looked at that have not been read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = ""
        self._columns: tuple[LedgerColumn, ...] = ()
        self._rows: list[Row | None] = []
        self._reading = Reading("EUR", 0)
        self._order = ("", True)
        self._draft: dict[str, str] | None = None
        self._said: dict[int, dict[int, str]] = {}
        self._parts: deque[tuple[int, int]] = deque()
        for moved in (self.modelReset, self.rowsInserted, self.rowsRemoved):
            moved.connect(self._said.clear)
        self.modelReset.connect(self._parts.clear)
        self.dataChanged.connect(self._forget)

    # ------------------------------------------------------------ what is shown

    @property
    def columns(self) -> Sequence[LedgerColumn]:
        """The columns, in their order."""
        return self._columns

    @property
    def rows(self) -> Sequence[Row]:
        """The rows read so far, without the new one."""
        return [each for each in self._rows if each is not None]

    @property
    def count(self) -> int:
        """How many rows there are, read or not, without the new one."""
        return len(self._rows)

    @property
    def currency(self) -> str:
        """The currency of amounts whose row names none."""
        return self._reading.currency

    @property
    def draft(self) -> Mapping[str, str] | None:
        """What the new row says so far; None when none is being filled in."""
        return self._draft

    def show_table(
        self,
        table: str,
        columns: tuple[LedgerColumn, ...],
        rows: Sequence[Row],
        reading: Reading,
        *,
        count: int | None = None,
    ) -> None:
        """Show another table, or another set of columns, from its start; of `count` rows only these were read yet."""
        self.beginResetModel()
        self.table, self._columns = table, columns
        self._rows = [*rows, *[None] * max(0, (count or 0) - len(rows))]
        self._reading, self._draft = reading, None
        self.endResetModel()

    def show_order(self, by: str, *, descending: bool) -> None:
        """Say which column the rows are in order of, "" for the table's own order."""
        before, self._order = self._order, (by, descending)
        if self._columns and before != self._order:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the same table as it is now, all of it, moving as little as possible."""
        wanted = list(rows)
        ids = [each.id for each in wanted]
        self._drop(set(ids))
        kept = {each.id for each in self._rows if each is not None}
        if [each.id for each in self._rows if each is not None] != [each for each in ids if each in kept]:
            self.beginResetModel()
            self._rows = list(wanted)
            self.endResetModel()
            return
        for at, row in enumerate(wanted):
            shown = at + self._above
            there = self._rows[at] if row.id in kept else None
            if there is None:
                self.beginInsertRows(_NO_PARENT, shown, shown)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif there.cells != row.cells:
                self._put(at, [row])

    def show_part(self, first: int, rows: Sequence[Row], count: int) -> None:
        """Show some rows of a long table as they are now; the others are read again when they are looked at."""
        if len(rows) == count and None not in self._rows:
            self.show_rows(rows)
            return
        self.resize(count)
        self._rows = [None] * count
        self._parts.clear()
        self._put(first, rows)
        self._tell(0, count)

    def put(self, first: int, rows: Sequence[Row]) -> None:
        """Show rows that were read, where they belong; of very many those read first are let go."""
        self._put(first, rows)
        self._parts.append((first, len(rows)))
        while sum(many for _first, many in self._parts) > KEPT:
            old, many = self._parts.popleft()
            if old + many + _NEAR < first or first + len(rows) + _NEAR < old:  # what is seen stays
                self._rows[old : old + many] = [None] * len(self._rows[old : old + many])

    def unread(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the first and the last place between two shown rows, both included, that have not been read."""
        begin, end = max(0, first - self._above), min(last - self._above, len(self._rows) - 1)
        missing = [at for at in range(begin, end + 1) if self._rows[at] is None]
        return (missing[0], missing[-1]) if missing else None

    def near(self, at: int) -> tuple[int, UUID] | None:
        """Return place and id of a row that was read and stands at most a page from another."""
        places = (each for off in range(_NEAR) for each in (at - off, at + off))
        for each in places:
            row = self._rows[each] if 0 <= each < len(self._rows) else None
            if row is not None:
                return each, row.id
        return None

    def id_of(self, shown: int) -> UUID | None:
        """Return the id of a row; None for the new one."""
        at = shown - self._above
        row = self._rows[at] if 0 <= at < len(self._rows) else None
        return row.id if row is not None else None

    def cells_of(self, shown: int) -> Mapping[str, str]:
        """Return the cells of a row by column."""
        if self._draft is not None and shown == 0:
            return self._draft
        row = self._rows[shown - self._above]
        return row.cells if row is not None else {}

    def row_of(self, which: UUID) -> int | None:
        """Return where an entry is shown; None when it is not, or has not been read."""
        at = next((at for at, each in enumerate(self._rows) if each is not None and each.id == which), None)
        return None if at is None else at + self._above

    def place_of(self, which: UUID, column: str) -> QModelIndex:
        """Return the cell of an entry; an invalid index when it is not shown."""
        row = self.row_of(which)
        return QModelIndex() if row is None else self.index(row, self.column_at(column))

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
            name = column_name(self.table, self._columns[section].name)
            by, descending = self._order
            return f"{name} {'↓' if descending else '↑'}" if by == self._columns[section].name else name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column_name(self.table, self._columns[section].name)
        return self.alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    # A cell is drawn hundreds of times a second while a long table is scrolled: these three spare the way through Qt.

    def said(self, row: int, column: int) -> str:
        """Return a cell in words; "…" begins a row that was not read, which is asked for."""
        known = self._said.get(row, _NOTHING_SAID).get(column)
        if known is not None:
            return known
        cells = self.cells_of(row)
        if not cells and not (self._draft is not None and row == 0):
            self.rows_wanted.emit()
            return "…" if column == 0 else ""
        if len(self._said) > _MOST_SAID:
            self._said.clear()
        text = cell_words(self.table, self._columns[column], cells, self._reading)
        self._said.setdefault(row, {})[column] = text
        return text

    def _forget(self, first: Index, last: Index) -> None:
        """Put cells that have changed into words again; the others stay as they are."""
        changed = range(first.row(), last.row() + 1)
        if len(changed) > len(self._said):
            changed_said = [each for each in self._said if each in changed]
        else:
            changed_said = list(changed)
        for row in changed_said:
            self._said.pop(row, None)

    def lacks(self, row: int, column: int) -> bool:
        """Whether a cell has to be filled in before its row can be saved."""
        if self._draft is None or row:
            return False
        asked = self._columns[column]
        return asked.required and not self._draft.get(asked.name, "")

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return on which side the cells of a column stand."""
        shown = self._columns[column]
        return _NUMBERS if shown.editor in _RIGHT and shown.name != "personalness" else _WORDS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: in words, as edited, or what column it is."""
        if not index.isValid():
            return None
        column, cells = self._columns[index.column()], self.cells_of(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.said(index.row(), index.column())
        found: object = None
        if role == MISSING:
            found = self.lacks(index.row(), index.column())
        elif role == Qt.ItemDataRole.EditRole:
            found = cells.get(column.name, "")
        elif role == COLUMN:
            found = column
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            found = self.alignment(index.column())
        return found

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
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self._columns[index.column()].editable:
            return _LOOKED_AT
        return _EDITED if self.cells_of(index.row()) or self._is_draft(index) else _LOOKED_AT

    @property
    def _above(self) -> int:
        return int(self._draft is not None)

    def _is_draft(self, index: Index) -> bool:
        return self._draft is not None and index.row() == 0

    def _drop(self, wanted: set[UUID]) -> None:
        for at in reversed(range(len(self._rows))):
            row = self._rows[at]
            if row is None or row.id not in wanted:
                self.beginRemoveRows(_NO_PARENT, at + self._above, at + self._above)
                del self._rows[at]
                self.endRemoveRows()

    def resize(self, count: int) -> None:
        """Have as many rows as there are now; which are new is not known, so those at the end come and go."""
        have = len(self._rows)
        if count > have:
            self.beginInsertRows(_NO_PARENT, have + self._above, count - 1 + self._above)
            self._rows.extend([None] * (count - have))
            self.endInsertRows()
        elif count < have:
            self.beginRemoveRows(_NO_PARENT, count + self._above, have - 1 + self._above)
            del self._rows[count:]
            self.endRemoveRows()

    def _put(self, first: int, rows: Sequence[Row]) -> None:
        end = min(first + len(rows), len(self._rows))
        self._rows[first:end] = rows[: end - first]
        self._tell(first, end)

    def _tell(self, first: int, end: int) -> None:
        if first < end:
            top, bottom = first + self._above, end - 1 + self._above
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, len(self._columns) - 1))


def required_words(columns: Sequence[LedgerColumn], table: str) -> str:
    """Return what a new row still needs, as a sentence; "" when nothing."""
    if not columns:
        return ""
    return _("Still needed: {columns}").format(columns=", ".join(column_name(table, each.name) for each in columns))
