"""What came of it: conversions, entered with a line or linked to the interaction they came of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Span
from roidesk.domain.model import CONVERSION_KINDS, PURCHASE, Conversion, Interaction, Timer
from roidesk.domain.money import currency_code, minor_units
from roidesk.domain.numbers import exact_number
from roidesk.domain.quickline import Amount, ConversionDraft, Vocabulary, parse_conversion
from roidesk.services.context import Context
from roidesk.services.names import Names, put_missing, written_for
from roidesk.services.rows import InteractionRow, interaction_rows

if TYPE_CHECKING:
    from roidesk.store.reader import Reader


class Converted(NamedTuple):
    """A line that became a conversion."""

    draft: ConversionDraft
    conversion: Conversion
    changes: Changes


class KindChoice(NamedTuple):
    """A kind of conversion; `booked`: it counts as money received, so that its amount needs no chance to come."""

    kind: str
    booked: bool


class Outcomes:
    """Conversions of the store."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def convert(self, line: str) -> Converted:
        """Enter a conversion: `purchase 240 @acme at 2026-06-05T10:00`; `UserError` when the line cannot be so."""
        context = self._context
        catalogue = written_for(context.read())
        draft = parse_conversion(
            line, now=context.clock.now(), zone=context.clock.zone(), known=Vocabulary.of(catalogue)
        )
        if draft.kind is None:
            raise UserError("conversion_kind_missing", text=line, known=", ".join(kind_names(catalogue)))
        with context.unit("convert") as unit:
            put_missing(unit, catalogue)
            names = Names(context, unit, catalogue)
            origin = Origin(
                at_us=draft.at_us,
                zone=context.clock.zone(),
                contact_id=names.contact(draft.contact, draft.at_us),
                brand_id=names.brand(draft.brand),
                product_id=names.product(draft.product),
                campaign=draft.campaign,
                note=draft.note,
            )
            conversion = conversion_of(context, catalogue, draft.kind, draft.amount, origin)
            unit.put(conversion)
        return Converted(draft, conversion, unit.changes)

    def link(self, interaction_id: UUID, kind: str, amount: str | None = None, chance: str | None = None) -> Changes:
        """Enter a conversion that came of an interaction: direct proof. `amount` without VAT, as a line says it.

        `chance`: how likely what is not booked comes to be a sale, in per cent ("30").
        """
        context = self._context
        store = context.read()
        interaction = store.get(Interaction, interaction_id)
        if interaction is None:
            raise UserError("entry_unknown", text=str(interaction_id))
        catalogue = written_for(store)
        if kind not in kind_names(catalogue):
            raise UserError("choice_unknown", field="kind", text=kind, known=", ".join(kind_names(catalogue)))
        written = _amount(amount) if amount and amount.strip() else None
        conversion = conversion_of(context, catalogue, kind, written, Origin.of(interaction))
        if chance and chance.strip() and not conversion.booked:
            conversion = replace(conversion, probability_ppm=chance_ppm(chance))
        with context.unit("convert") as unit:
            unit.put(conversion)
        return unit.changes

    def of_contact(self, contact_id: UUID, kind: str, amount: str | None = None) -> Changes:
        """Enter a conversion of a contact, now; `amount` without VAT, as a line says it ("1.240,50", "240 USD")."""
        context = self._context
        catalogue = written_for(context.read())
        if kind not in kind_names(catalogue):
            raise UserError("choice_unknown", field="kind", text=kind, known=", ".join(kind_names(catalogue)))
        written = _amount(amount) if amount and amount.strip() else None
        origin = Origin(context.clock.now(), context.clock.zone(), contact_id)
        conversion = conversion_of(context, catalogue, kind, written, origin)
        with context.unit("convert") as unit:
            put_missing(unit, catalogue)
            unit.put(conversion)
        return unit.changes

    def enter(self, kind: str, *, amount: str = "", who: str = "", when: str = "") -> Changes:
        """Enter a conversion; `who` is a name or an address (new ones are made), `when` as a line says it, now else.

        `UserError` as `convert`, and `when_unreadable`.
        """
        context = self._context
        catalogue = written_for(context.read())
        if kind not in kind_names(catalogue):
            raise UserError("choice_unknown", field="kind", text=kind, known=", ".join(kind_names(catalogue)))
        written = _amount(amount) if amount.strip() else None
        at_us = self._instant(kind, when, catalogue)
        with context.unit("convert") as unit:
            put_missing(unit, catalogue)
            name = " ".join(who.split()).removeprefix("@")
            contact = Names(context, unit, catalogue).contact(name or None, at_us)
            unit.put(conversion_of(context, catalogue, kind, written, Origin(at_us, context.clock.zone(), contact)))
        return unit.changes

    def _instant(self, kind: str, when: str, catalogue: Catalogue) -> int:
        """Return the instant that "14:05", "yesterday" or "2026-06-05" means; now for nothing."""
        clock, text = self._context.clock, when.strip()
        now = clock.now()
        if not text:
            return now
        said = text if text.startswith("at ") or not text[0].isdigit() else f"at {text}"
        draft = parse_conversion(f"{kind} {said}", now=now, zone=clock.zone(), known=Vocabulary.of(catalogue))
        if draft.note or draft.unknown or draft.amount is not None:
            raise UserError("when_unreadable", text=text)
        return draft.at_us

    def unlink(self, conversion_id: UUID) -> Changes:
        """Put a conversion in the trash."""
        with self._context.unit("delete") as unit:
            unit.delete(Conversion, [conversion_id])
        return unit.changes

    def stopped(self, entries: Iterable[UUID]) -> InteractionRow | None:
        """Return the interaction that was filed when a timer stopped, by the ids that were written then.

        None: there is none, or what came of it is known already.
        """
        read = self._context.read()
        filed = [each for entry in entries if (each := self._filed(read, entry)) is not None]
        if not filed:
            return None
        row = interaction_rows(read, [max(filed, key=lambda each: each.end_us)])[0]
        return None if row.led_to else row

    def _filed(self, read: Reader, entry: UUID) -> Interaction | None:
        """Return an interaction, or that which a paused timer had filed before it was stopped."""
        found = read.get(Interaction, entry)
        timer = read.get(Timer, entry, trashed=True) if found is None else None
        if timer is None or timer.paused_us is None:
            return found
        near = read.interactions(Span(timer.start_us, max(timer.paused_us, timer.start_us + 1)), person=timer.person_id)
        return next((each for each in near if (each.kind_id, each.start_us) == (timer.kind_id, timer.start_us)), None)

    def choices(self) -> tuple[KindChoice, ...]:
        """Return the kinds of conversion to choose from, the five first."""
        catalogue = written_for(self._context.read())
        return tuple(KindChoice(each, is_booked(catalogue, each)) for each in kind_names(catalogue))

    def kinds(self) -> tuple[str, ...]:
        """Return the names of the kinds of conversion, the five first."""
        return kind_names(written_for(self._context.read()))


def _amount(text: str) -> Amount:
    """Return an amount as it is typed into a field of its own; `UserError` for what is none."""
    try:
        draft = parse_conversion(f"{PURCHASE} {text}", now=0, zone="UTC", known=Vocabulary.of(Catalogue()))
    except UserError as error:
        raise UserError(error.code, text=text, field="amount") from None  # the column would be that of another line
    if draft.amount is None or len(draft.tokens) > 2 + bool(draft.amount.currency):
        raise UserError("amount_unreadable", text=text, field="amount")
    return draft.amount


def kind_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the names of the kinds of conversion of a store: the five, then its own in their order."""
    own = sorted(catalogue.conversion_kinds, key=lambda each: (each.position, each.name))
    return tuple(dict.fromkeys((*CONVERSION_KINDS, *(each.name for each in own))))


def is_booked(catalogue: Catalogue, kind: str) -> bool:
    """Return whether a kind of conversion counts as money received."""
    own = next((each for each in catalogue.conversion_kinds if each.name == kind), None)
    return own.booked if own is not None else kind == PURCHASE


def chance_ppm(text: str) -> int:
    """Read a chance in per cent ("30", "30 %", "12.5"); `UserError` for what is none."""
    said = text.replace("%", "").strip()
    try:
        share = exact_number(said) / 100
    except ValueError:
        raise UserError("per_cent_unreadable", text=text) from None
    if not 0 <= share <= 1:
        raise UserError("per_cent_unreadable", text=text)
    return round(share * 1_000_000)


class Origin(NamedTuple):
    """When and of what a conversion came."""

    at_us: int
    zone: str
    contact_id: UUID | None = None
    interaction_id: UUID | None = None
    brand_id: UUID | None = None
    product_id: UUID | None = None
    campaign: str | None = None
    note: str | None = None

    @classmethod
    def of(cls, interaction: Interaction) -> Origin:
        """Return the origin of what came of an interaction, as it ended: direct proof."""
        return cls(
            at_us=interaction.end_us,
            zone=interaction.zone,
            contact_id=interaction.contact_id,
            interaction_id=interaction.id,
            brand_id=interaction.brand_id,
            product_id=interaction.product_id,
            campaign=interaction.campaign,
        )


def conversion_of(
    context: Context, catalogue: Catalogue, kind: str, amount: Amount | None, origin: Origin
) -> Conversion:
    """Return a new conversion. Without an amount, a kind that has a usual value gets that one."""
    own = next((each for each in catalogue.conversion_kinds if each.name == kind), None)
    amount_minor, currency = None, None
    if amount is not None:
        currency = currency_code(amount.currency) if amount.currency else context.settings().currency
        amount_minor = minor_units(amount.text, currency)
        if amount_minor < 0:
            raise UserError("amount_negative", text=amount.text, field="amount")
    elif own is not None and own.value_minor is not None:
        amount_minor, currency = own.value_minor, own.currency
    return Conversion(
        id=context.id(),
        kind=kind,
        amount_minor=amount_minor,
        currency=currency,
        booked=is_booked(catalogue, kind),
        **origin._asdict(),
    )
