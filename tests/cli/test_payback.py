"""payback, goals, baselines and scorecard: what they say, in words and as JSON."""

from __future__ import annotations

import pytest

from roidesk.cli import goals_text
from roidesk.domain.figure import Figure

INTERACTIONS = """start,minutes,person,channel,contact
2026-06-01T09:00,60,Ann,tweet,C1
2026-06-02T10:00,60,Ann,email,C2
2026-06-08T10:00,60,Ann,email,
"""
CONVERSIONS = "id,at,contact,kind,amount,currency\n" + "".join(
    f"K{n},2026-06-{n + 3:02}T10:00,C{n % 2 + 1},purchase,{amount},EUR\n"
    for n, amount in enumerate((60, 60, 60, 60, 60))
)
RATES = """person,from,hourly,currency
Ann,2026-01-01,30.00,EUR
"""
GOALS = """metric,target,at,from,to,scope,max_minutes,max_cost,set_at
purchases,4,,2026-06-01,2026-06-14,,300,50,2026-05-29T12:00
minutes,60,most,2026-06-01,2026-06-30,channel:tweet,,,2026-06-02T12:00
cost_per_purchase,10,most,2026-06-01,2026-06-14,,,,2026-05-29T12:00
return_ratio,2,,2026-07-01,2026-07-14,,,,2026-05-29T12:00
"""
BASELINES = """name,from,to,hours,cost,conversions,kind,revenue
convention,2026-03-10,2026-03-11,16,1200,4,purchase,1000
calls,2026-03-10,2026-03-11,16,1200,4,phone_call,
"""
TABLES = {
    "interactions": INTERACTIONS,
    "conversions": CONVERSIONS,
    "rates": RATES,
    "goals": GOALS,
    "baselines": BASELINES,
}
JUNE = ("--from", "2026-06-01", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")


@pytest.fixture
def filled(roidesk, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text)
    roidesk("import", str(folder), "--zone", "Europe/Amsterdam")
    return roidesk


def test_payback_as_json(filled):
    said = filled("payback", *JUNE, "--margin", "0.5", "--json").document
    assert (said["basis"], said["state"], said["break_even_date"]) == ("margin", "paid_back", "2026-06-04")
    assert said["net"]["value"] == 150 - 90
    assert [each["net"] for each in said["series"]][:4] == [-30, -60, -30, 0]
    assert said["cohorts"][0]["cohort"] == "2026-06"


def test_payback_in_words(filled):
    said = filled("payback", *JUNE, "--margin", "0.5").out
    assert "Paid back since 4 Jun 2026." in said
    assert "Deepest on 2 Jun 2026: −€60.00." in said
    assert "2026-W24" in said
    assert "nobody known" in said


def test_without_a_margin_nothing_is_claimed(filled):
    said = filled("payback", *JUNE).out
    assert "sales less cost, as the margin is not known" in said
    assert "In sales alone, more has come in than was spent since 3 Jun 2026." in said
    assert "Paid back since" not in said
    short = filled("payback", "--from", "2026-06-01", "--to", "2026-06-02", "--as-of", "2026-06-03T00:00").out
    assert "Whether it is paid back cannot be said yet: too little data: 0 of 5." in short
    assert "Not at this pace: −€30.00 a day over the last 2 days." in short


def test_payback_says_what_is_short_and_when_it_comes(filled, tmp_path):
    assert "Not yet paid back: €30.00 short." in filled("payback", *JUNE, "--margin", "0.2").out
    later = tmp_path / "conversions.csv"
    sales = (f"W{n},2026-{7 + n // 4:02}-{1 + 7 * (n % 4):02}T10:00,C1,purchase,1" for n in range(20))
    later.write_text("id,at,contact,kind,amount\n" + "\n".join(sales))
    filled("import", str(later), "--zone", "Europe/Amsterdam")
    asked = ("--from", "2026-06-02", "--to", "2026-11-14", "--as-of", "2026-11-15T00:00", "--margin", "0.16")
    said = filled("payback", *asked).out
    assert "Not yet paid back: €9.12 short." in said
    assert "At the pace of the last 28 days (€0.02 a day) it reaches zero on" in said
    assert "Likely not before" in said
    assert "it does not within ten years" in said
    even = ("--from", "2026-06-16", *asked[2:])
    filled("cost", "add", "name=once", "kind=one_off", "amount=10", "from=2026-06-20", "to=2026-06-20")
    said = filled("payback", *even[:-1], "0.4", "--without-one-offs").out
    assert "Likely between" in said
    on_sales = filled("payback", "--from", "2026-06-08", *asked[2:6]).out
    assert "In sales alone, less has come in than was spent." in on_sales
    assert "reaches zero on" in on_sales


def test_payback_of_nothing(roidesk):
    roidesk("brand", "add", "name=Stylo")
    assert "Nothing is recorded here." in roidesk("payback").out
    roidesk("convert", "purchase", "240", "@acme")
    assert "No cost is recorded: there is nothing to pay back." in roidesk("payback").out


def test_payback_names_missing_rates(roidesk):
    roidesk("log", "tweet", "reply", "@acme", "4m")
    said = roidesk("payback").out
    assert "Some rates are missing, so nothing is said about pay-back." in said
    assert "So far: at most €0.00." in said
    assert "what it costs is not known" in said


def test_goals_in_words(filled):
    said = filled("goals", "--as-of", "2026-06-15T00:00").out
    rows = {line.split("  ")[0]: line for line in said.splitlines()}
    assert "missed" in rows["purchases"]
    assert "in advance" in rows["purchases"]
    assert "over pace" in rows["minutes, channel:tweet"]
    assert "after it began" in rows["minutes, channel:tweet"]
    assert "too little data" not in rows["cost per purchase"]
    assert "cannot tell" in rows["cost per purchase"]
    assert "not begun" in rows["return ratio"]
    assert "cost per purchase: too little data." in said
    assert "purchases: reached, but with more time or money than was set." in said
    filled("goal", "edit", filled("goal", "--json").document[-1]["id"], "target=5")
    assert "was changed from" in filled("goals").out
    assert filled("goals", "--from", "2020-01-01", "--to", "2020-01-02").out.startswith("No goal in these days")


def test_goals_as_json(filled):
    found = filled("goals", *JUNE, "--json").document["goals"]
    assert {each["metric"]: each["state"] for each in found} == {
        "purchases": "missed",
        "minutes": "over_pace",
        "cost_per_purchase": "cannot_tell",
    }


def test_baselines_in_words(filled):
    said = filled("baselines", *JUNE).out
    assert "convention (They bought)" in said
    assert "€117.17 to €1,101.05" in said
    assert "One of them took 6.7 times as long offline; too few to say how sure that is: 5 of 10." in said
    assert "Not compared: online work brought nothing of this kind (They phoned)." in said
    assert "too little data: 4 of 5" in said


def test_baselines_as_json(filled):
    found = {each["name"]: each for each in filled("baselines", *JUNE, "--json").document["baselines"]}
    assert found["convention"]["cost_advantage"]["value"] == 300 / 18
    assert (found["calls"]["same_goal"], found["calls"]["time_advantage"]["value"]) == (False, None)


def test_no_baseline_yet(roidesk):
    roidesk("brand", "add", "name=Stylo")
    assert roidesk("baselines").out.startswith("No baseline yet")
    assert roidesk("goals").out.startswith("No goal in these days")
    assert roidesk("scorecard").out.startswith("No scorecard yet")


def test_a_comparison_with_enough_on_both_sides(filled, tmp_path):
    more = tmp_path / "conversions.csv"
    more.write_text(
        "id,at,contact,kind,amount\n" + "".join(f"M{n},2026-06-09T{n + 8:02}:00,C1,purchase,9\n" for n in range(10))
    )
    filled("import", str(more), "--zone", "Europe/Amsterdam")
    said = filled("baselines", *JUNE).out
    assert "One of them took 20.0 times as long offline; likely between" in said
    assert "not certain" not in said
    filled("baseline", "add", "name=quick", "from=2026-03-10", "to=2026-03-10", "hours=1", "cost=9", "conversions=4")
    assert "Which of the two takes less time is not certain." in filled("baselines", *JUNE).out
    filled("baseline", "add", "name=none", "from=2026-03-10", "to=2026-03-10", "hours=1", "cost=9", "conversions=0")
    assert "Not compared: no purchase yet." in filled("baselines", *JUNE).out


def test_scorecards_are_added_shown_and_removed(filled):
    filled(
        "scorecard", "add", "name=ON Model", "metrics=purchases; cost; cost_per_purchase; contact_share; moon",
        "targets=purchases:4; cost:<=60; personalness:50",
    )  # fmt: skip
    said = filled("scorecard", "on model", *JUNE).out
    assert "ON Model, 1 – 14 Jun 2026" in said
    rows = {line.split("  ")[0]: line for line in said.splitlines()}
    assert rows["purchases"].endswith(" reached")
    assert rows["cost"].endswith("not reached")
    assert "67" in rows["contact share"]
    assert "no figure is called so" in rows["moon"]
    found = filled("scorecard", *JUNE, "--json").document["scorecards"]
    assert [each["metric"] for each in found[0]["lines"]][:2] == ["purchases", "cost"]
    assert filled("scorecard", "moon", ok=False).err.startswith("No scorecard is called “moon”")
    entry = filled("scorecard", "list", "--json").document[0]["id"]
    filled("scorecard", "remove", entry)
    assert filled("scorecard", "--json").document == {"scorecards": []}


def test_each_verb_tells_its_options(roidesk):
    for verb in ("payback", "goals", "baselines", "scorecard"):
        assert "--as-of" in roidesk(verb, "--help").out
    assert "since the first entry" in roidesk("payback", "--help").out
    assert "13 whole weeks" in roidesk("baselines", "--help").out


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure(90, "min"), "1.5 h"),
        (Figure(2, "h"), "2.0 h"),
        (Figure(0.25, "share"), "25\u202f%"),
        (Figure(3, "count"), "3"),
        (Figure(2.5, "count"), "2.5"),
        (Figure(5, "EUR"), "€5.00"),
        (Figure(5.25, "score"), "5.25"),
        (Figure(5, "ratio", reason="rate_missing", at_most=True), "≤ 5.00"),
        (Figure(None, "ratio"), "–"),
    ],
)
def test_figures_in_words(figure, said):
    assert goals_text.told(figure, "EUR") == said
