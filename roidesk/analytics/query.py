"""What a person asks of the figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from roidesk.domain.filters import Expression
from roidesk.domain.instants import Period, local

DEFAULT_WEEKS = 13
DEFAULT_MODEL = "time_decay"
DEFAULT_WINDOW_DAYS = 30


class Parallel(StrEnum):
    """How time counts in which a person had several interactions open."""

    SPLIT = "split"
    """Shared equally, so that a day never holds more hours than passed."""
    FULL = "full"
    """Each counts whole."""


class Overlap(StrEnum):
    """Which touches a contact's second conversion has (analytics.md 3.1)."""

    OVERLAPPING = "overlapping"
    """All in its window, also those before an earlier one."""
    RESET = "reset"
    """Only those after the last booked conversion before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to the figures.

    `period` None: the last 13 whole weeks. `by`: names of `dimensions.DIMENSIONS`, at most two. `margin` (0 to 1)
    stands in for the store's. `as_of` (an instant, None: now) leaves out what starts or happens later. `where` keeps
    only what it says (None: everything). `with_ranges`: with likely ranges; `with_models`: with what every model says
    of each row.
    """

    period: Period | None = None
    by: tuple[str, ...] = ()
    model: str = DEFAULT_MODEL
    window_days: int = DEFAULT_WINDOW_DAYS
    margin: Fraction | None = None
    parallel: Parallel = Parallel.SPLIT
    overlap: Overlap = Overlap.OVERLAPPING
    as_of: int | None = None
    where: Expression | None = None
    with_ranges: bool = True
    with_models: bool = False


def heading(period: Period, zone: str, as_of: int) -> dict[str, str]:
    """Return over which days and up to when an answer is, as contract.md 3.1 writes it."""
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "zone": zone,
        "as_of": local(as_of, zone).isoformat(),
    }
