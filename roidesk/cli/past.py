"""What was: undo, redo, history, trash."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.cli.arguments import Parser, read
from roidesk.cli.call import Call
from roidesk.cli.columns import table
from roidesk.cli.options import UsageError
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import local, utc
from roidesk.i18n import _, ngettext
from roidesk.i18n.tables import column_name, counted, done, table_name, version

if TYPE_CHECKING:
    from roidesk.domain.model import Entry
    from roidesk.services.care import ChangeRow
    from roidesk.services.history import Version
    from roidesk.services.trash import Trashed

_BESIDE = ("channel", "channel_kind", "kind_version", "setting", "imported_file", "conversion_kind")
"""Tables that are written along with others: told of only where nothing else was written."""
_FIRST = ("interaction", "conversion", "timer")


def undo(call: Call) -> None:
    """Take back the last actions."""
    _again(call, call.desk.care.undo, _("Taken back: {what}"))


def redo(call: Call) -> None:
    """Bring back what was taken back."""
    _again(call, call.desk.care.redo, _("Brought back: {what}"))


def _again(call: Call, act: Callable[[int], Changes], said: str) -> None:
    count = _count(call)
    changes = act(count)
    call.wrote(changes)
    last = changes.action or 0
    numbers = range(last - count + 1, last + 1)
    call.confirm(
        lambda: [_change_document(call, row) for row in _rows_of(call, changes, numbers)],
        lambda: "\n".join(said.format(what=_told(call, each)) for each in numbers),
    )


def _count(call: Call) -> int:
    if not call.words:
        return 1
    if len(call.words) > 1 or not call.words[0].isdecimal() or int(call.words[0][:6]) < 1:
        raise UsageError(_("How many actions? Write a number, such as 2."))
    return int(call.words[0][:6])


def _told(call: Call, number: int) -> str:
    """Return what an undo or redo was about: "1 interaction, logged 14:02"."""
    written = call.desk.care.written(number)
    if written is None or written.of is None:
        return ""
    tables = [each for each in written.tables if each not in _BESIDE] or list(written.tables)
    tables.sort(key=lambda each: (each not in _FIRST, each))
    parts = [counted(each, written.tables[each]) for each in tables]
    return ", ".join([*parts, done(written.of.author.label, _when(call, written.of.author.at_us))])


def _when(call: Call, at: int) -> str:
    """Return an instant in the store's zone: today's as a time alone."""
    zone = call.desk.care.settings().zone
    there, now = local(at, zone), local(call.desk.context.clock.now(), zone)
    return f"{there:%H:%M}" if there.date() == now.date() else f"{there:%Y-%m-%d %H:%M}"


def _rows_of(call: Call, changes: Changes, numbers: range) -> list[ChangeRow]:
    rows = (row for entry in changes.entries for row in call.desk.care.history(entry))
    return sorted((row for row in rows if row.action.number in numbers), key=lambda row: row.seq)


def _change_document(call: Call, row: ChangeRow) -> dict[str, object]:
    return {
        "seq": row.seq,
        "action": row.action.number,
        "at": utc(row.action.author.at_us).isoformat(),
        "device": row.action.author.device,
        "person": str(row.action.author.actor) if row.action.author.actor else None,
        "label": row.action.author.label,
        "of": row.action.op,
        "op": row.op,
        "kind": row.kind,
        "id": str(row.entry_id),
        "before": _cells(call, row.before),
        "after": _cells(call, row.after),
    }


def _cells(call: Call, entry: Entry | None) -> dict[str, str] | None:
    """Return a version of an entry as its table row, or as it is kept where what it refers to is gone."""
    if entry is None or entry.deleted_us is not None:
        return None
    try:
        return dict(call.desk.ledger.row(entry).cells)
    except UserError:
        return {field.name: _text(getattr(entry, field.name)) for field in fields(entry)}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def history(call: Call) -> None:
    """Show all versions of an entry."""
    if len(call.words) != 1:
        raise UsageError("roidesk history ID")
    entry = _any_entry(call, call.words[0])
    call.answer(
        lambda: [_change_document(call, row) for row in call.desk.care.history(entry) if not row.unseen],
        lambda: "\n".join(map(_version, reversed(call.desk.history.versions(entry)))),
    )


def _any_entry(call: Call, text: str) -> UUID:
    """Return the id of an entry, whether it is there, in the trash, or gone from it."""
    with suppress(UserError):
        return call.desk.ledger.find(text)[1].id
    with suppress(UserError):
        return call.desk.trash.find(text)
    with suppress(ValueError):
        known = UUID(text.strip())
        if call.desk.care.history(known):
            return known
    raise UserError("entry_unknown", text=text)


def _version(each: Version) -> str:
    at = f"{local(each.at_us, each.zone):%Y-%m-%d %H:%M:%S}"
    who = ", ".join(filter(None, (each.by, each.device)))
    lines = [f"{at}  {who}  {version(each.what)}"]
    for column, before, after in each.changed:
        name = column_name(each.table, column)
        said = f"{_quoted(before)} → {_quoted(after)}" if each.what != "added" and before else _quoted(after)
        lines.append(f"    {name}: {said}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return text or _("nothing")


# ---------------------------------------------------------------- trash


def trash(call: Call) -> None:
    """Show what was deleted, put it back, or remove it for good."""
    parser = Parser("trash")
    parser.add_argument("action", nargs="?", choices=("list", "restore", "empty"), default="list")
    parser.add_argument("id", nargs="*", metavar="ID", help=_("what to put back"))
    parser.add_argument("--older-than", type=int, default=0, metavar="DAYS", help=_("only what was deleted before"))
    wanted = read(call, parser)
    if (wanted.action == "restore") is not bool(wanted.id) or wanted.older_than < 0:
        raise UsageError(parser.format_usage().strip())
    if wanted.action == "restore":
        _restore(call, wanted.id)
    elif wanted.action == "empty":
        _empty(call, wanted.older_than)
    else:
        _list(call)


def _list(call: Call) -> None:
    rows = call.desk.trash.rows()
    call.answer(lambda: [each.as_json() for each in rows], lambda: _listed(call, rows))
    more = 0 if call.json else call.desk.trash.count() - len(rows)
    if more > 0:
        call.aside(ngettext("and {count} more", "and {count} more", more).format(count=more))


def _listed(call: Call, rows: Iterable[Trashed]) -> str:
    lines = [
        [
            table_name(each.table),
            each.what,
            _when(call, each.deleted_us),
            each.by or each.device,
            str(each.days_left),
            str(each.id),
        ]
        for each in rows
    ]
    if not lines:
        return _("The trash is empty.")
    header = [_("Table"), _("What"), _("Deleted"), _("By"), _("Days left"), "id"]
    return table(header, lines, right=frozenset({4}))


def _restore(call: Call, words: Iterable[str]) -> None:
    ids = [call.desk.trash.find(word) for word in words]
    changes = call.desk.trash.restore(ids)
    call.wrote(changes)
    count = len(ids)
    call.confirm(
        lambda: {"restored": [str(each) for each in ids]},
        lambda: ngettext("Put back {count} entry.", "Put back {count} entries.", count).format(count=count),
    )


def _empty(call: Call, days: int) -> None:
    count = call.desk.trash.empty(days)
    call.confirm(
        lambda: {"removed": count},
        lambda: ngettext(
            "Removed {count} entry for good; its history stays in the log.",
            "Removed {count} entries for good; their history stays in the log.",
            count,
        ).format(count=count),
    )
