"""Reminds of what was asked for in Settings, as a card that can wait; without a wish nothing here runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from roidesk.desktop.widgets.notices import Choice
from roidesk.desktop.widgets.reminder_card import ReminderCard
from roidesk.domain.instants import MINUTE
from roidesk.domain.reminding import About, Said, Wishes
from roidesk.i18n import _, formats
from roidesk.settings.desk import DAYS

if TYPE_CHECKING:
    from uuid import UUID

    from roidesk.desktop.cards import Cards
    from roidesk.desktop.companion import Around
    from roidesk.services.reminding import Due
    from roidesk.services.waiting import WaitingRow
    from roidesk.settings.desk import DeskSettings

_LOOK_MS = 60_000
_LATER = 15 * MINUTE


class Reminders(QObject):
    """Looks once a minute whether something is due."""

    def __init__(self, around: Around, cards: Cards) -> None:
        super().__init__(around.window)
        self._around = around
        self._cards = cards
        self._said = Said()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.follow()

    def follow(self) -> None:
        """Look while something is wished for."""
        if wishes_of(self._around.kept.settings).any:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def look(self) -> None:
        """See whether something is due."""
        wishes, said, desk = wishes_of(self._around.kept.settings), self._said, self._around.desk
        self._around.tasks.glance(lambda: desk.reminding.due(wishes, said), self._remind)

    def hush(self) -> None:
        """Say nothing for an hour."""
        self._said = self._said.hushed(self._around.now())
        if isinstance(self._cards.shown, ReminderCard):
            self._cards.shown.put_away()
        self._around.window.note.tell(_("No reminders for 1 hour."))

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _remind(self, found: Due | None) -> None:
        now = self._around.now()
        if found is None or now < self._said.quiet_until or self._cards.shown is not None:
            return  # a question that is open comes first; what is due stays due
        self._said = self._said.after(found.reminder, now)
        if found.reminder.about is About.WAITING and found.row is not None:
            self._cards.show(self._of_message(found.row, found.goal_us), focus=False, passing=True)
        else:
            since = formats.clock(found.reminder.since_us, found.zone)
            self._cards.show(self._of_silence(since), focus=False, passing=True)

    def _of_message(self, row: WaitingRow, goal_us: int) -> ReminderCard:
        who = row.contact or (row.channel.name if row.channel else _("Somebody"))
        waited, goal = formats.duration(row.waited_us), formats.duration(goal_us)
        detail = _("{waited}, your goal is {goal}").format(waited=waited, goal=goal)
        answer = Choice(_("Answer"), partial(self._answer, row.message.id))
        later = Choice(_("In 15 min"), partial(self._snooze, row.message.id))
        return ReminderCard("inbox", _("{who} is waiting").format(who=who), detail, (answer, later))

    def _of_silence(self, since: str) -> ReminderCard:
        window = self._around.window
        log = Choice(_("Log it"), lambda: (self._around.come_forward(), window.top.entry.setFocus()))
        quiet = Choice(_("Not for 1 hour"), self.hush)
        title = _("Nothing logged since {time}").format(time=since)
        return ReminderCard("clock", title, _("Timers that run count as logged."), (log, quiet))

    def _answer(self, message: UUID) -> None:
        desk = self._around.desk
        self._around.tasks.write(lambda: desk.waiting.answer(message))

    def _snooze(self, message: UUID) -> None:
        desk, until = self._around.desk, self._around.now() + _LATER
        self._around.tasks.write(lambda: desk.waiting.snooze(message, until))


def wishes_of(settings: DeskSettings) -> Wishes:
    """Return what a desk is set to remind of."""
    days = frozenset(DAYS.index(each) for each in settings.remind_days)
    return Wishes(settings.remind_waiting, settings.remind_hours, days, settings.remind_from, settings.remind_until)
