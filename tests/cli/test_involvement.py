"""involvement: in words and as JSON."""

from dataclasses import replace

import pytest

from roidesk.analytics.involvement.buyers import bought_rate, helped
from roidesk.analytics.involvement.voices import sentiment
from roidesk.cli import involvement_text
from tests.analytics.involvement.test_buyers import simpson
from tests.analytics.involvement.test_report import panel
from tests.analytics.involvement.test_unfollowing import ASKS, compared
from tests.analytics.involvement.test_voices import message

INTERACTIONS = """start,minutes,person,channel,contact,intent,solved,ask_kind,value_added
2026-06-01T09:00,6,Ann,tweet,C1,give,0,,1
2026-06-02T10:00,15,Ann,email,C1,give,1,,
2026-06-03T10:00,9,Ann,email,C1,ask,0,email_address,
2026-06-03T11:00,10,Ann,email,C2,ask,0,purchase,
"""
JUNE = ("--from", "2026-06-01", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")


@pytest.fixture
def filled(roidesk, tmp_path):
    (tmp_path / "interactions.csv").write_text(INTERACTIONS)
    roidesk("import", str(tmp_path / "interactions.csv"), "--zone", "Europe/Amsterdam")
    return roidesk


def lines(said):
    return {part[0].strip(): part[-1].strip() for line in said.splitlines() if len(part := line.split("   ")) > 1}


def test_in_words(filled):
    said = filled("involvement", *JUNE).out
    assert "beside the return, never a part of it" in said
    found = lines(said)
    assert found["Gives"] == "2 in 21 min"
    assert found["Asks for an e-mail address"] == "1"
    assert found["Contacts you first sent an ask"] == "too little data: 2 of 5"
    assert found["Gives before the first ask"] == "1.0 on average of 2 contacts"
    assert found["Cost of each"] == "an hourly cost is missing"
    assert found["Time that added value"] == "15 %".replace(" ", "\u202f")
    assert found["Contacts touched that bought"] == "too little data: 0 of 5"
    assert found["Net followers"] == "nothing recorded"


def test_known_costs_and_followers(filled, tmp_path):
    filled("rate", "add", "person=Ann", "from=2026-01-01", "hourly=30")
    filled("followers", "add", "channel=tweet", "at=2026-06-05T10:00", "count=1018", "gained=30", "lost=12")
    found = lines(filled("involvement", *JUNE).out)
    assert found["Cost of each"] == "€20.00"
    assert (found["Net followers"], found["Followers lost, of those at the start"]) == ("18", "1.2\u202f%")
    filled("person", "add", "name=Bob")
    filled("interaction", "add", "start=2026-06-04T10:00", "minutes=5", "person=Bob", "channel=email")
    assert lines(filled("involvement", *JUNE).out)["Cost of each"] == "at least €20.00"


def test_enough_contacts_have_shares_and_ranges(filled, tmp_path):
    rows = [
        f"2026-06-08T{9 + n // 4:02}:{n % 4 * 10:02},5,Ann,email,D{n},{'give' if n else 'ask'},1" for n in range(12)
    ]
    (tmp_path / "interactions.csv").write_text(
        "start,minutes,person,channel,contact,intent,solved\n" + "\n".join(rows) + "\n"
    )
    sales = [f"2026-06-09T10:00,D{n},purchase,10,EUR" for n in range(11)]
    (tmp_path / "conversions.csv").write_text("at,contact,kind,amount,currency\n" + "\n".join(sales) + "\n")
    tones = [f"2026-06-08T09:0{n},email,1" for n in range(5)]
    (tmp_path / "inbound.csv").write_text("at,channel,sentiment\n" + "\n".join(tones) + "\n")
    for name in ("interactions", "conversions", "inbound"):
        filled("import", str(tmp_path / f"{name}.csv"), "--zone", "Europe/Amsterdam")
    found = lines(filled("involvement", *JUNE).out)
    assert found["Contacts you first sent an ask"] == "14\u202f% of 14"
    assert found["Contacts touched that bought"].startswith("79\u202f% of 14, likely range 52\u202f%")
    assert found["Messages of mon 09"] == "1.00"
    assert found["How messages sound, from −1 to 1"] == "1.00"


def test_as_json_and_filtered(filled):
    found = filled("involvement", *JUNE, "--json").document
    assert (found["give"]["value"], found["ask"]["value"], found["email_asks"]["value"]) == (2, 2, 1)
    only = filled("involvement", *JUNE, "--where", "channel=tweet", "--json").document
    assert (only["give"]["value"], only["ask"]["value"]) == (1, 0)
    assert only["give_ask_ratio"]["reason"] == "no_ask"


def test_groups_that_differ_carry_their_caution():
    told, bought = simpson()
    said = involvement_text.report(replace(panel(), helped=helped(told.keys(), told, bought)))
    assert "says nothing of an effect" in said
    assert "By product, the odds of those helped are 0.6 times" in said
    assert "each product has to be looked at for itself" in said
    few = involvement_text.report(panel())
    assert "says nothing of an effect" not in few


def test_asking_and_being_left_has_a_verdict_from_twenty_weeks_on():
    steady = involvement_text.report(replace(panel(), unfollowing=compared(ASKS, ASKS[::-1])))
    assert "Whether more leave when you ask more" in steady
    assert "of 20 weeks" not in steady
    assert "too little data: 0 of 20 weeks" in involvement_text.report(panel())


def test_a_period_without_channels_has_no_table_of_them():
    said = involvement_text.report(replace(panel(), channels=()))
    assert said.endswith("nothing recorded")


def test_nothing_recorded_is_said(roidesk):
    roidesk("person", "add", "name=Ann")
    found = lines(roidesk("involvement", *JUNE).out)
    assert found["Gives for each ask"] == "nothing asked"
    assert found["Gives before the first ask"] == "nothing asked"
    assert found["Contacts met more than once"] == "nothing recorded"
    assert found["Contacts touched that bought"] == "nothing recorded"


def test_what_stands_between_the_gates():
    some = replace(panel(), touched_bought=bought_rate(6, 8), sentiment=sentiment([message("01T09:10", 1)])[0])
    found = lines(involvement_text.report(some))
    assert found["Contacts touched that bought"] == "75\u202f% of 8"
    assert found["How messages sound, from −1 to 1"] == "too little data: 1 of 5"
