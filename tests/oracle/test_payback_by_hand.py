"""Pay-back and cohorts beside the same worked out by hand, of any small team."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from roidesk.services.paying_back import PayingBack
from tests.oracle.payback_by_hand import BEFORE, NO_CONTACT, NO_TOUCH, cohorts, course, last_day
from tests.oracle.random_team import NOW, teams
from tests.oracle.test_figures_by_hand import asked, empty, same, written

__all__ = ["empty"]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(team=teams())
def test_any_small_team_s_pay_back_by_hand(empty, team):
    with written(team, empty) as (figures, tables):
        paying_back = PayingBack(figures)
        for query in team.queries:
            plain = replace(query, by=(), model="linear")
            said = paying_back.report(plain).as_json()
            compare_course(said, course(tables, asked(plain, NOW)))
            compare_cohorts(said["cohorts"], cohorts(tables, asked(plain, NOW)), tables, asked(plain, NOW))


def iso(day):
    return None if day is None else day.isoformat()


def compare_course(said, mine):
    assert said["basis"] == mine.basis
    assert [(each["date"], pytest.approx(each["net"], abs=1e-9)) for each in said["series"]] == [
        (iso(day), float(net)) for day, net in mine.series
    ]
    if mine.unknown:
        assert (said["break_even_date"], said["first_crossing"], said["reason"]) == (None, None, "rate_missing")
        return
    assert (said["break_even_date"], said["first_crossing"]) == (iso(mine.break_even), iso(mine.first_crossing))
    assert same(mine.exposure, said["max_exposure"]["value"])
    assert said["max_exposure_date"] == iso(mine.exposure_day)
    assert same(mine.series[-1][1] if mine.series else Fraction(0), said["net"]["value"])


def compare_cohorts(said, mine, tables, question):
    theirs = {row["cohort"]: row for row in said}
    assert set(theirs) == set(mine)
    last = max(last_day(tables, question), *(each[0] for each in course(tables, question).series), question.first)
    for name, row in mine.items():
        labour = sum((each[1] for each in row.moved), Fraction(0))
        back = sum((each[2] for each in row.moved), Fraction(0))
        found = theirs[name]
        assert same(labour, found["labour"]["value"]), name
        assert same(back, found["returned"]["value"]), name
        assert found["buyers"]["value"] == len(row.buyers), name
        if name in {BEFORE, NO_CONTACT, NO_TOUCH}:
            continue
        assert found["contacts"]["value"] == len(row.first)
        cells = [(cell["labour"]["value"], cell["returned"]["value"]) for cell in found["cells"]]
        assert cells == [pytest.approx((float(a), float(b)), abs=1e-9) for a, b in row.cumulative(last)][:104], name
