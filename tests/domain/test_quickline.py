"""The quick line: what it says, what it refuses and where, and what holds for any line at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, MINUTE, from_local, local
from roidesk.domain.model import Channel, ChannelKind, ConversionKind, Intent
from roidesk.domain.quickline import (
    Amount,
    Draft,
    Outcome,
    Vocabulary,
    parse,
    parse_conversion,
    read,
    read_conversion,
)

ZONE = "Europe/Amsterdam"


def at(text: str, zone: str = ZONE) -> int:
    return from_local(datetime.fromisoformat(text), zone)


NOW = at("2026-11-21T14:02")  # a Saturday
LAST_END = at("2026-11-21T13:00")

TWEET, REPLY, CALL, VIDEO, DEMO, INSTAGRAM, COMMENT = (UUID(int=number) for number in range(11, 18))
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
            ChannelKind(id=VIDEO, channel_id=UUID(int=3), words=("video",)),
            ChannelKind(id=DEMO, channel_id=UUID(int=3), name="Demo", position=1),
            ChannelKind(id=INSTAGRAM, channel_id=UUID(int=4)),
            ChannelKind(id=COMMENT, channel_id=UUID(int=4), name="Reply", words=("comment",), position=1),
            ConversionKind(id=UUID(int=9), name="newsletter", label="Joined the newsletter"),
        ]
    ),
    last_end=LAST_END,
)


def parsed(line: str, *, zone: str = ZONE, now: int = NOW, known: Vocabulary = KNOWN) -> Draft:
    return parse(line, now=now, zone=zone, known=known)


def times(line: str, zone: str = ZONE) -> str:
    draft = parsed(line, zone=zone)
    assert draft.start_us is not None
    assert draft.end_us is not None
    first, last = local(draft.start_us, zone), local(draft.end_us, zone)
    return " ".join(f"{each:%m-%d %H:%M:%S}".removesuffix(":00") for each in (first, last))


def refused(line: str, *, zone: str = ZONE, now: int = NOW, known: Vocabulary = KNOWN) -> tuple[str, object]:
    with pytest.raises(UserError) as caught:
        parse(line, now=now, zone=zone, known=known)
    return caught.value.code, caught.value.facts["column"]


def test_a_full_line_says_everything():
    draft = parsed(
        'tweet reply @acme #ipad #Quote &stylo %pen ^xmas !2 ~give +solved 4m =240 USD purchase "hello there"'
    )
    assert draft.kind_id == REPLY
    assert (draft.contact, draft.topics, draft.brand, draft.product) == ("acme", ("ipad", "Quote"), "stylo", "pen")
    assert (draft.campaign, draft.level, draft.intent, draft.solved) == ("xmas", 2, Intent.GIVE, True)
    assert draft.conversion == Outcome("purchase", Amount("240", "USD"))
    assert draft.note == "hello there"
    assert draft.us == 4 * 60_000_000
    assert draft.end_us == NOW


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("tweet", TWEET),
        ("x", TWEET),
        ("twitter reply", REPLY),
        ("reply tweet", REPLY),
        ("TWEET REPLY", REPLY),
        ("tweet @acme reply", REPLY),
        ("call", CALL),
        ("video call", VIDEO),
        ("video demo", DEMO),
        ("video call demo", DEMO),
        ("demo", DEMO),
        ("instagram reply", COMMENT),
        ("comment", COMMENT),
        ("call about the tweet", CALL),
        ("@acme 4m", None),
    ],
)
def test_words_name_a_channel_and_its_kind(line, kind):
    assert parsed(line).kind_id == kind


def test_a_kind_that_several_channels_have_is_refused_until_the_channel_is_said():
    assert refused("4m reply") == ("kind_ambiguous", 4)
    assert read("reply", now=NOW, zone=ZONE, known=KNOWN).kind_id is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4m", "11-21 13:58 11-21 14:02"),
        ("90", "11-21 12:32 11-21 14:02"),
        ("1h20", "11-21 12:42 11-21 14:02"),
        ("1h 20m", "11-21 12:42 11-21 14:02"),
        ("1:20", "11-21 12:42 11-21 14:02"),
        ("1.5h", "11-21 12:32 11-21 14:02"),
        ("1,5h", "11-21 12:32 11-21 14:02"),
        ("90s", "11-21 14:00:30 11-21 14:02"),
        ("9:30-9:50", "11-21 09:30 11-21 09:50"),
        ("9:30 – 9:50", "11-21 09:30 11-21 09:50"),
        ("9:30-now", "11-21 09:30 11-21 14:02"),
        ("at 9:30 20m", "11-21 09:30 11-21 09:50"),
        ("at 9.30 20m", "11-21 09:30 11-21 09:50"),
        ("20 at 9", "11-21 09:00 11-21 09:20"),
        ("2pm 4m", "11-21 14:00 11-21 14:04"),
        ("-20 -5", "11-21 13:42 11-21 13:57"),
        ("-20", "11-21 13:42 11-21 14:02"),
        ("-20 5m", "11-21 13:42 11-21 13:47"),
        ("=", "11-21 13:00 11-21 14:02"),
        ("yesterday 9:30-9:50", "11-20 09:30 11-20 09:50"),
        ("yesterday 20m", "11-20 13:42 11-20 14:02"),
        ("mon 9:30-9:50", "11-16 09:30 11-16 09:50"),
        ("saturday 9:30-9:50", "11-21 09:30 11-21 09:50"),
        ("sunday 9:30-9:50", "11-15 09:30 11-15 09:50"),
        ("2026-03-02 at 23:00 1h20", "03-02 23:00 03-03 00:20"),
        ("at 2026-03-02T23:00 1h20", "03-02 23:00 03-03 00:20"),
        ("2026-03-02T23:00Z 1h20", "03-03 00:00 03-03 01:20"),
        ("mon 23:00-24:00", "11-16 23:00 11-17 00:00"),
        ("mon at 24:00 5m", "11-17 00:00 11-17 00:05"),
    ],
)
def test_times_and_lengths_fit_together(line, expected):
    assert times(line) == expected


def test_a_start_alone_leaves_the_length_open():
    draft = parsed("call at 9:30")
    assert (draft.start_us, draft.end_us, draft.has_length) == (at("2026-11-21T09:30"), None, False)
    assert parsed("call").start_us is None


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("25:00", "time_impossible", 1),
        ("call 24:01", "time_impossible", 6),
        ("call at 24:01 5m", "time_impossible", 9),
        ("call at 25:00 5m", "time_impossible", 9),
        ("call 9:30-25:00", "time_impossible", 6),
        ("call 9:3", "time_impossible", 6),
        ("call 9:60", "time_impossible", 6),
        ("call 12am 4m", "time_impossible", 6),
        ("call 13:00pm 4m", "time_impossible", 6),
        ("call 2023-02-29 4m", "date_impossible", 6),
        ("call 2026-13-01 4m", "date_impossible", 6),
        ("call 2026-02-30T10:00 4m", "date_impossible", 6),
        ("call 02/03/2026 4m", "date_unclear", 6),
        ("call 2.3.2026 4m", "date_unclear", 6),
        ("call 2026-03-29 at 2:30 5m", "time_skipped", 17),
        ("call 2026-03-29 2:30-3:30", "time_skipped", 17),
        ("call 9:50-9:30", "end_before_start", 6),
        ("call 22:00-2:30", "end_before_start", 6),
        ("call 9:30-9:30", "length_zero", 6),
        ("call 9:30-", "time_impossible", 6),
        ("call -5 -20", "end_before_start", 9),
        ("call 0m", "length_zero", 6),
        ("call 0", "length_zero", 6),
        ("call 0:00", "length_zero", 6),
        ("call 1h60m", "length_unreadable", 6),
        ("call 1.5h20", "length_unreadable", 6),
        ("call 1.5", "length_without_unit", 6),
        ("call 9.30", "length_without_unit", 6),
        ("call 2026", "length_too_long", 6),
        ("call 25h", "length_too_long", 6),
        ("call 4m 5m", "given_twice", 9),
        ("call 9:30-9:50 5m", "given_twice", 16),
        ("call at 9 at 10 5m", "given_twice", 11),
        ("call 3 4", "given_twice", 8),
        ("call = 240", "given_twice", 8),
        ("call yesterday -20 -5", "given_twice", 16),
        ("call @a @b 4m", "given_twice", 9),
        ("call !2 p50 4m", "given_twice", 9),
        ("call !6 4m", "level_unknown", 6),
        ("call p101 4m", "score_unknown", 6),
        ("call ~take 4m", "intent_unknown", 6),
        ("call +1 4m", "flag_unknown", 6),
        ("call @ 4m", "name_missing", 6),
        ('call @"" 4m', "name_missing", 6),
        ('call 4m "open', "quote_open", 9),
        ("call =-240 4m", "amount_negative", 6),
        ("call =1.240 4m", "amount_ambiguous", 6),
        ("call =ten 4m", "amount_unreadable", 6),
        ("call =1.2.3 4m", "amount_unreadable", 6),
        ("call =240 XYZ 4m", "currency_unknown", 11),
        ("call =240XYZ 4m", "currency_unknown", 6),
        ("call \x00 4m", "sign_unusable", 6),
        ("call \ud800 4m", "sign_unusable", 6),
        ("x" * 2001, "line_too_long", 2001),
    ],
)
def test_what_cannot_be_is_refused_at_its_column(line, code, column):
    assert refused(line) == (code, column)


def test_the_hour_that_daylight_saving_repeats_counts_once_each_way():
    assert parsed("2024-11-03 0:30-2:30", zone="America/New_York").us == 3 * 3_600_000_000
    assert parsed("2024-11-03 1:50-1:10", zone="America/New_York").us == 20 * 60_000_000
    assert parsed("2024-03-10 1:30-3:30", zone="America/New_York").us == 3_600_000_000
    assert refused("2024-03-10 2:30-3:15", zone="America/New_York") == ("time_skipped", 12)
    assert parsed("2024-10-06 0:00-6:00", zone="Australia/Lord_Howe").us == 5.5 * 3_600_000_000


def test_since_needs_an_entry_before():
    assert refused("call =", known=Vocabulary(KNOWN.senses)) == ("no_last_entry", 6)
    assert refused("call =", now=LAST_END) == ("length_zero", 6)


def test_since_the_last_entry_is_never_a_night():
    evening = at("2026-11-21T23:30")
    known = replace(KNOWN, last_end=evening)
    assert parsed("call =", now=evening + 90 * MINUTE, known=known).us == 90 * MINUTE
    assert refused("call =", now=evening + 10 * HOUR, known=known) == ("last_entry_another_day", 6)
    assert parsed("call =", now=LAST_END + 9 * HOUR).us == 9 * HOUR


@pytest.mark.parametrize(
    ("line", "conversion"),
    [
        ("=240", Outcome("purchase", Amount("240"))),
        ("=240 proposal", Outcome("proposal_request", Amount("240"))),
        ("=240 @acme proposal", Outcome("proposal_request", Amount("240"))),
        ("call =240 @acme demo", Outcome("demo_request", Amount("240"))),
        ("=1,240.50 EUR phone call", Outcome("phone_call", Amount("1240.50", "EUR"))),
        ("=1.240,50", Outcome("purchase", Amount("1240.50"))),
        ("=12,5eur", Outcome("purchase", Amount("12.5", "EUR"))),
        ("=€240", Outcome("purchase", Amount("240", "EUR"))),
        ("=240 € sale", Outcome("purchase", Amount("240", "EUR"))),
        ("=demo", Outcome("demo_request")),
        ("=registered download", Outcome("registered_download")),
        ("=joined the newsletter", Outcome("newsletter")),
    ],
)
def test_a_conversion_in_the_line(line, conversion):
    assert parsed(f"{line} 4m").conversion == conversion


def test_unknown_words_are_kept_in_the_note_and_named():
    draft = parsed('call "the quote" about 3 offers, 24/7 10m 3rd')
    assert draft.note == "the quote about 3 offers, 24/7 3rd"
    assert draft.unknown == ("about", "3", "offers,", "24/7", "3rd")
    assert draft.us == 10 * 60_000_000


def test_several_is_no_contact():
    draft = parsed("instagram @several 14m")
    assert (draft.contact, draft.several) == (None, True)
    assert parsed('call @"several"').several


def test_names_may_be_quoted_and_topics_are_kept_once():
    draft = parsed('call @“two words” #iPad #ipad, #"field of interest" 4m')
    assert draft.contact == "two words"
    assert draft.topics == ("iPad", "field of interest")


def test_a_score_is_in_hundredths():
    assert parsed("call p37.5 4m").score == 3750
    assert parsed("call p0 4m").score == 0


def test_a_line_still_being_typed_gives_what_is_sure():
    draft = read("call @acme at 25: 4m =", now=NOW, zone=ZONE, known=KNOWN)
    assert (draft.kind_id, draft.contact) == (CALL, "acme")
    assert [(each.code, each.column) for each in draft.problems] == [("time_impossible", 15), ("given_twice", 22)]
    assert [token.ok for token in draft.tokens] == [True, True, False, True, False]


@pytest.mark.parametrize(
    ("line", "kind", "amount", "when"),
    [
        ("purchase 240 @acme at 2026-06-05T10:00", "purchase", Amount("240"), "2026-06-05T10:00"),
        ("purchase 240 USD yesterday", "purchase", Amount("240", "USD"), "2026-11-20T14:02"),
        ("240", "purchase", Amount("240"), "2026-11-21T14:02"),
        ("240 10:30", "purchase", Amount("240"), "2026-11-21T10:30"),
        ("mon at 9 demo", "demo_request", None, "2026-11-16T09:00"),
        ("@acme proposal =240", "proposal_request", Amount("240"), "2026-11-21T14:02"),
        ("phone call", "phone_call", None, "2026-11-21T14:02"),
    ],
)
def test_a_line_of_convert(line, kind, amount, when):
    draft = parse_conversion(line, now=NOW, zone=ZONE, known=KNOWN)
    assert (draft.kind, draft.amount, draft.at_us) == (kind, amount, at(when))


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("purchase -240", "amount_negative", 10),
        ("purchase 240 XYZ", "currency_unknown", 14),
        ("purchase 1.240", "amount_ambiguous", 10),
        ("purchase 240 250", "given_twice", 14),
        ("purchase 240 25:00", "time_impossible", 14),
        ("purchase 240 2026-02-30", "date_impossible", 14),
        ("purchase 240 2026-03-29 at 2:30", "time_skipped", 25),
        ("purchase 240 20m", "not_of_conversion", 14),
        ("purchase 240 !3", "not_of_conversion", 14),
        ("@acme", "conversion_kind_missing", 1),
    ],
)
def test_a_line_of_convert_refuses(line, code, column):
    with pytest.raises(UserError) as caught:
        parse_conversion(line, now=NOW, zone=ZONE, known=KNOWN)
    assert (caught.value.code, caught.value.facts["column"]) == (code, column)


INDEPENDENT = ("call", "@acme", "#ipad", "&stylo", "!2", "4m", "at 9:30", '"a note"', "=240 purchase")


def test_order_does_not_matter():
    wanted = parsed(" ".join(INDEPENDENT))
    for order in permutations(INDEPENDENT[:6]):
        draft = parsed(" ".join((*INDEPENDENT[6:], *order)))
        assert (draft.kind_id, draft.contact, draft.topics, draft.level) == (CALL, "acme", ("ipad",), 2)
        assert (draft.start_us, draft.end_us, draft.conversion) == (wanted.start_us, wanted.end_us, wanted.conversion)


PIECES = st.sampled_from(
    [
        *"call tweet reply video demo purchase at now noon several yesterday mon USD XYZ - – =".split(),
        *'=240 =-1 =1.240 @ @acme @"two #ipad & %pen ^x !3 !9 p50 p500 ~give ~ +solved'.split(),
        *"+ 4m 90 0 1h20 1h60m 1:20 25:00 9:30-9:50".split(),
        *'9:50-9:30 2026-03-29 2023-02-29 2:30 2026-06-05T10:00 -20 -5 -0 "note words" 02/03/2026'.split(),
        *"9.30 2pm 12am 90s".split(),
    ]
)
LINES = st.one_of(
    st.lists(PIECES, max_size=9).map(" ".join),
    st.text(max_size=60),
    st.text('0123456789:-.,hmsap=@" T+eE²', max_size=20),
)


@given(LINES, st.sampled_from([ZONE, "America/New_York", "Australia/Lord_Howe", "UTC"]))
def test_any_line_is_read_in_order_and_nothing_is_lost(line, zone):
    for draft in (
        read(line, now=NOW, zone=zone, known=KNOWN),
        read_conversion(line, now=NOW, zone=zone, known=KNOWN),
    ):
        end = 1
        for token in draft.tokens:
            assert token.column >= end
            assert token.text == line[token.column - 1 : token.end - 1]
            assert line[end - 1 : token.column - 1].strip() == ""
            end = token.end
        if draft.tokens:
            assert line[end - 1 :].strip() == ""
        for word in draft.unknown:
            assert word in (draft.note or "")


@given(LINES)
def test_strict_and_tolerant_reading_agree(line):
    draft = read(line, now=NOW, zone=ZONE, known=KNOWN)
    if draft.problems:
        assert refused(line) == (draft.problems[0].code, draft.problems[0].column)
    else:
        assert parsed(line) == draft
    if draft.end_us is not None:
        assert draft.start_us is not None
        assert 0 < draft.end_us - draft.start_us <= 24 * 3_600_000_000


@given(st.permutations(INDEPENDENT), st.integers(0, len(INDEPENDENT)))
def test_any_part_in_any_order_reads_the_same(order, size):
    whole, parts = parsed(" ".join(order)), parsed(" ".join(sorted(order, key=INDEPENDENT.index)))
    assert (whole.contact, whole.topics, whole.us, whole.note) == (parts.contact, parts.topics, parts.us, parts.note)
    for part in order[:size]:
        assert not read(part, now=NOW, zone=ZONE, known=KNOWN).problems
