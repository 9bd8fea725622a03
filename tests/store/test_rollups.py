"""Roll-ups after any run of actions are what a recount gives, and undo leads to exactly what was there."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from roidesk.domain.effort import Effort
from roidesk.domain.instants import DAY, HOUR, MINUTE, Period
from roidesk.domain.model import Interaction, Person
from roidesk.store import rollups
from roidesk.store.check import check
from roidesk.store.opening import open_store
from tests.domain.times import at
from tests.store.entries import ACME, ANN, BOB, CARLA, NAMES, NOW, POST, REPLY, interaction, write

ALWAYS = Period(date(1990, 1, 1), date(2050, 1, 1))
START = at("2026-10-24T21:00")  # Saturday before the clock goes back; the week ends on Sunday
ZONES = ("Europe/Amsterdam", "America/New_York", "Pacific/Apia", "Asia/Kathmandu")

lengths = st.one_of(
    st.integers(0, 5),
    st.integers(1, 200).map(lambda n: n * 7 * MINUTE + n),
    st.integers(1, 4).map(lambda n: n * DAY - n),
)
drafts = st.builds(
    interaction,
    st.integers(0, 60).map(lambda n: START + n * 37 * MINUTE + n),
    lengths,
    person_id=st.sampled_from((ANN.id, BOB.id)),
    kind_id=st.sampled_from((POST.id, REPLY.id)),
    contact_id=st.sampled_from((None, CARLA.id)),
    brand_id=st.sampled_from((None, ACME.id)),
    score=st.sampled_from((0, 2000, 9000)),
    overtime_milli=st.sampled_from((1000, 1500)),
    zone=st.sampled_from(ZONES),
)


class Writing(RuleBasedStateMachine):
    """Adds, edits, deletes, takes back and brings back; the model is a list of states that undo walks along."""

    def __init__(self):
        super().__init__()
        self.place, self.forget = self.fresh()
        self.store = open_store(self.place)
        self.past, self.now, self.future = [], {}, []

    def teardown(self):
        self.store.close()
        self.forget()

    @initialize()
    def names(self):
        write(self.store, *NAMES)

    def _did(self, state):
        if state != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = state

    @rule(entries=st.lists(drafts, min_size=1, max_size=4))
    def add(self, entries):
        fresh = [replace(each, id=interaction().id) for each in entries]
        write(self.store, *fresh)
        self._did(self.now | {each.id: each for each in fresh})

    @precondition(lambda self: self.now)
    @rule(data=st.data(), draft=drafts)
    def edit(self, data, draft):
        chosen = data.draw(st.sampled_from(sorted(self.now)))
        edited = replace(draft, id=chosen)
        write(self.store, edited)
        self._did(self.now | {chosen: edited})

    @precondition(lambda self: self.now)
    @rule(data=st.data())
    def delete(self, data):
        chosen = data.draw(st.lists(st.sampled_from(sorted(self.now)), min_size=1, max_size=3))
        with self.store.unit(label="delete", now=NOW) as unit:
            unit.delete(Interaction, chosen)
        self._did({each: entry for each, entry in self.now.items() if each not in chosen})

    @precondition(lambda self: self.past)
    @rule()
    def undo(self):
        with self.store.unit(label="undo", now=NOW) as unit:
            unit.undo()
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self):
        with self.store.unit(label="redo", now=NOW) as unit:
            unit.redo()
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule()
    def restart(self):
        self.store.close()
        self.store = open_store(self.place)

    @invariant()
    def entries_are_those_of_the_model(self):
        found = {each.id: replace(each, edited_us=0) for each in self.store.reader().all(Interaction)}
        assert found == self.now

    @invariant()
    def rollups_are_those_of_a_recount(self):
        connection = self.store._connection("reading")
        counted = rollups.recount(connection)
        for table, rows in (("day", rollups.rows_by_day(counted)), ("week", rollups.rows_by_week(counted))):
            query = f"select {table}, {rollups.KEYS}, {rollups.SUMS} from rollup_{table}"  # noqa: S608 - our own names
            kept = connection.execute(query).fetchall()
            assert {tuple(row[:6]): tuple(row[6:]) for row in kept} == {
                tuple(each.bytes if isinstance(each, UUID) else each for each in key): sums
                for key, sums in rows.items()
                if any(sums)
            }


def in_a_file(template):
    folder = Path(mkdtemp(prefix="roidesk-"))
    return Path(shutil.copy(template, folder)), partial(shutil.rmtree, folder)


def on_a_server(server):
    database = server.database()
    return server.url(database), partial(server.drop, database)


def test_rollups_follow_everything_that_is_written(engine, request, empty_store):
    if engine == "sqlite":
        fresh, examples = partial(in_a_file, empty_store), 40
    else:
        fresh, examples = partial(on_a_server, request.getfixturevalue("server")), 15
    machine = type("Machine", (Writing,), {"fresh": staticmethod(fresh)})
    all_of_them = list(HealthCheck)
    many = settings(max_examples=examples, stateful_step_count=20, deadline=None, suppress_health_check=all_of_them)
    run_state_machine_as_test(machine, settings=many)


def day_sums(store):
    found = {}
    for key, effort in store.reader().effort(ALWAYS).items():
        found[key.day] = found.get(key.day, Effort()) + effort
    return found


def test_a_long_one_is_shared_with_what_is_added_inside_it(team):
    write(team, interaction(NOW - 100 * DAY, 200 * DAY))
    write(team, interaction(NOW, HOUR))
    assert check(team) == []
    assert sum(each.counted_us for each in day_sums(team).values()) == 200 * DAY


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_day_holds_as_many_hours_as_passed(team, day, hours):
    noon = at(f"{day}T12:00")
    write(team, interaction(noon - DAY, 2 * DAY), interaction(noon, HOUR))
    assert day_sums(team)[date.fromisoformat(day)].counted_us == hours * HOUR


def test_moving_an_entry_leaves_nothing_behind(team):
    one, other = interaction(NOW, HOUR), interaction(NOW + 30 * MINUTE, HOUR)
    write(team, one, other)
    changes = write(team, replace(one, start_us=NOW - 400 * DAY, end_us=NOW - 400 * DAY + HOUR, person_id=BOB.id))
    days = day_sums(team)
    assert sorted(each.isoformat() for each in changes.days) == ["2025-04-23", "2026-05-28"]
    assert {day.isoformat(): (each.interactions, each.counted_us) for day, each in days.items()} == {
        "2025-04-23": (1, HOUR),
        "2026-05-28": (1, HOUR),
    }


def test_an_import_gives_what_one_by_one_gives(team, empty_store, tmp_path):
    many = [
        interaction(NOW + n * 11 * MINUTE, (n % 7) * 9 * MINUTE, kind_id=(POST, REPLY)[n % 2].id) for n in range(60)
    ]
    write(team, *many)
    with open_store(Path(shutil.copy(empty_store, tmp_path / "other.db"))) as other:
        write(other, *NAMES)
        for each in many:
            write(other, each)
        assert other.reader().effort(ALWAYS) == team.reader().effort(ALWAYS)


def test_inside_an_action_sums_are_up_to_date(team):
    with team.unit(label="x", now=NOW) as unit:
        unit.put(interaction(NOW, HOUR))
        assert sum(each.us for each in unit.read.effort(ALWAYS).values()) == HOUR
        unit.put(interaction(NOW + HOUR, HOUR))
        assert unit.read.counts()[Interaction] == 2
    assert team.reader().counts() | {Person: 2, Interaction: 2} == team.reader().counts()


def test_a_period_is_read_by_local_day(team):
    write(team, interaction(at("2026-06-01T23:30"), HOUR), interaction(at("2026-06-03T09:00"), HOUR))
    june = date(2026, 6, 1)
    for days, expected in ((0, HOUR // 2), (1, HOUR), (2, 2 * HOUR)):
        effort = team.reader().effort(Period(june, june + timedelta(days=days)))
        assert sum(each.us for each in effort.values()) == expected
