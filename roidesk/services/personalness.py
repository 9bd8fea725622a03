"""How personal contact was, and whether that goes with sales."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from uuid import UUID

from roidesk.analytics.personal.dose import Rung, Shares, among_alike, by_channel, met, rungs, trend
from roidesk.analytics.personal.report import Beside, ChannelLine, Judgement, KindLine, LevelLine, PersonalPage
from roidesk.analytics.personal.second_weights import Judged, OtherWeights, swapped
from roidesk.analytics.query import Query
from roidesk.analytics.returns.lines import Line, line_of
from roidesk.analytics.sums.dimensions import named
from roidesk.analytics.sums.tally import Exact, Tally, total
from roidesk.domain.figure import Figure, Number
from roidesk.domain.instants import local_day
from roidesk.domain.model import KindVersion
from roidesk.domain.personalness import LEVELS
from roidesk.services.context import Context
from roidesk.services.figure_view import View
from roidesk.services.figures import Figures


class Personalness:
    """Works out how personal the time of a period was. Ask from the thread that asks the figures."""

    def __init__(self, context: Context, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    def report(self, query: Query, *, other: tuple[int, ...] | None = None) -> PersonalPage:
        """Return how personal a period was; `other`: weights to show beside the store's (else those it is set to)."""
        settings = self._context.settings()
        weights = other or settings.other_weights
        with self._figures.asking(query) as asked:
            return _page(asked, settings.weights, None if weights is None else OtherWeights(weights))


def _page(asked: View, weights: tuple[int, ...], other: OtherWeights | None) -> PersonalPage:
    names = asked.scope.terms.names
    totals = line_of(total(asked.effort().values()), asked.scope.terms.exchange.currency)
    lines = _time_by_level(asked)
    shares = [line.contact_share.value for line in lines.values()]
    contacts, untouched = met(asked.interactions, asked.outcomes, _channel_of(asked), lambda each: each.score)
    kinds = _kinds(asked, other)
    return PersonalPage(
        period=asked.period,
        zone=asked.scope.zone,
        as_of=asked.scope.as_of,
        weights=weights,
        personalness=totals.personalness,
        personal_minutes=totals.personal_minutes,
        contact_share=totals.contact_share,
        levels=tuple(_level(rung, lines[rung.level], totals) for rung in rungs(contacts)),
        trend=trend(contacts, shares),
        among_alike=among_alike(contacts, shares),
        bought_untouched=Figure(untouched, "count"),
        channels=tuple(
            ChannelLine(
                names.channel[each.channel].name, each.reached, each.others, each.difference, each.p, each.p_holm
            )
            for each in by_channel(contacts, _known_by_channel(asked))
        ),
        kinds=kinds,
        beside=None if other is None else _beside(asked, other, shares, kinds),
    )


def _beside(asked: View, other: OtherWeights, shares: Sequence[Number | None], kinds: Sequence[KindLine]) -> Beside:
    """Return what other weights make of it; the levels are then others too, but the time on each is left as it was."""
    contacts, _untouched = met(asked.interactions, asked.outcomes, _channel_of(asked), other.of)
    return Beside(
        other.weights,
        other.personalness(asked.pieces),
        rungs(contacts),
        trend(contacts, shares),
        swapped([each.judged for each in kinds]),
    )


def _channel_of(asked: View) -> Callable[[UUID], UUID]:
    kinds = asked.scope.terms.names.kind
    return lambda kind: kinds[kind].channel_id


def _time_by_level(asked: View) -> dict[int, Line]:
    """Return the figures of all five levels, in order."""
    rows = asked.effort(named("personalness"))
    currency = asked.scope.terms.exchange.currency
    return {at: line_of(rows.get((at,), Tally()), currency) for at in LEVELS}


def _known_by_channel(asked: View) -> dict[UUID, Shares]:
    """Return, by channel in the team's order, the share of its minutes with a known contact, and of all others'."""
    rows = asked.effort(named("channel"))
    whole = total(rows.values())
    found: dict[UUID, Shares] = {}
    for channel in asked.scope.terms.names.channels:
        row = rows.get((channel.id,), Tally())
        found[channel.id] = _part(row.known, row.counted), _part(whole.known - row.known, whole.counted - row.counted)
    return found


def _part(known: Exact, counted: Exact) -> Fraction | None:
    return Fraction(known) / counted if counted else None


def _level(rung: Rung, line: Line, totals: Line) -> LevelLine:
    spent, whole = line.minutes.value, totals.minutes.value
    share = Figure(None, "share", reason="no_time") if not whole or spent is None else Figure(spent / whole, "share")
    return LevelLine(rung, line.minutes, share, line.contact_share)


def _kinds(asked: View, other: OtherWeights | None) -> tuple[KindLine, ...]:
    """Return every kind in the team's order, with each judgement there was of it."""
    names = asked.scope.terms.names
    versions: dict[UUID, list[KindVersion]] = defaultdict(list)
    for version in asked.read.all(KindVersion):
        versions[version.kind_id].append(version)
    ordered = sorted(names.kinds, key=lambda each: (names.channel[each.channel_id].position, each.position, each.name))
    return tuple(
        KindLine(
            Judged(
                f"{names.channel[each.channel_id].name} {each.name}".strip(),
                each.score,
                each.score if other is None else other.of_components(each.components),
            ),
            tuple(
                Judgement(local_day(one.from_us, asked.scope.zone) if one.from_us else None, one.score, one.components)
                for one in sorted(versions[each.id], key=lambda one: one.from_us)
            ),
        )
        for each in ordered
    )
