"""Amounts are read exactly or refused, and shared without losing or making a cent."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.sums.cost import Exchange, Use, Wages, slices
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Period
from roidesk.domain.model import Allocation, Cost, CostKind, FxRate, Rate
from roidesk.domain.money import CURRENCIES, LARGEST_MINOR, exponent, major_units, minor_units
from roidesk.importers.cells import decimal, scaled

CODES = st.sampled_from(sorted(CURRENCIES))
HOSTILE = (
    "NaN sNaN -NaN inf -Infinity 1e400 1e999999999 1e99999999999999999999 1E+19 --1 +-1 1- 1,5 1.234,56 1,234.56 "
    "1'000 0x10 1_000 1__0 １２ ١٢ ½ ² ⅷ 1.2.3 . - + e e5 1e 1e5.5 €5 5€ 5EUR $ 1;2 1/2 50% (5) 5.00- ∞ −5 1..2 "
    "true None [1] {} 0b1 0o7 1j 1d 1f 1L nan(1) INF infinit"
).split()


@pytest.mark.parametrize(
    "text", [*HOSTILE, "", " ", "\t", "1 000", "1\u2009000", "1\u00a0000", "1\x00", "9" * 65, "1." + "0" * 99]
)
def test_what_is_no_plain_amount_is_refused(text):
    with pytest.raises(UserError):
        minor_units(text, "EUR")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("-0", 0), ("+5", 500), (".5", 50), ("5.", 500), ("007", 700), ("1e2", 10_000), ("1.2E+1", 1200),
        ("100e-2", 100), (" 12.30\n", 1230), ("0.10000000000000000000000000000000", 10), ("0e999999", 0),
        ("90071992547409.91", LARGEST_MINOR), ("-90071992547409.91", -LARGEST_MINOR),
    ],
)  # fmt: skip
def test_amounts_are_read_to_the_cent(text, minor):
    assert minor_units(text, "EUR") == minor


@pytest.mark.parametrize(
    "text", ["0.001", "1.005", "1e-400", "1." + "0" * 30 + "1", "0.00999999999999999999999999999999"]
)
def test_what_is_finer_than_a_cent_is_refused_however_little_it_is(text):
    with pytest.raises(UserError, match="amount_too_fine"):
        minor_units(text, "EUR")


@pytest.mark.parametrize("text", ["90071992547409.92", "-90071992547409.92", "1e17", "9" * 40])
def test_what_could_not_be_kept_exactly_is_refused(text):
    with pytest.raises(UserError, match="amount_too_large"):
        minor_units(text, "EUR")


@given(
    st.text(alphabet=st.characters(), max_size=80) | st.from_regex(r"[-+]?[0-9]{0,40}[.,eE_]?[-+]?[0-9]{0,40}"), CODES
)
def test_any_text_is_read_exactly_or_refused(text, currency):
    try:
        minor = minor_units(text, currency)
    except UserError:
        return
    assert Fraction(minor, 10 ** exponent(currency)) == Fraction(text.strip())
    assert abs(minor) <= LARGEST_MINOR


@given(st.integers(-LARGEST_MINOR, LARGEST_MINOR), CODES)
def test_every_amount_there_is_reads_back(minor, currency):
    assert minor_units(f"{major_units(minor, currency):f}", currency) == minor


@pytest.mark.parametrize("text", HOSTILE)
def test_numbers_are_as_strict(text):
    with pytest.raises(UserError):
        decimal(text)


def test_a_number_is_rounded_once():
    assert scaled(1000).read("0.0005000000000000000000000000000001", None) == 1
    assert scaled(1000).read("0.0005", None) == 0


# ---------------------------------------------------------------- costs, shared

FIRST = date(2026, 1, 1)
CHANNELS = [UUID(int=n) for n in range(1, 6)]
COSTS = st.builds(
    lambda amount, start, length, kind, spread: Cost(
        id=UUID(int=99), name="c", kind=CostKind.SUBSCRIPTION, amount_minor=amount, currency="EUR",
        first_day=FIRST + timedelta(days=start), last_day=FIRST + timedelta(days=start + length), allocation=kind,
        channel_id=CHANNELS[0],
        shares=tuple(f"{channel}:{ppm}" for channel, ppm in zip(CHANNELS, spread, strict=False)),
    ),
    st.integers(-LARGEST_MINOR, LARGEST_MINOR), st.integers(-400, 400), st.integers(0, 800),
    st.sampled_from(list(Allocation)), st.lists(st.integers(0, 200_000), max_size=5),
)  # fmt: skip
USES = st.builds(
    lambda minutes, contacts: Use(
        dict(zip(CHANNELS, minutes, strict=False)), dict(zip(CHANNELS, contacts, strict=False))
    ),
    st.lists(st.integers(0, 10**12), max_size=5),
    st.lists(st.integers(0, 50), max_size=5),
)
EUROS = Exchange((), "EUR")


@given(COSTS, USES, st.lists(st.integers(1, 399), max_size=5, unique=True), st.booleans())
def test_a_cost_is_the_sum_of_its_parts_however_days_and_channels_cut_it(cost, use, cuts, daily):
    year = Period(FIRST, FIRST + timedelta(days=399))
    bounds = [0, *sorted(cuts), 400]
    parts = [Period(FIRST + timedelta(days=start), FIRST + timedelta(days=end - 1)) for start, end in pairwise(bounds)]
    uses = {cost.id: use}
    whole = sum((each.amount for each in slices([cost], year, EUROS, uses)), Fraction(0))
    cut = sum((each.amount for part in parts for each in slices([cost], part, EUROS, uses, daily=daily)), Fraction(0))
    days = Period(cost.first_day, cost.last_day)
    within = days.clip(year)
    due = Fraction(cost.amount_minor, 100) * (within.length if within else 0) / days.length
    assert whole == cut == due


# ---------------------------------------------------------------- currencies


RATES = st.lists(
    st.tuples(st.integers(0, 60), st.decimals("0.0001", "9999", allow_nan=False, places=4)),
    max_size=6,
    unique_by=lambda each: each[0],
)


@given(RATES, st.integers(0, 80), st.integers(-(10**12), 10**12), CODES)
def test_an_amount_is_worth_the_rate_of_its_day_or_nobody_knows(rates, day, minor, currency):
    known = [
        FxRate(id=UUID(int=n), day=FIRST + timedelta(days=at), source=currency, target="EUR", rate=str(rate))
        for n, (at, rate) in enumerate(rates)
    ]
    when = FIRST + timedelta(days=day)
    found = Exchange(known, "EUR").major(minor, currency, when)
    past = [(at, rate) for at, rate in rates if day - 7 <= at <= day]
    if currency == "EUR" or not minor:
        assert found == Fraction(minor, 10 ** exponent(currency))
    elif not past:
        assert found is None
    else:
        assert found == Fraction(minor, 10 ** exponent(currency)) * Fraction(max(past)[1])


def test_a_missing_rate_is_named():
    ann = UUID(int=1)
    paid = Rate(id=UUID(int=2), person_id=ann, from_day=FIRST, hourly_minor=3000, currency="USD")
    wages = Wages([paid], EUROS)
    assert wages.hourly(ann, FIRST) is None
    assert wages.missing(ann, FIRST) == ("fx", "USD")
    assert wages.missing(ann, FIRST - timedelta(days=1)) == ("rate", ann)
