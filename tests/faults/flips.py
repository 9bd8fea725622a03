"""One changed bit anywhere in a store: where it changes what a table holds, `check --deep` finds it.

SQLite's own checks look at how pages hang together, not at what stands in them: they are the control.
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
from tests.faults.stores import Dump, copied, dump, line, made

LOOKED_AT = (("status",), ("figures",), ("week",), ("interaction", "list"), ("contact", "list"), ("check", "--deep"))
TRIES = 200


class Flipped(NamedTuple):
    """One changed bit: whether SQLite's checks found it, and what is wrong."""

    quick: bool
    full: bool
    problems: tuple[str, ...]


def run(wished: Run) -> list[Tried]:
    """Change 300 bits (2,000 in a long run) that change what a table holds, each in a store of its own."""
    store = filled(wished.room("made"))
    before = dump(store)
    count = wished.count(300, 2_000)
    results = spread(partial(one, wished, store, before), range(count))
    quick, full = sum(each.quick for each in results), sum(each.full for each in results)
    told = f"quick_check alone found {quick}, integrity_check {full}"
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


def one(wished: Run, store: Path, before: tuple[int, Dump], number: int) -> Flipped:
    """Change bits until one changes what is held, and look for it."""
    random = wished.random("flip", number)
    folder = wished.folder / f"flip-{number}"
    for _ in range(TRIES):
        copy = copied(store, folder)
        where = flip(copy, random)
        if _held(copy) != before:
            break
    found = [*_unnoticed(copy), *_faults(copy)]
    quick, full = (_sqlite_finds(copy, each) for each in ("quick_check", "integrity_check"))
    shutil.rmtree(folder)
    return Flipped(quick, full, tuple(f"flip {number}, {where}: {each}" for each in found))


def flip(path: Path, random: Random) -> str:
    """Change one bit of a file, and return which."""
    with path.open("r+b") as file:
        at, bit = random.randrange(path.stat().st_size), random.randrange(8)
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1 << bit]))
    return f"byte {at} bit {bit}"


def _held(path: Path) -> tuple[int, Dump] | str:
    """Return what the tables hold, or what SQLite says instead."""
    try:
        return dump(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)


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
