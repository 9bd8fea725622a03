"""What erasing a contact comes to, in words that the window and the command line share."""

from __future__ import annotations

from datetime import date

from roidesk.i18n import _, ngettext


def counts(entries: int, texts: int, contents: int) -> str:
    """Return how much is touched: entries, texts removed, contents of changes in the log."""
    return ", ".join(
        (
            ngettext("{count} entry", "{count} entries", entries).format(count=entries),
            ngettext("{count} text removed", "{count} texts removed", texts).format(count=texts),
            ngettext("{count} content of the change log", "{count} contents of the change log", contents).format(
                count=contents
            ),
        )
    )


def stays() -> str:
    """Return what an erasure leaves, as that is what one fears for."""
    return _("Hours and sales with them stay in every figure, without their name.")


def done(pseudonym: str, what: str) -> str:
    """Return that it is done."""
    return _("Erased, and now called {pseudonym}: {what}. It cannot be taken back.").format(
        pseudonym=pseudonym, what=what
    )


def backups(until: date | None, removed: int) -> str:
    """Return what became of the backups that hold the contact; "" where there are none."""
    if until is not None:
        return _(
            "Backups made before still hold it; the last of them is deleted by {day}, copies elsewhere are not."
        ).format(day=until.isoformat())
    if not removed:
        return ""
    return ngettext(
        "{count} backup that held them is removed; a new one was made.",
        "{count} backups that held them are removed; a new one was made.",
        removed,
    ).format(count=removed)


def left() -> str:
    """Return what places are that were found and not touched."""
    return _("These may name them too, or somebody else, and are left as they are:")


def in_the_way() -> str:
    """Return why the files are not clean yet, and what to do."""
    return _(
        "Another program is reading the store, so that its files still hold what was erased: "
        "close it and run “roidesk erase --clean”."
    )
