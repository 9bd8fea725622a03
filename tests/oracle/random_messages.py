"""Small teams as `random_team` makes them, to whom people write as well: threads, hours of business, answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from roidesk.domain.instants import MINUTE, utc
from roidesk.domain.model import AskKind, Direction, FollowerCount, Inbound, Interaction, OpenHours
from tests.oracle.random_team import CHANNELS, CONTACTS, DAY_MINUTES, PEOPLE, TOPICS, ZONES, Team, key, maybe, teams

HOURS = ((540, 1020), (0, 1440 - 1), (120, 180), (1380, 1439), (None, None))
"""Nine to five, (nearly) always, the hour that daylight saving skips or repeats, the last hour, closed."""


@st.composite
def messages(draw, number: int, near: int):
    at = near + draw(st.integers(-3 * DAY_MINUTES, DAY_MINUTES)) * MINUTE
    later = draw(st.sampled_from([None, None, 0, 1, 45, 900, 3 * DAY_MINUTES]))
    put_aside = draw(st.sampled_from([None, None, None, 30, 2 * DAY_MINUTES]))
    return Inbound(
        id=key(f"message {number}"),
        at_us=at,
        zone=draw(st.sampled_from(ZONES)),
        channel_id=draw(maybe([each.id for each in CHANNELS])),
        contact_id=draw(maybe([each.id for each in CONTACTS])),
        person_id=draw(maybe([each.id for each in PEOPLE])),
        thread=draw(maybe(["one", "two"])),
        needs_reply=draw(st.integers(0, 4)) > 0,
        first_reply_us=None if later is None else at + later * MINUTE,
        auto=draw(st.integers(0, 3)) == 0,
        ignored_us=None if put_aside is None else at + put_aside * MINUTE,
    )


@st.composite
def calendars(draw, near: int):
    day = utc(near).date()
    weekly = draw(st.lists(st.integers(0, 6), unique=True, max_size=7))
    special = draw(st.lists(st.integers(-3, 1), unique=True, max_size=2))
    hours = [(OpenHours(id=key(f"weekday {each}"), weekday=each), draw(st.sampled_from(HOURS))) for each in weekly]
    hours += [
        (OpenHours(id=key(f"day {each}"), day=day + timedelta(days=each)), draw(st.sampled_from(HOURS)))
        for each in special
    ]
    return tuple(replace(each, opens=opens, closes=closes) for each, (opens, closes) in hours)


def interests():
    return st.lists(st.sampled_from([each.id for each in TOPICS]), unique=True, max_size=2).map(tuple)


@st.composite
def followers(draw, near: int):
    known = st.none() | st.integers(0, 40)
    return tuple(
        FollowerCount(
            id=key(f"followers {number}"),
            channel_id=draw(st.sampled_from(CHANNELS[:2])).id,
            at_us=near + (number * 3 - 4) * DAY_MINUTES * MINUTE,
            zone=draw(st.sampled_from(ZONES)),
            count=draw(known),
            gained=draw(known),
            lost=draw(known),
        )
        for number in range(draw(st.integers(0, 4)))
    )


@st.composite
def teams_with_messages(draw) -> Team:
    """Draw a team with messages, which some of its interactions answer, hours of business, and followers."""
    team = draw(teams())
    worked = [each for each in team.entries if isinstance(each, Interaction)]
    near = draw(st.sampled_from([each.start_us for each in worked])) if worked else utc_midnight(team)
    wrote = [draw(messages(number, near)) for number in range(draw(st.integers(0, 7)))]
    said = {}
    for each in worked:
        said[each.id] = replace(
            each,
            answers_id=draw(maybe([one.id for one in wrote])) if wrote else None,
            direction=draw(st.sampled_from(Direction)),
            ask_kind=draw(maybe(list(AskKind))),
            solved=draw(st.sampled_from([None, False, True])),
            value_added=draw(st.sampled_from([None, False, True])),
        )
    thrown_away = {each.id for each in team.thrown_away}
    likes = {each.id: replace(each, interests=draw(interests())) for each in CONTACTS}
    entries = tuple((said | likes).get(each.id, each) for each in team.entries)
    order = [each for each in entries if each.id not in said]
    return replace(
        team,
        entries=(*order, *wrote, *said.values(), *draw(calendars(near)), *draw(followers(near))),
        thrown_away=tuple(each for each in (*entries, *wrote) if each.id in thrown_away),
    )


def utc_midnight(team: Team) -> int:
    """Return the beginning of the first question's first day."""
    from roidesk.domain.instants import midnight

    return midnight(team.queries[0].period.first, "UTC")
