"""What the Return page shows, made of the sums of its period (02-return, 02b-return-first-weeks)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.gates import Gate
from roidesk.analytics.pages.return_rows import ReturnFacts, outcome_row, return_rows
from roidesk.analytics.pages.values import (
    Milestone,
    PaidBack,
    PaidBackState,
    ReturnPage,
    ReturnRow,
    Sentence,
    Shown,
    Step,
    Tiles,
    WeekPoint,
)
from roidesk.analytics.payback.course import Payback, payback
from roidesk.analytics.returns.lines import Amounts, Line, hours, line_of, others
from roidesk.analytics.returns.ranges import clusters, ranged, ranged_ratio, shown
from roidesk.analytics.sums.tally import Exact, Tally
from roidesk.domain.figure import Figure
from roidesk.domain.instants import HOUR, Week
from roidesk.domain.personalness import LEVELS

_MINUTES = 60


def return_page(facts: ReturnFacts) -> ReturnPage:
    """Return the page; ranges only where the query asks for them."""
    weeks = facts.totals.row(())
    tally = facts.totals.total
    line = ranged(line_of(tally, facts.currency), weeks, with_ranges=facts.query.with_ranges)
    margin = _one_margin(tally)
    tiles = _tiles(facts, line, tally, weeks)
    channels, channel_order = return_rows(facts, facts.channels)
    levels, level_order = return_rows(facts, facts.levels)
    return ReturnPage(
        query=facts.query,
        period=facts.period,
        before=facts.before,
        zone=facts.zone,
        as_of=facts.as_of,
        currency=facts.currency,
        model=facts.query.model,
        window_days=facts.query.window_days,
        margin=margin if tally.booked else facts.margin,
        pays_back_at=_pays_back_at(margin if tally.booked else facts.margin),
        first_weeks=not tiles.back.gate.shows_value,
        sentence=_sentence(facts, tiles, tally, margin),
        range_line=_range_line(facts, tiles, tally, weeks),
        tiles=tiles,
        weeks=_week_points(facts, weeks),
        channels=channels,
        channel_order=channel_order,
        levels=levels,
        level_order=level_order,
        outcomes=tuple(outcome_row(facts, level) for level in LEVELS),
        milestones=_milestones(facts, tally, channels),
        hours_known=Fraction(tally.known) / HOUR,
        hours_all=Fraction(tally.counted) / HOUR,
        missing=facts.missing,
        model_reason=facts.model_reason,
        ranges_pending=not facts.query.with_ranges and tiles.back.gate.shows_range,
    )


# ---------------------------------------------------------------- the seven figures


def _tiles(facts: ReturnFacts, line: Line, tally: Tally, weeks: Sequence[Tally]) -> Tiles:
    before = facts.before_total
    back = shown(line.return_ratio, weeks, lambda week: week.booked, lambda week: week.cost)
    remains = shown(_one_more(line.margin_roi), weeks, lambda week: week.remains, lambda week: week.cost)
    compare = before is not None and min(gates.gate(each.sales, 0).shows_value for each in (tally, before))
    return Tiles(
        hours=Shown(hours(tally), Gate.FULL, None, _change(tally.counted, before.counted) if before else None),
        cost=Shown(line.cost, Gate.FULL, None, _change(tally.cost, before.cost) if before else None),
        purchases=Shown(
            line.purchases, Gate.FULL, None, _change(tally.purchases, before.purchases) if before and compare else None
        ),
        others=others(tally),
        sales=Shown(line.booked, Gate.FULL, None, _change(tally.booked, before.booked) if before and compare else None),
        back=back,
        remains=None if line.margin_roi.reason == "margin_unknown" else remains,
        hours_a_purchase=shown(
            _in_hours(line.minutes_per_purchase),
            weeks,
            lambda week: Fraction(week.counted) / HOUR,
            lambda week: week.purchases,
        ),
        paid_back=_paid_back(facts, line, tally, back.gate),
    )


def _change(now: Exact, before: Exact) -> Fraction | None:
    return Fraction(now) / Fraction(before) - 1 if before > 0 else None


def _one_more(figure: Figure) -> Figure:
    """Return what remains of each 1 of cost from what remains beyond it."""
    if figure.value is None:
        return figure
    low, high = (None if bound is None else bound + 1 for bound in (figure.low, figure.high))
    return replace(figure, value=figure.value + 1, low=low, high=high)


def _in_hours(figure: Figure) -> Figure:
    value, low, high = (
        None if each is None else each / _MINUTES if isinstance(each, float) else Fraction(each) / _MINUTES
        for each in (figure.value, figure.low, figure.high)
    )
    return replace(figure, unit="h", value=value, low=low, high=high)


def _paid_back(facts: ReturnFacts, line: Line, tally: Tally, gate: Gate) -> PaidBack:
    if tally.cost_unknown or tally.booked_unknown:
        return PaidBack(PaidBackState.RATE_MISSING)
    if tally.cost <= 0:
        return PaidBack(PaidBackState.NO_COST)
    if not gate.shows_value:
        return PaidBack(PaidBackState.TOO_LITTLE)
    if line.margin_roi.reason == "margin_unknown":
        return PaidBack(PaidBackState.MARGIN_UNKNOWN)
    if tally.remains < tally.cost:
        return PaidBack(PaidBackState.NOT_YET, None, Figure(tally.cost - tally.remains, facts.currency))
    return PaidBack(PaidBackState.PAID_BACK, _course(facts).break_even)


def _course(facts: ReturnFacts) -> Payback:
    by_day = {row[0]: tally for row, tally in facts.days().rows.items() if isinstance(row[0], date)}
    return payback(
        facts.period,
        {day: tally.remains for day, tally in by_day.items()},
        {day: tally.cost for day, tally in by_day.items()},
    )


def _one_margin(tally: Tally) -> Fraction | None:
    """Return what share of sales remains, over all sales together; None: not known."""
    return None if tally.margin_unknown or not tally.booked else tally.remains / tally.booked


def _pays_back_at(margin: Fraction | None) -> Fraction | None:
    return 1 / margin if margin else None


# ---------------------------------------------------------------- the sentence


def _sentence(facts: ReturnFacts, tiles: Tiles, tally: Tally, margin: Fraction | None) -> Sentence:
    said = {
        "currency": facts.currency,
        "cost": tiles.cost.figure.value,
        "sales": tiles.sales.figure.value,
        "hours": tiles.hours.figure.value,
        "purchases": tally.sales,
        "others": tally.events - tally.sales,
        "ratio": tiles.back.figure.value,
        "at_most": tiles.back.figure.at_most,
        "remains": tiles.remains.figure.value if tiles.remains else None,
        "margin": margin,
        "mixed": margin is not None and margin != facts.margin,
    }
    return Sentence(_sentence_code(tiles, tally), said)


def _sentence_code(tiles: Tiles, tally: Tally) -> str:
    if tiles.back.figure.value is None:
        if tiles.back.figure.reason == "rate_missing":
            return "rate_missing" if tally.cost_unknown else "sales_unknown"
        return "no_cost" if tally.interactions or tally.cost or tally.events else "nothing_recorded"
    if not tiles.back.gate.shows_value:
        return "nothing_yet" if tiles.back.gate is Gate.NOTHING else "too_early"
    if tally.cost_unknown or tally.booked_unknown:
        return "incomplete"
    if tiles.remains is None:
        return "margin_unknown"
    return "paid_back" if tiles.paid_back.state is PaidBackState.PAID_BACK else "not_paid_back"


def _range_line(facts: ReturnFacts, tiles: Tiles, tally: Tally, weeks: Sequence[Tally]) -> Sentence | None:
    """Return the line under the sentence; None where nothing may be said, or the range is still being worked out."""
    back = tiles.back
    # A filter may keep only a part of a purchase's credit: then the line counts what the tile does not.
    whole = tally.purchases == tally.sales
    said: dict[str, object] = {
        "currency": facts.currency,
        "purchases" if whole else "parts": tally.sales,
        "weeks": clusters(weeks),
    }
    if back.figure.low is not None:
        remains = tiles.remains.figure if tiles.remains else None
        bounds = (remains.low, remains.high) if remains else (None, None)
        return Sentence(
            "likely_range",
            said
            | {"low": back.figure.low, "high": back.figure.high, "remains_low": bounds[0], "remains_high": bounds[1]},
        )
    if back.without_one is not None:
        low, high = back.without_one
        return Sentence("without_one", said | {"low": low, "high": high})
    return None


# ---------------------------------------------------------------- weeks


def _week_points(facts: ReturnFacts, weeks: Sequence[Tally]) -> tuple[WeekPoint, ...]:
    last = Week.of(facts.today)
    points = []
    so_far = Tally()
    for n, (week, tally) in enumerate(zip(facts.totals.weeks, weeks, strict=True)):
        so_far.add(tally)
        amounts = Amounts(tally, facts.currency)
        shown_so_far = _so_far(facts, so_far, weeks[: n + 1])
        points.append(WeekPoint(week, amounts.cost, amounts.booked, shown_so_far, running=week >= last))
    return tuple(points)


def _so_far(facts: ReturnFacts, tally: Tally, weeks: Sequence[Tally]) -> Shown | None:
    figure = Amounts(tally, facts.currency).return_ratio
    figure = ranged_ratio(figure, weeks, with_ranges=facts.query.with_ranges)
    found = shown(figure, weeks, lambda week: week.booked, lambda week: week.cost)
    return found if found.gate.shows_value and figure.value is not None else None


# ---------------------------------------------------------------- the first weeks


def _milestones(facts: ReturnFacts, tally: Tally, channels: Sequence[ReturnRow]) -> tuple[Milestone, ...]:
    best = max(channels, key=lambda row: row.n, default=None)
    name = best.channel.name if best and best.n and best.channel else None
    first = _first_whole_week(facts.first_day)
    weeks = max(0, (Week.of(facts.today).monday - first).days // 7) if first else 0
    day = first + timedelta(weeks=gates.ENOUGH_WEEKS_FOR_EVIDENCE) if first else None
    return (
        Milestone(Step.HOURS_AND_COST, int(bool(tally.interactions)), 1),
        Milestone(Step.BACK, tally.sales, gates.ENOUGH_FOR_A_VALUE),
        Milestone(Step.RANGE, tally.sales, gates.ENOUGH_FOR_A_RANGE),
        Milestone(Step.CHANNELS, best.n if best else 0, gates.ENOUGH_FOR_A_VALUE, name),
        Milestone(Step.EVIDENCE, weeks, gates.ENOUGH_WEEKS_FOR_EVIDENCE, None, day),
    )


def _first_whole_week(first_day: date | None) -> date | None:
    if first_day is None:
        return None
    monday = Week.of(first_day).monday
    return monday if monday == first_day else monday + timedelta(days=7)
