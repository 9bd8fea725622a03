"""The answer of `evidence` as JSON."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

from roidesk.analytics.evidence import Table, lagged_association, stratified
from roidesk.analytics.evidence.carry_over import koyck
from roidesk.analytics.evidence.power import power
from roidesk.analytics.evidence.report import EvidenceReport, Of, On, Planned
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period, Week

MONDAY = date(2026, 6, 1)


def report(weeks):
    effort = tuple(Fraction(week, 3) for week in range(len(weeks)))
    outcome = (*range(len(weeks) - 1), None) if weeks else ()
    return EvidenceReport(
        period=Period(MONDAY, date(2026, 6, 30)),
        zone="Europe/Amsterdam",
        as_of=1_782_864_000_000_000,
        currency="EUR",
        of=Of.MINUTES,
        on=On.PURCHASES,
        max_lag=1,
        weeks=weeks,
        effort=effort,
        outcome=outcome,
        conversions=Figure(7, "count", 7),
        contact_share=Figure(Fraction(1, 2), "share"),
        evidence=lagged_association(effort, outcome, 1),
        power=power(len(weeks), 7, None, 2),
        carry_over=koyck(effort, outcome, "count"),
        strata={"channel": stratified({"tweet": Table(1, 2, 3, 4)})},
        by=None,
        rows=(),
        experiments=[Planned("More calls", 0.03, Figure(Fraction(3, 2), "count", 12))],
        ad_weeks=weeks[:1],
    )


def test_as_json():
    weeks = tuple(Week.of(MONDAY).plus(n) for n in range(4))
    told = json.loads(json.dumps(report(weeks).as_json(), allow_nan=False))
    assert told["period"] == {
        "from": "2026-06-01",
        "to": "2026-06-30",
        "zone": "Europe/Amsterdam",
        "as_of": "2026-07-01T02:00:00+02:00",
    }
    assert (told["of"], told["on"], told["max_lag"], told["weeks"], told["verdict"]) == (
        "minutes",
        "purchases",
        1,
        4,
        "too_little_data",
    )
    assert told["series"][1] == {"week": "2026-W24", "effort": 1 / 3, "outcome": 1}
    assert told["series"][3]["outcome"] is None
    assert told["ad_weeks"] == ["2026-W23"]
    assert (told["strata"][0]["by"], told["strata"][0]["reason"]) == ("channel", "too_few_contacts")
    assert told["experiments"][0]["difference"]["value"] == 1.5
    assert (told["rows"], told["by"]) == ([], None)


def test_the_days_of_the_whole_weeks():
    assert report((Week(2026, 24), Week(2026, 25))).days == Period(date(2026, 6, 8), date(2026, 6, 21))
    assert report(()).days == Period(MONDAY, date(2026, 6, 30))
