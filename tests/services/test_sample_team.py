"""The sample team: the same every time, never empty today, and with the figures it is meant to show."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest

from roidesk.domain.effort import sums
from roidesk.domain.instants import DAY, HOUR, Period, Week, local_day, midnight
from roidesk.domain.model import (
    PURCHASE,
    Channel,
    ChannelKind,
    Contact,
    Conversion,
    Cost,
    Inbound,
    Interaction,
    Rate,
    Setting,
)
from roidesk.domain.personalness import Components, level
from roidesk.services import sample_team
from roidesk.services.sample_team import ZONE
from roidesk.settings.store import read_settings

THURSDAY = date(2026, 11, 19)


def sample(ending=THURSDAY, weeks=60, hour=14.5):
    now = midnight(ending, ZONE) + round(hour * HOUR)
    found = defaultdict(list)
    for entry in sample_team.entries(ending=ending, weeks=weeks, now=now):
        found[type(entry)].append(entry)
    return found


@pytest.fixture(scope="module")
def whole():
    return sample()


def within(entries, period, field):
    span = period.span(ZONE)
    return [each for each in entries if span.start <= getattr(each, field) < span.end]


def test_it_is_the_same_every_time(whole):
    assert sample() == whole


def test_ids_are_unique_and_parents_come_before_children():
    now = midnight(THURSDAY, ZONE) + 12 * HOUR
    entries = list(sample_team.entries(ending=THURSDAY, weeks=4, now=now))
    assert len({each.id for each in entries}) == len(entries)
    seen = set()
    for each in entries:
        for name in each.__dataclass_fields__:
            if name.endswith("_id") and name != "merged_into_id":
                reference = getattr(each, name)
                assert reference is None or reference in seen, (type(each), name)
        seen.add(each.id)


def test_the_last_13_weeks_are_those_of_the_pictures(whole):
    period = Period.last_whole_weeks(13, THURSDAY)
    done = within(whole[Interaction], period, "start_us")
    sold = [each for each in within(whole[Conversion], period, "at_us") if each.kind == PURCHASE]
    assert 390 <= sum(each.end_us - each.start_us for each in done) / HOUR <= 420
    assert 13_000 <= _cost(whole, period) <= 14_200
    assert 55 <= len(sold) <= 67
    assert 20_000 <= sum(each.amount_minor for each in sold) / 100 <= 24_500


def _cost(whole, period):
    rates = sorted((each.from_day, each.person_id, each.hourly_minor) for each in whole[Rate])
    labour = 0.0
    for key, effort in sums(whole[Interaction]).items():
        if key.day in period:
            hourly = [minor for day, person, minor in rates if person == key.person_id and day <= key.day][-1]
            labour += effort.counted_us / HOUR * hourly / 100
    platform = 0.0
    for each in whole[Cost]:
        billed = Period(each.first_day, each.last_day)
        days = billed.clip(period)
        platform += each.amount_minor / 100 * days.length / billed.length if days else 0
    return labour + platform


def test_lean_public_kinds_rarely_have_a_known_contact(whole):
    period = Period.last_whole_weeks(13, THURSDAY)
    total, known = defaultdict(int), defaultdict(int)
    for each in within(whole[Interaction], period, "start_us"):
        total[level(each.score)] += each.end_us - each.start_us
        known[level(each.score)] += (each.end_us - each.start_us) * (each.contact_id is not None)
    shares = [known[n] / total[n] for n in range(1, 6)]
    assert shares == pytest.approx([0.06, 0.34, 0.91, 0.78, 0.97], abs=0.06)


def test_channels_stand_on_both_sides_of_the_gates(whole):
    period = Period.last_whole_weeks(13, THURSDAY)
    channels = {each.id: each.name for each in whole[Channel]}
    of_kind = {each.id: channels[each.channel_id] for each in whole[ChannelKind]}
    touches = defaultdict(list)
    for each in whole[Interaction]:
        touches[each.contact_id].append(each)
    counts = defaultdict(int)
    for sale in within(whole[Conversion], period, "at_us"):
        if sale.kind == PURCHASE:
            before = [each for each in touches[sale.contact_id] if 0 <= sale.at_us - each.start_us <= 30 * DAY]
            for channel in {of_kind[each.kind_id] for each in before}:
                counts[channel] += 1
    assert min(counts["Email"], counts["Phone"]) >= 10
    assert all(5 <= counts[channel] < 10 for channel in ("LinkedIn", "Live chat", "X (Twitter)"))
    assert all(1 <= counts[channel] < 5 for channel in ("Instagram", "Video call", "In person"))
    assert counts["Forum"] == 0


@pytest.mark.parametrize("ending", [THURSDAY + timedelta(days=offset) for offset in range(7)])
@pytest.mark.parametrize("hour", [7.5, 14.5, 23.9])
def test_today_is_not_empty_and_nothing_lies_ahead(ending, hour):
    found = sample(ending, 2, hour)
    now = midnight(ending, ZONE) + round(hour * HOUR)
    assert sum(local_day(each.start_us, ZONE) == ending for each in found[Interaction]) >= 3
    assert max(each.end_us for each in found[Interaction]) <= now
    assert max(each.at_us for kind in (Conversion, Inbound) for each in found[kind]) <= now


def test_it_ends_with_the_day_it_is_told_and_begins_with_a_monday():
    now = midnight(THURSDAY, ZONE) + 300 * DAY
    found = [each for each in sample_team.entries(ending=THURSDAY, weeks=3, now=now) if isinstance(each, Interaction)]
    days = {local_day(each.start_us, each.zone) for each in found}
    assert max(days) == THURSDAY
    assert {Week.of(day) for day in days} == {Week(2026, 45), Week(2026, 46), Week(2026, 47)}


def test_nobody_does_two_things_at_once_and_scores_are_those_of_the_kinds(whole):
    kinds = {each.id: each for each in whole[ChannelKind]}
    last = {}
    for each in whole[Interaction]:
        assert each.start_us >= last.get(each.person_id, 0)
        assert each.end_us > each.start_us
        assert (each.components, each.score) == (kinds[each.kind_id].components, kinds[each.kind_id].score)
        assert each.score == Components.parse(each.components).score()
        last[each.person_id] = each.end_us


def test_contacts_have_names_and_handles_of_their_own(whole):
    names = [each.name.casefold() for each in whole[Contact]]
    handles = [handle for each in whole[Contact] for handle in each.handles]
    assert len(names) == len(set(names)) == 600
    assert len(handles) == len(set(handles))


def test_its_settings_can_be_read(whole):
    settings = read_settings({each.key: each.value for each in whole[Setting]})
    assert (settings.currency, settings.margin.as_integer_ratio(), settings.zone) == ("EUR", (2, 5), ZONE)
    assert settings.team
    assert settings.person_id is not None
