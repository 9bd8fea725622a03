from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.errors import UserError
from roidesk.domain.figure import Figure
from roidesk.domain.ids import foreign_id, new_id
from roidesk.domain.model import Brand, Channel
from roidesk.domain.money import LARGEST_MINOR, Money, currency_code, exponent, major_units, minor_units
from roidesk.domain.personalness import Components, level, score_for_level


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("240", "EUR", 24000), ("-12.50", "EUR", -1250), ("500", "JPY", 500), ("1.234", "TND", 1234), ("0", "EUR", 0)],
)
def test_amounts(text, currency, minor):
    assert minor_units(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234", "amount_too_fine"),
        ("NaN", "amount_unreadable"),
        ("inf", "amount_unreadable"),
        ("1e400", "amount_too_large"),
        ("12,50", "amount_unreadable"),
        ("", "amount_unreadable"),
        (str(LARGEST_MINOR), "amount_too_large"),
    ],
)
def test_no_amounts(text, code):
    with pytest.raises(UserError) as refused:
        minor_units(text, "EUR")
    assert refused.value.code == code


@given(st.integers(-LARGEST_MINOR, LARGEST_MINOR), st.sampled_from(("EUR", "JPY", "TND")))
def test_an_amount_reads_back(minor, currency):
    assert minor_units(str(major_units(minor, currency)), currency) == minor
    assert Money(minor, currency).major * 10 ** exponent(currency) == minor


def test_currencies():
    assert currency_code(" eur ") == "EUR"
    with pytest.raises(UserError):
        currency_code("XYZ")


@pytest.mark.parametrize(
    ("halves", "score", "which"),
    [
        ("000000", 0, 1),
        ("000001", 500, 1),
        ("100002", 2250, 2),
        ("000022", 2500, 3),
        ("220022", 7000, 4),
        ("222022", 9000, 5),
    ],
)
def test_scores_of_the_default_channels(halves, score, which):
    components = Components.parse(halves)
    assert (components.score(), level(score), str(components)) == (score, which, halves)


def test_a_level_set_by_hand_keeps_a_score_that_lies_in_it():
    assert score_for_level(4, 5000) == 5000
    assert [score_for_level(wanted, 10000 if wanted < 5 else 0) for wanted in (1, 2, 3, 4, 5)] == [
        0, 2250, 3750, 7000, 9000,
    ]  # fmt: skip
    assert all(level(score_for_level(wanted, 0)) == wanted for wanted in (1, 2, 3, 4, 5))


def test_ids_sort_by_time_and_carry_version_7():
    early, late = new_id(1_000_000, b"\xff" * 10), new_id(2_000_000, b"\x00" * 10)
    assert early < late
    assert (early.version, early.variant) == (7, UUID(int=0x8 << 60).variant)


def test_a_foreign_id_is_always_the_same():
    assert foreign_id("interactions", "i1") == foreign_id("interactions", "i1")
    assert foreign_id("interactions", "i1") != foreign_id("conversions", "i1")
    own = new_id(1, b"0123456789")
    assert foreign_id("interactions", str(own)) == own


def test_a_figure_as_json():
    figure = Figure(Fraction(1, 3), "ratio", n=7, reason="too_few_clusters")
    assert figure.as_json() == {
        "value": 1 / 3, "unit": "ratio", "n": 7, "low": None, "high": None, "reason": "too_few_clusters",
    }  # fmt: skip
    assert Figure(Fraction(4, 2), "count").ranged(1, 3).as_json() == {
        "value": 2, "unit": "count", "n": None, "low": 1, "high": 3, "reason": None,
    }  # fmt: skip


def test_a_catalogue_takes_the_named_entries():
    brand, channel = Brand(id=UUID(int=1), name="Stylo"), Channel(id=UUID(int=2), name="Email")
    names = Catalogue.of([channel, brand])
    assert (names.brands, names.channels, names.people) == ((brand,), (channel,), ())
    assert folded("  Own   SHOP ") == "own shop"
