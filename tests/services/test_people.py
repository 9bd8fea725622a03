"""One contact's page: figures, addresses, merging and taking apart."""

import json
from fractions import Fraction
from uuid import UUID

import pytest

from roidesk.domain.effort import pieces
from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Interaction
from roidesk.services.people import Address

pytestmark = pytest.mark.both_engines

LINES = (
    "tweet reply @anna 2026-11-02 09:14-09:18 ~give",
    "email @anna 2026-11-06 15:20-15:32 ~give #sizes",
    "call @anna 2026-11-09 10:05-10:23 ~give",
    "video @anna 2026-11-19 11:30-12:01 ~ask",
)


@pytest.fixture
def anna(desk, clock):
    for line in LINES:
        desk.tracking.log(line)
    desk.ledger.add("rates", {"person": "Ilse Vermeer", "from": "2026-01-01", "hourly": "30"})
    desk.outcomes.convert("purchase 285 @a.brandt@example.com at 2026-11-10T09:41")
    desk.outcomes.convert("demo_request @anna at 2026-11-18T16:08")
    return desk.context.read().contact_called("anna").id


def shop(desk):
    return desk.context.read().contact_called("a.brandt@example.com").id


def test_the_card_adds_up(desk, anna):
    desk.people.merge(shop(desk), anna)
    card = desk.people.card(anna)
    figures = card.figures
    assert (figures.entries, figures.us) == (4, 65 * MINUTE)
    assert (figures.cost, figures.hourly) == (Fraction(65, 2), 30)
    assert (figures.sales, figures.purchases) == (285, 1)
    assert [each.kind for each in figures.others] == ["demo_request"]
    assert (figures.gives, figures.asks, figures.before_ask) == (3, 1, 3)
    assert figures.top_level == 5
    assert [row.interaction.start_us for row in card.entries] == sorted(
        (row.interaction.start_us for row in card.entries), reverse=True
    )
    assert card.customer_since_us == card.outcomes[-1].at_us
    assert desk.people.card(shop(desk)).contact.id == anna


def test_time_beside_something_else_counts_half(desk, anna):
    desk.tracking.log("email @bluefin 2026-11-19 11:30-12:01")
    assert desk.people.card(anna).figures.us == (4 + 12 + 18) * MINUTE + 31 * MINUTE // 2


def test_a_missing_rate_hides_the_cost(desk):
    desk.tracking.log("call @bluefin 5m")
    card = desk.people.card(desk.context.read().contact_called("bluefin").id)
    assert card.figures.cost is None
    assert card.figures.us == 5 * MINUTE


def test_merging_is_one_undo_step_and_can_be_taken_apart(desk, anna):
    other = shop(desk)
    assert desk.people.card(anna).figures.purchases == 0
    desk.people.merge(other, anna)
    (address,) = desk.people.card(anna).addresses
    assert (address.text, address.merged) == ("a.brandt@example.com", other)
    assert address.mail
    desk.people.take_apart(anna, address)
    assert desk.people.card(anna).figures.purchases == 0
    assert desk.people.card(other).figures.sales == 285
    desk.care.undo()
    assert desk.people.card(anna).figures.purchases == 1
    desk.care.undo()
    assert desk.people.card(anna).figures.purchases == 0


def test_whoever_was_merged_goes_along(desk, anna):
    desk.tracking.log("call @bluefin 5m")
    bluefin = desk.context.read().contact_called("bluefin").id
    desk.people.merge(shop(desk), anna)
    desk.people.merge(anna, bluefin)
    assert desk.people.card(shop(desk)).contact.id == bluefin
    assert desk.people.card(bluefin).figures.entries == 5
    with pytest.raises(UserError, match="merge_itself"):
        desk.people.merge(shop(desk), bluefin)


def test_an_address_of_ones_own_becomes_somebody_new(desk, anna):
    desk.people.edit(anna, {"handles": "@anna; @anna.makes"})
    desk.people.take_apart(anna, Address("@anna.makes"))
    card = desk.people.card(anna)
    assert [each.text for each in card.addresses] == ["@anna"]
    new = desk.context.read().contact_called("@anna.makes")
    assert (new.name, new.id != anna) == ("anna.makes", True)
    with pytest.raises(UserError, match="address_only_name"):
        desk.people.take_apart(anna, Address("anna brandt"))


def test_who_is_not_there_is_refused(desk):
    with pytest.raises(UserError, match="contact_unknown"):
        desk.people.card(UUID(int=7))


def test_the_export_of_one_person(desk, anna, tmp_path):
    desk.people.export(anna, tmp_path / "anna.json")
    assert len(json.loads((tmp_path / "anna.json").read_text(encoding="utf-8"))["interactions"]) == 4


def test_what_lies_beside_counts_as_if_all_had_been_read(desk):
    for line in (
        "email @bluefin 9:00-9:30",
        "chat @other 9:20-9:50",
        "call @bluefin 9:40-10:10",
        "chat @third 9:45-9:55",
        "email @bluefin 10:20-10:40",
        "call @third 8:00-10:30",
        "email @bluefin 11:00-11:20",
        "chat @third 11:19-11:50",
    ):
        desk.tracking.log(f"{line} 2026-11-19")
    read = desk.context.read()
    who = read.contact_called("bluefin").id
    counted = sum(each.counted_us for each in pieces(read.all(Interaction)) if each.interaction.contact_id == who)
    assert desk.people.card(who).figures.us == counted < 100 * MINUTE
