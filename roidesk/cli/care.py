"""The store's own care: undo, redo, history, check, settings, demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.cli.arguments import Parser, day, read
from roidesk.cli.call import Call
from roidesk.cli.columns import table
from roidesk.cli.findings import sentence
from roidesk.cli.options import UsageError
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import utc
from roidesk.i18n import _, ngettext

if TYPE_CHECKING:
    from roidesk.domain.model import Entry
    from roidesk.services.care import ChangeRow


def undo(call: Call) -> None:
    """Take back the last actions."""
    _again(call, call.desk.care.undo, _("Taken back: {what}"))


def redo(call: Call) -> None:
    """Bring back what was taken back."""
    _again(call, call.desk.care.redo, _("Brought back: {what}"))


def _again(call: Call, act: Callable[[int], Changes], said: str) -> None:
    changes = act(_count(call))
    call.wrote(changes)
    count = len(changes.entries)
    what = ngettext("{count} entry in {tables}", "{count} entries in {tables}", count)
    call.confirm(
        lambda: [_change_document(call, row) for row in _rows_of(call, changes)],
        lambda: said.format(what=what.format(count=count, tables=", ".join(sorted(changes.tables)))),
    )


def _count(call: Call) -> int:
    if not call.words:
        return 1
    if len(call.words) > 1 or not call.words[0].isdecimal() or int(call.words[0][:6]) < 1:
        raise UsageError(_("How many actions? Write a number, such as 2."))
    return int(call.words[0][:6])


def _rows_of(call: Call, changes: Changes) -> list[ChangeRow]:
    rows = (row for entry in changes.entries for row in call.desk.care.history(entry))
    return sorted((row for row in rows if row.action.number == changes.action), key=lambda row: row.seq)


def _change_document(call: Call, row: ChangeRow) -> dict[str, object]:
    return {
        "seq": row.seq,
        "action": row.action.number,
        "at": utc(row.action.author.at_us).isoformat(),
        "device": row.action.author.device,
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


def history(call: Call) -> None:
    """Show all versions of an entry."""
    if len(call.words) != 1:
        raise UsageError("roidesk history ID")
    rows = call.desk.care.history(_id(call))
    call.answer(lambda: [_change_document(call, row) for row in rows], lambda: _versions(call, rows))


def _id(call: Call) -> UUID:
    return call.desk.ledger.find(call.words[0])[1].id


def _versions(call: Call, rows: list[ChangeRow]) -> str:
    return "\n".join(
        f"{utc(row.action.author.at_us):%Y-%m-%d %H:%M:%S} UTC  {row.action.author.label}  {_difference(call, row)}"
        for row in rows
    )


def _difference(call: Call, row: ChangeRow) -> str:
    before, after = _cells(call, row.before) or {}, _cells(call, row.after)
    if after is None:
        return _("deleted")
    changed = [f"{name}={cell}" for name, cell in after.items() if cell != before.get(name, "")]
    return " ".join(changed) or _("as before")


def check(call: Call) -> int:
    """Look for damage; exit status 1 when there is any."""
    parser = Parser("check")
    parser.add_argument("--deep", action="store_true", help=_("also recount everything and follow the change log"))
    deep: bool = read(call, parser).deep
    findings = call.desk.care.check(deep=deep)
    call.answer(
        lambda: {"ok": not findings, "findings": [asdict(each) for each in findings]},
        lambda: "\n".join(map(sentence, findings)) or _("Nothing is wrong."),
    )
    return 1 if findings else 0


def settings(call: Call) -> None:
    """Show what the store is set to, or set it."""
    care = call.desk.care
    if len(call.words) > 2:  # noqa: PLR2004 - key and value
        raise UsageError("roidesk settings [KEY [VALUE]]")
    if len(call.words) == 2:  # noqa: PLR2004
        call.wrote(care.change_settings({call.words[0]: call.words[1]}))
    now = care.settings()
    texts = {field.name: _text(getattr(now, field.name)) for field in fields(now)}
    if call.words:
        from roidesk.settings import checked

        key = call.words[0]
        if key not in texts:
            checked(key, "")
        texts = {key: texts[key]}
    call.answer(lambda: texts, lambda: table(("", ""), texts.items()).lstrip("\n"))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Fraction):
        return f"{float(value):g}"
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(value)


def demo(call: Call) -> None:
    """Fill an empty store with the sample team."""
    arguments = read(call, demo_parser())
    care = call.desk.care
    # The sample's own store is filled once and then only looked at; a store that was named has to be empty.
    if call.names_store or care.is_new:
        call.wrote(care.demo(weeks=arguments.weeks, ending=arguments.ending))
    counts = call.desk.ledger
    numbers = {name: counts.count(name) for name in ("people", "interactions", "conversions", "costs")}
    call.confirm(
        lambda: {"store": call.desk.store_place} | numbers,
        lambda: _("The sample team is in {store}: {interactions} interactions, {conversions} conversions.").format(
            store=call.desk.store_place, **numbers
        ),
    )


def demo_parser() -> Parser:
    """Return what reads the words of `demo`."""
    parser = Parser("demo")
    parser.add_argument("--weeks", type=int, default=60, metavar="N", help=_("how many weeks they worked"))
    parser.add_argument("--ending", type=day, metavar="DATE", help=_("the last day, such as 2026-11-15"))
    parser.add_argument("--no-open", action="store_true", help=_("do not open the window"))
    parser.add_argument("--pictures", metavar="DIR", help=_("write the Return picture and the figures there"))
    return parser
