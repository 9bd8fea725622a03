"""Pay-back and cohorts of a team, worked out by hand: day by day, contact by contact, from exported table files.

Part of `by_hand`: the standard library only, no code shared with roidesk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.by_hand import Question, Slice, days_between, platform, slices
from tests.oracle.exported import Contact, Outcome, Tables, exchanged

BEFORE, NO_CONTACT, NO_TOUCH = "(before)", "(no contact)", "(no touch)"


@dataclass(frozen=True)
class Course:
    """Net at the end of each day, and what follows from it; `basis`: of sales after margin, or of sales."""

    basis: str
    series: tuple[tuple[date, Fraction], ...]
    break_even: date | None
    first_crossing: date | None
    exposure: Fraction
    exposure_day: date | None
    unknown: bool


@dataclass
class Row:
    """A cohort: its contacts by the day of their first touch, what moved at each age, and all of it so far."""

    first: dict[Contact, date] = field(default_factory=dict)
    buyers: set[Contact] = field(default_factory=set)
    moved: list[tuple[int, Fraction, Fraction]] = field(default_factory=list)

    def cumulative(self, last: date) -> list[tuple[Fraction, Fraction]]:
        """Return labour and returns up to the end of each week that all contacts have lived through."""
        youngest = max(self.first.values())
        found, age = [], 0
        while youngest + timedelta(days=7 * (age + 1) - 1) <= last:
            found.append(
                (
                    sum((labour for at, labour, _ in self.moved if at <= age), Fraction(0)),
                    sum((back for at, _, back in self.moved if at <= age), Fraction(0)),
                )
            )
            age += 1
        return found


@dataclass(frozen=True)
class Sold:
    """A booked sale or refund of the period: what it is worth and what remains; None: no rate, no margin."""

    outcome: Outcome
    amount: Fraction | None
    margin: Fraction | None


def sold(tables: Tables, question: Question) -> list[Sold]:
    """Return what was booked in the period and known at the as-of instant, refunds too."""
    found = []
    for each in tables.outcomes():
        if each.booked and each.at <= question.as_of and question.first <= each.day <= question.last:
            known = [share for share in (each.margin, question.margin, tables.margin) if share is not None]
            amount = exchanged(tables, each.amount, each.currency, each.day)
            found.append(Sold(each, amount, known[0] if known else None))
    return found


def in_period(tables: Tables, question: Question) -> list[Slice]:
    return [each for each in slices(tables, question) if question.first <= each.day <= question.last]


def basis(tables: Tables, question: Question, sales: Sequence[Sold]) -> str:
    """Return "margin" where what remains of every sale is known; where nothing was sold, where a margin is set."""
    counted = [each for each in sales if not each.outcome.refund]
    booked = sum((each.amount or Fraction(0) for each in sales), Fraction(0))
    if counted or booked:
        return "sales" if any(each.amount and each.margin is None for each in sales) else "margin"
    return "sales" if question.margin is None and tables.margin is None else "margin"


def last_day(tables: Tables, question: Question) -> date:
    """Return the last day that had begun by the as-of instant, in the store's zone."""
    return (question.as_of - timedelta(microseconds=1)).astimezone(tables.zone).date()


def course(tables: Tables, question: Question) -> Course:
    """Return the course of net over the period, up to the last day on which anything is known."""
    worked, sales = in_period(tables, question), sold(tables, question)
    by = basis(tables, question, sales)
    change: dict[date, Fraction] = defaultdict(Fraction)
    stirred: set[date] = set()
    unknown = False
    for sale in sales:
        unknown |= sale.amount is None
        back = (sale.amount or Fraction(0)) * ((sale.margin or 0) if by == "margin" else 1)
        change[sale.outcome.day] += back
        stirred |= {sale.outcome.day} if back else set()
    for piece in worked:
        unknown |= piece.labour is None and piece.minutes > 0
        change[piece.day] -= piece.labour or 0
    for due in platform(tables, question, worked):
        unknown |= due.amount is None
        change[due.day] -= due.amount or 0
    spent = {piece.day for piece in worked if piece.labour}
    spent |= {due.day for due in platform(tables, question, worked) if due.amount}
    other = {each.day for each in tables.outcomes() if each.at <= question.as_of}
    last = min(question.last, max([last_day(tables, question), *change, *other & set(_days(question))]))
    net, series = Fraction(0), []
    for day in days_between(question.first, last):
        net += change[day]
        series.append((day, net))
    begun = min(stirred | spent, default=None)
    counted = [(day, each) for day, each in series if begun is not None and day >= begun]
    lowest = min((each for _, each in counted), default=Fraction(0))
    return Course(
        by,
        tuple(series),
        next((day for at, (day, _) in enumerate(counted) if all(each >= 0 for _, each in counted[at:])), None),
        next((day for day, each in counted if each >= 0), None),
        min(lowest, Fraction(0)),
        next((day for day, each in counted if each == lowest), None) if lowest < 0 else None,
        unknown,
    )


def _days(question: Question) -> list[date]:
    return days_between(question.first, question.last)


def cohorts(tables: Tables, question: Question) -> dict[str, Row]:
    """Return the contacts of the period by the month of their first touch, and the rows that are no cohort."""
    touches = [each for each in tables.touches() if each.contact and each.start <= question.as_of]
    earlier = {each.contact for each in touches if each.day < question.first}
    begun = {}
    for each in sorted(touches, key=lambda touch: touch.start):
        if question.first <= each.day <= question.last:
            begun.setdefault(each.contact, each)
    rows: dict[str, Row] = defaultdict(Row)
    for contact, touch in begun.items():
        rows[BEFORE if contact in earlier else f"{touch.day:%Y-%m}"].first[contact] = touch.day

    def row_of(contact: Contact | None) -> tuple[str, date | None]:
        if contact is None:
            return NO_CONTACT, None
        if contact in earlier or contact not in begun:
            return BEFORE, None
        return f"{begun[contact].day:%Y-%m}", begun[contact].day

    for piece in in_period(tables, question):
        name, first = row_of(piece.touch.contact)
        age = (piece.day - first).days // 7 if first else 0
        rows[name].moved.append((max(age, 0), piece.labour or Fraction(0), Fraction(0)))
    sales = sold(tables, question)
    by = basis(tables, question, sales)
    for sale in sales:
        contact = sale.outcome.contact
        touched = contact in earlier or (contact in begun and begun[contact].start <= sale.outcome.at)
        name, first = (NO_TOUCH, None) if contact and not touched else row_of(contact)
        age = (sale.outcome.day - first).days // 7 if first else 0
        back = (sale.amount or Fraction(0)) * ((sale.margin or 0) if by == "margin" else 1)
        rows[name].moved.append((max(age, 0), Fraction(0), back))
        if contact and not sale.outcome.refund:
            rows[name].buyers.add(contact)
    return dict(rows)
