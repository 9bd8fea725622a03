"""experiment plan, show and result."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest


def next_monday():
    today = datetime.now(UTC).date() + timedelta(days=8)
    return today + timedelta(days=-today.weekday() % 7)


@pytest.fixture
def planned(roidesk):
    words = ("experiment", "plan", "More calls", "--halves", "weeks", "--do", "twice the calls", "--target", "2,5")
    roidesk(*words, "--seed", "4", "--from", next_monday().isoformat())
    return roidesk


def test_a_plan_in_words(planned):
    said = planned("experiment", "show", "more calls").out
    assert "twice the calls" in said
    assert "at least 2.50 more purchases a week" in said
    assert "seed 4" in said
    assert "--each 2 --skip 1" in said
    assert said.count("as before") == said.count("more\n") == 6


def test_a_plan_that_skips_weeks_needs_no_warning(roidesk):
    said = roidesk("experiment", "plan", "Slow", "--halves", "weeks", "--weeks", "24", "--each", "2", "--skip", "1").out
    assert "--each" not in said
    assert said.count("as before") == 6


def test_halves_of_contacts_and_topics(roidesk, tmp_path):
    day = datetime.now(UTC).date() - timedelta(days=14)
    rows = [f"{day}T{at:02}:00,5,Ann,Email,C{at},t{at}" for at in range(10)]
    (tmp_path / "interactions.csv").write_text("\n".join(["start,minutes,person,channel,contact,topics", *rows]))
    roidesk("import", str(tmp_path / "interactions.csv"), "--zone", "Europe/Amsterdam")
    said = roidesk("experiment", "plan", "Half", "--halves", "contacts", "--seed", "1").out
    assert "More (5): C" in said
    assert "As before (5): C" in said
    assert "cannot be told" in said
    document = roidesk("experiment", "plan", "T", "--halves", "topics", "--on", "booked", "--target", "50", "--json")
    assert {each["name"] for each in document.document["units"]} == {f"t{at}" for at in range(10)}
    assert "at least €50.00 more sales a topic" in roidesk("experiment", "show", "T").out
    some = ("--halves", "contacts", "--where", "@C1 or @C2")
    refused = roidesk("experiment", "plan", "Few", *some, ok=False)
    assert "2 contacts" in refused.err


def test_a_plan_as_json(planned):
    document = planned("experiment", "show", "More calls", "--json").document
    assert (document["halves"], document["metric"], document["target"], document["seed"]) == (
        "weeks",
        "purchases",
        2.5,
        4,
    )
    assert document["from"] == next_monday().isoformat()
    assert date.fromisoformat(document["to"]) - next_monday() == timedelta(days=83)
    assert (document["state"], document["flags"], document["p_min"]) == ("planned", [], 2 / 64)
    assert (document["detectable"]["value"], document["detectable"]["reason"]) == (None, "nothing_recorded")
    assert sum(each["more"] for each in document["units"]) == 6


def test_before_it_is_over_the_answer_is_to_wait(planned):
    assert "Not over before" in planned("experiment", "result", "More calls").out
    document = planned("experiment", "result", "More calls", "--json").document
    assert (document["p"], document["verdict"], document["reason"]) == (None, None, "experiment_running")


def test_it_is_an_entry_as_any_other(planned):
    listed = planned("experiment", "list", "--json").document
    assert [each["name"] for each in listed] == ["More calls"]
    assert "More calls" in planned("experiment").out
    planned("experiment", "edit", listed[0]["id"], "name=Calls")
    assert planned("experiment", "show", "calls").status == 0
    planned("experiment", "remove", listed[0]["id"])
    assert planned("experiment", "show", "calls", ok=False).status == 1


WEEKS = [f"2026-W{week}" for week in range(23, 35)]


def over(roidesk, tmp_path, purchases=(3, 1), minutes=(40, 10), metric="purchases"):
    """Return a team with an experiment that is over: what was done in weeks with more, and in the others."""
    more = [week % 2 == 0 for week in range(12)]
    rows, sales = ["start,minutes,person,channel"], ["at,kind,amount"]
    for number, got in enumerate(more):
        monday = date(2026, 6, 1) + timedelta(weeks=number)
        rows.append(f"{monday}T09:00,{minutes[0] if got else minutes[1]},Ann,Phone")
        sales += [f"{monday}T1{n}:00,purchase,100" for n in range(purchases[0] if got else purchases[1])]
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "interactions.csv").write_text("\n".join(rows))
    (folder / "conversions.csv").write_text("\n".join(sales))
    roidesk("import", str(folder), "--zone", "Europe/Amsterdam")
    plan = json.dumps(
        {"halves": "weeks", "units": WEEKS, "more": [int(each) for each in more], "metric": metric, "target": "1"}
    )
    said = ("name=June", f"plan={plan}", "seed=7", "from=2026-06-01", "to=2026-08-23", "set_at=2026-05-29T09:00")
    roidesk("experiment", "add", *said)
    return roidesk


def test_a_result_in_words(roidesk, tmp_path):
    said = over(roidesk, tmp_path)("experiment", "result", "June").out
    assert "Probably a difference, but not tested. With more there were 2.00 more purchases a week" in said
    assert "about 3 of 100 draws" in said
    assert "somebody chose" in said
    assert "goal set before was met" in said


def test_a_result_as_json(roidesk, tmp_path):
    document = over(roidesk, tmp_path, metric="booked")("experiment", "result", "June", "--json").document
    assert (document["p"], document["verdict"], document["tried"]) == (2 / 64, "probable", 64)
    assert document["flags"] == ["not_as_drawn"]
    assert (document["difference"]["value"], document["difference"]["unit"]) == (200, "EUR")
    assert document["more"]["effort"]["value"] == 40


@pytest.mark.parametrize(
    ("purchases", "words"),
    [
        ((1, 3), "2.00 fewer purchases"),
        ((2, 2), "No sign of a difference. With more there were as many purchases a week"),
        ((1, 0), "Too little data: 6 of 10 conversions"),
    ],
)
def test_other_results_in_words(roidesk, tmp_path, purchases, words):
    assert words in over(roidesk, tmp_path, purchases)("experiment", "result", "June").out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("plan", 2),
        ("plan A --halves moons", 2),
        ("plan A --halves weeks --weeks 7", 1),
        ("plan A --halves contacts", 1),
        ("plan A --halves weeks --target much", 1),
        ("plan A --halves weeks --from 2020-01-01", 1),
        ("plan A --halves weeks --on fun", 2),
        ("plan A --halves weeks --target 1e400", 1),
        ("plan A --halves weeks --seed -1", 1),
        ("plan A --halves weeks --seed 1000000000000000000000", 1),
        ("plan A --halves weeks --from 2199-12-01", 1),
        ("show", 2),
        ("show A", 1),
        ("result A", 1),
        ("dance", 2),
    ],
)
def test_what_cannot_be_is_refused(roidesk, words, status):
    said = roidesk("experiment", *words.split(), ok=False)
    assert said.status == status
    assert "fault" not in said.err


def test_a_name_is_one_line_and_not_empty(roidesk):
    refused = roidesk("experiment", "plan", " ", "--halves", "weeks", ok=False)
    assert refused.status == 1
    roidesk("experiment", "plan", "one\ntwo ", "--halves", "weeks")
    assert roidesk("experiment", "show", "one two").status == 0


def test_help(roidesk):
    assert "--halves" in roidesk("experiment", "plan", "--help").out
    assert "result NAME" in roidesk("experiment", "--help").out
