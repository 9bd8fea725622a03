from datetime import date
from fractions import Fraction

import pytest

from roidesk.analytics.goals.scorecards import Sheet, Target, lines, read_target
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

MEASURES = {
    "purchases": Figure(Fraction(8), "count"),
    "cost": Figure(Fraction(70), "EUR"),
    "return_ratio": Figure(Fraction(3), "ratio", 4, reason="too_few_conversions"),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("purchases:8", ("purchases", Target(Fraction(8)))),
        ("purchases:100.05", ("purchases", Target(Fraction(2001, 20)))),
        (" purchases : >=8.5 ", ("purchases", Target(Fraction(17, 2)))),
        ("cost:<=60", ("cost", Target(Fraction(60), at_most=True))),
        ("profit:-5", ("profit", Target(Fraction(-5)))),
        ("purchases", None),
        ("purchases:many", None),
        ("purchases:nan", None),
        ("", None),
    ],
)
def test_targets_as_they_are_written(text, expected):
    assert read_target(text) == expected


def test_lines_in_the_order_of_the_sheet():
    found = lines(("cost", "purchases", "cost"), ("purchases:8", "cost:<=60", "nonsense"), MEASURES)
    assert [(each.metric, each.reached) for each in found] == [("cost", False), ("purchases", True)]


def test_no_verdict_without_a_target_or_behind_a_gate():
    found = lines(("purchases", "return_ratio", "moon"), ("return_ratio:2", "moon:1"), MEASURES)
    assert [each.reached for each in found] == [None, None, None]
    assert found[2].actual.reason == "metric_unknown"


def test_as_json():
    sheet = Sheet(
        "s", "ON Model", Period(date(2026, 6, 1), date(2026, 6, 14)), "EUR",
        lines(("cost", "purchases", "return_ratio"), ("cost:<=60", "purchases:8"), MEASURES),
    )  # fmt: skip
    said = sheet.as_json()
    assert (said["name"], said["from"], said["currency"]) == ("ON Model", "2026-06-01", "EUR")
    cost, purchases, ratio = said["lines"]
    assert (cost["target"]["value"], cost["target"]["unit"], cost["at"], cost["reached"]) == (60, "EUR", "most", False)
    assert (purchases["at"], purchases["reached"]) == ("least", True)
    assert (ratio["target"], ratio["at"], ratio["reached"]) == (None, None, None)
