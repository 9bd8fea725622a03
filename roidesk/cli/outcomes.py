"""Saying what came of it: convert."""

from __future__ import annotations

from roidesk.cli import told
from roidesk.cli.call import Call
from roidesk.cli.options import UsageError
from roidesk.domain.instants import local
from roidesk.i18n import _


def convert(call: Call) -> None:
    """Enter a conversion."""
    if not call.line.strip():
        raise UsageError(_("Say what came of it, such as: purchase 240 @acme"))
    converted = call.desk.outcomes.convert(call.line)
    call.wrote(converted.changes)
    entry, draft = converted.conversion, converted.draft

    def words() -> str:
        at = f"{local(entry.at_us, entry.zone):%Y-%m-%d %H:%M}"
        parts = [told.conversion(entry), *([draft.contact] if draft.contact else []), at]
        said = _("Entered: {what}").format(what=" · ".join(parts))
        return "\n".join(line for line in (said, told.unknown(draft)) if line)

    call.confirm(lambda: told.stored(call.desk, entry.id) | {"reading": told.reading(draft)}, words)
