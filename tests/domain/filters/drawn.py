"""Filters that Hypothesis comes up with."""

from decimal import Decimal

from hypothesis import strategies as st

from roidesk.domain.errors import UserError
from roidesk.domain.filters import All, Condition, Not, Operator, Some
from roidesk.domain.filters.fields import FIELDS, Sort


def refusal(do, *given):
    """How something is refused; None: it is not."""
    try:
        do(*given)
    except UserError as refused:
        return refused
    return None


EQUAL = [Operator.IS, Operator.IS_NOT]


def conditions(names=None):
    """Conditions on any field. `names`: the texts of a field that takes a name, by its name."""
    return st.sampled_from(FIELDS).flatmap(lambda field: _of(field, names))


def _of(field, names):
    if field.sort is Sort.NUMBER:
        numbers = st.integers(field.least, field.most or 10**9 - 1).map(Decimal)
        if not field.whole:
            numbers |= st.decimals(field.least, field.most or 10**6, places=3)
        return st.builds(Condition, st.just(field.name), st.sampled_from(Operator), numbers)
    if field.sort is Sort.YES_NO:
        values = st.sampled_from([True, False, None])
    elif field.sort is Sort.CHOICE:
        values = st.sampled_from([None, *field.choices])
    else:
        texts = (
            st.text(min_size=1, max_size=12).filter(str.strip) if names is None else st.sampled_from(names[field.name])
        )
        values = st.none() | texts
    return st.builds(Condition, st.just(field.name), st.sampled_from(EQUAL), values)


def expressions(names=None):
    """Conditions joined by and, or, not, some levels deep."""

    def joined(inner):
        parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.builds(Not, inner) | st.builds(All, parts) | st.builds(Some, parts)

    return st.recursive(conditions(names), joined, max_leaves=6)
