"""Backups of a store: when one is made, which are kept, and what is told of them.

One is made every half hour in which something changed, when the window closes, and before anything that could lose much
at once. A copy counts once it was looked at; older ones go only after a newer one counts (`services.retention`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, MINUTE, utc
from roidesk.domain.model import ENTRIES
from roidesk.services import backup_folder
from roidesk.services.backup_folder import HAND, MIGRATION, SCHEDULE, Backup
from roidesk.services.context import Context
from roidesk.services.restoring import Prepared, prepare
from roidesk.services.retention import obsolete
from roidesk.store.backup import Copied, Standing, fewer_on_purpose, standing, write_copy
from roidesk.store.census import MAIN
from roidesk.store.connection import code_of
from roidesk.store.records import table_of

__all__ = ["HAND", "Backup", "Backups", "Copied", "backup_before", "before_migration"]

EVERY = 30 * MINUTE
LOOK_AGAIN = 7 * DAY
LONGEST_DAYS = 274
"""How long a backup may hold somebody who was erased: nine months."""
_LARGE = 64 * 1024 * 1024
"""From this size on it takes seconds to look at every digest."""
_FEWER_NUM, _FEWER_DEN = 4, 5
_LEAST_FEWER = 5
"""Of three contacts one may go without a word."""


class Backups:
    """The backups of one store."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def kept(self) -> tuple[Backup, ...]:
        """Return all backups of this store, the newest first."""
        path = self._path
        return () if path is None else backup_folder.kept_for(path)

    def newest(self) -> Backup | None:
        """Return the newest backup that was sound when it was last looked at; None: there is none."""
        return next((each for each in self.kept() if each.verified), None)

    def due(self) -> bool:
        """Whether something changed that no backup holds, and the last half hour has none."""
        if self._path is None:
            return False
        now, kept = self._context.clock.now(), self.kept()
        # One from the future, made when the clock was wrong, says nothing about the last half hour.
        recent = any(now - EVERY < each.made_us <= now for each in kept)
        return not recent and self._changed(kept)

    def changed(self) -> bool:
        """Whether something changed that no backup holds."""
        return self._path is not None and self._changed(self.kept())

    def make(self, reason: str = HAND, *, pinned: bool = False, deep: bool = True) -> Backup:
        """Make a backup, look at it, and let go of what need not be kept any longer.

        Where a backup already holds what the store holds, that one is returned. `pinned`: it stays until somebody
        deletes it. `deep`: look at every digest; without, nothing is let go of. Any thread may do this.
        `UserError`: `backup_files_only`, `backup_nothing`, `backup_failed`, `backup_not_sound`.
        """
        store = self._file()
        now, kept = self._context.clock.now(), self.kept()
        stands = _standing(store)
        if not stands.head.seq:
            raise UserError("backup_nothing", path=store)
        for same in backup_folder.holding(kept, stands):
            sound = same if same.deep or not deep else backup_folder.looked_at(same, now)
            if sound.verified:
                return backup_folder.note(replace(sound, pinned=True)) if pinned and not sound.pinned else sound
        made = _kept(store, now, reason, pinned=pinned, deep=deep)
        made = self._guarded(made, next((each for each in kept if each.verified), None))
        if made.deep and not made.fewer:
            for each in obsolete([made, *kept], now):
                backup_folder.remove(each)
        return made

    def make_due(self) -> Backup | None:
        """Make a backup if one is due; of a large store, look at every digest once a day. `UserError` as `make`."""
        if not self.due():
            return None
        now = self._context.clock.now()
        small = self._file().stat().st_size < _LARGE
        return self.make(SCHEDULE, deep=small or not any(now - DAY < each.made_us <= now for each in self._deep()))

    def before(self, reason: str) -> Backup | None:
        """Make sure that a backup holds what the store holds now; None: there is nothing in it that could be lost.

        `UserError` as `make`: what was to be done next is then not done.
        """
        if self._path is None or not self._holds_anything():
            return None
        return self.make(reason, deep=False)

    def prepare(self, file: Path) -> Prepared:
        """Prepare that the store becomes what a backup holds: `restoring.prepare`, then `restoring.finish`."""
        return prepare(self._file(), file, clock=self._context.clock, device=self._context.device)

    def copy_to(self, destination: Path) -> Copied:
        """Copy the store to a new file, or into a folder; never over a file that is there.

        `UserError`: `backup_there`, `backup_failed`, `backup_not_sound`, `backup_files_only`.
        """
        store = self._file()
        to = destination.expanduser()
        if to.is_dir():
            stamp = f"{utc(self._context.clock.now()):%Y-%m-%dT%H-%M-%SZ}"
            to = to / f"{store.stem}-{stamp}.db"
        try:
            return write_copy(store, to)
        except (UserError, OSError, sqlite3.Error) as error:
            raise _refusal(error, to.parent) from error

    def look_again(self) -> Backup | None:
        """Look at the backup that was not looked at for longest, if that is a week ago, and say how it is now."""
        now = self._context.clock.now()
        waiting = [each for each in self.kept() if each.verified or not each.noted]
        oldest = min(waiting, key=lambda each: each.verified_us, default=None)
        if oldest is None or now - oldest.verified_us <= LOOK_AGAIN:
            return None
        return backup_folder.looked_at(oldest, now)

    def holding(self, since_us: int) -> date | None:
        """Return the day by which no backup made up to an instant is kept any more, once `let_go` said so.

        None: there is no such backup.
        """
        if not any(each.made_us <= since_us for each in self.kept()):
            return None
        return utc(since_us).date() + timedelta(days=LONGEST_DAYS)

    def let_go(self, since_us: int) -> date | None:
        """Let the backups made up to an instant be kept no longer than nine months after it, pinned or not.

        Returns the day as `holding`: somebody was erased, and they still hold who it was.
        """
        until = self.holding(since_us)
        for each in self.kept():
            if until is not None and each.made_us <= since_us and (each.until is None or until < each.until):
                backup_folder.note(replace(each, until=until))
        return until

    @property
    def _path(self) -> Path | None:
        return self._context.store.path

    def _file(self) -> Path:
        path = self._path
        if path is None:
            raise UserError("backup_files_only", place=self._context.store.place)
        return path

    def _changed(self, kept: Sequence[Backup]) -> bool:
        stands = _standing(self._file())
        return bool(stands.head.seq) and not any(backup_folder.holding(kept, stands))

    def _deep(self) -> list[Backup]:
        return [each for each in self.kept() if each.deep]

    def _holds_anything(self) -> bool:
        """Whether there is an entry that a person would miss."""
        return self._context.read().holds(kind for kind in ENTRIES if table_of(kind) in MAIN)

    def _guarded(self, made: Backup, last: Backup | None) -> Backup:
        """Pin the backup before where the new one holds much less, for no reason that the log tells, and note it."""
        if last is None:
            return made
        fewer = shrunk(last.live, made.live)
        if not fewer or fewer_on_purpose(self._file(), since=last.seq, since_us=last.made_us):
            return made
        backup_folder.note(replace(last, pinned=True))
        return backup_folder.note(replace(made, fewer=fewer))


def shrunk(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[str, ...]:
    """Return the tables that lost more than a fifth of their entries, the shrink guard of reliability.md 57."""
    return tuple(
        table
        for table, count in before.items()
        if after.get(table, 0) * _FEWER_DEN < count * _FEWER_NUM and count - after.get(table, 0) >= _LEAST_FEWER
    )


def backup_before(context: Context, reason: str) -> Backup | None:
    """Make sure, before much is changed at once, that a backup holds what the store holds now; see `Backups.before`."""
    return Backups(context).before(reason)


def before_migration(store: Path, now: int) -> Backup:
    """Keep a store as it is before it is brought up to date, until somebody deletes the copy. `UserError` as `make`."""
    return _kept(store, now, MIGRATION, pinned=True, deep=True)


def _kept(store: Path, now: int, reason: str, *, pinned: bool, deep: bool) -> Backup:
    try:
        return backup_folder.keep(store, now=now, reason=reason, pinned=pinned, deep=deep)
    except (UserError, OSError, sqlite3.Error) as error:
        raise _refusal(error, backup_folder.root()) from error


def _standing(store: Path) -> Standing:
    try:
        return standing(store)
    except sqlite3.Error as error:
        raise _refusal(error, store.parent) from error


def _refusal(error: Exception, folder: Path) -> UserError:
    """Return what a failed copy means to a person: the disk would not take it, or the store is not sound."""
    if isinstance(error, OSError):
        return UserError("backup_failed", folder=folder, said=error.strerror or str(error))
    code = error.code if isinstance(error, UserError) else code_of(error)
    facts = error.facts if isinstance(error, UserError) else {}
    if code in {"backup_there", "store_locked", "store_unreadable", "store_missing"} and isinstance(error, UserError):
        return error
    said = facts.get("said", str(error))
    if code in {"store_damaged", "backup_differs"}:
        return UserError("backup_not_sound", folder=folder, said=said)
    return UserError("backup_failed", folder=folder, said=said)
