"""Logging what one just did, looking at it, and putting it right afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Period
from roidesk.domain.model import Brand, Conversion, Entry, FxRate, Interaction, Person, Product, Source, Topic
from roidesk.domain.money import major_units
from roidesk.domain.personalness import level
from roidesk.domain.quickline import Draft, Role, read
from roidesk.services.context import Context
from roidesk.services.lines import Lines, score_of
from roidesk.services.names import Names, own_person, put_missing
from roidesk.services.rows import (
    DayPage,
    InteractionRow,
    Understood,
    interaction_row,
    interaction_rows,
)
from roidesk.services.timers import running_now
from roidesk.store.reader import Called, Reader

if TYPE_CHECKING:
    from roidesk.domain.filters import Expression


class Logged(NamedTuple):
    """A line that became an interaction: how it was read, the row, what came of it, and what was written."""

    draft: Draft
    row: InteractionRow
    changes: Changes


class Tracking:
    """Interactions of the desk's own person."""

    def __init__(self, context: Context, lines: Lines) -> None:
        self._context = context
        self._lines = lines

    def read(self, line: str) -> Draft:
        """Return how a line, finished or not, is understood; nothing is written."""
        now, zone = self._lines.here()
        return read(line, now=now, zone=zone, known=self._lines.vocabulary(self._lines.catalogue(), line))

    def understand(self, line: str) -> Understood:
        """Return how a line, finished or not, would be filed; nothing is written."""
        now, zone = self._lines.here()
        catalogue = self._lines.catalogue()
        draft = read(line, now=now, zone=zone, known=self._lines.vocabulary(catalogue, line))
        kind = catalogue.kind[draft.kind_id] if draft.kind_id is not None else None
        known = self._context.read().contact_called(draft.contact) if draft.contact is not None else None
        score = score_of(draft, kind) if kind is not None else draft.score
        return Understood(
            draft=_as_kept(draft, catalogue),
            channel=catalogue.channel[kind.channel_id] if kind is not None else None,
            kind=kind,
            contact=known.name if known is not None else None,
            level=level(score) if score is not None else draft.level,
            meanwhile=self._meanwhile(draft) if draft.end_us is not None else (),
            fresh=_fresh(draft, catalogue),
        )

    def known_contact(self, line: str) -> Called | None:
        """Return who is meant by the contact that a line names, None where nobody is called so."""
        named = self.read(line).contact
        return self._context.read().contact_called(named) if named is not None else None

    def names(self) -> Catalogue:
        """Return the channels, kinds, brands, products and topics there are to choose from."""
        return self._lines.catalogue()

    def owner(self) -> str | None:
        """Return the name of the person whose desk this is, None while nobody has given one."""
        person = self._context.settings().person_id
        found = self._context.read().get(Person, person) if person else None
        return found.name if found else None

    def log(self, line: str) -> Logged:
        """File one interaction. `UserError` when the line cannot be what it says or names no length or channel."""
        catalogue, here = self._lines.catalogue(), self._lines.here()
        draft = self._lines.parsed(line, catalogue, here)
        if draft.start_us is None or draft.end_us is None:
            raise UserError("line_without_length", text=line)
        with self._context.unit("log") as unit:
            put_missing(unit, catalogue)
            names = Names(self._context, unit, catalogue)
            interaction = Interaction(
                **self._lines.described(names, draft),  # type: ignore[arg-type] # the fields of Described
                edited_us=unit.now,
                person_id=own_person(self._context, unit),
                start_us=draft.start_us,
                end_us=draft.end_us,
                zone=here[1],
                source=Source.MANUAL,
            )
            written = unit.read.catalogue()
            filed = unit.put(interaction)
            led_to = self._lines.put_outcome(unit, catalogue, draft, filed)
        return Logged(draft, interaction_row(filed, written, names.contacts, led_to), unit.changes)

    def edit(self, interaction: UUID, values: Mapping[str, str]) -> Changes:
        """Change columns of an interaction, as `interactions.csv` names and writes them."""
        from roidesk.services.ledger import Ledger

        return Ledger(self._context).edit("interactions", interaction, values)

    def delete(self, interactions: Iterable[UUID]) -> Changes:
        """Put interactions in the trash, as one action."""
        with self._context.unit("delete") as unit:
            unit.delete(Interaction, interactions)
        return unit.changes

    def day(self, day: date) -> DayPage:
        """Return one local day of the desk's own person, with the timers that run now."""
        settings, store = self._context.settings(), self._context.read()
        span = Period(day, day).span(settings.zone)
        found = store.interactions(span, person=settings.person_id) if settings.person_id else []
        found.sort(key=lambda each: (each.start_us, each.id), reverse=True)
        rows = interaction_rows(store, found)
        own = {each.id for each in found}
        came = [each for each in store.conversions(span) if self._is_mine(each, own)]
        return DayPage(
            day=day,
            rows=rows,
            running=running_now(self._context),
            conversions=sum(not each.refund for each in came),
            sales=_sales(came, store, settings.currency),
            currency=settings.currency,
        )

    def keeping(self, where: Expression, interactions: Iterable[Interaction]) -> frozenset[UUID]:
        """Return the ids of those interactions that a filter keeps; `UserError` for a filter that names nothing."""
        from roidesk.services.matching import matching_of

        return frozenset(each.id for each in matching_of(self._context.read(), where, interactions))

    def _is_mine(self, conversion: Conversion, of_the_day: set[UUID]) -> bool:
        """Whether a conversion came of this person's time, or of nobody's that is known."""
        if conversion.interaction_id is None or conversion.interaction_id in of_the_day:
            return True
        cause = self._context.read().get(Interaction, conversion.interaction_id)
        return cause is None or cause.person_id == self._context.settings().person_id

    def page(self, before: tuple[int, UUID] | None = None, limit: int = 256) -> tuple[InteractionRow, ...]:
        """Return the interactions before a position (start, id), newest first; None begins at the newest."""
        store = self._context.read()
        return interaction_rows(store, store.page(before=before, limit=limit))

    def _meanwhile(self, draft: Draft) -> tuple[str, ...]:
        return tuple(
            row.shown.channel.name
            for row in running_now(self._context)
            if row.timer.paused_us is None and row.timer.start_us < (draft.end_us or 0)
        )


def _sales(came: Iterable[Conversion], read: Reader, currency: str) -> Fraction | None:
    """Return what was bought less what was paid back, in major units; None: a rate of exchange is missing."""
    booked = [each for each in came if each.booked and each.counted_minor is not None]
    if all(each.currency == currency for each in booked):
        return Fraction(major_units(sum(each.counted_minor or 0 for each in booked), currency))
    # Only where there is another currency: Today is what one waits for.
    from roidesk.analytics.one_contact import sales
    from roidesk.analytics.sums.cost import Exchange

    return sales(booked, Exchange(read.all(FxRate), currency))


def _as_kept(draft: Draft, names: Catalogue) -> Draft:
    """Return a draft with brand and product spelled as they are in the store, where they are there."""
    brands = {folded(each.name): each.name for each in names.brands}
    products = {folded(each.name): each.name for each in names.products}
    return replace(
        draft,
        brand=draft.brand and brands.get(folded(draft.brand), draft.brand),
        product=draft.product and products.get(folded(draft.product), draft.product),
    )


_NAMED: Mapping[Role, type[Entry]] = {Role.BRAND: Brand, Role.PRODUCT: Product, Role.TOPIC: Topic}


def _fresh(draft: Draft, names: Catalogue) -> frozenset[tuple[Role, str]]:
    """Return the names of a draft that nothing in the store has."""
    named = ((each.role, str(each.value)) for each in draft.tokens if each.ok and each.role in _NAMED)
    return frozenset((role, name) for role, name in named if folded(name) not in names.taken[_NAMED[role]])
