"""Channels and how personal they were judged to be.

A row of channels.csv is one kind of contact on a channel; the one without a kind describes the channel.
"""

from __future__ import annotations

from dataclasses import replace

from roidesk.domain.errors import UserError
from roidesk.domain.model import Channel, ChannelKind, Entry, KindVersion
from roidesk.domain.personalness import COMPONENTS, Components
from roidesk.importers.cells import ANY_WHOLE, HALF, SCORE, TEXTS, TIME, WHOLE, WORD, Place, id_of
from roidesk.importers.columns import Cells, Column, Table, Values
from roidesk.importers.described import CHANNEL_CELL
from roidesk.importers.described import COMPONENTS as SIX_DIGITS
from roidesk.importers.guesses import guess

_ID = id_of("channels")


def _read(cells: Cells, place: Place, base: Entry | None) -> Values:
    before = base if isinstance(base, ChannelKind) else None
    channel = _channel(cells, place, before)
    values: Values = {"channel_id": channel.id}
    if "kind" in cells:
        values["name"] = WORD.read(cells["kind"], place)
    kind = values.get("name", before.name if before else "")
    guessed = guess(channel.name, kind)
    halves = list((Components.parse(before.components) if before else guessed.components).halves)
    for at, name in enumerate(COMPONENTS):
        if (said := cells.get(name, "").strip()) != "":
            halves[at] = HALF.read_as(name, said, place)
    instant, voice, face, same_place, private, tailored = halves
    components = Components((instant, voice, face, same_place, private, tailored))
    values |= {"components": str(components), "score": components.score(place.names.weights)}
    if (before is None or "idle_minutes" in cells) and not cells.get("idle_minutes", "").strip():
        values["idle_minutes"] = guessed.idle_minutes
    return values


def _channel(cells: Cells, place: Place, before: ChannelKind | None) -> Channel:
    """Return the channel of a row, made or changed as the row says."""
    names = place.names
    said = " ".join(WORD.read(cells.get("name", ""), place).split())
    if before is not None:
        found = names.channel(before.channel_id)
    elif (known := names.find(Channel, said)) is not None:
        found = names.channel(known)
    else:
        wanted = cells.get("channel_id", "").strip()
        found = names.make_channel(said, _ID.read(wanted, place) if wanted else names.new_id())
    changed = _changed(found, cells, place, said if before is not None and "name" in cells else found.name)
    if replace(changed, edited_us=found.edited_us) != found or changed.id in names.staged:
        names.stage(changed)
    return changed


def _changed(channel: Channel, cells: Cells, place: Place, name: str) -> Channel:
    if not name:
        raise UserError("cell_missing", field="name")
    values: Values = {"name": name}
    # Rows of the other kinds leave these cells empty: only a text changes the channel.
    if said := cells.get("colour", "").strip():
        values["colour"] = WORD.read(said, place)
    if said := cells.get("icon", "").strip():
        values["icon"] = WORD.read(said, place)
    if said := cells.get("channel_position", "").strip():
        values["position"] = ANY_WHOLE.read_as("channel_position", said, place)
    if said := cells.get("retired", "").strip():
        values["retired_us"] = TIME.read_as("retired", said, place)
    if said := cells.get("channel_edited", "").strip():
        values["edited_us"] = TIME.read_as("channel_edited", said, place)
    return replace(channel, **values)


def _show(entry: ChannelKind, place: Place) -> dict[str, str]:
    channel = place.names.channel(entry.channel_id)
    cells = {"name": place.names.show(entry.channel_id), "kind": entry.name, "channel_id": str(entry.channel_id)}
    halves = Components.parse(entry.components).halves
    cells |= {name: HALF.show(half, place) for name, half in zip(COMPONENTS, halves, strict=True)}
    if not entry.name:
        cells |= {
            "colour": channel.colour or "",
            "icon": channel.icon or "",
            "channel_position": str(channel.position),
            "channel_edited": TIME.show(channel.edited_us, place),
            "retired": TIME.show(channel.retired_us, place) if channel.retired_us is not None else "",
        }
    return cells


CHANNELS = Table(
    "channels",
    ChannelKind,
    (
        Column("name", WORD, required=True),
        Column("kind", WORD),
        Column("words", TEXTS, "words"),
        *(Column(each, HALF) for each in COMPONENTS),
        Column("idle_minutes", WHOLE, "idle_minutes"),
        Column("colour", WORD),
        Column("icon", WORD),
        Column("personalness", SCORE, "score", ours=True, computed=True),
        Column("position", ANY_WHOLE, "position", ours=True),
        Column("channel_position", ANY_WHOLE, ours=True),
        Column("channel_id", _ID, ours=True),
        Column("channel_edited", TIME, ours=True),
        Column("retired", TIME, ours=True),
    ),
    key=("channel_id", "name"),
    read_rest=_read,
    show_rest=_show,
)


def _read_kind_version(cells: Cells, place: Place, base: Entry | None) -> Values:
    """Return the kind a version is of."""
    if base is not None and "channel" not in cells:
        return {}
    channel_id = place.names.find_or_make(Channel, WORD.read(cells["channel"], place))
    return {"kind_id": place.names.kind_of(channel_id, WORD.read(cells.get("kind", ""), place))}


def _show_kind_version(entry: KindVersion, place: Place) -> dict[str, str]:
    channel, kind = place.names.show_kind(entry.kind_id)
    return {"channel": channel, "kind": kind}


KIND_VERSIONS = Table(
    "kind_versions",
    KindVersion,
    (
        Column("channel", CHANNEL_CELL, required=True),
        Column("kind", CHANNEL_CELL),
        Column("from", TIME, "from_us", required=True),
        Column("components", SIX_DIGITS, "components", required=True),
        Column("personalness", SCORE, "score", required=True),
    ),
    key=("kind_id", "from_us"),
    newest_first=True,
    read_rest=_read_kind_version,
    show_rest=_show_kind_version,
)
