"""Ctrl+K among a million interactions: contacts, entries by their notes; a contact's page, and who waits."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from roidesk.bootstrap import open_desk
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Inbound
from roidesk.services.desk import Desk
from tests.bench.history import SIZES, ZONE, copy_of_store
from tests.bench.measure import Comparison, Sample, in_turns, timed

ENTRIES = SIZES[2]
FRAMES_MS = 33
"""Two frames: a list that follows typing later than this is seen to lag."""
_ROUNDS, _WHOLE_ROUNDS = 30, 3
_MESSAGES = 2_000


def finding(until: date) -> list[Comparison]:
    """Return how long each look takes, with a note on each interaction."""
    with tempfile.TemporaryDirectory() as folder:
        store = copy_of_store(ENTRIES, until, Path(folder))
        _note(store)
        desk = open_desk(store)
        try:
            return [*_looks(desk), _the_whole(desk, store)]
        finally:
            desk.close()


def _looks(desk: Desk) -> list[Comparison]:
    desk.completing.prepare()
    _write_messages(desk)
    who = desk.finding.contacts("contact 12")[0].contact.id
    newest = desk.finding.entries("zzqqx")
    looks = {
        "contacts for two letters": lambda: desk.finding.contacts("co"),
        "entries by a word of their note": lambda: desk.finding.entries("delivered"),
        "entries, none is found": lambda: desk.finding.entries("zzqqx"),
        "a step through older entries": lambda: desk.finding.older(newest),
        "what a contact's page reads": lambda: desk.people.card(who),
        "who waits": desk.waiting.list,
    }
    frames = Sample((FRAMES_MS,))
    samples = in_turns(*map(timed, looks.values()), rounds=_ROUNDS)
    return [
        Comparison(f"{what}, {ENTRIES:,} entries", "two frames", sample, frames, 1)
        for what, sample in zip(looks, samples, strict=True)
    ]


def _the_whole(desk: Desk, store: Path) -> Comparison:
    """Return how long it takes until all of them were looked through in vain, which goes on beside what is shown."""

    def ours() -> None:
        looked = desk.finding.entries("zzqqx")
        while looked.sought is not None:
            looked = desk.finding.older(looked)

    with closing(sqlite3.connect(store)) as connection:
        plain = "select id from interaction where deleted_us is null and lower(note) like '%zzqqx%'"
        mine, floor = in_turns(timed(ours), timed(lambda: connection.execute(plain).fetchall()), rounds=_WHOLE_ROUNDS)
    return Comparison(f"every entry, none is found, {ENTRIES:,} entries", "sqlite3, one look", mine, floor, None)


def _note(store: Path) -> None:
    """Give each interaction a note; the log does not hear of it, and nothing here asks the log."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("update interaction set note = 'asked when order ' || start_us || ' will be delivered'")


def _write_messages(desk: Desk) -> None:
    """Record a month of messages, of which one in twenty waits."""
    now, channel = desk.context.clock.now(), desk.context.read().catalogue().channels[0]
    with desk.context.unit("add") as unit:
        unit.put_many(
            Inbound(
                id=desk.context.id(),
                at_us=now - n * 20 * MINUTE,
                zone=ZONE,
                channel_id=channel.id,
                thread=f"thread {n}",
                first_reply_us=None if n % 20 == 0 else now,
            )
            for n in range(_MESSAGES)
        )
