"""Time and money: whether parts add up to what they are parts of, to the microsecond and the last fraction of a cent.

Nothing is harmed here but the calendar: every change of every clock in the world, sets drawn at random, and texts that
are nearly amounts. The controls do the same as it is commonly done, and have to come out wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import partial
from random import Random
from uuid import UUID

from roidesk.analytics.sums.cost import PAID_HOUR, Exchange, Use, Wages, slices
from roidesk.analytics.sums.dimensions import DIMENSIONS, dimensions
from roidesk.analytics.sums.outcomes import Terms
from roidesk.analytics.sums.rounding import apportioned, minor_unit
from roidesk.analytics.sums.tally import Cell, effort_tallies, total
from roidesk.domain.effort import effort_of, key_of, pieces
from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, Period, local, local_day, midnight
from roidesk.domain.model import Allocation, Cost, CostKind, Interaction, Rate
from roidesk.domain.money import LARGEST_MINOR, minor_units
from tests.analytics import worked_example as example
from tests.domain.times import transitions, zones
from tests.faults.result import Control, Run, Tried, gathered, spread

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC")
SPREAD = (Allocation.CHANNEL, Allocation.FIXED, Allocation.MINUTES, Allocation.CONTACTS)
BATCH = 500
CENT = minor_unit("EUR")


def run(wished: Run) -> list[Tried]:
    """Try every change of every clock, 10,000 sets and 20,000 texts (100,000 of each in a long run)."""
    return [
        _clocks(wished),
        _tried(
            wished, "parts equal totals", wished.count(10_000, 100_000), parts, ("each part rounded for itself", alone)
        ),
        _tried(
            wished, "amounts read exactly or refused", wished.count(20_000, 100_000), text, ("read by float", by_float)
        ),
    ]


def _clocks(wished: Run) -> Tried:
    every = zones()
    found = spread(_around_changes, every)
    naive = spread(_naively, every) if wished.controls else []
    control = Control("local times subtracted", sum(found_[0] for found_ in found), sum(naive)) if naive else None
    lost = gathered(wrong for _, wrong in found)
    told = f"{len(every)} zones, every change of a clock 1990 to 2040"
    return Tried("days add up over changes of the clock", sum(tried for tried, _ in found), lost, told, control)


def _tried(
    wished: Run, name: str, count: int, judge: Callable[[Random], str], control: tuple[str, Callable[[Random], str]]
) -> Tried:
    batches = range(0, count, BATCH)
    lost = gathered(spread(partial(_judged, wished, name, judge), batches))
    seen = None
    if wished.controls:
        without, harmful = control
        few = range(0, min(count, 4 * BATCH), BATCH)
        caught = sum(map(len, spread(partial(_judged, wished, name, harmful), few)))
        seen = Control(without, len(few) * BATCH, caught)
    return Tried(name, len(batches) * BATCH, lost, "differ 0" if not lost else f"differ {len(lost)}", seen)


def _judged(wished: Run, name: str, judge: Callable[[Random], str], first: int) -> tuple[str, ...]:
    found = []
    for number in range(first, first + BATCH):
        wrong = judge(wished.random(name, number))
        if wrong:
            found.append(f"{name}, set {number}: {wrong}")
    return tuple(found)


# ---------------------------------------------------------------- every change of every clock


def _around_changes(zone: str) -> tuple[int, tuple[str, ...]]:
    """Cut an interaction around each change of a zone's clock: its days add up, and each part lies in its day."""
    wrong = []
    for change in transitions(zone):
        entry = _entry(0, change - 25 * HOUR - 7, change + 26 * HOUR + 11, zone)
        cut = pieces([entry])
        start = entry.start_us
        for piece in cut:
            inside = midnight(piece.day, zone) <= start and piece.us >= 0
            start += piece.us
            if not inside or start > midnight(piece.day + timedelta(days=1), zone):
                wrong.append(f"{zone}, {change}: {piece.day} has what is not its own")
        if start != entry.end_us or sum(piece.counted_us for piece in cut) != entry.end_us - entry.start_us:
            wrong.append(f"{zone}, {change}: the days do not add up")
    return len(transitions(zone)), tuple(wrong)


def _naively(zone: str) -> int:
    """Return at how many changes of a clock the difference of two local times is not the time that passed."""
    return sum(
        (local(change + HOUR, zone) - local(change - HOUR, zone)) != timedelta(hours=2) for change in transitions(zone)
    )


# ---------------------------------------------------------------- sets drawn at random


def parts(random: Random) -> str:
    """Return what does not add up in a set of interactions, rates and a cost; "" where all does."""
    entries, terms = _entries(random), _terms(random)
    cut = pieces(entries)
    cells = [Cell(key_of(piece), effort_of(piece), piece.interaction) for piece in cut]
    whole = total(effort_tallies(cells, (), terms).values())
    by = dimensions(random.sample([each for each in DIMENSIONS if each != "conversion_kind"], 2))
    rows = effort_tallies(cells, by, terms)
    summed = total(rows.values())
    wrong = {
        "time": sum(piece.us for piece in cut) != sum(each.end_us - each.start_us for each in entries),
        "counted time": sum(piece.counted_us for piece in cut) != _covered(entries),
        "rows": (summed.counted, summed.us, summed.labour, summed.personal, summed.interactions)
        != (whole.counted, whole.us, whole.labour, whole.personal, whole.interactions),
        "labour": whole.labour != sum(map(partial(_paid, terms), cut), Fraction(0)),
        "labour as shown": _shown_apart(apportioned([each.labour for each in rows.values()], CENT), whole.labour),
        "platform": not _cost_adds_up(random),
    }
    return ", ".join(name for name, differs in wrong.items() if differs)


def alone(random: Random) -> str:
    """The control: each part is rounded for itself."""
    cells = [Cell(key_of(piece), effort_of(piece), piece.interaction) for piece in pieces(_entries(random))]
    terms = _terms(random)
    whole = total(effort_tallies(cells, (), terms).values())
    rows = effort_tallies(cells, dimensions(("channel", "person")), terms).values()
    apart = _shown_apart([round(each.labour / CENT) * CENT for each in rows], whole.labour)
    return "labour as shown" if apart else ""


def _shown_apart(shown: Sequence[Fraction], whole: Fraction) -> bool:
    return sum(shown, Fraction(0)) != round(whole / CENT) * CENT


def _entry(number: int, start: int, end: int, zone: str) -> Interaction:
    model = example.INTERACTIONS[number % len(example.INTERACTIONS)]
    return replace(model, id=UUID(int=number + 1), start_us=start, end_us=end, zone=zone)


def _entries(random: Random) -> list[Interaction]:
    zone = random.choice(zones()) if random.random() < 0.5 else random.choice(ZONES)
    base = random.choice(transitions(zone) or (0,)) + random.randrange(-30 * HOUR, 30 * HOUR)
    entries = []
    for _ in range(random.randint(1, 6)):
        start = base + random.randrange(6 * HOUR)
        entry = _entry(
            random.randrange(10_000), start, start + random.randrange(30 * HOUR), random.choice((zone, *ZONES))
        )
        overtime, score = random.choice((1000, 1500, 1333)), random.randrange(10_001)
        entries.append(
            replace(entry, id=UUID(int=random.getrandbits(120)), overtime_milli=overtime, score=score, topics=())
        )
    return entries


def _terms(random: Random) -> Terms:
    rates = [
        Rate(
            id=UUID(int=random.getrandbits(120)),
            person_id=each.id,
            from_day=random.choice((Period.last_whole_weeks(1, local_day(0, "UTC")).first, _some_day(random))),
            hourly_minor=random.randrange(10_000),
            currency="EUR",
        )
        for each in example.PEOPLE
        for _ in range(2)
    ]
    exchange = Exchange((), "EUR")
    return Terms(example.CATALOGUE, exchange, Wages(rates, exchange), "linear", None)


def _some_day(random: Random):
    return local_day(random.randrange(50 * 366 * 24) * HOUR, "UTC")


def _paid(terms: Terms, piece) -> Fraction:
    each = piece.interaction
    hourly = terms.wages.hourly(each.person_id, piece.day)
    return Fraction(0) if hourly is None else hourly * piece.counted_us * each.overtime_milli / PAID_HOUR


def _covered(entries: Iterable[Interaction]) -> int:
    """Return the time in which each person had at least one interaction open."""
    reach: dict[UUID, int] = {}
    covered = 0
    for each in sorted(entries, key=lambda entry: entry.start_us):
        start = max(each.start_us, reach.get(each.person_id, each.start_us))
        covered += max(0, each.end_us - start)
        reach[each.person_id] = max(start, each.end_us)
    return covered


def _cost_adds_up(random: Random) -> bool:
    """Whether a cost, cut at random days and shared between channels, is what it was over those days."""
    first = _some_day(random)
    days = Period(first, first + timedelta(days=random.randrange(800)))
    channels = [each.id for each in example.CHANNELS]
    cost = Cost(
        id=UUID(int=1), name="c", kind=CostKind.SUBSCRIPTION, amount_minor=random.randrange(-(10**6), 10**9),
        currency="EUR", first_day=days.first, last_day=days.last, allocation=random.choice(SPREAD),
        channel_id=channels[0], shares=tuple(f"{each}:{random.randrange(300_000)}" for each in channels),
    )  # fmt: skip
    use = Use({each: random.randrange(10**10) for each in channels}, {each: random.randrange(9) for each in channels})
    start = days.first + timedelta(days=random.randrange(-50, 50))
    asked = Period(start, start + timedelta(days=random.randrange(2, 400)))
    middle = asked.first + timedelta(days=random.randrange(asked.length - 1))
    halves = (Period(asked.first, middle), Period(middle + timedelta(days=1), asked.last))
    uses = {cost.id: use}
    found = [each.amount for half in halves for each in slices([cost], half, Exchange((), "EUR"), uses)]
    within = days.clip(asked)
    due = Fraction(cost.amount_minor, 100) * (within.length if within else 0) / days.length
    return sum(filter(None, found), Fraction(0)) == due


# ---------------------------------------------------------------- texts that are nearly amounts


def text(random: Random) -> str:
    """Return what an amount was misread as; "" where it was read exactly, or refused."""
    written = _written(random)
    try:
        minor = minor_units(written, "EUR")
    except UserError:
        return ""
    exact = Fraction(written.strip()) * 100
    return "" if exact == minor and abs(minor) <= LARGEST_MINOR else f"{written!r} is {minor}"


def by_float(random: Random) -> str:
    """The control: what float makes of it."""
    written = _written(random)
    try:
        minor = int(float(written) * 100)
        exact = Fraction(written.strip()) * 100
    except (ValueError, OverflowError):
        return ""
    return "" if exact == minor else f"{written!r} is {minor}"


def _written(random: Random) -> str:
    whole = str(random.randrange(10 ** random.randint(1, 18)))
    amount = f"{whole}.{random.randrange(100):02}"
    letters = list(amount)
    for _ in range(random.choice((0, 0, 1, 2, 4))):
        at = random.randrange(len(letters) + 1)
        letters[at : at + random.randint(0, 1)] = random.choice(
            (
                "0",
                "9",
                ".",
                ",",
                "-",
                "+",
                "e",
                "E5",
                "_",
                " ",
                "\u2009",
                "\u00a0",
                "１",
                "٣",
                "−",
                "nan",
                "\0",
                "0" * 30,
            )
        )
    return "".join(letters)
