"""What came of it: conversions, entered with a line or linked to the interaction they came of."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.model import CONVERSION_KINDS, PURCHASE, Conversion, Interaction
from roidesk.domain.money import currency_code, minor_units
from roidesk.domain.quickline import Amount, ConversionDraft, Vocabulary, parse_conversion
from roidesk.services.context import Context
from roidesk.services.names import Names, put_missing, written_for


class Converted(NamedTuple):
    """A line that became a conversion."""

    draft: ConversionDraft
    conversion: Conversion
    changes: Changes


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

    def link(self, interaction_id: UUID, kind: str, amount: str | None = None) -> Changes:
        """Enter a conversion that came of an interaction: direct proof. `amount` is a plain decimal without VAT."""
        context = self._context
        store = context.read()
        interaction = store.get(Interaction, interaction_id)
        if interaction is None:
            raise UserError("entry_unknown", text=str(interaction_id))
        catalogue = written_for(store)
        if kind not in kind_names(catalogue):
            raise UserError("choice_unknown", field="kind", text=kind, known=", ".join(kind_names(catalogue)))
        written = Amount(amount.strip()) if amount and amount.strip() else None
        conversion = conversion_of(context, catalogue, kind, written, Origin.of(interaction))
        with context.unit("convert") as unit:
            unit.put(conversion)
        return unit.changes

    def of_contact(self, contact_id: UUID, kind: str, amount: str | None = None) -> Changes:
        """Enter a conversion of a contact, now; `amount` is a plain decimal without VAT."""
        context = self._context
        catalogue = written_for(context.read())
        if kind not in kind_names(catalogue):
            raise UserError("choice_unknown", field="kind", text=kind, known=", ".join(kind_names(catalogue)))
        written = Amount(amount.strip()) if amount and amount.strip() else None
        origin = Origin(context.clock.now(), context.clock.zone(), contact_id)
        conversion = conversion_of(context, catalogue, kind, written, origin)
        with context.unit("convert") as unit:
            put_missing(unit, catalogue)
            unit.put(conversion)
        return unit.changes

    def unlink(self, conversion_id: UUID) -> Changes:
        """Put a conversion in the trash."""
        with self._context.unit("delete") as unit:
            unit.delete(Conversion, [conversion_id])
        return unit.changes

    def kinds(self) -> tuple[str, ...]:
        """Return the names of the kinds of conversion, the five first."""
        return kind_names(written_for(self._context.read()))


def kind_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the names of the kinds of conversion of a store: the five, then its own in their order."""
    own = sorted(catalogue.conversion_kinds, key=lambda each: (each.position, each.name))
    return tuple(dict.fromkeys((*CONVERSION_KINDS, *(each.name for each in own))))


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
        booked=own.booked if own is not None else kind == PURCHASE,
        **origin._asdict(),
    )
