"""What else a part of a line may say: each way is the whole line, and says just that."""

import pytest

from roidesk.domain.instants import MINUTE
from roidesk.domain.quickline import Role
from roidesk.services.fixing import Say

LINE = "tweet reply @acme #ipad !2 4m"


@pytest.fixture
def fixing(desk, clock):
    desk.tracking.log("video demo @acme #ipad 10m")
    desk.tracking.log("call @bluefin &stylo 10m")
    clock.step(45 * MINUTE)
    desk.completing.prepare()
    return desk.fixing


def lines(fixing, line, role, part=""):
    start = line.index(part) if part else 0
    return {(way.say, way.text or way.number): way.line for way in fixing.ways(line, role, start, start + len(part))}


def test_the_other_kinds_of_the_channel_come_first(fixing):
    ways = fixing.ways(LINE, Role.KIND)
    names = [f"{way.channel.name} {way.kind.name}".strip() for way in ways]
    assert names[:5] == ["X (Twitter)", "X (Twitter) post", "X (Twitter) reply", "X (Twitter) direct message", "Phone"]
    assert [way.line for way in ways][1] == "tweet post @acme #ipad !2 4m"
    assert [way.now for way in ways].count(True) == 1


def test_a_line_without_a_channel_gets_one_at_its_start(fixing):
    assert fixing.ways("@acme 4m", Role.KIND)[0].line == "call @acme 4m"


def test_another_length_ends_now_or_keeps_the_start_that_was_said(fixing):
    assert lines(fixing, LINE, Role.LENGTH)[Say.LENGTH, 10 * MINUTE] == "tweet reply @acme #ipad !2 10m"
    assert lines(fixing, "call 9:30-9:50", Role.LENGTH)[Say.LENGTH, 30 * MINUTE] == "call 09:30-10:00"
    assert lines(fixing, "call", Role.LENGTH)[Say.LENGTH, 5 * MINUTE] == "call 5m"
    assert lines(fixing, LINE, Role.LENGTH)[Say.TIMER, 0] == "tweet reply @acme #ipad !2"
    assert lines(fixing, LINE, Role.LENGTH)[Say.ENDED, 15] == "tweet reply @acme #ipad !2 -19 -15"
    assert "=" in {way.line.split()[-1] for way in fixing.ways(LINE, Role.LENGTH)}


def test_a_level_is_set_or_left_to_the_channel(fixing):
    found = lines(fixing, LINE, Role.LEVEL)
    assert found[Say.LEVEL, 4] == "tweet reply @acme #ipad !4 4m"
    assert found[Say.LEVEL_OF_KIND, 0] == "tweet reply @acme #ipad 4m"
    assert lines(fixing, "call 4m", Role.LEVEL)[Say.LEVEL, 1] == "call 4m !1"


def test_who_may_be_meant(fixing):
    found = lines(fixing, "call @blu 4m", Role.CONTACT, "@blu")
    assert found[Say.NAME, "bluefin"] == "call @bluefin 4m"
    assert found[Say.SEVERAL, 0] == "call @several 4m"
    assert found[Say.NOTHING, 0] == "call 4m"


def test_other_parts(fixing):
    assert lines(fixing, "call ~give 4m", Role.INTENT, "~give")[Say.INTENT, "ask"] == "call ~ask 4m"
    found = lines(fixing, "call =240 USD 4m", Role.CONVERSION, "=240 USD")
    assert found[Say.CONVERSION, "demo_request"] == "call =240USD demo_request 4m"
    found = lines(fixing, "twet 4m", Role.UNKNOWN, "twet")
    assert found[Say.PROPOSAL, "tweet"] == "tweet 4m"
    assert found[Say.TOPIC, "twet"] == "#twet 4m"
    assert found[Say.NOTE, "twet"] == '"twet" 4m'
    found = lines(fixing, "twet their refund 4m", Role.UNKNOWN, "twet their refund")
    assert found[Say.PROPOSAL, "tweet"] == "tweet their refund 4m"
    assert found[Say.NOTE, "twet their refund"] == '"twet their refund" 4m'


@pytest.mark.parametrize(
    ("line", "text", "why"),
    [
        ("tweet @acme 40mm", "40mm", ("", ("40m",))),
        ("call 9:50-9:30", "9:50-9:30", ("end_before_start", ("9:30-9:50",))),
        ("call 1.5", "1.5", ("length_without_unit", ("1.5h",))),
        ("call hello 5mn", "5mn", ("", ("5m",))),
        ("call @bleufin 4m", "@bleufin", ("contact_new", ("@bluefin",))),
        ("call &stylow 4m", "&stylow", ("name_new", ("&stylo",))),
    ],
)
def test_what_was_misread_is_named_with_what_may_be_meant(fixing, desk, line, text, why):
    found = fixing.misread(desk.tracking.understand(line))
    assert (found.text, (found.code, found.proposals)) == (text, why)
    assert line[found.start : found.end] == text


@pytest.mark.parametrize(
    "line",
    [
        "tweet @acme 4m",
        "call hello",
        "call 25:00",
        "",
        "call @blue 4m",
        "call @zebra 4m",
        "call #ipad #shoes &stylo %pen 4m",
    ],
)
def test_what_is_sound_or_beyond_guessing_has_no_proposal(fixing, desk, line):
    assert fixing.misread(desk.tracking.understand(line)) is None


@pytest.mark.parametrize("role", [Role.KIND, Role.LENGTH, Role.LEVEL])
@pytest.mark.parametrize("line", [LINE, "call 9:30-9:50 yesterday", "@acme", 'call "a  b" 4m word'])
def test_every_way_is_a_line_that_can_be_read(fixing, desk, role, line):
    before = desk.tracking.read(line)
    for way in fixing.ways(line, role):
        after = desk.tracking.read(way.line)
        assert not after.problems
        assert (after.contact, after.topics, after.note) == (before.contact, before.topics, before.note)


def test_the_page_of_a_known_contact_can_be_opened(fixing, desk):
    (way,) = (each for each in fixing.ways(LINE, Role.CONTACT, 12, 17) if each.say is Say.OPEN)
    assert way.contact_id == desk.context.read().contact_called("acme").id
    assert not [each for each in fixing.ways("call @nobody", Role.CONTACT, 5, 12) if each.say is Say.OPEN]
