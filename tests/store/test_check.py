"""What the checks find: each column of each row, the log, the tables, and what is no row at all."""

import random
import sqlite3
from datetime import date
from uuid import UUID

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import ClosedWeek, Contact, Cost, CostKind, Interaction, Person, Pin, Timer
from roidesk.store import rollups
from roidesk.store.check import check
from roidesk.store.opening import open_store
from roidesk.store.records import kinds, record_of
from tests.store.entries import BIKES, CARLA, NAMES, NOW, POST, TRAMS, interaction, new, write

pytestmark = pytest.mark.file_only


@pytest.fixture
def rich(path):
    """The path of a store with entries of many kinds, undone and redone, its log moved into the file."""
    with open_store(path) as store:
        write(store, *NAMES)
        for number in range(12):
            write(store, interaction(NOW + number * 10**9, note=f"note {number}", topics=(BIKES.id, TRAMS.id)))
        write(
            store,
            Timer(id=new(), kind_id=POST.id, person_id=NAMES[0].id, start_us=NOW, zone="UTC", seen_us=NOW),
            Cost(
                id=new(),
                name="Tool",
                kind=CostKind.SUBSCRIPTION,
                amount_minor=100,
                currency="EUR",
                first_day=date(2026, 1, 1),
                last_day=date(2026, 1, 31),
            ),
            Pin(id=new(), kind_id=POST.id, position=1, label="one"),
        )
        with store.unit(label="undo", now=NOW) as unit:
            unit.undo(2)
        with store.unit(label="redo", now=NOW) as unit:
            unit.redo(1)
        assert check(store, deep=True) == []
    return path


def codes(path, *, deep=True):
    try:
        with open_store(path, create=False) as store:
            return {each.code for each in check(store, deep=deep)}
    except UserError as error:
        return {error.code}


def broken(path, *statements):
    """Change a store past roidesk, and past its rules."""
    connection = sqlite3.connect(path)
    connection.execute("pragma ignore_check_constraints = on")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("update interaction set note = 'x' where note = 'note 3'", "entry_differs"),
        ("update interaction set edited_us = edited_us + 1 where note = 'note 3'", "entry_differs"),
        ("update contact set folded = 'karla' where name = 'Carla'", "entry_differs"),
        ("update contact_handles set folded = 'x' where position = 0", "entry_differs"),
        ("update interaction_topics set position = position + 4", "entry_differs"),
        ("update contact_interests set position = 4 where position = 1", "entry_differs"),
        ("delete from interaction_topics where position = 1", "entry_differs"),
        ("delete from pin", "entry_missing"),
        ("update rollup_day set us = us + 1", "rollup_differs"),
        ("update rollup_week set known = 1 - known", "rollup_differs"),
        ("delete from rollup_week", "rollup_differs"),
        ("update alembic_version set version_num = '0099'", "schema_differs"),
        ("drop index ix_change_action", "schema_differs"),
        ("create table extra (a)", "schema_differs"),
    ],
)
def test_what_was_changed_past_the_log_is_found(rich, statement, code):
    broken(rich, statement)
    assert code in codes(rich)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("update change set entry_id = zeroblob(16) where seq = 5", "log_broken"),
        ("update change set op = 'edit' where seq = 5", "log_broken"),
        ("update change set hash = zeroblob(32) where seq = (select max(seq) from change)", "log_broken"),
        ("update change_content set salt = zeroblob(16) where seq = 5", "content_differs"),
        ("update change_content set after = replace(after, 'note', 'nota') where seq = 12", "content_differs"),
        ("update action set at_us = at_us + 1 where number = 3", "log_broken"),
        ("update action set label = 'x' where number = 3", "log_broken"),
        ("update action set of_action = 1 where op = 'undo'", "log_broken"),
        ("insert into action values (99, 1, null, '', 'log', 'do', null)", "log_broken"),
        ("delete from change_content where seq = 5", "content_missing"),
        ("delete from change where seq = 5", "log_broken"),
    ],
)
def test_what_was_changed_in_the_log_is_found(rich, statement, code):
    triggers = [f"drop trigger {table}_no_{verb}" for table, verb in GUARDS]
    broken(rich, *triggers, statement)
    assert code in codes(rich)


GUARDS = (
    ("action", "update"), ("action", "delete"), ("change", "update"), ("change", "delete"), ("change_content", "update")
)  # fmt: skip


@pytest.mark.parametrize("name", ["note", "start_us", "score", "several", "kind_id", "doubt"])
def test_every_column_counts(rich, name):
    """Even a value that reads the same (3 for true) or that no rule would refuse."""
    values = {"note": "'y'", "several": "3", "kind_id": f"x'{UUID(int=21).hex}'", "doubt": "'clock'"}
    value = values.get(name, f"{name} + 1")
    broken(rich, f"update interaction set {name} = {value} where note = 'note 7'")  # noqa: S608 - our own names
    assert "entry_differs" in codes(rich)


@pytest.mark.parametrize(
    "statement",
    [
        "update interaction set kind_id = x'00' where note = 'note 7'",
        "update interaction set direction = 'sideways' where note = 'note 7'",
    ],
)
def test_a_row_that_was_never_written_is_damage_and_no_fault_of_ours(rich, statement):
    broken(rich, statement)
    with open_store(rich) as store, pytest.raises(UserError, match="row_damaged"):
        store.reader().all(Interaction)
    assert codes(rich, deep=False)


def test_a_locked_store_is_no_damage(rich):
    with open_store(rich, lock_seconds=0) as store:
        connection = sqlite3.connect(rich, isolation_level=None)
        connection.execute("pragma locking_mode = exclusive")
        store.close()
        connection.execute("begin exclusive")
        with pytest.raises(UserError, match="store_locked"):
            check(store)
        connection.close()


def test_a_heartbeat_is_no_damage(rich):
    broken(rich, "update timer set seen_us = seen_us + 15000000, boot_id = 'b', boot_us = 1, awake_us = 1")
    assert codes(rich) == set()


def test_an_entry_of_every_kind_agrees_with_the_log_as_written(team):
    """`check` binds what the log says and compares it with the row: that has to hold for every type of column."""
    week = ClosedWeek(
        id=new(), week="2026-W20", closed_us=1, interactions=1, us=1, counted_us=1, conversions=0, currency="EUR",
        people=(NAMES[0].id,), seq=1, log_hash="",
    )  # fmt: skip
    write(team, week, Contact(id=new(), name="Ümit ☺", consent=True, handles=("A@B", "b")))
    assert check(team, deep=True) == []


def test_every_kind_has_its_columns_in_the_order_of_its_row():
    assert all(record_of(kind).columns[0].name == "id" for kind in kinds().values())


def test_single_bits_that_change_data_are_all_found(rich):
    data, good = rich.read_bytes(), contents(rich)
    chance = random.Random(7)  # noqa: S311 - the same bits every time
    used = [at for at in range(len(data)) if data[at]]
    changed = 0
    while changed < 60:
        at, bit = chance.choice(used), 1 << chance.randrange(8)
        rich.write_bytes(data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :])
        if contents(rich) != good:
            changed += 1
            assert codes(rich), f"byte {at}, bit {bit}"


def contents(path):
    """Return all rows of all tables; None when they cannot be read."""
    connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        tables = [name for (name,) in connection.execute("select name from sqlite_schema where type = 'table'")]
        return {
            name: sorted(map(repr, connection.execute(f'select * from "{name}"')))  # noqa: S608 - its own names
            for name in tables
            if name != "timer"
        }
    except (sqlite3.Error, UnicodeError):
        return None
    finally:
        connection.close()


def test_sums_are_made_anew_from_the_entries(rich):
    broken(rich, "update rollup_day set us = us + 1", "delete from rollup_week")
    with open_store(rich) as store:
        before = store.reader().all(Interaction)
        with store._alone() as connection:
            rollups.remake(connection)
        assert check(store, deep=True) == []
        assert store.reader().all(Interaction) == before
        assert store.reader().counts()[Interaction] == len(before) > 0


def test_an_undo_that_found_everything_as_it_was_is_no_damage(team):
    write(team, CARLA)  # nothing new: no action
    with team.unit(label="undo", now=NOW) as unit:
        unit._log.begin("undo", 1)
    assert check(team, deep=True) == []
    assert len(team.reader().all(Person)) == 2
