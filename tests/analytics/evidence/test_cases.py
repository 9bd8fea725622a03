"""Contacts compared by the effort of their first week."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roidesk.analytics.evidence import Table, stratified
from roidesk.analytics.evidence.cases import Case, compared


def cases(stratum, *, more, less):
    """Contacts of a stratum: (who came, who did not) with more effort and with less."""
    return [
        Case(Fraction(effort), came, {"channel": stratum})
        for effort, counts in ((60, more), (5, less))
        for came, count in zip((True, False), counts, strict=True)
        for _ in range(count)
    ]


def test_simpson_among_contacts():
    # Kidney stones as contacts: more effort does better on each channel, worse over all.
    found = compared(
        [*cases("tweet", more=(81, 6), less=(234, 36)), *cases("call", more=(192, 71), less=(55, 25))], ["channel"]
    )
    assert found["channel"] == stratified({"tweet": Table(81, 6, 234, 36), "call": Table(192, 71, 55, 25)})
    assert found["channel"].reverses is True


@pytest.mark.parametrize(
    ("efforts", "much"),
    [((1, 2, 3), (3,)), ((1, 3, 3), (3, 3)), ((1, 1, 3), (3,)), ((1, 2), (2,)), ((5, 5), ())],
)
def test_who_got_just_the_middle_makes_the_sides_even(efforts, much):
    # Of each effort one contact came and one did not.
    cases = [Case(Fraction(each), came=came, strata={"by": "one"}) for each in efforts for came in (True, False)]
    wanted = Table(len(much), len(much), len(efforts) - len(much), len(efforts) - len(much))
    assert compared(cases, ["by"])["by"] == stratified({"one": wanted})


def test_nobody():
    assert compared([], ["channel"])["channel"].reason == "nothing_recorded"
