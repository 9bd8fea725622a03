"""Rows of channels.csv hold two entries: a kind of contact and, in the row without a kind, the channel itself."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from roidesk.domain.ids import foreign_id
from roidesk.domain.model import Channel, Entry
from roidesk.importers.base import Planned
from roidesk.importers.cells import ANY_WHOLE, TIME, WORD, Place
from roidesk.importers.columns import Column, Table
from roidesk.services.agreeing import Agreement

_CHANNEL = Table(
    "channels",
    Channel,
    (
        Column("name", WORD, "name"),
        Column("colour", WORD, "colour"),
        Column("icon", WORD, "icon"),
        Column("channel_position", ANY_WHOLE, "position"),
    ),
)
_CELLS = tuple(each.name for each in _CHANNEL.columns if each.name != "name")


class ChannelRows:
    """Settles what a row says of its channel, so that what is left of it is about the kind alone."""

    def __init__(self, agreement: Agreement, lost: list[Entry]) -> None:
        self._agreement = agreement
        self._lost = lost

    def settled(self, row: Planned, place: Place) -> Planned:
        """Return a row of another desk with its channel as it is called here; other rows as they are."""
        text = row.cells.get("channel_id", "").strip()
        said = " ".join(row.cells.get("name", "").split())
        if not text or not said:
            return row
        names = place.names
        given = foreign_id("channels", text)
        ours = self._ours(given, said, place)
        if ours is None:
            return row
        names.alias[given] = ours.id
        if row.cells.get("channel_edited", "").strip():
            ours = self._met(row, place, ours, given)
        names.means(ours, said)
        names.settle()
        cells = {name: text for name, text in row.cells.items() if name not in _CELLS and name != "channel_edited"}
        return replace(row, cells=cells | {"name": ours.name, "channel_id": str(ours.id)})

    def _ours(self, given: UUID, said: str, place: Place) -> Channel | None:
        names = place.names
        wanted = names.alias.get(given, given)
        known = names.staged.get(wanted) or self._agreement.read.get(Channel, wanted, trashed=True)
        if known is None and (twin := names.find(Channel, said)) is not None:
            known = names.channel(twin)
        return known if isinstance(known, Channel) else None

    def _met(self, row: Planned, place: Place, ours: Channel, given: UUID) -> Channel:
        """Return the channel as it is to be, staged where the other desk's version counts."""
        names = place.names
        edited = TIME.read_as("channel_edited", row.cells["channel_edited"], place)
        base = replace(ours, deleted_us=None)
        cells = {name: row.cells[name] for name in ("name", *_CELLS) if name in row.cells}
        read: Channel = _CHANNEL.read(cells, place, wanted=ours.id, base=base)
        came = replace(read, edited_us=edited)
        verdict = self._agreement.judge(_CHANNEL, ours, came, given)
        twin = names.find(Channel, came.name)
        if verdict.takes and twin not in (None, ours.id):
            conflict = self._agreement.conflict(_CHANNEL, ours, came, takes=False, code="taken")
            verdict = verdict._replace(takes=False, keeps=True, conflict=conflict)
        if verdict.conflict is not None:
            self._agreement.conflicts.append(verdict.conflict)
        if verdict.takes:
            names.stage(came)
            return came
        if verdict.keeps:
            self._lost.append(came)
        return ours
