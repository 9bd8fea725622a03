"""The tables of a store, typed: to create, migrate and check it; a running store speaks SQL (decision record 002).

A test holds every table against the dataclass it keeps: same columns, same types, same "may be empty". Rules that
follow from a column's name or type (choices, ranges, no NUL in text) are added by `columns.add_checks`.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column

from roidesk.domain.model import (
    Allocation,
    AskKind,
    Audience,
    AwayAnswer,
    AwayCause,
    CostKind,
    Direction,
    Doubt,
    Intent,
    Orientation,
    Purpose,
    Source,
)
from roidesk.store.columns import LOG_STAYS, Bytes, Day, Flag, Id, Text, Whole, add_checks, append_only

STRICT: dict[str, Any] = {"sqlite_strict": True}
CLUSTERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
LIVE = sa.text("deleted_us is null")


class Base(DeclarativeBase):
    """What all tables have in common: the types of columns and the names of their rules."""

    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy as it is
        UUID: Id(), int: Whole, str: Text, bool: Flag, bytes: Bytes, date: Day, Direction: Text, Intent: Text,
        AskKind: Text, Purpose: Text, Source: Text, CostKind: Text, Allocation: Text, Audience: Text, Orientation: Text,
        Doubt: Text, AwayCause: Text, AwayAnswer: Text,
    }  # fmt: skip


def to(table: str, column: str = "id", **more: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as mapped_column
    """Return a column that refers to a row, which cannot be removed meanwhile."""
    return mapped_column(_reference(table, column), **more)


def _reference(table: str, column: str = "id") -> sa.ForeignKey:
    """Return the rule that the row is there, looked at when the action is complete: so its order does not matter."""
    return sa.ForeignKey(f"{table}.{column}", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")


def unique(table: str, *columns: str) -> sa.Index:
    """Return the rule that no two entries outside the trash have the same values there."""
    return sa.Index(f"uq_{table}_{'_'.join(columns)}", *columns, unique=True, sqlite_where=LIVE, postgresql_where=LIVE)


def index(table: str, *columns: str, where: str | None = None) -> sa.Index:
    """Return an index, over some rows only when `where` says so."""
    rows = sa.text(where) if where else None
    name = f"ix_{table}_{'_'.join(columns)}"
    return sa.Index(name, *columns, sqlite_where=rows, postgresql_where=rows)


class Kept(Base):
    """What every entry has."""

    __abstract__ = True
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-3)
    edited_us: Mapped[int] = mapped_column(sort_order=-2)
    deleted_us: Mapped[int | None] = mapped_column(sort_order=-1)


class Named(Kept):
    """What every entry with a name has: `folded` is the name as names are compared."""

    __abstract__ = True
    name: Mapped[str]
    folded: Mapped[str]


class Person(Named):
    """Someone whose time is logged."""

    __tablename__ = "person"
    __table_args__ = (unique("person", "folded"), STRICT)


class Channel(Named):
    """Where one talks."""

    __tablename__ = "channel"
    __table_args__ = (unique("channel", "folded"), STRICT)
    colour: Mapped[str | None]
    icon: Mapped[str | None]
    position: Mapped[int]
    retired_us: Mapped[int | None]


class ChannelKind(Named):
    """A kind of contact on a channel."""

    __tablename__ = "channel_kind"
    __table_args__ = (unique("channel_kind", "channel_id", "folded"), STRICT)
    channel_id: Mapped[UUID] = to("channel")
    components: Mapped[str]
    score: Mapped[int]
    idle_minutes: Mapped[int]
    position: Mapped[int]


class KindVersion(Kept):
    """How personal a kind was judged to be from an instant on."""

    __tablename__ = "kind_version"
    __table_args__ = (unique("kind_version", "kind_id", "from_us"), STRICT)
    kind_id: Mapped[UUID] = to("channel_kind")
    from_us: Mapped[int]
    components: Mapped[str]
    score: Mapped[int]


class Brand(Named):
    """The brand or client one speaks for."""

    __tablename__ = "brand"
    __table_args__ = (unique("brand", "folded"), STRICT)


class Product(Named):
    """What is sold."""

    __tablename__ = "product"
    __table_args__ = (unique("product", "folded"), STRICT)
    orientation: Mapped[Orientation | None]
    brand_id: Mapped[UUID | None] = to("brand")
    margin_ppm: Mapped[int | None]


class Topic(Named):
    """A field of interest."""

    __tablename__ = "topic"
    __table_args__ = (unique("topic", "folded"), STRICT)


class Contact(Named):
    """Someone one talks to. Two people may share a name."""

    __tablename__ = "contact"
    __table_args__ = (
        index("contact", "folded"),
        index("contact", "merged_into_id", where="merged_into_id is not null"),
        STRICT,
    )
    audience: Mapped[Audience | None]
    first_seen_us: Mapped[int | None]
    consent: Mapped[bool | None]
    merged_into_id: Mapped[UUID | None] = to("contact")
    anonymised_us: Mapped[int | None]


class Inbound(Kept):
    """A message that reached us."""

    __tablename__ = "inbound"
    __table_args__ = (index("inbound", "at_us"), STRICT)
    at_us: Mapped[int]
    zone: Mapped[str]
    channel_id: Mapped[UUID | None] = to("channel")
    kind_id: Mapped[UUID | None] = to("channel_kind")
    contact_id: Mapped[UUID | None] = to("contact")
    person_id: Mapped[UUID | None] = to("person")
    thread: Mapped[str | None]
    needs_reply: Mapped[bool]
    first_reply_us: Mapped[int | None]
    auto: Mapped[bool]
    sentiment: Mapped[int | None]
    snoozed_us: Mapped[int | None]
    ignored_us: Mapped[int | None]
    text: Mapped[str | None]


class Described(Kept):
    """What an interaction, a running timer and a pin all say."""

    __abstract__ = True

    several: Mapped[bool]
    direction: Mapped[Direction]
    intent: Mapped[Intent | None]
    ask_kind: Mapped[AskKind | None]
    solved: Mapped[bool | None]
    value_added: Mapped[bool | None]
    purpose: Mapped[Purpose | None]
    components: Mapped[str]
    score: Mapped[int]
    score_given: Mapped[bool]
    overtime_milli: Mapped[int]
    campaign: Mapped[str | None]
    note: Mapped[str | None]

    @declared_attr
    def kind_id(self) -> Mapped[UUID]:
        """The kind of channel."""
        return to("channel_kind")

    @declared_attr
    def contact_id(self) -> Mapped[UUID | None]:
        """With whom."""
        return to("contact")

    @declared_attr
    def brand_id(self) -> Mapped[UUID | None]:
        """For whom one spoke."""
        return to("brand")

    @declared_attr
    def product_id(self) -> Mapped[UUID | None]:
        """About what."""
        return to("product")

    @declared_attr
    def answers_id(self) -> Mapped[UUID | None]:
        """The message it answers."""
        return to("inbound")


class Interaction(Described):
    """One piece of contact somebody spent time on."""

    __tablename__ = "interaction"
    __table_args__ = (
        sa.CheckConstraint("end_us >= start_us", name="ck_interaction_end_after_start"),
        # With the end in it, what overlaps is found in the index alone, however much a day holds.
        index("interaction", "person_id", "start_us", "end_us"),
        index("interaction", "contact_id", "start_us", where="contact_id is not null"),
        index("interaction", "start_us", "id"),
        # The few that are longer than a day, so that all others are found by where they start.
        index("interaction", "person_id", "end_us", where="end_us - start_us > 86400000000"),
        STRICT,
    )
    person_id: Mapped[UUID] = to("person")
    start_us: Mapped[int]
    end_us: Mapped[int]
    zone: Mapped[str]
    source: Mapped[Source]
    doubt: Mapped[Doubt | None]


class Timer(Described):
    """An interaction that is still going on."""

    __tablename__ = "timer"
    __table_args__ = (STRICT,)
    person_id: Mapped[UUID] = to("person")
    start_us: Mapped[int]
    zone: Mapped[str]
    seen_us: Mapped[int]
    boot_id: Mapped[str]
    boot_us: Mapped[int]
    awake_us: Mapped[int]
    step_us: Mapped[int]
    paused_us: Mapped[int | None]
    idle_minutes: Mapped[int | None]


class Away(Kept):
    """A stretch in which a timer ran and nobody worked at the machine."""

    __tablename__ = "away"
    __table_args__ = (index("away", "person_id", "start_us"), STRICT)
    person_id: Mapped[UUID] = to("person")
    start_us: Mapped[int]
    end_us: Mapped[int]
    zone: Mapped[str]
    cause: Mapped[AwayCause]
    interaction_id: Mapped[UUID | None] = to("interaction")
    answer: Mapped[AwayAnswer | None]


class Pin(Described):
    """An interaction one repeats."""

    __tablename__ = "pin"
    __table_args__ = (STRICT,)
    position: Mapped[int]
    label: Mapped[str]
    minutes: Mapped[int | None]
    idle_minutes: Mapped[int | None]


class ConversionKind(Named):
    """A kind of conversion."""

    __tablename__ = "conversion_kind"
    __table_args__ = (unique("conversion_kind", "folded"), STRICT)
    label: Mapped[str]
    booked: Mapped[bool]
    value_minor: Mapped[int | None]
    currency: Mapped[str | None]
    position: Mapped[int]


class Conversion(Kept):
    """What came of it."""

    __tablename__ = "conversion"
    __table_args__ = (
        index("conversion", "at_us"),
        index("conversion", "contact_id", "at_us", where="contact_id is not null"),
        index("conversion", "interaction_id", where="interaction_id is not null"),
        sa.CheckConstraint("amount_minor is null or currency is not null", name="ck_conversion_amount_has_currency"),
        STRICT,
    )
    at_us: Mapped[int]
    zone: Mapped[str]
    kind: Mapped[str]
    contact_id: Mapped[UUID | None] = to("contact")
    interaction_id: Mapped[UUID | None] = to("interaction")
    amount_minor: Mapped[int | None]
    currency: Mapped[str | None]
    booked: Mapped[bool]
    probability_ppm: Mapped[int | None]
    margin_ppm: Mapped[int | None]
    new_customer: Mapped[bool | None]
    brand_id: Mapped[UUID | None] = to("brand")
    product_id: Mapped[UUID | None] = to("product")
    campaign: Mapped[str | None]
    self_reported_source: Mapped[str | None]
    refund_of_id: Mapped[UUID | None] = to("conversion")
    note: Mapped[str | None]


class Cost(Kept):
    """A platform cost over whole days."""

    __tablename__ = "cost"
    __table_args__ = (sa.CheckConstraint("last_day >= first_day", name="ck_cost_last_after_first"), STRICT)
    name: Mapped[str]
    kind: Mapped[CostKind]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    channel_id: Mapped[UUID | None] = to("channel")
    allocation: Mapped[Allocation]


class Rate(Kept):
    """What an hour of a person costs from a day on."""

    __tablename__ = "rate"
    __table_args__ = (
        unique("rate", "person_id", "from_day"),
        sa.CheckConstraint("hourly_minor >= 0", name="ck_rate_hourly_not_negative"),
        STRICT,
    )
    person_id: Mapped[UUID] = to("person")
    from_day: Mapped[date]
    hourly_minor: Mapped[int]
    currency: Mapped[str]


class FxRate(Kept):
    """One unit of a currency in another on a day."""

    __tablename__ = "fx_rate"
    __table_args__ = (unique("fx_rate", "day", "source", "target"), STRICT)
    day: Mapped[date]
    source: Mapped[str]
    target: Mapped[str]
    rate: Mapped[str]


class FollowerCount(Kept):
    """Followers of a channel after an instant."""

    __tablename__ = "follower_count"
    __table_args__ = (index("follower_count", "channel_id", "at_us"), STRICT)
    channel_id: Mapped[UUID] = to("channel")
    at_us: Mapped[int]
    zone: Mapped[str]
    count: Mapped[int | None]
    gained: Mapped[int | None]
    lost: Mapped[int | None]


class Praise(Kept):
    """A recommendation or a compliment."""

    __tablename__ = "praise"
    __table_args__ = (STRICT,)
    at_us: Mapped[int]
    zone: Mapped[str]
    contact_id: Mapped[UUID | None] = to("contact")
    kind: Mapped[str]
    public: Mapped[bool | None]
    url: Mapped[str | None]


class Goal(Kept):
    """What one wants of a metric over whole days."""

    __tablename__ = "goal"
    __table_args__ = (sa.CheckConstraint("last_day >= first_day", name="ck_goal_last_after_first"), STRICT)
    metric: Mapped[str]
    target: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    bound: Mapped[str]
    scope: Mapped[str]
    max_minutes: Mapped[int | None]
    max_cost_minor: Mapped[int | None]
    currency: Mapped[str | None]
    set_us: Mapped[int | None]
    locked_us: Mapped[int | None]


class Baseline(Kept):
    """What the same goal took offline."""

    __tablename__ = "baseline"
    __table_args__ = (sa.CheckConstraint("last_day >= first_day", name="ck_baseline_last_after_first"), STRICT)
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    minutes: Mapped[int]
    cost_minor: Mapped[int]
    currency: Mapped[str]
    conversions: Mapped[int]
    kind: Mapped[str]
    revenue_minor: Mapped[int | None]


class OpenHours(Kept):
    """Business hours of a weekday or of one day, in minutes after midnight."""

    __tablename__ = "open_hours"
    __table_args__ = (STRICT,)
    weekday: Mapped[int | None]
    day: Mapped[date | None]
    opens: Mapped[int | None]
    closes: Mapped[int | None]


class Decision(Kept):
    """What was decided."""

    __tablename__ = "decision"
    __table_args__ = (STRICT,)
    at_us: Mapped[int]
    zone: Mapped[str]
    text: Mapped[str]
    review_day: Mapped[date | None]
    outcome: Mapped[str | None]


class Experiment(Kept):
    """A drawn plan with its seed."""

    __tablename__ = "experiment"
    __table_args__ = (STRICT,)
    name: Mapped[str]
    plan: Mapped[str]
    seed: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    set_us: Mapped[int]


class Scorecard(Kept):
    """A sheet a team composes itself."""

    __tablename__ = "scorecard"
    __table_args__ = (STRICT,)
    name: Mapped[str]


class ReportRun(Kept):
    """Under what a report was worked out."""

    __tablename__ = "report_run"
    __table_args__ = (STRICT,)
    made_us: Mapped[int]
    week: Mapped[str]
    model: Mapped[str]
    window_days: Mapped[int]
    as_of_us: Mapped[int]
    seed: Mapped[int]
    data_hash: Mapped[str]


class ClosedWeek(Kept):
    """What a week held when it was closed."""

    __tablename__ = "closed_week"
    __table_args__ = (unique("closed_week", "week"), STRICT)
    week: Mapped[str]
    closed_us: Mapped[int]
    interactions: Mapped[int]
    us: Mapped[int]
    counted_us: Mapped[int]
    conversions: Mapped[int]
    currency: Mapped[str]
    sales_minor: Mapped[int | None]
    labour_minor: Mapped[int | None]
    platform_minor: Mapped[int | None]
    seq: Mapped[int]
    log_hash: Mapped[str]


class Setting(Kept):
    """A setting that belongs to the store."""

    __tablename__ = "setting"
    __table_args__ = (unique("setting", "key"), STRICT)
    key: Mapped[str]
    value: Mapped[str]


class ImportedFile(Kept):
    """A file that was taken in."""

    __tablename__ = "imported_file"
    __table_args__ = (index("imported_file", "sha256"), STRICT)
    name: Mapped[str]
    format: Mapped[str]
    sha256: Mapped[str]
    at_us: Mapped[int]
    rows: Mapped[int]


def _child(owner: str, field: str, value: sa.types.TypeEngine[Any] | str) -> sa.Table:
    """Make the table of a tuple: its values in order; `value` is their type, or the table they refer to."""
    content = (
        sa.Column("value", Id(), _reference(value), nullable=False)
        if isinstance(value, str)
        else sa.Column("value", value, nullable=False)
    )
    return sa.Table(
        f"{owner}_{field}",
        Base.metadata,
        sa.Column("owner_id", Id(), _reference(owner), primary_key=True),
        sa.Column("position", Whole, primary_key=True, autoincrement=False),
        content,
        *([sa.Column("folded", Text, nullable=False)] if field == "handles" else []),
        **CLUSTERED,
    )


_child("channel_kind", "words", Text)
_child("contact", "interests", "topic")
_child("interaction", "topics", "topic")
_child("timer", "topics", "topic")
_child("timer", "gaps", Text)
_child("closed_week", "people", "person")
_child("pin", "topics", "topic")
_child("cost", "shares", Text)
_child("scorecard", "metrics", Text)
_child("scorecard", "targets", Text)
sa.Index("ix_contact_handles_folded", _child("contact", "handles", Text).c.folded)


class _Sums(Base):
    """What a roll-up adds up (`roidesk.domain.effort.Effort`)."""

    __abstract__ = True
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind_id: Mapped[UUID] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    brand_id: Mapped[UUID] = mapped_column(primary_key=True)
    known: Mapped[bool] = mapped_column(primary_key=True)
    interactions: Mapped[int]
    us: Mapped[int]
    counted_us: Mapped[int]
    paid: Mapped[int]
    personal: Mapped[int]


class RollupDay(_Sums):
    """Effort by local day. Made of the interactions alone, and made again from them by `check`."""

    __tablename__ = "rollup_day"
    __table_args__ = (CLUSTERED,)
    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-1)


class RollupWeek(_Sums):
    """Effort by ISO week."""

    __tablename__ = "rollup_week"
    __table_args__ = (CLUSTERED,)
    week: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)


class Action(Base):
    """One action of a person: one transaction. `of_action` is the one it takes back or brings back."""

    __tablename__ = "action"
    __table_args__ = (
        index("action", "of_action", "number", where="of_action is not null"),
        sa.CheckConstraint("op in ('do', 'undo', 'redo')", name="ck_action_op_choice"),
        sa.CheckConstraint("(op = 'do') = (of_action is null)", name="ck_action_of"),
        STRICT,
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at_us: Mapped[int]
    actor_id: Mapped[UUID | None]
    device: Mapped[str]
    label: Mapped[str]
    op: Mapped[str]
    of_action: Mapped[int | None]


class Change(Base):
    """One entry written by an action. `hash` covers this row, its action, its contents' digest and the hash before."""

    __tablename__ = "change"
    __table_args__ = (
        index("change", "action"),
        index("change", "entry_id", "seq"),
        sa.CheckConstraint("op in ('add', 'edit', 'delete')", name="ck_change_op_choice"),
        STRICT,
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[int] = to("action", "number")
    op: Mapped[str]
    kind: Mapped[str]
    entry_id: Mapped[UUID]
    digest: Mapped[bytes]
    hash: Mapped[bytes]


class ChangeContent(Base):
    """What the entry was and became: apart from the chain, so that a person can be erased and the chain still holds."""

    __tablename__ = "change_content"
    __table_args__ = (STRICT,)
    seq: Mapped[int] = to("change", "seq", primary_key=True, autoincrement=False)
    salt: Mapped[bytes]
    before: Mapped[str | None]
    after: Mapped[str]


add_checks(Base.metadata)
LOGS = (Action.__tablename__, Change.__tablename__, ChangeContent.__tablename__)
"""Tables that are only ever added to."""


def _also(target: sa.Table | sa.MetaData, when: str, statement: str, dialect: str) -> None:
    """Run a statement of one database before or after something is made."""
    made = sa.DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
    sa.event.listen(target, when, made.execute_if(dialect=dialect))


_also(Base.metadata, "before_create", LOG_STAYS, "postgresql")
for _table in LOGS:
    for _dialect in ("sqlite", "postgresql"):
        for _trigger in append_only(_table, _dialect):
            _also(Base.metadata.tables[_table], "after_create", _trigger, _dialect)
