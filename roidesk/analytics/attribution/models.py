"""The models by name, and the credit each gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from roidesk.analytics.attribution.journey import NONE, Journey, checked
from roidesk.analytics.attribution.markov import Walk, chain, steps_of, steps_of_many
from roidesk.analytics.attribution.paths import Paths, credit_of_many
from roidesk.analytics.attribution.rules import RULES, weights
from roidesk.domain.errors import UserError
from roidesk.domain.figure import Number

MARKOV = "markov"
MODELS = (*RULES, MARKOV)
"""The models by name. All but `MARKOV` share a conversion between its own touches."""
MANY = 1000
"""Journeys above which models that weigh by time are worked out in float64, to 1e-9."""


def credit(
    journeys: Iterable[Journey] | Paths, model: str, of: Literal["conversions", "value"] = "conversions"
) -> dict[str, Number]:
    """Return what each channel is credited with; with `NONE` it adds up to the total.

    `first`, `last`, `linear`, `position` and `shapley`: exact fractions, however many journeys. `time_decay`: float64,
    to 1e-9. `minutes` and `personal_minutes`: fractions up to `MANY` journeys, above float64 to 1e-9. `markov`:
    fractions up to `markov.FEW_STATES` channels, above float64. SOURCE: analytics.md 3.2, contract.md 4.

    `UserError` for a model that is not known; `ValueError` for counts below 0 or numbers that are not finite.
    """
    if model not in MODELS:
        raise UserError("model_unknown", text=model, known=", ".join(MODELS))
    known = journeys if isinstance(journeys, Paths) else checked(journeys)
    if not isinstance(known, Paths):
        if len(known) <= MANY:
            return _by_removal(known, of) if model == MARKOV else _one_by_one(known, model, of)
        known = Paths.of(known, model)
    return _by_removal_of_many(known, of) if model == MARKOV else dict(credit_of_many(known, model, of))


def _one_by_one(journeys: Sequence[Journey], model: str, of: Literal["conversions", "value"]) -> dict[str, Number]:
    shares: dict[str, Fraction] = defaultdict(Fraction)
    shares[NONE] = Fraction(0)
    for journey in journeys:
        total = _total(journey, of)
        if not journey.touches:
            shares[NONE] += total
        for touch, weight in zip(journey.touches, weights(journey.touches, model), strict=True):
            shares[touch.channel] += weight * total
    if model == "time_decay":
        return {channel: float(share) for channel, share in shares.items()}
    return dict(shares)


def _total(journey: Journey, of: Literal["conversions", "value"]) -> Fraction:
    return Fraction(journey.conversions if of == "conversions" else journey.value)


def _by_removal(journeys: Sequence[Journey], of: Literal["conversions", "value"]) -> dict[str, Number]:
    walks = [
        Walk([touch.channel for touch in journey.touches], journey.conversions, journey.nulls) for journey in journeys
    ]
    shares = chain(steps_of(walks)).shares
    names = dict.fromkeys(channel for walk in walks for channel in walk.states)
    bare = sum((_total(journey, of) for journey in journeys if not journey.touches), Fraction(0))
    touched = sum((_total(journey, of) for journey in journeys if journey.touches), Fraction(0))
    return _shared(names, shares, bare, touched)


def _by_removal_of_many(paths: Paths, of: Literal["conversions", "value"]) -> dict[str, Number]:
    shares = chain(steps_of_many(paths)).shares
    if of == "conversions":
        return _shared(paths.names, shares, Fraction(paths.untouched_conversions), _sum(paths.conversions.tolist()))
    return _shared(paths.names, shares, paths.untouched_value, paths.unit * _sum(paths.values.tolist()))


def _sum(values: Iterable[int]) -> Fraction:
    return Fraction(sum(values))


def _shared(names: Iterable[str], shares: Mapping[str, Number], bare: Fraction, touched: Fraction) -> dict[str, Number]:
    """Return what had touches shared by removal effects; where nothing converted, no touch explains a value."""
    if not shares:
        return {NONE: bare + touched, **dict.fromkeys(names, Fraction(0))}
    return {NONE: bare, **{name: touched * shares.get(name, 0) for name in names}}
