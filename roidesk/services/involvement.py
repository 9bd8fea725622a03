"""Return on involvement, read from the store: the contacts of a period with their whole story, followers, praise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.analytics.involvement.buyers import (
    Compared,
    bought_rate,
    compared,
    first_purchases,
    helped,
    public_comment,
)
from roidesk.analytics.involvement.followers import Move, followers, moves
from roidesk.analytics.involvement.giving import approach, giving
from roidesk.analytics.involvement.helping import Work, helping
from roidesk.analytics.involvement.report import ChannelRow, Involvement
from roidesk.analytics.involvement.unfollowing import Unfollowing, unfollowing
from roidesk.analytics.involvement.voices import named_sources, praised, sentiment
from roidesk.analytics.returns.proof import sales_by_proof
from roidesk.analytics.sums.dimensions import label, named
from roidesk.domain.encounters import stories
from roidesk.domain.instants import local_day
from roidesk.domain.model import Contact, Conversion, FollowerCount, Inbound, Interaction, Praise
from roidesk.services.figure_facts import wherever
from roidesk.services.heard import kept_followers, kept_messages, kept_praise

if TYPE_CHECKING:
    from roidesk.analytics.query import Query
    from roidesk.analytics.sums.tally import Cell
    from roidesk.services.figure_view import View
    from roidesk.services.figures import Figures


class InvolvementPanel:
    """What was given and asked, helped and solved, and what came of it beside sales. Reads only."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def report(self, query: Query) -> Involvement:
        """Return the panel of a period."""
        with self._figures.asking(query) as asked:
            return _Panel(asked).report()


class _Panel:
    """One question, its parts read once."""

    def __init__(self, asked: View) -> None:
        self._asked = asked
        self._names = asked.scope.terms.names

    def report(self) -> Involvement:
        asked, currency = self._asked, self._asked.scope.terms.exchange.currency
        told = stories(asked.read.encounters(self._meant, asked.scope.as_of))
        purchases = first_purchases(asked.outcomes, told)
        tone, by_hour = sentiment(self._messages)
        hours = named("hour")
        # Of some whom time of the period was spent with, the interaction began on the day before it.
        met = {cell.entry.contact_id for cell in asked.pieces if cell.entry and cell.entry.contact_id}
        interests = {each.id: each.interests for each in asked.read.among(Contact, "id", met)}
        return Involvement(
            period=asked.period,
            zone=asked.scope.zone,
            as_of=asked.scope.as_of,
            currency=currency,
            giving=giving(asked.interactions, asked.pieces),
            approach=approach(asked.interactions, told),
            helping=helping(
                Work(asked.interactions, asked.pieces, asked.sheet().total, currency), interests, self._converted()
            ),
            touched_bought=bought_rate(len(self._touched & purchases.keys()), len(self._touched)),
            helped=helped(self._touched, told, purchases),
            commenters=self._commenters(),
            followers=followers(self._moves, self._time(asked.pieces)),
            unfollowing=self._unfollowing(),
            sentiment=tone,
            sentiment_by_hour={str(label(hours, hour, self._names, {})): mean for hour, mean in by_hour.items()},
            proven=sales_by_proof(asked.outcomes, currency),
            praise=praised(self._praise(), asked.outcomes, asked.period.length),
            sources=named_sources(asked.outcomes),
            channels=tuple(self._channels()),
        )

    # ------------------------------------------------------------ contacts

    @cached_property
    def _touched(self) -> frozenset[UUID]:
        """Everyone known with whom an interaction began in the period; who was merged is one."""
        return frozenset(each.contact_id for each in self._asked.interactions if each.contact_id is not None)

    @cached_property
    def _meant(self) -> dict[UUID, UUID]:
        """The touched contacts, and whoever was merged into one of them, by whom they are now."""
        merged = self._asked.read.among(Contact, "merged_into_id", self._touched)
        return {each: each for each in self._touched} | {each.id: each.merged_into_id or each.id for each in merged}

    def _converted(self) -> set[UUID]:
        """Return everyone of whom a conversion of the period is known, of whatever kind."""
        sales = (each.conversion for each in self._asked.outcomes if not each.refund)
        return {sale.contact_id for sale in sales if sale.contact_id is not None}

    def _commenters(self) -> Compared:
        """Compare the contacts who commented in public with those we were in touch with otherwise: who ever bought."""
        commented = {
            each.contact_id for each in self._asked.interactions if each.contact_id and public_comment(each.components)
        }
        for each in self._messages:
            kind = self._names.kind.get(each.kind_id) if each.kind_id else None
            if each.contact_id and kind is not None and public_comment(kind.components):
                commented.add(each.contact_id)
        everyone = self._touched | {each.contact_id for each in self._messages if each.contact_id}
        bought = self._ever_bought(everyone)
        return compared({None: [(contact in commented, contact in bought) for contact in everyone]})

    def _ever_bought(self, contacts: Iterable[UUID]) -> set[UUID]:
        every = set(contacts)
        into = {each: each for each in every}
        into |= {
            each.id: each.merged_into_id
            for each in self._asked.read.among(Contact, "merged_into_id", every)
            if each.merged_into_id
        }
        sales = self._asked.read.among(Conversion, "contact_id", into)
        until = self._asked.scope.as_of
        return {
            into[sale.contact_id]
            for sale in sales
            if sale.contact_id and sale.booked and not sale.refund and sale.at_us <= until
        }

    # ------------------------------------------------------------ what others did

    @cached_property
    def _messages(self) -> Sequence[Inbound]:
        """The messages that came in on a day of the period and that the query keeps."""
        found = self._asked.read.within(Inbound, wherever(self._asked.period))
        return kept_messages(self._asked, [each for each in found if self._in_time(each.at_us, each.zone)])

    def _praise(self) -> list[Praise]:
        found = self._asked.read.within(Praise, wherever(self._asked.period))
        return kept_praise(self._asked, [each for each in found if self._in_time(each.at_us, each.zone)])

    def _in_time(self, at_us: int, zone: str) -> bool:
        return at_us <= self._asked.scope.as_of and local_day(at_us, zone) in self._asked.period

    @cached_property
    def _moves(self) -> dict[UUID, list[Move]]:
        """What happened to the followers of each channel in the period."""
        every = moves(kept_followers(self._asked, self._asked.read.all(FollowerCount)))
        until, period = self._asked.scope.as_of, self._asked.period
        found = {
            channel: [move for move in moved if move.at_us <= until and move.day in period]
            for channel, moved in every.items()
        }
        return {channel: moved for channel, moved in found.items() if moved}

    def _unfollowing(self) -> Unfollowing:
        """Compare asking and being left over the whole weeks of the period that are over."""
        whole = [
            week
            for week, days in self._asked.weeks.items()
            if days == week.period and week.period.last <= self._asked.scope.last_day
        ]
        return unfollowing(self._asked.interactions, self._moves, whole)

    # ------------------------------------------------------------ by channel

    def _channels(self) -> Iterable[ChannelRow]:
        touches: dict[UUID, list[Interaction]] = defaultdict(list)
        pieces: dict[UUID, list[Cell]] = defaultdict(list)
        for each in self._asked.interactions:
            touches[self._names.kind[each.kind_id].channel_id].append(each)
        for cell in self._asked.pieces:
            pieces[self._names.kind[cell.key.kind_id].channel_id].append(cell)
        for channel in self._names.channels:
            moved = self._moves.get(channel.id)
            if pieces[channel.id] or moved:
                yield ChannelRow(
                    channel.name,
                    giving(touches[channel.id], pieces[channel.id]),
                    None if moved is None else followers({channel.id: moved}, self._time(pieces[channel.id])),
                )

    @staticmethod
    def _time(pieces: Iterable[Cell]) -> int:
        return sum(cell.effort.counted_us for cell in pieces)
