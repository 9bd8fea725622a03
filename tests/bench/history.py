"""Stores with a long history, made fast and kept between runs.

Entries lie evenly over the five years up to `until`, a Sunday: four people, eight channels of five levels, six in ten
with a known contact, one conversion for fifty of those. The rows are written straight into the tables of a store that
roidesk made itself, with the roll-ups and the change log that roidesk would have written; `roidesk check` agrees.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from roidesk.bootstrap import open_desk
from roidesk.domain.effort import Effort, EffortKey, effort_of, key_of, pieces
from roidesk.domain.ids import foreign_id, new_id
from roidesk.domain.instants import DAY, HOUR, MINUTE, Period, Week, midnight
from roidesk.domain.model import Channel, ChannelKind, Contact, Conversion, Cost, CostKind, Interaction, Person, Rate
from roidesk.store.head import head_path
from roidesk.store.records import record_of
from tests.bench.measure import ROOT

ZONE = "Europe/Amsterdam"
YEARS = 5
PEOPLE = ("Ann", "Bob", "Cleo", "Dirk")
CHANNELS = ("Email", "X (Twitter)", "LinkedIn", "Instagram", "Phone", "Video call", "Live chat", "TikTok")
KNOWN = 0.6
CONVERTING = 50
_DAY_STARTS, _DAY_LASTS = 8 * HOUR, 12 * HOUR
_BLOCK = 20_000
SIZES = (1_000, 100_000, 1_000_000, 10_000_000)
"""Entries of the stores that are measured; the largest takes ten minutes to make, and is when it is asked for."""


def last_sunday(today: date) -> date:
    """Return the last day of the last whole week."""
    return Week.of(today).monday - timedelta(days=1)


def copy_of_store(entries: int, until: date, folder: Path) -> Path:
    """Return a fresh copy of the store with so many interactions."""
    copy = folder / f"{entries}.db"
    shutil.copyfile(store_of(entries, until), copy)
    copy.chmod(0o600)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())  # here, and not in the middle of what is measured
    return copy


def store_of(entries: int, until: date) -> Path:
    """Return the store with so many interactions, made when there is none that this schema and this file made."""
    path = _place(entries, until)
    if not path.exists():
        folder = path.parent
        for old in folder.glob(f"{entries}-*"):
            old.unlink()
        draft = path.with_suffix(".draft")
        _make(draft, entries, until)
        draft.rename(path)
        head_path(draft).unlink()
    return path


def sizes_there(until: date) -> tuple[int, ...]:
    """Return the sizes that can be measured: all but the largest, and that one where it lies ready."""
    return SIZES if _place(SIZES[-1], until).exists() else SIZES[:-1]


def why_not(size: int, until: date) -> str:
    """Return what to say of a size that is not measured, "" of one that is."""
    return "" if size in sizes_there(until) else "make bench-large makes this store and runs it"


def _place(entries: int, until: date) -> Path:
    folder = Path(tempfile.gettempdir()) / f"roidesk-bench-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    sources = [Path(__file__), *sorted((ROOT / "roidesk" / "store" / "migrations" / "versions").glob("*.sqlite.sql"))]
    made_by = hashlib.blake2b(b"".join(each.read_bytes() for each in sources), digest_size=6).hexdigest()
    return folder / f"{entries}-{until}-{made_by}.db"


def _make(path: Path, entries: int, until: date) -> None:
    """Make a store: roidesk writes the names, this module the history."""
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    desk = open_desk(path)
    desk.care.set_up(name=PEOPLE[0], values={"currency": "EUR", "margin": "0.4", "zone": ZONE})
    reader = desk.context.read()
    catalogue = reader.catalogue()
    channels = {each.name: each for each in catalogue.channels}
    people = [*catalogue.people, *(Person(id=foreign_id("people", name), name=name) for name in PEOPLE[1:])]
    first = until - timedelta(days=365 * YEARS - 1)
    contacts = [
        Contact(id=foreign_id("contacts", f"contact {n}"), name=f"Contact {n}", handles=(f"@contact{n}",))
        for n in range(max(entries // 200, 20))
    ]
    with desk.context.unit("history") as unit:
        unit.put_many([*people[1:], *contacts, *_rates(people, first), *_costs(channels.values(), first, until)])
    desk.close()
    kinds = [catalogue.default_kind(channels[name].id) for name in CHANNELS]
    _write(path, _interactions(entries, Period(first, until), people, kinds, contacts), entries)


def _rates(people: Iterable[Person], first: date) -> list[Rate]:
    return [
        Rate(id=foreign_id("rates", each.name), person_id=each.id, from_day=first, hourly_minor=3600, currency="EUR")
        for each in people
    ]


def _costs(channels: Iterable[Channel], first: date, until: date) -> list[Cost]:
    return [
        Cost(
            id=foreign_id("costs", each.name), name=f"{each.name} suite", kind=CostKind.SUBSCRIPTION,
            channel_id=each.id, amount_minor=500_000, currency="EUR", first_day=first,
            last_day=until + timedelta(days=365),
        )
        for each in channels
    ]  # fmt: skip


def _interactions(
    entries: int, days: Period, people: list[Person], kinds: list[ChannelKind], contacts: list[Contact]
) -> Iterator[Interaction]:
    """Yield the interactions day by day; those of one person never overlap and never cross midnight."""
    chance = Random(entries)  # noqa: S311 - a made-up history
    slots = -(-entries // days.length // len(people)) + 1
    slot = _DAY_LASTS // slots
    templates = [
        Interaction(
            id=UUID(int=0), kind_id=kind.id, person_id=people[0].id, start_us=0, end_us=1, zone=ZONE,
            components=kind.components, score=kind.score,
        )
        for kind in kinds
    ]  # fmt: skip
    for number, day in enumerate(days.days()):
        morning = midnight(day, ZONE) + _DAY_STARTS
        for place in range(entries * (number + 1) // days.length - entries * number // days.length):
            start = morning + place // len(people) * slot + chance.randrange(slot // 8)
            yield replace(
                templates[chance.randrange(len(templates))],
                id=new_id(start, chance.randbytes(10)),
                edited_us=start,
                person_id=people[place % len(people)].id,
                start_us=start,
                end_us=start + min(chance.randrange(1, 20) * MINUTE, slot * 3 // 4),
                contact_id=contacts[chance.randrange(len(contacts))].id if chance.random() < KNOWN else None,
            )


def _conversion(touch: Interaction, number: int) -> Conversion:
    bought = number % 2 == 0
    return Conversion(
        id=foreign_id("conversions", touch.id.hex), edited_us=touch.end_us, at_us=touch.end_us + DAY, zone=touch.zone,
        kind="purchase" if bought else "demo_request", contact_id=touch.contact_id,
        amount_minor=9_000 + number % 17 * 1_000 if bought else None, currency="EUR" if bought else None, booked=bought,
    )  # fmt: skip


def _write(path: Path, interactions: Iterator[Interaction], entries: int) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    # A draft that is not finished is thrown away: nothing has to be taken back.
    for pragma in ("foreign_keys = off", "synchronous = off", "cache_size = -400000", "journal_mode = off"):
        connection.execute(f"pragma {pragma}").fetchall()
    connection.execute("begin immediate")
    indexes = connection.execute(
        "select name, sql from sqlite_schema where type = 'index' and sql is not null "
        "and tbl_name in ('interaction', 'conversion', 'change')"
    ).fetchall()
    for name, _sql in indexes:
        connection.execute(f"drop index {name}")
    log = _Log(connection)
    totals: dict[EffortKey, Effort] = defaultdict(Effort)
    written = conversions = 0
    for block in _blocks(interactions):
        _insert(connection, block)
        touched = [each for each in block if each.contact_id is not None][::CONVERTING]
        _insert(connection, [_conversion(each, conversions + n) for n, each in enumerate(touched)])
        conversions += len(touched)
        log.note(block)
        for piece in pieces(block):
            totals[key_of(piece)] += effort_of(piece)
        written += len(block)
        print(f"\rmaking a history of {entries:,}: {written / entries:4.0%}", end="", file=sys.stderr, flush=True)
    _insert_sums(connection, totals)
    for _name, sql in indexes:
        connection.execute(sql)
    connection.execute("commit")
    connection.execute("pragma journal_mode = wal")
    connection.close()
    print(file=sys.stderr)


def _blocks(interactions: Iterator[Interaction]) -> Iterator[list[Interaction]]:
    block: list[Interaction] = []
    for each in interactions:
        block.append(each)
        if len(block) == _BLOCK:
            yield block
            block = []
    if block:
        yield block


def _insert(connection: sqlite3.Connection, entries: list[Interaction] | list[Conversion]) -> None:
    if entries:
        record = record_of(type(entries[0]))
        connection.executemany(record.upsert, [record.encode(each) for each in entries])


def _insert_sums(connection: sqlite3.Connection, totals: dict[EffortKey, Effort]) -> None:
    by_week: dict[tuple[str, EffortKey], Effort] = defaultdict(Effort)
    for key, effort in totals.items():
        by_week[str(Week.of(key.day)), replace(key, day=date.min)] += effort
    connection.executemany(
        f"insert into rollup_day (day, {_SUMS}) values ({_MARKS})",
        [(key.day.isoformat(), *_key(key), *astuple(effort)) for key, effort in totals.items()],
    )
    connection.executemany(
        f"insert into rollup_week (week, {_SUMS}) values ({_MARKS})",
        [(week, *_key(key), *astuple(effort)) for (week, key), effort in by_week.items()],
    )


_SUMS = "person_id, kind_id, level, brand_id, known, interactions, us, counted_us, paid, personal"
_MARKS = ", ".join("?" * 11)


def _key(key: EffortKey) -> tuple[object, ...]:
    return key.person_id.bytes, key.kind_id.bytes, key.level, key.brand_id.bytes, int(key.known)


@dataclass
class _Log:
    """The change log an import would have left; its hashes are made up, so that only the deep check would object."""

    connection: sqlite3.Connection

    def note(self, entries: list[Interaction]) -> None:
        connection, record, chance = self.connection, record_of(Interaction), Random(len(entries))  # noqa: S311
        (action,) = connection.execute("select coalesce(max(number), 0) + 1 from action").fetchone()
        (seq,) = connection.execute("select coalesce(max(seq), 0) + 1 from change").fetchone()
        connection.execute(
            "insert into action (number, at_us, device, label, op) values (?, ?, 'bench', 'import', 'do')",
            (action, entries[-1].end_us),
        )
        connection.executemany(
            "insert into change (seq, action, op, kind, entry_id, digest, hash) "
            "values (?, ?, 'add', 'interaction', ?, ?, ?)",
            [
                (seq + n, action, each.id.bytes, chance.randbytes(32), chance.randbytes(32))
                for n, each in enumerate(entries)
            ],
        )
        connection.executemany(
            "insert into change_content (seq, salt, after) values (?, ?, ?)",
            [(seq + n, chance.randbytes(16), record.text(each)) for n, each in enumerate(entries)],
        )
