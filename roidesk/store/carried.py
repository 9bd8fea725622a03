"""How much of a damaged log can be relied on: what is read of it lies in temporary tables of the new store.

`found_action`, `found_change` and `found_change_content` hold the rows that could be read, `proved` the contents whose
digest is right.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple
from uuid import UUID

from roidesk.store.changelog import ACTION_COLUMNS, FIRST_HASH, Head, Link, action_of, digest_of, hash_of
from roidesk.store.connection import FileConnection
from roidesk.store.records import UNSEEN
from roidesk.store.remnants import UNREADABLE, Remnants

_LOGS = {
    "action": "number, at_us, actor_id, device, label, op, of_action",
    "change": "seq, action, op, kind, entry_id, digest, hash",
    "change_content": "seq, salt, before, after",
}


class Last(NamedTuple):
    """The last thing the log is known to say of an entry (None: nothing), and whether nothing came after that."""

    text: str | None
    newest: bool


def read_log(damaged: sqlite3.Connection, target: FileConnection) -> int:
    """Copy what can be read of the log into temporary tables; return the number of the last change known of."""
    for table, columns in _LOGS.items():
        key, *rest = columns.split(", ")
        target.execute(f"create temp table found_{table} ({key} integer primary key, {', '.join(rest)})")
        marks = ", ".join("?" * (len(rest) + 1))
        # A row that cannot be what it should be is passed over like one that cannot be read.
        target.executemany(
            f"insert or ignore into temp.found_{table} ({columns}) values ({marks})",
            (row for row in Remnants(damaged, table, columns) if isinstance(row[0], int)),
        )
    target.execute("create index temp.ix_found_change on found_change (entry_id, kind, seq)")
    target.execute("create temp table proved (seq integer primary key, kind, entry_id, after)")
    target.execute("create index temp.ix_proved on proved (entry_id, kind, seq)")
    (last,) = target.execute(
        "select max(coalesce((select max(seq) from temp.found_change), 0), "
        "coalesce((select max(seq) from temp.found_change_content), 0))"
    ).fetchone()
    return int(last)


def carry_log(target: FileConnection) -> tuple[int, int]:
    """Take the log over up to the first break, and note which contents are proved.

    Returns the last change taken over, and of how many changes known of it cannot be read what they wrote.

    It must be as sound by itself as a log can be, so that it ends before contents that were erased by what is lost.
    """
    end, unbroken, readable, known = Head(0, FIRST_HASH), True, 0, 0
    erased = _erased(target)
    without: list[tuple[int, int]] = []
    for seq, op, kind, entry, digest, kept, salt, was, became, *said in target.execute(
        f"select c.seq, c.op, c.kind, c.entry_id, c.digest, c.hash, t.salt, t.before, t.after, {ACTION_COLUMNS} "
        "from temp.found_change as c left join temp.found_action as a on a.number = c.action "
        "left join temp.found_change_content as t on t.seq = c.seq order by c.seq"
    ):
        try:
            link = Link(seq, op, kind, entry, digest)
            proved = salt is not None and digest_of(salt, was, became) == digest
            unbroken = unbroken and seq == end.seq + 1 and kept == hash_of(end.hash, action_of(said), link)
        except UNREADABLE:
            proved = unbroken = False
        if proved and UNSEEN not in became:
            values = {"seq": seq, "kind": kind, "id": entry, "after": became}
            target.execute("insert into temp.proved values (:seq, :kind, :id, :after)", values)
        by = erased.get(entry, 0)
        readable, known = readable + (proved or seq < by), seq
        if salt is None and seq < by:
            without.append((seq, by))
        elif not proved:
            unbroken = False
        if unbroken:
            end = Head(seq, kept)
    last = _before_erased(end.seq, without)
    for table, columns in _LOGS.items():
        which = f"number in (select action from temp.found_change where seq <= {last:d})"
        rows = which if table == "action" else f"seq <= {last:d}"
        target.execute(f"insert into main.{table} ({columns}) select {columns} from temp.found_{table} where {rows}")
    return last, known - readable


def _erased(target: FileConnection) -> dict[bytes, int]:
    """Return the last change that erased an entry, by the entry."""
    rows = target.execute(
        "select c.entry_id, max(c.seq) from temp.found_change as c join temp.found_action as a on a.number = c.action "
        "where a.label = 'erase' and a.op = 'do' group by c.entry_id"
    )
    return dict(rows.fetchall())


def _before_erased(end: int, without: list[tuple[int, int]]) -> int:
    """Return where a log that ends at `end` has to end instead: it may miss a content only by what it still holds."""
    for seq, by in reversed(without):
        if seq <= end < by:
            end = seq - 1
    for seq, by in without:
        if seq <= end < by:
            return _before_erased(seq - 1, without)
    return end


def last_known(target: FileConnection, table: str, entry: UUID) -> Last:
    """Return the last thing the log is known to say of an entry."""
    values = {"id": entry, "kind": table}
    proved = target.execute(
        "select seq, after from temp.proved where entry_id = :id and kind = :kind order by seq desc limit 1", values
    ).fetchone()
    if proved is None:
        return Last(None, newest=False)
    (known,) = target.execute(
        "select max(seq) from temp.found_change where entry_id = :id and kind = :kind", values
    ).fetchone()
    return Last(proved[1], newest=proved[0] == known)
