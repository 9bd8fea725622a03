"""Who bought and is known by an address only: proposals of who that may be. Nothing is ever matched by itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.domain.likeness import Alike, alike, keys
from roidesk.domain.model import Audience, Contact, Conversion
from roidesk.services.people import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roidesk.domain.changes import Changes
    from roidesk.services.context import Context

_MOST = 200
_PROPOSED = 3


class Proposal(NamedTuple):
    """Somebody we spoke with who may be the one who bought, and why."""

    contact: Contact
    why: Alike


class UnmatchedRow(NamedTuple):
    """Somebody of whom conversions are known and with whom nobody is known to have spoken.

    `conversions` newest first; `proposals`: the likeliest first.
    """

    contact: Contact
    conversions: tuple[Conversion, ...]
    proposals: tuple[Proposal, ...]


class Unmatched:
    """The list of who bought and was never met, as far as the store knows."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def rows(self) -> tuple[UnmatchedRow, ...]:
        """Return those to ask about, those with a proposal first, then the newest; at most 200.

        Who is said to be somebody new (an audience is given) is asked about no more.
        """
        read = self._context.read()
        with read.snapshot():
            bought = _by_contact(read.all(Conversion))
            touched = read.touched_among(bought)
            asked = [
                each
                for each in read.among(Contact, "id", set(bought) - touched)
                if each.merged_into_id is None and each.audience is None and each.anonymised_us is None
            ]
            if not asked:
                return ()
            joined = set(read.merged_contacts().values())
            asked = [each for each in asked if each.id not in joined]
            known = _Index(read.all(Contact))
        rows = [UnmatchedRow(each, tuple(bought[each.id]), known.proposals(each)) for each in asked]
        rows.sort(key=lambda row: (not row.proposals, -row.conversions[0].at_us, row.contact.id))
        return tuple(rows[:_MOST])

    def match(self, contact_id: UUID, with_whom: UUID) -> Changes:
        """Say that it is somebody we know: the address is theirs from then on, also for later orders."""
        return merged(self._context, contact_id, with_whom)

    def is_new(self, contact_id: UUID) -> Changes:
        """Say that it is nobody we know: a customer of their own."""
        with self._context.unit("edit") as unit:
            contact = unit.read.get(Contact, contact_id)
            if contact is not None:
                unit.put(replace(contact, audience=Audience.CUSTOMER))
        return unit.changes


class _Index:
    """Contacts by the words of their names and addresses."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._by_word: dict[str, list[Contact]] = defaultdict(list)
        for each in contacts:
            if each.merged_into_id is None and each.anonymised_us is None:
                for word in keys((each.name, *each.handles)):
                    self._by_word[word].append(each)

    def proposals(self, contact: Contact) -> tuple[Proposal, ...]:
        called = (contact.name, *contact.handles)
        near = {each.id: each for word in keys(called) for each in self._by_word.get(word, ()) if each.id != contact.id}
        found = [
            Proposal(each, why)
            for each in near.values()
            if (why := alike(called, (each.name, *each.handles))) is not None
        ]
        return tuple(sorted(found, key=lambda each: (each.why, each.contact.name))[:_PROPOSED])


def _by_contact(conversions: Iterable[Conversion]) -> dict[UUID, list[Conversion]]:
    found: dict[UUID, list[Conversion]] = defaultdict(list)
    for each in sorted(conversions, key=lambda each: (each.at_us, each.id), reverse=True):
        if each.contact_id is not None and each.interaction_id is None and not each.refund:
            found[each.contact_id].append(each)
    return found
