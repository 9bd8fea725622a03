"""How interactions, timers and lines are told: in words for people, as JSON for programs. Without Babel: it is slow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from roidesk.domain.instants import local, local_day
from roidesk.domain.model import AwayCause
from roidesk.domain.money import major_units
from roidesk.i18n import _, words
from roidesk.i18n.formats import clock, duration, running

if TYPE_CHECKING:
    from uuid import UUID

    from roidesk.domain.model import Conversion
    from roidesk.domain.quickline import ConversionDraft, Draft
    from roidesk.domain.timer import Gap
    from roidesk.services.desk import Desk
    from roidesk.services.rows import InteractionRow, RunningRow, Shown


def interaction(row: InteractionRow) -> str:
    """Return an interaction in one line: "X (Twitter), reply · @acme · 13:58–14:02, 4 min · level 2 of 5"."""
    entry = row.interaction
    times = f"{clock(entry.start_us, entry.zone)}–{clock(entry.end_us, entry.zone)}, {duration(row.us)}"
    day = local_day(entry.start_us, entry.zone).isoformat()
    doubt = [words.value("doubt", entry.doubt)] if entry.doubt else []
    parts = [*_about(row.shown, several=entry.several), f"{day} {times}", *doubt, *map(conversion, row.led_to)]
    return " · ".join(parts)


def timer(row: RunningRow) -> str:
    """Return a running timer in one line."""
    started = _("since {time}").format(time=clock(row.timer.start_us, row.timer.zone))
    state = _("paused") if row.timer.paused_us is not None else running(row.us)
    return " · ".join([*_about(row.shown, several=row.timer.several), started, state])


def conversion(entry: Conversion) -> str:
    """Return a conversion in words: "They bought, 240.00 EUR"."""
    kind = words.conversion_kind(entry.kind)
    if entry.amount_minor is None or entry.currency is None:
        return kind
    return f"{kind}, {major_units(entry.amount_minor, entry.currency)} {entry.currency}"


def _about(shown: Shown, *, several: bool) -> Iterable[str]:
    kind = shown.kind.name
    yield f"{shown.channel.name}, {kind}" if kind else shown.channel.name
    if shown.contact or several:
        yield shown.contact or words.several()
    yield from (f"#{topic}" for topic in shown.topics)
    if shown.brand:
        yield _("for {brand}").format(brand=shown.brand)
    if shown.product:
        yield shown.product
    yield _("level {level} of 5").format(level=shown.level)


def unknown(draft: Draft | ConversionDraft) -> str | None:
    """Return which words went into the note because nobody knows them, or None."""
    if not draft.unknown:
        return None
    return _("Kept in the note, as these words mean nothing else: {words}").format(words=" ".join(draft.unknown))


def reading(draft: Draft | ConversionDraft) -> dict[str, object]:
    """Return how a line was read, as JSON: each stretch with its column and what it was taken for."""
    return {
        "tokens": [{"text": each.text, "column": each.column, "role": str(each.role)} for each in draft.tokens],
        "unknown": list(draft.unknown),
        "note": draft.note,
    }


def stored(desk: Desk, wanted: UUID) -> dict[str, object]:
    """Return an entry as its table row, as it is stored now."""
    _, entry = desk.ledger.find(str(wanted))
    return dict(desk.ledger.row(entry).cells)


def timer_document(desk: Desk, row: RunningRow) -> dict[str, object]:
    """Return a running timer as its table row, with the seconds it has run."""
    return stored(desk, row.timer.id) | {
        "seconds": row.us / 1_000_000,
        "left_out": gaps_document(row.left_out, row.timer.zone),
    }


def left_out(gaps: Sequence[Gap], zone: str, otherwise: str) -> str | None:
    """Return what was not counted and how to count it as well, None when that is nothing.

    `otherwise`: the command that counts it.
    """
    if not gaps:
        return None
    return _("Left out: {gaps}. To count it as well: {command}").format(
        gaps=", ".join(gap(each, zone) for each in gaps), command=otherwise
    )


def gap(each: Gap, zone: str) -> str:
    """Return a stretch that is not counted, in words: "9 h 02 asleep (18:02 to 03:04)"."""
    said = {
        AwayCause.ASLEEP: _("{length} asleep ({start} to {end})"),
        AwayCause.RESTART: _("{length} until after a restart ({start} to {end})"),
        AwayCause.IDLE: _("{length} away ({start} to {end})"),
        AwayCause.LOCKED: _("{length} with the screen locked ({start} to {end})"),
    }[each.cause]
    return said.format(length=duration(each.us), start=clock(each.start, zone), end=clock(each.end, zone))


def gaps_document(gaps: Sequence[Gap], zone: str) -> list[dict[str, object]]:
    """Return stretches that are not counted, as JSON."""
    return [
        {
            "start": local(each.start, zone).isoformat(timespec="seconds"),
            "end": local(each.end, zone).isoformat(timespec="seconds"),
            "seconds": each.us / 1_000_000,
            "cause": str(each.cause),
        }
        for each in gaps
    ]
