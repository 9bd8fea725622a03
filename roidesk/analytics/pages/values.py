"""The values that pages, charts and printed reports show. They carry codes and figures; words are made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from roidesk.analytics.gates import Gate, Order
from roidesk.analytics.query import Query
from roidesk.domain.figure import Figure, Number
from roidesk.domain.instants import Period, Week
from roidesk.domain.model import Brand, Channel


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be said: its code and the values it names (`services.figure_words` says it)."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with what may be shown of it.

    `gate` decides: the figure's `value` is always the arithmetic one, its `low` and `high` are the likely range where
    there is one. `without_one`: the smallest and largest value when one week is left out (hollow marks).
    `change`: relative to the period before (0.06 is 6 % more); None where that says nothing.
    """

    figure: Figure
    gate: Gate
    without_one: tuple[Number, Number] | None = None
    change: Number | None = None


class PaidBackState(StrEnum):
    """Whether the period's sales, after margin, have covered its cost."""

    PAID_BACK = "paid_back"
    NOT_YET = "not_yet"
    TOO_LITTLE = "too_little"
    MARGIN_UNKNOWN = "margin_unknown"
    RATE_MISSING = "rate_missing"
    NO_COST = "no_cost"


@dataclass(frozen=True, slots=True)
class PaidBack:
    """`day`: the first from which what remained after margin stays above cost. `short`: the money still missing."""

    state: PaidBackState
    day: date | None = None
    short: Figure | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """The seven figures of Return (ruling 3), and what stands beside them.

    `hours` in h, `cost` and `sales` in money, `purchases` and `others` counted, `back` the return ratio (sales per 1 of
    cost) and `remains` the same after margin (None: margin unknown), `hours_a_purchase` in h.
    """

    hours: Shown
    cost: Shown
    purchases: Shown
    others: Figure
    sales: Shown
    back: Shown
    remains: Shown | None
    hours_a_purchase: Shown
    paid_back: PaidBack


@dataclass(frozen=True, slots=True)
class WeekPoint:
    """Cost and sales of one week (money), and sales per 1 of cost from the period's start up to its end.

    `so_far` is None while the gates withhold it. `running`: the week is not over.
    """

    week: Week
    cost: Figure
    sales: Figure
    so_far: Shown | None
    running: bool = False


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One channel or one level: sales per 1 of cost, what stands behind it, and the share of minutes with a contact.

    Either `channel` or `level` (1 to 5) is given; `examples` names kinds the team uses on that level. `n` purchases had
    a touch here. `hours` in h, `cost` in money. `purchases` and `others` are the credit the model gives (fractions).
    """

    channel: Channel | None
    level: int
    examples: tuple[str, ...]
    back: Shown
    n: int
    hours: Figure
    cost: Figure
    purchases: Figure
    others: Figure
    contact_share: Figure
    compared: bool = True

    @property
    def name(self) -> str:
        """The channel's name; "" for a level."""
        return self.channel.name if self.channel else ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What came of a level's hours; the four parts add up to its hours (h, exact)."""

    level: int
    examples: tuple[str, ...]
    purchase: Fraction
    other: Fraction
    nothing_yet: Fraction
    no_contact: Fraction

    @property
    def hours(self) -> Fraction:
        """All hours of the level."""
        return self.purchase + self.other + self.nothing_yet + self.no_contact


class Step(StrEnum):
    """What the first weeks are still missing."""

    HOURS_AND_COST = "hours_and_cost"
    BACK = "back"
    RANGE = "range"
    CHANNELS = "channels"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step with what there is and what it takes; `name`: the channel nearest to it; `day`: when it can come."""

    step: Step
    have: int
    need: int
    name: str | None = None
    day: date | None = None

    @property
    def reached(self) -> bool:
        """Whether there is enough."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True)
class Missing:
    """A cost or amount that could not be told: `what` is "rate" (of a person) or "fx" (of a currency), on a day."""

    what: str
    name: str
    day: date

    def as_json(self) -> dict[str, str]:
        """Return it as JSON."""
        return {"what": self.what, "name": self.name, "day": self.day.isoformat()}


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """Everything the Return page shows (02-return, 02b-return-first-weeks).

    `before`: the period the changes compare with, None when the store is younger. `margin`: the one margin that holds
    for everything, None when unknown or mixed. `pays_back_at`: sales per 1 of cost that cover cost after margin (2.5 at
    40 %), None when unknown. `first_weeks`: too early for returns; show `milestones`. `ranges_pending`: ask again with
    ranges. `hours_known` of `hours_all` have a known contact. `model_reason`: why its model is no more than a lead.
    """

    query: Query
    period: Period
    before: Period | None
    zone: str
    as_of: int
    currency: str
    model: str
    window_days: int
    margin: Fraction | None
    pays_back_at: Fraction | None
    first_weeks: bool
    sentence: Sentence
    range_line: Sentence | None
    tiles: Tiles
    weeks: tuple[WeekPoint, ...]
    channels: tuple[ReturnRow, ...]
    channel_order: Order
    levels: tuple[ReturnRow, ...]
    level_order: Order
    outcomes: tuple[OutcomeRow, ...]
    milestones: tuple[Milestone, ...]
    hours_known: Fraction
    hours_all: Fraction
    missing: tuple[Missing, ...] = ()
    ranges_pending: bool = False
    model_reason: str | None = None


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A channel's, a brand's or the team's week: `hours` and `change` (against the same point a week before) in h.

    Neither `channel` nor `brand`: the team, no brand, or (of channels) what no touch explains. `purchases`, `others`
    and `sales` are the credit the model gives; `cost` is that of the time and of the platforms.
    """

    channel: Channel | None
    brand: Brand | None
    hours: Figure
    change: Figure
    cost: Figure
    purchases: Figure
    others: Figure
    sales: Figure

    @property
    def name(self) -> str:
        """The channel's or the brand's name; "" for neither."""
        of = self.channel or self.brand
        return of.name if of else ""


@dataclass(frozen=True, slots=True)
class Band:
    """One layer of a series, hours by week: a channel, a level (1 to 5), or (neither) the other channels together."""

    channel: Channel | None
    level: int
    hours: tuple[Fraction, ...]

    @property
    def name(self) -> str:
        """The channel's name, the level's number, or "" for the others."""
        if self.channel:
            return self.channel.name
        return str(self.level) if self.level else ""


@dataclass(frozen=True, slots=True)
class WeekSeries:
    """13 weeks up to the one shown: hours by channel (the largest six and the others) and level, money, conversions."""

    weeks: tuple[Week, ...]
    channels: tuple[Band, ...]
    levels: tuple[Band, ...]
    cost: tuple[Figure, ...]
    sales: tuple[Figure, ...]
    purchases: tuple[int, ...]
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WeekPage:
    """Everything the Week page shows (03-week).

    `running`: the week is not over; changes are against `point_before`. `unexplained`: what no touch explains.
    `shared`: the cost of platforms that belongs to no channel.
    """

    week: Week
    zone: str
    as_of: int
    running: bool
    week_before: Week
    point_before: int
    currency: str
    model: str
    channels: tuple[WeekRow, ...]
    unexplained: WeekRow | None
    shared: WeekRow | None
    brands: tuple[WeekRow, ...]
    team: WeekRow
    cost: Figure
    series: WeekSeries
    missing: tuple[Missing, ...] = ()
