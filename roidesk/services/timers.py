"""Timers: what is going on is saved when it begins, and becomes an interaction when it ends."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Span
from roidesk.domain.model import Described, Interaction, Source, Timer
from roidesk.domain.quickline import Draft
from roidesk.services.context import Context
from roidesk.services.lines import Lines
from roidesk.services.names import own_person, put_missing
from roidesk.services.rows import InteractionRow, RunningRow, interaction_rows, running_rows
from roidesk.store.writer import Unit


class Started(NamedTuple):
    """A line that became a running timer."""

    draft: Draft
    row: RunningRow
    changes: Changes


class Stopped(NamedTuple):
    """A timer that became an interaction; `row` None: it stood still, and what it had measured is deleted since.

    `draft` is how the line was read that stopped it.
    """

    row: InteractionRow | None
    changes: Changes
    draft: Draft


class Switched(NamedTuple):
    """The timers that were stopped and the one that was started, as one action."""

    stopped: tuple[InteractionRow, ...]
    draft: Draft
    row: RunningRow
    changes: Changes


class Timers:
    """Timers of the desk's own person."""

    def __init__(self, context: Context, lines: Lines) -> None:
        self._context = context
        self._lines = lines

    def start(self, line: str) -> Started:
        """Start a timer; it is saved at once and runs until it is stopped, whatever happens to this program."""
        catalogue = self._lines.catalogue()
        draft = self._timed(line, catalogue)
        with self._context.unit("start") as unit:
            timer = self._put_timer(unit, catalogue, draft)
        return Started(draft, self._running(timer), unit.changes)

    def start_like(self, interaction: UUID) -> Started:
        """Start a timer that says what an interaction says, but for its note, its answer and whether it solved."""
        model = self._context.read().get(Interaction, interaction)
        if model is None:
            raise UserError("entry_unknown", text=str(interaction))
        now, zone = self._lines.here()
        boot_id, boot_us = self._context.clock.boot()
        said = {each.name: getattr(model, each.name) for each in fields(Described)}
        said |= {"id": self._context.id(), "deleted_us": None, "note": None, "answers_id": None, "solved": None}
        with self._context.unit("start") as unit:
            person = own_person(self._context, unit)
            timer = Timer(
                **said, person_id=person, start_us=now, zone=zone, seen_us=now, boot_id=boot_id, boot_us=boot_us
            )
            unit.put(timer)
        return Started(Draft(), self._running(timer), unit.changes)

    def stop(self, line: str = "") -> Stopped:
        """Stop the running timer and file it; a line that names a channel or contact says which of several.

        What else it says (a note, a topic, what came of it) goes to the interaction. It ends now: `UserError` for a
        line that names a time.
        """
        catalogue = self._lines.catalogue()
        draft = self._lines.parsed(line, catalogue) if line.strip() else Draft()
        if draft.start_us is not None or draft.end_us is not None:
            raise UserError("time_at_stop", text=line)
        timer = self._chosen(draft)
        with self._context.unit("stop") as unit:
            interaction = self._file(unit, timer)
            if interaction is not None:
                completed = self._lines.completed(unit, catalogue, draft, interaction)
                if completed != interaction:
                    unit.put(completed)
                self._lines.put_outcome(unit, catalogue, draft, completed)
                interaction = completed
        return self._stopped(interaction, unit.changes, draft)

    def switch(self, line: str) -> Switched:
        """Stop what runs and start something else, at the same instant and as one action."""
        catalogue = self._lines.catalogue()
        draft = self._timed(line, catalogue)
        timers = own_timers(self._context)
        with self._context.unit("switch") as unit:
            filed = [self._file(unit, each) for each in timers]
            timer = self._put_timer(unit, catalogue, draft)
        rows = tuple(self._row(each) for each in filed if each is not None)
        return Switched(rows, draft, self._running(timer), unit.changes)

    def stop_one(self, timer_id: UUID) -> Stopped:
        """Stop one timer by its id."""
        timer = self._timer(timer_id)
        with self._context.unit("stop") as unit:
            interaction = self._file(unit, timer)
        return self._stopped(interaction, unit.changes, Draft())

    def pause(self, timer_id: UUID) -> Changes:
        """Let a timer stand still: the stretch so far is filed, so that time lies where it was spent."""
        timer = self._timer(timer_id)
        if timer.paused_us is not None:
            return Changes()
        now = self._context.clock.now()
        with self._context.unit("pause") as unit:
            stretch = interaction_of(timer, end=now)
            unit.put(replace(stretch, id=self._context.id()))
            unit.put(replace(timer, paused_us=max(now, timer.start_us), seen_us=now))
        return unit.changes

    def resume(self, timer_id: UUID) -> Changes:
        """Let a paused timer run on from now."""
        timer = self._timer(timer_id)
        if timer.paused_us is None:
            return Changes()
        now = self._context.clock.now()
        boot_id, boot_us = self._context.clock.boot()
        with self._context.unit("resume") as unit:
            unit.put(replace(timer, start_us=now, paused_us=None, seen_us=now, boot_id=boot_id, boot_us=boot_us))
        return unit.changes

    def beat(self) -> None:
        """Note that the timers are still watched, so that after a crash it is known until when."""
        self._context.store.beat(self._context.clock.now())

    def status(self) -> tuple[RunningRow, ...]:
        """Return the running timers, the newest first."""
        return running_now(self._context)

    def _timed(self, line: str, catalogue: Catalogue) -> Draft:
        draft = self._lines.parsed(line, catalogue)
        if draft.end_us is not None:
            raise UserError("length_given", text=line)
        if draft.start_us is not None and draft.start_us > self._context.clock.now():
            raise UserError("start_ahead", text=line)
        return draft

    def _put_timer(self, unit: Unit, catalogue: Catalogue, draft: Draft) -> Timer:
        now, zone = self._lines.here()
        boot_id, boot_us = self._context.clock.boot()
        put_missing(unit, catalogue)
        timer = Timer(
            **self._lines.described(unit, catalogue, draft),  # type: ignore[arg-type] # the fields of Described
            person_id=own_person(self._context, unit),
            start_us=now if draft.start_us is None else draft.start_us,
            zone=zone,
            seen_us=now,
            boot_id=boot_id,
            boot_us=boot_us,
        )
        unit.put(timer)
        return timer

    def _file(self, unit: Unit, timer: Timer) -> Interaction | None:
        """File what a timer measured. A paused one was filed up to its pause: that last stretch stands for it."""
        unit.delete(Timer, [timer.id])
        if timer.paused_us is None:
            interaction = interaction_of(timer, end=self._context.clock.now())
            unit.put(interaction)
            return interaction
        near = unit.read.interactions(Span(timer.start_us, timer.paused_us), person=timer.person_id)
        return next((each for each in near if (each.kind_id, each.start_us) == (timer.kind_id, timer.start_us)), None)

    def _timer(self, timer_id: UUID) -> Timer:
        timer = self._context.read().get(Timer, timer_id)
        if timer is None:
            raise UserError("no_timer")
        return timer

    def _chosen(self, draft: Draft) -> Timer:
        timers = own_timers(self._context)
        if draft.kind_id is not None:
            timers = [each for each in timers if each.kind_id == draft.kind_id]
        if draft.contact is not None:
            contact = self._context.read().contact_known_as(draft.contact)
            timers = [each for each in timers if contact is not None and each.contact_id == contact.id]
        if not timers:
            raise UserError("no_timer")
        return timers[0]

    def _stopped(self, interaction: Interaction | None, changes: Changes, draft: Draft) -> Stopped:
        return Stopped(None if interaction is None else self._row(interaction), changes, draft)

    def _row(self, interaction: Interaction) -> InteractionRow:
        return interaction_rows(self._context.read(), [interaction])[0]

    def _running(self, timer: Timer) -> RunningRow:
        return running_rows(self._context.read(), [timer], self._context.clock.now())[0]


def own_timers(context: Context) -> list[Timer]:
    """Return the running timers of the desk's own person, the newest first."""
    person = context.settings().person_id
    timers = context.read().where(Timer, person_id=person) if person else []
    return sorted(timers, key=lambda each: (each.start_us, each.id), reverse=True)


def running_now(context: Context) -> tuple[RunningRow, ...]:
    """Return the running timers as rows, the newest first."""
    return running_rows(context.read(), own_timers(context), context.clock.now())


def interaction_of(timer: Timer, *, end: int) -> Interaction:
    """Return a timer as the interaction it is when it ends (an instant)."""
    shared = {each.name: getattr(timer, each.name) for each in fields(Described)}
    # A clock set back while the timer ran must not lose the entry: it ends where it began.
    return Interaction(
        **shared,
        person_id=timer.person_id,
        start_us=timer.start_us,
        end_us=max(end, timer.start_us),
        zone=timer.zone,
        source=Source.TIMER,
    )
