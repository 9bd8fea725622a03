"""Pins: what one does again and again, each on a number key with every field it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median_low
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, MINUTE, Span
from roidesk.domain.model import Described, Interaction, Pin, Source
from roidesk.services.context import Context
from roidesk.services.ledger import Ledger
from roidesk.services.names import own_person
from roidesk.services.rows import InteractionRow, Shown, contacts_of, interaction_rows, shown
from roidesk.services.timers import Switched, Timers, said_by
from roidesk.store.reader import Reader

KEYS = 9
"""How many pins have a number key; the others can be clicked."""
LONGEST_MINUTES = 24 * 60
_LOOK_BACK = 14 * DAY
"""How far back use is counted: the last two weeks."""
_OFTEN = 3
"""As often in that time, and something is worth a key."""
_PROPOSED = 5


class PinRow(NamedTuple):
    """A pin with the names behind it; `digit` is the key it is on, None beyond the ninth."""

    pin: Pin
    shown: Shown
    digit: int | None


class Proposal(NamedTuple):
    """Something done `times` times in the last two weeks that no pin says: as it would be pinned, not yet kept."""

    pin: Pin
    shown: Shown
    times: int


class Logged(NamedTuple):
    """A pin that became an interaction."""

    row: InteractionRow
    changes: Changes


class Pins:
    """The pins of the desk. Their order changes only when somebody asks for it: fingers remember where they are."""

    def __init__(self, context: Context, timers: Timers) -> None:
        self._context = context
        self._timers = timers

    # ------------------------------------------------------------ looking

    def rows(self) -> tuple[PinRow, ...]:
        """Return the pins in their order."""
        read = self._context.read()
        pins = _ordered(read)
        names, contacts = read.catalogue(), contacts_of(read, pins)
        return tuple(
            PinRow(pin, shown(pin, names, contacts), at if at <= KEYS else None) for at, pin in enumerate(pins, 1)
        )

    def proposals(self) -> tuple[Proposal, ...]:
        """Return what was often done in the last two weeks and has no pin, the most frequent first."""
        read = self._context.read()
        pinned = {_gist(each) for each in _ordered(read)}
        found = [(acts[-1], acts) for gist, acts in self._done(read).items() if gist not in pinned]
        often = sorted((each for each in found if len(each[1]) >= _OFTEN), key=lambda each: -len(each[1]))[:_PROPOSED]
        names, contacts = read.catalogue(), contacts_of(read, [model for model, _ in often])
        made = []
        for model, acts in often:
            minutes = median_low([max(1, round((each.end_us - each.start_us) / MINUTE)) for each in acts])
            timed = sum(each.source is Source.TIMER for each in acts) * 2 > len(acts)
            like = replace(model, contact_id=None, topics=(), solved=None)
            said = shown(like, names, contacts)
            pin = self._pin_of(like, label=_label(said), position=0, minutes=None if timed else minutes)
            made.append(Proposal(pin, said, len(acts)))
        return tuple(made)

    def _done(self, read: Reader) -> dict[tuple[object, ...], list[Interaction]]:
        """Return what the desk's own person did in the last two weeks, by what pins are compared by."""
        now, person = self._context.clock.now(), self._context.settings(read).person_id
        found: dict[tuple[object, ...], list[Interaction]] = {}
        for each in read.interactions(Span(now - _LOOK_BACK, now), person=person) if person else ():
            found.setdefault(_gist(each), []).append(each)
        return found

    # ------------------------------------------------------------ using

    def start(self, pin_id: UUID, *, beside: bool = False) -> Switched:
        """Start a timer that says what a pin says, instead of what runs or beside it."""
        return self._timers.start_as(self._found(self._context.read(), pin_id), beside=beside)

    def log(self, pin_id: UUID, minutes: int | None = None) -> Logged:
        """File an interaction of so many minutes that ends now; None: as many as the pin says."""
        model = self._found(self._context.read(), pin_id)
        length = model.minutes if minutes is None else minutes
        if not length or not 0 < length <= LONGEST_MINUTES:
            raise UserError(
                "whole_number_wanted", text=str(length or 0), least=1, most=LONGEST_MINUTES, field="minutes"
            )
        context, now = self._context, self._context.clock.now()
        with context.unit("log") as unit:
            interaction = Interaction(
                **said_by(model, context.id()),  # type: ignore[arg-type] # the fields of Described
                person_id=own_person(context, unit),
                start_us=now - length * MINUTE,
                end_us=now,
                zone=context.clock.zone(),
                source=Source.MANUAL,
            )
            unit.put(interaction)
        return Logged(interaction_rows(context.read(), [interaction])[0], unit.changes)

    # ------------------------------------------------------------ changing

    def pin(self, interaction_id: UUID) -> Changes:
        """Pin an interaction: all it says but its note and what it answers, on the next free key."""
        read = self._context.read()
        model = read.get(Interaction, interaction_id)
        if model is None:
            raise UserError("entry_unknown", text=str(interaction_id))
        said = shown(model, read.catalogue(), contacts_of(read, [model]))
        length = max(1, round((model.end_us - model.start_us) / MINUTE))
        minutes = None if model.source is Source.TIMER else min(length, LONGEST_MINUTES)
        return self.keep(self._pin_of(model, label=_label(said), position=0, minutes=minutes))

    def keep(self, pin: Pin) -> Changes:
        """Keep a proposal, after those there are."""
        with self._context.unit("add") as unit:
            unit.put(replace(pin, position=_next_position(unit.read)))
        return unit.changes

    def add(self, cells: Mapping[str, str]) -> Changes:
        """Add a pin, as `pins.csv` names and writes its columns, after those there are."""
        position = _next_position(self._context.read())
        return Ledger(self._context).add("pins", {**cells, "position": str(position)}).changes

    def edit(self, pin_id: UUID, cells: Mapping[str, str]) -> Changes:
        """Change columns of a pin."""
        return Ledger(self._context).edit("pins", pin_id, cells)

    def remove(self, pin_id: UUID) -> Changes:
        """Put a pin into the trash; those after it move up a key."""
        with self._context.unit("delete") as unit:
            unit.delete(Pin, [pin_id])
        return unit.changes

    def move(self, pin_id: UUID, by: int) -> Changes:
        """Move a pin so many places on; beyond either end it stays there."""
        with self._context.unit("edit") as unit:
            pins = _ordered(unit.read)
            at = next((n for n, each in enumerate(pins) if each.id == pin_id), None)
            if at is None:
                raise UserError("entry_unknown", text=str(pin_id))
            pins.insert(max(0, min(len(pins) - 1, at + by)), pins.pop(at))
            unit.put_many(_numbered(pins))
        return unit.changes

    def order_by_use(self) -> Changes:
        """Put what was done most in the last two weeks first; what was done as often stays in its order."""
        with self._context.unit("edit") as unit:
            done = self._done(unit.read)
            pins = sorted(_ordered(unit.read), key=lambda pin: -len(done.get(_gist(pin), ())))
            unit.put_many(_numbered(pins))
        return unit.changes

    def _found(self, read: Reader, pin_id: UUID) -> Pin:
        pin = read.get(Pin, pin_id)
        if pin is None:
            raise UserError("entry_unknown", text=str(pin_id))
        return pin

    def _pin_of(self, model: Described, *, label: str, position: int, minutes: int | None) -> Pin:
        said = said_by(model, self._context.id()) | {"note": None, "answers_id": None}
        return Pin(**said, label=label, position=position, minutes=minutes)  # type: ignore[arg-type] # its fields


def _ordered(read: Reader) -> list[Pin]:
    return sorted(read.all(Pin), key=lambda each: (each.position, each.label, each.id))


def _numbered(pins: Sequence[Pin]) -> Iterable[Pin]:
    return [replace(pin, position=at) for at, pin in enumerate(pins, 1)]


def _next_position(read: Reader) -> int:
    return max((each.position for each in read.all(Pin)), default=0) + 1


def _gist(model: Described) -> tuple[object, ...]:
    """Return what makes two interactions the same thing done again."""
    return model.kind_id, model.several, model.brand_id, model.product_id, model.intent


def _label(said: Shown) -> str:
    """Return what a pin is called before anybody names it."""
    name = f"{said.channel.name} {said.kind.name}".strip()
    return f"{name} @{said.contact}" if said.contact else name
