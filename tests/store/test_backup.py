"""A copy holds what the store held at one moment, was looked at, and never takes the place of another file."""

import os
import shutil
import sqlite3
import stat
import threading

import pytest

from roidesk.domain.errors import UserError
from roidesk.store import backup as module
from roidesk.store.backup import standing, verify, write_copy
from roidesk.store.changelog import head
from roidesk.store.check import check
from roidesk.store.opening import open_store
from tests.store.entries import interaction, write

pytestmark = pytest.mark.file_only


def beside(path):
    return sorted(each.name for each in path.parent.iterdir())


def test_a_copy_is_the_store_of_one_moment_and_can_be_opened(team, tmp_path):
    write(team, interaction(note="kept"))
    copied = write_copy(team.path, tmp_path / "copy.db")
    write(team, interaction(note="later"))
    assert copied.held.live["interaction"] == 1
    assert copied.deep
    assert copied.size == copied.path.stat().st_size
    with open_store(copied.path) as opened:
        assert check(opened, deep=True) == []
        assert opened.reader().counts() != team.reader().counts()


def test_it_is_its_owners_alone_and_leaves_nothing_beside(team, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    write_copy(team.path, folder / "copy.db")
    assert [each.name for each in folder.iterdir()] == ["copy.db"]
    assert stat.S_IMODE((folder / "copy.db").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_alone(team, tmp_path):
    there = tmp_path / "copy.db"
    there.write_text("mine")
    with pytest.raises(UserError, match="backup_there"):
        write_copy(team.path, there)
    assert there.read_text() == "mine"


def test_one_that_appears_meanwhile_is_left_alone(team, tmp_path, monkeypatch):
    there = tmp_path / "copy.db"
    verify_as_it_is = module.verify

    def late(*args, **how):
        there.write_text("mine")
        return verify_as_it_is(*args, **how)

    monkeypatch.setattr(module, "verify", late)
    with pytest.raises(UserError, match="backup_there"):
        write_copy(team.path, there)
    assert there.read_text() == "mine"
    assert ".copy.db.tmp" not in beside(there)


def test_a_copy_that_is_not_what_was_copied_is_thrown_away(team, tmp_path, monkeypatch):
    write(team, interaction())
    copied_to = module._copied_to

    def forgetful(source, draft, *, foreign):
        held = copied_to(source, draft, foreign=foreign)
        with sqlite3.connect(draft) as copy:
            copy.execute("delete from interaction")
        copy.close()
        return held

    monkeypatch.setattr(module, "_copied_to", forgetful)
    with pytest.raises(UserError, match="backup_differs"):
        write_copy(team.path, tmp_path / "copies.db", deep=False)
    assert not [name for name in beside(team.path) if "copies" in name]


def test_a_store_that_is_damaged_gives_no_copy(team, tmp_path):
    write(team, interaction(note="true"))
    team.close()
    with sqlite3.connect(team.path) as other:
        other.execute("update interaction set note = 'false'")
    other.close()
    with pytest.raises(UserError, match="store_damaged"):
        write_copy(team.path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_what_is_written_meanwhile_neither_waits_nor_comes_in(team, tmp_path, monkeypatch):
    """Writers go on while pages are copied; the copy is of the moment it began."""
    write(team, interaction())
    holdings = module.holdings

    def while_somebody_writes(connection):
        held = holdings(connection)
        thread = threading.Thread(target=write, args=(team, interaction()))
        thread.start()
        thread.join()  # would never end if the copy kept it from writing
        return held

    monkeypatch.setattr(module, "holdings", while_somebody_writes)
    monkeypatch.setattr(module, "verify", lambda *a, **how: _once(monkeypatch, holdings, a, how))
    copied = write_copy(team.path, tmp_path / "copy.db")
    assert copied.held.live["interaction"] == 1
    assert standing(team.path).head.seq > copied.held.head.seq


def _once(monkeypatch, holdings, args, how):
    monkeypatch.setattr(module, "holdings", holdings)
    return verify(*args, **how)


def test_a_disk_that_is_full_leaves_nothing(team, tmp_path, monkeypatch):
    flush = module.flush

    def full(path):
        flush(path)
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(module, "flush", full)
    with pytest.raises(OSError, match="No space"):
        write_copy(team.path, tmp_path / "copy.db")
    assert not [name for name in beside(team.path) if "copy" in name]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "store_empty"), (b"SQLite format 3\0" + bytes(200), "store_not_ours"), (b"x" * 5000, "store_not_ours")],
)
def test_what_is_no_store_is_said_so_and_left_as_it_was(tmp_path, content, code):
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(UserError, match=code):
        verify(path)
    assert path.read_bytes() == content
    assert beside(path) == ["other.db"]


def test_a_newer_one_is_left_alone(path):
    data = bytearray(path.read_bytes())
    data[60:64] = (99).to_bytes(4)
    path.write_bytes(data)
    with pytest.raises(UserError, match="store_newer"):
        verify(path)
    assert path.read_bytes() == data


def test_every_changed_bit_of_an_entry_is_found(team, tmp_path):
    """In the text of a note, wherever it stands: the row and the log each tell of the other."""
    write(team, interaction(note="a note that stands twice in the file"))
    good = write_copy(team.path, tmp_path / "good.db").path.read_bytes()
    found = 0
    places = [at for at in range(len(good)) if good.startswith(b"a note that stands", at)]
    for at in places:
        for bit in range(8):
            data = bytearray(good)
            data[at + 3] ^= 1 << bit
            bad = tmp_path / "bad.db"
            bad.write_bytes(data)
            with pytest.raises(UserError, match="store_damaged"):
                verify(bad)
            found += 1
    assert found == 8 * len(places) >= 16


def test_looking_at_a_store_with_a_log_beside_it_sees_the_log_and_touches_nothing(team, tmp_path):
    write(team, interaction())
    folder = tmp_path / "taken"
    folder.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{team.path}{end}", folder)
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert before["roidesk.db-wal"]
    found = verify(folder / "roidesk.db")
    with open_store(team.path) as opened:
        assert found.held.head == head(opened.connect())
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
