"""What `check` found, as sentences a person can act on."""

from __future__ import annotations

from roidesk.i18n import N_, _, ngettext
from roidesk.services.care import Finding

_SENTENCES = {
    "database_damaged": N_("The file itself is damaged ({said}): work on a copy, and keep this one."),
    "reference_broken": N_("{where}: a row refers to another that is not there ({said})."),
    "rollup_differs": N_("{where}: the kept sums differ from a recount of the entries ({said})."),
    "log_broken": N_("{where}: the change log was altered here, or something was taken out of it."),
    "content_missing": N_("{where}: what this change said is missing."),
    "content_differs": N_("{where}: what this change said was altered afterwards."),
    "entry_unlogged": N_("{where}: this entry was written past the change log."),
    "entry_differs": N_("{where}: this entry was altered past the change log."),
    "entry_missing": N_("{where}: this entry was removed past the change log."),
    "schema_differs": N_("{where}: the tables are not as this version of roidesk made them ({said})."),
}


def sentence(found: Finding) -> str:
    """Return a finding in words, with how many like it follow."""
    told = _(_SENTENCES[found.code]).format(where=found.where, said=found.said)
    if not found.more:
        return told
    return told + " " + ngettext("{count} more like it.", "{count} more like it.", found.more).format(count=found.more)
