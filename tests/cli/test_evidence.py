"""evidence: in words and as JSON, its options, and what is refused."""

from datetime import date, timedelta

import numpy as np
import pytest

from roidesk.analytics.evidence import Table, stratified
from roidesk.cli import evidence_text

MONDAY = date(2025, 1, 6)
HOURS = (2, 5, 1, 4, 3, 6, 2, 1, 5, 3, 4, 6, 1, 3, 2, 6, 5, 4, 1, 2, 6, 3, 5, 1, 4, 2)
NOW = ("--as-of", "2026-06-15T00:00")
KEYS = (
    "period currency of on max_lag weeks lags reverse statistic best_lag p p_shift p_shift_min reason detrended"
    " differences verdict flags conversions contact_share power carry_over strata by rows experiments ad_weeks series"
).split()


def weekly(tmp_path, hours, sales):
    """Table files of a team with so many hours and purchases a week."""
    work = ["id,start,minutes,person,channel,contact"]
    came = ["id,at,kind,amount,currency,contact"]
    for week, (spent, bought) in enumerate(zip(hours, sales, strict=True)):
        day = MONDAY + timedelta(weeks=week)
        work.append(f"w{week},{day}T09:00,{60 * spent:.0f},Ann,email,c{week % 7}")
        came += [f"s{week}-{n},{day}T18:00,purchase,10,EUR," for n in range(int(bought))]
    folder = tmp_path / "weeks"
    folder.mkdir()
    (folder / "interactions.csv").write_text("\n".join(work))
    (folder / "conversions.csv").write_text("\n".join(came))
    return str(folder)


def bringing(weeks):
    hours = [HOURS[week % len(HOURS)] for week in range(weeks)]
    return hours, [hours[week - 1] for week in range(weeks)]


@pytest.fixture
def filled(roidesk, tmp_path):
    def fill(hours, sales):
        roidesk("import", weekly(tmp_path, hours, sales), "--zone", "Europe/Amsterdam")
        return roidesk

    return fill


def test_a_strong_link_in_words(filled):
    said = filled(*bringing(60))("evidence", *NOW).out
    assert said.startswith("6 Jan 2025 – 1 Mar 2026, 60 whole weeks")
    assert "A strong link: weeks with more hours are followed by more purchases, 1 week later." in said
    assert "fewer than 1 of 100 tries. It is an association" in said
    lines = {line[:25].strip(): line.split() for line in said.splitlines()}
    assert lines["hours 1 week before"][-3] == "0.97"
    assert lines["chance does as well"][-3:] == ["%", "–", "–"] or "%" in lines["chance does as well"]
    assert "purchases 5 weeks before" in lines
    assert "in the long run" in said
    assert "About" not in said, "who sees a link needs no more weeks"


def test_under_20_weeks_it_only_describes(filled):
    said = filled(*bringing(13))("evidence", *NOW).out
    assert "Too little data: 13 of 20 weeks. What is below only describes them." in said
    assert "more week" in said
    assert "in the same week" in said
    assert "Varying the hours on purpose says it sooner" in said or "80 of 100" in said
    assert "chance does as well" not in said
    assert "in the long run" not in said
    assert "linked" not in said


def test_effort_that_follows_sales_is_told(filled):
    chance = np.random.default_rng(3)
    sales = [12.0]
    for _ in range(60):
        sales.append(max(0, 12 + 0.9 * (sales[-1] - 12) + 2 * chance.standard_normal()))
    said = filled([1 + each / 4 for each in sales[:-1]], [round(each) for each in sales[1:]])("evidence", *NOW).out
    assert "Hours and purchases are probably linked, but effort may follow sales, not lead them." in said
    assert "Effort may follow sales: purchases come before hours as much as after them (" in said
    assert "A strong link" not in said


def test_pure_noise_is_no_sign(filled):
    chance = np.random.default_rng(9)
    said = filled(chance.uniform(1, 9, 30), chance.poisson(3, 30))("evidence", *NOW).out
    assert "No sign of a link between hours and purchases. That does not say there is none." in said
    assert "Low power: under 52 weeks a link that is there is easily missed." in said


def test_contacts_of_alike_kind_are_told_first(filled, tmp_path):
    """Simpson: on each channel those with more time came back more often, over all less often."""
    roidesk = filled(*bringing(1))
    work, came = ["id,start,minutes,person,channel,contact"], ["id,at,kind,amount,currency,contact"]
    groups = (("email", 60, 18, 2), ("email", 5, 54, 10), ("call", 60, 40, 30), ("call", 5, 8, 10))
    contact = 0
    for channel, minutes, bought, others in groups:
        for number in range(bought + others):
            contact += 1
            day = MONDAY + timedelta(days=contact % 28)
            work.append(f"t{contact},{day}T0{1 + contact % 9}:00,{minutes},P{contact},{channel},k{contact}")
            if number < bought:
                came.append(f"k{contact},{day + timedelta(days=12)}T18:00,purchase,10,EUR,k{contact}")
    folder = tmp_path / "contacts"
    folder.mkdir()
    (folder / "interactions.csv").write_text("\n".join(work))
    (folder / "conversions.csv").write_text("\n".join(came))
    roidesk("import", str(folder), "--zone", "Europe/Amsterdam")
    said = roidesk("evidence", *NOW).out
    assert "Among alike contacts it may go the other way than over all of them: see the contacts below first." in said
    line = next(line for line in said.splitlines() if line.startswith("same channel"))
    assert line.endswith("may go the other way")
    found = roidesk("evidence", *NOW, "--json").document
    (channel,) = (each for each in found["strata"] if each["by"] == "channel")
    assert channel["crude"]["value"] < 1 < channel["pooled"]["value"]
    assert (channel["reverses"], "simpson" in found["flags"]) == (True, True)


def test_only_a_range_says_that_it_goes_the_other_way():
    kidney_stones = {"small": Table(810, 60, 2340, 360), "large": Table(1920, 710, 550, 250)}
    assert evidence_text.turned(stratified(kidney_stones)) == "goes the other way"
    assert evidence_text.turned(stratified({"one": Table(810, 60, 2340, 360)})) == ""


def test_as_json(filled):
    roidesk = filled(*bringing(60))
    found = roidesk("evidence", *NOW, "--json").document
    assert list(found) == KEYS
    assert (found["weeks"], found["best_lag"], found["verdict"], found["max_lag"]) == (60, 1, "strong", 5)
    assert (found["of"], found["on"], found["by"], found["rows"]) == ("minutes", "purchases", None, [])
    assert len(found["lags"]) == len(found["reverse"]) + 1 == 6
    assert found["series"][0] == {"week": "2025-W02", "effort": 120, "outcome": 1}
    assert found["contact_share"]["value"] == 1
    assert found["carry_over"]["per_hour"]["unit"] == "per_h"
    assert len(found["strata"]) == 5
    assert roidesk("evidence", *NOW, "--without-contacts", "--json").document["strata"] == []
    one = roidesk("evidence", *NOW, "--of", "personal", "--on", "revenue", "--max-lag", "1", "--json").document
    assert (one["of"], one["on"], one["max_lag"], len(one["lags"])) == ("personal", "revenue", 1, 2)
    assert one["carry_over"]["per_hour"]["unit"] == "EUR"


def test_by_channel(filled):
    said = filled(*bringing(30))("evidence", *NOW, "--by", "channel").out
    row = next(line for line in said.splitlines() if line.startswith("email"))
    assert row.endswith("probable")


def test_on_revenue_in_the_stores_currency(filled):
    said = filled(*bringing(60))("evidence", *NOW, "--on", "revenue", "--by", "personalness").out
    assert "weeks with more hours are followed by more sales, 1 week later" in said
    assert "€10." in said


def test_an_empty_store(roidesk):
    roidesk("settings", "currency", "EUR")
    said = roidesk("evidence").out
    assert "0 whole weeks" in said
    assert "Too little data: no whole week is recorded yet." in said


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--of", "love"), 2, "invalid choice"),
        (("--max-lag", "27"), 1, "“27” is not between 0 and 26"),
        (("--by", "wether"), 1, "Figures cannot be asked by “wether”"),
    ],
)
def test_what_is_refused(roidesk, words, status, said):
    roidesk("settings", "currency", "EUR")
    found = roidesk("evidence", *words, ok=False)
    assert found.status == status
    assert said in found.err


def test_help(roidesk):
    assert "--max-lag" in roidesk("evidence", "--help").out
