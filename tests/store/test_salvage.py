"""Saving what a damaged store still holds: all that is proved, what was lost counted, the damaged file as it was."""

import shutil
import sqlite3

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Contact, Interaction, Person
from roidesk.store.check import check
from roidesk.store.opening import open_store
from roidesk.store.remnants import Remnants
from roidesk.store.salvage import salvage
from tests.store.entries import ANN, BIKES, CARLA, NAMES, NOW, POST, TRAMS, interaction, write

pytestmark = pytest.mark.file_only
LATER = NOW + 10**12
PAGE = 4096
COUNT = 60


@pytest.fixture(scope="module")
def whole(empty_store, tmp_path_factory):
    """The path of a store with sixty interactions, one of them edited, one in the trash."""
    path = shutil.copy(empty_store, tmp_path_factory.mktemp("salvage") / "whole.db")
    with open_store(path) as store:
        write(store, *NAMES)
        for number in range(COUNT):
            write(store, interaction(NOW + number * 10**9, note=f"note {number} " * 9, topics=(BIKES.id, TRAMS.id)))
        first, second, *_ = store.reader().all(Interaction)
        with store.unit(label="delete", now=NOW + 1) as unit:
            unit.delete(Interaction, [first.id])
        write(store, interaction(second.start_us, id=second.id, note="edited"), now=NOW + 2)
    return path


@pytest.fixture
def damaged(whole, tmp_path):
    """A copy of it to be damaged."""
    return shutil.copy(whole, tmp_path / "damaged.db")


def spoil(path, *pages):
    """Write rubbish over pages, counted from 1."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def page_of(path, name):
    """Return the first page of a table or an index."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute("select rootpage from sqlite_schema where name = :name", {"name": name}).fetchone()
    connection.close()
    return page


def broken(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def saved(path, to=None):
    """Salvage a store, which must stay as it is, and return what was saved and the entries of the new store."""
    before = path.read_bytes()
    done = salvage(path, to or path.with_name("new.db"), now=LATER, device="desk")
    assert path.read_bytes() == before
    assert not [each for each in path.parent.iterdir() if each.name.startswith(".")]
    with open_store(done.path) as store:
        assert check(store, deep=True) == []
        found = {each.id: each for each in (*store.reader().all(Interaction), *store.reader().all(Contact))}
        label = store.reader().actions(1)[0].action.author.label
        with pytest.raises(UserError, match="nothing_to_undo"), store.unit(label="undo", now=LATER) as unit:
            unit.undo(10**6)
    assert label == "repair"
    return done, found


def entries(path):
    with open_store(path, read_only=True) as store:
        return {each.id: each for each in (*store.reader().all(Interaction), *store.reader().all(Contact))}


def test_of_a_sound_store_everything_is_saved_with_its_history(whole, damaged):
    done, found = saved(damaged)
    assert found == entries(whole)
    assert done.entries["interaction"] == COUNT
    assert (done.restored, done.unproved, done.older, done.lost_count, done.changes_lost, done.unread) == (0,) * 6
    with open_store(whole, read_only=True) as old, open_store(done.path) as new:
        was, now = list(old.reader().log()), list(new.reader().log())
    assert now[: len(was)] == was
    assert [each.kind for each in now[len(was) :]] == ["imported_file"]


@pytest.mark.parametrize("name", ["interaction", "interaction_topics", "contact", "contact_handles", "channel_kind"])
def test_entries_whose_pages_are_gone_come_from_the_log(whole, damaged, name):
    spoil(damaged, page_of(damaged, name))
    done, found = saved(damaged)
    assert found == entries(whole)
    assert done.restored
    assert not done.lost_count


@pytest.mark.parametrize("name", ["change", "change_content", "action"])
def test_entries_whose_log_is_gone_are_taken_as_they_are(whole, damaged, name):
    spoil(damaged, page_of(damaged, name))
    done, found = saved(damaged)
    assert found == entries(whole)
    assert done.unproved or name == "action"
    assert done.changes == 0


@pytest.mark.parametrize("name", ["ix_change_action", "uq_person_folded", "rollup_day", "rollup_week"])
def test_what_can_be_worked_out_again_costs_nothing(whole, damaged, name):
    spoil(damaged, page_of(damaged, name))
    done, found = saved(damaged)
    assert found == entries(whole)
    assert (done.restored, done.unproved, done.lost_count, done.changes_lost) == (0, 0, 0, 0)


def test_every_page_may_be_lost(whole, damaged):
    """One after the other: what is not proved twice over is counted, and the new store is always sound."""
    all_of_it = set(entries(whole))
    for page in range(1, whole.stat().st_size // PAGE + 1):
        shutil.copy(whole, damaged)
        spoil(damaged, page)
        new = damaged.with_name(f"{page}.db")
        done, found = saved(damaged, new)
        assert set(found) == all_of_it, f"page {page}"
        assert not done.lost_count
        new.unlink()


def test_an_altered_row_gives_way_to_the_log(whole, damaged):
    broken(damaged, "update interaction set end_us = end_us + 60000000 where note like 'note 7 %'")
    done, found = saved(damaged)
    assert found == entries(whole)
    assert done.restored == 1


def test_a_log_that_is_broken_is_kept_up_to_there(whole, damaged):
    broken(damaged, "drop trigger change_no_update", "update change set digest = zeroblob(32) where seq = 30")
    done, found = saved(damaged)
    assert found == entries(whole)
    assert done.changes == 29
    assert done.changes_lost == COUNT + len(NAMES) + 2 - 29
    assert done.unread == 1


def test_names_that_are_lost_get_stand_ins_and_the_time_under_them_stays(whole, damaged):
    no_log = ["drop trigger change_no_delete", "delete from change_content", "delete from change"]
    broken(
        damaged, *no_log, "delete from person", "delete from channel_kind", "delete from channel", "delete from topic"
    )
    done, found = saved(damaged)
    assert {each for each in found if each != CARLA.id} >= {
        id_ for id_, each in entries(whole).items() if isinstance(each, Interaction)
    }
    assert done.stand_ins >= 3
    with open_store(done.path) as store:
        read = store.reader()
        assert {each.id for each in read.all(Person)} == {ANN.id}
        assert all(each.name.startswith("? ") for each in read.all(Person))
        assert all(each.topics == () for each in read.all(Interaction))
        assert {each.kind_id for each in read.all(Interaction)} == {POST.id}


def test_entries_lost_twice_over_are_named(whole, damaged):
    lost = next(iter(entries(whole).values()))
    triggers = ["drop trigger change_no_update"]
    key = f"x'{lost.id.hex}'"
    broken(
        damaged,
        *triggers,
        f"delete from change_content where seq in (select seq from change where entry_id = {key})",  # noqa: S608
        f"delete from interaction where id = {key}",  # noqa: S608
    )
    done, found = saved(damaged)
    assert lost.id not in found
    assert done.lost == (f"interaction {lost.id}",)
    assert done.lost_count == 1


def test_what_stands_in_the_log_beside_the_file_is_saved_too(path):
    with open_store(path) as store:
        write(store, *NAMES)
        store.checkpoint()
        write(store, interaction())
        copy = path.with_name("copy.db")
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{copy}{end}")
    done, _ = saved(copy)
    assert done.entries["interaction"] == 1


def test_a_file_cut_short_is_saved_as_far_as_it_goes(whole, damaged):
    with damaged.open("r+b") as file:
        file.truncate(damaged.stat().st_size // 2 // PAGE * PAGE + 100)
    done, found = saved(damaged)
    assert set(found) <= set(entries(whole))
    assert done.unread or done.unproved or done.restored


def test_a_new_file_is_wanted(damaged, tmp_path):
    with pytest.raises(UserError, match="store_there"):
        salvage(damaged, damaged, now=LATER)
    with pytest.raises(UserError, match="store_missing"):
        salvage(tmp_path / "none.db", tmp_path / "new.db", now=LATER)


@pytest.mark.parametrize("content", [b"", b"Dear diary\n" * 900, b"\0" * 9000])
def test_what_never_was_a_store_makes_none(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(UserError, match="store_gone"):
        salvage(path, tmp_path / "new.db", now=LATER)
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_rows_around_one_that_cannot_be_read_are_read():
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (n integer primary key, said text)")
    connection.executemany("insert into t values (?, ?)", [(n, "x") for n in range(1, 101)])
    connection.execute("update t set said = cast(x'ff' as text) where n in (1, 40, 41, 77, 100)")
    assert sorted(n for n, _ in Remnants(connection, "t", "n, said")) == [
        n for n in range(1, 101) if n not in {1, 40, 41, 77, 100}
    ]
    connection.close()
