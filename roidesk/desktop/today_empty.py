"""What Today says where there are no rows: how the first one comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from roidesk.desktop.widgets.empty_state import EmptyState
from roidesk.desktop.widgets.notices import Choice
from roidesk.i18n import _, formats


def tell_nothing_fits(empty: EmptyState, count: int, clear: Callable[[], None]) -> None:
    """Say that the filter keeps none of the day's interactions, of which there are so many."""
    words = _("None of the {count} interactions of this day does.").format(count=formats.number(count))
    empty.tell(_("No row fits this filter"), words, [Choice(_("Show everything"), clear)], "search")


def tell_first_of_today(empty: EmptyState, begin: Callable[[str], None]) -> None:
    """Say how something is logged; `begin` begins a line."""
    empty.tell(
        _("Nothing logged yet"),
        _("Type what you did in the line above, such as “call @acme 20m”. Without a time it starts a timer."),
        [Choice(_("Log something"), lambda: begin(""))],
        "list-plus",
    )


def tell_first_of_day(empty: EmptyState, day: date, begin: Callable[[str], None]) -> None:
    """Say how something is logged on a day that has passed; `begin` begins a line."""
    words = _("Type it in the line above with its day, such as “call 20m {day}”.").format(day=day.isoformat())
    begun = Choice(_("Log something"), lambda: begin(f"{day.isoformat()} "))
    empty.tell(_("Nothing on this day"), words, [begun], "list-plus")
