"""How it is known that a sale came of our work (analytics.md C19): by a link, by the contacts before it, by hearsay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from roidesk.analytics.sums.outcomes import Outcome
from roidesk.domain.figure import Figure


class Proof(StrEnum):
    """What ties a sale to us, the strongest first; each sale has one."""

    DIRECT = "direct"
    """The interaction it came of is known."""
    JOURNEY = "journey"
    """We were in touch with its contact within the window before it."""
    SELF_REPORTED = "self_reported"
    """The buyer named where it came from."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Proven:
    """The booked sales of one proof, and their share of all. `n` of both: how many sales, refunds not counted."""

    booked: Figure
    share: Figure

    def as_json(self) -> dict[str, object]:
        """Return both under their names."""
        return {"booked": self.booked.as_json(), "share": self.share.as_json()}


def sales_by_proof(outcomes: Iterable[Outcome], currency: str) -> Mapping[Proof, Proven]:
    """Return the booked sales by what ties them to us; a refund goes where its sale is, if that is among them.

    Shares add up to 1. Reasons: `rate_missing` (some amount is not known), `nothing_recorded`, `refunds_exceed_sales`.
    """
    every = [each for each in outcomes if each.conversion.booked]
    of = {each.conversion.id: proof(each) for each in every if not each.refund}
    sums = dict.fromkeys(Proof, Fraction(0))
    sales, unknown = dict.fromkeys(Proof, 0), dict.fromkeys(Proof, 0)
    for each in every:
        which = of.get(each.conversion.refund_of_id or each.conversion.id) or proof(each)
        sums[which] += each.amount or 0
        sales[which] += not each.refund
        unknown[which] += each.amount is None
    total = sum(sums.values(), Fraction(0))
    return {
        which: Proven(
            Figure(sums[which], currency, sales[which], reason="rate_missing" if unknown[which] else None),
            _share(sums[which], total, sales[which], some_unknown=any(unknown.values())),
        )
        for which in Proof
    }


def proof(each: Outcome) -> Proof:
    """Return the strongest of what ties a conversion to us."""
    sale = each.conversion
    if sale.interaction_id is not None and any(touch.id == sale.interaction_id for touch in each.touches):
        return Proof.DIRECT
    if each.touches:
        return Proof.JOURNEY
    return Proof.SELF_REPORTED if (sale.self_reported_source or "").strip() else Proof.NONE


def _share(part: Fraction, total: Fraction, cases: int, *, some_unknown: bool) -> Figure:
    if some_unknown:
        return Figure(None, "share", cases, reason="rate_missing")
    if total <= 0:
        return Figure(None, "share", cases, reason="refunds_exceed_sales" if total else "nothing_recorded")
    return Figure(part / total, "share", cases)
