"""Every model of attribution over 100,000 journeys, beside one pass of numpy over the same arrays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from roidesk.analytics.attribution import MODELS, Journey, Paths, Touch, credit
from tests.bench.measure import Comparison, in_turns, timed

JOURNEYS = 100_000
CHANNELS = 12
_LONGEST = 11
_GOAL = 20
_ROUNDS = 7


def models(_until: date) -> list[Comparison]:
    """Measure each model from arrays, which has a goal, and from journeys one by one, which is told."""
    journeys = _journeys()
    paths = {model: Paths.of(journeys, model) for model in MODELS}
    found = []
    for model in MODELS:
        arrays, objects, floor = in_turns(
            timed(_credit_of(paths[model], model)),
            timed(_credit_of(journeys, model)),
            timed(lambda model=model: _one_pass(paths[model])),
            rounds=_ROUNDS,
        )
        beside = f"numpy: equal shares by channel in float64, {len(paths[model].channels):,} touches"
        found += [
            Comparison(f"credit by {model}, {JOURNEYS:,} journeys", beside, arrays, floor, _GOAL),
            Comparison(f"  the same from {JOURNEYS:,} Journey objects", beside, objects, floor),
        ]
    return found


def _credit_of(journeys: Paths | list[Journey], model: str) -> Callable[[], object]:
    return lambda: (credit(journeys, model), credit(journeys, model, of="value"))


def _one_pass(paths: Paths) -> tuple[np.ndarray, np.ndarray]:
    """Share conversions and value equally between touches: what any model has to do at the very least."""
    whose = np.repeat(np.arange(len(paths.lengths)), paths.lengths)
    conversions, values = (
        np.bincount(paths.channels, (amounts / paths.lengths)[whose], len(paths.names))
        for amounts in (paths.conversions, paths.values)
    )
    return conversions, values


def _journeys() -> list[Journey]:
    """Return made-up journeys of 1 to 11 touches, a tenth of which converted; values in cents."""
    chance = np.random.default_rng(20260601)
    found = []
    for length in chance.integers(1, _LONGEST + 1, JOURNEYS).tolist():
        touches = zip(
            chance.integers(0, CHANNELS, length).tolist(),
            sorted(chance.uniform(0, 30, length).tolist(), reverse=True),
            chance.integers(1, 90, length).tolist(),
            strict=True,
        )
        path = tuple(Touch(f"channel {n}", age, minutes, 7 * n) for n, age, minutes in touches)
        converted = int(chance.integers(0, 10) == 0)
        found.append(Journey(path, converted, 1 - converted, converted * int(chance.integers(100, 90_000))))
    return found
