"""The story of a contact as a table: interactions, and between them what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from roidesk.desktop.models import contact_words as words
from roidesk.desktop.widgets import personal_mark
from roidesk.desktop.widgets.labels import tip
from roidesk.domain.model import Conversion
from roidesk.i18n import _, formats

if TYPE_CHECKING:
    from roidesk.desktop.models.contact_words import StoryRow
    from roidesk.services.rows import InteractionRow

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
ROW = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns, in their order."""

    WHEN = 0
    CHANNEL = 1
    WHAT = 2
    PERSONAL = 3
    TIME = 4
    INTENT = 5
    SOLVED = 6


class ContactStory(QAbstractTableModel):
    """Rows newest first. Of a conversion all but its time stands in one cell over the other columns."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[StoryRow, ...] = ()

    def show(self, rows: Sequence[StoryRow]) -> None:
        """Show another story."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def row(self, at: int) -> StoryRow:
        """Return what a row shows."""
        return self._rows[at]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a column is called."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        names = (_("When"), _("Channel"), _("What"), _("Personal"), _("Time"), _("Intent"), "")
        return names[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: as shown, its whole text as its tooltip, or its row."""
        row, column = self._rows[index.row()], Column(index.column())
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            text = _text(row, column)
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None


def _text(row: StoryRow, column: Column) -> str:
    if column is Column.WHEN:
        return words.when(row)
    if isinstance(row, Conversion):
        return words.outcome(row) if column is Column.CHANNEL else ""
    said: Mapping[Column, Callable[[InteractionRow], str]] = {
        Column.CHANNEL: lambda each: each.shown.channel.name,
        Column.WHAT: words.what,
        Column.PERSONAL: lambda each: personal_mark.words(each.shown.level),
        Column.TIME: lambda each: formats.duration(each.us),
        Column.INTENT: words.intent,
        Column.SOLVED: words.solved,
    }
    return said[column](row)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is Column.TIME else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
