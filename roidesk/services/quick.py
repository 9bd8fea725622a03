"""What the quick entry does at a single key: start, log, stop, repeat, note what was ignored, enter what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Span
from roidesk.domain.model import Inbound, Interaction, Pin, Timer
from roidesk.services.context import Context
from roidesk.services.names import own_person
from roidesk.services.pins import Logged, Pins
from roidesk.services.rows import InteractionRow, RunningRow, interaction_rows
from roidesk.services.timers import Started, Stopped, Switched, Timers


class Standing(NamedTuple):
    """What Enter in the empty line would do: stop `running`, let `paused` go on, or do `last` again."""

    running: RunningRow | None
    paused: RunningRow | None
    last: InteractionRow | None


class Entered(NamedTuple):
    """What Enter in the empty line did; all None: there was nothing to stop and nothing to do again."""

    stopped: Stopped | None = None
    resumed: RunningRow | None = None
    started: Started | None = None
    changes: Changes = Changes()


class Noted(NamedTuple):
    """A message that is not answered on purpose."""

    inbound: Inbound
    changes: Changes


class Quick:
    """The keys of the quick entry over one store."""

    def __init__(self, context: Context, timers: Timers, pins: Pins) -> None:
        self._context = context
        self._timers = timers
        self._pins = pins

    def standing(self) -> Standing:
        """Return what Enter in the empty line would do."""
        rows = self._timers.status()
        running = next((row for row in rows if row.timer.paused_us is None), None)
        paused = next((row for row in rows if row.timer.paused_us is not None), None)
        last = None if running or paused else self._last()
        return Standing(running, paused, interaction_rows(self._context.read(), [last])[0] if last else None)

    def enter(self) -> Entered:
        """Stop the newest timer that runs; where none does, let a paused one go on, or begin again what was last."""
        standing = self.standing()
        if standing.running is not None:
            stopped = self._timers.stop_one(standing.running.timer.id)
            return Entered(stopped=stopped, changes=stopped.changes)
        if standing.paused is not None:
            return Entered(resumed=standing.paused, changes=self._timers.resume(standing.paused.timer.id))
        if standing.last is not None:
            started = self._timers.start_like(standing.last.interaction.id)
            return Entered(started=started, changes=started.changes)
        return Entered()

    def done(self, pin_id: UUID, minutes: int, begun: Switched) -> Logged:
        """Turn a timer that was just started by a pin into an entry of so many minutes that ends now.

        What ran before runs on, as if the timer had never been started.
        """
        back = self._take_back(begun)
        logged = self._pins.log(pin_id, minutes)
        return logged._replace(changes=back | logged.changes)

    def ignored(self, pin_id: UUID) -> Noted:
        """Note a message that arrived now by the channel of a pin, and that is not answered on purpose."""
        context, now = self._context, self._context.clock.now()
        read = context.read()
        pin = read.get(Pin, pin_id)
        if pin is None:
            raise UserError("entry_unknown", text=str(pin_id))
        with context.unit("add") as unit:
            inbound = Inbound(
                id=context.id(),
                at_us=now,
                zone=context.clock.zone(),
                channel_id=read.catalogue().channel_of(pin.kind_id).id,
                kind_id=pin.kind_id,
                contact_id=pin.contact_id,
                person_id=own_person(context, unit),
                ignored_us=now,
            )
            unit.put(inbound)
        return Noted(inbound, unit.changes)

    def _take_back(self, begun: Switched) -> Changes:
        """Undo a start; where something was done since, take out what it did, so that nothing else is undone."""
        context = self._context
        newest = context.read().actions(1)
        if newest and newest[0].action.number == begun.changes.action:
            with context.unit("undo") as unit:
                unit.undo()
            return unit.changes
        with context.unit("edit") as unit:
            unit.delete(Timer, [begun.row.timer.id])
            unit.delete(Interaction, [row.interaction.id for row in begun.stopped])
            for row in begun.stopped:
                timer = unit.read.get(Timer, row.interaction.id, trashed=True)
                if timer is not None:
                    unit.put(replace(timer, deleted_us=None))
        return unit.changes

    def _last(self) -> Interaction | None:
        """Return what the desk's own person did last."""
        read = self._context.read()
        person = self._context.settings(read).person_id
        end = read.last_end(person) if person is not None else None
        if end is None:
            return None
        near = read.interactions(Span(end - 1, end + 1), person=person)
        return next((each for each in reversed(near) if each.end_us == end), None)
