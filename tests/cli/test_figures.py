"""figures, week, import and export."""

from __future__ import annotations

import pytest

INTERACTIONS = """start,minutes,person,channel,contact
2026-06-01T09:00,6,Ann,tweet,C1
2026-06-02T10:00,15,Ann,email,C1
"""
CONVERSIONS = """id,at,contact,kind,amount,currency
K1,2026-06-05T10:00,C1,purchase,240.00,EUR
"""
RATES = """person,from,hourly,currency
Ann,2026-01-01,30.00,EUR
"""


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, text in (("interactions", INTERACTIONS), ("conversions", CONVERSIONS), ("rates", RATES)):
        (folder / f"{name}.csv").write_text(text)
    return folder


@pytest.fixture
def filled(roidesk, files):
    roidesk("import", str(files), "--zone", "Europe/Amsterdam")
    return roidesk


JUNE = ("--from", "2026-06-01", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")


def test_rows_add_up_to_the_totals(filled):
    report = filled("figures", *JUNE, "--by", "channel", "--model", "linear", "--json").document
    assert report["totals"]["cost"]["value"] == 10.5
    assert report["totals"]["booked"]["value"] == 240
    assert sum(row["booked"]["value"] for row in report["rows"]) == 240
    assert (report["model"], report["period"]["from"]) == ("linear", "2026-06-01")


def test_figures_in_words_withhold_what_too_little_stands_behind(filled):
    said = filled("figures", *JUNE, "--by", "channel").out
    assert "1 – 14 Jun 2026" in said
    assert "€240.00" in said
    assert "too little data" in said


@pytest.mark.parametrize("where", [("channel=Email",), ("@c1 and minutes>10", "person=Ann"), ("not channel!=email",)])
def test_only_what_a_filter_keeps(filled, where):
    asked = [word for each in where for word in ("--where", each)]
    report = filled("figures", *JUNE, *asked, "--json").document
    assert report["totals"]["minutes"]["value"] == 15


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("channel=Emial", "column 9: No channel is called “Emial”: did you mean “email”?"),
        ("chanel=Email", "column 1: There is no field “chanel”: did you mean channel?"),
        ("channel=Email and", "column 18: The filter ends after “and”"),
        ("personal>7", "column 10: “7” cannot be personal: write a number from 1 to 5."),
        ("@nobody", "column 1: No contact is called “nobody”"),
        ("", "The filter says nothing"),
    ],
)
def test_a_filter_that_cannot_be_is_refused_in_its_place(filled, where, said):
    answer = filled("figures", "--where", where, ok=False)
    assert answer.status == 1
    assert said in answer.err


def test_a_week_of_one_channel(filled):
    week = filled("week", "2026-W23", "--where", "channel=Email", "--format", "json").document
    assert week["team"]["hours"]["value"] == 0.25


@pytest.mark.parametrize(
    "words",
    [
        ("--by", "moon"),
        ("--model", "guess"),
        ("--margin", "2"),
        ("--window", "0"),
        ("--from", "2026-02-30", "--to", "2026-03-01"),
        ("--from", "2026-06-14", "--to", "2026-06-01"),
        ("--as-of", "never"),
    ],
)
def test_a_question_that_cannot_be_is_refused(filled, words):
    said = filled("figures", *words, ok=False)
    assert said.status == 1
    assert said.err.count("\n") == 1


def test_a_week_in_words_and_as_json(filled, tmp_path):
    assert "2026-W23" in filled("week", "2026-W23").out
    week = filled("week", "2026-W23", "--format", "json").document
    assert (week["week"], week["running"], len(week["series"]["weeks"])) == ("2026-W23", False, 13)
    assert week["team"]["hours"]["value"] == pytest.approx(0.35)
    filled("week", "2026-W23", "-o", str(tmp_path / "week.txt"))
    assert "2026-W23" in (tmp_path / "week.txt").read_text()
    assert filled("week", "2026-W60", ok=False).status == 1


def test_a_second_import_adds_nothing(filled, files):
    report = filled("import", str(files), "--zone", "Europe/Amsterdam", "--json").document
    assert (report["new"], report["duplicates"]) == (0, 4)


def test_a_dry_run_writes_nothing(roidesk, files):
    assert roidesk("import", str(files), "--dry-run").out.startswith("Nothing was written.")
    assert roidesk("interaction", "--json").document == []


def test_wrong_rows_are_named_and_nothing_is_taken_in(roidesk, files):
    (files / "interactions.csv").write_text(INTERACTIONS + "2026-13-01T09:00,6,Ann,tweet,C1\n")
    said = roidesk("import", str(files), ok=False)
    assert said.status == 1
    assert "line 4" in said.err
    assert "--skip-bad" in said.err
    assert roidesk("interaction", "--json").document == []
    report = roidesk("import", str(files), "--skip-bad", "--json").document
    assert (report["skipped"], len(report["errors"])) == (1, 1)


def test_an_export_imports_to_an_equal_store(filled, tmp_path, store):
    filled("export", str(tmp_path / "all.zip"))
    first = filled("interaction", "--json").document
    store.rename(tmp_path / "old.db")
    filled("import", str(tmp_path / "all.zip"))
    assert filled("interaction", "--json").document == first


@pytest.mark.parametrize(
    "words",
    [
        "figures --from 9999-12-31",
        "figures --from 2026-06-01 --to 9999-12-31",
        "figures --from 0001-01-01",
        "figures --as-of 9999-12-31",
        "week --as-of 9999-12-31T23:59-12:00",
    ],
)
def test_a_question_about_the_end_of_time_is_refused(filled, words):
    said = filled(*words.split(), ok=False)
    assert said.status == 1
    assert "between the years 1900 and 2199" in said.err
