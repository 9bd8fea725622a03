"""How conversions are shared between the touches before them (analytics.md 3).

`Touch`, `Journey` and `credit` are part of the contract (contract.md 4).
"""

from __future__ import annotations

from roidesk.analytics.attribution.journey import NONE, Journey, Touch
from roidesk.analytics.attribution.markov import Chain, Walk, chain, steps_of
from roidesk.analytics.attribution.models import MANY, MARKOV, MODELS, credit
from roidesk.analytics.attribution.paths import Paths
from roidesk.analytics.attribution.rules import HALF_LIFE_DAYS, RULES, grained, weights

__all__ = [
    "HALF_LIFE_DAYS",
    "MANY",
    "MARKOV",
    "MODELS",
    "NONE",
    "RULES",
    "Chain",
    "Journey",
    "Paths",
    "Touch",
    "Walk",
    "chain",
    "credit",
    "grained",
    "steps_of",
    "weights",
]
