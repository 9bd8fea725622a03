"""Stretches away from the machine while timers ran: they wait, uncounted, until somebody says what they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.domain.away import counting
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Span, from_local, local
from roidesk.domain.model import Away, AwayAnswer, Described, Interaction, Source, Timer
from roidesk.domain.quickline import Draft, Role
from roidesk.domain.quickline.shapes import Length, WallTime, length, wall_time
from roidesk.domain.timer import gaps
from roidesk.services.names import Names, own_person, put_missing
from roidesk.services.rows import Shown, contacts_of, shown
from roidesk.services.timers import own_timers

if TYPE_CHECKING:
    from roidesk.services.context import Context
    from roidesk.services.lines import Lines
    from roidesk.services.timers import Stopped, Timers
    from roidesk.store.reader import Reader
    from roidesk.store.writer import Unit

_OWN_TIMES = frozenset({Role.RANGE, Role.AT, Role.AGO, Role.SINCE, Role.DATE})


class AwayRow(NamedTuple):
    """A stretch that waits for an answer, and what ran meanwhile.

    `what` names each timer or interaction; `since_us`: when the first of them began; `running`: the timers that still
    run, so that they can be stopped; `zone`: in which its times are shown and typed, as those of the day are.
    """

    away: Away
    what: tuple[Shown, ...]
    since_us: int
    running: tuple[UUID, ...]
    zone: str


class AwayTime:
    """The stretches of the desk's own person. Each answer is one action, and can be taken back."""

    def __init__(self, context: Context, lines: Lines, timers: Timers) -> None:
        self._context = context
        self._lines = lines
        self._timers = timers

    def waiting(self) -> tuple[AwayRow, ...]:
        """Return what waits for an answer, the newest first; nothing of what was deleted since."""
        read, person = self._context.read(), self._context.settings().person_id
        if person is None:
            return ()
        found = sorted(read.where(Away, person_id=person, answer=None), key=lambda each: each.start_us, reverse=True)
        rows = (self._row(read, each) for each in found)
        return tuple(row for row in rows if row.what)

    def leave_out(self, away_id: UUID) -> Changes:
        """Let it stay uncounted."""
        with self._context.unit("leave_out") as unit:
            unit.put(replace(_waiting(unit.read, away_id), answer=AwayAnswer.LEFT_OUT))
        return unit.changes

    def keep(self, away_id: UUID) -> Changes:
        """Count it: it was part of what ran, only not at this machine."""
        with self._context.unit("keep") as unit:
            away = _waiting(unit.read, away_id)
            self._count(unit, away, Span(away.start_us, away.end_us))
            unit.put(replace(away, answer=AwayAnswer.KEPT))
        return unit.changes

    def keep_part(self, away_id: UUID, text: str) -> Changes:
        """Count it up to a typed point: how long it went on ("10m"), or until when ("15:14")."""
        with self._context.unit("keep") as unit:
            away = _waiting(unit.read, away_id)
            until = part_end(away, text, self._context.settings(unit.read).zone)
            if until is None:
                raise UserError("away_part_unreadable", text=text)
            if not away.start_us < until < away.end_us:
                raise UserError("away_part_outside", text=text)
            self._count(unit, away, Span(away.start_us, until))
            unit.put(replace(away, answer=AwayAnswer.SPLIT))
        return unit.changes

    def assign(self, away_id: UUID, line: str) -> Changes:
        """File it as something else that a line names: all of it, or as much as the line says."""
        catalogue = self._lines.catalogue()
        draft = self._lines.parsed(line, catalogue)
        with self._context.unit("log") as unit:
            away = _waiting(unit.read, away_id)
            put_missing(unit, catalogue)
            span = _assigned(away, draft)
            interaction = Interaction(
                **self._lines.described(Names(self._context, unit, catalogue), draft),  # type: ignore[arg-type] # its fields
                person_id=own_person(self._context, unit),
                start_us=span.start,
                end_us=span.end,
                zone=away.zone,
                source=Source.MANUAL,
            )
            unit.put(interaction)
            self._lines.put_outcome(unit, catalogue, draft, interaction)
            unit.put(replace(away, answer=AwayAnswer.ASSIGNED))
        return unit.changes

    def stop(self, away_id: UUID) -> Stopped:
        """Stop what ran meanwhile, as of when its person went away."""
        return self._timers.stop_at_absence(_waiting(self._context.read(), away_id))

    def _row(self, read: Reader, away: Away) -> AwayRow:
        timers = _meanwhile(own_timers(self._context, read), away)
        filed = read.get(Interaction, away.interaction_id) if away.interaction_id and not timers else None
        said: list[Described] = [*timers, *([filed] if filed else [])]
        names, contacts = read.catalogue(), contacts_of(read, said)
        begun = [each.start_us for each in timers] or [filed.start_us if filed else away.start_us]
        return AwayRow(
            away,
            tuple(shown(each, names, contacts) for each in said),
            min(*begun, away.start_us),
            tuple(each.id for each in timers),
            self._context.settings(read).zone,
        )

    def _count(self, unit: Unit, away: Away, span: Span) -> None:
        """Count a stretch for the timers that still run, else for the interaction that was filed up to it."""
        timers = _meanwhile(own_timers(self._context, unit.read), away)
        if timers:
            unit.put_many(counting(each, span) for each in timers)
            return
        filed = unit.read.get(Interaction, away.interaction_id) if away.interaction_id else None
        if filed is None:
            raise UserError("away_without_entry")
        if filed.end_us == span.start:
            unit.put(replace(filed, end_us=span.end))
        elif filed.start_us == span.end:
            unit.put(replace(filed, start_us=span.start))
        else:  # it was changed since
            new = replace(filed, id=self._context.id(), start_us=span.start, end_us=span.end, note=None, doubt=None)
            unit.put(new)


def part_end(away: Away, text: str, zone: str) -> int | None:
    """Return until when a typed part of a stretch goes ("10", "10m", "15:14" in `zone`), None if it names no time."""
    said = text.strip()
    found = length(said)
    # "15:14" could be a length too, but where times of a card are answered it is a time.
    if isinstance(found, Length) and ":" not in said:
        return away.start_us + found.us
    wall = wall_time(said)
    if not isinstance(wall, WallTime):
        return None
    start = local(away.start_us, zone)
    at = start.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, fold=0)
    hour, rest = divmod(wall.seconds % 86_400, 3600)
    until = from_local(at.replace(hour=hour, minute=rest // 60, second=rest % 60), zone)
    return until if until > away.start_us else until + 24 * 3_600_000_000


def _waiting(read: Reader, away_id: UUID) -> Away:
    found = read.get(Away, away_id)
    if found is None or found.answer is not None:
        raise UserError("away_answered")
    return found


def _meanwhile(timers: list[Timer], away: Away) -> list[Timer]:
    """Return the timers that leave a stretch out."""
    return [each for each in timers if any(gap.start < away.end_us and away.start_us < gap.end for gap in gaps(each))]


def _assigned(away: Away, draft: Draft) -> Span:
    """Return when something else was: the whole stretch, its first so many minutes, or the times the line names."""
    if draft.start_us is None or draft.end_us is None:
        return Span(away.start_us if draft.start_us is None else draft.start_us, away.end_us)
    if any(token.role in _OWN_TIMES for token in draft.tokens):
        return Span(draft.start_us, draft.end_us)
    return Span(away.start_us, min(away.end_us, away.start_us + draft.end_us - draft.start_us))
