"""Who waited for an answer beside the same worked out by hand, of any small team."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from roidesk.services.replies import ReplyTimes
from tests.oracle import replies_by_hand as hand
from tests.oracle.random_messages import teams_with_messages
from tests.oracle.test_figures_by_hand import asked, empty, same, written

__all__ = ["empty"]
SLA = 60


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(team=teams_with_messages())
def test_any_small_team_s_replies_by_hand(empty, team):
    with written(team, empty) as (figures, tables):
        replies = ReplyTimes(figures._context, figures)
        for query in team.queries[:2]:
            # Minutes are counted one by one: not as far as to the desk's own day.
            as_of = query.as_of or asked_until(query)
            plain = replace(query, by=(), as_of=as_of)
            compare(replies.report(plain, sla_minutes=SLA).as_json(), hand.waits(tables, asked(plain, as_of)))


def asked_until(query):
    from roidesk.domain.instants import midnight

    return midnight(query.period.last + timedelta(days=2), "UTC")


def compare(said, mine):
    answered = [each for each in mine if each.until]
    still = [each for each in mine if not each.until]
    ignored = [each for each in still if each.left or each.business > SLA]
    kept = sum(1 for each in answered if each.business <= SLA)
    counts = {"needing": len(mine), "replied": len(answered), "ignored": len(ignored)}
    counts["waiting"] = len(still) - len(ignored)
    assert {name: said[name]["value"] for name in counts} == counts
    rates = {"unanswered_rate": len(still), "ignored_rate": len(ignored), "sla_met_rate": kept}
    for name, hits in rates.items():
        assert same(Fraction(hits, len(mine)) if mine else None, said[name]["value"]), name
    assert {key: figure["value"] for key, figure in said["open_minutes"].items()} == {
        each.first.id: each.business for each in still
    }
    for name in ("business", "calendar"):
        took = [getattr(each, name) for each in answered]
        assert same(hand.quantile(took, Fraction(1, 2)), said[name]["median"]["value"]), name
        assert same(hand.quantile(took, Fraction(9, 10)), said[name]["p90"]["value"]), name
        assert same(Fraction(sum(took), len(took)) if took else None, said[name]["mean"]["value"]), name
        every = [(getattr(each, name), each.until is not None) for each in mine]
        assert same(hand.half_answered(every), said[name]["km_median"]["value"]), name
    for row in said["channels"]:
        of_channel = [each for each in mine if (each.first.channel or None) == row["key"]]
        assert row["needing"]["value"] == len(of_channel)
    assert sum(row["needing"]["value"] for row in said["hours"]) == len(mine)
