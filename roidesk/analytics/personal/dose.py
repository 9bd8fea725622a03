"""Do more of those buy whom one met more personally: contacts by the highest level they reached (analytics.md 1.2 C3).

Who bought may have been met more personally because they were about to buy, and who is met more often reaches a higher
level. So nothing here is an effect, and where it is shown both cautions stand beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from roidesk.analytics import gates
from roidesk.analytics.evidence import Stratified, Table, holm, stratified
from roidesk.analytics.involvement.buyers import bought_rate
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.domain.figure import Figure, Number
from roidesk.domain.model import Interaction
from roidesk.domain.personalness import LEVELS, level

CAUTIONS = ("reverse_causality", "more_touches")
"""What is said beside every figure of this module."""
_PERSONAL = 4
_TOUCHED = (1, 2, 4)
"""Up to how many touches contacts are in the same stratum; the last one has no end."""


Shares = tuple[Number | None, Number | None]


@dataclass(frozen=True, slots=True)
class Met:
    """A contact of the period: the highest score reached (hundredths), on which channels, and whether they bought.

    Only what came before their first purchase counts: what follows a sale did not lead to it.
    """

    score: int
    channels: frozenset[UUID]
    touches: int
    bought: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """The contacts whose highest level is this one: how many, how many of them bought."""

    level: int
    contacts: Figure
    bought: Figure
    purchase_rate: Figure

    def as_json(self) -> dict[str, object]:
        """Return the rung as JSON."""
        return {
            "level": self.level,
            "contacts": self.contacts.as_json(),
            "bought": self.bought.as_json(),
            "purchase_rate": self.purchase_rate.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Link:
    """How strongly two things go together (−1 to 1), and how often chance does as much; `p` None: see `reason`."""

    statistic: float | None
    p: float | None
    reason: str | None

    def as_json(self) -> dict[str, object]:
        """Return the test as JSON."""
        return {"statistic": self.statistic, "p": self.p, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class ByChannel:
    """Those met on a channel beside those who were not: the share of each that bought.

    `difference` of both shares; `p`: how often chance does as much (None: its gate withholds it), and `p_holm`, larger,
    as all the channels are looked at together.
    """

    channel: UUID
    reached: Figure
    others: Figure
    difference: Figure
    p: float | None
    p_holm: float | None = None


def met(
    touches: Iterable[Interaction],
    outcomes: Iterable[Outcome],
    channel_of: Callable[[UUID], UUID],
    score_of: Callable[[Interaction], int],
) -> tuple[tuple[Met, ...], int]:
    """Return the contacts that were touched before they bought or without buying, and how many bought untouched.

    `channel_of`: the channel of a kind. `score_of`: how personal an interaction was.
    """
    first: dict[UUID, int] = {}
    for each in outcomes:
        sale = each.conversion
        if sale.contact_id is not None and sale.booked and not sale.refund:
            first[sale.contact_id] = min(sale.at_us, first.get(sale.contact_id, sale.at_us))
    before: dict[UUID, list[Interaction]] = defaultdict(list)
    for touch in touches:
        who = touch.contact_id
        if who is not None and touch.start_us <= first.get(who, touch.start_us):
            before[who].append(touch)
    found = tuple(
        Met(
            score=max(map(score_of, every)),
            channels=frozenset(channel_of(touch.kind_id) for touch in every),
            touches=len(every),
            bought=who in first,
        )
        for who, every in before.items()
    )
    return found, len(first.keys() - before.keys())


def rungs(contacts: Collection[Met]) -> tuple[Rung, ...]:
    """Return the contacts by the highest level they reached, all five levels in order."""
    reached = Counter(level(each.score) for each in contacts)
    bought = Counter(level(each.score) for each in contacts if each.bought)
    return tuple(
        Rung(at, Figure(reached[at], "count"), Figure(bought[at], "count"), bought_rate(bought[at], reached[at]))
        for at in LEVELS
    )


def trend(contacts: Collection[Met], shares: Sequence[Number | None]) -> Link:
    """Return whether more bought the more personal it got: Kendall's tau-b of level and purchase, p by scipy.

    `shares`: of the minutes of each level, how many had a known contact. Where these are too far apart the levels are
    not compared (analytics.md 4.6), nor where too few bought or did not.
    """
    bought = sum(each.bought for each in contacts)
    levels = {level(each.score) for each in contacts}
    reason = _withheld(bought, (bought, len(contacts) - bought)) or ("one_level" if len(levels) == 1 else None)
    if not bought or bought == len(contacts) or len(levels) == 1:
        return Link(None, None, reason)
    from scipy import stats

    reason = reason or _uneven(shares)
    ordered = sorted((level(each.score), each.bought) for each in contacts)
    found = stats.kendalltau([at for at, _ in ordered], [int(sold) for _, sold in ordered])
    return Link(float(found.statistic), None if reason else float(found.pvalue), reason)


def by_channel(contacts: Collection[Met], shares: Mapping[UUID, Shares]) -> tuple[ByChannel, ...]:
    """Return, by channel, the share that bought of those met there and of the others, with Fisher's exact test.

    `shares`: by channel, of how much of its minutes the contact is known, and of how much of all others.
    """
    found = [line for each, known in shares.items() if (line := _beside(each, contacts, known)) is not None]
    adjusted = holm([line.p for line in found])
    return tuple(replace(line, p_holm=p) for line, p in zip(found, adjusted, strict=True))


def _beside(channel: UUID, contacts: Collection[Met], shares: Shares) -> ByChannel | None:
    there = [each.bought for each in contacts if channel in each.channels]
    others = [each.bought for each in contacts if channel not in each.channels]
    if not there:
        return None
    reached, rest = bought_rate(sum(there), len(there)), bought_rate(sum(others), len(others))
    reason = _withheld(sum(there) + sum(others), (len(there), len(others))) or _uneven(shares)
    difference = Figure(None, "share", 0, reason="nothing_recorded")
    if others:
        gap = Fraction(sum(there), len(there)) - Fraction(sum(others), len(others))
        difference = Figure(gap, "share", len(contacts), reason=reason)
    p = None if reason else fisher((sum(there), len(there)), (sum(others), len(others)))
    return ByChannel(channel, reached, rest, difference, p)


def among_alike(contacts: Collection[Met], shares: Sequence[Number | None]) -> Stratified:
    """Compare contacts that reached level 4 or 5 with the others, among those touched equally often.

    Who is met more often reaches a higher level sooner or later, and has more occasions to buy. The odds ratio within
    strata (touched once, twice, three or four times, more often) leaves that out of it. `shares` as for `trend`.
    """
    counted: dict[int, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for each in contacts:
        counted[bisect_left(_TOUCHED, each.touches)][level(each.score) >= _PERSONAL, each.bought] += 1
    found = stratified(
        {
            stratum: Table(cases[True, True], cases[True, False], cases[False, True], cases[False, False])
            for stratum, cases in counted.items()
        }
    )
    reason = found.reason or _uneven(shares)
    if reason == found.reason:
        return found
    pooled = replace(found.pooled, low=None, high=None, reason=reason)
    return replace(found, pooled=pooled, p=None, homogeneity_p=None, reverses=None, reason=reason)


def _uneven(shares: Sequence[Number | None]) -> str | None:
    """Return the gate that keeps rows apart whose contacts are known too unevenly (analytics.md 4.6)."""
    known = [each for each in shares if each is not None]
    return "contact_shares_differ" if known and not gates.may_compare(max(known), min(known)) else None


def fisher(some: tuple[int, int], others: tuple[int, int]) -> float:
    """Return the two-sided p of Fisher's exact test of two shares, each (hits, cases): scipy's."""
    from scipy import stats

    table = [[hits, cases - hits] for hits, cases in (some, others)]
    return float(stats.fisher_exact(table).pvalue)


def _withheld(bought: int, sides: tuple[int, int]) -> str | None:
    """Return the gate that withholds a test of so many purchases and so many contacts on both sides."""
    if bought < gates.ENOUGH_CONVERSIONS_FOR_A_TEST:
        return "too_few_conversions"
    return "too_few_contacts" if min(sides) < gates.ENOUGH_CASES_A_SIDE else None
