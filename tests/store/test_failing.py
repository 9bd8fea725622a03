"""A disk that fails or is full, and a file that is moved away: what is called saved is saved, and nothing else."""

import os
import sqlite3

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Interaction
from roidesk.store import connection as connections
from roidesk.store import failing
from roidesk.store.changelog import head
from roidesk.store.check import check
from roidesk.store.failing import Outcome, after_failure
from roidesk.store.head import HeadFile
from roidesk.store.opening import open_store
from tests.store.entries import NAMES, interaction, write

pytestmark = pytest.mark.file_only


class Failing(connections.FileConnection):
    """A connection whose next commit fails, before or after it is carried out."""

    fails = ""

    def execute(self, sql, *values):
        kind, Failing.fails = (Failing.fails, "") if sql == "commit" else ("", Failing.fails)
        if kind == "after":
            super().execute(sql, *values)
        if kind:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL if kind == "full" else sqlite3.SQLITE_IOERR_FSYNC
            raise error
        return super().execute(sql, *values)


@pytest.fixture
def unlucky(path, monkeypatch):
    """An open store with names, whose commits fail as `Failing.fails` says."""
    monkeypatch.setattr(connections, "FileConnection", Failing)
    with open_store(path, lock_seconds=0.05) as store:
        write(store, *NAMES)
        yield store
    Failing.fails = ""


def notes(store):
    return [each.note for each in store.reader().all(Interaction)]


@pytest.mark.parametrize(("fails", "code"), [("before", "store_io"), ("full", "store_full")])
def test_a_commit_that_failed_is_not_saved_and_the_next_one_is(unlucky, fails, code):
    Failing.fails = fails
    with pytest.raises(UserError, match=code):
        write(unlucky, interaction(note="one"))
    assert notes(unlucky) == []
    assert unlucky.stopped is None
    write(unlucky, interaction(note="two"))
    assert notes(unlucky) == ["two"]
    assert check(unlucky, deep=True) == []
    assert HeadFile(unlucky.path)._heads[0] == unlucky.reader().head()


def test_a_commit_that_failed_when_all_was_saved_is_saved(unlucky):
    Failing.fails = "after"
    write(unlucky, interaction(note="one"))
    assert notes(unlucky) == ["one"]
    assert HeadFile(unlucky.path)._heads[0] == unlucky.reader().head()
    write(unlucky, interaction(note="two"))
    assert check(unlucky, deep=True) == []


def test_a_disk_that_stays_bad_is_written_no_more(unlucky, monkeypatch):
    monkeypatch.setattr(failing, "after_failure", lambda *_: Outcome(saved=False, sound=False))
    Failing.fails = "before"
    with pytest.raises(UserError, match="store_io_unsure"):
        write(unlucky, interaction(note="one"))
    with pytest.raises(UserError, match="store_io_stopped"):
        write(unlucky, interaction(note="two"))
    assert unlucky.read_only
    assert notes(unlucky) == []  # reading goes on


def raising(code):
    def refuse(*_, **__):
        error = sqlite3.OperationalError("said")
        error.sqlite_errorcode = code
        raise error

    return refuse


def test_what_cannot_even_be_opened_is_no_sound_disk(team):
    assert after_failure(raising(sqlite3.SQLITE_IOERR), None) == Outcome(saved=False, sound=False)


class Refusing(connections.FileConnection):
    """A connection that cannot empty its log."""

    code = sqlite3.SQLITE_IOERR_FSYNC

    def execute(self, sql, *values):
        if "wal_checkpoint" in sql:
            raising(self.code)()
        return super().execute(sql, *values)


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, Outcome(saved=False, sound=False)),
        (sqlite3.SQLITE_FULL, Outcome(saved=True, sound=True)),
    ],
)
def test_a_log_that_cannot_be_emptied(team, monkeypatch, code, outcome):
    """On a full disk what is in the log is saved there; on a failing one nobody knows."""
    end = team.reader().head()
    monkeypatch.setattr(connections, "FileConnection", type("Refusing", (Refusing,), {"code": code}))
    assert after_failure(lambda: connections.connect(team.path), end) == outcome


def test_on_a_network_drive_nobody_can_tell(team, monkeypatch):
    end = team.reader().head()
    team.close()
    monkeypatch.setattr(connections, "network_drive", lambda _path: "nfs")
    assert after_failure(lambda: connections.connect(team.path), end) == Outcome(saved=False, sound=False)


def test_a_log_that_cannot_be_emptied_as_somebody_writes_is_no_failing_disk(path):
    with open_store(path) as store:
        write(store, *NAMES)
        first = head(store._connection("reading"))
        connection = store._connection("writing")
        connection.execute("begin immediate")
        connection.execute("update person set name = name || '!'")
        assert after_failure(lambda: connections.connect(path, lock_seconds=0), first).saved
        connection.execute("rollback")


@pytest.mark.parametrize("away", ["moved", "deleted", "replaced"])
def test_a_file_that_is_no_longer_there_is_not_written(path, away, tmp_path):
    with open_store(path) as store:
        write(store, *NAMES)
        if away == "deleted":
            path.unlink()
        else:
            os.replace(path, tmp_path / "elsewhere.db")  # noqa: PTH105 - what another program does
        if away == "replaced":
            path.write_bytes((tmp_path / "elsewhere.db").read_bytes())
        before = path.read_bytes() if path.exists() else None
        for _ in range(2):
            with pytest.raises(UserError, match="store_moved"):
                write(store, interaction())
        assert store.stopped.code == "store_moved"
        assert (path.read_bytes() if path.exists() else None) == before
        assert store.reader().all(Interaction) == []


def test_a_file_that_goes_while_it_is_written_to_is_not_called_saved(team, tmp_path):
    def moved_meanwhile():
        with team.unit(label="log", now=1) as unit:
            unit.put(interaction())
            team.path.rename(tmp_path / "elsewhere.db")

    with pytest.raises(UserError, match="store_moved"):
        moved_meanwhile()


def test_damage_met_while_writing_ends_it(team):
    write(team, interaction())
    with pytest.raises(UserError, match="store_damaged"), team.unit(label="log", now=1):
        raising(sqlite3.SQLITE_CORRUPT)()
    with pytest.raises(UserError, match="store_damaged"):
        write(team, interaction())
    assert len(team.reader().all(Interaction)) == 1
