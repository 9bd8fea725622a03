"""Contacts compared by the effort of their first week."""

from __future__ import annotations

from fractions import Fraction

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


def test_the_middle_one_counts_with_the_less():
    found = compared([Case(Fraction(each), came=True, strata={"channel": "tweet"}) for each in (1, 2, 3)], ["channel"])
    assert found["channel"].reason == "too_few_contacts"
    assert found["channel"].crude.n == 3


def test_nobody():
    assert compared([], ["channel"])["channel"].reason == "nothing_recorded"
