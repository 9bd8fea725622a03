"""A cell of the day's table as text to edit, and back: which columns of `interactions.csv` change. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from enum import IntEnum

from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, MINUTE, from_local, local
from roidesk.domain.personalness import LEVELS, score_for_level
from roidesk.domain.quickline import SEVERAL, shapes
from roidesk.i18n import formats, words
from roidesk.services.rows import InteractionRow

_HUNDREDTHS = 100
_LONGEST_OVER_MIDNIGHT = 12 * HOUR
_DASH = re.compile(r"\s*[-–—]\s*")


class Column(IntEnum):
    """The columns of the table, in their order."""

    WHEN = 0
    CHANNEL = 1
    WHAT = 2
    WITH = 3
    TOPICS = 4
    BRAND = 5
    PERSONAL = 6
    TIME = 7
    LED_TO = 8


EDITABLE = frozenset(Column) - {Column.LED_TO}


def text_of(column: Column, row: InteractionRow, zone: str) -> str:
    """Return what an editor starts from; times of day are those of `zone`, in which the day is shown."""
    each, shown = row.interaction, row.shown
    return {
        Column.WHEN: f"{formats.clock(each.start_us, zone)} – {formats.clock(each.end_us, zone)}",
        Column.CHANNEL: shown.channel.name,
        Column.WHAT: each.note or shown.kind.name,
        Column.WITH: words.several() if each.several else shown.contact or "",
        Column.TOPICS: " ".join(f"#{topic}" for topic in shown.topics),
        Column.BRAND: shown.brand or "",
        Column.PERSONAL: str(shown.level),
        Column.TIME: _typed_length(row.us),
        Column.LED_TO: "",
    }[column]


def _typed_length(us: int) -> str:
    """Return a length as a quick line writes it ("4m", "2h59"): what is edited can be read back in any language."""
    hours, minutes = divmod((us + MINUTE // 2) // MINUTE, 60)
    return f"{hours}h{minutes:02}" if hours else f"{minutes}m"


def values_of(column: Column, text: str, row: InteractionRow, zone: str, names: Catalogue) -> Mapping[str, str]:
    """Return the columns that a new text changes, none where it says the same; `UserError` when it says nothing."""
    if text.strip() == text_of(column, row, zone).strip():
        return {}
    if column is Column.WHEN:
        return _when(text.strip(), row, zone)
    return _READERS[column](text.strip(), row, names)


def _when(text: str, row: InteractionRow, zone: str) -> Mapping[str, str]:
    """Read "14:02 – 14:06", or "14:02" for another start and the same length."""
    each = row.interaction
    joined = _DASH.sub("-", text)
    span = shapes.wall_range(joined)
    if isinstance(span, shapes.WallRange) and span.end is not None:
        start = _at(row, zone, span.start.seconds, each.start_us)
        end = _at(row, zone, span.end.seconds, each.end_us)
        if end < start:
            end = _at(row, zone, span.end.seconds, each.end_us, days=1)
            if end - start > _LONGEST_OVER_MIDNIGHT:
                raise UserError("end_before_start", text=text)  # the two are swapped, or one is mistyped
    else:
        wall = shapes.wall_time(text)
        if not isinstance(wall, shapes.WallTime):
            raise _refused(wall, "time_of_day_unreadable", text)
        start = _at(row, zone, wall.seconds, each.start_us)
        end = start + row.us
    return {"start": _iso(start, each.zone), "end": _iso(end, each.zone)}


def _at(row: InteractionRow, zone: str, seconds: int, before: int, *, days: int = 0) -> int:
    """Return the instant of a time of day on the row's first day; the one before, where its minute was not changed."""
    each = row.interaction
    midnight = datetime.combine(local(each.start_us, zone).date() + timedelta(days=days), time())
    us = from_local(midnight + timedelta(seconds=seconds), zone)
    return before if us == before - before % MINUTE else us


def _refused(found: object, code: str, text: str) -> UserError:
    return UserError(found.code if isinstance(found, shapes.Refusal) else code, text=text)


def _iso(us: int, zone: str) -> str:
    """Return an instant as the table files write it, with its offset: no hour that happens twice is taken wrongly."""
    return local(us, zone).isoformat()


def _length(text: str, row: InteractionRow, _names: Catalogue) -> Mapping[str, str]:
    """Read a length ("4m", "1h20", "2 h 59"): the start stays, the end moves."""
    plain = text.replace(" ", "").casefold()
    found = shapes.length(plain)
    if not isinstance(found, shapes.Length):
        raise _refused(found, "length_unreadable", text)
    each = row.interaction
    return {"start": _iso(each.start_us, each.zone), "end": _iso(each.start_us + found.us, each.zone)}


def _channel(text: str, _row: InteractionRow, _names: Catalogue) -> Mapping[str, str]:
    return {"channel": text, "kind": ""}


def _what(text: str, row: InteractionRow, names: Catalogue) -> Mapping[str, str]:
    """Take the name of one of the channel's kinds for the kind, and anything else for a note."""
    for kind in names.kinds:
        if kind.channel_id == row.shown.channel.id and kind.name and folded(kind.name) == folded(text):
            return {"kind": kind.name, "channel": row.shown.channel.name}
    return {"note": text}


def _with(text: str, _row: InteractionRow, _names: Catalogue) -> Mapping[str, str]:
    return {"contact": SEVERAL if folded(text) == folded(words.several()) else text.removeprefix("@").strip('"')}


def _topics(text: str, _row: InteractionRow, _names: Catalogue) -> Mapping[str, str]:
    """Read "#ipad #quote", or names with ";" or "," between them."""
    parts = re.split(r"[;,]" if re.search(r"[;,]", text) else r"\s+(?=#)|\s+" if "#" in text else r"[;,]", text)
    return {"topics": ";".join(part.strip().removeprefix("#") for part in parts if part.strip(" #"))}


def _brand(text: str, _row: InteractionRow, _names: Catalogue) -> Mapping[str, str]:
    return {"brand": text.removeprefix("&")}


def _personal(text: str, row: InteractionRow, _names: Catalogue) -> Mapping[str, str]:
    """Read a level 1 to 5."""
    digit = text[:1]
    if not digit.isdecimal() or int(digit) not in LEVELS:
        raise UserError("level_unreadable", text=text)
    score = score_for_level(int(digit), row.interaction.score)
    return {"personalness": f"{score / _HUNDREDTHS:g}"}


_READERS: Mapping[Column, Callable[[str, InteractionRow, Catalogue], Mapping[str, str]]] = {
    Column.CHANNEL: _channel,
    Column.WHAT: _what,
    Column.WITH: _with,
    Column.TOPICS: _topics,
    Column.BRAND: _brand,
    Column.PERSONAL: _personal,
    Column.TIME: _length,
}
