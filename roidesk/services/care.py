"""The store's own care: undo, history, checks, settings, and the sample team."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import local_day
from roidesk.domain.model import Conversion, Cost, Entry, Interaction, Person, Rate, Timer
from roidesk.services.context import Context
from roidesk.services.judging import weigh_anew
from roidesk.settings.store import StoreSettings, checked, setting
from roidesk.store.changelog import ActionRow, ChangeRow, Written
from roidesk.store.check import Finding
from roidesk.store.check import check as check_store

__all__ = ["SAMPLE_WEEKS", "ActionRow", "Care", "ChangeRow", "Finding"]

SAMPLE_WEEKS = 60
_MOST_WEEKS = 520
_YEARS = range(1900, 2200)


class Care:
    """What keeps a store right and its owner free to err."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def undo(self, count: int = 1) -> Changes:
        """Take back the last actions not yet taken back; `UserError("nothing_to_undo")` when there is none."""
        with self._context.unit("undo") as unit:
            unit.undo(count)
        return unit.changes

    def redo(self, count: int = 1) -> Changes:
        """Bring back what was taken back last; `UserError("nothing_to_redo")` when there is none."""
        with self._context.unit("redo") as unit:
            unit.redo(count)
        return unit.changes

    def history(self, entry: UUID) -> list[ChangeRow]:
        """Return every version of one entry, oldest first."""
        return self._context.read().history(entry)

    def written(self, action: int) -> Written | None:
        """Return what an action of the change log wrote, with the action it takes back or brings back."""
        return self._context.read().written(action)

    def actions(self, limit: int = 100) -> list[ActionRow]:
        """Return the last actions, newest first."""
        return self._context.read().actions(limit)

    def check(self, *, deep: bool = False) -> list[Finding]:
        """Look for damage and for roll-ups that differ from a recount; nothing is changed.

        `deep` also works closed weeks out again: one that differs, and the change log does not say why, is damage.
        """
        found = check_store(self._context.store, deep=deep)
        return found + self._weeks() if deep and not found else found

    def _weeks(self) -> list[Finding]:
        from roidesk.services.closing import ClosedWeeks
        from roidesk.services.figures import Figures

        every = ClosedWeeks(self._context, Figures(self._context)).every()
        return [Finding("week_differs", each.closed.week) for each in every if not each.sound]

    def settings(self) -> StoreSettings:
        """Return what the store is set to."""
        return self._context.settings()

    def change_settings(self, values: Mapping[str, str]) -> Changes:
        """Change settings, by key and text, as one action; `UserError` names the first that cannot be so.

        Under other weights every kind of contact is judged anew, from now on.
        """
        entries = [setting(key, checked(key, text)) for key, text in values.items()]
        with self._context.unit("settings") as unit:
            unit.put_many(entries)
            weigh_anew(self._context, unit, entries)
        return unit.changes

    def set_up(self, *, name: str, values: Mapping[str, str], hourly: str | None = None) -> Changes:
        """Prepare a new store for its owner: settings, the channels most people use, themselves, what an hour costs.

        `hourly` is a plain decimal in the currency of `values` (default EUR), valid from today.
        """
        from roidesk.domain.money import minor_units
        from roidesk.services.default_pins import default_pins
        from roidesk.services.defaults import default_entries

        context = self._context
        person = Person(id=context.id(), name=name)
        settings = {"zone": context.clock.zone()} | dict(values) | {"person_id": str(person.id)}
        entries: list[Entry] = [
            *default_entries(),
            person,
            *(setting(key, checked(key, text)) for key, text in settings.items()),
        ]
        entries += default_pins(entries, context.id)
        if hourly is not None:
            currency = settings.get("currency", "EUR")
            today = local_day(context.clock.now(), settings["zone"])
            hourly_minor = minor_units(hourly, currency)
            if hourly_minor < 0:
                raise UserError("amount_negative", text=hourly, field="hourly")
            entries.append(
                Rate(id=context.id(), person_id=person.id, from_day=today, hourly_minor=hourly_minor, currency=currency)
            )
        with context.unit("set_up") as unit:
            unit.put_many(entries, as_edited=True)
        return unit.changes

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever entered here: neither time, nor what came of it, nor costs, nor a person."""
        return not self._context.read().holds((Interaction, Conversion, Cost, Timer, Person))

    def demo(self, *, weeks: int = SAMPLE_WEEKS, ending: date | None = None) -> Changes:
        """Fill an empty store with the sample team, up to now or to the end of the day `ending`."""
        from roidesk.services.sample_team import ZONE, entries

        if not 1 <= weeks <= _MOST_WEEKS:
            raise UserError("whole_number_wanted", text=str(weeks), least=1, most=_MOST_WEEKS, field="weeks")
        if ending is not None and ending.year not in _YEARS:
            raise UserError("time_out_of_range", text=ending.isoformat(), field="ending")

        if not self.is_new:
            raise UserError("store_not_empty", path=self._context.store.place)
        now = self._context.clock.now()
        last = ending or local_day(now, ZONE)
        with self._context.unit("demo") as unit:
            unit.put_many(entries(ending=last, weeks=weeks, now=now))
        return unit.changes
