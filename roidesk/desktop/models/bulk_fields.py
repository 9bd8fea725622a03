"""What can be changed of many rows at once, and how that is said. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE
from roidesk.domain.quickline import shapes
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n.tables import column_name
from roidesk.services.bulk import Listed
from roidesk.services.ledger import LedgerColumn

SHIFT, LINK = "shift", "link"
"""What is no cell: the time, moved for all by as much; and what came of each."""
FIRST = ("topics", "brand", "channel", SHIFT, LINK)
"""What has a button of its own for interactions; the rest is in a menu."""
_NOT_TOGETHER = frozenset({"id", "edited", "start", "end", "minutes", "seconds", "zone", "components", "at",
                           "personalness_given", "answers", "refund_of", "interaction"})  # fmt: skip
_ICONS = {"topics": "hash", "brand": "tag", "channel": "radio", SHIFT: "clock", LINK: "diamond"}


@dataclass(frozen=True, slots=True)
class BulkField:
    """One thing to change: a column, or `SHIFT` or `LINK` (without a column)."""

    table: str
    name: str
    column: LedgerColumn | None = None

    @property
    def words(self) -> str:
        """What it is called."""
        if self.name == SHIFT:
            return _("Shift time")
        return _("Link conversion") if self.name == LINK else column_name(self.table, self.name)

    @property
    def icon(self) -> str:
        """Its icon, "" for none."""
        return _ICONS.get(self.name, "")

    @property
    def is_list(self) -> bool:
        """Whether each row has several of it, of which one can be added or taken."""
        return self.column is not None and self.column.editor == "list"


def fields_of(table: str, columns: Sequence[LedgerColumn]) -> tuple[BulkField, ...]:
    """Return what can be changed of many rows of a table, what is changed most first."""
    able = {each.name: BulkField(table, each.name, each) for each in columns if _able(each)}
    if table == "interactions":
        able |= {SHIFT: BulkField(table, SHIFT), LINK: BulkField(table, LINK)}
    first = [able[name] for name in FIRST if name in able]
    return (*first, *(each for name, each in able.items() if name not in FIRST))


def shift_of(text: str) -> int:
    """Read by how much to shift: "10", "+1h20", "-5m"; `UserError` for what is no length."""
    plain = text.strip().replace(" ", "").replace("−", "-").casefold()
    back = plain.startswith("-")
    found = shapes.length(plain.lstrip("+-"))
    if not isinstance(found, shapes.Length):
        raise UserError(found.code if isinstance(found, shapes.Refusal) else "length_unreadable", text=text)
    return -found.us if back else found.us


def names_of(text: str) -> tuple[str, ...]:
    """Read the names of a list: "#ipad, #quote"."""
    parts = text.replace(";", ",").replace("#", ",").split(",")
    return tuple(each.strip() for each in parts if each.strip())


def listed_words(field: BulkField, names: Sequence[str], how: Listed, rows: int) -> str:
    """Say what was done to a list of many rows."""
    said = ", ".join(f"#{each}" if field.name == "topics" else each for each in names)
    templates = {
        Listed.ADD: ngettext("{what} {names}: added to {count} row", "{what} {names}: added to {count} rows", rows),
        Listed.TAKE: ngettext(
            "{what} {names}: taken from {count} row", "{what} {names}: taken from {count} rows", rows
        ),
        Listed.REPLACE: ngettext("{what} of {count} row: {names}", "{what} of {count} rows: {names}", rows),
    }
    return templates[how].format(what=field.words, names=said or _("none"), count=formats.number(rows))


def set_words(field: BulkField, said: str, rows: int) -> str:
    """Say what was set in many rows."""
    template = ngettext("{what} of {count} row: {said}", "{what} of {count} rows: {said}", rows)
    return template.format(what=field.words, said=said or _("none"), count=formats.number(rows))


def shifted_words(us: int, rows: int) -> str:
    """Say by how much many rows were shifted."""
    length, count = formats.duration(abs(us) // MINUTE * MINUTE), formats.number(rows)
    if us < 0:
        return ngettext("{count} row is {length} earlier", "{count} rows are {length} earlier", rows).format(
            count=count, length=length
        )
    return ngettext("{count} row is {length} later", "{count} rows are {length} later", rows).format(
        count=count, length=length
    )


def linked_words(kind: str, rows: int) -> str:
    """Say what many rows led to."""
    template = ngettext("{count} row led to: {kind}", "{count} rows led to: {kind}", rows)
    return template.format(kind=kind, count=formats.number(rows))


def _able(column: LedgerColumn) -> bool:
    return column.editable and column.name not in _NOT_TOGETHER and column.editor not in {"time", "day"}
