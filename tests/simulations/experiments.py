"""Planned experiments in worlds of which the effect is known: false alarms, power, and how often the range holds it.

Weeks hang together (each takes 0.6 of its neighbour's luck) and rise by half over the time; contacts buy once or not
at all. The effect is how much more a week, or a contact, brings where more is done.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from roidesk.analytics.experiments import Halves, drawn, lot

if TYPE_CHECKING:
    import numpy as np

SEED = 20_260_815
WORLDS = 200
ALPHA = 0.05
MEAN = 4.0
"""Purchases a week without the effect."""


class Design(NamedTuple):
    """A plan and a world: so many units, what each brings without more, what more adds, and what carries over."""

    name: str
    halves: Halves
    units: int
    effect: float
    carried: float = 0.0
    each: int = 1
    skip: int = 0


DESIGNS = (
    *(
        Design(f"{2 * pairs} weeks in pairs", Halves.WEEKS, 2 * pairs, effect)
        for pairs in (6, 13, 26)
        for effect in (0, 2, 4)
    ),
    Design("26 weeks, half of it a week late", Halves.WEEKS, 26, 4, carried=0.5),
    Design("52 weeks, two each, first skipped, half late", Halves.WEEKS, 26, 4, carried=0.5, each=2, skip=1),
    *(
        Design(f"{contacts} contacts", Halves.CONTACTS, contacts, effect)
        for contacts in (40, 200)
        for effect in (0, 0.1, 0.2)
    ),
)


def simulate(*, long: bool) -> str:
    """Return the table: how often p is 0.05 or less, and how often the likely range holds the effect."""
    import numpy as np

    worlds = WORLDS * (10 if long else 1)
    lines = [
        f"{worlds} worlds each; without an effect “found” are false alarms",
        "",
        "| plan | true effect | found | range holds it |",
        "|---|---|---|---|",
    ]
    for number, design in enumerate(DESIGNS):
        rng = np.random.default_rng([SEED, number])
        tries = [_tried(design, rng, seed) for seed in range(worlds)]
        found = sum(p <= ALPHA for p, _ in tries) / worlds
        held = sum(holds for _, holds in tries) / worlds
        lines.append(f"| {design.name} | {design.effect:g} | {found:.0%} | {held:.0%} |")
    return "\n".join(lines)


def _tried(design: Design, rng: np.random.Generator, seed: int) -> tuple[float, bool]:
    """Return the p of one world, and whether the range holds the effect."""
    more = drawn(design.halves, design.units, seed)
    make: Callable[..., Sequence[float]] = _weeks if design.halves is Halves.WEEKS else _contacts
    found = lot(make(design, more, rng), more, design.halves)
    above = found.low is None or found.low <= design.effect + 1e-9
    return found.p, above and (found.high is None or design.effect <= found.high + 1e-9)


def _weeks(design: Design, more: Sequence[bool], rng: np.random.Generator) -> list[float]:
    """Return purchases a week of each stretch: luck that hangs together, a trend, part of the effect a week late."""
    got = [each for unit in more for each in [unit] * design.each]
    luck, before, weeks = 0.0, False, []
    for at, now in enumerate(got):
        luck = 0.6 * luck + rng.normal(0, 0.3)
        plain = MEAN * (1 + 0.5 * at / len(got)) * math.exp(luck)
        added = design.effect * ((1 - design.carried) * now + design.carried * before)
        weeks.append(float(rng.poisson(plain + added)))
        before = now
    stretches = [weeks[at : at + design.each][design.skip :] for at in range(0, len(weeks), design.each)]
    return [sum(each) / len(each) for each in stretches]


def _contacts(design: Design, more: Sequence[bool], rng: np.random.Generator) -> list[float]:
    """Return whether each contact bought: one in ten without more."""
    return [float(rng.random() < min(1, 0.1 + design.effect * each)) for each in more]
