"""Asks once, and at most once an hour, what a stretch away from the machine was; what is not answered waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from roidesk.charts.theme import channel_colour
from roidesk.desktop import style
from roidesk.desktop.widgets.away_card import Answer, AwayCard
from roidesk.domain.instants import HOUR, MINUTE
from roidesk.i18n import _
from roidesk.i18n.sentences import explain

if TYPE_CHECKING:
    from roidesk.desktop.cards import Cards
    from roidesk.desktop.companion import Around
    from roidesk.domain.errors import UserError
    from roidesk.services.away import AwayRow

_APART = HOUR
_FRESH = 2 * MINUTE
"""What was noted as long ago as this when the window opens was found by its first look."""
_ALWAYS_MINUTES = 10


class AwayQuestion(QObject):
    """Shows the card of one stretch at a time."""

    def __init__(self, around: Around, cards: Cards) -> None:
        super().__init__(around.window)
        self._around = around
        self._cards = cards
        self._card: AwayCard | None = None
        self._rows: tuple[AwayRow, ...] = ()
        self._known: frozenset[UUID] | None = None
        self._asked_us: int | None = None
        self._all = False
        self.follow()
        self.look()

    def follow(self) -> None:
        """Leave out without a question what is shorter than the person wants to be asked about."""
        self._around.desk.timers.quiet_us = self._around.kept.settings.leave_out_under * MINUTE

    def look(self) -> None:
        """See what waits for an answer."""
        self._around.tasks.glance(self._around.desk.away.waiting, self._found)

    def ask_all(self) -> None:
        """Ask about everything that waits, one after the other, because its person wants to answer now."""
        self._all = True
        if self._card is not None:
            self._cards.reach()
        elif self._rows:
            self._ask(self._rows[-1], focus=True)
        else:
            self._all = False
            self._around.window.note.tell(_("No time away waits for an answer."))

    def _found(self, rows: Sequence[AwayRow]) -> None:
        self._rows = tuple(rows)
        before, self._known = self._known, frozenset(row.away.id for row in rows)
        now = self._around.now()
        if before is None:
            before = frozenset(row.away.id for row in rows if now - row.away.edited_us > _FRESH)
        if self._card is not None:
            self._keep_true(self._card)
            return
        new = [row for row in rows if row.away.id not in before]
        rested = self._asked_us is None or now - self._asked_us >= _APART
        if self._all and self._rows:
            self._ask(self._rows[-1], focus=True)
        elif new and rested:
            self._ask(new[0], focus=False)
        else:
            self._all = False

    def _keep_true(self, card: AwayCard) -> None:
        """Close a card whose stretch was answered elsewhere, and ask anew about one that grew."""
        now = next((row for row in self._rows if row.away.id == card.row.away.id), None)
        if now is None:
            card.put_away()
        elif now.away != card.row.away:
            card.put_away()
            self._ask(now, focus=False)

    def _ask(self, row: AwayRow, *, focus: bool) -> None:
        around, settings = self._around, self._around.kept.settings
        colour = channel_colour(style.tokens(), row.what[0].channel).hex
        minutes = settings.leave_out_under or _ALWAYS_MINUTES
        self._asked_us = around.now()
        self._card = card = AwayCard(row, colour, minutes, is_always=bool(settings.leave_out_under))
        card.answered.connect(lambda answer, text: self._answer(card, Answer(answer), text))
        card.always.connect(lambda on: around.kept.keep("leave_out_under", str(minutes) if on else "0"))
        card.closed.connect(lambda: self._closed(card))
        self._cards.show(card, focus=focus)

    def _closed(self, card: AwayCard) -> None:
        if self._card is card:
            self._card = None
            if any(row.away.id == card.row.away.id for row in self._rows):
                self._all = False  # it was put away, not answered

    def _answer(self, card: AwayCard, answer: Answer, text: str) -> None:
        away, desk, which = self._around.desk.away, self._around.desk, card.row.away.id
        deeds: dict[Answer, Callable[[], object]] = {
            Answer.LEAVE_OUT: lambda: away.leave_out(which),
            Answer.KEEP: lambda: away.keep(which),
            Answer.PART: lambda: away.keep_part(which, text),
            Answer.ASSIGN: lambda: away.assign(which, text),
            Answer.STOP: lambda: desk.away.stop(which),
        }
        self._around.tasks.write(
            deeds[answer], lambda _result: self._answered(card, answer), partial(self._refuse, card)
        )

    def _answered(self, card: AwayCard, answer: Answer) -> None:
        said = {
            Answer.LEAVE_OUT: _("Left out"),
            Answer.KEEP: _("Counted"),
            Answer.PART: _("That part is counted"),
            Answer.ASSIGN: _("Logged"),
            Answer.STOP: _("Stopped"),
        }
        self._rows = tuple(row for row in self._rows if row.away.id != card.row.away.id)
        if self._card is card:
            card.put_away()
        self._around.done(said[answer])

    def _refuse(self, card: AwayCard, error: UserError) -> None:
        if self._card is card:
            card.refuse(explain(error))
        else:
            self._around.window.note.tell(explain(error), "warn")
