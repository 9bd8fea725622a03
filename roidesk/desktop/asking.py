"""What the window asks and says by itself: time away, what came of it, a timer that runs long, reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.desktop.actions import Action, Place
from roidesk.desktop.away_question import AwayQuestion
from roidesk.desktop.cards import Cards
from roidesk.desktop.companion import Around, Companion
from roidesk.desktop.idle_watch import IdleWatch
from roidesk.desktop.outcome_question import OutcomeQuestion
from roidesk.desktop.reminders import Reminders
from roidesk.desktop.widgets.away_line import AwayLine
from roidesk.domain.instants import HOUR
from roidesk.i18n import _, formats

if TYPE_CHECKING:
    from roidesk.domain.changes import Changes
    from roidesk.services.rows import RunningRow

_LONG = 3 * HOUR


class Asking(Companion):
    """One card at a time for all of it; each question is asked once."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.cards = Cards(around.window)
        self.idle = IdleWatch(around)
        self.away = AwayQuestion(around, self.cards)
        self.outcome = OutcomeQuestion(around, self.cards)
        self.reminders = Reminders(around, self.cards)
        self._long: set[UUID] = set()
        around.window.top.timers_shown.connect(self._follow_timers)
        around.kept.changed.connect(self._follow_settings)
        around.window.registry.add(
            Action("away", _("Answer what time away was"), (), self.away.ask_all, Place.TIMER, "coffee"),
            Action("card", _("Go to the question that is shown"), ("Ctrl+J",), self.cards.reach, Place.TIMER),
            Action("timers", _("All that runs: start, cost, stop"), ("Ctrl+Shift+M",), around.window.top.show_panel,
                   Place.TIMER, "timer"),
            Action("no_reminders", _("No reminders for 1 hour"), (), self.reminders.hush, icon="bell"),
        )  # fmt: skip
        for line in around.window.findChildren(AwayLine):
            line.wanted.connect(self.away.ask_all)
        self._follow_timers(around.window.top.rows)

    def changed(self, changes: Changes) -> None:
        """Ask about what was stopped, and about what was not counted."""
        self.outcome.changed(changes)
        if not changes.tables or changes.tables & {"away", "interaction", "timer"}:
            self.away.look()

    def stop(self) -> None:
        """Watch and ask no more."""
        self.idle.stop()
        self.reminders.stop()
        self.cards.clear()

    def _follow_settings(self, key: str) -> None:
        if key == "watch_idle":
            self.idle.follow()
        elif key == "leave_out_under":
            self.away.follow()
        elif key.startswith("remind"):
            self.reminders.follow()

    def _follow_timers(self, rows: tuple[RunningRow, ...]) -> None:
        self.idle.follow()
        for row in rows:
            if row.us >= _LONG and row.timer.paused_us is None and row.timer.id not in self._long:
                self._long.add(row.timer.id)
                self._say_long(row)

    def _say_long(self, row: RunningRow) -> None:
        """Say once that a timer runs long; it goes on whatever is answered."""
        from roidesk.desktop.models.away_words import named
        from roidesk.desktop.widgets.notices import Choice

        top, which = self.around.window.top, row.timer.id
        text = _("{what} has run for {length}.").format(what=named(row.shown), length=formats.duration(row.us))
        stop = Choice(_("Stop"), lambda: top.stop_timer(which))
        start = Choice(_("Change its start…"), lambda: top.show_panel(which))
        self.around.window.note.tell(text, "warn", (Choice(_("Let it run"), lambda: None), start, stop))
