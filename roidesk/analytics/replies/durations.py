"""How long things took, those that still go on not forgotten (analytics.md 6.2). Exact: lengths are microseconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.domain.figure import Figure
from roidesk.domain.instants import MINUTE

_HALF = Fraction(1, 2)
_MEDIAN, _P90 = Fraction(1, 2), Fraction(9, 10)
_SHOW_BOTH = Fraction(1, 10)


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """How long something took, or has taken so far where it is not `done`."""

    us: int
    done: bool


@dataclass(frozen=True, slots=True)
class Times:
    """Median, 90th percentile and mean of what is done; `km_median` counts what is not done too. All in minutes."""

    median: Figure
    p90: Figure
    mean: Figure
    km_median: Figure

    @property
    def differ(self) -> bool:
        """Whether the two medians are more than a tenth apart, so that both have to be said."""
        answered, everyone = self.median.value, self.km_median.value
        if answered is None or everyone is None:
            return answered is not everyone
        return abs(Fraction(answered) - Fraction(everyone)) > _SHOW_BOTH * Fraction(answered)

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}


def times(lengths: Iterable[Length]) -> Times:
    """Return the figures of some lengths; `reason`: `nothing_answered`, `nothing_recorded`, `over_half_open`."""
    every = sorted(lengths)
    done = [each.us for each in every if each.done]
    return Times(
        median=_quantile(done, _MEDIAN),
        p90=_quantile(done, _P90),
        mean=_minutes(Fraction(sum(done), len(done)), len(done)) if done else _none(0),
        km_median=_km_figure(every),
    )


def percentile(ordered: Sequence[int], share: Fraction) -> Fraction:
    """Return a percentile between the two nearest values (type 7, as numpy's); `ValueError` of nothing."""
    if not ordered:
        raise ValueError("nothing has no percentile")
    place = share * (len(ordered) - 1)
    below = place.numerator // place.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def km_median(lengths: Iterable[Length]) -> int | None:
    """Return the smallest t with S(t) <= 1/2 (Kaplan and Meier), what is not done censored; None: never that few.

    Exact, as the comparison with one half has to be: a product of floating-point numbers may miss it.
    """
    every = list(lengths)
    lasted, ended = Counter(each.us for each in every), Counter(each.us for each in every if each.done)
    left, survival = len(every), Fraction(1)
    for us in sorted(lasted):
        survival *= 1 - Fraction(ended[us], left)
        if survival <= _HALF:
            return us
        left -= lasted[us]
    return None


def _km_figure(every: Sequence[Length]) -> Figure:
    found = km_median(every)
    if found is None:
        return Figure(None, "min", len(every), reason="over_half_open" if every else "nothing_recorded")
    return _minutes(found, len(every))


def _quantile(done: Sequence[int], share: Fraction) -> Figure:
    """Return a percentile with its likely range (from the order of the values alone) where there are enough."""
    if not done:
        return _none(0)
    figure = _minutes(percentile(done, share), len(done))
    if figure.reason is not None:
        return figure
    from math import isnan

    from scipy import stats

    found = stats.quantile_test(done, q=0, p=float(share)).confidence_interval(0.95)
    if isnan(found.low) or isnan(found.high):
        return figure  # so few lie beyond that nothing bounds it
    return figure.ranged(Fraction(int(found.low), MINUTE), Fraction(int(found.high), MINUTE))


def _minutes(us: Fraction | int, cases: int) -> Figure:
    return Figure(Fraction(us) / MINUTE, "min", cases, reason=gates.too_few(cases, "messages"))


def _none(cases: int) -> Figure:
    return Figure(None, "min", cases, reason="nothing_answered")
