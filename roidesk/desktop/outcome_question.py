"""Asks "did anything come of it?" when a timer stops, wherever it was stopped from: once, and never in the way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtCore import QObject

from roidesk.charts.theme import channel_colour
from roidesk.desktop import style
from roidesk.desktop.widgets.outcome_card import OutcomeCard
from roidesk.i18n import _
from roidesk.i18n.sentences import explain

if TYPE_CHECKING:
    from roidesk.desktop.cards import Cards
    from roidesk.desktop.companion import Around
    from roidesk.domain.changes import Changes
    from roidesk.domain.errors import UserError
    from roidesk.services.outcomes import KindChoice
    from roidesk.services.rows import InteractionRow


class _Question(NamedTuple):
    """What is asked about, with what there is to choose from."""

    row: InteractionRow | None
    choices: tuple[KindChoice, ...]
    currency: str


class OutcomeQuestion(QObject):
    """Shows a card after a stop, with the focus unless somebody is typing; after a switch without it, for a while."""

    def __init__(self, around: Around, cards: Cards) -> None:
        super().__init__(around.window)
        self._around = around
        self._cards = cards
        self._asked: set[UUID] = set()
        self._open: dict[UUID, OutcomeCard] = {}

    def changed(self, changes: Changes) -> None:
        """Ask when a timer was stopped; not again when that is done anew after Ctrl+Z.

        A question that is open while its stop is taken back goes, and is asked at the next stop.
        """
        self._look_again(changes.entries & self._open.keys())
        if changes.label in ("stop", "switch") and self._around.kept.settings.ask_on_stop and changes.entries:
            stopped = changes.label == "stop"
            self._around.tasks.glance(partial(self._question, changes), lambda found: self._ask(found, stopped))

    def _look_again(self, entries: Collection[UUID]) -> None:
        """Put away the questions about what is no longer there."""
        if entries:
            self._around.tasks.glance(partial(self._gone, entries), self._withdraw)

    def _gone(self, entries: Collection[UUID]) -> list[UUID]:
        return [each for each in entries if self._around.desk.outcomes.stopped((each,)) is None]

    def _withdraw(self, gone: Sequence[UUID]) -> None:
        for which in self._open.keys() & set(gone):
            self._asked.discard(which)
            self._cards.drop(self._open.pop(which))

    def _question(self, changes: Changes) -> _Question:
        desk = self._around.desk
        row = desk.outcomes.stopped(changes.entries)
        return _Question(row, desk.outcomes.choices(), desk.care.settings().currency)

    def _ask(self, question: _Question, stopped: bool) -> None:  # noqa: FBT001 - bound by position
        row = question.row
        if row is None or row.interaction.id in self._asked:
            return
        self._asked.add(row.interaction.id)
        colour = channel_colour(style.tokens(), row.shown.channel).hex
        card = OutcomeCard(row, colour, question.choices, question.currency)
        self._open[row.interaction.id] = card
        card.saved.connect(partial(self._save, card))
        card.closed.connect(partial(self._open.pop, row.interaction.id, None))
        focus = stopped and not self._around.window.top.entry.text.strip()
        self._cards.show(card, focus=focus, passing=not stopped)
        self._look_again({row.interaction.id})  # fast hands took it back before this was answered

    def _save(self, card: OutcomeCard, kind: str, amount: str, chance: str) -> None:
        desk, which = self._around.desk, card.row.interaction.id
        self._around.tasks.write(
            lambda: desk.outcomes.link(which, kind, amount, chance),
            lambda _changes: self._saved(card),
            lambda error: self._refuse(card, error),
        )

    def _saved(self, card: OutcomeCard) -> None:
        card.put_away()
        self._around.done(_("Saved"))

    def _refuse(self, card: OutcomeCard, error: UserError) -> None:
        card.refuse(explain(error))
