"""Followers: what came and went between counts."""

from datetime import date
from fractions import Fraction
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.involvement.followers import Move, followers, moves
from roidesk.domain.instants import DAY, HOUR, MINUTE
from roidesk.domain.model import FollowerCount

TWEET, EMAIL = UUID(int=1), UUID(int=2)


def count(day, total=None, gained=None, lost=None, channel=TWEET):
    return FollowerCount(
        id=uuid4(), channel_id=channel, at_us=day * DAY, zone="UTC", count=total, gained=gained, lost=lost
    )


def test_the_worked_example():
    """analytics.md 7.1: 1000 -> +30 -12; net 18, 4.153846 an hour of 260 minutes, 22.5 of 48, unfollow rate 1.2 %."""
    every = moves([count(14, 1018, 30, 12)])
    assert every == {TWEET: [Move(14 * DAY, date(1970, 1, 15), 1000, 18, 12)]}
    found = followers(every, 260 * MINUTE)
    assert (found.net_followers.value, found.net_followers_per_hour.value) == (18, Fraction(54, 13))
    assert followers(every, 48 * MINUTE).net_followers_per_hour.value == Fraction(45, 2)
    assert found.unfollow_rate.value == Fraction(3, 250)
    assert found.as_json()["unfollow_rate"]["value"] == 0.012


def test_counts_alone_tell_the_net_and_not_who_left():
    every = moves([count(2, 120), count(1, 100), count(3, 90)])
    assert [(each.start, each.net, each.lost) for each in every[TWEET]] == [
        (None, None, None),
        (100, 20, None),
        (120, -30, None),
    ]
    found = followers(every, HOUR)
    assert found.net_followers.value == -10
    assert (found.unfollow_rate.value, found.unfollow_rate.reason) == (None, "nothing_recorded")


def test_gains_alone_carry_the_count_on():
    every = moves([count(1, 100), count(2, None, 10, 4), count(3, None, 1, None), count(4, 120, 5, 2)])
    assert [move.start for move in every[TWEET]] == [None, 100, 106, 117]
    assert [move.net for move in every[TWEET]] == [None, 6, None, 3]
    assert followers(every, HOUR).unfollow_rate.value == Fraction(6, 100)


def test_how_many_left_without_how_many_there_were_is_no_rate():
    every = moves([count(1, None, 3, 2)])
    found = followers(every, HOUR)
    assert (found.net_followers.value, found.unfollow_rate.value) == (1, None)


def test_channels_are_taken_together_by_their_sums():
    every = moves(
        [count(1, 110, 20, 10), count(1, 900, 0, 0, channel=EMAIL), count(2, None, None, None, channel=EMAIL)]
    )
    assert followers(every, HOUR).unfollow_rate.value == Fraction(10, 1000)


def test_nothing_is_a_reason():
    nothing = followers({}, HOUR)
    assert {each.reason for each in (nothing.net_followers, nothing.net_followers_per_hour, nothing.unfollow_rate)} == {
        "nothing_recorded"
    }
    assert nothing.net_followers.n == 0
    no_time = followers(moves([count(1, 10, 1, 0)]), 0)
    assert (no_time.net_followers.value, no_time.net_followers_per_hour.reason) == (1, "no_time")
    from_none = followers(moves([count(1, 1, 1, 0)]), HOUR)
    assert (from_none.unfollow_rate.value, from_none.unfollow_rate.reason) == (None, "nothing_recorded")


numbers = st.none() | st.integers(0, 1000)


@given(st.lists(st.tuples(numbers, numbers, numbers), max_size=8))
def test_any_counts_add_up(rows):
    counts = [count(day, *row) for day, row in enumerate(rows)]
    assert moves(counts) == moves(counts[::-1])
    every = moves(counts).get(TWEET, [])
    assert len(every) == len(rows)
    for move, row in zip(every, counts, strict=True):
        if move.start is not None and move.net is not None and row.count is not None:
            assert move.start + move.net == row.count
    followers(moves(counts), HOUR)
