"""The cases handed around with the project, where they lie beside it: lines and times that peers read."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, from_local, local
from roidesk.domain.model import Channel, ChannelKind
from roidesk.domain.quickline import Vocabulary, parse

SHARED = Path(__file__).parents[3] / "shared" / "samples" / "cases.json"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared cases do not lie beside the project")
ZONE = "Europe/Berlin"
NOW = from_local(datetime(2026, 11, 21, 13, 55), ZONE)
KNOWN = Vocabulary.of(
    Catalogue.of([Channel(id=UUID(int=1), name="Call"), ChannelKind(id=UUID(int=2), channel_id=UUID(int=1))])
)
# What a peer reads and we refuse or read otherwise on purpose, and why.
OTHERWISE = {
    "PA089": "a day is named, not marked by <",
    "PA091": "a day is named, not marked by >",
    "PA093": "a day is named, not marked by <",
    "PA099": "after “at” a bare hour is a time",
    "PA113": "nothing takes no time",
    "PA119": "-2h5m is so long ago",
}
LENGTHS = {
    "PA115": 1, "PA117": 60, "PA121": 541, "PA225": 90,
}  # fmt: skip


def cases(*areas: str) -> list[tuple[str, str, object]]:
    if not SHARED.exists():
        return []
    found = json.loads(SHARED.read_text(encoding="utf-8"))
    return [(each["id"], each["input"], each["expected"]) for each in found if each["area"] in areas]


def read_line(line: str, zone: str = ZONE):
    return parse(line, now=NOW, zone=zone, known=KNOWN)


@pytest.mark.parametrize(("number", "text", "expected"), cases("parse-klog-time", "parse-hamster-time"))
def test_times_of_day(number, text, expected):
    if number in OTHERWISE:
        pytest.skip(OTHERWISE[number])
    if str(expected).startswith("error"):
        try:
            draft = read_line(f"call at {text}")
        except UserError:
            return
        # No time is made of it: it stays in the note, where the reading shows it.
        assert draft.start_us is None
        assert text in (draft.note or "")
        return
    start = read_line(f"call at {text}").start_us
    assert f"{local(start, ZONE):%H:%M}" == expected


@pytest.mark.parametrize(("number", "text", "expected"), cases("parse-klog-duration", "parse-superproductivity"))
def test_lengths(number, text, expected):
    if number in LENGTHS:
        assert read_line(f"call {text}").us == LENGTHS[number] * MINUTE
    elif number not in OTHERWISE and str(expected).startswith("error"):
        try:
            draft = read_line(f"call {text}")
        except UserError:
            return
        assert draft.us is None


@pytest.mark.parametrize(("number", "text", "expected"), cases("parse-timew"))
def test_what_peers_silently_take_for_a_tag_is_refused_or_read(number, text, expected):
    if str(expected).startswith("PEER"):
        try:
            draft = read_line(f"call {text}")
        except UserError:
            return
        assert draft.start_us is not None or text in (draft.note or ""), "neither refused, nor read, nor kept"
    elif re.fullmatch(r"\d{1,2}(:\d{2})?(am|pm)|\d{2}:\d{2}", text):
        assert f"{local(read_line(f'call at {text}').start_us, ZONE):%H:%M}" == expected


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        ("PA003", "12:35", "14:25"),
        ("PA023", "12:30", "13:45"),
        ("PA033", "13:35", "13:45"),
        ("PA039", "13:05", "13:25"),
    ],
)
def test_stretches_in_a_line(number, start, end):
    (text,) = [text for each, text, _ in cases("parse-hamster", "parse-hamster-relative") if each == number]
    draft = read_line(f"call {text}")
    assert (f"{local(draft.start_us, ZONE):%H:%M}", f"{local(draft.end_us, ZONE):%H:%M}") == (start, end)


@pytest.mark.parametrize("number", ["RA139", "RA133"])
def test_ranges(number):
    (text, expected) = next((text, expected) for each, text, expected in cases("range-klog") if each == number)
    if expected == "0m":
        with pytest.raises(UserError, match="length_zero"):
            read_line(f"call {text}")
    else:
        assert read_line(f"call {text}").us == 90 * MINUTE


@pytest.mark.parametrize(("number", "text", "expected"), cases("dst"))
def test_the_hours_that_clocks_change(number, text, expected):
    found = re.fullmatch(r"(\S+) (\S+) (\d\d:\d\d) - (\S+) (\d\d:\d\d)", text)
    if found is None:
        pytest.skip("of two hours of one name the first is meant here (docs/capture.md)")
    zone, day, start, last_day, end = found.groups()
    end_us = from_local(datetime.fromisoformat(f"{last_day}T{end}"), zone)
    draft = read_line(
        f"call {day}T{start} {(end_us - from_local(datetime.fromisoformat(f'{day}T{start}'), zone)) // MINUTE}m", zone
    )
    hours, minutes = expected["total"].split(":")
    assert draft.us == (int(hours) * 60 + int(minutes)) * MINUTE
    assert draft.end_us == end_us
    if day == last_day:
        assert read_line(f"call {day} {start}-{end}", zone).us == draft.us
