"""personalness: how personal contact was, and whether that goes with sales."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

DAYS = ("--from", "2026-06-01", "--to", "2026-08-23", "--as-of", "2026-09-01T00:00")


@pytest.fixture
def team(roidesk, tmp_path):
    """Sixty contacts: thirty were mailed, thirty called as well; of these 12 bought, of those 6."""
    rows, sales = ["start,minutes,person,channel,contact"], ["at,contact,kind,amount"]
    for number in range(60):
        day, called = date(2026, 6, 1) + timedelta(days=number), number % 2
        rows.append(f"{day}T09:00,5,Ann,Email,C{number}")
        if called:
            rows.append(f"{day}T10:00,15,Ann,Phone,C{number}")
        if number % 10 in (1, 3, 0):
            sales.append(f"{day}T16:00,C{number},purchase,100")
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "interactions.csv").write_text("\n".join(rows))
    (folder / "conversions.csv").write_text("\n".join(sales))
    roidesk("import", str(folder), "--zone", "Europe/Amsterdam")
    return roidesk


def test_in_words(team):
    said = team("personalness", *DAYS).out.replace("\u202f", " ")
    assert "how personal: 52.0 of 100 · 390.0 personal minutes" in said
    assert "40 % (25 % to 58 %)" in said
    assert "20 % (10 % to 37 %)" not in said  # six bought
    assert "20 %" in said
    assert "about 9 of 100 tries" in said
    assert "It is no effect" in said


def test_as_json(team):
    document = team("personalness", *DAYS, "--json").document
    levels = {each["level"]: each for each in document["levels"]}
    assert (levels[4]["bought"]["value"], levels[4]["contacts"]["value"]) == (12, 30)
    assert levels[3]["purchase_rate"] == {
        "value": 0.2, "unit": "share", "n": 30, "low": None, "high": None, "reason": "too_few_conversions",
    }  # fmt: skip
    assert document["trend"]["p"] == pytest.approx(0.0932, abs=1e-3)
    phone = next(each for each in document["channels"] if each["key"] == "Phone")
    assert phone["p"] == pytest.approx(0.1581, abs=1e-3)
    assert document["other"] is None


def test_only_some(team):
    document = team("personalness", *DAYS, "--where", "channel=Email", "--json").document
    assert document["personalness"]["value"] == 25
    assert [each["key"] for each in document["channels"]] == ["Email"]


def test_other_weights_in_words(team):
    team("channel", "add", "name=Webinar", "instant=0.5", "voice=1", "face=0.5", "private=0", "tailored=0")
    said = team("personalness", *DAYS, "--weights", "0 0 0 0 50 50").out
    assert "0 0 0 0 50 50 beside them: how personal 100.0, in place of 52.0" in said
    assert "hangs on the weights: Webinar no longer above" in said
    same = team("personalness", *DAYS, "--weights", "24 21 20 10 15 10").out
    assert "does not hang on the weights" in same
    team("settings", "other_weights", "24 21 20 10 15 10")
    assert team("personalness", *DAYS, "--json").document["other"]["ranking_changes"] is False


@pytest.mark.parametrize("weights", ["", "1 2 3", "50 50 50 50 50 50", "-10 30 30 20 20 10", "a b c d e f"])
def test_weights_that_are_none_are_refused(roidesk, weights):
    assert roidesk("personalness", f"--weights={weights}", ok=False).status == 1


def test_an_empty_store_says_so(roidesk):
    roidesk("person", "add", "name=Ann")
    said = roidesk("personalness").out
    assert "no time logged" in said
    assert "Too little data" in said
    assert "No contact is known" in said


def test_levels_that_are_not_compared(team, tmp_path):
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "interactions.csv").write_text("start,minutes,person,channel\n2026-06-02T13:00,600,Ann,Phone")
    team("import", str(folder), "--zone", "Europe/Amsterdam")
    assert "no known contact" in team("personalness", *DAYS).out
