"""What the ledger says of its rows: how many there are; and where there are none, how the first one comes."""

from __future__ import annotations

from collections.abc import Callable

from roidesk.desktop.widgets.empty_state import EmptyState
from roidesk.desktop.widgets.notices import Choice
from roidesk.domain.filters import written
from roidesk.domain.filters.expression import parts_of
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n.tables import table_name
from roidesk.services.ledger_views import Size, View


def count_words(whole: int, size: Size | None, *, filtered: bool) -> str:
    """Say how many rows a table has and, of those a filter keeps, how long they took. `size` None: not counted yet."""
    rows = ngettext("{count} row", "{count} rows", whole).format(count=formats.number(whole))
    if not filtered:
        return rows
    if size is None:
        return _("counting…")
    said = _("{shown} of {rows}").format(shown=formats.number(size.rows), rows=rows)
    return f"{said} · {formats.duration(size.us)}" if size.us else said


def tell_trash(empty: EmptyState) -> None:
    """Say that nothing was deleted."""
    words = _("What you delete waits here for 90 days, and can be put back.")
    empty.tell(_("The trash is empty"), words, (), "trash-2")


def tell_first(empty: EmptyState, table: str, *, by_work: bool) -> None:
    """Say how the first row of a table comes."""
    words = _("Rows appear here as you work.") if by_work else _("Add a row, or import what you have elsewhere.")
    empty.tell(_("{table}: nothing here yet").format(table=table_name(table)), words, (), "table-2")


def tell_looking(empty: EmptyState, view: View, rows: int) -> None:
    """Say that nothing was found so far, and how much is looked through."""
    whole = ngettext("{count} row", "{count} rows", rows).format(count=formats.number(rows))
    sought = _sought(view)
    empty.tell(_("Looking through {rows}…").format(rows=whole), sought, (), "search")


def tell_nothing_fits(
    empty: EmptyState, view: View, rows: int, clear: Callable[[], None], drop: Callable[[int], None]
) -> None:
    """Offer to leave out the last part of the filter, or all of it."""
    parts = parts_of(view.where)
    text = _sought(view)
    whole = ngettext("{count} row", "{count} rows", rows).format(count=formats.number(rows))
    choices = [Choice(_("Clear all"), clear)]
    if len(parts) > 1:
        last = _("Drop “{filter}”").format(filter=written(parts[-1]).replace("&", "&&"))
        choices.insert(0, Choice(last, lambda: drop(len(parts) - 1)))
    empty.tell(
        _("No row fits this filter"), _("{filter}: 0 of {rows}.").format(filter=text, rows=whole), choices, "search"
    )


def _sought(view: View) -> str:
    """Return what a view looks for, as it was asked for."""
    sought = view.words if view.where is None else written(view.where)
    days = "" if view.days is None else formats.named_period(view.days)
    return ", ".join(filter(None, (sought, days)))
