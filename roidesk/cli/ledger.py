"""The tables of the store: cost, rate, channel and their like; edit and delete for any entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.cli.arguments import Parser
from roidesk.cli.asking import add_where, where
from roidesk.cli.call import Call
from roidesk.cli.columns import table as aligned
from roidesk.cli.options import UsageError
from roidesk.cli.verbs import TABLES
from roidesk.domain.errors import UserError
from roidesk.domain.filters import Expression
from roidesk.i18n import _, ngettext

if TYPE_CHECKING:
    from roidesk.services.ledger import LedgerColumn, Row

_SHOWN = 256
_PAGE = 1024
_FIELD = re.compile(r"([A-Za-z_]+)=(.*)", re.DOTALL)
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_FREE = ("text", "name")
_ALSO_PAST = "--also-past"
_FOR_PROGRAMS = ("id", "edited", "position")
"""Ends of the names of columns that say nothing to a person; the id stands last, as one needs it to change a row."""


def table(call: Call, verb: str) -> None:
    """List, add, edit or remove entries of the verb's table."""
    entries(call, verb, TABLES[verb])


def entries(call: Call, verb: str, name: str) -> None:
    """Do with a table what the words of a call say: list, add, edit, remove."""
    action, *words = call.words or ("list",)
    if action == "list" and (not words or name == "interactions"):
        _list(call, name, _where(verb, words))
    elif action == "add" and words:
        _add(call, name, words)
    elif action == "edit" and len(words) > 1:
        _edit(call, words, only=name)
    elif action in ("remove", "delete") and words:
        _delete(call, words, only=name)
    else:
        raise UsageError(f"roidesk {verb} [list | add FIELD=VALUE… | edit ID FIELD=VALUE… | remove ID…]")


def edit(call: Call) -> None:
    """Change cells of an entry."""
    if len(call.words) < 2:  # noqa: PLR2004 - an id and a field
        raise UsageError("roidesk edit ID FIELD=VALUE…")
    _edit(call, call.words)


def delete(call: Call) -> None:
    """Put entries in the trash."""
    if not call.words:
        raise UsageError("roidesk delete ID…")
    _delete(call, call.words)


def _where(verb: str, words: Sequence[str]) -> Expression | None:
    """Read which interactions are asked for."""
    if not words:
        return None
    parser = Parser(verb)
    add_where(parser)
    return where(parser.parse_args(words).where)


def _list(call: Call, name: str, kept: Expression | None) -> None:
    ledger = call.desk.ledger
    rows = list(_every(call, name, kept) if call.json else ledger.rows(name, limit=_SHOWN, where=kept))
    call.answer(lambda: [dict(row.cells) for row in rows], lambda: _listed(rows))
    if kept is not None:
        if not call.json and len(rows) == _SHOWN:
            call.aside(_("The newest {count}: --json gives all.").format(count=_SHOWN))
        return
    more = 0 if call.json else ledger.count(name) - len(rows)
    if more > 0:
        call.aside(ngettext("and {count} more", "and {count} more", more).format(count=more))


def _every(call: Call, name: str, kept: Expression | None) -> Iterable[Row]:
    page = partial(call.desk.ledger.rows, name, limit=_PAGE, exact=True, where=kept)
    rows = page()
    while rows:
        yield from rows
        rows = page(before=rows[-1].id) if len(rows) == _PAGE else ()


def _listed(rows: Sequence[Row]) -> str:
    """Return rows as a table of the columns in which any has something, the id last."""
    if not rows:
        return _("Nothing here yet.")
    told = [name for name in rows[0].cells if not name.endswith(_FOR_PROGRAMS)]
    used = [name for name in told if any(row.cells.get(name) for row in rows)]
    return aligned([*used, "id"], [[*(row.cells.get(name, "") for name in used), str(row.id)] for row in rows])


def _add(call: Call, name: str, words: Sequence[str]) -> None:
    added = call.desk.ledger.add(name, fields(words, call.desk.ledger.columns(name)))
    call.wrote(added.changes)
    call.confirm(lambda: dict(added.row.cells), lambda: _("Added: {what}").format(what=_told(added.row)))


def _edit(call: Call, words: Sequence[str], only: str | None = None) -> None:
    also_past = _ALSO_PAST in words
    about, *changes = [word for word in words if word != _ALSO_PAST] or [_ALSO_PAST]
    given = dict(_field(word) for word in changes)
    ledger = call.desk.ledger
    name, entry = ledger.find(about)
    _only(name, about, only)
    if also_past and name != "channels":
        raise UsageError(_("{option} is for kinds of contact, the rows of channels.").format(option=_ALSO_PAST))
    changed = ledger.edit(name, entry.id, given, also_past=also_past)
    call.wrote(changed)
    row = ledger.row(ledger.find(str(entry.id))[1])
    call.confirm(lambda: dict(row.cells), lambda: _("Changed: {what}").format(what=_told(row)))
    if "kind_version" in changed.tables:
        call.aside(
            _("What was logged with this kind was changed with it, but for what was scored by hand.")
            if also_past
            else _("This counts from now on. To change what was logged too, undo it and add --also-past.")
        )


def _delete(call: Call, words: Sequence[str], only: str | None = None) -> None:
    ledger = call.desk.ledger
    found: dict[str, list[UUID]] = defaultdict(list)
    for word in words:
        name, entry = ledger.find(word)
        _only(name, word, only)
        found[name].append(entry.id)
    for name, ids in found.items():
        call.wrote(ledger.delete(name, ids))
    count = len(words)
    call.confirm(
        lambda: {"deleted": [str(each) for ids in found.values() for each in ids]},
        lambda: ngettext(
            "Deleted {count} entry; “roidesk undo” brings it back.",
            "Deleted {count} entries; “roidesk undo” brings them back.",
            count,
        ).format(count=count),
    )


def _only(name: str, text: str, only: str | None) -> None:
    if only is not None and name != only:
        raise UserError("entry_elsewhere", text=text, table=name)


def _field(word: str) -> tuple[str, str]:
    match = _FIELD.fullmatch(word)
    if match is None:
        raise UsageError(_("“{word}” is not FIELD=VALUE.").format(word=word))
    return match[1], match[2]


def fields(words: Sequence[str], columns: Sequence[LedgerColumn]) -> dict[str, str]:
    """Return words as cells: FIELD=VALUE, "FIELD VALUE", or a value that can only be one of the columns.

    "Scheduler 60 EUR from 2026-06-01 to 2026-06-30 channel tweet" needs no equals sign.
    """
    names = {column.name for column in columns}
    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        match = _FIELD.fullmatch(word)
        if match:
            given[match[1]] = match[2]
        elif word in names and word not in given and rest:
            given[word] = rest.pop(0)
        else:
            given[_column_for(word, columns, given)] = word
    return given


def _column_for(word: str, columns: Sequence[LedgerColumn], given: dict[str, str]) -> str:
    """Return the first free column that a value without a name can be meant for."""
    free = [column for column in columns if column.editable and column.name not in given]
    fits = (
        [column for column in free if column.editor == "choice" and word in column.choices],
        [column for column in free if column.editor == "money" and _AMOUNT.fullmatch(word)],
        [column for column in free if column.name == "currency" and _CURRENCY.fullmatch(word)],
        [column for column in free if column.editor == "day" and _DAY.fullmatch(word)],
        [column for column in free if column.editor in _FREE and column.required],
        [column for column in free if column.editor == "name" and word in column.choices],
    )
    for candidates in fits:
        if candidates:
            return candidates[0].name
    known = ", ".join(column.name for column in columns if column.editable)
    raise UsageError(_("“{word}” fits no field: write FIELD=VALUE. Fields: {known}").format(word=word, known=known))


def _told(row: Row) -> str:
    return (
        " · ".join(cell for name, cell in row.cells.items() if cell and not name.endswith(_FOR_PROGRAMS))
        + f" · {row.id}"
    )
