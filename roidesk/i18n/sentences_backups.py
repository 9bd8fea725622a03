"""What is said about backups, restoring, and bringing a store up to date."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_

OF_BACKUPS: Mapping[str, str] = {
    "app_open": N_("The window is open on {path}: restore there, under Settings, Backups, or close it and try again."),
    "backup_differs": N_("The copy is not what the store holds, so it was thrown away: check the disk and try again."),
    "backup_failed": N_(
        "No backup could be made in {folder} ({said}), and nothing else was done: "
        "free some space there or let yourself write to it, then try again."
    ),
    "backup_files_only": N_(
        "{place} is a database of a server, which has backups of its own: ask whoever runs it, or use “roidesk export”."
    ),
    "backup_not_sound": N_(
        "No backup was kept, since the copy is not sound ({said}): the earlier backups are as they were. "
        "Run “roidesk check --deep”."
    ),
    "backup_nothing": N_("{path} holds nothing yet, so there is nothing to back up."),
    "backup_there": N_("{path} is there already and was left alone: name a new file, or a folder."),
    "migration_differs": N_(
        "{file} could not be brought up to date, since {what} would be {after} and not {before}: "
        "it is as it was. Send us this sentence."
    ),
    "restore_damaged": N_("{path} is damaged ({said}) and was not restored: choose another backup."),
    "restore_empty": N_("{path} holds nothing, so it was not restored: choose another backup."),
    "restore_failed": N_("{path} could not be replaced ({said}) and is as it was: free some space and try again."),
    "restore_itself": N_("{path} is the store itself: name a backup, “roidesk backup --list” shows them."),
}
"""Templates by code; `sentences.SENTENCES` holds them with the others."""
