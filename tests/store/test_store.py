"""A store in the hands of several threads, on a disk that fills up."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Interaction, Person
from roidesk.store.check import check
from roidesk.store.connection import explained
from roidesk.store.opening import open_store
from tests.store.entries import NAMES, NOW, interaction, new, write


@pytest.mark.file_only
def test_a_full_disk_saves_nothing_and_harms_nothing(team):
    write(team, interaction(note="kept"))
    connection = team._connection("writing")
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(UserError, match="store_full"):
        write(team, *(interaction(note="x" * 4000) for _ in range(20)))
    connection.execute("pragma max_page_count = 1000000")
    assert [each.note for each in team.reader().all(Interaction)] == ["kept"]
    assert check(team, deep=True) == []
    write(team, interaction(note="again"))
    assert len(team.reader().all(Interaction)) == 2


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, "store_io"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "store_locked"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "store_damaged"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "store_read_only"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(path, number, code):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = number
    with pytest.raises(UserError, match=code), explained(path):
        raise error


def test_a_mistake_of_ours_stays_one(path):
    error = sqlite3.OperationalError("near 'slect': syntax error")
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    with pytest.raises(sqlite3.OperationalError), explained(path):
        raise error


def test_threads_write_one_after_the_other(place):
    with open_store(place) as store, ThreadPoolExecutor(4) as pool:
        write(store, *NAMES)
        list(pool.map(lambda n: write(store, interaction(NOW + n)), range(40)))
        assert pool.submit(lambda: len(store.reader().all(Interaction))).result() == 40
        assert check(store, deep=True) == []
        assert len(store.reader().actions(100)) == 41


def test_reading_goes_on_while_somebody_writes(team):
    with team.unit(label="long", now=NOW) as unit:
        unit.put(interaction())
        found = []
        reading = threading.Thread(target=lambda: found.append(team.reader().counts()[Interaction]))
        reading.start()
        reading.join()
        assert found == [0]
        assert unit.read.counts()[Interaction] == 1
    assert team.reader().counts()[Interaction] == 1


def test_a_thread_that_cannot_write_in_time_says_so(team):
    with team.unit(label="long", now=NOW), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(write, team, interaction())
        with pytest.raises(UserError, match="store_locked"):
            waiting.result()


def test_what_another_process_wrote_is_seen(team):
    with open_store(team.path or team.place) as other:
        assert len(other.reader().catalogue().people) == 2
        write(team, Person(id=new(), name="Cem"))
        assert len(other.reader().catalogue().people) == 3


@pytest.mark.file_only
def test_a_quiet_moment_empties_the_log(team):
    write(team, *(interaction(NOW + n) for n in range(50)))
    before = team.path.stat().st_size
    team.checkpoint()
    assert team.path.stat().st_size > before


def test_a_store_that_another_process_writes_to_is_not_written(team):
    with open_store(team.path or team.place) as other:
        with other.unit(label="long", now=NOW) as unit:
            with pytest.raises(UserError, match="store_locked"):
                write(team, interaction())  # before anything of theirs could stand in the way
            unit.put(interaction(note="theirs"))
            with pytest.raises(UserError, match="store_locked"):
                write(team, interaction())
            assert team.reader().all(Interaction) == []  # reading goes on
        write(team, interaction(note="ours"))
    assert sorted(each.note for each in team.reader().all(Interaction)) == ["ours", "theirs"]
