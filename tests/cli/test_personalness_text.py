"""What is said of a comparison, by what the numbers are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from roidesk.analytics.personal.dose import Link, Met, among_alike, rungs
from roidesk.analytics.personal.report import Beside, LevelLine, PersonalPage
from roidesk.cli.personalness_text import page
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

EVEN = [Fraction(1)] * 5
NOTHING = Figure(None, "share", reason="no_time")


def touched(*groups):
    return [
        Met(score, frozenset(), touches, at < bought) for score, touches, count, bought in groups for at in range(count)
    ]


def shown(contacts=(), p=0.01, statistic=0.3, reason=None, **more):
    return page(
        PersonalPage(
            period=Period(date(2026, 6, 1), date(2026, 6, 14)),
            zone="Europe/Amsterdam",
            as_of=0,
            weights=(25, 20, 20, 10, 15, 10),
            personalness=Figure(50, "score"),
            personal_minutes=Figure(10, "min"),
            contact_share=NOTHING,
            levels=tuple(LevelLine(each, NOTHING, NOTHING, NOTHING) for each in rungs(contacts)),
            trend=Link(statistic, p, reason),
            among_alike=among_alike(contacts, EVEN),
            bought_untouched=Figure(1, "count"),
            channels=(),
            kinds=(),
            beside=more.get("beside"),
        )
    )


@pytest.mark.parametrize(
    ("contacts", "words"),
    [
        (((9000, 1, 50, 30), (3000, 1, 50, 8)), "It holds among contacts met equally often too."),
        (((9000, 1, 20, 9), (3000, 1, 20, 8)), "no difference is left that chance could not make"),
        (((9000, 1, 10, 1), (3000, 1, 90, 18), (9000, 9, 90, 54), (3000, 7, 10, 8)), "chance could not make"),
        (((9000, 1, 99, 3), (3000, 1, 900, 180), (9000, 9, 900, 540), (3000, 7, 100, 90)), "the other way round"),
    ],
)
def test_among_contacts_met_equally_often(contacts, words):
    assert words in shown(touched(*contacts))


@pytest.mark.parametrize("contacts", [(), ((9000, 1, 20, 9), (3000, 9, 20, 8))])
def test_where_nothing_can_be_said_of_them_nothing_is(contacts):
    assert "equally often" not in shown(touched(*contacts))


def test_more_and_not_more():
    assert "More of those bought whom one met more personally" in shown()
    assert "Not more of those bought" in shown(statistic=-0.1, p=0.4)
    assert "about 40 of 100" in shown(statistic=-0.1, p=0.4)
    assert "about 1 of 100" in shown(p=0.0001)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("too_few_conversions", "Too little data"),
        ("too_few_contacts", "Too few contacts"),
        ("one_level", "the same level"),
        ("contact_shares_differ", "no known contact"),
    ],
)
def test_why_nothing_is_said(reason, words):
    assert words in shown(p=None, reason=reason)


def test_many_swaps_are_counted():
    beside = Beside((0,) * 5 + (100,), NOTHING, rungs(()), Link(None, None, None), (("a", "b"),) * 7)
    said = shown(beside=beside)
    assert "a no longer above b" in said
    assert "and 2 more" in said
    assert "does not hang" in shown(beside=replace(beside, swapped=()))
