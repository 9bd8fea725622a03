"""Backups of the store: make one, list them, and let the store become what one of them holds."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from roidesk.cli.arguments import Parser, read
from roidesk.cli.call import Call
from roidesk.cli.columns import table
from roidesk.cli.options import path_of
from roidesk.domain.errors import UserError
from roidesk.domain.instants import utc
from roidesk.domain.servers import is_server, shown
from roidesk.i18n import _, backup_words, formats, ngettext
from roidesk.platform import folders
from roidesk.platform.clock import SystemClock
from roidesk.platform.single_instance import running

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roidesk.services.backup_folder import Backup
    from roidesk.services.restoring import Restored


def backup(call: Call) -> None:
    """Make a backup that stays, or list those there are."""
    parser = Parser("backup")
    parser.add_argument(
        "destination", nargs="?", metavar="DEST", help=_("a folder or a new file; else the usual place")
    )
    parser.add_argument("--list", action="store_true", help=_("only list the backups there are"))
    wanted = read(call, parser)
    if wanted.list:
        _list(call)
        return
    backups = call.desk.backups
    if wanted.destination is not None:
        copied = backups.copy_to(Path(wanted.destination))
        entries = copied.held.live["interaction"]
        facts = {"path": str(copied.path), "entries": entries, "bytes": copied.size, "verified": True}
        call.confirm(lambda: facts, lambda: _made(copied.path, entries, copied.size))
        return
    made = backups.make(pinned=True)
    call.confirm(lambda: _document(made), lambda: _made(made.path, made.entries or 0, made.size))
    if made.fewer:
        call.aside(backup_words.fewer(made.fewer))


def restore(call: Call) -> None:
    """Let the store become what a backup holds; what it held is kept."""
    from roidesk.services import restoring

    parser = Parser("restore")
    parser.add_argument("file", metavar="FILE", help=_("a backup: a path, or its name in “roidesk backup --list”"))
    wanted = read(call, parser)
    store, clock = _store(call), SystemClock()
    if running(store):
        raise UserError("app_open", path=store)
    prepared = restoring.prepare(store, _found(store, wanted.file), clock=clock, device=socket.gethostname())
    restored = restoring.finish(prepared, clock.now())
    call.confirm(
        lambda: {
            "store": str(restored.store),
            "from": str(restored.source),
            "entries": restored.entries,
            "before": str(restored.before) if restored.before else None,
        },
        lambda: "\n".join(_restored(restored)),
    )


def _list(call: Call) -> None:
    from roidesk.services.backup_folder import kept_for

    kept = kept_for(_store(call))
    call.answer(lambda: [_document(each) for each in kept], lambda: _table(kept) if kept else _("No backup yet."))


def _store(call: Call) -> Path:
    """Return where the store is: a damaged one cannot be opened to say so."""
    named = path_of(call.store or folders.default_store())
    if is_server(named):
        raise UserError("backup_files_only", place=shown(named))
    return Path(named).expanduser()


def _found(store: Path, text: str) -> Path:
    """Return the file that is meant: as a path, or as the name of a backup of this store."""
    from roidesk.services.backup_folder import kept_for

    path = Path(text).expanduser()
    if path.exists() or os.sep in text:
        return path
    name = text if text.endswith(".db") else f"{text}.db"
    return next((each.path for each in kept_for(store) if each.path.name == name), path)


def _document(made: Backup) -> dict[str, object]:
    return {
        "path": str(made.path),
        "made": utc(made.made_us).isoformat(),
        "reason": made.reason,
        "entries": made.entries,
        "bytes": made.size,
        "schema": made.schema,
        "pinned": made.pinned,
        "verified": made.verified,
        "until": made.until.isoformat() if made.until else None,
        "fewer": list(made.fewer),
    }


def _table(kept: Sequence[Backup]) -> str:
    header = (_("Made"), _("Interactions"), _("Size"), _("Why"), _("State"), _("Name"))
    rows = [
        (
            f"{utc(each.made_us):%Y-%m-%d %H:%M} UTC",
            formats.number(each.entries),
            backup_words.size(each.size),
            backup_words.reason(each.reason),
            backup_words.state(verified=each.verified, pinned=each.pinned),
            each.path.name,
        )
        for each in kept
    ]
    return table(header, rows, right=frozenset((1, 2)))


def _made(path: Path, entries: int, size: int) -> str:
    text = ngettext(
        "Backup made and verified: {count} interaction, {size}, in {path}",
        "Backup made and verified: {count} interactions, {size}, in {path}",
        entries,
    )
    return text.format(count=entries, size=backup_words.size(size), path=path)


def _restored(restored: Restored) -> list[str]:
    text = ngettext(
        "Restored: {count} interaction, from {source}",
        "Restored: {count} interactions, from {source}",
        restored.entries,
    )
    lines = [text.format(count=restored.entries, source=restored.source)]
    if restored.before is not None:
        lines.append(_("What was there before is kept in {path}").format(path=restored.before))
    return lines
