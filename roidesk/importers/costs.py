"""Tables of money: what platforms, hours and the same goal offline cost, and rates of exchange."""

from __future__ import annotations

from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.model import Allocation, Baseline, Channel, Cost, CostKind, FxRate, Rate
from roidesk.importers import cells as c
from roidesk.importers.columns import CURRENCY, Column, Table, read_days


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

COSTS = Table(
    "costs",
    Cost,
    (
        Column("name", c.WORD, "name", required=True),
        Column("channel", c.CHANNEL, "channel_id"),
        Column("kind", c.choice(CostKind), "kind", required=True),
        Column("amount", c.MONEY, "amount_minor", required=True),
        CURRENCY,
        Column("from", c.DAY, "first_day", required=True),
        Column("to", c.DAY, "last_day", required=True),
        Column("allocation", c.choice(Allocation), "allocation"),
        Column("shares", _SHARES, "shares", ours=True),
    ),
    newest_first=True,
    read_rest=read_days,
)

RATES = Table(
    "rates",
    Rate,
    (
        Column("person", c.PERSON, "person_id", required=True),
        Column("from", c.DAY, "from_day", required=True),
        Column("hourly", c.MONEY_NOT_NEGATIVE, "hourly_minor", required=True),
        CURRENCY,
    ),
    key=("person_id", "from_day"),
    newest_first=True,
)

FX = Table(
    "fx",
    FxRate,
    (
        Column("date", c.DAY, "day", required=True),
        Column("from", c.CURRENCY, "source", required=True),
        Column("to", c.CURRENCY, "target", required=True),
        Column("rate", c.POSITIVE_TEXT, "rate", required=True),
    ),
    key=("day", "source", "target"),
    newest_first=True,
)

BASELINES = Table(
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
    newest_first=True,
    read_rest=read_days,
)
