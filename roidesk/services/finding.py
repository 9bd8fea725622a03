"""Anything by a few letters: contacts, and entries by whom they were with, what they were about, and their notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.domain.completion import plain
from roidesk.domain.model import Contact, Conversion, FxRate, Interaction
from roidesk.services.rows import InteractionRow, interaction_rows
from roidesk.store.lately import Sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from roidesk.analytics.sums.cost import Exchange
    from roidesk.services.completing import Completing
    from roidesk.services.context import Context
    from roidesk.store.reader import Reader

_CONTACTS, _ENTRIES = 5, 4
_AT_ONCE, _AT_A_TIME = 20_000, 10_000
"""So many of the newest entries are looked through at once, and of the older ones in each step: none takes long."""
_LEAST_LETTERS = 3


class FoundContact(NamedTuple):
    """A contact with what is known of them at a glance. `sales` None: nothing, or not in the store's currency.

    `last`: what was last done with them, whose kind a new timer takes over.
    """

    contact: Contact
    times: int
    sales: Fraction | None
    currency: str
    last: InteractionRow | None


class Looked(NamedTuple):
    """Entries that were found so far, newest first.

    `zone`: by whose clock Today tells days and times. `sought` is what older ones are looked through for, from `end`
    (start_us, id) on; None: nothing is left to look at.
    """

    rows: tuple[InteractionRow, ...]
    zone: str
    sought: Sought | None = None
    end: tuple[int, UUID] | None = None


class Finding:
    """Looks through one store. Each look is bounded, however much there is; entries are looked through in steps."""

    def __init__(self, context: Context, completing: Completing) -> None:
        self._context = context
        self._completing = completing

    def contacts(self, text: str) -> tuple[FoundContact, ...]:
        """Return the contacts whose name or an address fits best, those spoken with lately first."""
        return self.about([each.id for each in self.people(text, _CONTACTS)])

    def people(self, text: str, limit: int) -> tuple[Contact, ...]:
        """Return the same contacts without what is known of them: found as the entry line finds them."""
        if not text.strip():
            return ()
        read = self._context.read()
        known = [read.get(Contact, id_) for id_ in self._completing.people(text, limit)]
        # Nothing fits, or it has not been read yet.
        return tuple(filter(None, known)) or tuple(read.contacts_starting(text, limit))

    def about(self, contacts: Sequence[UUID]) -> tuple[FoundContact, ...]:
        """Return a few contacts, in their order, with what is known of them."""
        from roidesk.analytics.sums.cost import Exchange  # only here: a palette is rarely the first thing

        read, settings = self._context.read(), self._context.settings()
        exchange = Exchange(read.all(FxRate), settings.currency)
        met = read.touches(contacts)
        found = []
        for each in filter(None, (read.get(Contact, id_) for id_ in contacts)):
            last = interaction_rows(read, read.with_contacts([each.id], 1))
            times = met[each.id].times if each.id in met else 0
            sales = _sales(read.of_contact(Conversion, each.id), exchange)
            found.append(FoundContact(each, times, sales, settings.currency, last[0] if last else None))
        return tuple(found)

    def entries(self, text: str, contacts: Sequence[UUID] = ()) -> Looked:
        """Return the newest entries with some contacts, or whose note, campaign, topic, brand or product is so.

        The newest are looked through at once; `older` goes on from there.
        """
        read = self._context.read()
        wanted = plain(text).lstrip("@#&%^")
        rows, zone = _newest(read, read.with_contacts(contacts, _ENTRIES)), self._context.settings(read).zone
        if len(wanted) < _LEAST_LETTERS or len(rows) == _ENTRIES:
            return Looked(rows, zone)
        names = read.catalogue()
        topics, brands, products = (
            tuple(each.id for each in named if plain(each.name).startswith(wanted))
            for named in (names.topics, names.brands, names.products)
        )
        sought = Sought(text.strip().lstrip("@#&%^"), topics, brands, products)
        return _looked_on(read, Looked(rows, zone, sought), _AT_ONCE)

    def older(self, looked: Looked) -> Looked:
        """Look through the next stretch of older entries and return what was found so far."""
        return _looked_on(self._context.read(), looked, _AT_A_TIME)


def _looked_on(read: Reader, looked: Looked, most: int) -> Looked:
    if looked.sought is None:
        return looked
    stretch = read.looked_through(looked.sought, most, _ENTRIES, looked.end)
    known = {row.interaction.id: row.interaction for row in looked.rows}
    found = known | {each.id: each for each in filter(None, (read.get(Interaction, id_) for id_ in stretch.found))}
    rows = looked.rows if len(found) == len(known) else _newest(read, found.values())
    over = stretch.end is None or len(rows) == _ENTRIES
    return Looked(rows, looked.zone, None if over else looked.sought, None if over else stretch.end)


def _newest(read: Reader, found: Iterable[Interaction]) -> tuple[InteractionRow, ...]:
    """Return the newest of some entries as rows."""
    newest = sorted(found, key=lambda each: (each.start_us, each.id), reverse=True)[:_ENTRIES]
    return tuple(interaction_rows(read, newest))


def _sales(conversions: Iterable[Conversion], exchange: Exchange) -> Fraction | None:
    """Return what was bought, in major units of the store's currency; None: nothing, or a rate is missing."""
    from roidesk.analytics.one_contact import sales

    kept = [each for each in conversions if each.deleted_us is None]
    return sales(kept, exchange) if any(each.booked for each in kept) else None
