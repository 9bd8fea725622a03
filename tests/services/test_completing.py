"""What is offered while a line is typed, and that it follows what is written."""

import pytest

from roidesk.domain.changes import Changes
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Contact
from roidesk.services.offers import What

pytestmark = pytest.mark.both_engines

LINES = (
    "video demo @northwind #ipad &stylo 31m",
    "email @nordlys !4 5m",
    'call @"Own shop" ^launch 12m',
    "tweet reply @acme #ipad 4m",
)


@pytest.fixture
def completing(desk, clock):
    for line in LINES:
        desk.tracking.log(line)
        clock.step(60 * MINUTE)
    desk.completing.prepare()
    return desk.completing


def texts(completing, line, at=None):
    return [each.text for each in completing.complete(line, len(line) if at is None else at).offers]


def accepted(completing, line, number=0):
    found = completing.complete(line, len(line))
    return line[: found.start] + found.offers[number].text + line[found.end :]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("dem", "video demo @northwind #ipad &stylo"),
        ("video demo @nor", "video demo @nordlys"),
        ("video demo @north", "video demo @northwind"),
        ("call @ow", 'call @"Own shop"'),
        ('call @"own s', 'call @"Own shop"'),
        ("call #ip", "call #ipad"),
        ("call &sty", "call &stylo"),
        ("call ^la", "call ^launch"),
        ("call ~g", "call ~give"),
        ("call +s", "call +solved"),
        ("call =dem", "call =demo_request"),
        ("call 4m =240 pur", "call 4m =240 purchase"),
        ("call 4m =240 USD prop", "call 4m =240 USD proposal_request"),
        ("call @sev", "call @several"),
        ("@acme video de", "@acme video demo"),
        ("@acme twe", "@acme tweet reply"),
        ("tweet re", "tweet reply @acme #ipad"),
        ("4m vid", "4m video demo"),
    ],
)
def test_what_is_typed_is_completed(completing, line, first):
    assert accepted(completing, line) == first


@pytest.mark.parametrize("line", ["", "call ", 'call "ow', "call 4", "call 9:30", "call @"])
def test_nothing_is_offered_where_there_is_nothing_to_say(completing, line):
    found = completing.complete(line, len(line))
    assert found.fresh == ""
    assert not {each.what for each in found.offers} - ({What.CONTACT} if line.endswith("@") else {What.LINE})


def test_the_cursor_tells_which_part(completing):
    line = "call @ac #ip 4m"
    assert texts(completing, line, 8) == ["@acme"]
    assert texts(completing, line, 12) == ["#ipad"]
    assert texts(completing, line, 9) == []


def test_levels_are_offered_all(completing):
    assert texts(completing, "call !") == ["!1", "!2", "!3", "!4", "!5"]
    assert texts(completing, "call !3") == []


def test_the_last_used_comes_first(completing, desk, clock):
    assert texts(completing, "call @nor")[:2] == ["@nordlys", "@northwind"]
    completing.follow(desk.tracking.log("call @northwind 4m").changes)
    assert texts(completing, "call @nor")[:2] == ["@northwind", "@nordlys"]


def test_a_contact_says_how_often_and_how_last(completing, desk):
    completing.follow(desk.tracking.log("call @northwind 4m").changes)
    whom = completing.complete("@northw", 7).offers[0].whom
    assert (whom.name, whom.times) == ("northwind", 2)
    assert whom.last_channel.name == "Phone"


def test_a_new_contact_is_offered_as_one(completing):
    assert completing.complete("call @nor", 9).fresh == "nor"
    assert completing.complete("call @acme", 10).fresh == ""
    assert completing.complete("call @several", 13).fresh == ""
    assert completing.complete("call #nor", 9).fresh == ""


def test_an_address_completes_to_itself_and_a_name_of_two_words_to_an_address(completing, desk):
    contact = desk.context.read().contact_called("acme")
    desk.ledger.edit("contacts", contact.id, {"name": "Acme Corp", "handles": "@acme;info@acme.test"})
    completing.follow(Changes())
    assert texts(completing, "call @corp") == ["@acme"]
    assert texts(completing, "call @info") == ["@info@acme.test"]
    assert desk.tracking.understand("call @info@acme.test 4m").contact == "Acme Corp"
    assert texts(completing, "tweet")[0] == "tweet reply @acme #ipad"


def test_what_is_written_is_followed_without_reading_all_again(completing, desk, monkeypatch):
    monkeypatch.setattr(completing, "_read_all", lambda: pytest.fail("read again"))
    completing.follow(desk.tracking.log("call @zebra ^spring #stripes &zoo 4m").changes)
    assert texts(completing, "call @zeb") == ["@zebra"]
    assert texts(completing, "call #str") == ["#stripes"]
    assert texts(completing, "call &z") == ["&zoo"]
    assert texts(completing, "call ^sp") == ["^spring"]
    zebra = desk.context.read().contact_called("zebra").id
    completing.follow(desk.ledger.edit("contacts", zebra, {"name": "okapi"}))
    assert texts(completing, "call @zeb") == []
    assert texts(completing, "call @oka") == ["@okapi"]
    completing.follow(desk.care.undo())
    assert texts(completing, "call @zeb") == ["@zebra"]


def test_who_was_deleted_is_offered_no_more(completing, desk):
    quagga = Contact(id=desk.context.id(), name="quagga")
    with desk.context.unit("add") as unit:
        unit.put(quagga)
    completing.follow(unit.changes)
    assert texts(completing, "call @qua") == ["@quagga"]
    with desk.context.unit("delete") as unit:
        unit.delete(Contact, [quagga.id])
    completing.follow(unit.changes)
    assert texts(completing, "call @qua") == []


def test_the_newest_lines_come_back_with_their_length(completing):
    assert completing.recent(3) == (
        "email @nordlys !4 5m",
        'call @"Own shop" ^launch 12m',
        "tweet reply @acme #ipad 4m",
    )


@pytest.mark.parametrize("line", LINES)
def test_a_past_line_is_read_as_what_it_was(completing, desk, line):
    found = completing.recent(10)
    assert line in found
    before, after = desk.tracking.read(line), desk.tracking.read(found[found.index(line)])
    assert (before.kind_id, before.contact, before.us) == (after.kind_id, after.contact, after.us)


def test_before_it_is_prepared_names_of_the_catalogue_are_offered(desk):
    assert texts(desk.completing, "twe") == ["tweet", "tweet post", "tweet reply", "tweet direct message"]
    assert texts(desk.completing, "call @ac") == []


def test_somebody_known_by_mail_alone_is_called_by_name(completing, desk):
    contact = desk.context.read().contact_called("acme")
    desk.ledger.edit("contacts", contact.id, {"name": "Umut Novak", "handles": "umut.novak@post.example"})
    completing.follow(Changes())
    assert texts(completing, "call @nov") == ['@"Umut Novak"']
    assert texts(completing, "call @umut.n") == ["@umut.novak@post.example"]


def test_what_another_program_wrote_is_read_and_only_once(completing, desk, monkeypatch):
    desk.tracking.log("call @zebra 4m")
    assert texts(completing, "call @zeb") == []
    completing.follow(Changes())
    assert texts(completing, "call @zeb") == ["@zebra"]
    monkeypatch.setattr(completing, "_read_all", lambda: pytest.fail("read again"))
    completing.follow(Changes())


def test_what_is_written_while_all_is_read_is_not_lost(completing, desk, monkeypatch):
    of_newest, written = completing._of_newest, []

    def slowly(newest):
        known = of_newest(newest)
        if not written:
            written.append(desk.tracking.log("call @zebra 4m"))
            completing.follow(written[0].changes)
        return known

    desk.tracking.log("call @okapi 4m")
    monkeypatch.setattr(completing, "_of_newest", slowly)
    completing.follow(Changes())
    assert texts(completing, "call @zeb") == ["@zebra"]
    assert texts(completing, "call @oka") == ["@okapi"]
