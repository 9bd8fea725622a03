from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.numbers import exact_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.4", "2/5"), (" 0,4 ", "2/5"), ("2/5", "2/5"), ("12", "12"), ("-3.25", "-13/4"), (".5", "1/2"), ("+1", "1")],
)
def test_what_people_write(text, number):
    assert exact_number(text) == Fraction(number)


@pytest.mark.parametrize(
    "text", ["", "much", "1/0", "1e9", "1e999999999", "nan", "inf", "1_000", "1 000", "٣", "1.2.3", "1/2/3", "9" * 19]
)
def test_what_is_no_number(text):
    with pytest.raises(ValueError, match=r".*"):
        exact_number(text)


@given(st.fractions(max_denominator=10**17).filter(lambda each: abs(each.numerator) < 10**18))
def test_an_exact_number_reads_back(number):
    assert exact_number(str(number)) == number
