"""What a check found and what was saved of a damaged store, as sentences a person can act on."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_, _, ngettext

_SENTENCES = {
    "changes_missing": N_(
        "{where}: at least {said} changes that were saved are not in this file: it is an older one, or has lost them."
    ),
    "database_damaged": N_("The file itself is damaged ({said}): work on a copy, and keep this one."),
    "reference_broken": N_("{where}: a row refers to another that is not there ({said})."),
    "rollup_differs": N_("{where}: the kept sums differ from a recount of the entries ({said})."),
    "log_broken": N_("{where}: the change log was altered here, or something was taken out of it."),
    "content_missing": N_("{where}: what this change said is missing."),
    "content_differs": N_("{where}: what this change said was altered afterwards."),
    "entry_unlogged": N_("{where}: this entry was written past the change log."),
    "entry_differs": N_("{where}: this entry was altered past the change log."),
    "entry_missing": N_("{where}: this entry was removed past the change log."),
    "week_differs": N_("{where} is closed and holds something else now, and the change log does not say why."),
    "schema_differs": N_("{where}: the tables are not as this version of roidesk made them ({said})."),
}


def sentence(code: str, where: str, said: str, more: int = 0) -> str:
    """Return a finding (`roidesk.store.check.Finding`) in words, with how many like it follow."""
    told = _(_SENTENCES[code]).format(where=where, said=said)
    if not more:
        return told
    return told + " " + ngettext("{count} more like it.", "{count} more like it.", more).format(count=more)


def missing(count: int, place: str) -> str:
    """Return what is said of changes that were saved and are not in the file."""
    return ngettext(
        "At least {count} change that was saved is not in {place}: it is an older file, or has lost it.",
        "At least {count} changes that were saved are not in {place}: it is an older file, or has lost them.",
        count,
    ).format(count=count, place=place)


def salvaged(path: str, entries: int, counts: Mapping[str, int]) -> list[str]:
    """Return what was saved of a damaged store, and what was not: `counts` as in `roidesk.store.salvage.Salvaged`."""
    said = [
        ngettext("{count} entry was saved into {path}.", "{count} entries were saved into {path}.", entries).format(
            count=entries, path=path
        )
    ]
    told = {
        "restored": _("Taken from the change log, as they were damaged: {count}."),
        "unproved": _("Saved as they stand, since the log of them is damaged; look at these: {count}."),
        "older": _("Saved in an earlier version, since the last one is lost: {count}."),
        "stand_ins": _("Names that are lost and were replaced by ones with a question mark: {count}."),
        "changes_lost": _("Changes whose author and time are lost: {count}."),
        "unread": _("Changes of which nothing can be read, so that what they wrote may be lost: {count}."),
        "lost_count": _("Entries that are lost: {count}."),
    }
    said += [words.format(count=counts[name]) for name, words in told.items() if counts[name]]
    if len(said) == 1:
        said.append(_("Nothing is lost."))
    return said
