"""One changed bit anywhere in a store: where it changes what a table holds, `check --deep` finds it.

SQLite's own checks look at how pages hang together, not at what stands in them: they are the control. One thing is not
looked for: when a running timer was last seen. Its heart beats without an entry in the log, so no digest knows.
"""

from __future__ import annotations

import shutil
import sqlite3
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from roidesk.bootstrap import open_desk
from roidesk.cli.run import carry_out
from roidesk.domain.errors import UserError
from roidesk.services.desk import Desk
from roidesk.store.check import check
from roidesk.store.opening import open_store
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import copied, dump, line, made

LOOKED_AT = (("status",), ("figures",), ("week",), ("interaction", "list"), ("contact", "list"), ("check", "--deep"))
TRIES = 200


BEATS = frozenset(("seen_us", "boot_id", "boot_us", "awake_us", "step_us"))


class Flipped(NamedTuple):
    """One changed bit: whether SQLite's checks found it, which commands took it for a fault of ours, what is wrong."""

    quick: bool
    full: bool
    blamed: int
    problems: tuple[str, ...]


def run(wished: Run) -> list[Tried]:
    """Change 300 bits (2,000 in a long run) that change what a table holds, each in a store of its own."""
    store = filled(wished.room("made"))
    before = _held(store)
    count = wished.count(300, 2_000)
    results = spread(partial(one, wished, store, before), range(count))
    quick, full = sum(each.quick for each in results), sum(each.full for each in results)
    blamed = sum(each.blamed for each in results)
    told = f"quick_check alone found {quick}, integrity_check {full}; {blamed} of {count * len(LOOKED_AT)} looks at it "
    told += "took it for a fault of roidesk"
    control = Control("integrity_check alone", count, count - full) if wished.controls else None
    return [Tried("a changed bit", count, gathered(each.problems for each in results), told, control)]


def filled(folder: Path) -> Path:
    """Return a store with something in most tables."""
    store = made(folder, entries=60)
    desk = open_desk(store)
    desk.timers.start("video demo @northwind")
    for number in range(8):
        desk.outcomes.convert(f"purchase {100 + number} @contact{number % 7}")
    desk.ledger.add("costs", {"name": "Tool", "channel": "X (Twitter)", "kind": "subscription", "amount": "60",
                              "from": "2026-06-01", "to": "2026-06-30"})  # fmt: skip
    desk.ledger.add("rates", {"person": "Ann", "from": "2026-01-01", "hourly": "30"})
    desk.care.undo()
    desk.care.redo()
    desk.tracking.log(line(900))
    desk.close()
    return store


def one(wished: Run, store: Path, before: object, number: int) -> Flipped:
    """Change bits until one changes what is held, and look for it."""
    random = wished.random("flip", number)
    folder = wished.folder / f"flip-{number}"
    for _ in range(TRIES):
        copy = copied(store, folder)
        where = flip(copy, random)
        if _held(copy) != before:
            break
    found, blamed = _unnoticed(copy), _faults(copy)
    found += [each for each in blamed if " raised " in each]
    quick, full = (_sqlite_finds(copy, each) for each in ("quick_check", "integrity_check"))
    shutil.rmtree(folder)
    return Flipped(quick, full, len(blamed), tuple(f"flip {number}, {where}: {each}" for each in found))


def flip(path: Path, random: Random) -> str:
    """Change one bit of a file, and return which."""
    with path.open("r+b") as file:
        at, bit = random.randrange(path.stat().st_size), random.randrange(8)
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1 << bit]))
    return f"byte {at} bit {bit}"


def _held(path: Path) -> object:
    """Return what the tables hold but for the beats of timers, or what SQLite says instead."""
    try:
        version, rows = dump(path)
        beats = {place for place, column in enumerate(_columns(path, "timer")) if column in BEATS}
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)
    kept = [tuple(value for place, value in enumerate(row) if place not in beats) for row in rows["timer"]]
    return version, rows | {"timer": kept}


def _columns(path: Path, table: str) -> list[str]:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return [name for _, name, *_ in connection.execute(f"pragma table_info({table})")]
    finally:
        connection.close()


def _unnoticed(path: Path) -> list[str]:
    """Return what is wrong when opening does not refuse the store and a deep check says nothing."""
    try:
        with open_store(path, create=False) as store:
            return [] if check(store, deep=True) else ["nobody noticed"]
    except UserError:
        return []
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return [f"opening or checking raised {type(error).__name__}: {error}"]


def _faults(path: Path) -> list[str]:
    """Return the commands that took the damage for a fault of roidesk's own."""
    try:
        desk = open_desk(path, create=False)
    except Exception:  # noqa: BLE001 - looked at above
        return []
    try:
        return [said for words in LOOKED_AT if (said := _fault(desk, words))]
    finally:
        desk.close()


def _fault(desk: Desk, words: tuple[str, ...]) -> str:
    try:
        said = carry_out(words, desk).err
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{' '.join(words)} raised {type(error).__name__}: {error}"
    return f"{' '.join(words)}: {said.strip()}" if "fault in roidesk" in said else ""


def _sqlite_finds(path: Path, checking: str) -> bool:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(f"pragma {checking}").fetchone() != ("ok",)
    except (sqlite3.Error, UnicodeDecodeError):
        return True
    finally:
        connection.close()
