"""A store becomes what a backup holds, in two steps: a new file is prepared and looked at, then it takes the place.

What the store held before is kept as a backup that stays, also when it is damaged. Until the last step, which is one
renaming of a file, nothing of the store is changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from uuid import uuid4

from roidesk.domain.errors import UserError
from roidesk.domain.instants import Clock
from roidesk.domain.model import ImportedFile
from roidesk.services import backup_folder
from roidesk.services.backup_folder import RESTORE, Backup
from roidesk.services.context import Context
from roidesk.store.backup import Copied, standing, verify, write_copy
from roidesk.store.changelog import Head
from roidesk.store.connection import code_of
from roidesk.store.drafts import forget_drafts
from roidesk.store.format import VERSION
from roidesk.store.head import head_path
from roidesk.store.opening import open_store
from roidesk.store.replacing import BESIDE, replace_store

_FORMAT = "backup"
_DRAFT = ".restoring"
_NOTHING_THERE = frozenset(("store_missing", "store_empty"))
_DAMAGED = frozenset(("store_damaged", "backup_differs"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A store about to be replaced: by `draft`, made of the backup `source`; `end` is the end of the draft's log.

    `before`: what the store held, kept; None: it held nothing. `stands`: how far its log had come then.
    """

    store: Path
    source: Path
    draft: Path
    end: Head
    entries: int
    before: Backup | None
    stands: Head | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored from where, how many interactions that are, and where what was there before is kept."""

    store: Path
    source: Path
    entries: int
    before: Path | None


def prepare(store: Path, file: Path, *, clock: Clock, device: str) -> Prepared:
    """Look at a backup, keep what the store holds, and make the file that is to take its place.

    An older backup is brought up to date on the way, and its log says that it was restored. `UserError`:
    `restore_itself`, `restore_damaged`, `restore_empty`, `restore_failed`, `store_missing`, `store_not_ours`,
    `store_newer`; nothing is changed then.
    """
    source = file.expanduser().resolve()
    if source == store.resolve():
        raise UserError("restore_itself", path=source)
    with _explained(store):
        found = _looked_at(source)
        for left in store.parent.glob(f".{escape(store.name)}.*{_DRAFT}"):
            forget(left)  # of a restore that was killed
        draft = store.with_name(f".{store.name}.{uuid4().hex}{_DRAFT}")
        try:
            store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            forget_drafts(store)
            made = _made(source, draft, found, clock, device)
            before, stands = _present(store, clock.now())
        except BaseException:
            forget(draft)
            raise
    return Prepared(store, source, draft, made.held.head, found.held.live["interaction"], before, stands)


def finish(prepared: Prepared, now: int) -> Restored:
    """Put what was prepared in the place of the store, which nobody may have open.

    What was written to it since is kept as well. `UserError`: `store_locked`, `restore_failed`; the store is then as it
    was.
    """
    store, before = prepared.store, prepared.before
    try:
        with _explained(store):
            if _end_of(store) != prepared.stands:
                before, _ = _present(store, now)
            replace_store(prepared.draft, store, prepared.end)
    finally:
        forget(prepared.draft)
    return Restored(store, prepared.source, prepared.entries, before.path if before else None)


def forget(draft: Path) -> None:
    """Remove a draft and what lies beside it."""
    for end in ("", *BESIDE):
        draft.with_name(draft.name + end).unlink(missing_ok=True)
    head_path(draft).unlink(missing_ok=True)


def _looked_at(source: Path) -> Copied:
    """Look at a backup; down to each digest is looked at what is made of it."""
    with _told_as_damaged(source):
        found = verify(source, deep=False)
    if not found.held.head.seq:
        raise UserError("restore_empty", path=source)
    return found


def _made(source: Path, draft: Path, found: Copied, clock: Clock, device: str) -> Copied:
    """Make the file that is to take the place of the store, and look at all of it."""
    with _told_as_damaged(source):
        write_copy(source, draft, deep=False, foreign=True)
        _up_to_date(draft)
        _log(draft, found, clock, device)
        return verify(draft)


@contextmanager
def _told_as_damaged(source: Path) -> Iterator[None]:
    try:
        yield
    except UserError as error:
        if error.code in _DAMAGED:
            raise UserError("restore_damaged", path=source, said=error.facts.get("said", "")) from error
        raise


def _present(store: Path, now: int) -> tuple[Backup | None, Head | None]:
    """Keep what the store holds, and return the backup and how far its log has come (None: nobody can tell).

    A new one each time: an entry may be damaged where the log still ends as it did. The copy has every page of the
    store as it is, so that it is enough to look whether it can be read.
    """
    end = None
    try:
        end = standing(store).head
        if not end.seq:
            return None, end
        return backup_folder.keep(store, now=now, reason=RESTORE, pinned=True, deep=False), end
    except UserError as error:
        if error.code in _NOTHING_THERE:
            return None, None
        if not _is_damage(error, store):
            raise
    return backup_folder.keep_damaged(store, now=now), end


def _end_of(store: Path) -> Head | None:
    """Return how far the log of a store has come; None where there is none, or none that can be read."""
    try:
        return standing(store).head
    except UserError as error:
        if error.code in _NOTHING_THERE or _is_damage(error, store):
            return None
        raise


def _is_damage(error: UserError, store: Path) -> bool:
    """Whether a store is damaged; so is one whose header is gone, when the record beside it tells that it was ours."""
    return error.code in _DAMAGED or (error.code == "store_not_ours" and head_path(store).is_file())


def _up_to_date(draft: Path) -> None:
    if standing(draft).schema < VERSION:
        from roidesk.store.migrate import migrate

        migrate(draft)


def _log(draft: Path, found: Copied, clock: Clock, device: str) -> None:
    """Write into the draft's log that it was restored, as the file that was taken in."""
    with open_store(draft, create=False) as opened:
        context = Context(opened, clock, device)
        with context.unit("restore") as unit:
            unit.put(
                ImportedFile(
                    id=context.id(),
                    name=found.path.name,
                    format=_FORMAT,
                    sha256=found.sha256,
                    at_us=clock.now(),
                    rows=sum(found.held.live.values()),
                )
            )


@contextmanager
def _explained(store: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError("restore_failed", path=store, said=error.strerror or str(error)) from error
    except sqlite3.Error as error:
        code = code_of(error)
        if code is None:
            raise
        raise UserError(
            "restore_failed" if code == "store_full" else code, path=store, file=store, said=str(error)
        ) from error
