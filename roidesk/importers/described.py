"""The columns that interactions, timers and pins share, and the rules that tie some of them together.

Channel and kind name one kind of contact; how personal it is, is copied from that kind and may be overridden; a start
with an end, minutes or seconds gives the length.
"""

from __future__ import annotations

from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, SECOND, from_local, local_day
from roidesk.domain.model import (
    AskKind,
    Channel,
    ChannelKind,
    Described,
    Direction,
    Entry,
    Intent,
    Interaction,
    Purpose,
)
from roidesk.domain.personalness import LEVELS, score_for_level
from roidesk.domain.quickline import SEVERAL
from roidesk.importers.cells import (
    BRAND,
    CONTACT,
    FACTOR,
    FLAG,
    PRODUCT,
    SCORE,
    TEXT,
    TIME,
    TOPICS,
    WORD,
    Cell,
    Editor,
    Place,
    choice,
    decimal,
    id_of,
    plain,
    scaled,
    wall_time,
)
from roidesk.importers.columns import Cells, Column, Values

_LEVEL = tuple(f"!{each}" for each in LEVELS)
_LONGEST_US = 31 * 24 * 60 * MINUTE
_SAME_LENGTH_US = SECOND


def _components(text: str, _place: Place) -> str:
    digits = text.strip()
    if len(digits) != 6 or set(digits) - set("012"):  # noqa: PLR2004 - the six components
        raise UserError("components_unreadable", text=text)
    return digits


CHANNEL_CELL = Cell(Editor.NAME, WORD.read, WORD.show)
COMPONENTS = Cell(Editor.TEXT, _components, lambda value, _place: str(value))
MINUTES = scaled(MINUTE)
SECONDS = scaled(SECOND)

WHAT = (
    Column("channel", CHANNEL_CELL, required=True),
    Column("kind", CHANNEL_CELL),
    Column("contact", CONTACT),
    Column("direction", choice(Direction), "direction"),
    Column("intent", choice(Intent), "intent"),
    Column("ask_kind", choice(AskKind), "ask_kind"),
    Column("solved", FLAG, "solved"),
    Column("value_added", FLAG, "value_added"),
    Column("purpose", choice(Purpose), "purpose"),
    Column("personalness", SCORE),
    Column("overtime", FACTOR, "overtime_milli"),
    Column("brand", BRAND, "brand_id"),
    Column("product", PRODUCT, "product_id"),
    Column("topics", TOPICS, "topics"),
    Column("campaign", WORD, "campaign"),
    Column("answers", id_of("inbound"), "answers_id"),
    Column("note", TEXT, "note"),
)
SNAPSHOT = (
    Column("personalness_given", FLAG, ours=True),
    Column("components", COMPONENTS, ours=True),
)


def read_what(cells: Cells, place: Place, base: Entry | None) -> Values:
    """Return kind, contact and snapshot of a row."""
    before = base if isinstance(base, Described) else None
    stays = before is not None and "channel" not in cells and "kind" not in cells
    values: Values = {"kind_id": before.kind_id if before and stays else _kind(cells, place, before)}
    if "contact" in cells:
        values |= _contact(cells["contact"], place)
    return values | _snapshot(cells, place, before, place.names.kind(values["kind_id"]))


def _kind(cells: Cells, place: Place, before: Described | None) -> UUID:
    names = place.names
    said = cells.get("channel")
    if said is not None and not said.strip():
        raise UserError("cell_missing", field="channel")
    kind = WORD.read(cells.get("kind", ""), place)
    if said is None and before is not None:
        channel_id = names.kind(before.kind_id).channel_id
        return names.kind_of(channel_id, kind)
    channel = WORD.read(said or "", place)
    if not kind and names.find(Channel, channel) is None and (spoken := names.spoken(channel)) is not None:
        return spoken
    return names.kind_of(names.find_or_make(Channel, channel), kind)


def _contact(text: str, place: Place) -> Values:
    if text.strip().casefold() == SEVERAL:
        return {"contact_id": None, "several": True}
    return {"contact_id": CONTACT.read(text, place) if text.strip() else None, "several": False}


def _snapshot(cells: Cells, place: Place, before: Described | None, kind: ChannelKind) -> Values:
    """Return how personal it was: the kind's own, unless the row or an earlier hand says otherwise."""
    values: Values = {}
    if before is None or kind.id != before.kind_id:
        values["components"] = kind.components
        if before is None or not before.score_given:
            values["score"] = kind.score
    if digits := cells.get("components", "").strip():
        values["components"] = COMPONENTS.read_as("components", digits, place)
        if before is None or not before.score_given:
            values["score"] = place.names.score(values["components"])
    said = cells.get("personalness")
    if said is None:
        return values
    own = values.get("score", before.score if before else 0)
    if not said.strip():
        if before is not None and before.score_given:
            values |= {"score": kind.score, "score_given": False}
        return values
    if said.strip() in _LEVEL:
        score = score_for_level(int(said.strip()[1]), own)
    else:
        score = SCORE.read_as("personalness", said, place)
    values["score"] = score
    if given := cells.get("personalness_given", "").strip():
        values["score_given"] = FLAG.read_as("personalness_given", given, place)
    else:
        values["score_given"] = before is None or before.score_given or score != before.score
    return values


def show_what(entry: Described, place: Place) -> dict[str, str]:
    """Return the cells that `read_what` reads."""
    channel, kind = place.names.show_kind(entry.kind_id)
    return {
        "channel": channel,
        "kind": kind,
        "contact": SEVERAL if entry.several else _show_contact(entry, place),
        "personalness": SCORE.show(entry.score, place),
        "personalness_given": FLAG.show(entry.score_given, place),
        "components": entry.components,
    }


def _show_contact(entry: Described, place: Place) -> str:
    name = place.names.show(entry.contact_id)
    return str(entry.contact_id) if name.strip().casefold() == SEVERAL else name


# ---------------------------------------------------------------- lengths


def read_interaction(cells: Cells, place: Place, base: Entry | None) -> Values:
    """Return what `read_what` does, and start and end."""
    before = base if isinstance(base, Interaction) else None
    times = _times(cells, place, before)
    if before is not None and "doubt" not in cells and any(getattr(before, name) != us for name, us in times.items()):
        times["doubt"] = None  # whoever says when it was has settled it
    return read_what(cells, place, base) | times


def _times(cells: Cells, place: Place, before: Interaction | None) -> Values:
    start = before.start_us if before else 0
    if (said := cells.get("start")) is not None:
        if not said.strip():
            raise UserError("cell_missing", field="start")
        start = TIME.read_as("start", said, place)
    ends = _ends(cells, start, place)
    if not ends:
        if before is None:
            raise UserError("length_missing", field="end")
        if start == before.start_us:
            return {}
        moved = start >= before.end_us or local_day(start, place.zone) != local_day(before.start_us, place.zone)
        return {"start_us": start, "end_us": start + before.end_us - before.start_us if moved else before.end_us}
    field, end = next(iter(ends.items()))
    for other, us in ends.items():
        if abs(us - end) > _SAME_LENGTH_US:
            raise UserError("length_twofold", field=other, one=cells[field], other=cells[other])
    if end < start:
        raise UserError("end_before_start", field=field, text=cells[field])
    if end - start > _LONGEST_US:
        raise UserError("length_over_days", field=field, text=cells[field], days=31)
    return {"start_us": start, "end_us": end}


def _ends(cells: Cells, start: int, place: Place) -> dict[str, int]:
    """Return the end that each of the three columns gives, the most exact first."""
    ends: dict[str, int] = {}
    if (said := cells.get("end", "")).strip():
        ends["end"] = _end(said, start, place)
    if (said := cells.get("seconds", "")).strip():
        ends["seconds"] = start + SECONDS.read_as("seconds", said, place)
    if (said := cells.get("minutes", "")).strip():
        ends["minutes"] = start + MINUTES.read_as("minutes", said, place)
    return ends


def _end(text: str, start: int, place: Place) -> int:
    """Return the end; an hour that the clock shows twice is the second one where the first lies before the start."""
    end: int = TIME.read_as("end", text, place)
    if end < start:
        wall = wall_time(text, place)
        if wall.tzinfo is None:
            end = max(end, from_local(wall.replace(fold=1), place.zone))
    return end


def show_interaction(entry: Interaction, place: Place) -> dict[str, str]:
    """Return the cells that `read_interaction` reads and that no single field fills."""
    us = entry.end_us - entry.start_us
    return show_what(entry, place) | {
        "start": TIME.show(entry.start_us, place),
        "end": TIME.show(entry.end_us, place),
        "minutes": MINUTES.show(us, place) if us % 600_000 == 0 else plain(round(decimal(str(us)) / MINUTE, 2)),
        "seconds": SECONDS.show(us, place),
    }
