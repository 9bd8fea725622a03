"""What an expression comes to, also where some of it cannot be told."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.filters import (
    All,
    Condition,
    Not,
    Operator,
    Some,
    all_of,
    compiled,
    conditions,
    entry,
    parse,
    without,
    written,
)
from roidesk.domain.ids import NO_ID
from tests.domain.filters.drawn import expressions

A, B = Condition("topic", Operator.IS, "a"), Condition("topic", Operator.IS, "b")
SALE = Condition("conversion", Operator.IS, "purchase")


def told(expression, **known):
    """What an expression comes to where only some topics can be told."""
    return compiled(expression, lambda each: lambda: known.get(str(each.value)))()


@pytest.mark.parametrize(
    ("expression", "a", "b", "comes_to"),
    [
        (Not(A), True, None, False),
        (Not(A), None, None, None),
        (All((A, B)), True, True, True),
        (All((A, B)), None, False, False),
        (All((A, B)), True, None, None),
        (Some((A, B)), False, False, False),
        (Some((A, B)), None, True, True),
        (Some((A, B)), False, None, None),
    ],
)
def test_what_cannot_be_told_decides_nothing(expression, a, b, comes_to):
    assert told(expression, a=a, b=b) is comes_to


@given(expressions(), st.randoms(use_true_random=False))
def test_what_is_certain_stays_so_whatever_the_rest_turns_out_to_be(expression, chance):
    every = list(dict.fromkeys(conditions(expression)))
    known = {each: chance.choice([True, False, None]) for each in every}
    certain = compiled(expression, lambda each: lambda: known[each])()
    unknown = [each for each in every if known[each] is None]
    for values in product([True, False], repeat=len(unknown)):
        full = known | dict(zip(unknown, values, strict=True))
        found = compiled(expression, lambda each, full=full: lambda: full[each])()
        assert found is not None
        assert certain in (None, found)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("conversion=purchase", None),
        ("not conversion=purchase", None),
        ("conversion=purchase and #a", "#a"),
        ("conversion=purchase or #a", None),
        ("not (conversion=purchase and #a)", None),
        ("not (conversion=purchase or #a)", "not #a"),
        ("not not #a and conversion=purchase", "#a"),
        ("#a or #b", "#a or #b"),
        ("not (#a or #b)", "not #a and not #b"),
        ("not (#a and #b)", "not #a or not #b"),
        ("#a and (#b or conversion=purchase)", "#a"),
    ],
)
def test_a_field_that_something_says_nothing_of_narrows_it_neither_way(text, left):
    found = without(parse(text), frozenset({"conversion"}))
    assert (found and written(found)) == left


@given(expressions(), st.randoms(use_true_random=False))
def test_what_says_nothing_of_the_field_means_the_same_without_it(expression, chance):
    if any(each.name == "conversion" for each in conditions(expression)):
        return
    values = {each: chance.choice([True, False]) for each in conditions(expression)}
    same = without(expression, frozenset({"conversion"}))
    assert same is not None
    assert (
        compiled(same, lambda each: lambda: values[each])() is compiled(expression, lambda each: lambda: values[each])()
    )


def test_filters_are_joined():
    assert all_of() is all_of(None) is None
    assert all_of(None, A) == A
    assert all_of(A, B) == All((A, B))
    assert written(all_of(Some((A, B)), SALE)) == "(#a or #b) and conversion=purchase"
    assert parse(written(entry("brand", NO_ID))) == Condition("brand", Operator.IS, str(NO_ID))
