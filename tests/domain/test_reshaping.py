"""Moved, split, joined, told apart: what must hold whatever the times are."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.effort import pieces
from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, MINUTE, Span
from roidesk.domain.model import Doubt, Interaction, Source
from roidesk.domain.reshaping import STEP, Overlap, Way, joined, moved, overlaps, repaired, snapped, split, ways

NEW = UUID(int=99)
times = st.integers(0, 24 * 60)


def one(number=1, start=0, end=10, **said):
    fields = {"person_id": UUID(int=1), "kind_id": UUID(int=2), "zone": "UTC"} | said
    return Interaction(id=UUID(int=number), start_us=start * MINUTE, end_us=end * MINUTE, **fields)


def covered(interactions):
    return {minute for each in interactions for minute in range(each.start_us // MINUTE, each.end_us // MINUTE)}


@pytest.mark.parametrize(("us", "grid"), [(0, 0), (149, 0), (150, 300), (449, 300), (450, 600)])
def test_a_drag_keeps_to_five_minutes(us, grid):
    assert snapped(us * 1_000_000) == grid * 1_000_000
    assert STEP == 300 * 1_000_000


def test_what_was_moved_is_not_doubted_any_more():
    each = one(doubt=Doubt.RESTART)
    after = moved(each, Span(HOUR, 2 * HOUR))
    assert (after.start_us, after.end_us, after.doubt) == (HOUR, 2 * HOUR, None)
    assert moved(each, Span(each.start_us, each.end_us)) is each
    with pytest.raises(UserError, match="nothing_left"):
        moved(each, Span(HOUR, HOUR))


@given(start=times, length=st.integers(2, 600), at=st.data())
def test_the_parts_of_a_split_are_the_whole(start, length, at):
    each = one(start=start, end=start + length, solved=True, answers_id=UUID(int=5))
    cut = at.draw(st.integers(start + 1, start + length - 1)) * MINUTE
    first, second = split(each, cut, NEW)
    assert (first.id, second.id) == (each.id, NEW)
    assert (first.start_us, first.end_us, second.start_us, second.end_us) == (each.start_us, cut, cut, each.end_us)
    assert [part.solved for part in (first, second)] == [None, True]
    assert [part.answers_id for part in (first, second)] == [UUID(int=5), None]
    whole = joined([second, first])
    assert whole == each


@pytest.mark.parametrize("at", [0, 10, 11, -1])
def test_a_split_at_or_beyond_an_end_is_refused(at):
    with pytest.raises(UserError, match="split_outside"):
        split(one(), at * MINUTE, NEW)


def test_joining_keeps_everything_that_was_said():
    anna, bo = UUID(int=7), UUID(int=8)
    first = one(1, 0, 10, contact_id=anna, note="price", topics=(UUID(int=3),), score=2500)
    second = one(2, 12, 40, contact_id=bo, note="delivery", topics=(UUID(int=4), UUID(int=3)), score=7000,
                 score_given=True, brand_id=UUID(int=6), source=Source.TIMER, solved=False)  # fmt: skip
    whole = joined([second, first])
    assert (whole.id, whole.start_us, whole.end_us) == (first.id, 0, 40 * MINUTE)
    assert (whole.contact_id, whole.several) == (None, True)
    assert whole.note == "price\ndelivery"
    assert whole.topics == (UUID(int=3), UUID(int=4))
    assert (whole.score, whole.score_given, whole.brand_id) == (7000, True, UUID(int=6))
    assert (whole.source, whole.solved) == (Source.MANUAL, False)


@pytest.mark.parametrize("field", ["person_id", "kind_id", "brand_id", "product_id", "campaign"])
def test_what_says_two_things_is_not_joined(field):
    both = [one(number, **{field: UUID(int=number)}) for number in (1, 2)]
    with pytest.raises(UserError) as refused:
        joined(both)
    assert (refused.value.code, refused.value.facts["field"]) == ("join_differs", field.removesuffix("_id"))
    with pytest.raises(UserError, match="join_one"):
        joined(both[:1])


stretches = st.lists(st.tuples(times, st.integers(0, 120)), max_size=7)


def day_of(found):
    return [one(number, start, start + length) for number, (start, length) in enumerate(found)]


@given(stretches)
def test_every_overlap_is_found_and_no_other(found):
    every = day_of(found)
    pairs = {frozenset((of.earlier.id, of.later.id)) for of in overlaps(every)}
    assert pairs == {
        frozenset((a.id, b.id))
        for a in every for b in every
        if a.id != b.id and covered([a]) & covered([b])
    }  # fmt: skip
    assert all(of.us == len(covered([of.earlier]) & covered([of.later])) * MINUTE for of in overlaps(every))


@given(stretches)
def test_each_way_tells_the_two_apart_and_loses_no_time(found):
    for of in overlaps(day_of(found)):
        before = covered([of.earlier]) | covered([of.later])
        for way in ways(of):
            after = {each.id: each for each in (of.earlier, of.later)}
            after |= {each.id: each for each in repaired(of, way, NEW)}
            assert not overlaps(after.values())
            assert all(each.end_us > each.start_us for each in after.values())
            if way is Way.CUT_EARLIER:
                assert covered(after.values()) <= before
            else:
                assert covered(after.values()) == before


def test_two_at_the_very_same_time_can_only_be_shared():
    of = Overlap(one(1), one(2))
    assert ways(of) == ()
    assert sum(piece.counted_us for piece in pieces(of)) == 10 * MINUTE
    with pytest.raises(UserError, match="nothing_left"):
        repaired(of, Way.CUT_LATER, NEW)


def test_time_of_two_people_is_no_overlap():
    assert not overlaps([one(1), replace(one(2), person_id=UUID(int=9))])
