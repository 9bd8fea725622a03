"""Contacts by the month of their first touch: what they took and what they brought, by age (analytics.md 5.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from roidesk.analytics import gates
from roidesk.domain.figure import Figure

_WEEK = 7
MOST_AGES = 104
"""Weeks of age that a row has cells for, at most."""


class Apart(StrEnum):
    """The rows that are no cohort."""

    BEFORE = "(before)"
    """Contacts whose first touch lies before the period: how old they are is known, what they took before is not."""
    NO_CONTACT = "(no contact)"
    """Time and sales of which nobody knows with whom."""
    NO_TOUCH = "(no touch)"
    """Sales to contacts nobody had touched before."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Labour on a day with a contact; None: with nobody known, or no hourly cost is known."""

    day: date
    contact: UUID | None
    labour: Fraction | None


@dataclass(frozen=True, slots=True)
class Returned:
    """What a sale, or a refund (`sales` 0), brought on a day; `amount` None: not known.

    `touched`: whether somebody had been in touch with the contact by then.
    """

    day: date
    contact: UUID | None
    touched: bool
    amount: Fraction | None
    sales: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What was spent and what came of it, and whether all of either is known."""

    labour: Fraction = Fraction(0)
    returned: Fraction = Fraction(0)
    labour_unknown: bool = False
    returned_unknown: bool = False
    sales: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.labour + other.labour,
            self.returned + other.returned,
            self.labour_unknown or other.labour_unknown,
            self.returned_unknown or other.returned_unknown,
            self.sales + other.sales,
        )

    @property
    def covers(self) -> bool:
        """Whether what came back covers what was spent, for certain."""
        return not (self.labour_unknown or self.returned_unknown) and self.returned >= self.labour > 0

    def as_json(self, currency: str) -> dict[str, object]:
        """Return labour, what came back, and what came back for 1 of labour, as figures."""
        return {
            "labour": Figure(self.labour, currency, reason=_missing(self.labour_unknown)).as_json(),
            "returned": Figure(self.returned, currency, self.sales, reason=_missing(self.returned_unknown)).as_json(),
            "ratio": self.ratio.as_json(),
        }

    @property
    def ratio(self) -> Figure:
        """What came back for 1 of labour."""
        if self.labour_unknown or self.returned_unknown:
            known = self.labour > 0 and not self.returned_unknown
            value = self.returned / self.labour if known else None
            return Figure(value, "ratio", self.sales, reason="rate_missing", at_most=known)
        if not self.labour:
            return Figure(None, "ratio", self.sales, reason="no_cost" if self.returned else "nothing_recorded")
        withheld = gates.reason(self.sales, gates.ENOUGH_CLUSTERS)
        return Figure(self.returned / self.labour, "ratio", self.sales, reason=withheld)


def _missing(unknown: bool) -> str | None:  # noqa: FBT001 - reads as what it says
    return "rate_missing" if unknown else None


@dataclass(frozen=True, slots=True)
class Cohort:
    """One row: a month ("2026-06") or one of `Apart`, with how many contacts and buyers, and its sums so far.

    `ages`: cumulative sums at the end of each week of age, the first seven days of each contact first; only weeks that
    every contact of the row has lived through. `payback_age`: the first at whose end what came back covers labour.
    """

    name: str
    contacts: int
    buyers: int
    so_far: Sums
    ages: tuple[Sums, ...] = ()
    payback_age: int | None = None

    def as_json(self, currency: str) -> dict[str, object]:
        """Return the row; ages not yet lived through are not there."""
        return {
            "cohort": self.name,
            "contacts": Figure(self.contacts, "count").as_json(),
            "buyers": Figure(self.buyers, "count", self.contacts).as_json(),
            **self.so_far.as_json(currency),
            "payback_age_weeks": self.payback_age,
            "cells": [{"age_weeks": age, **sums.as_json(currency)} for age, sums in enumerate(self.ages)],
        }


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The rows, months in order and then those apart; they add up to all labour and all that came back."""

    rows: tuple[Cohort, ...] = ()

    def as_json(self, currency: str) -> list[dict[str, object]]:
        """Return the rows."""
        return [row.as_json(currency) for row in self.rows]


@dataclass(slots=True)
class _Sum:
    """Sums while they are being added up."""

    labour: Fraction = Fraction(0)
    returned: Fraction = Fraction(0)
    labour_unknown: bool = False
    returned_unknown: bool = False
    sales: int = 0

    @property
    def done(self) -> Sums:
        return Sums(self.labour, self.returned, self.labour_unknown, self.returned_unknown, self.sales)


_ByAge = dict[int, _Sum]
"""Sums by age: whole weeks since the contact's first touch."""


def cohorts(
    first: Mapping[UUID, date], before: frozenset[UUID], spent: Iterable[Spent], got: Iterable[Returned], last: date
) -> Cohorts:
    """Return contacts by the month of their first touch.

    `first`: the day each contact was first touched on in the period; `before`: those of them, and others, that had been
    touched before it. `last`: the day up to which everything is known.
    """
    rows: dict[str, _ByAge] = defaultdict(lambda: defaultdict(_Sum))
    buyers: dict[str, set[UUID]] = defaultdict(set)
    for each in spent:
        into = rows[_row(each.contact, first, before)][_age(each.contact, each.day, first)]
        into.labour_unknown |= each.labour is None
        into.labour += each.labour or 0
    for sale in got:
        row = _row(sale.contact, first, before) if sale.touched or sale.contact is None else Apart.NO_TOUCH.value
        into = rows[row][_age(sale.contact, sale.day, first)]
        into.returned_unknown |= sale.amount is None
        into.returned += sale.amount or 0
        into.sales += sale.sales
        if sale.contact is not None and sale.sales:
            buyers[row].add(sale.contact)
    members: dict[str, list[date]] = defaultdict(list)
    for contact, day in first.items():
        members[_row(contact, first, before)].append(day)
    return Cohorts(
        tuple(
            _cohort(name, members.get(name, ()), len(buyers[name]), rows.get(name, {}), last)
            for name in sorted({*rows, *members}, key=_place)
        )
    )


def _row(contact: UUID | None, first: Mapping[UUID, date], before: frozenset[UUID]) -> str:
    if contact is None:
        return Apart.NO_CONTACT.value
    if contact in before or contact not in first:
        return Apart.BEFORE.value
    return first[contact].isoformat()[:7]


def _age(contact: UUID | None, day: date, first: Mapping[UUID, date]) -> int:
    known = first.get(contact) if contact is not None else None
    return max((day - known).days // _WEEK, 0) if known is not None else 0


def _place(name: str) -> tuple[int, str]:
    apart = [each.value for each in Apart]
    return (1 + apart.index(name), "") if name in apart else (0, name)


def _cohort(name: str, members: Sequence[date], buyers: int, by_age: Mapping[int, _Sum], last: date) -> Cohort:
    so_far = sum((each.done for each in by_age.values()), Sums())
    contacts = buyers if name == Apart.NO_TOUCH else len(members)
    if name in {each.value for each in Apart}:
        return Cohort(name, contacts, buyers, so_far)
    lived = ((last - max(members)).days + 1) // _WEEK
    ages, sums = [], Sums()
    for age in range(min(lived, MOST_AGES)):
        if age in by_age:
            sums += by_age[age].done
        ages.append(sums)
    paid = next((age for age, each in enumerate(ages) if each.covers), None)
    return Cohort(name, contacts, buyers, so_far, tuple(ages), paid)
