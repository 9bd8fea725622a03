"""Interactions that a filter keeps, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from roidesk.analytics.sums.filtering import Decides, keeps
from roidesk.domain.errors import UserError
from roidesk.domain.filters import Expression, Filter, bind, conditions
from roidesk.domain.filters.fields import OF_OUTCOMES
from roidesk.domain.model import Interaction
from roidesk.services.contacts import Contacts

if TYPE_CHECKING:
    from roidesk.store.reader import Reader

_PAGE = 1024


def matching(read: Reader, where: Expression, after: Interaction | None = None) -> Iterator[Interaction]:
    """Yield the interactions that a filter keeps, newest first, those older than `after`; merged contacts are one.

    `UserError`: `where_not_here` for what only conversions say, and what `bind` raises; nothing is read then.
    """
    return _pages(read, keeps(bound(read, where)), after)


def matching_of(read: Reader, where: Expression, interactions: Iterable[Interaction]) -> Iterator[Interaction]:
    """Yield those of some interactions that a filter keeps, in their order; `UserError` as `matching`."""
    return _kept(read, keeps(bound(read, where)), interactions)


def bound(read: Reader, where: Expression) -> Filter:
    """Return a filter of interactions for a store; `UserError` as `matching`."""
    for each in conditions(where):
        if each.name in OF_OUTCOMES:
            raise UserError("where_not_here", text=each.name, column=each.column)
    return bind(where, read.catalogue(), Contacts(read))


def _pages(read: Reader, kept: Decides, after: Interaction | None) -> Iterator[Interaction]:
    last = after
    while page := read.page(before=(last.start_us, last.id) if last else None, limit=_PAGE):
        yield from _kept(read, kept, page)
        last = page[-1]


def _kept(read: Reader, kept: Decides, interactions: Iterable[Interaction]) -> Iterator[Interaction]:
    names, into = read.catalogue(), read.merged_contacts()
    for each in interactions:
        whole = into.get(each.contact_id) if each.contact_id else None
        if kept(replace(each, contact_id=whole) if whole else each, names):
            yield each
