"""What the database keeps of a filter is what the figures keep, and pages of a long list join without a seam."""

from __future__ import annotations

import pytest

from roidesk.domain.filters import parse
from roidesk.domain.model import Interaction
from roidesk.services.matching import bound, matching
from roidesk.store.listing import SORTED_BY, Beyond, Listing, decided

pytestmark = pytest.mark.both_engines

LINES = (
    "email 9:00-9:10 @acme #ipad &Stylo %Pen !2",
    "call 9:20-9:50 @bo #Quote #ipad ~give +solved",
    "tweet reply 10:00-10:03 @anna",
    "tweet 10:00-10:03 ^launch",
    "tweet 10:05-10:06 ^Launch",
    "tweet 10:07-10:08 ^spring",
    "video demo 11:00-12:00 @acme %Course !5 ~ask",
    "email 13:00-13:30 @several #quote &Stylo",
    "chat 13:30-13:31",
    "meeting 13:40-14:20 @bo",
)
FILTERS = (
    "channel=email", "channel!=email", "kind=reply", "personal=3", "personal!=5", "personal>=2", "personal<3",
    "score>22.5", "score=22.5", "minutes>=10", "minutes<3", "minutes=30", "contact=acme", "contact!=acme",
    "contact=none", "not contact=none", "brand=Stylo", "brand!=none", "#ipad", "topic!=ipad", "topic=none",
    "#ipad or #quote", "#ipad and not #quote", "product=Pen", "product!=Pen", "orientation=service",
    "orientation=none", "orientation!=service", "intent=give", "intent!=give", "intent=none", "solved=yes",
    "solved!=yes", "solved=none", "direction=out", "source=manual and (channel=phone or personal>=4)",
    "person=Ann", "audience=customer", "audience=none", "not (channel=email or @bo)",
    "^launch", "campaign!=LAUNCH", "campaign=none", "campaign=autumn", "#ipad or ^launch",
)  # fmt: skip


@pytest.fixture
def desk(desk):
    desk.care.set_up(name="Ann", values={"currency": "EUR", "zone": "Europe/Amsterdam"})
    for line in LINES:
        desk.tracking.log(line)
    products = {row.cells["name"]: row.id for row in desk.ledger.rows("products")}
    desk.ledger.edit("products", products["Pen"], {"orientation": "product"})
    desk.ledger.edit("products", products["Course"], {"orientation": "service"})
    people = {row.cells["name"]: row.id for row in desk.ledger.rows("contacts")}
    desk.ledger.edit("contacts", people["bo"], {"audience": "customer"})
    return desk


def listing(desk, text):
    read = desk.context.read()
    where = bound(read, parse(text))
    return decided(where, read.catalogue(), read.merged_contacts(), read.campaigns)


def merge(desk):
    people = {row.cells["name"]: row.id for row in desk.ledger.rows("contacts")}
    desk.ledger.edit("contacts", people["anna"], {"merged_into": str(people["acme"])})


@pytest.mark.parametrize("merged", [False, True])
def test_the_database_keeps_what_the_figures_keep(desk, merged):
    if merged:
        merge(desk)
    read = desk.context.read()
    for text in FILTERS:
        kept = [each.id for each in matching(read, parse(text))]
        of = listing(desk, text)
        assert of is not None, text
        assert [each.id for each in read.listed(of, 100)] == kept, text
        counted = read.counted(of)
        assert counted.rows == len(kept), text
        assert counted.us == sum(each.end_us - each.start_us for each in matching(read, parse(text))), text


def test_some_of_them_keep_something_and_leave_something_out(desk):
    counts = [desk.context.read().counted(listing(desk, text)).rows for text in FILTERS]
    assert sum(0 < each < len(LINES) for each in counts) > len(FILTERS) * 3 // 4


def test_what_is_too_much_for_the_database_is_left_to_us(desk, monkeypatch):
    monkeypatch.setattr("roidesk.store.listing._MOST_VALUES", 1)
    assert listing(desk, "contact=acme") is not None
    assert listing(desk, "contact=acme or contact=bo") is None
    assert listing(desk, "not (contact=acme or #ipad)") is None


@pytest.mark.parametrize("by", sorted(SORTED_BY))
def test_pages_join_without_a_seam_in_any_order(desk, by):
    read = desk.context.read()
    for descending in (True, False):
        of = Listing(by=by, descending=descending)
        whole = [each.id for each in read.listed(of, 100)]
        assert len(whole) == len(set(whole)) == len(LINES)
        pages = [[each.id for each in read.listed(of, 3, offset)] for offset in range(0, len(LINES), 3)]
        assert [each for page in pages for each in page] == whole


def test_in_order_of_time_a_page_is_found_from_either_side(desk):
    read = desk.context.read()
    for descending in (True, False):
        of = Listing(descending=descending)
        whole = read.listed(of, 100)
        for at, each in enumerate(whole):
            beyond = Beyond(each.start_us, each.id)
            assert read.listed(of, 2, 0, beyond) == whole[at + 1 : at + 3]
            assert read.listed(of, 2, 1, beyond) == whole[at + 2 : at + 4]
            back = read.listed(of, 2, 0, Beyond(each.start_us, each.id, back=True))
            assert back == whole[max(0, at - 2) : at]


def test_lengths_and_scores_are_put_in_order_of_size_and_names_as_they_read(desk):
    read = desk.context.read()
    lengths = [each.end_us - each.start_us for each in read.listed(Listing(by="minutes"), 100)]
    assert lengths == sorted(lengths, reverse=True)
    names = read.catalogue()
    kinds = [
        names.channel_of(each.kind_id).name.casefold()
        for each in read.listed(Listing(by="channel", descending=False), 100)
    ]
    assert kinds == sorted(kinds)
    contacts = [each.contact_id for each in read.listed(Listing(by="contact", descending=False), 100)]
    assert contacts[-3:] == [None, None, None]
    assert isinstance(read.listed(Listing(), 1)[0], Interaction)
