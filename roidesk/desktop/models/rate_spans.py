"""Hourly rates as stretches of time, one after the other for each person. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from roidesk.i18n import _, formats


class Span(NamedTuple):
    """A rate and the days it holds: from the first up to, not including, the last."""

    person: str
    first: date
    last: date
    hourly: Decimal
    words: str


def spans(rows: Sequence[Mapping[str, str]], currency: str, today: date) -> tuple[Span, ...]:
    """Return the rates of each person in order of name and time, up to today; one that begins later is left out."""
    by_person: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        if date.fromisoformat(row["from"]) < today:
            by_person.setdefault(row["person"], []).append(row)
    found: list[Span] = []
    for person, own in sorted(by_person.items()):
        own.sort(key=lambda row: row["from"])
        ends = [date.fromisoformat(each["from"]) for each in own] + [today]
        for row, (first, last) in zip(own, pairwise(ends), strict=True):
            hourly = Decimal(row["hourly"])
            words = formats.money(hourly, row.get("currency") or currency)
            found.append(Span(person, first, last, hourly, words))
    return tuple(found)


def told(found: Sequence[Span]) -> str:
    """Return the spans in a sentence each, as a screen reader says them."""
    said = _("{person}: {rate} an hour from {day}")
    return "; ".join(
        said.format(person=each.person, rate=each.words, day=formats.day(each.first, this_year=0)) for each in found
    )
