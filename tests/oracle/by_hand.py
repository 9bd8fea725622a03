"""The figures of a team, worked out by hand: from exported table files, step by step, with the standard library only.

This is a second pair of hands, not a second product. It shares no code with roidesk, keeps nothing, reads every list
from its beginning and is slow on purpose: each function says one rule, so that a person can check it by reading.
What a team did with its hours is a list of `Slice`; what came of them is a list of `Credit`; rows are sums of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise, product

from tests.oracle.exported import Outcome, Tables, Touch, exchanged

Number = Fraction | float
Key = tuple[str | None, ...]

NONE = "(none)"
SHARED = "(shared)"
HALF_LIFE = timedelta(days=7)
LEVELS_FROM = (15, 25, 50, 75)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIME_DIMENSIONS = {"week", "month"}


@dataclass(frozen=True)
class Question:
    """What is asked: days (both included), rows, and the rules to follow. `as_of`: nothing that starts later counts."""

    first: date
    last: date
    as_of: datetime
    by: tuple[str, ...] = ()
    model: str = "time_decay"
    window_days: int = 30
    parallel: str = "split"
    margin: Fraction | None = None


@dataclass(frozen=True)
class Slice:
    """The part of a touch that lies in one local day; `minutes` is what counts of it after sharing parallel time."""

    touch: Touch
    day: date
    start: datetime
    end: datetime
    minutes: Fraction
    labour: Fraction | None
    first: bool


@dataclass(frozen=True)
class Credit:
    """The share of an outcome that one touch is given; `touch` None: nothing explains it."""

    outcome: Outcome
    touch: Touch | None
    share: Number


@dataclass
class Sums:
    """What is added up; everything else is worked out from these."""

    interactions: Number = Fraction(0)
    minutes: Number = Fraction(0)
    labour: Number = Fraction(0)
    platform: Number = Fraction(0)
    conversions: Number = Fraction(0)
    purchases: Number = Fraction(0)
    booked: Number = Fraction(0)
    expected: Number = Fraction(0)
    remaining: Number = Fraction(0)
    personal_minutes: Number = Fraction(0)
    known_minutes: Number = Fraction(0)
    whole_minutes: Number = Fraction(0)
    fruitful_minutes: Number = Fraction(0)
    touched_purchases: Number = Fraction(0)
    touched_booked: Number = Fraction(0)
    new_customers: Number = Fraction(0)
    new_said: bool = False
    new_unsaid: bool = False
    unpriced: bool = False
    platform_unknown: bool = False
    booked_unknown: bool = False
    expected_unknown: bool = False
    margin_unknown: bool = False


@dataclass(frozen=True)
class Answer:
    """Totals and rows: figures by name; None where arithmetic gives no value."""

    totals: Mapping[str, Number | None]
    rows: Mapping[Key, Mapping[str, Number | None]]
    touched_minutes_share: Number | None


# ---------------------------------------------------------------- hours


def slices(tables: Tables, question: Question) -> list[Slice]:
    """Return the parts of all touches, of every day, known at the as-of instant."""
    touches = [touch for touch in tables.touches() if touch.start <= question.as_of]
    found = []
    for touch in touches:
        others = [each for each in touches if each.person == touch.person] if question.parallel == "split" else [touch]
        open_with = [each for each in others if each.start < touch.end and touch.start < each.end]
        for number, (day, start, end) in enumerate(days_of(touch)):
            minutes = counted_minutes(start, end, open_with)
            found.append(Slice(touch, day, start, end, minutes, labour(tables, touch, day, minutes), number == 0))
    return found


def days_of(touch: Touch) -> Iterator[tuple[date, datetime, datetime]]:
    """Yield a touch cut at the midnights of its own zone: each day with the instants between which it lies there."""
    start, day = touch.start, touch.day
    while True:
        tomorrow = day + timedelta(days=1)
        midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=touch.zone).astimezone(UTC)
        yield day, start, min(midnight, touch.end)
        if touch.end <= midnight:
            return
        start, day = midnight, tomorrow


def counted_minutes(start: datetime, end: datetime, open_with: Sequence[Touch]) -> Fraction:
    """Return the minutes from `start` to `end`, each shared equally by those of `open_with` open then."""
    edges = sorted({start, end} | {edge for each in open_with for edge in (each.start, each.end) if start < edge < end})
    total = Fraction(0)
    for begins, ends in pairwise(edges):
        open_now = sum(1 for each in open_with if each.start <= begins and ends <= each.end)
        total += minutes_of(ends - begins) / open_now
    return total


def minutes_of(length: timedelta) -> Fraction:
    return Fraction(length // timedelta(microseconds=1), 60_000_000)


def labour(tables: Tables, touch: Touch, day: date, minutes: Fraction) -> Fraction | None:
    """Return what the minutes cost at the rate of that person on that day; None: no rate, or no exchange rate."""
    known = [
        (date.fromisoformat(row["from"]), Fraction(row["hourly"]), row["currency"])
        for row in tables.rows["rates"]
        if row["person"] == touch.person and date.fromisoformat(row["from"]) <= day
    ]
    if not known:
        return None
    _, hourly, currency = max(known)
    return exchanged(tables, minutes / 60 * hourly * touch.overtime, currency or tables.currency, day)


# ---------------------------------------------------------------- what came of it


def path_of(outcome: Outcome, touches: Iterable[Touch], window_days: int) -> list[Touch]:
    """Return the touches with the same contact in the window before an outcome, both ends included, in order.

    The interaction it is known to have come of is one of them, whoever that was with and however long ago.
    """
    path = []
    for touch in touches:
        age = outcome.at - touch.start
        same = outcome.contact is not None and touch.contact == outcome.contact
        in_window = age <= timedelta(days=window_days)
        if age >= timedelta(0) and ((same and in_window) or touch.id == outcome.interaction):
            path.append(touch)
    return sorted(path, key=lambda touch: (touch.start, touch.id))


def weights(path: Sequence[Touch], outcome: Outcome, model: str) -> list[Number]:
    """Return the share of each touch of a path; they add up to 1."""
    return normalised(WEIGHTS[model](path, outcome))


def normalised(raw: Sequence[Number]) -> list[Number]:
    total = sum(raw)
    return [each / total for each in raw] if total else [Fraction(1, len(raw)) for _ in raw]


def _first(path: Sequence[Touch], _: Outcome) -> list[Number]:
    return [Fraction(number == 0) for number in range(len(path))]


def _last(path: Sequence[Touch], _: Outcome) -> list[Number]:
    return [Fraction(number == len(path) - 1) for number in range(len(path))]


def _linear(path: Sequence[Touch], _: Outcome) -> list[Number]:
    return [Fraction(1) for _ in path]


def _position(path: Sequence[Touch], _: Outcome) -> list[Number]:
    between = len(path) - 2
    if between <= 0:
        return [Fraction(1) for _ in path]
    return [Fraction(2, 5), *[Fraction(1, 5) / between] * between, Fraction(2, 5)]


def _time_decay(path: Sequence[Touch], outcome: Outcome) -> list[Number]:
    return [2.0 ** (-(outcome.at - touch.start) / HALF_LIFE) for touch in path]


def _minutes(path: Sequence[Touch], _: Outcome) -> list[Number]:
    return [minutes_of(touch.end - touch.start) for touch in path]


def _personal_minutes(path: Sequence[Touch], _: Outcome) -> list[Number]:
    weighed = [minutes_of(touch.end - touch.start) * touch.score for touch in path]
    return weighed if any(weighed) else [minutes_of(touch.end - touch.start) for touch in path]


def _shapley(path: Sequence[Touch], _: Outcome) -> list[Number]:
    channels = [touch.channel for touch in path]
    return [Fraction(1, len(set(channels)) * channels.count(channel)) for channel in channels]


WEIGHTS: Mapping[str, Callable[[Sequence[Touch], Outcome], list[Number]]] = {
    "first": _first,
    "last": _last,
    "linear": _linear,
    "position": _position,
    "time_decay": _time_decay,
    "minutes": _minutes,
    "personal_minutes": _personal_minutes,
    "shapley": _shapley,
}


def shared_credit(tables: Tables, question: Question) -> list[Credit]:
    """Return the shares of every outcome in the period; a refund is shared as the sale it takes back was."""
    touches, outcomes = tables.touches(), tables.outcomes()
    sales = {outcome.id: outcome for outcome in outcomes}
    found: list[Credit] = []
    for outcome in outcomes:
        if outcome.at > question.as_of or not question.first <= outcome.day <= question.last:
            continue
        earned = sales.get(outcome.refund_of or "", outcome)
        path = path_of(earned, touches, question.window_days)
        if path:
            shares = weights(path, earned, question.model)
            found.extend(Credit(outcome, touch, share) for touch, share in zip(path, shares, strict=True))
        else:
            found.append(Credit(outcome, None, Fraction(1)))
    return found


def touched_share(in_period: Sequence[Slice], shared: Iterable[Credit]) -> Number | None:
    """Return the share of all time, each interaction whole, that lies before an outcome in its window."""
    touched = {credit.touch.id for credit in shared if credit.touch}
    whole = [(each.touch.id, minutes_of(each.end - each.start)) for each in in_period]
    return over(sum(minutes for name, minutes in whole if name in touched), sum(minutes for _, minutes in whole))


# ---------------------------------------------------------------- platforms


@dataclass(frozen=True)
class Due:
    """What falls on one day. Channel None: it belongs to none. Amount None: there is no rate of exchange."""

    channel: str | None
    day: date
    amount: Fraction | None


def platform(tables: Tables, question: Question, in_period: Sequence[Slice]) -> Iterator[Due]:
    """Yield platform costs by channel and day of the period, up to the day of the as-of instant."""
    last_known = (question.as_of - timedelta(microseconds=1)).astimezone(tables.zone).date()
    for row in tables.rows["costs"]:
        first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
        days = [day for day in days_between(question.first, min(question.last, last_known)) if first <= day <= last]
        amount = exchanged(tables, Fraction(row["amount"]), row["currency"] or tables.currency, first)
        for channel, share in bearers(row, [each for each in in_period if each.day in days]).items():
            for day in days:
                yield Due(channel, day, None if amount is None else share * amount / len(days_between(first, last)))


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def bearers(row: Mapping[str, str], around: Sequence[Slice]) -> dict[str | None, Fraction]:
    """Return which channels bear a cost, as shares that add up to 1; what nobody bears is under None."""
    match row["allocation"]:
        case "fixed":
            pairs = [text.rsplit("=", 1) for text in row["shares"].split(";") if text.strip()]
            shares: dict[str | None, Fraction] = {name.strip(): Fraction(share) for name, share in pairs}
            rest = 1 - sum(shares.values())
            return shares | ({None: rest} if rest else {})
        case "minutes":
            minutes: dict[str | None, Fraction] = defaultdict(Fraction)
            for each in around:
                minutes[each.touch.channel] += each.minutes
            return shared_by(minutes)
        case "contacts":
            met = {(each.touch.channel, each.touch.contact) for each in around if each.first and each.touch.contact}
            contacts: dict[str | None, Fraction] = defaultdict(Fraction)
            for channel, _ in met:
                contacts[channel] += 1
            return shared_by(contacts)
    return {row["channel"] or None: Fraction(1)}


def shared_by(weight: Mapping[str | None, Fraction]) -> dict[str | None, Fraction]:
    total = sum(weight.values())
    return {name: each / total for name, each in weight.items() if each} if total else {None: Fraction(1)}


# ---------------------------------------------------------------- rows


def figures(tables: Tables, question: Question) -> Answer:
    """Return the totals, and the rows by the dimensions asked for."""
    in_period = [each for each in slices(tables, question) if question.first <= each.day <= question.last]
    shared = shared_credit(tables, question)
    rows: dict[Key, Sums] = defaultdict(Sums)
    touched = {credit.touch.id for credit in shared if credit.touch}
    for each in in_period:
        add_effort(rows, each, question, led=each.touch.id in touched)
    for credit in shared:
        add_credit(rows, credit, tables, question)
    for due in platform(tables, question, in_period):
        add_platform(rows, due, in_period, question.by)
    return Answer(
        worked_out(added_up(rows.values())),
        {key: worked_out(sums) for key, sums in rows.items()},
        touched_share(in_period, shared),
    )


def level(score: Fraction) -> str:
    return str(1 + sum(score >= bound for bound in LEVELS_FROM))


def time_value(dimension: str, day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}" if dimension == "week" else f"{day:%Y-%m}"


def touch_values(touch: Touch, dimension: str) -> tuple[str | None, ...]:
    """Return what a touch is counted under; more than one share it equally."""
    if dimension == "personalness":
        return (level(touch.score),)
    if dimension == "hour":
        local = touch.start.astimezone(touch.zone)
        return (f"{WEEKDAYS[local.weekday()]} {local:%H}",)
    return touch.tags[dimension]


def keys_of(values: Iterable[tuple[str | None, ...]]) -> Iterator[tuple[Key, Fraction]]:
    """Yield each row something lies in, with its share of it."""
    keys = list(product(*values))
    for key in keys:
        yield key, Fraction(1, len(keys))


def effort_values(each: Slice, dimension: str) -> tuple[str | None, ...]:
    if dimension in TIME_DIMENSIONS:
        return (time_value(dimension, each.day),)
    if dimension == "conversion_kind":
        return (SHARED,)
    return touch_values(each.touch, dimension)


def add_effort(rows: dict[Key, Sums], each: Slice, question: Question, *, led: bool) -> None:
    """Add a part of a touch; `led`: something came of that touch."""
    whole = minutes_of(each.end - each.start)
    for key, share in keys_of(effort_values(each, dimension) for dimension in question.by):
        sums = rows[key]
        sums.interactions += share * each.first
        sums.minutes += share * each.minutes
        sums.personal_minutes += share * each.minutes * each.touch.score / 100
        sums.known_minutes += share * each.minutes * (each.touch.contact is not None)
        sums.whole_minutes += share * whole
        sums.fruitful_minutes += share * whole * led
        if each.labour is None:
            sums.unpriced |= each.minutes > 0
        else:
            sums.labour += share * each.labour


def credit_values(credit: Credit, dimension: str) -> tuple[str | None, ...]:
    """Return where credit is counted: where the outcome itself says, else where its touch is."""
    if dimension in TIME_DIMENSIONS:
        return (time_value(dimension, credit.outcome.day),)
    if dimension in credit.outcome.says:
        return (credit.outcome.says[dimension],)
    return (NONE,) if credit.touch is None else touch_values(credit.touch, dimension)


def add_credit(rows: dict[Key, Sums], credit: Credit, tables: Tables, question: Question) -> None:
    outcome = credit.outcome
    amount = exchanged(tables, outcome.amount, outcome.currency, outcome.day)
    margin = next((each for each in (outcome.margin, question.margin, tables.margin) if each is not None), None)
    for key, part in keys_of(credit_values(credit, dimension) for dimension in question.by):
        sums, share = rows[key], part * credit.share
        if not outcome.refund:
            sums.conversions += share
            sums.purchases += share * outcome.booked
        if not share:
            continue
        if outcome.booked and not outcome.refund:
            sums.touched_purchases += share * (credit.touch is not None)
            sums.new_customers += share * bool(outcome.new_customer)
            sums.new_said |= outcome.new_customer is not None
            sums.new_unsaid |= outcome.new_customer is None
        if outcome.booked and amount is None:
            sums.booked_unknown = True
        elif outcome.booked and amount is not None:
            sums.booked += share * amount
            sums.touched_booked += share * amount * (credit.touch is not None)
            sums.remaining += share * amount * (margin or 0)
            sums.margin_unknown |= bool(amount) and margin is None
        elif amount is None:
            sums.expected_unknown = True
        else:
            sums.expected += share * amount * outcome.probability


def add_platform(rows: dict[Key, Sums], due: Due, in_period: Sequence[Slice], by: Sequence[str]) -> None:
    """Add one day's cost of one channel: by its day and channel, and over all else by that channel's minutes."""
    fixed = tuple(platform_value(dimension, due) for dimension in by)
    minutes: dict[Key, Fraction] = defaultdict(Fraction)
    for each in in_period:
        if None in fixed and each.touch.channel == due.channel:
            for key, share in keys_of(effort_values(each, dimension) for dimension in by):
                if all(value in {None, found} for value, found in zip(fixed, key, strict=True)):
                    minutes[key] += share * each.minutes
    total = sum(minutes.values())
    parts = {key: part / total for key, part in minutes.items() if part} if total else {}
    for key, part in (parts or {tuple(value or SHARED for value in fixed): Fraction(1)}).items():
        if due.amount is None:
            rows[key].platform_unknown = True
        else:
            rows[key].platform += due.amount * part


def platform_value(dimension: str, due: Due) -> str | None:
    """Return where a cost of a channel and a day lies for sure; None: that is for the minutes to say."""
    if dimension in TIME_DIMENSIONS:
        return time_value(dimension, due.day)
    return (due.channel or SHARED) if dimension == "channel" else None


# ---------------------------------------------------------------- figures from sums


def added_up(rows: Iterable[Sums]) -> Sums:
    """Return the totals: sums add up, and what is unknown of one row is unknown of all."""
    total = Sums()
    for row in rows:
        for name, value in vars(row).items():
            so_far = getattr(total, name)
            setattr(total, name, so_far or value if isinstance(value, bool) else so_far + value)
    return total


def over(above: Number, below: Number) -> Number | None:
    return above / below if below else None


def known_part(amount: Number, *, unknown: bool) -> Number | None:
    """Return what is known of an amount; None where nothing of it is."""
    return None if unknown and not amount else amount


def worked_out(sums: Sums) -> dict[str, Number | None]:
    cost, hours = sums.labour + sums.platform, sums.minutes / 60
    cost_unknown = sums.unpriced or sums.platform_unknown

    def ratio(returned: Number, *, less: Number = 0, unknown: bool = sums.booked_unknown) -> Number | None:
        """What came back for 1 of cost: nothing can be said without cost, where neither part is known in full, or
        where nothing is known of what came back.
        """
        return None if cost <= 0 or (unknown and (cost_unknown or not returned)) else (returned - less) / cost

    def cost_per(count: Number) -> Number | None:
        return None if cost_unknown and not cost else over(cost, count)

    def remains(less: Number, *, unknown: bool) -> Number | None:
        """What remains of sales, less something; nothing can be said where neither is known, or no margin is."""
        nothing = sums.margin_unknown or (sums.booked_unknown and (unknown or not sums.remaining))
        return None if nothing else sums.remaining - less

    def average(booked: Number, purchases: Number) -> Number | None:
        return None if sums.booked_unknown else over(booked, purchases)

    # Of time shared between touches at once, each has its part.
    fruitful = sums.fruitful_minutes * sums.minutes / sums.whole_minutes if sums.whole_minutes else Fraction(0)
    return {
        "interactions": sums.interactions,
        "minutes": sums.minutes,
        "labour": known_part(sums.labour, unknown=sums.unpriced),
        "platform": known_part(sums.platform, unknown=sums.platform_unknown),
        "cost": known_part(cost, unknown=cost_unknown),
        "conversions": sums.conversions,
        "purchases": sums.purchases,
        "booked": known_part(sums.booked, unknown=sums.booked_unknown),
        "expected": known_part(sums.expected, unknown=sums.expected_unknown),
        "return_ratio": ratio(sums.booked),
        "net_romi": ratio(sums.booked, less=cost),
        "margin_roi": None if sums.margin_unknown else ratio(sums.remaining, less=cost),
        "return_incl_expected": ratio(
            sums.booked + sums.expected, unknown=sums.booked_unknown or sums.expected_unknown
        ),
        "cost_per_purchase": cost_per(sums.purchases),
        "cost_per_conversion": cost_per(sums.conversions),
        "minutes_per_purchase": over(sums.minutes, sums.purchases),
        "purchases_per_hour": over(sums.purchases, hours),
        "revenue_per_hour": None if sums.booked_unknown and not sums.booked else over(sums.booked, hours),
        "labour_per_hour": None if sums.unpriced and not sums.labour else over(sums.labour, hours),
        "personalness": over(sums.personal_minutes * 100, sums.minutes),
        "personal_minutes": sums.personal_minutes,
        "contact_share": over(sums.known_minutes, sums.minutes),
        "remains": remains(0, unknown=False),
        "profit": remains(cost, unknown=cost_unknown),
        "average_sale": average(sums.booked, sums.purchases),
        "average_sale_involved": average(sums.touched_booked, sums.touched_purchases),
        "average_sale_others": average(sums.booked - sums.touched_booked, sums.purchases - sums.touched_purchases),
        "new_customers": None if sums.new_unsaid and not sums.new_said else sums.new_customers,
        "led_to_nothing_share": over(max(sums.known_minutes - fruitful, Fraction(0)), sums.minutes),
    }
