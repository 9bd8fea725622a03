"""The journeys behind conversions, as the store holds them: which touches each conversion is shared between."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.analytics.query import Overlap
from roidesk.domain.instants import DAY, Period, Span, local_day
from roidesk.domain.model import Conversion, Interaction
from roidesk.services.kept_facts import JourneyPath, Journeys

if TYPE_CHECKING:
    from roidesk.services.figure_facts import Scope
    from roidesk.store.reader import Reader

Touches = tuple[Interaction, ...]
_OF_THE_SALE = ("contact_id", "interaction_id", "brand_id", "product_id", "campaign", "margin_ppm")


def journeys(read: Reader, span: Span, days: Period, scope: Scope, into: Mapping[UUID, UUID]) -> Journeys:
    """Return the conversions of some local days, which lie in `span`, with the touches each is shared between.

    `into`: by each contact that was merged, the one it was merged into.
    """
    window = scope.window_days * DAY
    fresh = _Fresh(read, Span(span.start - window, span.end), into) if scope.overlap is Overlap.RESET else None
    found: list[JourneyPath] = []
    for conversion, touches in read.paths(span, window):
        if local_day(conversion.at_us, conversion.zone) in days:
            if conversion.refund_of_id is None:
                left = touches if fresh is None else fresh.left(conversion, touches)
                found.append((conversion, _with_proof(read, conversion, left)))
            else:
                found.append(_of_its_sale(read, conversion, scope, into))
    paths = tuple(found)
    return Journeys(paths, frozenset() if fresh is None else fresh.named(paths))


class _Fresh:
    """What a booked conversion leaves to later ones of the same contact: only the touches after it."""

    def __init__(self, read: Reader, span: Span, into: Mapping[UUID, UUID]) -> None:
        self._into = into
        self._sold: dict[UUID, list[int]] = defaultdict(list)
        for each in read.conversions(span):
            if each.booked and not each.refund and each.contact_id is not None:
                self._sold[into.get(each.contact_id, each.contact_id)].append(each.at_us)

    def left(self, conversion: Conversion, touches: Touches) -> Touches:
        """Return the touches that started after the contact's last booked conversion before this one."""
        if conversion.contact_id is None:
            return touches
        sold = self._sold[self._into.get(conversion.contact_id, conversion.contact_id)]
        before = bisect_left(sold, conversion.at_us)
        return tuple(each for each in touches if each.start_us > sold[before - 1]) if before else touches

    def named(self, paths: tuple[JourneyPath, ...]) -> frozenset[UUID]:
        """Return every contact a write to whose conversions may change these journeys: those merged count, too."""
        whose = {sale.contact_id for sale, _ in paths}
        whole = {self._into.get(each, each) for each in whose if each is not None}
        return frozenset(whole | {each for each, into in self._into.items() if into in whole})


def _of_its_sale(read: Reader, refund: Conversion, scope: Scope, into: Mapping[UUID, UUID]) -> JourneyPath:
    """Return a refund with what its sale said and led to it: it takes the credit back where it was given."""
    window = scope.window_days * DAY
    sale = read.get(Conversion, refund.refund_of_id) if refund.refund_of_id else None
    if sale is None:
        return refund, _with_proof(read, refund, ())
    said = {name: getattr(sale, name) for name in _OF_THE_SALE if getattr(refund, name) is None}
    found = {each.id: touches for each, touches in read.paths(Span(sale.at_us, sale.at_us + 1), window)}
    touches = found.get(sale.id, ())
    if scope.overlap is Overlap.RESET:
        touches = _Fresh(read, Span(sale.at_us - window, sale.at_us), into).left(sale, touches)
    return replace(refund, **said), _with_proof(read, sale, touches)


def _with_proof(read: Reader, conversion: Conversion, touches: Touches) -> Touches:
    """Return touches with the interaction the conversion is known to have come of, whoever that was with."""
    proof = conversion.interaction_id
    if proof is None or any(each.id == proof for each in touches):
        return touches
    known = read.get(Interaction, proof)
    if known is None or known.start_us > conversion.at_us:
        return touches
    return tuple(sorted((*touches, known), key=lambda each: (each.start_us, each.id)))
