"""The folder of a store's backups: a file each, and beside it a note of what it holds and why it was made.

Everything is read from names and notes, nothing from the times of files: copying a folder changes those.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, SECOND, instant, utc
from roidesk.platform import folders
from roidesk.platform.files import atomic_write, forget_drafts
from roidesk.store.backup import Copied, Standing, standing, verify, write_copy
from roidesk.store.opening import schema_of
from roidesk.store.replacing import keep_as_it_is

HAND = "hand"
SCHEDULE = "schedule"
EXIT = "exit"
MIGRATION = "migration"
RESTORE = "restore"
DAMAGED = "damaged"
"""The store itself could not be copied as a store: the file as it was."""
FOUND = "found"
"""A copy that lay in the folder without a note."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-v(\d+)-(\d+)\.db")
_STAMP = "%Y-%m-%dT%H-%M-%SZ"
_NEVER_WRITTEN = "00000000"


@dataclass(frozen=True, slots=True)
class Backup:
    """A kept copy of a store.

    `reason`: why it was made; `seq` and `hash`: the end of its log; `live`: entries outside the trash by table.
    `verified_us`: when it was last looked at and found sound (0: it was not); `deep`: down to each digest. `pinned`: it
    stays until somebody deletes it. `fewer`: tables that had a fifth more rows in the backup before. `until`: the day
    from which it may not be kept any longer, as somebody was erased since.
    """

    path: Path
    made_us: int
    schema: int
    seq: int
    hash: str = ""
    reason: str = FOUND
    pinned: bool = False
    size: int = 0
    sha256: str = ""
    deep: bool = False
    verified_us: int = 0
    live: Mapping[str, int] = field(default_factory=dict)
    fewer: tuple[str, ...] = ()
    until: date | None = None

    @property
    def entries(self) -> int | None:
        """How many interactions it holds; None: nobody could count them."""
        return self.live.get("interaction")

    @property
    def noted(self) -> bool:
        """Whether there is a note of it."""
        return self.reason != FOUND or bool(self.sha256)

    @property
    def verified(self) -> bool:
        """Whether it was sound when it was last looked at."""
        return self.verified_us > 0


_NOTED = tuple(each.name for each in fields(Backup) if each.name not in {"path", "made_us", "schema", "seq"})
"""What stands in the note; the rest stands in the name."""


def root() -> Path:
    """Return the folder of all backups, in the application's data folder."""
    return Path(folders.data_folder()) / "backups"


def folder_of(store: Path, first: bytes) -> Path:
    """Return the folder of a store, told apart from others of its name by the hash of its first change."""
    return root() / f"{store.stem}-{first.hex()[:8] or _NEVER_WRITTEN}"


def kept_for(store: Path) -> tuple[Backup, ...]:
    """Return the backups of a store, the newest first; of one that cannot be read, those of all stores of its name."""
    try:
        places = [folder_of(store, standing(store).first)]
    except (UserError, OSError, sqlite3.Error):
        places = _folders_named(store)
    return _newest_first(backup for place in places for backup in listed(place))


def holding(kept: Iterable[Backup], stands: Standing) -> Iterator[Backup]:
    """Yield the backups that hold all that a store holds, and were sound when they were last looked at."""
    now = (stands.schema, stands.head.seq, stands.head.hash.hex())
    for each in kept:
        if (each.schema, each.seq, each.hash) == now and each.verified and each.path.exists():
            yield each


def listed(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, the newest first."""
    if not folder.is_dir():
        return ()
    return _newest_first(_read(each) for each in folder.glob("*.db") if _NAME.fullmatch(each.name))


def keep(store: Path, *, now: int, reason: str, pinned: bool = False, deep: bool = True) -> Backup:
    """Copy a store into its folder, verify the copy and note what it holds.

    OSError, and `UserError` as `write_copy`.
    """
    stands = standing(store)
    folder = folder_of(store, stands.first)
    forget_drafts(folder, ".*")  # nobody else writes there
    to = _free_name(folder, now, stands.schema, stands.head.seq)
    backup = _of_copy(write_copy(store, to, deep=deep), now, reason)
    return note(replace(backup, pinned=pinned))


def keep_damaged(store: Path, *, now: int) -> Backup:
    """Keep the file of a store that cannot be copied as one, byte for byte, with its log beside it; OSError."""
    known = [folder for folder in _folders_named(store) if listed(folder)]
    folder = max(known, key=lambda each: listed(each)[0].made_us, default=folder_of(store, b""))
    try:
        schema = schema_of(store)
    except UserError:  # not even the header is right
        schema = 0
    to = _free_name(folder, now, schema, 0)
    keep_as_it_is(store, to)
    return note(replace(_named(to), reason=DAMAGED, pinned=True, size=to.stat().st_size))


def note(backup: Backup) -> Backup:
    """Write down what is known of a backup, in place of what was."""
    said = {name: getattr(backup, name) for name in _NOTED}
    atomic_write(_note_of(backup.path), json.dumps(said, indent=1, default=str))
    return backup


def looked_at(backup: Backup, now: int) -> Backup:
    """Look at a backup again, note how it is and return that: one that is no longer sound does not count as one."""
    try:
        copied = verify(backup.path, deep=True)
    except (UserError, OSError):
        return note(replace(backup, verified_us=0, deep=False))
    if not backup.sha256:
        return note(_of_copy(copied, now, FOUND))
    sound = copied.sha256 == backup.sha256
    return note(replace(backup, verified_us=now if sound else 0, deep=sound))


def remove(backup: Backup) -> None:
    """Delete a backup: the copy first, so that a note without one may be left but no copy without its note."""
    for end in ("", "-wal", "-head"):
        backup.path.with_name(backup.path.name + end).unlink(missing_ok=True)
    _note_of(backup.path).unlink(missing_ok=True)


def _of_copy(copied: Copied, now: int, reason: str) -> Backup:
    return replace(
        _named(copied.path),
        hash=copied.held.head.hash.hex(),
        reason=reason,
        size=copied.size,
        sha256=copied.sha256,
        deep=copied.deep,
        verified_us=now,
        live=dict(copied.held.live),
    )


def _free_name(folder: Path, now: int, schema: int, seq: int) -> Path:
    """Make the folder and return a name in it that is not taken: of this second, or of the next that is free."""
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_unfinished(folder, now)
    while True:
        to = folder / f"{utc(now):{_STAMP}}-v{schema}-{seq}.db"
        if not to.exists():
            return to
        now += SECOND


def _remove_unfinished(folder: Path, now: int) -> None:
    """Remove copies that were begun over a day ago and never finished: whoever made them was killed."""
    for each in folder.glob(".*.db.tmp"):
        found = _NAME.fullmatch(each.name[1 : -len(".tmp")])
        if found is not None and _instant(found[1]) < now - DAY:
            each.unlink(missing_ok=True)


def _folders_named(store: Path) -> list[Path]:
    name = re.compile(re.escape(store.stem) + r"-[0-9a-f]{8}")
    return [each for each in root().glob("*") if name.fullmatch(each.name)]


def _newest_first(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    return tuple(sorted(backups, key=lambda each: (each.made_us, each.seq), reverse=True))


def _note_of(path: Path) -> Path:
    return path.with_suffix(".json")


def _named(path: Path) -> Backup:
    """Return what the name of a backup says."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        raise ValueError(path.name)
    return Backup(path, _instant(found[1]), int(found[2]), int(found[3]))


def _instant(stamp: str) -> int:
    return instant(datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC))


def _read(path: Path) -> Backup:
    """Return what name and note say of a backup; a note that cannot be read is passed over."""
    plain = _named(path)
    with suppress(OSError, ValueError, TypeError, KeyError):
        said = json.loads(_note_of(path).read_text(encoding="utf-8"))
        noted = {name: said[name] for name in _NOTED}
        until = date.fromisoformat(noted["until"]) if noted["until"] else None
        return replace(plain, **noted | {"until": until, "fewer": tuple(noted["fewer"])})
    return plain
