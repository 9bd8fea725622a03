"""All use cases over one store: what a front end is handed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roidesk.services.away import AwayTime
    from roidesk.services.backups import Backups
    from roidesk.services.baselines import Baselines
    from roidesk.services.bulk import Bulk
    from roidesk.services.care import Care
    from roidesk.services.channels import Channels
    from roidesk.services.closing import ClosedWeeks
    from roidesk.services.completing import Completing
    from roidesk.services.context import Context
    from roidesk.services.erasing import Erasing
    from roidesk.services.evidence import EvidenceOfTime
    from roidesk.services.exchange import Exchange
    from roidesk.services.experiments import Experiments
    from roidesk.services.figures import Figures
    from roidesk.services.finding import Finding
    from roidesk.services.fixing import Fixing
    from roidesk.services.goals import Goals
    from roidesk.services.history import History
    from roidesk.services.involvement import InvolvementPanel
    from roidesk.services.ledger import Ledger
    from roidesk.services.ledger_views import LedgerViews
    from roidesk.services.lines import Lines
    from roidesk.services.measures import Measuring
    from roidesk.services.mending import Mending
    from roidesk.services.meter import Meter
    from roidesk.services.outcomes import Outcomes
    from roidesk.services.paying_back import PayingBack
    from roidesk.services.people import People
    from roidesk.services.personalness import Personalness
    from roidesk.services.pins import Pins
    from roidesk.services.quick import Quick
    from roidesk.services.reminding import Reminding
    from roidesk.services.replies import ReplyTimes
    from roidesk.services.reshaping import Reshaping
    from roidesk.services.scorecards import Scorecards
    from roidesk.services.timer_starts import TimerStarts
    from roidesk.services.timers import Timers
    from roidesk.services.tracking import Tracking
    from roidesk.services.trash import Trash
    from roidesk.services.unmatched import Unmatched
    from roidesk.services.waiting import Waiting
    from roidesk.services.what_if import WhatIfs


class Desk:
    """The services of one open store.

    Methods that write are called from one thread only; those that read may be called from any.
    """

    def __init__(self, context: Context) -> None:
        self.context = context

    @property
    def store_place(self) -> str:
        """Where the store is: its path, or its URL without a password."""
        return self.context.store.place

    @property
    def read_only(self) -> bool:
        """Whether the store can only be looked at."""
        return self.context.store.read_only

    @cached_property
    def _lines(self) -> Lines:
        from roidesk.services.lines import Lines

        return Lines(self.context)

    @cached_property
    def tracking(self) -> Tracking:
        """Interactions."""
        from roidesk.services.tracking import Tracking

        return Tracking(self.context, self._lines)

    @cached_property
    def bulk(self) -> Bulk:
        """The same change to many rows."""
        from roidesk.services.bulk import Bulk

        return Bulk(self.context)

    @cached_property
    def reshaping(self) -> Reshaping:
        """Times of interactions put right."""
        from roidesk.services.reshaping import Reshaping

        return Reshaping(self.context)

    @cached_property
    def completing(self) -> Completing:
        """What a line that is being typed may become."""
        from roidesk.services.completing import Completing

        return Completing(self.context, self._lines)

    @cached_property
    def fixing(self) -> Fixing:
        """What else a part of a line may say."""
        from roidesk.services.fixing import Fixing

        return Fixing(self._lines, self.tracking, self.completing)

    @cached_property
    def timers(self) -> Timers:
        """Timers."""
        from roidesk.services.timers import Timers

        return Timers(self.context, self._lines)

    @cached_property
    def timer_starts(self) -> TimerStarts:
        """When running timers began."""
        from roidesk.services.timer_starts import TimerStarts

        return TimerStarts(self.context, self._lines)

    @cached_property
    def reminding(self) -> Reminding:
        """Reminders that are due."""
        from roidesk.services.reminding import Reminding

        return Reminding(self.context, self.waiting)

    @cached_property
    def meter(self) -> Meter:
        """What running conversations take, and took."""
        from roidesk.services.meter import Meter

        return Meter(self.context)

    @cached_property
    def away(self) -> AwayTime:
        """Stretches away from the machine that wait for an answer."""
        from roidesk.services.away import AwayTime

        return AwayTime(self.context, self._lines, self.timers)

    @cached_property
    def pins(self) -> Pins:
        """What one does again and again."""
        from roidesk.services.pins import Pins

        return Pins(self.context, self.timers)

    @cached_property
    def quick(self) -> Quick:
        """What the quick entry does at a single key."""
        from roidesk.services.quick import Quick

        return Quick(self.context, self.timers, self.pins)

    @cached_property
    def waiting(self) -> Waiting:
        """Messages that wait for an answer."""
        from roidesk.services.waiting import Waiting

        return Waiting(self.context, self._lines, self.timers)

    @cached_property
    def people(self) -> People:
        """Contacts: who they are, and all that was between them and us."""
        from roidesk.services.people import People

        return People(self.context, self.waiting)

    @cached_property
    def unmatched(self) -> Unmatched:
        """Who bought and is known by an address only."""
        from roidesk.services.unmatched import Unmatched

        return Unmatched(self.context)

    @cached_property
    def finding(self) -> Finding:
        """Anything by a few letters."""
        from roidesk.services.finding import Finding

        return Finding(self.context, self.completing)

    @cached_property
    def outcomes(self) -> Outcomes:
        """Conversions."""
        from roidesk.services.outcomes import Outcomes

        return Outcomes(self.context)

    @cached_property
    def ledger(self) -> Ledger:
        """Every table, by column and text."""
        from roidesk.services.ledger import Ledger

        return Ledger(self.context)

    @cached_property
    def ledger_views(self) -> LedgerViews:
        """Tables as they are looked at: filtered, in some order, page by page."""
        from roidesk.services.ledger_views import LedgerViews

        return LedgerViews(self.context)

    @cached_property
    def channels(self) -> Channels:
        """Channels, their kinds, and how personal each is."""
        from roidesk.services.channels import Channels

        return Channels(self.context)

    @cached_property
    def closing(self) -> ClosedWeeks:
        """Closed weeks."""
        from roidesk.services.closing import ClosedWeeks

        return ClosedWeeks(self.context, self.figures)

    @cached_property
    def history(self) -> History:
        """Every version of an entry."""
        from roidesk.services.history import History

        return History(self.context)

    @cached_property
    def trash(self) -> Trash:
        """What was deleted."""
        from roidesk.services.trash import Trash

        return Trash(self.context)

    @cached_property
    def figures(self) -> Figures:
        """What it took and what it brought."""
        from roidesk.services.figures import Figures

        return Figures(self.context)

    @cached_property
    def paying_back(self) -> PayingBack:
        """Whether and when the money came back."""
        from roidesk.services.paying_back import PayingBack

        return PayingBack(self.figures)

    @cached_property
    def replies(self) -> ReplyTimes:
        """Who waited for an answer."""
        from roidesk.services.replies import ReplyTimes

        return ReplyTimes(self.context, self.figures)

    @cached_property
    def experiments(self) -> Experiments:
        """Planned experiments."""
        from roidesk.services.experiments import Experiments

        return Experiments(self.context, self.figures)

    @cached_property
    def _measuring(self) -> Measuring:
        from roidesk.services.measures import Measuring

        return Measuring(self.figures, self.involvement, self.replies)

    @cached_property
    def goals(self) -> Goals:
        """Goals, and how far they are."""
        from roidesk.services.goals import Goals

        return Goals(self._measuring, self.history)

    @cached_property
    def baselines(self) -> Baselines:
        """What the same took offline."""
        from roidesk.services.baselines import Baselines

        return Baselines(self.figures)

    @cached_property
    def scorecards(self) -> Scorecards:
        """Sheets of figures a team composed itself."""
        from roidesk.services.scorecards import Scorecards

        return Scorecards(self._measuring)

    @cached_property
    def involvement(self) -> InvolvementPanel:
        """What was given and asked, helped and solved."""
        from roidesk.services.involvement import InvolvementPanel

        return InvolvementPanel(self.figures)

    @cached_property
    def personalness(self) -> Personalness:
        """How personal contact was, and whether that goes with sales."""
        from roidesk.services.personalness import Personalness

        return Personalness(self.context, self.figures)

    @cached_property
    def what_if(self) -> WhatIfs:
        """Hours moved between channels on paper."""
        from roidesk.services.what_if import WhatIfs

        return WhatIfs(self.context, self.figures)

    @cached_property
    def evidence(self) -> EvidenceOfTime:
        """Whether time moves with return."""
        from roidesk.services.evidence import EvidenceOfTime

        return EvidenceOfTime(self.figures, self.experiments)

    @cached_property
    def exchange(self) -> Exchange:
        """Import and export."""
        from roidesk.services.exchange import Exchange

        return Exchange(self.context)

    @cached_property
    def care(self) -> Care:
        """Undo, history, checks, settings, the sample team."""
        from roidesk.services.care import Care

        return Care(self.context)

    @cached_property
    def backups(self) -> Backups:
        """Backups of the store."""
        from roidesk.services.backups import Backups

        return Backups(self.context)

    @cached_property
    def erasing(self) -> Erasing:
        """Erasing a contact."""
        from roidesk.services.erasing import Erasing

        return Erasing(self.context)

    @cached_property
    def mending(self) -> Mending:
        """What is done when something of the store is missing or wrong."""
        from roidesk.services.mending import Mending

        return Mending(self.context)

    def close(self) -> None:
        """Close the store."""
        self.context.store.close()
