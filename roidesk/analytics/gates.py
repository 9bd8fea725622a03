"""The one table that decides what a person is shown (analytics.md 4.6).

Every page, sentence and report asks here; tables and JSON keep the arithmetic value and name the gate.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction

from roidesk.domain.figure import Number

ENOUGH_FOR_A_VALUE = 5
ENOUGH_FOR_A_RANGE = 10
ENOUGH_CLUSTERS = 10
ENOUGH_FOR_CREDIT_RANGES = 30
ENOUGH_WEEKS_FOR_EVIDENCE = 20
ENOUGH_WEEKS_FOR_POWER = 52
"""Under so many weeks a p is shown with a sentence of its low power, and nothing is called strong."""
ENOUGH_WEEKS_FOR_CARRY_OVER = 52
ENOUGH_WEEKS_FOR_SEASONS = 104
"""Whole weeks from which the months are taken out with the trend."""
REVERSE_MARGIN = 0.05
"""By how much effort has to lead sales more than sales lead effort."""
ENOUGH_WEEKS_FOR_FORECAST = 13
"""Whole weeks from which futures may be drawn: how often their range holds, `make simulate` counts."""
ENOUGH_CONVERSIONS_FOR_A_TEST = 10
ENOUGH_CASES_A_SIDE = 10
"""How many contacts each side of a comparison needs before a p is shown."""
HINT_P, PROBABLE_P, STRONG_P = 0.20, 0.05, 0.02
"""Up to which p there is a hint, something probable (a planned experiment: tested), something strong."""
RECENT_WEEKS = 4
"""How many weeks are the last ones; as many have to lie before them."""
COST_MOVED = Fraction(1, 10)
"""By how much weekly cost has to change for what it brought more to be told."""
ENOUGH_JOURNEYS_FOR_MARKOV = 300
"""How many journeys have to convert for Markov to be more than a lead (analytics.md 3.5)."""
COVERAGE_GAP = Fraction(15, 100)
"""How far the contact shares of two rows may lie apart for the rows to be compared."""


class Gate(StrEnum):
    """What stands behind a figure, least to most."""

    NOTHING = "nothing"
    """No conversion: cost and hours, "nothing came of it yet, at least C spent"."""
    TOO_LITTLE = "too_little"
    """1 to 4: "too little data: n of 5"; no value, no mark."""
    HOLLOW = "hollow"
    """5 to 9, or under 10 clusters: value with a hollow mark and the leave-one-out range, no order words."""
    RANGED = "ranged"
    """10 or more and 10 clusters or more: value with its likely range."""
    FULL = "full"
    """30 or more: also ranges for the credit a model gives."""

    @property
    def shows_value(self) -> bool:
        """Whether the value may be shown."""
        return self not in (Gate.NOTHING, Gate.TOO_LITTLE)

    @property
    def shows_range(self) -> bool:
        """Whether the likely range may be shown."""
        return self in (Gate.RANGED, Gate.FULL)


class Order(StrEnum):
    """Whether rows may be put in order."""

    CERTAIN = "certain"
    NOT_CERTAIN = "not_certain"
    TOO_FEW = "too_few"
    """Fewer than two rows have a likely range: nothing to order."""


def gate(conversions: int, clusters: int) -> Gate:
    """Return what may be shown of a figure that so many conversions and clusters (weeks, contacts) stand behind."""
    if conversions <= 0:
        return Gate.NOTHING
    if conversions < ENOUGH_FOR_A_VALUE:
        return Gate.TOO_LITTLE
    if conversions < ENOUGH_FOR_A_RANGE or clusters < ENOUGH_CLUSTERS:
        return Gate.HOLLOW
    return Gate.RANGED if conversions < ENOUGH_FOR_CREDIT_RANGES else Gate.FULL


def reason(conversions: int, clusters: int) -> str | None:
    """Return the name of the gate that withholds a likely range, as JSON gives it; None when it may be shown."""
    if conversions < ENOUGH_FOR_A_RANGE:
        return "too_few_conversions"
    return "too_few_clusters" if clusters < ENOUGH_CLUSTERS else None


def forecast_reason(conversions: int, weeks: int) -> str | None:
    """Return the name of the gate that withholds the range of a forecast; None when it may be shown."""
    if conversions < ENOUGH_FOR_A_RANGE:
        return "too_few_conversions"
    return "too_few_weeks" if weeks < ENOUGH_WEEKS_FOR_FORECAST else None


def too_few(cases: int, what: str) -> str | None:
    """Return the name of the gate that withholds a likely range of so many cases ("too_few_messages"), or None."""
    return f"too_few_{what}" if cases < ENOUGH_FOR_A_RANGE else None


def withholds_verdict(why: str | None) -> bool:
    """Return whether the reason of a figure is a gate, so that nobody is told it was enough or not enough."""
    return why is not None and why.startswith("too_few_")


def markov_reason(converting: int, nulls: int) -> str | None:
    """Return what warns of Markov's removal effects: too few journeys converted, or none that did not is recorded."""
    if converting < ENOUGH_JOURNEYS_FOR_MARKOV:
        return "too_few_journeys"
    return None if nulls else "no_null_journeys"


def may_compare(share: Number, other: Number) -> bool:
    """Return whether two rows with these shares of minutes with a known contact may be compared."""
    return -COVERAGE_GAP <= share - other <= COVERAGE_GAP


def compared(shares: Sequence[Number | None], shown: Sequence[bool]) -> tuple[bool, ...]:
    """Return which rows may be compared: not those whose contact share is too far below the best row that is shown."""
    best = max((share for share, seen in zip(shares, shown, strict=True) if seen and share is not None), default=None)
    return tuple(
        best is None or (share is not None and (share >= best or may_compare(share, best))) for share in shares
    )


def order(ranges: Iterable[tuple[Number, Number]]) -> Order:
    """Return whether rows with these likely ranges may be put in order: only where no two overlap."""
    by_low = sorted(ranges)
    if len(by_low) < 2:  # noqa: PLR2004 - it takes two to have an order
        return Order.TOO_FEW
    apart = all(high < next_low for (_, high), (next_low, _) in itertools.pairwise(by_low))
    return Order.CERTAIN if apart else Order.NOT_CERTAIN
