"""Who bought by how personally they were met, and hours moved between channels, by hand from exported table files.

Part of `by_hand`: the standard library only, no code shared with roidesk.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.oracle.by_hand import LEVELS_FROM, Number, Question, figures, over, slices
from tests.oracle.exported import Contact, Tables


def highest_levels(tables: Tables, question: Question) -> tuple[dict[int, list[bool]], int]:
    """Return, by highest level, whether each contact bought; and how many bought without a touch before it."""
    first_sale: dict[Contact, object] = {}
    for sale in sorted(tables.outcomes(), key=lambda one: one.at, reverse=True):
        in_time = question.first <= sale.day <= question.last and sale.at <= question.as_of
        if in_time and sale.booked and not sale.refund and sale.contact is not None:
            first_sale[sale.contact] = sale.at
    scores: dict[Contact, Fraction] = {}
    for touch in tables.touches():
        in_time = question.first <= touch.day <= question.last and touch.start <= question.as_of
        if not in_time or touch.contact is None:
            continue
        if touch.contact in first_sale and touch.start > first_sale[touch.contact]:
            continue
        scores[touch.contact] = max(touch.score, scores.get(touch.contact, Fraction(0)))
    reached: dict[int, list[bool]] = {at: [] for at in range(1, 6)}
    for contact, score in scores.items():
        reached[1 + sum(score >= border for border in LEVELS_FROM)].append(contact in first_sale)
    return reached, len(first_sale.keys() - scores.keys())


def personalness(tables: Tables, question: Question, weights: tuple[int, ...]) -> Number | None:
    """Return how personal the time was under other weights: by the components noted, unless scored by hand."""
    rows = {row["id"]: row for row in tables.rows["interactions"]}
    minutes = weighed = Fraction(0)
    for each in slices(tables, question):
        if question.first <= each.day <= question.last:
            row = rows[each.touch.id]
            score = sum(int(half) * weight for half, weight in zip(row["components"], weights, strict=True)) * Fraction(
                1, 2
            )
            minutes += each.minutes
            weighed += each.minutes * (each.touch.score if row["personalness_given"] == "1" else score)
    return over(weighed, minutes)


def moved(tables: Tables, question: Question, hours: Fraction, source: str, target: str) -> dict[str, Number | None]:
    """Return what a week would have brought more, had hours gone from one channel to another."""
    rows = figures(tables, replace(question, by=("channel",))).rows
    found: dict[str, Number | None] = {}
    for name in ("booked", "purchases"):
        here, there = (_an_hour(rows.get((channel,)), name) for channel in (source, target))
        found[name] = None if here is None or there is None else hours * (there - here)
    return found


def _an_hour(row: dict[str, Number | None] | None, name: str) -> Number | None:
    if row is None or row[name] is None or not row["minutes"]:
        return None
    return row[name] / (row["minutes"] / 60)
