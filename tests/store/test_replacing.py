"""A prepared file takes the place of a store whole, or nothing is changed."""

import sqlite3
from contextlib import closing

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Interaction
from roidesk.store import replacing
from roidesk.store.backup import standing, write_copy
from roidesk.store.head import HeadFile
from roidesk.store.opening import open_store
from roidesk.store.replacing import keep_as_it_is, replace_store
from tests.store.entries import NAMES, interaction, write


@pytest.fixture
def draft(path, tmp_path):
    """A copy of the store from before it had its last two entries."""
    with open_store(path) as opened:
        write(opened, *NAMES, interaction(note="first"))
        copied = write_copy(path, tmp_path / "draft.db")
        write(opened, interaction(note="second"), interaction(note="third"))
    return copied


def notes(path):
    with open_store(path) as opened:
        return sorted(each.note for each in opened.reader().all(Interaction)), opened.missing


def test_the_new_one_is_there_and_nothing_is_missed(path, draft):
    replace_store(draft.path, path, draft.held.head)
    assert not draft.path.exists()
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.execute("create table change (seq integer primary key, hash blob)")
        assert HeadFile(path).missing(empty) == draft.held.head.seq  # the record is of the new log
    assert notes(path) == (["first"], 0)


def test_killed_before_the_record_is_written_nothing_is_missed(path, draft, monkeypatch):
    def killed(*_args, **_how):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(replacing, "HeadFile", killed)
        with pytest.raises(KeyboardInterrupt):
            replace_store(draft.path, path, draft.held.head)
    assert notes(path) == (["first"], 0)


def test_a_log_that_was_left_behind_is_moved_in_and_never_read_again(path, draft):
    opened = open_store(path)
    write(opened, interaction(note="in the log"))
    log, file = path.with_name("roidesk.db-wal"), path.read_bytes()
    left = log.read_bytes()
    opened.close()
    path.write_bytes(file)
    log.write_bytes(left)  # as a killed process leaves it
    replace_store(draft.path, path, draft.held.head)
    assert notes(path) == (["first"], 0)


@pytest.mark.parametrize("writes", [False, True])
def test_while_somebody_has_the_store_open_nothing_is_changed(path, draft, writes):
    with open_store(path) as other:
        if writes:
            write(other, interaction(note="fourth"))
        before = standing(path)
        with pytest.raises(UserError, match="store_locked"):
            replace_store(draft.path, path, draft.held.head)
        assert standing(path) == before
        assert draft.path.exists()
        write(other, interaction(note="fifth"))
    assert "fifth" in notes(path)[0]


def test_a_damaged_store_is_replaced_all_the_same(path, draft):
    data = bytearray(path.read_bytes())
    data[100:8000] = bytes(7900)
    path.write_bytes(data)
    replace_store(draft.path, path, draft.held.head)
    assert notes(path) == (["first"], 0)


def test_a_damaged_store_is_kept_with_its_log_byte_for_byte(path, tmp_path):
    log = path.with_name("roidesk.db-wal")
    log.write_bytes(b"log")
    keep_as_it_is(path, tmp_path / "kept.db")
    assert (tmp_path / "kept.db").read_bytes() == path.read_bytes()
    assert (tmp_path / "kept.db-wal").read_bytes() == b"log"
    with pytest.raises(FileExistsError):
        keep_as_it_is(path, tmp_path / "kept.db")
