"""Looking for damage, mending what can be mended, and saving what can be read of a store that cannot."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from roidesk.cli.arguments import Parser, read
from roidesk.cli.call import Call
from roidesk.cli.options import path_of
from roidesk.domain.errors import UserError
from roidesk.domain.servers import is_server, shown
from roidesk.i18n import _
from roidesk.i18n.findings import sentence
from roidesk.platform import folders
from roidesk.platform.clock import SystemClock

if TYPE_CHECKING:
    from roidesk.services.mending import Finding, Salvaged

_IDLE = 10
"""How much a check of the window's gives way to other programs."""


def check(call: Call) -> int:
    """Look for damage; exit status 1 when there is any left."""
    parser = Parser("check")
    parser.add_argument("--deep", action="store_true", help=_("also recount everything and follow the change log"))
    parser.add_argument("--repair", action="store_true", help=_("work kept sums out again where they are wrong"))
    parser.add_argument("--go-on", action="store_true", help=_("go on without changes that the file has lost"))
    parser.add_argument("--salvage", metavar="NEW", help=_("save what can be read into a new store there"))
    parser.add_argument("--gently", action="store_true", help=_("let other programs go first"))
    wanted = read(call, parser)
    if wanted.salvage is not None:
        return _salvage(call, Path(wanted.salvage))
    if wanted.gently and hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_IDLE)
    mending = call.desk.mending
    if wanted.go_on and mending.missing:
        call.wrote(mending.go_on())
    found = call.desk.care.check(deep=wanted.deep)
    repaired = wanted.repair and _repaired(call, found)
    if repaired:
        found = call.desk.care.check(deep=wanted.deep)
    edited = [] if found or not wanted.deep else [each for each in call.desk.closing.every() if each.differs]
    for each in edited:
        said = _("{week} was closed and is edited since: “roidesk week {week}” says how.")
        call.aside(said.format(week=each.closed.week))
    call.answer(
        lambda: (
            {"ok": not found, "findings": [asdict(each) for each in found]}
            | ({"edited_weeks": [each.closed.week for each in edited]} if edited else {})
            | ({"repaired": repaired} if wanted.repair else {})
        ),
        lambda: "\n".join(_words(found, repaired=repaired, place=call.desk.store_place)),
    )
    return 1 if found else 0


def _repaired(call: Call, found: list[Finding]) -> bool:
    """Work the kept sums out again if these, and nothing else, are wrong."""
    from roidesk.services.mending import sums_only

    if not sums_only(found):
        return False
    call.wrote(call.desk.mending.mend_sums())
    return True


def _words(found: list[Finding], *, repaired: bool, place: str) -> list[str]:
    from roidesk.services.mending import sums_only

    said = [sentence(each.code, each.where, each.said, each.more) for each in found]
    if repaired and is_server(place):
        said.append(_("The kept sums were worked out again from the entries."))
    elif repaired:
        said.append(_("The kept sums were worked out again from the entries; a backup was made before."))
    if sums_only(found):
        said.append(_("“roidesk check --repair” works the sums out again."))
    elif any(each.code == "changes_missing" for each in found):
        said.append(
            _("“roidesk backup --list” shows what there is to restore; “roidesk check --go-on” goes on without them.")
        )
    elif found:
        said.append(
            _(
                "Nothing was changed. “roidesk restore” brings back a backup; “roidesk check --salvage NEW.db” saves "
                "what can be read into a new store."
            )
        )
    return said or [_("Nothing is wrong.")]


def _salvage(call: Call, to: Path) -> int:
    from roidesk.services.mending import save_what_can_be_read

    named = path_of(call.store or folders.default_store())
    if is_server(named):
        raise UserError("backup_files_only", place=shown(named))
    found = save_what_can_be_read(Path(named), to, now=SystemClock().now(), device=socket.gethostname())
    call.answer(lambda: _document(found), lambda: "\n".join(_said(found)))
    return 1 if found.lost_count or found.unread else 0


def _said(found: Salvaged) -> list[str]:
    from roidesk.i18n.findings import salvaged

    counts = {name: value for name, value in found._asdict().items() if isinstance(value, int)}
    return salvaged(str(found.path), sum(found.entries.values()), counts)


def _document(found: Salvaged) -> dict[str, object]:
    return found._asdict() | {"path": str(found.path), "lost": list(found.lost)}
