"""The menu of the ledger's rows: everything that a key or a button does with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt

from roidesk.desktop.kept import desk_settings
from roidesk.desktop.models.bulk_fields import fields_of
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.link_popup import LinkPopup
from roidesk.desktop.widgets.menus import Entry, menu_of
from roidesk.domain.quickline import SEVERAL
from roidesk.i18n import _
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk

if TYPE_CHECKING:
    from roidesk.desktop.pages.ledger import LedgerPage


class LedgerMenu(QObject):
    """Belongs to one page."""

    def __init__(self, desk: Desk, tasks: Tasks, page: LedgerPage) -> None:
        super().__init__(page)
        self._desk, self._tasks, self._page = desk, tasks, page
        self._link: LinkPopup | None = None
        page.table.customContextMenuRequested.connect(self.show_at)
        page.table.lettered.connect(self._do_key)

    def show_at(self, place: QPoint) -> None:
        """Show what can be done with the selected rows."""
        page, at = self._page, self._page.table.viewport().mapToGlobal(place)
        chosen = page.table.selected()
        if not chosen or page.model.draft is not None:
            return
        delete = Entry(_("Delete"), _("Del"), None if self._desk.read_only else lambda: page.table.deleted.emit(chosen))
        if page.selection.count > 1:
            change = self._changes(at)
            menu_of(page, [change, [delete]] if change else [[delete]]).popup(at)
            return
        edit = Entry(_("Edit"), _("F2"), lambda: page.table.edit(page.table.currentIndex()))
        history = Entry(_("History…"), _("Ctrl+H"), page.bulk.history.click)
        menu_of(page, [[edit, history, *self._of_one(chosen[0], at)], [delete]]).popup(at)

    def _changes(self, at: QPoint) -> list[Entry]:
        """Return what can be changed of several rows at once."""
        page = self._page
        able = self._desk.bulk.changeable(page.current) and not self._desk.read_only
        fields = fields_of(page.current, page.model.columns) if able else ()
        return [
            Entry(_("{what}…").format(what=each.words), "", partial(page.selection.change, each, at)) for each in fields
        ]

    def _of_one(self, which: UUID, at: QPoint) -> list[Entry]:
        """Return what can be done with one row of this table only."""
        page, found = self._page, []
        if page.current == "interactions" and not self._desk.read_only:
            found.append(Entry(_("Do it again"), _("D"), lambda: self._repeat(which)))
            found.append(Entry(_("Link a conversion…"), _("C"), lambda: self._ask_link(which, at)))
            found.append(Entry(_("Pin it"), _("P"), lambda: self._pin(which)))
        row = page.model.row_of(which)
        cells = page.model.cells_of(row) if row is not None else {}
        name = cells.get("name" if page.current == "contacts" else "contact", "")
        if name and name != SEVERAL:
            key = _("O") if page.current == "interactions" else ""
            found.append(Entry(_("Open {contact}").format(contact=name), key, lambda: self._open(which)))
        return found

    def _do_key(self, which: UUID, key: Qt.Key) -> None:
        """Do what a letter does with an interaction, here as on Today; letters only where they are wanted."""
        table = self._page.table
        letters: dict[Qt.Key, Callable[[], None]] = {Qt.Key.Key_O: lambda: self._open(which)}
        if not self._desk.read_only:
            corner = table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomRight())
            letters |= {
                Qt.Key.Key_D: lambda: self._repeat(which),
                Qt.Key.Key_C: lambda: self._ask_link(which, corner),
                Qt.Key.Key_P: lambda: self._pin(which),
            }
        if key in letters and desk_settings().letters:
            letters[key]()

    def _repeat(self, which: UUID) -> None:
        """Do again what an interaction says: starts a timer."""
        timers = self._desk.timers
        self._tasks.write(lambda: timers.start_like(which), lambda _started: self._page.done.emit(_("Started again")))

    def _pin(self, which: UUID) -> None:
        """Keep what an interaction says on a number key."""
        pins = self._desk.pins
        self._tasks.write(lambda: pins.pin(which), lambda _changes: self._page.done.emit(_("Pinned")))

    def _ask_link(self, which: UUID, at: QPoint) -> None:
        """Ask what one interaction led to."""
        if self._link is None:
            self._link = LinkPopup(self._page)
            self._link.chosen.connect(self._save_link)
        self._link.ask(which, self._page.selection.kinds, self._page.draft.begun["currency"], at)

    def _save_link(self, which: UUID, kind: str, amount: str) -> None:
        outcomes, popup = self._desk.outcomes, self._link
        if popup is not None:
            self._tasks.write(
                lambda: outcomes.link(which, kind, amount or None),
                lambda _changes: popup.hide(),
                lambda error: popup.refuse(explain(error)),
            )

    def _open(self, which: UUID) -> None:
        """Go to the page of the contact a row is, or speaks of."""
        views, table = self._desk.ledger_views, self._page.current

        def opened(contact: UUID | None) -> None:
            if contact is not None:
                self._page.contact_wanted.emit(contact)

        self._tasks.glance(lambda: views.contact(table, which), opened)
