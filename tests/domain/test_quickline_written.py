"""What a line says is written back so that it says the same again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import UserError
from roidesk.domain.instants import from_local
from roidesk.domain.model import Channel, ChannelKind, ConversionKind
from roidesk.domain.quickline import Draft, Role, Vocabulary, parse, read, words_for_kind, written, written_length
from roidesk.domain.quickline.timing import Present

ZONE = "Europe/Amsterdam"
NOW = from_local(datetime(2026, 11, 21, 14, 2), ZONE)
REPLY, TWEET, CALL, DEMO, COMMENT = (UUID(int=number) for number in range(11, 16))
KNOWN = Vocabulary.of(
    Catalogue.of(
        [
            Channel(id=UUID(int=1), name="X (Twitter)"),
            Channel(id=UUID(int=2), name="Phone"),
            Channel(id=UUID(int=3), name="Video call"),
            Channel(id=UUID(int=4), name="Instagram"),
            ChannelKind(id=REPLY, channel_id=UUID(int=1), name="Reply", position=1),
            ChannelKind(id=TWEET, channel_id=UUID(int=1), words=("tweet",)),
            ChannelKind(id=CALL, channel_id=UUID(int=2), words=("call",)),
            ChannelKind(id=UUID(int=16), channel_id=UUID(int=3), words=("video",)),
            ChannelKind(id=DEMO, channel_id=UUID(int=3), name="Demo", position=1),
            ChannelKind(id=UUID(int=17), channel_id=UUID(int=4)),
            ChannelKind(id=COMMENT, channel_id=UUID(int=4), name="Reply", words=("comment",), position=1),
            ConversionKind(id=UUID(int=9), name="newsletter", label="Joined the newsletter"),
            ConversionKind(id=UUID(int=10), name="trial", label="Purchase"),
        ]
    ),
    last_end=NOW - 3_723_000_000,
)


def parsed(line: str, zone: str = ZONE, now: int = NOW) -> Draft:
    return parse(line, now=now, zone=zone, known=KNOWN)


def again(line: str, zone: str = ZONE, now: int = NOW) -> str:
    return written(parsed(line, zone, now), Present(now, zone), KNOWN)


@pytest.mark.parametrize(
    ("line", "back"),
    [
        ("tweet reply @acme #ipad &stylo 4m", "tweet reply @acme #ipad &stylo 4m"),
        ("4m !2 twitter reply ~give +solved", "tweet reply !2 ~give +solved 4m"),
        ("comment 90", "instagram reply 1h30"),
        ("call 9:30-9:50", "call 09:30-09:50"),
        ("call at 9:30 20m", "call 09:30-09:50"),
        ("call at 9:30", "call at 09:30"),
        ("call yesterday 9:30-9:50", "call 2026-11-20 09:30-09:50"),
        ("call -20", "call 20m"),
        ("call -20 -5", "call 13:42-13:57"),
        ("call =", "call 3723s"),
        ('@"two words" #"a b" call 4m', 'call @"two words" #"a b" 4m'),
        ("@several tweet 14m", "tweet @several 14m"),
        ("call p37.5 4m", "call p37.50 4m"),
        ("call 4m =240 USD", "call 4m =240USD bought"),
        ("call 4m =demo", "call 4m =demo_request"),
        ("call 4m what they said", 'call 4m "what they said"'),
        ('call 4m 5" screen, "a note"', 'call 4m 5" "screen, a note"'),
        ("call 2026-10-24 at 23:00 5h", "call 2026-10-24T23:00:00+02:00 5h"),
        ("call 2026-10-25 at 2:30 10m", "call 2026-10-25 02:30-02:40"),
    ],
)
def test_a_line_is_written_as_a_person_would(line, back):
    assert again(line) == back


def test_the_words_of_a_kind_are_those_of_its_channel_and_its_own():
    assert [words_for_kind(kind, KNOWN) for kind in (REPLY, DEMO, TWEET)] == ["tweet reply", "video demo", "tweet"]
    assert words_for_kind(UUID(int=99), KNOWN) == ""


@given(st.integers(1, 24 * 3_600_000_000))
def test_a_length_is_written_to_the_microsecond(us):
    assert parsed(f"call {written_length(us)}").us == us


PIECES = st.sampled_from(
    [
        *"call tweet reply video demo comment purchase download at now noon several yesterday mon USD - – =".split(),
        *'=240 =1,240.50 =12USD =demo @acme @"two words" @several #ipad #"a b" &b %pen ^x !3 p50 p12.5'.split(),
        *'~give +solved 4m 90 0.5h 1h20 1:20 9:30-9:50 90s -20 -5 2026-03-02 2026-06-05T10:00 "a note"'.split(),
        *'it"s 5" „low, https://x.com/a/1 www.linkedin.com/in/b mailto:a@b.nl word “said”'.split(),
        *"23:59:30-24:00 2026-10-25 2:30-2:10 2026-10-25T02:30+01:00 1.000001h".split(),
    ]
)
LINES = st.one_of(
    st.lists(PIECES, max_size=8).map(" ".join),
    st.text(max_size=40),
    st.text('0123456789:-.,hmsap=@#&%^!~" „”TZ+eE', max_size=24),
)
PLACES = st.sampled_from([ZONE, "America/New_York", "Australia/Lord_Howe", "UTC", "Africa/Monrovia"])


@given(LINES, PLACES, st.integers(40_000_000_000_000, 4_000_000_000_000_000))
@example("call yesterday 4m", "Europe/Amsterdam", 1_793_000_000_000_001)
def test_what_is_read_from_what_is_written_is_the_same(line, zone, now):
    try:
        first = parsed(line, zone, now)
    except UserError:
        return
    back = written(first, Present(now, zone), KNOWN)
    assert replace(parsed(back, zone, now), tokens=()) == replace(first, tokens=()), back


@given(LINES, PLACES)
def test_nothing_that_is_typed_is_dropped(line, zone):
    """Every sign is in a token; what no token understood, and every link and note, is in the note."""
    draft = read(line, now=NOW, zone=zone, known=KNOWN)
    if not draft.tokens:
        assert draft.problems or not line.strip()
        return
    covered = {at for token in draft.tokens for at in range(token.column - 1, token.end - 1)}
    assert all(at in covered for at, sign in enumerate(line) if not sign.isspace())
    for token in draft.tokens:
        if token.role in (Role.UNKNOWN, Role.LINK):
            assert token.text in (draft.note or "")
        if token.role is Role.NOTE:
            assert str(token.value) in (draft.note or "")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("https://x.com/acme/status/12 4m", TWEET),
        ("4m https://nl.linkedin.com/in/acme", None),
        ("call https://x.com/acme/status/12 4m", CALL),
        ("reply https://www.instagram.com/p/1/ 4m", COMMENT),
        ("https://example.com/x.com 4m", None),
        ("message://%3cabc@mail%3e 4m", None),
    ],
)
def test_a_link_is_kept_and_tells_the_channel_where_no_word_does(line, kind):
    draft = read(line, now=NOW, zone=ZONE, known=KNOWN)
    assert draft.kind_id == kind
    assert draft.note == next(word for word in line.split() if ":/" in word)
    assert not draft.problems
