"""What a chart may show of a return (analytics.md 4.6), and how it says what it does not show. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from roidesk.domain.figure import Figure
from roidesk.i18n import _
from roidesk.i18n.formats import NONE, back

FEW = 5
"""Purchases from which a return is shown at all."""
ENOUGH = 10
"""Purchases from which it has a likely range."""


class Gate(Enum):
    """What may be said of a return, by the number of purchases behind it."""

    NOTHING = "nothing"
    TOO_LITTLE = "too_little"
    HOLLOW = "hollow"
    RANGED = "ranged"


def gate(figure: Figure) -> Gate:
    """Return what may be shown of a return."""
    if figure.value is None or not figure.n:
        return Gate.NOTHING
    if figure.n < FEW:
        return Gate.TOO_LITTLE
    if figure.n < ENOUGH or figure.reason is not None:
        return Gate.HOLLOW
    return Gate.RANGED


@dataclass(frozen=True, slots=True)
class Table:
    """The same values in words, for those who cannot or would rather not read the picture."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Return it as lines of cells between tabs, as spreadsheets paste it."""
        return "\n".join("\t".join(row) for row in (self.headers, *self.rows))


def too_little(figure: Figure) -> str:
    """Return the words of a return that is not shown: "too little data: 3 of 5 purchases"."""
    return _("too little data: {n} of {enough} purchases").format(n=figure.n or 0, enough=FEW)


def range_text(figure: Figure, currency: str) -> str:
    """Return "€1.03 to €2.17", or "–" where no range is known."""
    if figure.low is None or figure.high is None:
        return NONE
    return _("{low} to {high}").format(low=back(figure.low, currency), high=back(figure.high, currency))


def apart(rows: Sequence[Figure]) -> bool:
    """Return whether likely ranges lie so that none overlaps another: only then is there an order."""
    ranges = sorted(
        (float(each.low), float(each.high)) for each in rows if each.low is not None and each.high is not None
    )
    return len(ranges) > 1 and all(one[1] < following[0] for one, following in pairwise(ranges))
