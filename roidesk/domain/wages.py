"""What an hour costs, from what somebody earns."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

HOURS_A_WEEK = 40
ON_TOP = Fraction(30, 100)
"""What an employer pays beside the wage, where nobody says otherwise: insurance, holidays, a desk."""
_WEEKS = 52
_MONTHS = 12


class Per(StrEnum):
    """The time a wage is for."""

    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


def hourly_cost(wage: Fraction, per: Per) -> Fraction:
    """Return what an hour costs with what comes on top of a wage, at 40 hours in each of 52 weeks.

    3,600 a month: 3,600 × 12 ÷ (52 × 40) × 1.3 = 27.00.
    """
    hours = {Per.HOUR: Fraction(1), Per.MONTH: Fraction(_WEEKS * HOURS_A_WEEK, _MONTHS)}
    return wage / hours.get(per, Fraction(_WEEKS * HOURS_A_WEEK)) * (1 + ON_TOP)
