"""The entries people keep. Each class is one table; each field is one column, or one child table where it is a tuple.

Naming: `*_us` an instant (UTC microseconds) · `*_minor` minor units of `currency` · `*_ppm` parts per million ·
`*_milli` thousandths · `score` hundredths (0 to 10,000). A date is a local calendar day. None means "not known".
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from uuid import UUID


class Direction(StrEnum):
    """Who spoke."""

    OUT = "out"
    IN = "in"


class Intent(StrEnum):
    """Give before you ask: what the contact was for."""

    GIVE = "give"
    ASK = "ask"
    NEUTRAL = "neutral"


class AskKind(StrEnum):
    """What was asked for."""

    PURCHASE = "purchase"
    EMAIL_ADDRESS = "email_address"
    OTHER = "other"


class Purpose(StrEnum):
    """Why the time was spent."""

    CONVERSATION = "conversation"
    LIST_BUILDING = "list_building"
    WEBCARE = "webcare"
    OTHER = "other"


class Source(StrEnum):
    """How the length became known."""

    TIMER = "timer"
    MANUAL = "manual"
    ESTIMATE = "estimate"
    IMPORT = "import"


class CostKind(StrEnum):
    """What a platform cost is."""

    SUBSCRIPTION = "subscription"
    AD_SPEND = "ad_spend"
    ONE_OFF = "one_off"


class Allocation(StrEnum):
    """Over which channels a cost is spread."""

    CHANNEL = "channel"
    FIXED = "fixed"
    MINUTES = "minutes"
    CONTACTS = "contacts"


class Audience(StrEnum):
    """What a contact is to us."""

    PROSPECT = "prospect"
    CUSTOMER = "customer"
    COLLEAGUE = "colleague"
    FRIEND = "friend"
    OTHER = "other"


class Orientation(StrEnum):
    """Whether a product is a thing or a service."""

    PRODUCT = "product"
    SERVICE = "service"


class AwayCause(StrEnum):
    """Why nobody can have worked at the machine for a while."""

    IDLE = "idle"
    """No key and no mouse for longer than the kind of contact allows."""
    LOCKED = "locked"
    ASLEEP = "asleep"
    RESTART = "restart"


class AwayAnswer(StrEnum):
    """What a stretch away from the machine was said to have been."""

    LEFT_OUT = "left_out"
    KEPT = "kept"
    ASSIGNED = "assigned"
    """It was something else, which is an interaction of its own."""
    SPLIT = "split"
    """A part of it was kept."""


class Doubt(StrEnum):
    """Why the length of an interaction may not be what it seems."""

    CLOCK = "clock"
    """The machine's clock was set while it ran: the length is right, the times may not be."""
    RESTART = "restart"
    """The machine or roidesk stopped while it ran: it ends when it was last seen to run."""


PURCHASE = "purchase"
CONVERSION_KINDS = ("phone_call", "demo_request", "registered_download", "proposal_request", PURCHASE)
"""The five kinds of the source; a store may add its own (`ConversionKind`)."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Entry:
    """What every entry has: an id made by the desk, when it last changed, and when it went to the trash.

    Entries compare, hash and show themselves here: made anew for each kind, as a dataclass does, these take a third of
    the time all kinds take to load, and a line from a terminal waits for it.
    """

    id: UUID
    edited_us: int = 0
    deleted_us: int | None = None

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, each.name) == getattr(other, each.name) for each in fields(self))

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        said = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{type(self).__name__}({said})"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Person(Entry):
    """Someone whose time is logged."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Channel(Entry):
    """Where one talks: X (Twitter), Email, Phone and so on. `retired_us`: since when nobody is offered it any more."""

    name: str
    colour: str | None = None
    icon: str | None = None
    position: int = 0
    retired_us: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ChannelKind(Entry):
    """A kind of contact on a channel (post, reply, direct message); `name` "" is the channel's default (ruling 6).

    `words` are what a quick line may say for it. `idle_minutes` 0: never idle. `score` is that of `components`.
    """

    channel_id: UUID
    name: str = ""
    words: tuple[str, ...] = ()
    components: str = "000000"
    score: int = 0
    idle_minutes: int = 5
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class KindVersion(Entry):
    """How personal a kind was judged to be from an instant on."""

    kind_id: UUID
    from_us: int
    components: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Brand(Entry):
    """The brand or client one speaks for (`&`)."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Product(Entry):
    """What is sold (`%`)."""

    name: str
    orientation: Orientation | None = None
    brand_id: UUID | None = None
    margin_ppm: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Topic(Entry):
    """A field of interest (`#`)."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Contact(Entry):
    """Someone one talks to; `handles` are all addresses they are known by."""

    name: str
    audience: Audience | None = None
    handles: tuple[str, ...] = ()
    interests: tuple[UUID, ...] = ()
    first_seen_us: int | None = None
    consent: bool | None = None
    merged_into_id: UUID | None = None
    anonymised_us: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Described(Entry):
    """What an interaction, a running timer and a pin all say.

    `components` and `score` are the snapshot taken when it was logged; `score_given`: the score was set by hand.
    `several`: a round with more than one contact (ruling 4), so that `contact_id` is None on purpose.
    """

    kind_id: UUID
    contact_id: UUID | None = None
    several: bool = False
    direction: Direction = Direction.OUT
    intent: Intent | None = None
    ask_kind: AskKind | None = None
    solved: bool | None = None
    value_added: bool | None = None
    purpose: Purpose | None = None
    components: str = "000000"
    score: int = 0
    score_given: bool = False
    overtime_milli: int = 1000
    brand_id: UUID | None = None
    product_id: UUID | None = None
    topics: tuple[UUID, ...] = ()
    campaign: str | None = None
    answers_id: UUID | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Interaction(Described):
    """One piece of contact somebody spent time on."""

    person_id: UUID
    start_us: int
    end_us: int
    zone: str
    source: Source = Source.MANUAL
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Timer(Described):
    """An interaction that is still going on; it keeps its id when it becomes one.

    `seen_us` is the last heartbeat, and `boot_id`, `boot_us` (time since the machine started, sleep included) and
    `awake_us` (sleep left out) say where its clocks stood then: so sleep, a restart and a clock that was set are told
    from passing time (`roidesk.domain.timer`). `step_us`: by how much the clock was set since the timer began. `gaps`
    ("start:end:cause", instants on the timer's own clock) are stretches nobody has said yet to have been worked: they
    are not counted. `paused_us`: since when it stands still; the stretch before a pause is an interaction of its own by
    then, so that time always lies where it was spent. `idle_minutes` 0: never idle; None: as its kind says.
    """

    person_id: UUID
    start_us: int
    zone: str
    seen_us: int
    boot_id: str = ""
    boot_us: int = 0
    awake_us: int = 0
    step_us: int = 0
    gaps: tuple[str, ...] = ()
    paused_us: int | None = None
    idle_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Away(Entry):
    """A stretch in which a timer ran and nobody worked at the machine; it was not counted until somebody says so.

    `interaction_id`: what was filed up to it. `answer` None: nobody has said yet what it was.
    """

    person_id: UUID
    start_us: int
    end_us: int
    zone: str
    cause: AwayCause
    interaction_id: UUID | None = None
    answer: AwayAnswer | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Pin(Described):
    """An interaction one repeats, on a number key. `minutes` None: it starts a timer."""

    position: int
    label: str
    minutes: int | None = None
    idle_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ConversionKind(Entry):
    """A kind of conversion: one of the five, or the store's own; `booked`: counts as money received."""

    name: str
    label: str = ""
    booked: bool = False
    value_minor: int | None = None
    currency: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Conversion(Entry):
    """What came of it. `interaction_id` is direct proof; `booked` separates sales from expectations."""

    at_us: int
    zone: str
    kind: str
    contact_id: UUID | None = None
    interaction_id: UUID | None = None
    amount_minor: int | None = None
    currency: str | None = None
    booked: bool = False
    probability_ppm: int | None = None
    margin_ppm: int | None = None
    new_customer: bool | None = None
    brand_id: UUID | None = None
    product_id: UUID | None = None
    campaign: str | None = None
    self_reported_source: str | None = None
    refund_of_id: UUID | None = None
    note: str | None = None

    @property
    def refund(self) -> bool:
        """Whether it takes another one back."""
        return self.refund_of_id is not None or (self.amount_minor or 0) < 0

    @property
    def counted_minor(self) -> int | None:
        """The amount as it counts: what is taken back is less, however it was written."""
        if self.amount_minor is None or self.refund_of_id is None:
            return self.amount_minor
        return -abs(self.amount_minor)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Cost(Entry):
    """A platform cost over whole days, both included; `shares` ("channel id:ppm") only for a fixed allocation."""

    name: str
    kind: CostKind
    amount_minor: int
    currency: str
    first_day: date
    last_day: date
    channel_id: UUID | None = None
    allocation: Allocation = Allocation.CHANNEL
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Rate(Entry):
    """What an hour of a person costs, loaded, from a local day on."""

    person_id: UUID
    from_day: date
    hourly_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class FxRate(Entry):
    """One unit of `source` in `target` on a day; `rate` is a decimal text ("0.90")."""

    day: date
    source: str
    target: str
    rate: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Inbound(Entry):
    """A message that reached us."""

    at_us: int
    zone: str
    channel_id: UUID | None = None
    kind_id: UUID | None = None
    contact_id: UUID | None = None
    person_id: UUID | None = None
    thread: str | None = None
    needs_reply: bool = True
    first_reply_us: int | None = None
    auto: bool = False
    sentiment: int | None = None
    snoozed_us: int | None = None
    ignored_us: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class FollowerCount(Entry):
    """Followers of a channel after an instant, and what was gained and lost since the count before."""

    channel_id: UUID
    at_us: int
    zone: str
    count: int | None = None
    gained: int | None = None
    lost: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Praise(Entry):
    """A recommendation or a compliment: shown beside the return, never inside it."""

    at_us: int
    zone: str
    contact_id: UUID | None = None
    kind: str = "compliment"
    public: bool | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Goal(Entry):
    """What one wants of a metric over whole days; `target` is a decimal text, `bound` "least" or "most"."""

    metric: str
    target: str
    first_day: date
    last_day: date
    bound: str = "least"
    scope: str = "team"
    max_minutes: int | None = None
    max_cost_minor: int | None = None
    currency: str | None = None
    set_us: int | None = None
    locked_us: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Baseline(Entry):
    """What the same goal took offline; `cost_minor` is all of it, the hours included."""

    name: str
    first_day: date
    last_day: date
    minutes: int
    cost_minor: int
    currency: str
    conversions: int
    kind: str = PURCHASE
    revenue_minor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class OpenHours(Entry):
    """Business hours of a weekday (0 Monday) or of one day; none of both ends: closed. Minutes after midnight."""

    weekday: int | None = None
    day: date | None = None
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Decision(Entry):
    """What was decided on what was seen, to be looked at again."""

    at_us: int
    zone: str
    text: str
    review_day: date | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Experiment(Entry):
    """A drawn plan (JSON) with its seed, set before it starts."""

    name: str
    plan: str
    seed: int
    first_day: date
    last_day: date
    set_us: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Scorecard(Entry):
    """A sheet a team composes itself: metric keys in order, targets as "metric:target"."""

    name: str
    metrics: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ReportRun(Entry):
    """Under what a report was worked out, so that it can be worked out again."""

    made_us: int
    week: str
    model: str
    window_days: int
    as_of_us: int
    seed: int
    data_hash: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ClosedWeek(Entry):
    """What a week held when it was closed: an assertion, against which later changes show.

    `us` and `counted_us` as in `roidesk.domain.effort.Effort`; amounts are in minor units of `currency`, None where a
    rate is missing. `people` are those whose hours it holds; `seq` and `log_hash` are the end of the change log then.
    """

    week: str
    closed_us: int
    interactions: int
    us: int
    counted_us: int
    conversions: int
    currency: str
    sales_minor: int | None = None
    labour_minor: int | None = None
    platform_minor: int | None = None
    people: tuple[UUID, ...] = ()
    seq: int = 0
    log_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Setting(Entry):
    """A setting that belongs to the store (currency, margin, zone, …), by key."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ImportedFile(Entry):
    """A file that was taken in, by its SHA-256, so that it is not taken in twice unseen."""

    name: str
    format: str
    sha256: str
    at_us: int
    rows: int


ENTRIES: tuple[type[Entry], ...] = (
    Person, Channel, ChannelKind, KindVersion, Brand, Product, Topic, Contact, Inbound, Interaction, Timer, Away, Pin,
    ConversionKind, Conversion, Cost, Rate, FxRate, FollowerCount, Praise, Goal, Baseline, OpenHours, Decision,
    Experiment, Scorecard, ReportRun, ClosedWeek, Setting, ImportedFile,
)  # fmt: skip
"""Every kind of entry, parents before children."""
