"""Return on involvement beside the same worked out by hand, of any small team."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from roidesk.services.involvement import InvolvementPanel
from tests.oracle.involvement_by_hand import panel
from tests.oracle.random_messages import teams_with_messages
from tests.oracle.random_team import NOW
from tests.oracle.test_figures_by_hand import asked, empty, same, written

__all__ = ["empty"]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(team=teams_with_messages())
def test_any_small_team_s_involvement_by_hand(empty, team):
    with written(team, empty) as (figures, tables):
        involvement = InvolvementPanel(figures)
        for query in team.queries:
            plain = replace(query, by=())
            compare(involvement.report(plain).as_json(), panel(tables, asked(plain, NOW)))


def compare(said, mine):
    wrong = {
        name: (value if value is None else float(value), said[name]["value"])
        for name, value in mine.items()
        if not same(value, said[name]["value"])
    }
    assert not wrong, f"by hand, by roidesk: {wrong}"
