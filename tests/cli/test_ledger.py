"""The tables: add, list, edit, remove; edit and delete of any entry."""

from __future__ import annotations

import pytest

from roidesk.cli.ledger import fields
from roidesk.cli.options import UsageError
from roidesk.services.ledger import LedgerColumn


def column(name, editor="text", choices=(), *, required=False):
    return LedgerColumn(name, editor, tuple(choices), open=editor == "name", required=required, editable=True)


COSTS = (
    column("name", required=True),
    column("channel", "name", ("Email", "X (Twitter)")),
    column("kind", "choice", ("subscription", "ad_spend"), required=True),
    column("amount", "money", required=True),
    column("currency"),
    column("from", "day", required=True),
    column("to", "day", required=True),
)
WANTED = {
    "name": "Scheduler",
    "amount": "60",
    "currency": "EUR",
    "from": "2026-06-01",
    "to": "2026-06-30",
    "channel": "Email",
    "kind": "subscription",
}


@pytest.mark.parametrize(
    "words",
    [
        "name=Scheduler amount=60 currency=EUR from=2026-06-01 to=2026-06-30 channel=Email kind=subscription",
        "Scheduler 60 EUR from 2026-06-01 to 2026-06-30 channel Email kind subscription",
        "Scheduler 60 EUR 2026-06-01 2026-06-30 Email subscription",
        "subscription 60 EUR to 2026-06-30 from 2026-06-01 Scheduler Email",
    ],
)
def test_a_value_that_can_only_be_one_field_needs_no_name(words):
    assert fields(words.split(), COSTS) == WANTED


def test_a_value_that_fits_nowhere_is_wrong_usage():
    with pytest.raises(UsageError, match="fits no field"):
        fields(["Scheduler", "60", "70"], COSTS)


def test_costs_are_added_listed_changed_and_removed(roidesk):
    roidesk("cost", "add", "Video suite", "365", "EUR", "from", "2026-01-01", "to", "2026-12-31", "subscription")
    (row,) = roidesk("cost", "--json").document
    assert (row["name"], row["amount"], row["to"]) == ("Video suite", "365.00", "2026-12-31")
    assert row["edited"].endswith("+01:00")
    assert "Video suite" in roidesk("cost", "list").out
    changed = roidesk("edit", row["id"], "amount=400", "--json").document
    assert changed["amount"] == "400.00"
    roidesk("cost", "remove", row["id"])
    assert roidesk("cost", "--json").document == []
    roidesk("undo")
    assert len(roidesk("cost", "--json").document) == 1


def test_a_rate_in_plain_words(roidesk):
    row = roidesk("rate", "add", "Ann", "36", "from", "2026-06-08", "--json").document
    assert (row["person"], row["hourly"], row["currency"], row["from"]) == ("Ann", "36.00", "EUR", "2026-06-08")


def test_an_interaction_is_edited_and_deleted_by_its_id(roidesk):
    logged = roidesk("log", "tweet", "4m", "--json").document
    assert roidesk("edit", logged["id"], "minutes=6", "--json").document["minutes"] == "6"
    assert roidesk("delete", logged["id"], "--json").document == {"deleted": [logged["id"]]}
    assert roidesk("delete", logged["id"], ok=False).status == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("cost add Scheduler 60 XYZ from 2026-06-01 to 2026-06-30 subscription", 1),
        ("cost add Scheduler 60 EUR from 2026-06-30 to 2026-06-01 subscription", 1),
        ("cost add Scheduler 60 EUR from 2026-13-01 to 2026-06-30 subscription", 1),
        ("cost add name=Scheduler", 1),
        ("cost add nonsense=1", 1),
        ("edit 01a200b2-2619-7ea1-af38-9d57533cbccc amount=1", 1),
        ("cost frobnicate", 2),
        ("edit", 2),
        ("edit ID amount", 2),
        ("frobnicate", 2),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(roidesk, words, status):
    roidesk("log", "tweet", "4m")
    said = roidesk(*words.split(), ok=False)
    assert said.status == status
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_removing_under_the_wrong_verb_is_refused(roidesk):
    logged = roidesk("log", "tweet", "4m", "--json").document
    said = roidesk("cost", "remove", logged["id"], ok=False)
    assert said.status == 1
    assert "interactions" in said.err


def test_a_row_before_the_first_line_leaves_the_channels_to_come(roidesk):
    words = "cost add name=Ads channel=tweet kind=ad_spend amount=60 from=2026-06-01 to=2026-06-30 --json".split()
    assert roidesk(*words).document["channel"] == "X (Twitter)"
    assert roidesk("log", "call", "4m", "--json").document["channel"] == "Phone"


def test_a_word_for_a_channel_is_that_channel_in_every_table(roidesk):
    roidesk("log", "tweet", "4m")
    added = roidesk(
        *"cost add name=Ads channel=tweet kind=ad_spend amount=60 from=2026-06-01 to=2026-06-30 --json".split()
    )
    assert added.document["channel"] == "X (Twitter)"
    inbound = roidesk("inbound", "add", "at=2026-06-01T10:00", "channel=Twitter", "kind=reply", "--json").document
    assert (inbound["channel"], inbound["kind"]) == ("X (Twitter)", "reply")


@pytest.fixture
def logged(roidesk):
    """Three interactions: with Acme, with Bob, with nobody."""
    for line in ("email @acme #ipad 10m at 9:00", "call @bob 5m at 10:00", "email 20m at 11:00 #ipad #ink"):
        roidesk("log", f"{line} 2026-06-01")
    return roidesk


@pytest.mark.parametrize(
    ("where", "minutes"),
    [
        ("channel=email", ["20", "10"]),
        ("#ipad and minutes<=10", ["10"]),
        ("#ipad not #ink", ["10"]),
        ("contact=none", ["20"]),
        ("@acme", ["10"]),
        ("channel=phone or @acme", ["5", "10"]),
    ],
)
def test_interactions_that_a_filter_keeps_newest_first(logged, where, minutes):
    rows = logged("interaction", "list", "--where", where, "--json").document
    assert [row["minutes"] for row in rows] == minutes
    assert logged("interaction", "list", f"--where={where}").out.count("2026-06-01") == 2 * len(minutes)


def test_a_filter_of_the_list_is_refused_as_that_of_figures(logged):
    said = logged("interaction", "list", "--where", "conversion=purchase", ok=False)
    assert (said.status, "Interactions have no conversion" in said.err) == (1, True)
    assert logged("interaction", "list", "--where", "#moon", ok=False).status == 1
    assert logged("interaction", "list", "--colour", "red", ok=False).status == 2
    assert logged("cost", "list", "--where", "channel=email", ok=False).status == 2
