"""Above and below the ledger's table: which table is shown, and what can be done with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.ledger_words import TABS
from roidesk.desktop.widgets.bulk_buttons import BulkButtons
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.choice_button import ChoiceButton
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import ElidedLabel, frame, label
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n.tables import table_name

TRASH = "trash"
"""What stands beside the tables: the deleted entries of all of them."""


class TableTabs(QWidget):
    """The tables by name, with how many rows each has; those less used are under "More", the trash stands last."""

    chosen = Signal(str)
    """The name of the table asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self._narrow = False
        self._group = QButtonGroup(self)
        self._tabs = {each: _tab(table_name(each)) for each in TABS}
        self.more = _tab(_("More"))
        box = FlowLayout(style.px(4))
        self.setLayout(box)
        for table, tab in self._tabs.items():
            self._group.addButton(tab)
            box.addWidget(tab)
            tab.taken.connect(partial(self._choose, table))
        self.trash = _tab(_("Trash"))
        for tab in (self.more, self.trash):
            self._group.addButton(tab)
            box.addWidget(tab)
        self.more.taken.connect(self._open)
        self.trash.taken.connect(partial(self._choose, TRASH))
        self._tabs[TABS[0]].mark()
        self._current = TABS[0]

    def count(self, counts: Mapping[str, int]) -> None:
        """Show how many rows the tables have."""
        self._counts = counts
        self._name()

    def mark(self, table: str) -> None:
        """Mark the table that is shown."""
        self._current = table
        (self.trash if table == TRASH else self._tabs.get(table, self.more)).mark()
        self._name()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the counts out where there is little room."""
        self._narrow = narrow
        self._name()

    def _choose(self, table: str) -> None:
        self.chosen.emit(table)

    def _name(self) -> None:
        for table, tab in self._tabs.items():
            tab.setText(self._said(table))
        elsewhere = self._current not in self._tabs and self._current != TRASH
        self.more.setText(_("More: {table}").format(table=self._said(self._current)) if elsewhere else _("More"))

    def _said(self, table: str) -> str:
        count = self._counts.get(table)
        name = table_name(table)
        return name if count is None or self._narrow else f"{name} {formats.number(count)}"

    def _open(self) -> None:
        self.mark(self._current)
        menu = QMenu(self)
        for table, count in self._counts.items():
            if table not in self._tabs:
                text = f"{table_name(table)}  {formats.number(count)}"
                menu.addAction(text, partial(self._choose, table))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class BulkBar(QWidget):
    """Below the table: what can be done with the selected rows, or with the row being filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "strong")
        self.delete = Button(_("Delete"), "trash-2", kind="danger", keys=_("Del"))
        self.history = Button(_("History…"), "history", keys=_("Ctrl+H"))
        self.back = Button(_("Put back"), "undo-2", kind="primary", keys=_("Enter"))
        self.erase = Button(_("Erase…"))
        self._trash, self._contacts = False, False
        self.save = Button(_("Save the row"), "check", kind="primary", keys=_("Ctrl+Enter"))
        self.leave = Button(_("Leave it"), keys=_("Esc"))
        self.bulk = BulkButtons()
        self._keys = ElidedLabel("", "hint")
        self._keys.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._rest = QWidget()
        bar = frame("footer")
        box = QHBoxLayout(bar)
        box.setContentsMargins(style.px(12), style.px(6), style.px(12), style.px(6))
        box.setSpacing(style.px(8))
        for each in (self.words, self.save, self.leave, self.back):
            box.addWidget(each)
        box.addWidget(self.bulk, 1)
        for each in (self.history, self.delete, self.erase):
            box.addWidget(each)
        box.addWidget(self._rest, 1)
        box.addWidget(self._keys)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(bar)
        self.tell_draft(None)
        self.set_trash(on=False)

    def set_trash(self, *, on: bool) -> None:
        """Offer what can be done with deleted rows, or with those that are there."""
        self._trash = on
        there = _("F2 edit · Del delete · Ins add · Ctrl+H history")
        self._keys.setText(_("Enter put back · Ctrl+H history") if on else there)

    def set_contacts(self, *, on: bool) -> None:
        """Offer to erase one, where the rows are contacts."""
        self._contacts = on

    def tell(self, selected: int, time: str = "") -> None:
        """Show how many rows are selected, and how long they took."""
        if self.save.isVisibleTo(self):
            return
        words = ngettext("{count} row selected", "{count} rows selected", selected)
        said = words.format(count=formats.number(selected)) if selected else ""
        self.words.setText(" · ".join(filter(None, (said, time))))
        self.delete.setVisible(selected > 0 and not self._trash)
        self.erase.setVisible(selected == 1 and self._contacts)
        self.back.setVisible(selected > 0 and self._trash)
        self.history.setVisible(selected == 1)
        self._show_bulk(on=selected > 1 and not self._trash)

    def tell_draft(self, needs: str | None) -> None:
        """Show what a new row still needs; None: there is no new row."""
        drafting = needs is not None
        self.save.setVisible(drafting)
        self.leave.setVisible(drafting)
        for each in (self.delete, self.back, self.history, self.erase):
            each.setVisible(False)
        self._show_bulk(on=False)
        self.save.setEnabled(not needs)
        self.words.setText((needs or _("New row")) if drafting else "")

    def _show_bulk(self, *, on: bool) -> None:
        self.bulk.setVisible(on)
        for each in (self._rest, self._keys):
            each.setVisible(not on)


def _tab(text: str) -> ChoiceButton:
    made = ChoiceButton(text)
    made.setProperty("role", "tab")
    return made
