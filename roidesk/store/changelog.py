"""The change log: what was written, by whom, when; chained by hashes, so that a changed or missing row is found.

An action is one thing a person did. Taking it back is an action too, so nothing is ever rewritten and undo survives a
restart. The contents of a change lie beside the chain, which holds only their salted digest: a person can be erased.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.model import Entry
from roidesk.store.engine import Connection
from roidesk.store.records import GONE, UNSEEN, edited_of, gone_us, kinds, known_id, record_of

FIRST_HASH = bytes(32)
_ACTION = (
    "insert into action (number, at_us, actor_id, device, label, op, of_action) "
    "values (:number, :at_us, :actor_id, :device, :label, :op, :of_action)"
)
_CHANGE = (
    "insert into change (seq, action, op, kind, entry_id, digest, hash) "
    "values (:seq, :action, :op, :kind, :entry_id, :digest, :hash)"
)
_END = "select seq, hash, (select max(number) from action) from change order by seq desc limit 1"
_CONTENT = "insert into change_content (seq, salt, before, after) values (:seq, :salt, :before, :after)"
# The newest action that was not taken back, or was brought back since.
# How a store began is not taken back: one Ctrl+Z too many would leave it without its owner and its channels. Nor is
# what cannot be (an erased person), or what the machine noted by itself.
_TO_UNDO = (
    "select number from action as a where op = 'do' "
    "and label not in ('set_up', 'demo', 'restore', 'repair', 'erase', 'purge', 'away', 'behind') "
    "and coalesce((select b.op from action as b where b.of_action = a.number order by b.number desc limit 1), 'redo') "
    "= 'redo' order by number desc limit 1"
)
# The one taken back last, as long as nobody did anything new since: the trash is emptied by itself, at any time.
_LAST_DONE = "(select max(number) from action where op = 'do' and label not in ('purge', 'away', 'behind'))"
_TO_REDO = (
    "select a.number from action as a where a.op = 'do' and (select b.op from action as b where b.of_action = a.number "
    f"and b.number > {_LAST_DONE} order by b.number desc limit 1) = 'undo' "
    f"and a.number in (select of_action from action where op = 'undo' and number > {_LAST_DONE}) "
    "order by a.number limit 1"
)


class Author(NamedTuple):
    """Who does something, where, when and what it is called."""

    label: str
    at_us: int
    actor: UUID | None = None
    device: str = ""


class Action(NamedTuple):
    """An action as it stands in the log; `op` is "do", "undo" or "redo" (of `of_action`)."""

    number: int
    author: Author
    op: str = "do"
    of_action: int | None = None


class ChangeRow(NamedTuple):
    """One version of an entry: what it was (None: it was not there) and became (None: gone, or erased since).

    `unseen`: another desk made it, and only a later version came here. `label_of`: what the action is called that this
    one takes back or brings back; "" for any other.
    """

    seq: int
    action: Action
    op: str
    kind: str
    entry_id: UUID
    before: Entry | None
    after: Entry | None
    gone: bool = False
    unseen: bool = False
    label_of: str = ""


class LogLine(NamedTuple):
    """One line of the log, contents as the canonical text they are kept in; None once erased."""

    seq: int
    action: Action
    op: str
    kind: str
    entry_id: UUID
    before: str | None
    after: str | None


class ActionRow(NamedTuple):
    """An action with how many entries it wrote, and whether it stands (was not taken back)."""

    action: Action
    entries: int
    stands: bool


class Life(NamedTuple):
    """What the log knows of an entry.

    `edited`: when each version it ever had here was made. `gone_us`: when it was deleted, where no row is left of it.
    `by`: whoever made its last version. `taken_back`: it came by an import that was undone, so nobody deleted it.
    `erased_us`: up to when its versions were erased, None: they were not.
    """

    edited: frozenset[int] = frozenset()
    gone_us: int | None = None
    by: Author | None = None
    taken_back: bool = False
    erased_us: int | None = None


class Written(NamedTuple):
    """What one action wrote: how many entries by table; `of` is the action it takes back or brings back."""

    action: Action
    of: Action | None
    tables: Mapping[str, int]


class Link(NamedTuple):
    """What the chain holds of a change besides its action."""

    seq: int
    op: str
    kind: str
    entry: bytes
    digest: bytes


def digest_of(salt: bytes, before: str | None, after: str) -> bytes:
    """Return the digest of a change's contents that stands in the chain."""
    return blake2b(b"\0".join((salt, (before or "").encode(), after.encode())), digest_size=32).digest()


def hash_of(before: bytes, action: Action, link: Link) -> bytes:
    """Return the hash of a change: over the hash before it, itself, and the action it belongs to."""
    who = action.author
    said = [
        link.seq,
        action.number,
        who.at_us,
        who.actor.hex if who.actor else None,
        who.device,
        who.label,
        action.op,
        action.of_action,
        link.op,
        link.kind,
        link.entry.hex(),
        link.digest.hex(),
    ]
    return blake2b(before + json.dumps(said).encode(), digest_size=32).digest()


class Head(NamedTuple):
    """The end of the log: the number of its last change and the hash that stands for all of it."""

    seq: int
    hash: bytes


def head(connection: Connection) -> Head:
    """Return the end of the log; `seq` 0 when nothing was written yet."""
    last = connection.execute("select seq, hash from change order by seq desc limit 1").fetchone()
    return Head(*last) if last else Head(0, FIRST_HASH)


class Log:
    """The end of the change log, being written to inside a transaction."""

    def __init__(self, connection: Connection, author: Author) -> None:
        self._connection = connection
        self.author = author
        """Who does it; stands in each action that is begun."""
        last: tuple[int, bytes, int] = connection.execute(_END).fetchone() or (0, FIRST_HASH, 0)
        self._seq, self._hash, self._number = last
        self.action: Action | None = None
        """The action being written; None: nothing was written yet."""

    @property
    def end(self) -> Head:
        """The end of the log with what was written so far."""
        return Head(self._seq, self._hash)

    def begin(self, op: str = "do", of_action: int | None = None) -> Action:
        """Begin the next action."""
        self._number += 1
        self.action = Action(self._number, self.author, op, of_action)
        who = self.author
        self._connection.execute(
            _ACTION,
            {
                "number": self.action.number,
                "at_us": who.at_us,
                "actor_id": who.actor,
                "device": who.device,
                "label": who.label,
                "op": op,
                "of_action": of_action,
            },
        )
        return self.action

    def write(self, kind: str, entry: UUID, before: str | None, after: str, op: str) -> None:
        """Add a change to the action being written, or to a new one."""
        action = self.action or self.begin()
        salt = os.urandom(16)
        self._seq += 1
        link = Link(self._seq, op, kind, entry.bytes, digest_of(salt, before, after))
        self._hash = hash_of(self._hash, action, link)
        self._connection.execute(
            _CHANGE,
            {
                "seq": self._seq,
                "action": action.number,
                "op": op,
                "kind": kind,
                "entry_id": entry,
                "digest": link.digest,
                "hash": self._hash,
            },
        )
        self._connection.execute(_CONTENT, {"seq": self._seq, "salt": salt, "before": before, "after": after})

    def forget(self, entry: UUID) -> int:
        """Remove what the changes of an entry held so far; the chain keeps their digests. Return how many."""
        return self._connection.execute(
            "delete from change_content where seq in (select seq from change where entry_id = :id)", {"id": entry}
        ).rowcount

    def to_undo(self) -> int:
        """Return the action that undo takes back next; `UserError` when there is none."""
        return self._wanted(_TO_UNDO, "nothing_to_undo")

    def to_redo(self) -> int:
        """Return the action that redo brings back next; `UserError` when there is none."""
        return self._wanted(_TO_REDO, "nothing_to_redo")

    def _wanted(self, query: str, otherwise: str) -> int:
        row = self._connection.execute(query).fetchone()
        if row is None:
            raise UserError(otherwise)
        number: int = row[0]
        return number

    def versions(self, action: int) -> list[tuple[Entry | None, Entry]]:
        """Return what an action's entries were before it and after it, the first write first.

        What it only noted (a version that lost against the one that stood, an entry gone elsewhere) is left out.
        """
        rows = self._connection.execute(
            "select kind, before, after from change left join change_content using (seq) where action = :action "
            "order by seq",
            {"action": action},
        ).fetchall()
        if any(after is None for _, _, after in rows):
            raise UserError("undo_erased")
        known = kinds()
        found = [
            (record_of(known[kind]).version(before), record_of(known[kind]).version(after))
            for kind, before, after in rows
        ]
        first: dict[UUID, Entry | None] = {}
        last: dict[UUID, Entry] = {}
        for before, after in found:
            if after is not None:
                first.setdefault(after.id, before)
                last[after.id] = after
        return [(before, after) for before, after in found if after is not None and first[after.id] != last[after.id]]


ACTION_COLUMNS = "a.number, a.at_us, a.actor_id, a.device, a.label, a.op, a.of_action"


def action_of(said: Sequence[Any]) -> Action:
    """Make the action of the columns `ACTION_COLUMNS`."""
    number, at_us, actor, device, label, op, of_action = said
    return Action(number, Author(label, at_us, UUID(bytes=actor) if actor else None, device), op, of_action)


def history(connection: Connection, entry: UUID) -> list[ChangeRow]:
    """Return all versions of an entry, the first one first."""
    rows = connection.execute(
        f"select c.seq, c.op, c.kind, t.before, t.after, o.label, {ACTION_COLUMNS} from change as c join action as a "
        "on a.number = c.action left join action as o on o.number = a.of_action "
        "left join change_content as t on t.seq = c.seq where c.entry_id = :id order by c.seq",
        {"id": entry},
    ).fetchall()
    known = kinds()
    return [
        ChangeRow(
            seq,
            action_of(said),
            op,
            kind,
            entry,
            record_of(known[kind]).version(before),
            record_of(known[kind]).version(after),
            gone=after is not None and GONE in after,
            unseen=after is not None and UNSEEN in after,
            label_of=label_of or "",
        )
        for seq, op, kind, before, after, label_of, *said in rows
    ]


def changes_since(connection: Connection, seq: int, tables: Sequence[str]) -> Iterator[ChangeRow]:
    """Yield the changes of some tables after one of the log, in their order."""
    marks = {f"table{at}": each for at, each in enumerate(tables)}
    rows = connection.execute(
        f"select c.seq, c.op, c.kind, c.entry_id, t.before, t.after, {ACTION_COLUMNS} from change as c "
        "join action as a on a.number = c.action left join change_content as t on t.seq = c.seq "
        f"where c.seq > :seq and c.kind in ({', '.join(f':{each}' for each in marks)}) order by c.seq",
        {"seq": seq, **marks},
    )
    known = kinds()
    for number, op, kind, entry, before, after, *said in rows:
        record = record_of(known[kind])
        versions = record.version(before), record.version(after)
        yield ChangeRow(number, action_of(said), op, kind, known_id(entry), *versions)


def hash_at(connection: Connection, seq: int) -> bytes | None:
    """Return the hash of a change of the log; None: there is none of that number."""
    row = connection.execute("select hash from change where seq = :seq", {"seq": seq}).fetchone()
    return bytes(row[0]) if row else None


def life(connection: Connection, kind: str, entry: UUID) -> Life:
    """Return what the log knows of an entry of a table."""
    rows = connection.execute(
        f"select t.after, o.label, {ACTION_COLUMNS} from change as c join action as a on a.number = c.action "
        "left join action as o on o.number = a.of_action left join change_content as t on t.seq = c.seq "
        "where c.entry_id = :id and c.kind = :kind order by c.seq",
        {"id": entry, "kind": kind},
    ).fetchall()
    if not rows:
        return Life()
    acts = [(action_of(said), of_label) for _, of_label, *said in rows]
    acted = [each for each in acts if each[0].author.label != "purge"]
    taken_back = bool(acted) and acted[-1][0].op == "undo" and acted[-1][1] == "import"
    last = rows[-1][0]
    return Life(
        frozenset(edited_of(after) for after, *_ in rows if after is not None),
        gone_us(last) if last is not None else None,
        acts[-1][0].author,
        taken_back,
        max(
            (
                at
                for (after, *_), (action, _) in zip(rows, acts, strict=True)
                if (at := _erased(action, after)) is not None
            ),
            default=None,
        ),
    )


def _erased(action: Action, after: str | None) -> int | None:
    """Return when the version was made by which an action erased those before it; None: it erased nothing."""
    if action.author.label != "erase" or action.op != "do":
        return None
    return edited_of(after) if after is not None else action.author.at_us


def gone(connection: Connection) -> Iterator[tuple[str, UUID, int, Entry | None]]:
    """Yield each entry no row is left of: table, id, when it was deleted, and what it was where the log still says."""
    rows = connection.stream(
        "select c.kind, c.entry_id, t.before, t.after from change as c join change_content as t on t.seq = c.seq "
        f"where c.op = 'delete' and t.after like '%{GONE}%' and not exists (select 1 from change as later "
        "where later.entry_id = c.entry_id and later.kind = c.kind and later.seq > c.seq) order by c.seq"
    )
    known = kinds()
    for kind, entry, before, after in rows:
        at = gone_us(after)
        if at is not None:
            yield kind, known_id(entry), at, record_of(known[kind]).version(before)


def earlier(connection: Connection) -> Iterator[tuple[str, UUID, int]]:
    """Yield when each version was made of the entries that have had several: table, id, instant."""
    rows = connection.stream(
        "select c.kind, c.entry_id, t.after from change as c join change_content as t on t.seq = c.seq where exists "
        "(select 1 from change as o where o.entry_id = c.entry_id and o.kind = c.kind and o.seq <> c.seq) "
        "order by c.kind, c.entry_id, c.seq"
    )
    for kind, entry, after in rows:
        yield kind, known_id(entry), edited_of(after)


def written(connection: Connection, number: int) -> Written | None:
    """Return what an action wrote, or None when there is no such action."""
    query = f"select {ACTION_COLUMNS} from action as a where a.number = :number"
    row = connection.execute(query, {"number": number}).fetchone()
    if row is None:
        return None
    action = action_of(row)
    of = connection.execute(query, {"number": action.of_action}).fetchone() if action.of_action is not None else None
    counts = connection.execute(
        "select kind, count(distinct entry_id) from change where action = :number group by kind", {"number": number}
    ).fetchall()
    return Written(action, action_of(of) if of else None, dict(counts))


def lines(connection: Connection) -> Iterator[LogLine]:
    """Yield the whole log, the first line first."""
    rows = connection.stream(
        f"select c.seq, c.op, c.kind, c.entry_id, t.before, t.after, {ACTION_COLUMNS} from change as c "
        "join action as a on a.number = c.action left join change_content as t on t.seq = c.seq order by c.seq"
    )
    for seq, op, kind, entry, before, after, *said in rows:
        yield LogLine(seq, action_of(said), op, kind, UUID(bytes=entry), before, after)


def actions(connection: Connection, limit: int) -> list[ActionRow]:
    """Return the newest actions, the newest first."""
    rows = connection.execute(
        f"select {ACTION_COLUMNS}, (select count(*) from change where action = a.number), "
        "coalesce((select b.op from action as b where b.of_action = a.number order by b.number desc limit 1), 'redo') "
        "from action as a order by a.number desc limit :limit",
        {"limit": limit},
    ).fetchall()
    return [ActionRow(action_of(said), entries, latest == "redo") for *said, entries, latest in rows]


def op_of(before: Entry | None, after: Entry) -> str:
    """Return what a write does: "add", "edit" or "delete"."""
    if before is None:
        return "add"
    return "delete" if after.deleted_us is not None and before.deleted_us is None else "edit"
