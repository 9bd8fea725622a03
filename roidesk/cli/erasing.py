"""Erasing a contact: what would go is shown first by `--dry-run`, as it cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roidesk.cli.arguments import Parser, read
from roidesk.cli.call import Call
from roidesk.cli.options import UsageError
from roidesk.i18n import _, ngettext
from roidesk.i18n import erasing as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roidesk.services.erasing import Erased, Erasure, Mention

_SHOWN = 40
_LONGEST = 100


def erase(call: Call) -> int:
    """Erase a contact; exit status 1 when another program keeps the store's files from being cleaned."""
    parser = Parser("erase")
    parser.add_argument("contact", nargs="?", metavar="CONTACT", help=_("a name, an address or an id"))
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    parser.add_argument("--words", action="store_true", help=_("also replace single words that may be their name"))
    parser.add_argument("--backups", action="store_true", help=_("also remove the backups that hold them"))
    parser.add_argument("--clean", action="store_true", help=_("only clean the files, where that had to wait"))
    wanted = read(call, parser)
    erasing = call.desk.erasing
    if wanted.clean and wanted.contact is None:
        clean = erasing.clean()
        call.confirm(lambda: {"clean": clean}, lambda: _("The files are clean.") if clean else words.in_the_way())
        return 0 if clean else 1
    if wanted.contact is None:
        raise UsageError(parser.format_usage().strip())
    if wanted.dry_run:
        seen = erasing.preview(wanted.contact, words=wanted.words)
        call.answer(lambda: document(seen) | {"dry_run": True}, lambda: "\n".join(_would(seen)))
        return 0
    erased = erasing.erase(wanted.contact, words=wanted.words, backups=wanted.backups)
    call.wrote(erased.changes)
    after = {
        "dry_run": False,
        "clean": erased.clean,
        "backups_until": erased.backups_until,
        "backups_removed": erased.backups_removed,
    }
    call.confirm(lambda: document(erased.erasure) | after, lambda: "\n".join(_done(erased)))
    return 0 if erased.clean else 1


def document(erasure: Erasure) -> dict[str, object]:
    """Return what an erasure comes to as plain values."""
    return {
        "contacts": [str(each.id) for each in erasure.contacts],
        "pseudonym": erasure.pseudonym,
        "entries": len(erasure.entries) + len(erasure.gone),
        "texts": erasure.texts,
        "contents": erasure.contents,
        "replaced": [_plain(each) for each in erasure.mentions if each.replaced],
        "left": [_plain(each) for each in erasure.mentions if not each.replaced],
    }


def _plain(mention: Mention) -> dict[str, str]:
    return {"table": mention.table, "id": str(mention.id), "field": mention.field, "text": mention.text}


def _would(erasure: Erasure) -> Iterable[str]:
    yield _("Nothing was changed. It would be: {what}. It could not be taken back.").format(what=_counts(erasure))
    replaced = [each for each in erasure.mentions if each.replaced]
    if replaced:
        yield _("The pseudonym would take the place of the name in:")
        yield from _listed(replaced)
    yield from _left(erasure)


def _done(erased: Erased) -> Iterable[str]:
    yield words.done(erased.erasure.pseudonym, _counts(erased.erasure))
    if said := words.backups(erased.backups_until, erased.backups_removed):
        yield said
    yield from _left(erased.erasure)
    if not erased.clean:
        yield words.in_the_way()


def _counts(erasure: Erasure) -> str:
    return words.counts(len(erasure.entries) + len(erasure.gone), erasure.texts, erasure.contents)


def _left(erasure: Erasure) -> Iterable[str]:
    left = [each for each in erasure.mentions if not each.replaced]
    if left:
        yield words.left()
        yield from _listed(left)
        yield _("Look at them, or use --words.")


def _listed(mentions: list[Mention]) -> Iterable[str]:
    for each in mentions[:_SHOWN]:
        text = " ".join(each.text.split())
        yield f"  {each.table} {each.id} {each.field}: {text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}"
    more = len(mentions) - _SHOWN
    if more > 0:
        yield "  " + ngettext("and {count} more", "and {count} more", more).format(count=more)
