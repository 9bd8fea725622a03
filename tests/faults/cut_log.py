"""A write-ahead log cut anywhere, or gone: SQLite takes it for one that ended there and says that all is well.

What is left has to be a beginning of the entries, whole, and the record of the log's head beside the store has to tell
how many changes are missing. Without that record nobody can tell: that is the control.
"""

from __future__ import annotations

import shutil
import sqlite3
from functools import partial
from pathlib import Path

from roidesk.bootstrap import open_desk
from roidesk.domain.errors import UserError
from roidesk.i18n.sentences import explain
from roidesk.store.check import check
from roidesk.store.opening import open_store
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import copied, line, made

LOGGED = 4
STEP = 97


def run(wished: Run) -> list[Tried]:
    """Cut the log at every 97th byte (at every 7th in a long run), and leave it out."""
    store = with_log(wished.room("made"))
    log = store.with_name(f"{store.name}-wal")
    whole = changes(copied(store, wished.room("whole")))
    cuts = [*range(0, log.stat().st_size, wished.count(STEP, 7)), -1]
    lost = gathered(spread(partial(one, wished, store, whole, "-head"), cuts))
    control = None
    if wished.controls:
        blind = spread(partial(one, wished, store, whole, ""), cuts[::20])
        control = Control("no head record", len(blind), sum(bool(each) for each in blind))
    told = f"{log.stat().st_size:,} bytes of log, {len(whole)} changes"
    return [Tried("the write-ahead log cut or gone", len(cuts), lost, told, control)]


def with_log(folder: Path) -> Path:
    """Return a copy of a store as it lies there while it is written to: four entries are in its log alone."""
    source = made(folder / "source")
    desk = open_desk(source)
    for number in range(LOGGED):
        desk.tracking.log(line(1_000 + number))
    store = copied(source, folder / "copy")
    desk.close()
    return store


def changes(store: Path) -> list[bytes]:
    """Return the hashes of the change log."""
    connection = sqlite3.connect(store)
    try:
        return [link for (link,) in connection.execute("select hash from change order by seq")]
    finally:
        connection.close()


def one(wished: Run, store: Path, whole: list[bytes], beside: str, at: int) -> list[str]:
    """Cut the log at a byte (-1: remove it), open the store and look. `beside`: the head record is kept, or not."""
    folder = wished.folder / f"cut-{at}{beside}"
    copy = copied(store, folder)
    log = copy.with_name(f"{copy.name}-wal")
    if not beside:
        copy.with_name(f"{copy.name}-head").unlink()
    if at < 0:
        log.unlink()
    else:
        with log.open("r+b") as file:
            file.truncate(at)
    try:
        found = _wrong(copy, whole)
    except UserError as error:
        found = [explain(error)]
    shutil.rmtree(folder)
    return [f"cut at byte {at}: {each}" for each in found]


def _wrong(store: Path, whole: list[bytes]) -> list[str]:
    with open_store(store, create=False) as opened:
        findings = check(opened)
        missing = opened.missing
    kept = changes(store)
    found = [] if kept == whole[: len(kept)] else ["what is left is no beginning of what was there"]
    if missing != len(whole) - len(kept):
        found.append(f"{len(whole) - len(kept)} changes are missing, {missing} are told")
    if bool(missing) != any(each.code == "changes_missing" for each in findings):
        found.append("the check does not say what is missing")
    return found + [f"{each.code} {each.where}" for each in findings if each.code != "changes_missing"]
