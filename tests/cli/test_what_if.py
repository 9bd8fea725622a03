"""what-if: hours moved between channels."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

DAYS = ("--from", "2026-06-01", "--to", "2026-08-23", "--as-of", "2026-09-01T00:00", "--model", "last")


@pytest.fixture
def team(roidesk, tmp_path):
    """Twelve weeks: ten hours of mail and two to six of calls, three purchases each."""
    rows, sales = ["start,minutes,person,channel,contact"], ["at,contact,kind,amount"]
    for number in range(12):
        monday = date(2026, 6, 1) + timedelta(weeks=number)
        for each, channel, minutes in ((0, "Email", 600), (1, "Phone", 120 + 120 * (number % 3))):
            day = monday + timedelta(days=each)
            for part in range(3):
                who = f"{channel}{number}x{part}"
                rows.append(f"{day}T{8 + 4 * part:02}:00,{minutes // 3},Ann,{channel},{who}")
                sales.append(f"{day}T{9 + 4 * part:02}:59,{who},purchase,{100 + 7 * (number % 5)}")
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "interactions.csv").write_text("\n".join(rows))
    (folder / "conversions.csv").write_text("\n".join(sales))
    (folder / "rates.csv").write_text("person,from,hourly\nAnn,2026-01-01,30")
    roidesk("import", str(folder), "--zone", "Europe/Amsterdam")
    return roidesk


def test_in_words(team):
    said = team("what-if", "1.5", "Email", "phone", *DAYS).out
    assert "1.5 h a week from Email to Phone, over 12 weeks: sales would have been €" in said
    assert "more a week (likely range €" in said
    assert "Outside what you have tried: Email would have 8.5 h a week, and had 10 h to 10 h." in said
    assert "Phone would have" not in said
    assert "the next may bring less" in said


def test_the_other_way_it_is_less(team):
    assert "less a week" in team("what-if", "1", "phone", "email", *DAYS).out


def test_as_json(team):
    document = team("what-if", "1,5h", "email", "phone", *DAYS, "--margin", "0.4", "--json").document
    assert document["weeks"]["value"] == 12
    assert document["from"]["hours_a_week"]["value"] == 10
    assert (document["to"]["least"]["value"], document["to"]["most"]["value"]) == (2, 6)
    assert document["flags"] == ["outside_tried"]
    change = document["sales_change"]
    expected = 1.5 * (document["to"]["sales_per_hour"]["value"] - document["from"]["sales_per_hour"]["value"])
    assert change["value"] == pytest.approx(expected)
    assert change["low"] < change["value"] < change["high"]
    assert document["remains_change"]["value"] == pytest.approx(expected * 0.4)
    cost = 14 * 30
    assert document["return_ratio_then"]["value"] - document["return_ratio"]["value"] == pytest.approx(expected / cost)


def test_only_whole_weeks_count(team):
    words = ("--from", "2026-06-03", "--to", "2026-06-14", "--as-of", "2026-09-01T00:00")
    assert team("what-if", "1", "email", "phone", *words, "--json").document["weeks"]["value"] == 1
    assert "too little data" in team("what-if", "1", "email", "phone", *words).out
    refused = team("what-if", "1", "email", "phone", "--from", "2026-06-03", "--to", "2026-06-05", ok=False)
    assert refused.status == 1
    assert "whole week" in refused.err


def test_one_that_was_never_tried(team):
    team("channel", "add", "name=Bulletin board", "words=forum")
    said = team("what-if", "1", "email", "forum", *DAYS)
    assert "to Bulletin board" in said.out
    assert "no time logged" in said.out


def test_channels_that_are_not_compared(team, tmp_path):
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "interactions.csv").write_text("start,minutes,person,channel\n2026-06-04T08:00,700,Bob,Phone")
    team("import", str(folder), "--zone", "Europe/Amsterdam")
    assert "no known contact" in team("what-if", "1", "email", "phone", *DAYS).out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("1 email email", 1),
        ("1 email moon", 1),
        ("0 email phone", 1),
        ("-1 email phone", 1),
        ("much email phone", 1),
        ("1/0 email phone", 1),
        ("nan email phone", 1),
        ("1e999999999 email phone", 1),
        ("169 email phone", 1),
        ("11 email phone", 1),
        ("1 email", 2),
        ("", 2),
    ],
)
def test_what_cannot_be_is_refused(team, words, status):
    said = team("what-if", *words.split(), *DAYS, ok=False)
    assert said.status == status
    assert "fault" not in said.err


def test_an_empty_store(roidesk):
    roidesk("person", "add", "name=Ann")
    assert roidesk("what-if", "1", "email", "phone", ok=False).status == 1
