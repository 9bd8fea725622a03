"""What the Return and Week pages may show of the sample team, beside the same worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from roidesk.analytics.query import Query
from roidesk.domain.instants import Period, Week, utc
from tests.oracle import by_hand
from tests.oracle.sample import NOW_IN_SAMPLE, recent

ZONE = ZoneInfo("Europe/Amsterdam")
AS_OF = utc(NOW_IN_SAMPLE)
TEN_WEEKS = Period(date(2026, 9, 14), date(2026, 11, 19))
FOUR_WEEKS = Period(date(2026, 10, 26), date(2026, 11, 22))


def gate(sales: int, clusters: int) -> str:
    """The table of 4.6, read aloud."""
    if sales == 0:
        return "nothing"
    if sales < 5:
        return "too_little"
    if sales < 10 or clusters < 10:
        return "hollow"
    return "ranged" if sales < 30 else "full"


def sales_by_channel(shared) -> dict[str, int]:
    """Return how many sales had a touch on each channel."""
    seen = {
        (credit.touch.channel, credit.outcome.id)
        for credit in shared
        if credit.touch and credit.share and credit.outcome.booked and not credit.outcome.refund
    }
    return {channel: sum(1 for name, _ in seen if name == channel) for channel, _ in seen}


def without_one(weeks) -> tuple[float, float]:
    """Return the least and the most that came back for 1 of cost when one week is left out."""
    booked, cost = (sum(float(week[name]) for week in weeks) for name in ("booked", "cost"))
    left = [(booked - float(week["booked"])) / (cost - float(week["cost"])) for week in weeks]
    return min(left), max(left)


@pytest.mark.parametrize("period", [TEN_WEEKS, FOUR_WEEKS], ids=["ten weeks", "four weeks"])
def test_what_may_be_shown_of_each_channel(sample, period):
    figures, tables = sample
    page = figures.return_page(Query(period=period))
    tables = recent(tables, period, 30)
    question = by_hand.Question(period.first, period.last, AS_OF, by=("week", "channel"))
    by_week = by_hand.figures(tables, question).rows
    shares = by_hand.figures(tables, replace(question, by=("channel",))).rows
    sales = sales_by_channel(by_hand.shared_credit(tables, question))
    shown = [shares[name,]["contact_share"] for name, count in sales.items() if count >= 5]
    assert len({row.back.gate for row in page.channels}) >= 3, "the sample has something for most of the gates"
    for row in page.channels:
        weeks = [line for key, line in by_week.items() if key[1] == row.name and (line["cost"] or line["purchases"])]
        may = gate(sales.get(row.name, 0), len(weeks))
        assert (row.name, row.n, row.back.gate.value) == (row.name, sales.get(row.name, 0), may)
        assert (row.back.figure.low is not None) == (may in {"ranged", "full"})
        assert row.back.without_one == (pytest.approx(without_one(weeks)) if may == "hollow" else None)
        assert row.compared == (float(shares[row.name,]["contact_share"]) >= float(max(shown)) - 0.15)


def nets(tables, period, margin):
    """Yield each day with what remained of all sales up to its end, less all cost."""
    question = by_hand.Question(period.first, period.last, AS_OF)
    slices = [each for each in by_hand.slices(tables, question) if period.first <= each.day <= period.last]
    dues = list(by_hand.platform(tables, question, slices))
    sales = [each for each in tables.outcomes() if each.booked and each.at <= AS_OF]
    net = Fraction(0)
    for day in by_hand.days_between(period.first, period.last):
        net += margin * sum(sale.amount for sale in sales if sale.day == day)
        net -= sum(each.labour for each in slices if each.day == day)
        net -= sum(due.amount for due in dues if due.day == day)
        yield day, net


@pytest.mark.parametrize("margin", [Fraction(2, 5), Fraction(9, 10)], ids=["not yet", "paid back"])
def test_paid_back_and_what_is_short(sample, margin):
    figures, tables = sample
    found = figures.return_page(Query(period=TEN_WEEKS, margin=margin, with_ranges=False)).tiles.paid_back
    days = list(nets(recent(tables, TEN_WEEKS, 30), TEN_WEEKS, margin))
    _, end = days[-1]
    if end < 0:
        assert (found.state, found.day, found.short.value) == ("not_yet", None, -end)
    else:
        last_below = max((day for day, net in days if net < 0), default=TEN_WEEKS.first - timedelta(days=1))
        assert (found.state, found.day, found.short) == ("paid_back", last_below + timedelta(days=1), None)


@pytest.mark.parametrize("number", [47, 46, 43], ids=["running", "over", "over the end of daylight saving"])
def test_a_week_beside_the_same_point_of_the_week_before(sample, number):
    figures, tables = sample
    week = Week(2026, number)
    page = figures.week_page(week)
    point = min(AS_OF.astimezone(ZONE), datetime.combine(week.monday + timedelta(days=7), datetime.min.time(), ZONE))
    now, before = (
        by_hand.figures(
            recent(tables, shown.period, 0),
            by_hand.Question(shown.period.first, shown.period.last, at, by=("channel",)),
        )
        for shown, at in ((week, point), (week.plus(-1), point - timedelta(days=7)))
    )
    minutes = now.totals["minutes"]
    assert (page.team.hours.value, page.team.change.value) == (minutes / 60, (minutes - before.totals["minutes"]) / 60)
    nothing = by_hand.worked_out(by_hand.Sums())
    for row in page.channels:
        spent, then = (each.rows.get((row.name,), nothing)["minutes"] for each in (now, before))
        assert (row.hours.value, row.change.value) == (spent / 60, (spent - then) / 60)
