from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.payback.cohorts import MOST_AGES, Returned, Spent, Sums, cohorts

A, B, C = (UUID(int=n) for n in (1, 2, 3))
JUNE_1 = date(2026, 6, 1)
NOBODY = frozenset()


def day(number):
    return JUNE_1 + timedelta(days=number - 1)


def rows(found):
    return {row.name: row for row in found.rows}


def spent(number, contact, labour):
    return Spent(day(number), contact, None if labour is None else Fraction(labour))


def sold(number, contact, amount, *, touched=True, sales=1):
    return Returned(day(number), contact, touched, None if amount is None else Fraction(amount), sales)


def test_cells_are_cumulative_by_weeks_of_age():
    first = {A: day(1), B: day(4)}
    work = [spent(1, A, 10), spent(7, A, 1), spent(8, A, 2), spent(4, B, 5), spent(11, B, 20)]
    got = [sold(5, A, 8), sold(9, A, 30)]
    row = rows(cohorts(first, NOBODY, work, got, day(30)))["2026-06"]
    # B, touched on the 4th, is three whole weeks old at the end of the 30th (27 days).
    assert [(float(age.labour), float(age.returned), age.sales) for age in row.ages] == [
        (16, 8, 1),
        (38, 38, 2),
        (38, 38, 2),
    ]
    assert row.payback_age == 1
    assert (row.contacts, row.buyers) == (2, 1)
    assert row.so_far == Sums(Fraction(38), Fraction(38), sales=2)


def test_a_cell_nobody_young_has_lived_through_is_not_there():
    first = {A: day(1), B: day(24)}
    row = rows(cohorts(first, NOBODY, [spent(1, A, 1)], [], day(30)))["2026-06"]
    assert len(row.ages) == 1
    assert rows(cohorts(first, NOBODY, [], [], day(29)))["2026-06"].ages == ()


def test_rows_that_are_no_cohort_stand_apart_and_last():
    first = {A: day(1), B: date(2026, 7, 2), C: day(2)}
    work = [spent(1, A, 1), spent(3, C, 4), spent(2, None, 9)]
    got = [sold(5, None, 7), sold(5, UUID(int=9), 100, touched=False), sold(6, C, 20)]
    found = cohorts(first, frozenset({C}), work, got, day(70))
    assert [row.name for row in found.rows] == ["2026-06", "2026-07", "(before)", "(no contact)", "(no touch)"]
    assert rows(found)["(before)"].so_far == Sums(Fraction(4), Fraction(20), sales=1)
    assert rows(found)["(no contact)"].so_far == Sums(Fraction(9), Fraction(7), sales=1)
    assert rows(found)["(no touch)"].so_far == Sums(Fraction(0), Fraction(100), sales=1)
    assert rows(found)["(no touch)"].contacts == 1
    assert rows(found)["(before)"].contacts == 1
    assert {row.name: len(row.ages) for row in found.rows if row.name.startswith("(")} == {
        "(before)": 0, "(no contact)": 0, "(no touch)": 0
    }  # fmt: skip


def test_a_contact_only_seen_as_the_period_began_is_of_before():
    assert rows(cohorts({}, NOBODY, [spent(1, A, 3)], [], day(9)))["(before)"].so_far.labour == 3


def test_a_refund_takes_back_and_buys_nothing():
    row = rows(cohorts({A: day(1)}, NOBODY, [spent(1, A, 5)], [sold(2, A, 9), sold(9, A, -9, sales=0)], day(14)))
    first, second = row["2026-06"].ages
    assert (first.returned, second.returned, second.sales) == (9, 0, 1)
    assert row["2026-06"].payback_age == 0


def test_what_is_not_known_covers_nothing_and_is_said():
    row = rows(cohorts({A: day(1)}, NOBODY, [spent(1, A, 5), spent(2, A, None)], [sold(2, A, 99)], day(14)))["2026-06"]
    assert row.payback_age is None
    assert (row.so_far.ratio.reason, row.so_far.ratio.at_most) == ("rate_missing", True)
    assert row.so_far.ratio.value == Fraction(99, 5)
    said = row.as_json("EUR")
    assert (said["labour"]["value"], said["labour"]["reason"]) == (5, "rate_missing")
    row = rows(cohorts({A: day(1)}, NOBODY, [spent(1, A, 5)], [sold(2, A, None)], day(14)))["2026-06"]
    assert (row.payback_age, row.so_far.ratio.value, row.so_far.ratio.reason) == (None, None, "rate_missing")


def test_a_cent_of_labour_can_be_covered():
    row = rows(cohorts({A: day(1)}, NOBODY, [spent(1, A, "0.01")], [sold(2, A, "0.01")], day(14)))["2026-06"]
    assert row.payback_age == 0


def test_nothing_spent_is_never_covered():
    row = rows(cohorts({A: day(1)}, NOBODY, [spent(1, A, 0)], [sold(2, A, 99)], day(14)))["2026-06"]
    assert row.payback_age is None
    assert (row.so_far.ratio.value, row.so_far.ratio.reason) == (None, "no_cost")
    row = rows(cohorts({A: day(1)}, NOBODY, [], [], day(14)))["2026-06"]
    assert row.so_far.ratio.reason == "nothing_recorded"


@pytest.mark.parametrize(("sales", "reason"), [(9, "too_few_conversions"), (10, None)])
def test_the_gate_of_a_ratio(sales, reason):
    ratio = Sums(Fraction(10), Fraction(20), sales=sales).ratio
    assert (ratio.value, ratio.n, ratio.reason) == (2, sales, reason)


def test_ages_end_after_two_years():
    row = rows(cohorts({A: JUNE_1}, NOBODY, [], [], JUNE_1 + timedelta(days=1000)))["2026-06"]
    assert len(row.ages) == MOST_AGES


def test_as_json():
    found = cohorts({A: day(1)}, NOBODY, [spent(1, A, 5)], [sold(2, A, 10)], day(7))
    (said,) = found.as_json("EUR")
    assert (said["cohort"], said["contacts"]["value"], said["buyers"]["value"]) == ("2026-06", 1, 1)
    assert said["payback_age_weeks"] == 0
    (cell,) = said["cells"]
    assert (cell["age_weeks"], cell["labour"]["value"], cell["returned"]["value"]) == (0, 5, 10)
    assert (cell["ratio"]["value"], cell["ratio"]["reason"]) == (2, "too_few_conversions")


PEOPLE = st.sampled_from([A, B, C, None])
WORK = st.lists(st.builds(spent, st.integers(1, 90), PEOPLE, st.integers(0, 50)), max_size=20)
SALES = st.lists(
    st.builds(lambda when, who, much, met: sold(when, who, much, touched=met), st.integers(1, 90), PEOPLE,
              st.integers(-20, 200), st.booleans()), max_size=20
)  # fmt: skip


@given(WORK, SALES, st.dictionaries(st.sampled_from([A, B, C]), st.integers(1, 90).map(day)), st.randoms())
def test_rows_add_up_to_all_labour_and_all_that_came_back_in_any_order(work, got, first, chance):
    found = cohorts(first, NOBODY, work, got, day(90))
    whole = sum((row.so_far for row in found.rows), Sums())
    assert whole.labour == sum(each.labour for each in work)
    assert whole.returned == sum(each.amount for each in got)
    assert whole.sales == len(got)
    for row in found.rows:
        for before, after in zip(row.ages, row.ages[1:], strict=False):
            assert after.labour >= before.labour
        if row.ages:
            assert row.ages[-1].labour <= row.so_far.labour
    shuffled, turned = list(work), list(got)
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    assert cohorts(first, NOBODY, shuffled, turned, day(90)) == found
