"""Interactions that a filter keeps, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from roidesk.analytics.sums.filtering import Decides, keeps
from roidesk.domain.errors import UserError
from roidesk.domain.filters import Expression, bind, conditions
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
    for each in conditions(where):
        if each.name in OF_OUTCOMES:
            raise UserError("where_not_here", text=each.name, column=each.column)
    names = read.catalogue()
    return _kept(read, keeps(bind(where, names, Contacts(read))), after)


def _kept(read: Reader, kept: Decides, after: Interaction | None) -> Iterator[Interaction]:
    names, into = read.catalogue(), read.merged_contacts()
    last = after
    while page := read.page(before=(last.start_us, last.id) if last else None, limit=_PAGE):
        for each in page:
            whole = into.get(each.contact_id) if each.contact_id else None
            if kept(replace(each, contact_id=whole) if whole else each, names):
                yield each
        last = page[-1]
