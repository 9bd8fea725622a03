"""Contacts one by one: who they are, what was between them and us, and putting two that are one together or apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.analytics.one_contact import ContactFigures, Terms, contact_figures
from roidesk.analytics.sums.cost import Exchange, Wages
from roidesk.domain.catalogue import handle_key
from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, Span
from roidesk.domain.model import Audience, Contact, Conversion, FxRate, Interaction, Rate
from roidesk.services.contacts import Contacts
from roidesk.services.rows import InteractionRow, interaction_rows

if TYPE_CHECKING:
    from roidesk.domain.changes import Changes
    from roidesk.services.context import Context
    from roidesk.services.exporting import ExportReport
    from roidesk.services.waiting import Waiting, WaitingRow
    from roidesk.store.reader import Reader

SHOWN_ENTRIES = 300
"""So many of the newest entries are listed; the figures are of all."""
_CLOSE = 30 * MINUTE
"""What went on beside entries that lie so close together is read at once."""


class Address(NamedTuple):
    """Something a contact is known by. `merged`: the contact it came with, which can be taken out again."""

    text: str
    merged: UUID | None = None
    since_us: int | None = None

    @property
    def mail(self) -> bool:
        """Whether it is an e-mail address."""
        return "@" in self.text[1:]


class ContactCard(NamedTuple):
    """All that the page of a contact shows. `entries` newest first, `outcomes` too; `more`: entries not listed."""

    contact: Contact
    addresses: tuple[Address, ...]
    audience: Audience | None
    interests: tuple[str, ...]
    products: tuple[str, ...]
    customer_since_us: int | None
    figures: ContactFigures
    currency: str
    zone: str
    entries: tuple[InteractionRow, ...]
    more: int
    outcomes: tuple[Conversion, ...]
    waiting: tuple[WaitingRow, ...]
    as_of: int


class People:
    """Contacts of the store. A merged contact is always shown as the one it was merged into."""

    def __init__(self, context: Context, waiting: Waiting) -> None:
        self._context = context
        self._waiting = waiting

    def card(self, contact_id: UUID) -> ContactCard:
        """Return all about a contact. `UserError` `contact_unknown`: there is none, or not any more."""
        context, read = self._context, self._context.read()
        with read.snapshot():
            root, others = _one(read, contact_id)
            ids = [root.id, *(each.id for each in others)]
            entries = sorted(_entries(read, ids), key=lambda each: (each.start_us, each.id))
            outcomes = sorted(_outcomes(read, ids, entries), key=lambda each: (each.at_us, each.id))
            settings, names = context.settings(read), read.catalogue()
            exchange = Exchange(read.all(FxRate), settings.currency)
            figures = contact_figures(
                entries,
                _beside(read, entries),
                outcomes,
                Terms(Wages(read.all(Rate), exchange), exchange, settings.parallel == "full"),
            )
            topics = dict.fromkeys(each for contact in (root, *others) for each in contact.interests)
            sold = (each.product_id for each in outcomes)
            products = dict.fromkeys(filter(None, (*sold, *(each.product_id for each in entries))))
            shown = entries[: -SHOWN_ENTRIES - 1 : -1]
            return ContactCard(
                contact=root,
                addresses=tuple(_addresses(root, others)),
                audience=next((each.audience for each in (root, *others) if each.audience), None),
                interests=tuple(names.topic[each].name for each in topics if each in names.topic),
                products=tuple(names.product[each].name for each in products if each in names.product),
                customer_since_us=next((each.at_us for each in outcomes if each.booked and not each.refund), None),
                figures=figures,
                currency=settings.currency,
                zone=settings.zone,
                entries=interaction_rows(read, shown),
                more=len(entries) - len(shown),
                outcomes=tuple(reversed(outcomes)),
                waiting=self._waiting.list(ids).rows,
                as_of=context.clock.now(),
            )

    def called(self, text: str) -> UUID:
        """Return the contact of a name, an address or an id. `UserError`: `contact_unknown`, `contact_unsure`."""
        found = Contacts(self._context.read()).called(text)
        if not found:
            raise UserError("contact_unknown", text=text)
        if len(found) > 1:
            raise UserError("contact_unsure", text=text, known=", ".join(sorted(map(str, found))))
        return next(iter(found))

    def name(self, contact_id: UUID) -> str:
        """Return what a contact is called now."""
        return _one(self._context.read(), contact_id)[0].name

    def edit(self, contact_id: UUID, cells: Mapping[str, str]) -> Changes:
        """Change columns of a contact, as `contacts.csv` names and writes them."""
        from roidesk.services.ledger import Ledger

        return Ledger(self._context).edit("contacts", contact_id, cells)

    def merge(self, contact_id: UUID, into: UUID) -> Changes:
        """Make two contacts one: all of both is `into`'s from then on, and each keeps its own row, to be taken apart.

        `UserError` `merge_itself`: they are one already.
        """
        return merged(self._context, contact_id, into)

    def take_apart(self, contact_id: UUID, address: Address) -> Changes:
        """Take an address away from a contact: whoever it came with stands alone again, else somebody new has it.

        What was done with them before the two were put together goes back with them.
        """
        with self._context.unit("unmerge") as unit:
            root, others = _one(unit.read, contact_id)
            apart = next((each for each in others if each.id == address.merged), None)
            if apart is not None:
                unit.put(replace(apart, merged_into_id=None))
            elif any(handle_key(each) == handle_key(address.text) for each in root.handles):
                left = tuple(each for each in root.handles if handle_key(each) != handle_key(address.text))
                unit.put(replace(root, handles=left))
                name = address.text.removeprefix("@")
                unit.put(Contact(id=self._context.id(), name=name, handles=(address.text,)))
            else:
                raise UserError("address_only_name", text=address.text)
        return unit.changes

    def export(self, contact_id: UUID, path: Path, form: str = "json") -> ExportReport:
        """Write everything held about a contact to a file (`json`) or a folder (`tables`)."""
        from roidesk.services.contact_export import export_contact

        return export_contact(self._context, path, str(contact_id), form)


def merged(context: Context, contact_id: UUID, into: UUID) -> Changes:
    """Make two contacts one (`People.merge`)."""
    with context.unit("merge") as unit:
        gone, along = _one(unit.read, contact_id)
        root, _already = _one(unit.read, into)
        if gone.id == root.id:
            raise UserError("merge_itself", text=root.name)
        unit.put_many(replace(each, merged_into_id=root.id) for each in (gone, *along))
    return unit.changes


def _one(read: Reader, contact_id: UUID) -> tuple[Contact, tuple[Contact, ...]]:
    """Return who a contact is now, and everybody who was merged into them."""
    found = read.get(Contact, contact_id)
    seen: set[UUID] = set()
    while found is not None and found.merged_into_id is not None and found.id not in seen:
        seen.add(found.id)
        found = read.get(Contact, found.merged_into_id)
    if found is None:
        raise UserError("contact_unknown", text=str(contact_id))
    return found, tuple(sorted(read.where(Contact, merged_into_id=found.id), key=lambda each: each.name))


def _entries(read: Reader, ids: Sequence[UUID]) -> list[Interaction]:
    return [each for id_ in ids for each in read.of_contact(Interaction, id_) if each.deleted_us is None]


def _outcomes(read: Reader, ids: Sequence[UUID], entries: Sequence[Interaction]) -> Iterable[Conversion]:
    """Return what came of a contact: conversions that name them, or that came of an interaction and name nobody."""
    own = {each.id: each for id_ in ids for each in read.of_contact(Conversion, id_) if each.deleted_us is None}
    of_entries = (each for found in read.conversions_of(each.id for each in entries).values() for each in found)
    return (own | {each.id: each for each in of_entries if each.contact_id is None}).values()


def _beside(read: Reader, entries: Sequence[Interaction]) -> list[Interaction]:
    """Return what the same people had open while some interactions (in order of time) went on, but not these."""
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for each in entries:
        of_one, end = spans[each.person_id], max(each.end_us, each.start_us + 1)
        if of_one and each.start_us <= of_one[-1].end + _CLOSE:
            of_one[-1] = Span(of_one[-1].start, max(of_one[-1].end, end))
        else:
            of_one.append(Span(each.start_us, end))
    found = {
        each.id: each
        for person, of_one in spans.items()
        for span in of_one
        for each in read.interactions(span, person=person)
    }
    for each in entries:
        found.pop(each.id, None)
    return list(found.values())


def _addresses(root: Contact, others: Iterable[Contact]) -> Iterable[Address]:
    for text in root.handles:
        yield Address(text)
    for each in others:
        for text in each.handles or (each.name,):
            yield Address(text, each.id, each.edited_us)
