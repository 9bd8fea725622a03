import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import Boot
from roidesk.domain.model import Person
from roidesk.store.format import APPLICATION_ID, VERSION
from roidesk.store.migrate import newest_step
from roidesk.store.opening import open_store
from tests.store.entries import ANN, NOW, write


def bytes_in(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def patched(path, at, data):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def refused(path, **how):
    before = bytes_in(path.parent)
    with pytest.raises(UserError) as caught:
        open_store(path, **how)
    assert bytes_in(path.parent) == before
    return caught.value.code


def test_a_new_store_is_its_owners_alone(tmp_path):
    path = tmp_path / "deep" / "down" / "roidesk.db"
    with open_store(path) as store:
        write(store, ANN)
        assert {oct(stat.S_IMODE(each.stat().st_mode)) for each in path.parent.iterdir()} == {"0o600"}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(each.name for each in path.parent.iterdir()) == ["roidesk.db", "roidesk.db-head"]


def test_the_header_says_whose_it_is(path):
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72]) == APPLICATION_ID == 0x526F6944
    assert int.from_bytes(header[60:64]) == VERSION == newest_step()


def test_a_missing_store_is_not_made_unasked(tmp_path):
    assert refused(tmp_path / "none.db", create=False) == "store_missing"
    assert refused(tmp_path / "none.db", read_only=True) == "store_missing"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "store_empty"),
        (b"start,minutes\n2026-06-01,4\n", "store_not_ours"),
        (b"start,minutes\n" * 500, "store_not_ours"),
        (b"SQLite format 3\0", "store_not_ours"),
    ],
)
def test_a_file_that_is_no_store_is_left_alone(tmp_path, content, code):
    path = tmp_path / "roidesk.db"
    path.write_bytes(content)
    assert refused(path) == code


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("create table note (text)")
    other.close()
    assert refused(path) == "store_not_ours"


def test_a_folder_is_no_store(tmp_path):
    (tmp_path / "roidesk.db").mkdir()
    assert refused(tmp_path / "roidesk.db") == "store_not_ours"


def test_a_newer_store_is_left_alone(path):
    patched(path, 60, (VERSION + 1).to_bytes(4))
    assert refused(path) == "store_newer"


def test_a_newer_version_that_stands_in_the_log_only_is_found(path, tmp_path):
    newer = sqlite3.connect(path)
    newer.execute("pragma journal_mode = wal")
    newer.execute(f"pragma user_version = {VERSION + 1}")
    copy = tmp_path / "copy"
    copy.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", copy)
    newer.close()
    with pytest.raises(UserError, match="store_newer"):
        open_store(copy / path.name)


def test_a_damaged_store_is_left_alone(path):
    patched(path, 100, b"\xff" * 8)  # the kind of the first page
    assert refused(path) == "store_damaged"


def test_a_store_cut_short_is_left_alone(path):
    with path.open("r+b") as file:
        file.truncate(8192)
    with pytest.raises(UserError, match="store_damaged"), open_store(path) as store:
        store.reader().all(Person)


def test_a_path_that_cannot_be_looked_at_is_refused(tmp_path):
    assert refused(tmp_path / ("a" * 300)) == "store_unreadable"


def test_a_store_that_was_only_looked_at_can_be_written_once_its_file_can(path):
    path.chmod(0o400)
    with open_store(path) as store:
        store.reader().counts()
        path.with_name(path.name + "-shm").touch(0o400)
    path.chmod(0o600)
    with open_store(path) as store:
        write(store, ANN)
        assert {oct(stat.S_IMODE(each.stat().st_mode)) for each in path.parent.iterdir()} == {"0o600"}


def test_a_file_marked_read_only_is_read_only(path):
    path.chmod(0o400)
    before = path.read_bytes()
    with open_store(path) as store:
        assert store.read_only
        assert store.reader().all(Person) == []
        with pytest.raises(UserError, match="store_read_only"):
            write(store, ANN)
        with pytest.raises(UserError, match="store_read_only"):
            store.beat(NOW, Boot("boot", 0, 0), ANN.id)
    assert path.read_bytes() == before


def test_a_store_in_a_folder_that_cannot_be_written_is_read(path):
    folder = path.parent / "closed"
    folder.mkdir()
    closed = Path(shutil.copy(path, folder))
    folder.chmod(0o500)
    try:
        with open_store(closed) as store:
            assert store.read_only
            assert store.reader().settings() == {}
        assert [each.name for each in folder.iterdir()] == [path.name]
    finally:
        folder.chmod(0o700)


def test_what_stands_in_the_log_is_read_where_nothing_can_be_written(path):
    folder = path.parent / "closed"
    folder.mkdir()
    with open_store(path) as store:
        write(store, ANN)
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", folder)
    assert (folder / f"{path.name}-wal").stat().st_size > 0
    folder.chmod(0o500)
    try:
        with open_store(folder / path.name) as store:
            assert store.read_only
            assert [each.name for each in store.reader().all(Person)] == ["Ann"]
        assert {each.name for each in folder.iterdir()} == {path.name, f"{path.name}-wal"}
    finally:
        folder.chmod(0o700)


def test_a_store_that_may_not_be_read_is_refused(path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UserError, match="store_unreadable"):
        open_store(path)


def test_a_store_cannot_be_made_inside_a_file(path):
    with pytest.raises(UserError, match="folder_not_writable"):
        open_store(path / "roidesk.db")


@pytest.mark.file_only
def test_the_rules_of_the_connection(store):
    writing, reading = store._connection("writing"), store._connection("reading")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "wal_autocheckpoint": 1000,
        "application_id": APPLICATION_ID,
    }
    for connection in (writing, reading):
        assert {name: connection.execute(f"pragma {name}").fetchone()[0] for name in wanted} == wanted
        assert connection.isolation_level is None
    assert reading.execute("pragma query_only").fetchone()[0] == 1
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reading.execute("delete from person")


def test_a_write_waits_five_seconds(path):
    with open_store(path) as store:
        assert store._connection("writing").execute("pragma busy_timeout").fetchone() == (5000,)


@pytest.mark.file_only
def test_a_store_locked_by_another_program_is_not_written(store):
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(UserError, match="store_locked"):
        write(store, ANN)
    assert store.reader().all(Person) == []  # reading goes on
    other.execute("rollback")
    other.close()
    write(store, ANN)
    assert [each.name for each in store.reader().all(Person)] == ["Ann"]


PROGRAM = """
import sys
from pathlib import Path
from roidesk.store.opening import open_store
from roidesk.domain.model import Person
from tests.store.entries import ANN, write
with open_store(Path(sys.argv[1])) as store:
    write(store, ANN)
    assert [each.name for each in store.reader().all(Person)] == ["Ann"]
    store.reader().catalogue()
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_a_store_as_it_should_be_opens_without_what_is_slow(path):
    done = subprocess.run([sys.executable, "-c", PROGRAM, path], capture_output=True, text=True, check=True)
    assert not {"sqlalchemy", "alembic", "psycopg", "numpy", "PySide6", "babel", "mako"} & set(done.stdout.split())
