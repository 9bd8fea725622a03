from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.effort import Effort, difference, pieces, sums
from roidesk.domain.instants import DAY, HOUR, MINUTE, Period, from_local, midnight
from roidesk.domain.model import Interaction
from tests.domain.times import at

ANN, BOB = UUID(int=1), UUID(int=2)
EMAIL = UUID(int=9)
AMSTERDAM = "Europe/Amsterdam"


def interaction(number, start, end, *, person=ANN, zone=AMSTERDAM, **more):
    return Interaction(
        id=UUID(int=100 + number), person_id=person, kind_id=EMAIL, start_us=start, end_us=end, zone=zone, **more
    )


def test_alone_it_counts_whole():
    (piece,) = pieces([interaction(1, at("2026-06-01T09:00"), at("2026-06-01T09:06"))])
    assert (piece.day, piece.us, piece.counted_us, piece.first) == (date(2026, 6, 1), 6 * MINUTE, 6 * MINUTE, True)


def test_parallel_time_is_shared_equally():
    call = interaction(1, at("2026-06-01T09:00"), at("2026-06-01T10:00"))
    tweet = interaction(2, at("2026-06-01T09:20"), at("2026-06-01T09:40"))
    counted = {piece.interaction.id: piece.counted_us for piece in pieces([tweet, call])}
    assert counted == {call.id: 50 * MINUTE, tweet.id: 10 * MINUTE}


def test_persons_do_not_share():
    both = [interaction(1, 0, HOUR), interaction(2, 0, HOUR, person=BOB)]
    assert [piece.counted_us for piece in pieces(both)] == [HOUR, HOUR]


def test_a_share_that_does_not_divide_is_not_lost():
    three = [interaction(number, 0, 100) for number in range(3)]
    assert [piece.counted_us for piece in pieces(three)] == [34, 33, 33]


def test_midnight_splits_by_local_day():
    night = interaction(1, at("2026-06-01T23:30"), at("2026-06-02T00:45"))
    assert [(piece.day.day, piece.us, piece.first) for piece in pieces([night])] == [
        (1, 30 * MINUTE, True),
        (2, 45 * MINUTE, False),
    ]


def test_the_days_of_both_clock_changes_have_23_and_25_hours():
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        whole = interaction(1, midnight(day, AMSTERDAM), midnight(day + timedelta(days=1), AMSTERDAM))
        (piece,) = pieces([whole])
        assert (piece.day, piece.counted_us) == (day, hours * HOUR)


def test_an_entry_without_length_is_kept():
    (piece,) = pieces([interaction(1, at("2026-03-04T10:23"), at("2026-03-04T10:23"))])
    assert (piece.us, piece.counted_us, piece.first) == (0, 0, True)


def test_sums_weigh_by_overtime_and_score():
    [(key, effort)] = sums(
        [interaction(1, at("2026-06-06T11:00"), at("2026-06-06T11:40"), overtime_milli=1500, score=9000)]
    ).items()
    assert (key.level, key.known) == (5, False)
    assert effort == Effort(1, 40 * MINUTE, 40 * MINUTE, 40 * MINUTE * 1500, 40 * MINUTE * 9000)


SPANS = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 3000), st.sampled_from((ANN, BOB))), max_size=8)
STEP = 17 * MINUTE + 1  # so that shares leave remainders


def entries(spans):
    base = from_local(at.wall("2026-10-24T20:00"), AMSTERDAM)
    return [
        interaction(n, base + start * STEP // 100, base + (start + length) * STEP // 100, person=person)
        for n, (start, length, person) in enumerate(spans)
    ]


@given(SPANS)
def test_what_counts_is_the_time_that_passed(spans):
    found = entries(spans)
    for person in (ANN, BOB):
        mine = [each for each in found if each.person_id == person]
        covered = _covered([(each.start_us, each.end_us) for each in mine])
        assert sum(piece.counted_us for piece in pieces(mine)) == covered
        assert sum(piece.us for piece in pieces(mine)) == sum(each.end_us - each.start_us for each in mine)


@given(SPANS, st.randoms())
def test_order_does_not_matter(spans, random):
    found = entries(spans)
    shuffled = found[:]
    random.shuffle(shuffled)
    assert sums(shuffled) == sums(found)


@given(SPANS, st.tuples(st.integers(0, 5000), st.integers(0, 3000)))
def test_the_difference_is_what_a_change_adds(spans, added):
    before = entries(spans)
    after = [*before, *entries([*spans, (*added, ANN)])[-1:]]
    held = dict(sums(before))
    for key, effort in difference(sums(before), sums(after)).items():
        held[key] = held.get(key, Effort()) + effort
    assert {key: effort for key, effort in held.items() if effort} == {k: v for k, v in sums(after).items() if v}


BOUNDS = st.tuples(st.integers(0, 40), st.integers(1, 40))


@given(st.lists(BOUNDS, max_size=6), BOUNDS)
def test_a_change_is_followed_from_its_neighbours_alone(bounds, added):
    *before, new = [
        replace(interaction(n, start, start + length), kind_id=UUID(int=n))
        for n, (start, length) in enumerate([*bounds, added])
    ]
    near = [each for each in before if each.start_us < new.end_us and each.end_us > new.start_us]
    assert difference(sums(near), sums([*near, new])) == difference(sums(before), sums([*before, new]))


def _covered(spans):
    total, reach = 0, None
    for start, end in sorted(spans):
        if reach is None or start > reach:
            total, reach = total + end - start, end
        elif end > reach:
            total, reach = total + end - reach, end
    return total


def test_a_day_of_a_period_is_never_longer_than_itself():
    assert Period(date(2026, 6, 1), date(2026, 6, 1)).span(AMSTERDAM).us == DAY
