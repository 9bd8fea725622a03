"""What the menus and keys of Today do: with one row, with several, with a block of the strip, with a gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt

from roidesk.desktop.bulk_edits import BulkEdits
from roidesk.desktop.fine_overlaps import call_fine, doubtful
from roidesk.desktop.kept import desk_settings
from roidesk.desktop.models.bulk_fields import BulkField
from roidesk.desktop.models.cell_edits import Column
from roidesk.desktop.models.interactions import conversion_words
from roidesk.desktop.models.strip import Block, Grip, span_of
from roidesk.desktop.widgets.link_popup import LinkPopup
from roidesk.desktop.widgets.menus import Entry, menu_of
from roidesk.desktop.widgets.overlaps_dialog import OverlapsDialog
from roidesk.domain.instants import MINUTE, Span
from roidesk.domain.reshaping import Overlap, overlaps
from roidesk.i18n import _, formats, words
from roidesk.i18n.sentences import explain
from roidesk.services.rows import InteractionRow

if TYPE_CHECKING:
    from roidesk.desktop.pages.today import TodayPage

Act = Callable[[], object]


class TodayMenus(QObject):
    """Belongs to one page and knows its rows; what is written goes through the page's acts."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._link: LinkPopup | None = None
        self._overlaps: OverlapsDialog | None = None
        self._all_overlaps = False
        self._bulk: BulkEdits | None = None

    # ------------------------------------------------------------ menus

    def of_rows(self, chosen: Sequence[UUID], place: QPoint) -> None:
        """Show what can be done with the selected rows."""
        row = self._page.row(chosen[0]) if chosen else None
        if row is None:
            return
        if len(chosen) > 1:
            groups = [
                [self._join_entry(chosen)],
                [Entry(_("Delete"), _("Del"), lambda: self._page.acts.delete(chosen))],
            ]
            menu_of(self._page, groups).popup(place)
            return
        edit = Entry(_("Edit"), _("F2"), lambda: self._page.table.edit(self._page.table.currentIndex()))
        menu_of(self._page, [[edit, *self._of_one(row)], *self._rest(row)]).popup(place)

    def of_strip(self, item: Block | Span | None, us: int, place: QPoint) -> None:
        """Show what can be done with a block or a gap of the strip, at an instant."""
        strip = self._page.strip
        zoom = [
            Entry(_("Zoom in"), "+", lambda: strip.zoom(2, us)),
            Entry(_("Zoom out"), "−", lambda: strip.zoom(0.5, us)),
            Entry(_("Whole day"), "0", strip.fit),
        ]
        row = self._page.row(item.id) if isinstance(item, Block) else None
        if isinstance(item, Span):
            words_ = _("Log what you did from {start} to {end}").format(
                start=formats.clock(item.start, self._page.zone), end=formats.clock(item.end, self._page.zone)
            )
            menu_of(self._page, [[Entry(words_, _("Enter"), lambda: self._page.acts.fill(item))], zoom]).popup(place)
        elif row is None or not isinstance(item, Block):
            menu_of(self._page, [zoom]).popup(place)
        else:
            times = [
                Entry(_("Move"), _("Enter"), lambda: strip.take(Grip.WHOLE, item)),
                self._split_entry(item, us),
                self._join_entry(self._with_next(item.id)),
                self._overlaps_entry(item.id),
            ]
            edit = Entry(_("Edit"), _("F2"), lambda: self._page.edit_words(item.id))
            menu_of(self._page, [times, [edit, *self._of_one(row)], *self._rest(row), zoom]).popup(place)

    def do_key(self, item: Block | Span, key: Qt.Key) -> None:
        """Do what a key does where the keyboard is in the strip; letters only where they are wanted."""
        page = self._page
        if not isinstance(item, Block) or item.running:
            return
        letters: dict[Qt.Key, Act] = {
            Qt.Key.Key_S: lambda: page.strip.take(Grip.CUT, item),
            Qt.Key.Key_J: lambda: self.join(self._with_next(item.id)),
            Qt.Key.Key_D: lambda: page.acts.repeat(item.id),
            Qt.Key.Key_C: lambda: self.ask_link(item.id),
            Qt.Key.Key_O: lambda: page.open_contact(item.id),
            Qt.Key.Key_P: lambda: page.acts.pin(item.id),
        }
        always: dict[Qt.Key, Act] = {
            Qt.Key.Key_F2: lambda: page.edit_words(item.id),
            Qt.Key.Key_Delete: lambda: page.acts.delete([item.id]),
        }
        act = always.get(key) or (letters.get(key) if desk_settings().letters else None)
        if act is not None:
            act()

    # ------------------------------------------------------------ what they do

    def join(self, chosen: Sequence[UUID]) -> None:
        """Make one of the selected rows, or of one and the next."""
        self._page.acts.join(chosen if len(chosen) != 1 else self._with_next(chosen[0]))

    def split(self, which: UUID) -> None:
        """Choose in the strip where to split."""
        block = next((each for each in self._blocks() if each.id == which), None)
        if block is not None:
            self._page.strip.take(Grip.CUT, block)

    def change_many(self, field: BulkField, corner: QPoint) -> None:
        """Change something of all selected rows."""
        if self._bulk is None:
            self._bulk = BulkEdits(self._page.desk, self._page.tasks, self._page)
            self._bulk.done.connect(self._page.done)
        self._bulk.ask(field, self._page.table.selected(), self._page.kinds, corner)

    def ask_link(self, which: UUID) -> None:
        """Ask what an interaction led to."""
        page = self._page
        if self._link is None:
            self._link = LinkPopup(page)
            self._link.chosen.connect(self._save_link)
        cell = page.table.visualRect(page.model.index(page.model.row_of(which) or 0, Column.LED_TO))
        self._link.ask(which, page.kinds, page.currency, page.table.viewport().mapToGlobal(cell.bottomRight()))

    def show_overlaps(self) -> None:
        """List what overlaps and may be a slip."""
        self._list_overlaps(every=False)

    def refresh(self) -> None:
        """Bring what is open up to date with the day."""
        if self._overlaps is not None and self._overlaps.isVisible():
            self._overlaps.show_overlaps(self._found(), self._name, self._page.zone)

    def _save_link(self, which: UUID, kind: str, amount: str) -> None:
        outcomes, popup = self._page.desk.outcomes, self._link
        if popup is not None:
            self._page.tasks.write(
                lambda: outcomes.link(which, kind, amount or None),
                lambda _changes: popup.hide(),
                lambda error: popup.refuse(explain(error)),
            )

    def _list_overlaps(self, *, every: bool) -> None:
        self._all_overlaps = every
        if self._overlaps is None:
            self._overlaps = OverlapsDialog(self._page)
            self._overlaps.chosen.connect(self._page.acts.repair)
            self._overlaps.fine.connect(self._fine)
        self._overlaps.show_overlaps(self._found(), self._name, self._page.zone)
        if self._overlaps.shown:
            self._overlaps.show()

    def _fine(self, of: Overlap) -> None:
        call_fine(of)
        self._all_overlaps = False
        self.refresh()
        self._page.activated()

    def _found(self) -> tuple[Overlap, ...]:
        each = [row.interaction for row in self._page.day_rows]
        return overlaps(each) if self._all_overlaps else doubtful(each)

    # ------------------------------------------------------------ entries

    def _of_one(self, row: InteractionRow) -> list[Entry]:
        page, which = self._page, row.interaction.id
        entries = [
            Entry(_("Do it again"), _("D"), lambda: page.acts.repeat(which)),
            Entry(_("Link a conversion…"), _("C"), lambda: self.ask_link(which)),
            Entry(_("Pin it"), _("P"), lambda: page.acts.pin(which)),
        ]
        if row.shown.contact is not None:
            name = _("Open {contact}").format(contact=row.shown.contact)
            entries.append(Entry(name, _("O"), lambda: page.open_contact(which)))
        return entries

    def _rest(self, row: InteractionRow) -> list[list[Entry]]:
        """Return what takes something away, in groups."""
        page, outcomes = self._page, self._page.desk.outcomes
        unlinks = [
            Entry(
                _("Take away: {conversion}").format(conversion=conversion_words(each)),
                "",
                lambda which=each.id: page.tasks.write(lambda: outcomes.unlink(which)),  # type: ignore[misc]  # bound early
            )
            for each in row.led_to
        ]
        delete = Entry(_("Delete"), _("Del"), lambda: page.acts.delete([row.interaction.id]))
        return [unlinks, [delete]] if unlinks else [[delete]]

    def _split_entry(self, block: Block, us: int) -> Entry:
        at = us - us % MINUTE
        inside = block.start_us < at < block.end_us
        said = _("Split at {time}").format(time=formats.clock(at, self._page.zone)) if inside else _("Split")
        return Entry(said, _("S"), (lambda: self._page.acts.split(block.id, at)) if inside else None)

    def _join_entry(self, chosen: Sequence[UUID]) -> Entry:
        """Return the entry that joins; what lies between is said, as it becomes time that counts."""
        rows = [row.interaction for each in chosen if (row := self._page.row(each)) is not None]
        rows.sort(key=lambda each: each.start_us)
        between = sum(max(0, after.start_us - before.end_us) for before, after in pairwise(rows))
        said = _("Join with the next") if len(rows) == 2 else _("Join")  # noqa: PLR2004
        if between >= MINUTE:
            length = formats.duration(between - between % MINUTE)
            said = _("{join} (adds the {length} between them)").format(join=said, length=length)
        return Entry(said, _("J"), (lambda: self.join(chosen)) if len(rows) > 1 else None)

    def _overlaps_entry(self, which: UUID) -> Entry:
        every = overlaps(row.interaction for row in self._page.day_rows)
        any_ = any(which in {each.earlier.id, each.later.id} for each in every)
        return Entry(_("What overlaps…"), "", (lambda: self._list_overlaps(every=True)) if any_ else None)

    def _with_next(self, which: UUID) -> tuple[UUID, ...]:
        """Return an interaction and the one that begins after it."""
        blocks = sorted((each for each in self._blocks() if not each.running), key=lambda each: span_of(each).start)
        at = next((n for n, each in enumerate(blocks) if each.id == which), len(blocks))
        return tuple(each.id for each in blocks[at : at + 2])

    def _blocks(self) -> Sequence[Block]:
        return self._page.strip.day.blocks if self._page.strip.day is not None else ()

    def _name(self, which: UUID) -> str:
        row = self._page.row(which)
        if row is None:
            return ""
        who = words.several() if row.interaction.several else row.shown.contact
        return " · ".join(part for part in (row.shown.channel.name, row.shown.kind.name, who) if part)
