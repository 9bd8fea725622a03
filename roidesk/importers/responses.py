"""Tables of what came back: messages, conversions and their kinds, followers, praise."""

from __future__ import annotations

from roidesk.domain.errors import UserError
from roidesk.domain.model import (
    CONVERSION_KINDS,
    PURCHASE,
    Channel,
    Conversion,
    ConversionKind,
    Entry,
    FollowerCount,
    Inbound,
    Praise,
)
from roidesk.importers import cells as c
from roidesk.importers.columns import CURRENCY, ZONE, Cells, Column, Table, Values
from roidesk.importers.described import CHANNEL_CELL


def _read_inbound(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return the kind of a message: one of its channel's."""
    if "channel" not in cells and "kind" not in cells:
        return {}
    said = c.WORD.read(cells.get("kind", ""), place)
    channel_id = base.channel_id if isinstance(base, Inbound) else None
    if (text := cells.get("channel")) is not None:
        channel_id = place.names.find_or_make(Channel, c.WORD.read(text, place)) if text.strip() else None
    if said and channel_id is None:
        raise UserError("kind_without_channel", text=said, field="kind")
    return {"channel_id": channel_id, "kind_id": place.names.kind_of(channel_id, said) if said and channel_id else None}


def _show_inbound(entry: Inbound, place: c.Place) -> dict[str, str]:
    channel = place.names.show(entry.channel_id)
    if entry.kind_id is None:
        return {"channel": channel, "kind": ""}
    # The kind for the rest has no name: its id tells it from "not known".
    return {"channel": channel, "kind": place.names.show_kind(entry.kind_id)[1] or str(entry.kind_id)}


INBOUND = Table(
    "inbound",
    Inbound,
    (
        Column("at", c.TIME, "at_us", required=True),
        ZONE,
        Column("channel", CHANNEL_CELL),
        Column("kind", CHANNEL_CELL),
        Column("contact", c.CONTACT, "contact_id"),
        Column("person", c.PERSON, "person_id"),
        Column("thread", c.WORD, "thread"),
        Column("needs_reply", c.FLAG, "needs_reply"),
        Column("first_reply_at", c.TIME, "first_reply_us"),
        Column("auto", c.FLAG, "auto"),
        Column("sentiment", c.SENTIMENT, "sentiment"),
        Column("text", c.TEXT, "text"),
        Column("snoozed", c.TIME, "snoozed_us", ours=True),
        Column("ignored", c.TIME, "ignored_us", ours=True),
    ),
    note="text",
    newest_first=True,
    read_rest=_read_inbound,
    show_rest=_show_inbound,
)


def _read_conversion(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return kind and whether money was received: a purchase is, unless the row says no."""
    before = base if isinstance(base, Conversion) else None
    kind = conversion_kind(cells["kind"], place) if before is None or "kind" in cells else before.kind
    if (before is None or "booked" in cells) and not cells.get("booked", "").strip():
        return {"kind": kind, "booked": _books(kind, place)}
    return {"kind": kind}


def conversion_kind(text: str, place: c.Place) -> str:
    """Return the name of a kind of conversion; a kind nobody used yet is made, unless it looks like a slip of one."""
    if not text.strip():
        raise UserError("cell_missing", field="kind")
    said = "_".join(c.WORD.read(text, place).split()).casefold()
    names = place.names
    if said in CONVERSION_KINDS:
        return said
    if (found := names.find(ConversionKind, c.WORD.read(text, place)) or names.find(ConversionKind, said)) is not None:
        return getattr(names.entry(found), "name", said)
    import difflib

    near = difflib.get_close_matches(said, CONVERSION_KINDS, n=1, cutoff=0.8)
    if near:
        raise UserError("kind_misspelt", text=text, near=near[0], field="kind")
    names.stage(ConversionKind(id=names.new_id(), name=said))
    return said


def _books(kind: str, place: c.Place) -> bool:
    if kind == PURCHASE:
        return True
    found = place.names.find(ConversionKind, kind)
    entry = place.names.entry(found) if found else None
    return isinstance(entry, ConversionKind) and entry.booked


CONVERSIONS = Table(
    "conversions",
    Conversion,
    (
        Column("at", c.TIME, "at_us", required=True),
        ZONE,
        Column("contact", c.CONTACT, "contact_id"),
        Column("interaction", c.id_of("interactions"), "interaction_id"),
        Column("kind", c.Cell(c.Editor.CHOICE, conversion_kind, c.WORD.show, CONVERSION_KINDS), required=True),
        Column("amount", c.MONEY, "amount_minor"),
        CURRENCY,
        Column("booked", c.FLAG, "booked"),
        Column("probability", c.SHARE, "probability_ppm"),
        Column("margin", c.SHARE, "margin_ppm"),
        Column("new_customer", c.FLAG, "new_customer"),
        Column("brand", c.BRAND, "brand_id"),
        Column("product", c.PRODUCT, "product_id"),
        Column("campaign", c.WORD, "campaign"),
        Column("self_reported_source", c.TEXT, "self_reported_source"),
        Column("refund_of", c.id_of("conversions"), "refund_of_id"),
        Column("note", c.TEXT, "note", ours=True),
    ),
    note="note",
    newest_first=True,
    read_rest=_read_conversion,
    show_rest=lambda entry, _place: {"kind": entry.kind},
)

KINDS_OF_CONVERSION = Table(
    "conversion_kinds",
    ConversionKind,
    (
        Column("name", c.WORD, "name", required=True),
        Column("label", c.WORD, "label"),
        Column("booked", c.FLAG, "booked"),
        Column("value", c.MONEY_NOT_NEGATIVE, "value_minor"),
        Column("currency", c.CURRENCY, "currency"),
        Column("position", c.ANY_WHOLE, "position"),
    ),
    key=("name",),
)

FOLLOWERS = Table(
    "followers",
    FollowerCount,
    (
        Column("channel", c.CHANNEL, "channel_id", required=True),
        Column("at", c.TIME, "at_us", required=True),
        ZONE,
        Column("count", c.WHOLE, "count"),
        Column("gained", c.WHOLE, "gained"),
        Column("lost", c.WHOLE, "lost"),
    ),
    key=("channel_id", "at_us"),
    newest_first=True,
)

PRAISE = Table(
    "praise",
    Praise,
    (
        Column("at", c.TIME, "at_us", required=True),
        Column("contact", c.CONTACT, "contact_id"),
        Column("kind", c.one_of("recommendation", "compliment"), "kind"),
        Column("public", c.FLAG, "public"),
        Column("url", c.WORD, "url"),
        Column("zone", c.ZONE, "zone", ours=True),
    ),
    newest_first=True,
)
