"""Desks that bring each other their exports: whatever comes in which order, and how often, all end with the same."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date
from itertools import count, permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, SECOND, Period
from roidesk.domain.model import Contact, Conversion, Interaction, Topic
from roidesk.importers.tables import tables
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.services.ledger import place_of
from roidesk.store.opening import open_store
from tests.services.conftest import AMSTERDAM, SetClock

_BY_NAME = {"people", "brands", "topics", "products", "contacts", "channels", "kind_versions", "conversion_kinds"}
"""Tables whose rows are known by name: two desks may have made the same one, each with an id of its own."""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("merging") / "empty.db"
    open_store(path).close()
    return path


class Team:
    """Desks with a clock each, none of them right, and the exports they made so far."""

    def __init__(self, folder: Path, template: Path, names: str = "ABC") -> None:
        self.folder = folder
        self.desks: dict[str, Desk] = {}
        self.clocks: dict[str, SetClock] = {}
        self.exports: list[Path] = []
        self._numbers = count(1)
        for at, name in enumerate(names):
            store = shutil.copy(template, folder / f"{name}.db")
            clock = self.clocks[name] = SetClock(f"2026-11-19T14:{30 + at}")
            desk = Desk(Context(open_store(Path(store)), clock, device=name, entropy=self._entropy))
            desk.care.set_up(name=f"Person {name}", values={"currency": "EUR", "zone": AMSTERDAM})
            self.desks[name] = desk

    def _entropy(self) -> bytes:
        return next(self._numbers).to_bytes(10)

    def close(self) -> None:
        for desk in self.desks.values():
            desk.close()

    def export(self, name: str) -> Path:
        path = self.folder / f"{name}-{len(self.exports)}.zip"
        self.desks[name].exchange.export(path)
        self.exports.append(path)
        return path

    def bring(self, name: str, path: Path):
        report = self.desks[name].exchange.import_paths([path])
        assert not report.refused, report.errors
        return report

    def meet(self) -> None:
        """Everyone exports, then everyone takes in everyone's export."""
        last = {name: self.export(name) for name in self.desks}
        for name in self.desks:
            for other, path in last.items():
                if other != name:
                    self.bring(name, path)


@pytest.fixture
def team(tmp_path, template):
    made = Team(tmp_path, template)
    yield made
    made.close()


def held(desk):
    """What a desk holds, by table: rows as cells, those known by name without their ids."""
    read = desk.context.read()
    place = place_of(desk.context, read)
    place.names.learn_contacts(read.all(Contact))
    found = {}
    for name, table in tables().items():
        if name in {"timers", "settings"}:
            continue
        drop = {"id", "edited", "channel_id", "channel_edited"} if name in _BY_NAME else {""}
        rows = (table.show(each, place) for each in read.all(table.kind))
        found[name] = sorted([(k, v) for k, v in row.items() if k not in drop] for row in rows)
    return found


def rows_of(desk):
    """Every row of every table, the log and what was imported when aside."""
    read = desk.context.read()
    return {
        table.kind: sorted([*read.all(table.kind), *read.all(table.kind, trashed=True)], key=lambda each: each.id)
        for table in tables().values()
    }


def log(team, name, line="email 5m"):
    return team.desks[name].tracking.log(line).row.interaction


def minutes(desk, entry):
    found = desk.context.read().get(Interaction, entry.id)
    return None if found is None else (found.end_us - found.start_us) // MINUTE


def edit(team, name, entry, value):
    team.clocks[name].go_on(SECOND)
    team.desks[name].tracking.edit(entry.id, {"minutes": str(value)})


# ---------------------------------------------------------------- one case each


def test_a_later_version_is_no_conflict_in_either_order(team):
    one = log(team, "A")
    first = team.export("A")
    edit(team, "A", one, 7)
    edit(team, "A", one, 9)
    second = team.export("A")
    assert team.bring("B", first).conflicts == ()
    assert team.bring("B", second).conflicts == ()
    assert team.bring("C", second).conflicts == ()
    assert team.bring("C", first).conflicts == ()
    assert [minutes(team.desks[name], one) for name in "ABC"] == [9, 9, 9]
    assert team.desks["C"].care.check(deep=True) == []


def test_what_both_changed_is_listed_and_the_newer_counts(team):
    one = log(team, "A")
    team.bring("B", team.export("A"))
    edit(team, "B", one, 7)
    team.clocks["A"].go_on(10 * MINUTE)
    edit(team, "A", one, 9)
    here = team.bring("A", team.export("B"))
    there = team.bring("B", team.export("A"))
    (kept,) = here.conflicts
    assert (kept.kept, kept.table, kept.code) == ("here", "interactions", "changed")
    assert [(each.here, each.there) for each in kept.fields if each.field == "minutes"] == [("9", "7")]
    assert there.conflicts == ()  # A has seen B's version and decided
    assert [minutes(team.desks[name], one) for name in "AB"] == [9, 9]
    lengths = [
        (row.after.end_us - row.after.start_us) // MINUTE for row in team.desks["A"].care.history(one.id) if row.after
    ]
    assert lengths == [5, 9, 7, 9]
    assert team.desks["A"].care.check(deep=True) == []


def test_a_conflict_can_be_taken_back_with_its_import(team):
    one = log(team, "A")
    team.bring("B", team.export("A"))
    edit(team, "A", one, 9)
    team.clocks["B"].go_on(MINUTE)
    edit(team, "B", one, 7)
    team.bring("A", team.export("B"))
    assert minutes(team.desks["A"], one) == 7
    team.desks["A"].care.undo()
    assert minutes(team.desks["A"], one) == 9
    team.desks["A"].care.redo()
    assert minutes(team.desks["A"], one) == 7


def test_what_lost_does_not_count_and_undo_leaves_what_stood(team):
    one = log(team, "A")
    team.bring("B", team.export("A"))
    edit(team, "B", one, 7)
    team.clocks["A"].go_on(10 * MINUTE)
    edit(team, "A", one, 9)
    team.bring("A", team.export("B"))
    team.desks["A"].care.undo()
    assert minutes(team.desks["A"], one) == 9
    assert team.desks["A"].care.check(deep=True) == []


def test_versions_of_the_same_instant_end_the_same_on_both_desks(team):
    one = log(team, "A")
    team.bring("B", team.export("A"))
    for name, value in (("A", 7), ("B", 9)):
        team.clocks[name].set("2026-11-19T18:00")
        team.desks[name].tracking.edit(one.id, {"minutes": str(value)})
    mine, yours = team.export("A"), team.export("B")
    assert len(team.bring("A", yours).conflicts) == 1
    assert len(team.bring("B", mine).conflicts) == 1
    assert minutes(team.desks["A"], one) == minutes(team.desks["B"], one)
    for name, path in (("A", yours), ("B", mine)):
        again = team.bring(name, path)
        assert (again.conflicts, bool(again.changes)) == ((), False)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_was_deleted_stays_deleted_in_any_order(team, order):
    one = log(team, "A")
    exports = [team.export("A")]
    edit(team, "A", one, 9)
    exports.append(team.export("A"))
    team.clocks["A"].go_on(SECOND)
    team.desks["A"].tracking.delete([one.id])
    exports.append(team.export("A"))
    for at in order:
        assert team.bring("B", exports[at]).conflicts == ()
    assert minutes(team.desks["B"], one) is None
    assert team.desks["B"].care.check(deep=True) == []
    team.clocks["A"].go_on(SECOND)
    team.desks["A"].care.undo()
    team.bring("B", team.export("A"))
    assert minutes(team.desks["B"], one) == 9


def test_what_one_deleted_and_the_other_changed_is_listed(team):
    one = log(team, "A")
    team.bring("B", team.export("A"))
    team.clocks["A"].go_on(SECOND)
    team.desks["A"].tracking.delete([one.id])
    team.clocks["B"].go_on(MINUTE)
    edit(team, "B", one, 9)
    (conflict,) = team.bring("A", team.export("B")).conflicts
    assert (conflict.deleted, conflict.kept) == ("here", "there")
    assert minutes(team.desks["A"], one) == 9


def test_an_edit_made_by_a_slow_clock_is_newer_than_what_it_changed(team):
    team.clocks["B"].go_on(60 * MINUTE)
    one = log(team, "B")
    team.bring("A", team.export("B"))
    edit(team, "A", one, 9)  # by A's clock an hour before it was logged
    assert team.bring("B", team.export("A")).conflicts == ()
    assert minutes(team.desks["B"], one) == 9


def test_a_sale_of_a_deleted_interaction_arrives_with_it(team, tmp_path):
    one = log(team, "A", "call @kim 10m =240 purchase")
    team.desks["A"].tracking.delete([one.id])
    team.bring("B", team.export("A"))
    team.desks["A"].exchange.export(tmp_path / "part.zip", person="Person A")
    team.bring("C", tmp_path / "part.zip")
    for name in "BC":
        (sale,) = team.desks[name].context.read().all(Conversion)
        assert sale.interaction_id == one.id
        assert minutes(team.desks[name], one) is None
        assert team.desks[name].context.read().get(Interaction, one.id, trashed=True).note == one.note
        assert team.desks[name].care.check(deep=True) == []


def test_an_undone_import_deletes_nothing_elsewhere_and_can_come_again(team):
    one = log(team, "A")
    path = team.export("A")
    team.bring("B", path)
    team.clocks["B"].go_on(SECOND)
    team.desks["B"].care.undo()
    team.bring("A", team.export("B"))
    assert minutes(team.desks["A"], one) == 5
    assert team.bring("B", path).new > 0
    assert minutes(team.desks["B"], one) == 5


def test_a_line_taken_back_is_taken_back_everywhere(team):
    one = log(team, "A")
    first = team.export("A")
    team.bring("B", first)
    team.clocks["A"].go_on(SECOND)
    team.desks["A"].care.undo()
    team.bring("B", team.export("A"))
    assert minutes(team.desks["B"], one) is None
    team.bring("A", first)
    assert minutes(team.desks["A"], one) is None


def test_a_name_still_spoken_of_outlives_its_deletion_on_another_desk(team):
    log(team, "A", "email @acme 5m")
    team.bring("B", team.export("A"))
    log(team, "B", "email @acme 6m")
    team.clocks["A"].go_on(MINUTE)
    read = team.desks["A"].context.read()
    (acme,) = read.all(Contact)
    team.desks["A"].tracking.delete([each.id for each in read.all(Interaction)])
    team.desks["A"].ledger.delete("contacts", [acme.id])
    mine, yours = team.export("A"), team.export("B")
    here, there = team.bring("B", mine), team.bring("A", yours)
    assert [each.code for each in here.conflicts] == ["used"]
    assert [each.code for each in there.conflicts] == ["used"]
    assert held(team.desks["A"]) == held(team.desks["B"])
    assert [each.id for each in team.desks["A"].context.read().all(Contact)] == [acme.id]


def test_an_old_export_speaks_of_people_by_their_old_names(team):
    log(team, "A", "email @acme 5m")
    old = team.export("A")
    team.bring("B", old)
    (acme,) = team.desks["A"].context.read().all(Contact)
    team.clocks["A"].go_on(SECOND)
    team.desks["A"].ledger.edit("contacts", acme.id, {"name": "Acme Corp"})
    new = team.export("A")
    team.bring("B", new)
    for name in "AB":
        again = team.bring(name, old)
        assert (again.new, bool(again.changes)) == (0, False)
        assert [each.name for each in team.desks[name].context.read().all(Contact)] == ["Acme Corp"]


def test_a_renamed_channel_keeps_its_name_when_an_old_export_comes(team):
    old = team.export("A")
    ledger = team.desks["A"].ledger
    email = next(row for row in ledger.rows("channels") if row.cells["name"] == "Email" and not row.cells["kind"])
    team.clocks["A"].go_on(SECOND)
    ledger.edit("channels", email.id, {"name": "Letters", "colour": "#112233"})
    new = team.export("A")
    team.bring("B", new)
    team.bring("B", old)
    team.bring("C", old)
    team.bring("C", new)
    assert held(team.desks["A"])["channels"] == held(team.desks["B"])["channels"] == held(team.desks["C"])["channels"]
    assert "Letters" in {each.name for each in team.desks["C"].context.read().catalogue().channels}


def test_what_was_emptied_from_the_trash_does_not_come_back(team):
    one = log(team, "A")
    old = team.export("A")
    team.clocks["A"].go_on(SECOND)
    team.desks["A"].tracking.delete([one.id])
    team.desks["A"].trash.empty()
    assert team.bring("A", old).new == 0
    assert minutes(team.desks["A"], one) is None
    team.bring("B", old)
    team.bring("B", team.export("A"))
    assert minutes(team.desks["B"], one) is None
    assert team.desks["A"].care.check(deep=True) == team.desks["B"].care.check(deep=True) == []


def test_a_week_for_the_manager(team, tmp_path):
    one, other = log(team, "A"), log(team, "A", "call 10m")
    week = {"period": Period(date(2026, 11, 16), date(2026, 11, 22)), "person": "Person A"}
    team.desks["A"].exchange.export(tmp_path / "w1.zip", **week)
    team.bring("B", tmp_path / "w1.zip")
    edit(team, "A", one, 9)
    team.desks["A"].tracking.delete([other.id])
    team.desks["A"].exchange.export(tmp_path / "w2.zip", **week)
    report = team.bring("B", tmp_path / "w2.zip")
    assert (report.conflicts, report.replaced) == ((), 2)
    manager = team.desks["B"]
    assert (minutes(manager, one), minutes(manager, other)) == (9, None)
    assert manager.care.settings().person_id != team.desks["A"].care.settings().person_id
    again = team.bring("B", tmp_path / "w1.zip")
    assert (again.new, again.replaced, bool(again.changes)) == (0, 0, False)


def test_a_desk_stays_its_own(team):
    before = team.desks["B"].care.settings()
    team.clocks["A"].go_on(MINUTE)
    team.desks["A"].care.change_settings({"margin": "0.5", "zone": "America/New_York"})
    team.bring("B", team.export("A"))
    after = team.desks["B"].care.settings()
    assert (after.person_id, after.zone) == (before.person_id, before.zone)
    assert after.margin is not None


def test_a_name_that_two_desks_gave_to_two_things_is_listed_and_nothing_is_refused(team):
    for name, topic in (("A", "x"), ("B", "y")):
        team.desks[name].ledger.add("topics", {"name": topic})
    team.bring("B", team.export("A"))
    (x,) = team.desks["A"].context.read().all(Topic)
    team.clocks["A"].go_on(SECOND)
    team.desks["A"].ledger.edit("topics", x.id, {"name": "y"})
    report = team.bring("B", team.export("A"))
    assert [each.code for each in report.conflicts] == ["taken"]
    assert sorted(each.name for each in team.desks["B"].context.read().all(Topic)) == ["x", "y"]


# ---------------------------------------------------------------- any case

LINES = ("email 5m", "call @acme 10m", "tweet #ipad 3m", "email @acme #news 7m", "call @kim 2m =240 purchase")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("log"), st.sampled_from("ABC"), st.sampled_from(LINES)),
        st.tuples(st.just("edit"), st.sampled_from("ABC"), st.integers(0, 9), st.integers(1, 9)),
        st.tuples(st.just("note"), st.sampled_from("ABC"), st.integers(0, 9), st.sampled_from(["", "a", "b"])),
        st.tuples(st.just("amount"), st.sampled_from("ABC"), st.integers(0, 9), st.integers(1, 9)),
        st.tuples(st.just("delete"), st.sampled_from("ABC"), st.integers(0, 9)),
        st.tuples(
            st.just("contact"), st.sampled_from("ABC"), st.integers(0, 9), st.sampled_from(["friend", "customer", "-"])
        ),
        st.tuples(st.just("undo"), st.sampled_from("ABC")),
        st.tuples(st.just("redo"), st.sampled_from("ABC")),
        st.tuples(st.just("export"), st.sampled_from("ABC")),
        st.tuples(st.just("import"), st.sampled_from("ABC"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.sampled_from("ABC"), st.integers(0, 120)),
    ),
    min_size=8,
    max_size=40,
)


def change(team, what, name, at, value=None):
    """Change one of the entries there are; nothing where there are none."""
    desk = team.desks[name]
    kind = {"amount": Conversion, "contact": Contact}.get(what, Interaction)
    entries = desk.context.read().all(kind)
    if not entries:
        return
    one = entries[at % len(entries)]
    if what == "delete":
        desk.tracking.delete([one.id])
    elif value == "-":
        desk.ledger.delete("contacts", [one.id])
    else:
        table, column = {
            "edit": ("interactions", "minutes"),
            "note": ("interactions", "note"),
            "amount": ("conversions", "amount"),
            "contact": ("contacts", "audience"),
        }[what]
        desk.ledger.edit(table, one.id, {column: str(value)})


def step(team, what, name, *more):
    desk, clock = team.desks[name], team.clocks[name]
    clock.go_on(SECOND)
    if what == "log":
        desk.tracking.log(more[0])
    elif what in {"undo", "redo"}:
        getattr(desk.care, what)()
    elif what == "export":
        team.export(name)
    elif what == "import":
        if team.exports:
            team.bring(name, team.exports[more[0] % len(team.exports)])
    elif what == "wait":
        clock.go_on(more[0] * SECOND)
    else:
        change(team, what, name, *more)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_all_desks_end_with_the_same(template, steps):
    with TemporaryDirectory() as folder:
        team = Team(Path(folder), template)
        try:
            for what in steps:
                with suppress(UserError):  # nothing to undo or redo; a contact somebody still speaks of
                    step(team, *what)
            seen = {name: versions_of(desk) for name, desk in team.desks.items()}
            team.meet()
            assert held(team.desks["A"]) == held(team.desks["B"]) == held(team.desks["C"])
            for name, desk in team.desks.items():
                assert seen[name] <= versions_of(desk)  # nobody's version is lost
                before = rows_of(desk)
                for path in team.exports:
                    report = team.bring(name, path)
                    assert (report.new, report.replaced) == (0, 0)
                assert rows_of(desk) == before
                assert desk.care.check(deep=True) == []
        finally:
            team.close()


def versions_of(desk):
    return {(line.kind, line.entry_id, line.after) for line in desk.context.read().log()}
