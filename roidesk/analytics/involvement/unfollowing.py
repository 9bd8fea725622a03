"""Whether people leave when we ask more (analytics.md C12): an association week by week, with all its warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from roidesk.analytics.evidence import Evidence, Known, lagged_association
from roidesk.analytics.involvement.followers import Move, left
from roidesk.domain.instants import Period, Week, local_day
from roidesk.domain.model import Direction, Intent, Interaction

_MAX_LAG = 2
"""Who is put off leaves soon: weeks later at most."""


@dataclass(frozen=True, slots=True)
class Unfollowing:
    """How the asks among all that was sent in a week go with the share of followers who left in it or soon after.

    `weeks`: the last unbroken run of whole weeks in which both are known; None: there is none.
    """

    weeks: Period | None
    evidence: Evidence

    def as_json(self) -> dict[str, object]:
        """Return it as `evidence` is written, with the weeks it is about."""
        known = {"from": self.weeks.first.isoformat(), "to": self.weeks.last.isoformat()} if self.weeks else None
        return {"period": known} | self.evidence.as_json()


def unfollowing(
    touches: Iterable[Interaction], moves: Mapping[UUID, Sequence[Move]], weeks: Iterable[Week]
) -> Unfollowing:
    """Return how asking goes with being left, over the whole weeks given (in order)."""
    sent, asked = defaultdict[Week, int](int), defaultdict[Week, int](int)
    for each in touches:
        if each.direction is Direction.OUT:
            week = Week.of(local_day(each.start_us, each.zone))
            sent[week] += 1
            asked[week] += each.intent is Intent.ASK
    moved: dict[Week, dict[UUID, list[Move]]] = defaultdict(lambda: defaultdict(list))
    for channel, every in moves.items():
        for move in every:
            moved[Week.of(move.day)][channel].append(move)
    run: list[tuple[Week, Fraction, int, int]] = []
    broken = False
    for week in weeks:
        lost, start = left(moved[week].values())
        if not sent[week] or not start:
            broken = True
            continue
        run = [*([] if broken else run), (week, Fraction(asked[week], sent[week]), lost, start)]
        broken = False
    return Unfollowing(
        weeks=Period(run[0][0].period.first, run[-1][0].period.last) if run else None,
        evidence=lagged_association(
            [share for _, share, _, _ in run],
            [Fraction(lost, start) for _, _, lost, start in run],
            _MAX_LAG,
            Known(conversions=sum(lost for _, _, lost, _ in run)),
        ),
    )
