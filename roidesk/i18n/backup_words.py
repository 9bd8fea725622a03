"""How backups are told: why one was made, how old and how large it is, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from roidesk.domain.instants import DAY, HOUR, MINUTE
from roidesk.i18n import N_, _, ngettext
from roidesk.i18n.formats import number

_REASONS = {
    "hand": N_("by hand"),
    "schedule": N_("every half hour"),
    "exit": N_("when closing"),
    "migration": N_("before bringing it up to date"),
    "import": N_("before an import"),
    "restore": N_("before restoring"),
    "bulk": N_("before changing many entries"),
    "erase": N_("before erasing somebody"),
    "repair": N_("before a repair"),
    "damaged": N_("damaged, kept as it was"),
    "found": N_("found in the folder"),
}
_TABLES = {
    "interaction": N_("interactions"),
    "conversion": N_("conversions"),
    "cost": N_("costs"),
    "inbound": N_("messages"),
    "contact": N_("contacts"),
    "timer": N_("timers"),
}
_KIB = 1024
_MIB = 1024 * 1024


def reason(code: str) -> str:
    """Return why a backup was made ("before an import")."""
    return _(_REASONS[code]) if code in _REASONS else code


def size(count: int) -> str:
    """Return a number of bytes ("3.1 MB", "96 kB")."""
    if count < _MIB:
        return _("{size} kB").format(size=number(-(-count // _KIB)))
    return _("{size} MB").format(size=number(count / _MIB, 1))


def age(us: int | None) -> str:
    """Return how old the newest backup is ("backup 12 min ago"); None: there is none."""
    if us is None:
        return _("no backup yet")
    if us < MINUTE:
        return _("backup just now")
    if us < HOUR:
        return _("backup {count} min ago").format(count=us // MINUTE)
    if us < DAY:
        return _("backup {count} h ago").format(count=us // HOUR)
    return ngettext("backup {count} day ago", "backup {count} days ago", us // DAY).format(count=us // DAY)


def state(*, verified: bool, pinned: bool) -> str:
    """Return how a backup stands: whether it was found sound, and whether it stays until somebody deletes it."""
    said = _("verified") if verified else _("not verified")
    return _("{state}, stays").format(state=said) if pinned else said


def fewer(tables: Sequence[str]) -> str:
    """Return that a backup holds much less than the one before, of which tables, and what to do."""
    return _(
        "There are over a fifth fewer {tables} than in the backup before, which is therefore kept until you delete it. "
        "If you did not delete them, restore it."
    ).format(tables=", ".join(_(_TABLES.get(each, each)) for each in tables))
