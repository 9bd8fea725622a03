"""Every model side by side, Markov with its warning, and the rule of second conversions, on the command line."""

import pytest

JUNE = ("--from", "2026-06-01", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")
COLUMNS = "start,minutes,person,channel,contact\n"


def tables(folder, buyers, others=()):
    """Table files: each buyer met by mail, then on the phone, then buying; others only met by mail."""
    folder.mkdir()
    touches = [f"2026-06-01T09:00,6,Ann,email,{name}" for name in (*buyers, *others)]
    touches += [f"2026-06-02T09:00,6,Ann,phone,{name}" for name in buyers]
    (folder / "interactions.csv").write_text(COLUMNS + "\n".join(touches) + "\n")
    sales = [f"{name},2026-06-05T10:00,{name},purchase,100,EUR" for name in buyers]
    (folder / "conversions.csv").write_text("id,at,contact,kind,amount,currency\n" + "\n".join(sales) + "\n")
    (folder / "rates.csv").write_text("person,from,hourly,currency\nAnn,2026-01-01,30.00,EUR\n")
    return str(folder)


@pytest.fixture
def few(roidesk, tmp_path):
    roidesk("import", tables(tmp_path / "few", [f"B{n}" for n in range(6)], ["C1", "C2"]), "--zone", "UTC")
    return roidesk


def test_models_stand_side_by_side_with_their_span(few):
    document = few("figures", *JUNE, "--by", "channel", "--models", "--json").document
    rows = {row["key"]: row for row in document["rows"]}
    email = rows["email"]
    assert email["by_model"]["first"]["booked"]["value"] == 600
    assert email["by_model"]["last"]["booked"]["value"] == 0
    assert email["model_doubt"]["booked"]["most"] == email["by_model"]["first"]["booked"]
    assert email["model_doubt"]["return_ratio"]["least_model"] == "last"
    for model in email["by_model"]:
        assert sum(row["by_model"][model]["conversions"]["value"] for row in rows.values()) == pytest.approx(6)
    said = few("figures", *JUNE, "--by", "channel", "--models").out
    assert "Between models" in said
    assert "no likely range" in said
    assert "€0.00 to €200.00" in said
    assert few("figures", "--models", ok=False).status == 2


def test_where_too_little_stands_behind_it_models_are_not_told_apart(roidesk, tmp_path):
    roidesk("import", tables(tmp_path / "two", ["B1", "B2"]), "--zone", "UTC")
    said = roidesk("figures", *JUNE, "--by", "channel", "--models").out
    assert said.count("too little data: 2 of 5") >= 2
    assert "€0.00 to" not in said


def test_without_any_cost_there_is_no_span(roidesk, tmp_path):
    folder = tables(tmp_path / "free", [f"B{n}" for n in range(6)])
    (tmp_path / "free" / "rates.csv").unlink()
    roidesk("import", folder, "--zone", "UTC")
    row = roidesk("figures", *JUNE, "--by", "channel", "--models", "--json").document["rows"][0]
    assert row["model_doubt"]["return_ratio"]["least"]["reason"] == "rate_missing"
    assert " to €" not in roidesk("figures", *JUNE, "--by", "channel", "--models").out


def test_markov_says_what_it_rests_on(few):
    document = few("figures", *JUNE, "--by", "channel", "--model", "markov", "--json").document
    assert document["p_conv"] == {
        "value": 0.75, "unit": "share", "n": 8, "low": None, "high": None, "reason": "too_few_journeys",
    }  # fmt: skip
    assert {row["key"]: row["removal"]["value"] for row in document["rows"]} == {"email": 1, "phone": 1}
    assert "p_conv" not in few("figures", *JUNE, "--by", "channel", "--json").document
    said = few("figures", *JUNE, "--by", "channel", "--model", "markov").out
    assert "6 of 8 journeys led to a conversion." in said
    assert "Markov needs 300 journeys" in said


def test_markov_over_enough_journeys_warns_only_where_all_of_them_converted(roidesk, tmp_path):
    buyers = [f"B{n}" for n in range(300)]
    roidesk("import", tables(tmp_path / "all", buyers), "--zone", "UTC")
    ask = ("figures", *JUNE, "--by", "channel", "--model", "markov")
    assert "takes every stop for needed" in roidesk(*ask).out
    roidesk("import", tables(tmp_path / "some", [], ["C1", "C2"]), "--zone", "UTC")
    assert "Markov" not in roidesk(*ask).out
    chance = roidesk(*ask, "--json").document["p_conv"]
    assert (chance["value"], chance["reason"]) == (pytest.approx(300 / 302), None)
    assert chance["low"] < chance["value"] < chance["high"]


def test_an_empty_store_has_neither_models_nor_journeys(roidesk):
    roidesk("channel", "list")
    document = roidesk("figures", *JUNE, "--by", "channel", "--model", "markov", "--models", "--json").document
    assert (document["rows"], document["p_conv"]["reason"]) == ([], "nothing_recorded")
    assert "Markov" not in roidesk("figures", *JUNE, "--by", "channel", "--model", "markov", "--models").out


def test_a_second_purchase_may_leave_out_what_came_before_the_first(few):
    few("convert", "purchase", "60", "@B1", "at", "2026-06-06T10:00")
    ask = ("figures", *JUNE, "--by", "channel", "--model", "linear", "--json")

    def untouched(*more):
        rows = few(*ask, *more).document["rows"]
        return sum(row["booked"]["value"] for row in rows if row["key"] == "(none)")

    assert untouched() == 0
    assert untouched("--overlap", "reset") == 60
    few("settings", "overlap", "reset")
    assert untouched() == 60
    assert few(*ask).document["overlap"] == "reset"
    assert untouched("--overlap", "overlapping") == 0
    assert few("settings", "overlap", "never", ok=False).status == 1


def test_credit_of_thirty_conversions_carries_a_likely_range(roidesk, tmp_path):
    roidesk("import", tables(tmp_path / "many", [f"B{n}" for n in range(30)], ["C1", "C2"]), "--zone", "UTC")
    ask = ("figures", *JUNE, "--by", "channel", "--model", "linear", "--json")
    for more in ((), ("--where", "person=Ann")):
        row = roidesk(*ask, *more).document["rows"][0]
        assert row["conversions"]["low"] < 15 < row["conversions"]["high"]
        assert row["booked"]["low"] == pytest.approx(100 * row["conversions"]["low"])
    rows = roidesk(*ask[:-1], "--model", "markov", "--json").document["rows"]
    assert {row["conversions"]["low"] for row in rows} == {None}
