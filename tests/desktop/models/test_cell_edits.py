"""What is typed into a cell, as columns of a table file."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from roidesk.desktop.models.cell_edits import Column, text_of, values_of
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import UserError
from roidesk.domain.instants import instant
from roidesk.domain.model import Channel, ChannelKind, Interaction
from roidesk.i18n.sentences import explain
from roidesk.services.rows import InteractionRow, Shown

ZONE = "Europe/Amsterdam"
CHANNEL = Channel(id=UUID(int=1), name="Email")
KIND = ChannelKind(id=UUID(int=2), channel_id=CHANNEL.id, name="answer", score=3000)
NAMES = Catalogue(channels=(CHANNEL,), kinds=(KIND,))


def at(hour, minute, second=0, day=19):
    return instant(datetime(2026, 11, day, hour, minute, second, tzinfo=ZoneInfo(ZONE)))


def row(start, end, **more):
    interaction = Interaction(
        id=UUID(int=3), kind_id=KIND.id, person_id=UUID(int=4), start_us=start, end_us=end, zone=ZONE, score=3000,
        **more,
    )  # fmt: skip
    shown = Shown(CHANNEL, KIND, "acme", "Stylo", None, ("ipad", "two words"), 3)
    return InteractionRow(interaction, shown, "Ilse", end - start, ())


ROW = row(at(14, 2, 30), at(14, 6, 10))


def values(column, text, which=ROW):
    return dict(values_of(column, text, which, ZONE, NAMES))


@pytest.mark.parametrize("column", [each for each in Column if each is not Column.LED_TO])
def test_what_is_not_changed_changes_nothing(column):
    assert values(column, text_of(column, ROW, ZONE)) == {}


def test_the_seconds_of_a_minute_that_is_not_changed_are_kept():
    assert values(Column.WHEN, "14:02 – 14:10") == {
        "start": "2026-11-19T14:02:30+01:00",
        "end": "2026-11-19T14:10:00+01:00",
    }


def test_a_start_alone_moves_the_interaction():
    assert values(Column.WHEN, "13:00") == {"start": "2026-11-19T13:00:00+01:00", "end": "2026-11-19T13:03:40+01:00"}


def test_times_are_read_in_the_zone_they_are_shown_in():
    assert text_of(Column.WHEN, ROW, "UTC") == "13:02 – 13:06"
    start = dict(values_of(Column.WHEN, "12:00-12:30", ROW, "UTC", NAMES))["start"]
    assert datetime.fromisoformat(start) == datetime(2026, 11, 19, 13, tzinfo=ZoneInfo(ZONE))


def test_an_end_before_the_start_is_of_the_next_day():
    assert values(Column.WHEN, "23:50-0:10")["end"] == "2026-11-20T00:10:00+01:00"


def test_a_time_that_the_clock_skipped_is_refused():
    spring = row(
        instant(datetime(2026, 3, 29, 1, 0, tzinfo=ZoneInfo(ZONE))),
        instant(datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo(ZONE))),
    )
    with pytest.raises(UserError, match="time_skipped"):
        values(Column.WHEN, "2:30-3:30", spring)


@pytest.mark.parametrize("text", ["12m", "12 min", "0:12", "12"])
def test_a_length_moves_the_end(text):
    assert values(Column.TIME, text)["end"] == "2026-11-19T14:14:30+01:00"


@pytest.mark.parametrize(
    ("column", "text"),
    [(Column.TIME, "soon"), (Column.TIME, ""), (Column.WHEN, "25:00"), (Column.WHEN, ""), (Column.PERSONAL, "6")],
)
def test_what_says_nothing_is_refused_with_what_was_typed(column, text):
    with pytest.raises(UserError) as refused:
        values(column, text)
    assert refused.value.facts["text"] == text


def test_the_name_of_a_kind_is_the_kind_and_anything_else_a_note():
    other = row(at(14, 2), at(14, 6), note="asked twice")
    assert values(Column.WHAT, "Answer", other) == {"kind": "answer", "channel": "Email"}
    assert values(Column.WHAT, "answer on refund") == {"note": "answer on refund"}


@pytest.mark.parametrize(
    ("text", "topics"),
    [("#ipad #quote", "ipad;quote"), ("ipad; two words", "ipad;two words"), ("ipad, quote", "ipad;quote"), ("", "")],
)
def test_topics_are_read_with_hashes_or_with_signs_between(text, topics):
    assert values(Column.TOPICS, text) == {"topics": topics}


def test_contact_brand_and_several():
    assert values(Column.WITH, "@hollis") == {"contact": "hollis"}
    assert values(Column.WITH, "several") == {"contact": "several"}
    assert values(Column.WITH, "") == {"contact": ""}
    assert values(Column.BRAND, "&Own shop") == {"brand": "Own shop"}


def test_a_level_sets_the_middle_of_it_as_the_quick_line_does():
    assert values(Column.PERSONAL, "5") == {"personalness": "90"}
    assert values(Column.PERSONAL, "2") == {"personalness": "22.5"}


def test_times_that_are_swapped_are_not_taken_for_a_night():
    with pytest.raises(UserError, match="end_before_start"):
        values(Column.WHEN, "9:30-9:00")


def test_what_is_no_time_of_day_is_answered_with_how_to_write_one():
    with pytest.raises(UserError) as refused:
        values(Column.WHEN, "banana")
    assert "9:30-9:50" in explain(refused.value)
