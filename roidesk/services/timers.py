"""Timers: what is going on is saved when it begins, and becomes an interaction when it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.domain.away import Absence, concerns, patience_us, without
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import SECOND, Boot, Span
from roidesk.domain.model import Away, AwayAnswer, Described, Interaction, Pin, Timer
from roidesk.domain.quickline import Draft
from roidesk.domain.timer import Gap, gaps, interactions_of, observed
from roidesk.services.away_notes import note_filed, note_new
from roidesk.services.context import Context
from roidesk.services.lines import Lines
from roidesk.services.names import Names, own_person, put_missing
from roidesk.services.rows import InteractionRow, RunningRow, interaction_rows, running_rows
from roidesk.store.writer import Unit

if TYPE_CHECKING:
    from roidesk.domain.instants import Clock
    from roidesk.store.reader import Reader


class Started(NamedTuple):
    """A line that became a running timer."""

    draft: Draft
    row: RunningRow
    changes: Changes


class Filed(NamedTuple):
    """What a timer became: `rows` in order of time, one a stretch that counts, and what was left out between them."""

    rows: tuple[InteractionRow, ...]
    left_out: tuple[Gap, ...]


class Stopped(NamedTuple):
    """A timer that became an interaction; `row` None: it stood still, and what it had measured is deleted since.

    `draft` is how the line was read that stopped it. `filed` tells of every stretch; `row` is its last.
    """

    row: InteractionRow | None
    changes: Changes
    draft: Draft
    filed: Filed


class Switched(NamedTuple):
    """The timers that were stopped and the one that was started, as one action."""

    stopped: tuple[InteractionRow, ...]
    left_out: tuple[Gap, ...]
    draft: Draft
    row: RunningRow
    changes: Changes


class _Look(NamedTuple):
    """The clocks at one moment, and what that told about the timers (already written)."""

    now: int
    boot: Boot
    changes: Changes


class Timers:
    """Timers of the desk's own person."""

    def __init__(self, context: Context, lines: Lines) -> None:
        self._context = context
        self._lines = lines
        self._watched: frozenset[UUID] = frozenset()
        self.quiet_us = 0
        """Stretches in which nobody can have worked are left out without a question when they are shorter than this."""

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
        said = said_by(model, self._context.id()) | {"note": None, "answers_id": None, "solved": None}
        with self._context.unit("start") as unit:
            timer = self._begun(said, own_person(self._context, unit))
            unit.put(timer)
        return Started(Draft(), self._running(timer), unit.changes)

    def start_as(self, model: Pin, *, beside: bool) -> Switched:
        """Start a timer that says what a pin says, its idle rule included: instead of what runs, or beside it."""
        return self.start_saying(
            said_by(model, self._context.id()) | {"idle_minutes": model.idle_minutes}, beside=beside
        )

    def start_saying(self, said: Mapping[str, object], *, beside: bool) -> Switched:
        """Start a timer with fields of its own (those of `Timer` but its times), instead of what runs or beside it."""
        look = self._look()
        running = [] if beside else own_timers(self._context)
        with self._context.unit("switch" if running else "start") as unit:
            filed = [each for timer in running for each in self._file(unit, timer, look.now)]
            timer = self._begun(said, own_person(self._context, unit))
            unit.put(timer)
        left_out = tuple(gap for each in running for gap in gaps(each))
        return Switched(self._rows(filed), left_out, Draft(), self._running(timer), look.changes | unit.changes)

    def stop(self, line: str = "", *, keep: bool = False) -> Stopped:
        """Stop the running timer and file it; a line that names a channel or contact says which of several.

        What else it says (a note, a topic, what came of it) goes to the interaction. It ends now: `UserError` for a
        line that names a time. What nobody can have worked is left out, unless `keep`.
        """
        catalogue = self._lines.catalogue()
        draft = self._lines.parsed(line, catalogue) if line.strip() else Draft()
        if draft.start_us is not None or draft.end_us is not None:
            raise UserError("time_at_stop", text=line)
        look = self._look()
        with self._context.unit("stop") as unit:
            timer = self._chosen(unit, draft)
            filed = self._file(unit, timer, look.now, keep=keep)
            if filed:
                last = filed[-1]
                completed = self._lines.completed(unit, catalogue, draft, last)
                if completed != last:
                    unit.put(completed)
                self._lines.put_outcome(unit, catalogue, draft, completed)
                filed[-1] = completed
        return self._stopped(filed, () if keep else gaps(timer), look.changes | unit.changes, draft)

    def switch(self, line: str) -> Switched:
        """Stop what runs and start something else, at the same instant and as one action."""
        catalogue = self._lines.catalogue()
        draft = self._timed(line, catalogue)
        look = self._look()
        with self._context.unit("switch") as unit:
            timers = own_timers(self._context, unit.read)
            filed = [each for timer in timers for each in self._file(unit, timer, look.now)]
            timer = self._put_timer(unit, catalogue, draft)
        left_out = tuple(gap for each in timers for gap in gaps(each))
        changes = look.changes | unit.changes
        return Switched(self._rows(filed), left_out, draft, self._running(timer), changes)

    def stop_one(self, timer_id: UUID) -> Stopped:
        """Stop one timer by its id."""
        look = self._look()
        with self._context.unit("stop") as unit:
            timer = _found(unit, timer_id)
            filed = self._file(unit, timer, look.now)
        return self._stopped(filed, gaps(timer), look.changes | unit.changes, Draft())

    def stop_at_absence(self, away: Away) -> Stopped:
        """Stop the timers that leave out a stretch away, as of when it began; what ran after it is not filed."""
        look = self._look()
        with self._context.unit("stop") as unit:
            unit.put(replace(away, answer=AwayAnswer.LEFT_OUT))
            filed: list[Interaction] = []
            for timer in own_timers(self._context, unit.read):
                if any(gap.start < away.end_us and away.start_us < gap.end for gap in gaps(timer)):
                    before = tuple(str(gap) for gap in gaps(timer) if gap.end < away.start_us)
                    filed += self._file(unit, replace(timer, gaps=before), away.start_us + timer.step_us)
        if not filed:
            raise UserError("no_timer")
        return self._stopped(filed, (), look.changes | unit.changes, Draft())

    def pause(self, timer_id: UUID) -> Changes:
        """Let a timer stand still: the stretches so far are filed, so that time lies where it was spent."""
        look = self._look()
        with self._context.unit("pause") as unit:
            timer = _found(unit, timer_id)
            if timer.paused_us is None:
                measured = [replace(each, id=self._context.id()) for each in interactions_of(timer, look.now)]
                unit.put_many(measured)
                note_filed(unit, timer, measured)
                unit.put(_standing(timer, measured[-1]))
        return look.changes | unit.changes

    def resume(self, timer_id: UUID) -> Changes:
        """Let a paused timer run on from now, here."""
        now, boot = clocks(self._context.clock)
        with self._context.unit("resume") as unit:
            timer = _found(unit, timer_id)
            if timer.paused_us is not None:
                here = self._context.clock.zone()
                unit.put(_seen(replace(timer, start_us=now, zone=here, paused_us=None), now, boot))
        return unit.changes

    def absent(self, absence: Absence) -> Changes:
        """Leave out of the timers that run what their person was away, where what they time can be idle.

        A screen that was locked for less than nobody would notice without the lock is left out without a question.
        """
        look = self._look()
        kinds = self._context.read().catalogue().kind
        with self._context.unit("away") as unit:
            for each in own_timers(self._context, unit.read):
                if concerns(absence, each, kinds[each.kind_id]):
                    left = without(each, absence)
                    unit.put(left)
                    asked_from = patience_us(each, kinds[each.kind_id]) or 0
                    note_new(self._context, unit, each, left, max(self.quiet_us, asked_from))
        return look.changes | unit.changes

    def beat(self, *, worked: bool = True) -> Changes:
        """Look at the clocks and note that the timers are watched, so that after a crash it is known until when.

        Only what was found (sleep, a restart, a clock that was set) is a change; the note itself is not logged.
        `worked` False: nobody is at the machine, so that a crash now would end the timers when somebody last was.
        """
        person = self._context.settings().person_id
        running = [each.id for each in own_timers(self._context) if each.paused_us is None]
        if person is None or not running or self._context.store.read_only:
            self._watched = frozenset()
            return Changes()
        look = self._look()
        if worked or not look.boot.awake_us:  # where sleep is told only from not being watched, it goes on
            self._context.store.beat(look.now, look.boot, person)
        self._watched = frozenset(running)
        return look.changes

    def status(self) -> tuple[RunningRow, ...]:
        """Return the running timers, the newest first."""
        return running_now(self._context)

    def _look(self) -> _Look:
        """Look at the clocks, and write what they tell about the timers, as an action of its own.

        It is no part of what a person does next: taking that back does not make the machine awake.
        """
        now, boot = clocks(self._context.clock)
        if not any(self._found_out(each, now, boot) for each in own_timers(self._context)):
            return _Look(now, boot, Changes())
        with self._context.unit("away") as unit:
            for each in own_timers(self._context, unit.read):
                found = self._found_out(each, now, boot)
                if found is not None:
                    unit.put(found)
                    note_new(self._context, unit, each, found, self.quiet_us)
        return _Look(now, boot, unit.changes)

    def _found_out(self, timer: Timer, now: int, boot: Boot) -> Timer | None:
        """Return a timer with what the clocks tell about it, None when that is nothing new."""
        found = observed(timer, now, boot, watched=timer.id in self._watched)
        return None if (found.gaps, found.step_us) == (timer.gaps, timer.step_us) else found

    def _timed(self, line: str, catalogue: Catalogue) -> Draft:
        draft = self._lines.parsed(line, catalogue)
        if draft.end_us is not None:
            raise UserError("length_given", text=line)
        if draft.start_us is not None and draft.start_us > self._context.clock.now():
            raise UserError("start_ahead", text=line)
        return draft

    def _put_timer(self, unit: Unit, catalogue: Catalogue, draft: Draft) -> Timer:
        put_missing(unit, catalogue)
        said = self._lines.described(Names(self._context, unit, catalogue), draft)
        timer = self._begun(said, own_person(self._context, unit), draft.start_us)
        unit.put(timer)
        return timer

    def _begun(self, said: Mapping[str, object], person: UUID, start_us: int | None = None) -> Timer:
        """Return a timer that begins here and now, or began at an instant."""
        now, boot = clocks(self._context.clock)
        timer = Timer(
            **said,  # type: ignore[arg-type] # the fields of Described
            person_id=person,
            start_us=now if start_us is None else start_us,
            zone=self._context.clock.zone(),
            seen_us=now,
        )
        return _seen(timer, now, boot)

    def _file(self, unit: Unit, timer: Timer, now: int, *, keep: bool = False) -> list[Interaction]:
        """File what a timer measured, by stretches; the last has the timer's id.

        A paused one was filed up to its pause: that last stretch stands for it.
        """
        unit.delete(Timer, [timer.id])
        self._watched -= {timer.id}
        if timer.paused_us is not None:
            near = unit.read.interactions(Span(timer.start_us, timer.paused_us), person=timer.person_id)
            known = (timer.kind_id, timer.start_us)
            return [each for each in near if (each.kind_id, each.start_us) == known][:1]
        *earlier, last = interactions_of(replace(timer, gaps=()) if keep else timer, now)
        measured = [*(replace(each, id=self._context.id()) for each in earlier), last]
        unit.put_many(measured)
        note_filed(unit, timer, measured, kept=keep)
        return measured

    def _chosen(self, unit: Unit, draft: Draft) -> Timer:
        timers = own_timers(self._context, unit.read)
        if draft.kind_id is not None:
            timers = [each for each in timers if each.kind_id == draft.kind_id]
        if draft.contact is not None:
            contact = unit.read.contact_called(draft.contact)
            timers = [each for each in timers if contact is not None and each.contact_id == contact.id]
        if not timers:
            raise UserError("no_timer")
        return timers[0]

    def _stopped(
        self, filed: Sequence[Interaction], left_out: tuple[Gap, ...], changes: Changes, draft: Draft
    ) -> Stopped:
        rows = self._rows(filed)
        return Stopped(rows[-1] if rows else None, changes, draft, Filed(rows, left_out))

    def _rows(self, interactions: Sequence[Interaction]) -> tuple[InteractionRow, ...]:
        return interaction_rows(self._context.read(), interactions)

    def _running(self, timer: Timer) -> RunningRow:
        return running_rows(self._context.read(), [timer], self._context.clock.now())[0]


def said_by(model: Described, new_id: UUID) -> dict[str, object]:
    """Return the fields of `Described` of a new entry that says what `model` says."""
    said = {each.name: getattr(model, each.name) for each in fields(Described)}
    return said | {"id": new_id, "edited_us": 0, "deleted_us": None}


def clocks(clock: Clock) -> tuple[int, Boot]:
    """Return the wall clock and the uptime at one moment: read anew where the machine slept between the two."""
    while True:
        before, now, after = clock.boot(), clock.now(), clock.boot()
        if after.us - before.us < SECOND:
            return now, before


def own_timers(context: Context, read: Reader | None = None) -> list[Timer]:
    """Return the running timers of the desk's own person, the newest first; `read`: as the action being done sees."""
    person = context.settings().person_id
    timers = (read or context.read()).where(Timer, person_id=person) if person else []
    return sorted(timers, key=lambda each: (each.start_us, each.id), reverse=True)


def running_now(context: Context) -> tuple[RunningRow, ...]:
    """Return the running timers as rows, the newest first, as the clocks say now; nothing is written."""
    now, boot = clocks(context.clock)
    timers = [observed(each, now, boot) for each in own_timers(context)]
    return running_rows(context.read(), timers, now)


def _found(unit: Unit, timer_id: UUID) -> Timer:
    timer = unit.read.get(Timer, timer_id)
    if timer is None:
        raise UserError("no_timer")
    return timer


def _seen(timer: Timer, now: int, boot: Boot) -> Timer:
    """Return a timer whose own clock begins to agree with the wall."""
    return replace(timer, seen_us=now, boot_id=boot.id, boot_us=boot.us, awake_us=boot.awake_us, step_us=0, gaps=())


def _standing(timer: Timer, last: Interaction) -> Timer:
    """Return a timer that stands still at the end of its last stretch; what came before is filed."""
    return replace(timer, start_us=last.start_us, paused_us=last.end_us, step_us=0, gaps=())
