"""Who waited for an answer and how long, worked out by hand from exported table files.

Part of `by_hand`: the standard library only, no code shared with roidesk. Business hours are counted minute by minute,
so all times have to be whole minutes and periods short.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.oracle.by_hand import Question
from tests.oracle.exported import Tables

MINUTE = timedelta(minutes=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ASSUMED = {name: ((time(9), time(17)),) for name in WEEKDAYS[:5]}


@dataclass(frozen=True)
class Message:
    """One row of inbound.csv."""

    id: str
    at: datetime
    zone: ZoneInfo
    channel: str
    thread: str
    needs_reply: bool
    replied: datetime | None
    ignored: datetime | None

    @property
    def day(self) -> date:
        return self.at.astimezone(self.zone).date()


@dataclass(frozen=True)
class Wait:
    """A wait that began with `first`; `until` None: it goes on. Minutes so far, of business hours and of all."""

    first: Message
    until: datetime | None
    left: bool
    business: int
    calendar: Fraction


def messages(tables: Tables, as_of: datetime) -> list[Message]:
    """Return the messages known at an instant, in order; an automatic reply is none."""
    found = []
    for row in tables.rows.get("inbound", []):
        replied = _instant(row["first_reply_at"])
        ignored = _instant(row["ignored"])
        found.append(
            Message(
                row["id"],
                datetime.fromisoformat(row["at"]).astimezone(UTC),
                ZoneInfo(row["zone"]),
                row["channel"],
                row["thread"],
                row["needs_reply"] == "1",
                replied if replied and replied <= as_of and row["auto"] != "1" else None,
                ignored if ignored and ignored <= as_of else None,
            )
        )
    return sorted((each for each in found if each.at <= as_of), key=lambda each: (each.at, each.id))


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def sent(tables: Tables, thread: Sequence[Message], as_of: datetime) -> list[datetime]:
    """Return when a human wrote on a thread: first replies, and interactions that answer one of its messages."""
    times = [each.replied for each in thread if each.replied]
    came = {each.id: each.at for each in thread}
    for row in tables.rows["interactions"]:
        start, end = (datetime.fromisoformat(row[name]).astimezone(UTC) for name in ("start", "end"))
        if row["answers"] in came and row["direction"] == "out" and start <= as_of:
            at = came[row["answers"]]
            times.append(at if start < at <= end else start)
    return sorted(times)


def open_hours(tables: Tables) -> tuple[Mapping[str, Sequence[tuple[time, time]]], Mapping[date, Sequence]]:
    """Return hours by weekday, and by day where it has its own; without any week: Monday to Friday, 9 to 17."""
    weekly, special = defaultdict(list), defaultdict(list)
    for row in tables.rows.get("calendar", []):
        hours = [(time.fromisoformat(row["open"]), time.fromisoformat(row["close"]))] if row["open"] else []
        if row["date"]:
            special[date.fromisoformat(row["date"])] += hours
        else:
            weekly[row["weekday"]] += hours
    return weekly or ASSUMED, special


def business_minutes(tables: Tables, start: datetime, end: datetime, zone: ZoneInfo) -> int:
    """Return how many minutes between two instants the clock on the wall showed business hours."""
    weekly, special = open_hours(tables)
    count, at = 0, start
    while at < end:
        wall = at.astimezone(zone)
        hours = special.get(wall.date(), weekly.get(WEEKDAYS[wall.weekday()], ()))
        count += any(opens <= wall.time() < closes for opens, closes in hours)
        at += MINUTE
    return count


def waits(tables: Tables, question: Question) -> list[Wait]:
    """Return the waits that began in the period."""
    threads = defaultdict(list)
    for each in messages(tables, question.as_of):
        threads[(each.channel, each.thread) if each.thread else each.id].append(each)
    found = []
    for thread in threads.values():
        answers = sent(tables, thread, question.as_of)
        found += _of_thread(tables, thread, answers, question.as_of)
    return [each for each in found if question.first <= each.first.day <= question.last]


def _of_thread(tables: Tables, thread: Sequence[Message], answers: Sequence[datetime], as_of: datetime) -> list[Wait]:
    found, left = [], [each for each in thread if each.needs_reply]
    while left:
        first = left[0]
        until = next((at for at in answers if at >= first.at), None)
        together = [each for each in left if until is None or each.at <= until]
        end = as_of if until is None else until
        found.append(
            Wait(
                first,
                until,
                until is None and any(each.ignored for each in together),
                business_minutes(tables, first.at, end, first.zone),
                Fraction((end - first.at) // timedelta(microseconds=1), 60_000_000),
            )
        )
        left = left[len(together) :]
    return found


def quantile(values: Iterable[Fraction | int], share: Fraction) -> Fraction | None:
    """Return a percentile by straight lines between the values in order (type 7)."""
    ordered = sorted(values)
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] * (1 - (place - below)) + ordered[above] * (place - below)


def half_answered(every: Sequence[tuple[Fraction | int, bool]]) -> Fraction | int | None:
    """Return the time by which half were answered, those still open counted as far as they go (Kaplan and Meier)."""
    surviving = Fraction(1)
    for moment in sorted({took for took, _ in every}):
        at_risk = sum(1 for took, _ in every if took >= moment)
        ended = sum(1 for took, done in every if done and took == moment)
        surviving *= Fraction(at_risk - ended, at_risk)
        if surviving <= Fraction(1, 2):
            return moment
    return None
