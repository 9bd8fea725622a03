"""What reminders are made of: who waits, and when time was logged last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roidesk.domain.reminding import About, Facts, Message, Reminder, Said, Wishes, at_work, due
from roidesk.services.timers import own_timers

if TYPE_CHECKING:
    from roidesk.services.context import Context
    from roidesk.services.waiting import Waiting, WaitingRow


class Due(NamedTuple):
    """A reminder that is due; `row`: who waits, where that is what it is about, and `goal_us` their goal."""

    reminder: Reminder
    zone: str
    row: WaitingRow | None = None
    goal_us: int = 0


class Reminding:
    """Reads only, and only what was asked for."""

    def __init__(self, context: Context, waiting: Waiting) -> None:
        self._context = context
        self._waiting = waiting

    def due(self, wishes: Wishes, said: Said) -> Due | None:
        """Return what to remind the desk's own person of now."""
        now, zone = self._context.clock.now(), self._context.clock.zone()
        if not wishes.any or now < said.quiet_until or at_work(wishes, now, zone) is None:
            return None
        found = self._waiting.list() if wishes.waiting else None
        rows = {each.message.id: each for each in found.open} if found is not None else {}
        goal = found.goal_us if found is not None else 0
        messages = [Message(key, row.left_us, goal) for key, row in rows.items()]
        reminder = due(wishes, said, Facts(now, zone, messages, self._last(now) if wishes.silence else now))
        if reminder is None:
            return None
        row = rows.get(reminder.message) if reminder.about is About.WAITING and reminder.message else None
        return Due(reminder, zone, row, goal)

    def _last(self, now: int) -> int | None:
        """Return when time was logged last; a timer that runs is being logged."""
        if any(each.paused_us is None for each in own_timers(self._context)):
            return now
        person = self._context.settings().person_id
        return self._context.read().last_end(person) if person else None
