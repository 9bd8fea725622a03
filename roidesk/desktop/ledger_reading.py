"""What the ledger reads of a store, on another thread: a table with what is needed to show it, or the trash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roidesk.desktop.models.ledger_words import Reading, in_order
from roidesk.domain.catalogue import folded
from roidesk.domain.instants import local, local_day
from roidesk.domain.model import Channel
from roidesk.services.desk import Desk
from roidesk.services.led_to import columns_beside
from roidesk.services.ledger import LedgerColumn, Row
from roidesk.services.ledger_views import Stretch, View
from roidesk.services.trash import Trashed

PAGE = 64
"""How many rows are read at first: more than a window shows. Those beside them are read ahead."""
READ_WHOLE = 2048
"""A table of so many rows is read whole when something was written; of a longer one, what is looked at."""
TRASH_PAGE = 256


@dataclass(frozen=True, slots=True)
class Loaded:
    """Some rows of a view, with what the page needs beside them. `count`: of the view, None while it is counted."""

    columns: tuple[LedgerColumn, ...]
    first: int
    rows: tuple[Row, ...]
    count: int | None
    counts: Mapping[str, int]
    people: tuple[str, ...]
    kinds: tuple[str, ...]
    channels: Mapping[str, Channel]
    reading: Reading
    begun: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Deleted:
    """The trash as it was read."""

    rows: tuple[Trashed, ...]
    count: int
    zone: str
    year: int


def read_first(desk: Desk, view: View) -> Loaded:
    """Read the first rows of a view, at once: where a filter keeps few, as many as are soon found."""
    found = desk.ledger_views.first(view, PAGE)
    return _loaded(desk, view, 0, found.rows, every=found.every)


def read_again(desk: Desk, view: View, wanted: Stretch) -> Loaded:
    """Read some rows of a view as they are now."""
    rows = desk.ledger_views.page(view, wanted)
    return _loaded(desk, view, wanted.first, rows, every=len(rows) < wanted.limit)


def _loaded(desk: Desk, view: View, first: int, rows: tuple[Row, ...], *, every: bool) -> Loaded:
    """Return rows with all that is shown beside them; a filtered view is counted apart: that may take a moment."""
    settings, now = desk.care.settings(), desk.context.clock.now()
    names = desk.context.read().catalogue()
    today = local_day(now, settings.zone)
    owner = next((each.name for each in names.people if each.id == settings.person_id), "")
    moment = local(now, settings.zone).strftime("%Y-%m-%d %H:%M")
    counts = desk.ledger.counts()
    count: int | None = counts[view.table]
    if view.narrowed:
        count = first + len(rows) if every else None
    return Loaded(
        columns=in_order(view.table, (*desk.ledger.columns(view.table), *columns_beside(view.table))),
        first=first,
        rows=rows,
        count=count,
        counts=counts,
        people=tuple(each.name for each in names.people),
        kinds=desk.outcomes.kinds(),
        channels={folded(each.name): each for each in names.channels},
        reading=Reading(settings.currency, today.year, settings.zone),
        begun={
            "start": moment, "at": moment, "person": owner, "from": today.isoformat(), "date": today.isoformat(),
            "currency": settings.currency,
        },
    )  # fmt: skip


def read_trash(desk: Desk, limit: int) -> Deleted:
    """Read what was deleted last, so many of it."""
    settings = desk.care.settings()
    year = local_day(desk.context.clock.now(), settings.zone).year
    return Deleted(desk.trash.rows(max(limit, TRASH_PAGE)), desk.trash.count(), settings.zone, year)
