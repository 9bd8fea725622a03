"""A planned experiment: which weeks, topics or contacts get more, drawn by lot before it starts (analytics.md 4.5).

Weeks are drawn in pairs of neighbouring stretches, so that a trend or a season weighs on both halves alike: of each
pair the lot says which one gets more. Of topics and contacts the lot picks half.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from random import Random

from roidesk.analytics.gates import PROBABLE_P
from roidesk.domain.errors import UserError
from roidesk.domain.numbers import exact_number

METRICS = ("purchases", "conversions", "booked")
"""What an experiment may be judged by: names of figures."""
EFFORTS = ("minutes", "personal")
"""What there is to be more of: minutes, or minutes weighed by how personal they were."""
EXACT = 1 << 16
"""Up to so many ways the lot could fall are all tried; of more, `DRAWS` are drawn."""
DRAWS = 9_999
MOST_EACH = 26
"""Weeks in a stretch, at most."""


class Halves(StrEnum):
    """What is split in two."""

    WEEKS = "weeks"
    TOPICS = "topics"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Plan:
    """What was drawn, and what it is for.

    `units` are the first weeks of stretches ("2026-W49"), or ids of topics or contacts; `more` says of each whether it
    gets more. `target`: by how much more a unit (a week) is to bring of the metric. `each` and `skip` are about weeks:
    how many a stretch has, and how many at its start are not counted, as what went before still works on.
    """

    halves: Halves
    units: tuple[str, ...]
    more: tuple[bool, ...] = field(repr=False)
    metric: str = METRICS[0]
    effort: str = EFFORTS[0]
    target: Fraction | None = None
    what: str = ""
    each: int = 1
    skip: int = 0

    @property
    def text(self) -> str:
        """The plan as it is stored: JSON."""
        found: dict[str, object] = {
            "halves": str(self.halves),
            "units": list(self.units),
            "more": [int(each) for each in self.more],
            "metric": self.metric,
            "effort": self.effort,
        }
        if self.target is not None:
            found["target"] = str(self.target)
        if self.what:
            found["what"] = self.what
        if self.halves is Halves.WEEKS:
            found |= {"each": self.each, "skip": self.skip}
        return json.dumps(found, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Plan:
        """Read a plan as it is stored; `UserError("experiment_unreadable")` for anything else."""
        try:
            return cls._read(json.loads(text))
        except (KeyError, TypeError, ValueError, RecursionError):
            raise UserError("experiment_unreadable") from None

    @classmethod
    def _read(cls, found: dict[str, object]) -> Plan:
        units, more, target = found["units"], found["more"], found.get("target")
        if not isinstance(units, list) or not isinstance(more, list):
            raise TypeError
        plan = cls(
            halves=Halves(str(found["halves"])),
            units=tuple(map(str, units)),
            more=tuple(bool(each) for each in more),
            metric=str(found["metric"]),
            effort=str(found.get("effort", EFFORTS[0])),
            target=None if target is None else exact_number(str(target)),
            what=str(found.get("what", "")),
            each=int(str(found.get("each", 1))),
            skip=int(str(found.get("skip", 0))),
        )
        if not plan._sound:
            raise ValueError
        return plan

    @property
    def _sound(self) -> bool:
        return (
            len(self.units) == len(self.more) == len(set(self.units))
            and 0 < sum(self.more) < len(self.more)
            and self.metric in METRICS
            and self.effort in EFFORTS
            and 0 <= self.skip < self.each <= MOST_EACH
            and (self.halves is not Halves.WEEKS or _one_of_each_pair(self.more))
        )

    @property
    def assignments(self) -> int:
        """In how many ways the lot could have fallen."""
        return assignments(self.halves, len(self.units))

    @property
    def smallest_p(self) -> float:
        """The smallest p that any result could have."""
        return smallest_p(self.halves, len(self.units))

    def as_drawn(self, seed: int) -> bool:
        """Return whether it is what a seed draws, so that nobody chose."""
        return self.more == drawn(self.halves, len(self.units), seed)


def _one_of_each_pair(more: Sequence[bool]) -> bool:
    return len(more) % 2 == 0 and all(more[at] != more[at + 1] for at in range(0, len(more), 2))


def drawn(halves: Halves, units: int, seed: int) -> tuple[bool, ...]:
    """Draw which of so many units get more: one of each two neighbouring weeks, or half of topics or contacts.

    Only `Random.random` is used: Python promises the same numbers for the same seed in every version.
    """
    rng = Random(seed)  # noqa: S311 - a draw that can be repeated is what is wanted
    if halves is Halves.WEEKS:
        firsts = [rng.random() < 0.5 for _ in range(units // 2)]  # noqa: PLR2004 - heads or tails
        return tuple(more for first in firsts for more in (first, not first))
    lots = [rng.random() for _ in range(units)]
    chosen = set(sorted(range(units), key=lots.__getitem__)[: units // 2])
    return tuple(at in chosen for at in range(units))


def assignments(halves: Halves, units: int) -> int:
    """Return in how many ways the lot can fall."""
    return 2 ** (units // 2) if halves is Halves.WEEKS else math.comb(units, units // 2)


def smallest_p(halves: Halves, units: int) -> float:
    """Return the smallest two-sided p that any result could have.

    Where both halves are alike in number, every assignment has its mirror image, which counts as well.
    """
    ways = assignments(halves, units)
    if ways > EXACT:
        return 1 / (DRAWS + 1)
    mirrored = halves is Halves.WEEKS or units % 2 == 0
    return min(1.0, (1 + mirrored) / ways)


def fewest_units(halves: Halves) -> int:
    """Return how many units a plan needs at least so that a result could be told from chance."""
    step = 2 if halves is Halves.WEEKS else 1
    units = 2
    while smallest_p(halves, units) > PROBABLE_P:
        units += step
    return units
