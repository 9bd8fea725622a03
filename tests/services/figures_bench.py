"""A store with its figures, made of the worked example's names, and entries to put into it."""

from dataclasses import replace
from fractions import Fraction

from roidesk.analytics.query import Query
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import (
    Conversion,
    Cost,
    CostKind,
    Interaction,
    Setting,
)
from roidesk.services.context import Context
from roidesk.services.figures import Figures
from roidesk.store.opening import open_store
from tests.analytics import worked_example as example
from tests.analytics.worked_example import AS_OF, PERIOD, ZONE, at, key

MARGIN = Fraction(2, 5)
ASKED = Query(period=PERIOD, margin=MARGIN, as_of=AS_OF)
SUMMED = ("interactions minutes labour platform cost conversions purchases booked expected personal_minutes").split()


class Clock:
    def __init__(self, now):
        self.us = now

    def now(self):
        return self.us

    def zone(self):
        return ZONE


class Bench:
    """A store with its figures, written to directly."""

    def __init__(self, folder, now=AS_OF):
        self.clock = Clock(now)
        self.context = Context(open_store(folder / "t.db"), self.clock, device="desk")
        self.figures = Figures(self.context)
        self.put(
            Setting(id=key("zone"), key="zone", value=ZONE),
            Setting(id=key("currency"), key="currency", value="EUR"),
            *example.PEOPLE,
            *example.CHANNELS,
            *example.KINDS,
            *example.CONTACTS,
            *example.RATES,
        )

    def put(self, *entries):
        with self.context.unit("put") as unit:
            unit.put_many(entries)
        self.figures.forget(unit.changes)
        return unit.changes

    def delete(self, kind, entry_id):
        with self.context.unit("delete") as unit:
            unit.delete(kind, [entry_id])
        self.figures.forget(unit.changes)

    def totals(self, **changed):
        return self.figures.report(replace(ASKED, **changed)).totals

    def rows(self, *by, **changed):
        found = self.figures.report(replace(ASKED, by=by, **changed)).rows
        return {row.key[0] if len(by) == 1 else row.key: row.line for row in found}


def touch(name, start, minutes=10, **fields):
    """An interaction of Ann by mail with C1, unless said otherwise."""
    start_us = at(start) if isinstance(start, str) else start
    given = {"person_id": key("Ann"), "kind_id": key("kind email"), "contact_id": key("C1"), "score": 2500}
    return Interaction(
        id=key(name), start_us=start_us, end_us=start_us + minutes * MINUTE, zone=ZONE, **(given | fields)
    )


def sale(name, when, minor=10_000, **fields):
    given = {"kind": "purchase", "booked": True, "currency": "EUR", "contact_id": key("C1")}
    at_us = at(when) if isinstance(when, str) else when
    return Conversion(id=key(name), at_us=at_us, zone=ZONE, amount_minor=minor, **(given | fields))


def cost(name, minor, first, last, **fields):
    given = {"kind": CostKind.SUBSCRIPTION, "currency": "EUR"}
    return Cost(id=key(name), name=name, amount_minor=minor, first_day=first, last_day=last, **(given | fields))
