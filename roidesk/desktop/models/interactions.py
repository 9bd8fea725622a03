"""The interactions of a day as a table: what runs on top, then the newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from roidesk.desktop.models.cell_edits import EDITABLE, Column, text_of
from roidesk.desktop.models.outcome_words import outcome_words
from roidesk.desktop.widgets import personal_mark
from roidesk.desktop.widgets.labels import tip
from roidesk.domain.catalogue import folded
from roidesk.domain.model import Conversion
from roidesk.domain.money import major_units
from roidesk.domain.timer import counted_us
from roidesk.i18n import _, formats, words
from roidesk.services.rows import InteractionRow, RunningRow

Row = InteractionRow | RunningRow
Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The role under which a cell gives its whole row."""
_NO_PARENT = QModelIndex()
_MAY_BE_CUT = frozenset({Column.WHAT, Column.WITH, Column.TOPICS, Column.BRAND, Column.LED_TO})
"""Columns that may have no room for all they say: the tooltip says it."""

_EXPLAINED = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class InteractionModel(QAbstractTableModel):
    """Rows come and go one by one where they can, so that selection and place stay. `now` is the clock."""

    edited = Signal(object, int, str)
    """A row's id, the column, and the text typed for it."""

    def __init__(self, now: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._zone = "UTC"
        self._rows: list[Row] = []
        self._order: tuple[Column, bool] = (Column.WHEN, True)

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows

    def show(self, running: Sequence[RunningRow], rows: Sequence[InteractionRow], zone: str) -> None:
        """Show these rows with the times of a zone, moving as little as possible."""
        self._zone = zone
        wanted: list[Row] = [*running, *self._in_order(rows)]
        ids = [row_id(each) for each in wanted]
        self._drop(set(ids))
        kept = {row_id(each) for each in self._rows}
        if [row_id(each) for each in self._rows] != [each for each in ids if each in kept]:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        for at, row in enumerate(wanted):
            if ids[at] not in kept:
                self.beginInsertRows(_NO_PARENT, at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))

    @property
    def order(self) -> tuple[Column, bool]:
        """The column the rows are in order of, and whether its largest comes first."""
        return self._order

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put what is done in order of a column; what runs stays on top."""
        self._order = (Column(column), order == Qt.SortOrder.DescendingOrder)
        done = [each for each in self._rows if isinstance(each, InteractionRow)]
        running = [each for each in self._rows if isinstance(each, RunningRow)]
        self.show(running, done, self._zone)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _in_order(self, rows: Sequence[InteractionRow]) -> list[InteractionRow]:
        column, descending = self._order
        newest = sorted(rows, key=lambda each: (each.interaction.start_us, each.interaction.id), reverse=True)
        if column is Column.WHEN:
            return newest if descending else newest[::-1]
        return sorted(newest, key=lambda each: _rank(each, column, self._now(), self._zone), reverse=descending)

    def row_of(self, which: UUID) -> int | None:
        """Return where a row stands."""
        return next((at for at, each in enumerate(self._rows) if row_id(each) == which), None)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            by, descending = self._order
            mark = ("↓" if descending else "↑") if by == section else ""
            return f"{_headers()[section]} {mark}" if mark else _headers()[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _headers()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: as shown, as read aloud, as edited, or its whole row."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        found: object = None
        if role == ROW:
            found = row
        elif role == Qt.ItemDataRole.DisplayRole:
            found = shown_text(row, column, self._now(), self._zone)
        elif column is Column.TIME and role in _EXPLAINED and (doubt := doubt_explained(row)):
            length = shown_text(row, column, self._now(), self._zone)
            found = tip(doubt) if role == Qt.ItemDataRole.ToolTipRole else f"{length}. {doubt}"
        elif role == Qt.ItemDataRole.ToolTipRole and column in _MAY_BE_CUT:
            found = tip(shown_text(row, column, self._now(), self._zone))
        elif role == Qt.ItemDataRole.EditRole and isinstance(row, InteractionRow):
            found = text_of(column, row, self._zone)
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            found = _alignment(column)
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; the row changes when it has been saved."""
        if role == Qt.ItemDataRole.EditRole:
            self.edited.emit(row_id(self._rows[index.row()]), index.column(), str(value))
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Whether a cell can be edited: what runs is edited once it is stopped."""
        flags = super().flags(index)
        if isinstance(self._rows[index.row()], InteractionRow) and Column(index.column()) in EDITABLE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _drop(self, wanted: set[UUID]) -> None:
        for at in reversed(range(len(self._rows))):
            if row_id(self._rows[at]) not in wanted:
                self.beginRemoveRows(_NO_PARENT, at, at)
                del self._rows[at]
                self.endRemoveRows()


def _rank(row: InteractionRow, column: Column, now: int, zone: str) -> tuple[int, str]:
    """Return by what a row stands in order of a column: lengths and levels by size, the rest as it reads."""
    if column is Column.TIME:
        return row.us, ""
    if column is Column.PERSONAL:
        return row.interaction.score, ""
    return 0, folded(shown_text(row, column, now, zone))


def row_id(row: Row) -> UUID:
    """Return the id of what a row shows."""
    return row.timer.id if isinstance(row, RunningRow) else row.interaction.id


def shown_text(row: Row, column: Column, now: int, zone: str) -> str:
    """Return a cell as it is shown: times of day in `zone`, the level in words."""
    shown = row.shown
    said = row.timer if isinstance(row, RunningRow) else row.interaction
    texts: Mapping[Column, Callable[[], str]] = {
        Column.WHEN: lambda: _span(row, zone),
        Column.CHANNEL: lambda: shown.channel.name,
        Column.WHAT: lambda: words.capitalised(" · ".join(filter(None, (shown.kind.name, _doubt(row), said.note)))),
        Column.WITH: lambda: words.several() if said.several else shown.contact or "",
        Column.TOPICS: lambda: " ".join(f"#{topic}" for topic in shown.topics),
        Column.BRAND: lambda: shown.brand or "",
        Column.PERSONAL: lambda: personal_mark.words(shown.level),
        Column.TIME: lambda: _time(row, now),
        Column.LED_TO: lambda: _led_to(row),
    }
    return texts[column]()


def conversion_words(conversion: Conversion) -> str:
    """Return a conversion as it is shown ("They bought · €1,240.00")."""
    minor, currency = conversion.amount_minor, conversion.currency
    if minor is None or currency is None:
        return outcome_words(conversion.kind, None, "")
    return outcome_words(conversion.kind, major_units(minor, currency), currency)


def _span(row: Row, zone: str) -> str:
    if isinstance(row, RunningRow):
        start = formats.clock(row.timer.start_us, zone)
        return _("{start} – paused").format(start=start) if row.timer.paused_us else _("{start} – now").format(
            start=start
        )  # fmt: skip
    each = row.interaction
    return f"{formats.clock(each.start_us, zone)} – {formats.clock(each.end_us, zone)}"


def _time(row: Row, now: int) -> str:
    if isinstance(row, RunningRow):
        return formats.running(counted_us(row.timer, now))
    return formats.duration(row.us)


def _doubt(row: Row) -> str:
    doubt = row.interaction.doubt if isinstance(row, InteractionRow) else None
    return words.value("doubt", doubt) if doubt else ""


def doubt_explained(row: Row) -> str:
    """Return why the length of a row may not be what it seems, "" where nothing says so."""
    doubt = row.interaction.doubt if isinstance(row, InteractionRow) else None
    return words.doubt(doubt) if doubt else ""


def _led_to(row: Row) -> str:
    if isinstance(row, RunningRow):
        return _("paused") if row.timer.paused_us else _("running")
    return ", ".join(conversion_words(each) for each in row.led_to)


def _headers() -> tuple[str, ...]:
    return (
        _("When"), _("Channel"), _("What"), _("With"), _("Topics"), _("Brand"), _("Personal"), _("Time"), _("Led to"),
    )  # fmt: skip


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is Column.TIME else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
