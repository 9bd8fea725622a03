"""The trash in the ledger: what was deleted, when and by whom, and how long it still waits."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal

from roidesk.desktop.models.plain_rows import PlainRows
from roidesk.desktop.widgets.plain_table import PlainTable
from roidesk.domain.instants import local
from roidesk.i18n import _, formats
from roidesk.i18n.tables import table_name
from roidesk.services.trash import Trashed

_WIDTHS = (132, 430, 150, 150, 84)


class TrashView(PlainTable):
    """Deleted entries; Enter puts the selected ones back."""

    more_wanted = Signal()
    """The end of what was read is seen."""
    put_back = Signal(object)
    """Ids of the entries to put back."""

    def __init__(self) -> None:
        headers = (_("Table"), _("What"), _("Deleted"), _("By"), _("Days left"))
        self.rows: tuple[Trashed, ...] = ()
        self._model = PlainRows(headers, right=frozenset({4}))
        super().__init__(self._model, _("What was deleted"), _WIDTHS, several=True)
        self._whole = True
        self.wanted.connect(lambda: self.put_back.emit(self.selected()))
        self.verticalScrollBar().valueChanged.connect(self._look)

    def show_trash(self, rows: Sequence[Trashed], zone: str, this_year: int, *, whole: bool) -> None:
        """Show what is in the trash, in the order given; `whole`: there is no more."""
        self.rows, self._whole = tuple(rows), whole
        self._model.show_rows([_row(each, zone, this_year) for each in rows])

    def _look(self, value: int) -> None:
        if not self._whole and value >= self.verticalScrollBar().maximum():
            self._whole = True  # asked once; what comes says whether there is more
            self.more_wanted.emit()

    def selected(self) -> tuple[UUID, ...]:
        """Return the ids of the selected entries."""
        return tuple(self.rows[at].id for at in self.chosen())


def _row(each: Trashed, zone: str, this_year: int) -> tuple[str, ...]:
    day = formats.day(local(each.deleted_us, zone).date(), this_year=this_year)
    return (
        table_name(each.table),
        each.what,
        f"{day}, {formats.clock(each.deleted_us, zone)}",
        each.by or each.device,
        formats.number(each.days_left),
    )
