"""Every table file, declared once: import, export, the ledger and `edit ID FIELD=VALUE` all follow from it.

Names, required columns and meanings are those of the contract; docs/tables.md explains the columns that are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.model import (
    CONVERSION_KINDS,
    PURCHASE,
    Allocation,
    Audience,
    Baseline,
    Brand,
    Channel,
    Contact,
    Conversion,
    ConversionKind,
    Cost,
    CostKind,
    Decision,
    Entry,
    Experiment,
    FollowerCount,
    FxRate,
    Goal,
    Inbound,
    Interaction,
    KindVersion,
    OpenHours,
    Orientation,
    Person,
    Pin,
    Praise,
    Product,
    Rate,
    ReportRun,
    Scorecard,
    Setting,
    Source,
    Timer,
    Topic,
)
from roidesk.importers import cells as c
from roidesk.importers.channels import CHANNELS
from roidesk.importers.columns import Cells, Column, Table, Values
from roidesk.importers.described import (
    CHANNEL_CELL,
    COMPONENTS,
    MINUTES,
    SECONDS,
    SNAPSHOT,
    WHAT,
    read_interaction,
    read_what,
    show_interaction,
    show_what,
)
from roidesk.settings import checked, declared

_ZONE = Column("zone", c.ZONE, "zone")
_CURRENCY = Column("currency", c.CURRENCY, "currency")


# ---------------------------------------------------------------- rules that tie columns together


def _read_conversion(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return kind and whether money was received: a purchase is booked unless the row says no."""
    values: Values = {}
    if "kind" in cells:
        values["kind"] = conversion_kind(cells["kind"], place)
    if base is None and not cells.get("booked", "").strip():
        values["booked"] = _books(values["kind"], place)
    return values


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


def _read_days(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return nothing: only see to it that the last day is not before the first."""
    first = cells.get("from", "").strip()
    last = cells.get("to", "").strip()
    first_day = c.DAY.read(first, place) if first else getattr(base, "first_day", None)
    last_day = c.DAY.read(last, place) if last else getattr(base, "last_day", None)
    if first_day and last_day and last_day < first_day:
        raise UserError("period_backwards", first=first_day.isoformat(), last=last_day.isoformat(), field="to")
    return {}


def _read_hours(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return nothing: only see to it that a row is about a weekday or a day, and opens before it closes."""
    hours = base if isinstance(base, OpenHours) else None
    about = [cells[each].strip() for each in ("weekday", "date") if each in cells]
    if (hours is None or len(about) == 2) and sum(map(bool, about)) != 1:  # noqa: PLR2004 - both of them
        raise UserError("weekday_or_date", field="weekday")
    opens, closes = (cells.get(each, "").strip() for each in ("open", "close"))
    opens_at = c.CLOCK.read(opens, place) if opens else (hours.opens if hours and "open" not in cells else None)
    closes_at = c.CLOCK.read(closes, place) if closes else (hours.closes if hours and "close" not in cells else None)
    if (opens_at is None) != (closes_at is None) or (opens_at and closes_at and closes_at <= opens_at):
        raise UserError("hours_backwards", field="close", opens=opens, closes=closes)
    return {}


def _read_kind_version(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return the kind a version is of."""
    if base is not None and "channel" not in cells:
        return {}
    channel_id = place.names.find_or_make(Channel, c.WORD.read(cells["channel"], place))
    return {"kind_id": place.names.kind_of(channel_id, c.WORD.read(cells.get("kind", ""), place))}


def _show_kind_version(entry: KindVersion, place: c.Place) -> dict[str, str]:
    channel, kind = place.names.show_kind(entry.kind_id)
    return {"channel": channel, "kind": kind}


def _read_setting(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return the value of a setting, seen to be one; keys of a newer roidesk are kept as they are."""
    key = cells.get("key", base.key if isinstance(base, Setting) else "").strip()
    if "value" not in cells or key not in {each.key for each in declared()}:
        return {}
    value = checked(key, cells["value"])
    return {"value": place.names.known_id(value) if key == "person_id" else value}


def _read_share(text: str, place: c.Place) -> tuple[str, ...]:
    shares = []
    for item in c.split_list(text):
        name, equals, share = item.rpartition("=")
        if not equals:
            raise UserError("share_unreadable", text=item)
        shares.append(f"{place.names.find_or_make(Channel, name.strip())}:{c.SHARE.read(share, place)}")
    return tuple(shares)


def _show_share(shares: tuple[str, ...], place: c.Place) -> str:
    items = []
    for each in shares:
        channel, _, ppm = each.partition(":")
        items.append(f"{place.names.show(UUID(channel))}={c.SHARE.show(int(ppm), place)}")
    return c.join_list(tuple(items))


_SHARES = c.Cell(c.Editor.LIST, _read_share, _show_share)


# ---------------------------------------------------------------- the tables


def _named(name: str, kind: type[Entry], *more: Column) -> Table:
    return Table(name, kind, (Column("name", c.WORD, "name", required=True), *more), key=("name",), order="name")


def _contacts() -> Table:
    return Table(
        "contacts",
        Contact,
        (
            Column("name", c.WORD, "name", required=True),
            Column("audience", c.choice(Audience), "audience"),
            Column("interests", c.TOPICS, "interests"),
            Column("handles", c.TEXTS, "handles"),
            Column("first_seen", c.TIME, "first_seen_us", ours=True),
            Column("consent", c.FLAG, "consent", ours=True),
            Column("merged_into", c.id_of("contacts"), "merged_into_id", ours=True),
            Column("anonymised", c.TIME, "anonymised_us", ours=True),
        ),
        order="name",
    )


def _inbound() -> Table:
    return Table(
        "inbound",
        Inbound,
        (
            Column("at", c.TIME, "at_us", required=True),
            _ZONE,
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
        order="at_us",
        newest_first=True,
        read_rest=_read_inbound,
        show_rest=_show_inbound,
    )


def _interactions() -> Table:
    return Table(
        "interactions",
        Interaction,
        (
            Column("start", c.TIME, required=True),
            Column("end", c.TIME),
            Column("minutes", MINUTES),
            Column("seconds", SECONDS),
            _ZONE,
            Column("person", c.PERSON, "person_id", required=True),
            *WHAT,
            Column("source", c.choice(Source), "source"),
            *SNAPSHOT,
        ),
        note="note",
        order="start_us",
        newest_first=True,
        read_rest=read_interaction,
        show_rest=show_interaction,
    )


def _timers() -> Table:
    return Table(
        "timers",
        Timer,
        (
            Column("start", c.TIME, "start_us", required=True),
            _ZONE,
            Column("person", c.PERSON, "person_id", required=True),
            *WHAT,
            *SNAPSHOT,
            Column("seen", c.TIME, "seen_us", required=True),
            Column("boot_id", c.WORD, "boot_id"),
            Column("boot_seconds", SECONDS, "boot_us"),
            Column("paused", c.TIME, "paused_us"),
        ),
        order="start_us",
        read_rest=read_what,
        show_rest=show_what,
    )


def _pins() -> Table:
    return Table(
        "pins",
        Pin,
        (
            Column("position", c.WHOLE, "position", required=True),
            Column("label", c.WORD, "label", required=True),
            Column("minutes", c.WHOLE, "minutes"),
            Column("idle_minutes", c.WHOLE, "idle_minutes"),
            *WHAT,
            *SNAPSHOT,
        ),
        note="note",
        order="position",
        read_rest=read_what,
        show_rest=show_what,
    )


def _conversions() -> Table:
    return Table(
        "conversions",
        Conversion,
        (
            Column("at", c.TIME, "at_us", required=True),
            _ZONE,
            Column("contact", c.CONTACT, "contact_id"),
            Column("interaction", c.id_of("interactions"), "interaction_id"),
            Column("kind", c.Cell(c.Editor.CHOICE, conversion_kind, c.WORD.show, CONVERSION_KINDS), required=True),
            Column("amount", c.MONEY, "amount_minor"),
            _CURRENCY,
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
        order="at_us",
        newest_first=True,
        read_rest=_read_conversion,
        show_rest=lambda entry, _place: {"kind": entry.kind},
    )


def _costs() -> Table:
    return Table(
        "costs",
        Cost,
        (
            Column("name", c.WORD, "name", required=True),
            Column("channel", c.CHANNEL, "channel_id"),
            Column("kind", c.choice(CostKind), "kind", required=True),
            Column("amount", c.MONEY, "amount_minor", required=True),
            _CURRENCY,
            Column("from", c.DAY, "first_day", required=True),
            Column("to", c.DAY, "last_day", required=True),
            Column("allocation", c.choice(Allocation), "allocation"),
            Column("shares", _SHARES, "shares", ours=True),
        ),
        order="first_day",
        newest_first=True,
        read_rest=_read_days,
    )


def _goals() -> Table:
    return Table(
        "goals",
        Goal,
        (
            Column("metric", c.WORD, "metric", required=True),
            Column("target", c.NUMBER_TEXT, "target", required=True),
            Column("at", c.one_of("least", "most"), "bound"),
            Column("from", c.DAY, "first_day", required=True),
            Column("to", c.DAY, "last_day", required=True),
            Column("scope", c.WORD, "scope"),
            Column("max_minutes", c.WHOLE, "max_minutes"),
            Column("max_cost", c.MONEY_NOT_NEGATIVE, "max_cost_minor"),
            Column("set_at", c.TIME, "set_us"),
            Column("currency", c.CURRENCY, "currency", ours=True),
            Column("locked_at", c.TIME, "locked_us", ours=True),
        ),
        order="first_day",
        newest_first=True,
        read_rest=_read_days,
    )


def _baselines() -> Table:
    return Table(
        "baselines",
        Baseline,
        (
            Column("name", c.WORD, "name", required=True),
            Column("from", c.DAY, "first_day", required=True),
            Column("to", c.DAY, "last_day", required=True),
            Column("hours", c.HOURS, "minutes", required=True),
            Column("cost", c.MONEY_NOT_NEGATIVE, "cost_minor", required=True),
            Column("conversions", c.WHOLE, "conversions", required=True),
            Column("kind", c.WORD, "kind"),
            Column("revenue", c.MONEY_NOT_NEGATIVE, "revenue_minor"),
            Column("currency", c.CURRENCY, "currency", ours=True),
        ),
        order="first_day",
        newest_first=True,
        read_rest=_read_days,
    )


def _small() -> tuple[Table, ...]:
    return (
        Table(
            "rates",
            Rate,
            (
                Column("person", c.PERSON, "person_id", required=True),
                Column("from", c.DAY, "from_day", required=True),
                Column("hourly", c.MONEY_NOT_NEGATIVE, "hourly_minor", required=True),
                _CURRENCY,
            ),
            key=("person_id", "from_day"),
            order="from_day",
            newest_first=True,
        ),
        Table(
            "fx",
            FxRate,
            (
                Column("date", c.DAY, "day", required=True),
                Column("from", c.CURRENCY, "source", required=True),
                Column("to", c.CURRENCY, "target", required=True),
                Column("rate", c.POSITIVE_TEXT, "rate", required=True),
            ),
            key=("day", "source", "target"),
            order="day",
            newest_first=True,
        ),
        Table(
            "followers",
            FollowerCount,
            (
                Column("channel", c.CHANNEL, "channel_id", required=True),
                Column("at", c.TIME, "at_us", required=True),
                _ZONE,
                Column("count", c.WHOLE, "count"),
                Column("gained", c.WHOLE, "gained"),
                Column("lost", c.WHOLE, "lost"),
            ),
            key=("channel_id", "at_us"),
            order="at_us",
            newest_first=True,
        ),
        Table(
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
            order="at_us",
            newest_first=True,
        ),
        Table(
            "calendar",
            OpenHours,
            (
                Column("weekday", c.WEEKDAY, "weekday"),
                Column("date", c.DAY, "day"),
                Column("open", c.CLOCK, "opens"),
                Column("close", c.CLOCK, "closes"),
            ),
            read_rest=_read_hours,
        ),
    )


def _plans() -> tuple[Table, ...]:
    return (
        Table(
            "decisions",
            Decision,
            (
                Column("at", c.TIME, "at_us", required=True),
                _ZONE,
                Column("text", c.TEXT, "text", required=True),
                Column("review", c.DAY, "review_day"),
                Column("outcome", c.TEXT, "outcome"),
            ),
            order="at_us",
            newest_first=True,
        ),
        Table(
            "experiments",
            Experiment,
            (
                Column("name", c.WORD, "name", required=True),
                Column("plan", c.TEXT, "plan", required=True),
                Column("seed", c.ANY_WHOLE, "seed", required=True),
                Column("from", c.DAY, "first_day", required=True),
                Column("to", c.DAY, "last_day", required=True),
                Column("set_at", c.TIME, "set_us", required=True),
            ),
            order="first_day",
            newest_first=True,
            read_rest=_read_days,
        ),
        Table(
            "scorecards",
            Scorecard,
            (
                Column("name", c.WORD, "name", required=True),
                Column("metrics", c.TEXTS, "metrics"),
                Column("targets", c.TEXTS, "targets"),
            ),
            order="name",
        ),
        Table(
            "report_runs",
            ReportRun,
            (
                Column("made", c.TIME, "made_us", required=True),
                Column("week", c.WORD, "week", required=True),
                Column("model", c.WORD, "model", required=True),
                Column("window_days", c.WHOLE, "window_days", required=True),
                Column("as_of", c.TIME, "as_of_us", required=True),
                Column("seed", c.ANY_WHOLE, "seed", required=True),
                Column("data_hash", c.WORD, "data_hash", required=True),
            ),
            order="made_us",
            newest_first=True,
        ),
        Table(
            "settings",
            Setting,
            (Column("key", c.WORD, "key", required=True), Column("value", c.TEXT, "value")),
            key=("key",),
            order="key",
            read_rest=_read_setting,
        ),
    )


def _kinds() -> tuple[Table, ...]:
    return (
        Table(
            "kind_versions",
            KindVersion,
            (
                Column("channel", CHANNEL_CELL, required=True),
                Column("kind", CHANNEL_CELL),
                Column("from", c.TIME, "from_us", required=True),
                Column("components", COMPONENTS, "components", required=True),
                Column("personalness", c.SCORE, "score", required=True),
            ),
            key=("kind_id", "from_us"),
            order="from_us",
            newest_first=True,
            read_rest=_read_kind_version,
            show_rest=_show_kind_version,
        ),
        Table(
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
            order="position",
        ),
    )


def _with_id(table: Table) -> Table:
    """Return a table with the columns every table has: the id, and when the row was last changed."""
    from dataclasses import replace

    given = table.name in {"interactions", "conversions", "inbound"}
    every = (
        Column("id", c.id_of(table.name), "id", ours=not given, computed=True),
        *table.columns,
        Column("edited", c.TIME, "edited_us", ours=True, computed=True),
    )
    return replace(table, columns=every)


@cache
def tables() -> Mapping[str, Table]:
    """Return every table by the name of its file without ".csv", in the order in which they are read."""
    every = (
        _named("people", Person),
        _named("brands", Brand),
        _named("topics", Topic),
        _named(
            "products",
            Product,
            Column("brand", c.BRAND, "brand_id"),
            Column("orientation", c.choice(Orientation), "orientation"),
            Column("margin", c.SHARE, "margin_ppm", ours=True),
        ),
        CHANNELS,
        *_kinds(),
        _contacts(),
        _inbound(),
        _interactions(),
        _timers(),
        _pins(),
        _conversions(),
        _costs(),
        *_small(),
        _goals(),
        _baselines(),
        *_plans(),
    )
    return MappingProxyType({each.name: _with_id(each) for each in every})


def table(name: str) -> Table:
    """Return a table by name; `UserError` when there is none of it."""
    found = tables().get(name.removesuffix(".csv"))
    if found is None:
        raise UserError("table_unknown", text=name, known=", ".join(tables()))
    return found


def table_of(entry: Entry | type[Entry]) -> Table | None:
    """Return the table that entries of a kind are rows of; a channel has none of its own."""
    kind: Any = entry if isinstance(entry, type) else type(entry)
    return next((each for each in tables().values() if each.kind is kind), None)
