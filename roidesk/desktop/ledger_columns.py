"""Which columns of which table are shown."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from roidesk.desktop.models.ledger_words import shown_at_first
from roidesk.desktop.widgets.ledger_table import LedgerTable
from roidesk.i18n.tables import column_name


class LedgerColumns(QObject):
    """Lets a person choose, and shows what was chosen while the window is open."""

    def __init__(self, table: LedgerTable) -> None:
        super().__init__(table)
        self._table = table
        self._chosen: dict[str, tuple[str, ...]] = {}

    def shown(self) -> tuple[str, ...]:
        """Return the columns of the present table that are shown, in their order."""
        model = self._table.ledger
        return self._chosen.get(model.table) or shown_at_first(model.table, tuple(model.columns))

    def show(self) -> None:
        """Show them, and hide the others."""
        self._table.show_columns(self.shown())

    def ask(self, beside: QWidget) -> None:
        """Let a person choose."""
        menu = QMenu(beside)
        menu.aboutToHide.connect(menu.deleteLater)
        for each in self._table.ledger.columns:
            action = menu.addAction(column_name(self._table.ledger.table, each.name))
            action.setCheckable(True)
            action.setChecked(each.name in self.shown())
            action.toggled.connect(lambda on, name=each.name: self.toggle(name, on=on))
        menu.popup(beside.mapToGlobal(beside.rect().bottomLeft()))

    def toggle(self, name: str, *, on: bool) -> None:
        """Show or hide a column; one always stays."""
        model = self._table.ledger
        chosen = {*self.shown(), name} if on else set(self.shown()) - {name}
        if chosen:
            self._chosen[model.table] = tuple(each.name for each in model.columns if each.name in chosen)
            self.show()
