"""What others say of us: how messages sound by the hour of the week, and praise (analytics.md C15, C21).

Praise stands beside the return and is never a part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.domain.figure import Figure
from roidesk.domain.instants import hour_of_week
from roidesk.domain.model import Inbound, Praise

_DAYS_A_MONTH = Fraction(146_097, 4_800)
"""Of the calendar, on average: 400 years have 146,097 days."""


def sentiment(messages: Iterable[Inbound]) -> tuple[Figure, dict[int, Figure]]:
    """Return the mean sentiment (-1 to 1) of the messages that have one, and by the hour of the week they came in."""
    by_hour: dict[int, list[int]] = defaultdict(list)
    for each in messages:
        if each.sentiment is not None:
            by_hour[hour_of_week(each.at_us, each.zone)].append(each.sentiment)
    every = [each for found in by_hour.values() for each in found]
    return _mean(every), {hour: _mean(by_hour[hour]) for hour in sorted(by_hour)}


def _mean(said: list[int]) -> Figure:
    if not said:
        return Figure(None, "score", 0, reason="nothing_recorded")
    return Figure(Fraction(sum(said), len(said)), "score", len(said), reason=gates.too_few(len(said), "messages"))


@dataclass(frozen=True, slots=True)
class Praised:
    """Recommendations and compliments of a period. `self_reported`: conversions whose buyer named a source."""

    recommendations: Figure
    compliments: Figure
    public: Figure
    per_month: Figure
    self_reported: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}


def praised(praise: Iterable[Praise], outcomes: Iterable[Outcome], days: int) -> Praised:
    """Return the praise of a period of so many days, and how many of its conversions name a source."""
    every = list(praise)
    kinds = Counter(each.kind for each in every)
    return Praised(
        recommendations=_count(kinds["recommendation"]),
        compliments=_count(kinds["compliment"]),
        public=_count(sum(each.public is True for each in every)),
        per_month=Figure(len(every) * _DAYS_A_MONTH / days, "count", len(every)),
        self_reported=_count(sum(named_sources(outcomes).values())),
    )


def named_sources(outcomes: Iterable[Outcome]) -> Mapping[str, int]:
    """Return how many conversions named each source themselves, the most named first; a refund is none."""
    named = Counter(
        said
        for each in outcomes
        if not each.refund and (said := " ".join((each.conversion.self_reported_source or "").split()))
    )
    return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))


def _count(of: int) -> Figure:
    return Figure(of, "count", of)
