"""Everything that is asked about how personal contact was, and whether that goes with sales."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from roidesk.analytics.evidence import Stratified
from roidesk.analytics.personal.dose import CAUTIONS, Link, Rung
from roidesk.analytics.personal.second_weights import Judged
from roidesk.analytics.query import heading
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

_HUNDREDTHS = 100


def _score(hundredths: int) -> dict[str, object]:
    return Figure(Fraction(hundredths, _HUNDREDTHS), "score").as_json()


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level: its time, how much of it was with a known contact, and the contacts that reached it and no higher."""

    rung: Rung
    minutes: Figure
    share: Figure
    contact_share: Figure

    def as_json(self) -> dict[str, object]:
        """Return the line as JSON."""
        return self.rung.as_json() | {
            "minutes": self.minutes.as_json(),
            "minutes_share": self.share.as_json(),
            "contact_share": self.contact_share.as_json(),
        }


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """Those met on a channel beside the others."""

    key: str
    reached: Figure
    others: Figure
    difference: Figure
    p: float | None
    p_holm: float | None

    def as_json(self) -> dict[str, object]:
        """Return the line as JSON."""
        return {
            "key": self.key,
            "reached": self.reached.as_json(),
            "others": self.others.as_json(),
            "difference": self.difference.as_json(),
            "p": self.p,
            "p_holm": self.p_holm,
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """How personal a kind was judged to be from a day on; None: from the start."""

    since: date | None
    score: int
    components: str

    def as_json(self) -> dict[str, object]:
        """Return the judgement as JSON."""
        return {
            "from": None if self.since is None else self.since.isoformat(),
            "score": _score(self.score),
            "components": self.components,
        }


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of contact: its score now, and each judgement there was, the first one first."""

    judged: Judged
    versions: tuple[Judgement, ...]

    def as_json(self, *, other: bool) -> dict[str, object]:
        """Return the line as JSON; with `other`, its score under the other weights too."""
        scores = {"score": _score(self.judged.score)}
        if other:
            scores["other_score"] = _score(self.judged.other)
        return {"key": self.judged.name} | scores | {"versions": [each.as_json() for each in self.versions]}


@dataclass(frozen=True, slots=True)
class Beside:
    """What other weights make of it. `swapped`: kinds that change places."""

    weights: tuple[int, ...]
    personalness: Figure
    rungs: tuple[Rung, ...]
    trend: Link
    swapped: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, object]:
        """Return it as JSON."""
        return {
            "weights": list(self.weights),
            "personalness": self.personalness.as_json(),
            "levels": [each.as_json() for each in self.rungs],
            "trend": self.trend.as_json(),
            "ranking_changes": bool(self.swapped),
            "swapped": [list(each) for each in self.swapped],
        }


@dataclass(frozen=True, slots=True)
class PersonalPage:
    """How personal the time of a period was, by level, by channel and by kind.

    `among_alike`: those who reached level 4 or 5 beside the others, among contacts touched equally often.
    `bought_untouched`: contacts that bought before they were met in the period, or without. `beside` None: no other
    weights were asked for.
    """

    period: Period
    zone: str
    as_of: int
    weights: tuple[int, ...]
    personalness: Figure
    personal_minutes: Figure
    contact_share: Figure
    levels: tuple[LevelLine, ...]
    trend: Link
    among_alike: Stratified
    bought_untouched: Figure
    channels: tuple[ChannelLine, ...]
    kinds: tuple[KindLine, ...]
    beside: Beside | None

    def as_json(self) -> dict[str, object]:
        """Return the page as JSON."""
        return {
            "period": heading(self.period, self.zone, self.as_of),
            "weights": list(self.weights),
            "personalness": self.personalness.as_json(),
            "personal_minutes": self.personal_minutes.as_json(),
            "contact_share": self.contact_share.as_json(),
            "levels": [each.as_json() for each in self.levels],
            "trend": self.trend.as_json(),
            "among_alike": self.among_alike.as_json(),
            "bought_untouched": self.bought_untouched.as_json(),
            "channels": [each.as_json() for each in self.channels],
            "kinds": [each.as_json(other=self.beside is not None) for each in self.kinds],
            "other": None if self.beside is None else self.beside.as_json(),
            "cautions": list(CAUTIONS),
        }
