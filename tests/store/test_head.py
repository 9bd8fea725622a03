"""The head of the log beside the store: it knows what the file has lost, and stops nothing."""

import os
import shutil
import stat

import pytest

from roidesk.domain.errors import UserError
from roidesk.store.changelog import Head
from roidesk.store.check import check
from roidesk.store.head import HeadFile, head_path
from roidesk.store.opening import open_store
from tests.store.entries import ANN, BOB, NAMES, interaction, new, write

pytestmark = pytest.mark.file_only


def lines(store, count):
    for _ in range(count):
        write(store, interaction())


@pytest.fixture
def older(path, tmp_path):
    """A store put back to what it was three changes ago; the record beside it stayed."""
    with open_store(path) as store:
        write(store, *NAMES)
        lines(store, 4)
    copy = shutil.copy(path, tmp_path / "older.db")
    with open_store(path) as store:
        lines(store, 3)
    shutil.copy(copy, path)
    return path


def test_the_record_says_how_far_the_log_has_come(team):
    lines(team, 3)
    end = team.reader().head()
    assert HeadFile(team.path)._heads[0] == end
    assert stat.S_IMODE(head_path(team.path).stat().st_mode) == 0o600


def test_a_store_that_lost_nothing_misses_nothing(path):
    for _ in range(3):
        with open_store(path) as store:
            assert store.missing == 0
            write(store, interaction(), *NAMES)
            assert check(store, deep=True) == []


def test_an_older_file_in_its_place_is_noticed(older):
    with open_store(older) as store:
        assert store.missing == 3
        (found,) = check(store)
        assert (found.code, found.said) == ("changes_missing", "3")


def test_a_log_that_is_cut_anywhere_is_noticed_down_to_the_change(path, tmp_path):
    with open_store(path) as store:
        write(store, *NAMES)
        ends = [store.reader().head().seq]
        for _ in range(4):
            lines(store, 1)
            ends.append(store.reader().head().seq)
        files = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    log = files[f"{path.name}-wal"]
    seen = set()
    for cut in range(0, len(log) + 1, 997):
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        for name in (path.name, f"{path.name}-head"):
            (folder / name).write_bytes(files[name])
        (folder / f"{path.name}-wal").write_bytes(log[:cut])
        with open_store(folder / path.name) as store:
            kept = store.reader().head().seq
            assert store.missing == ends[-1] - kept
            seen.add(kept)
    assert seen >= set(ends[1:-1])


def test_it_is_told_until_somebody_goes_on_however_much_is_written_meanwhile(older):
    for _ in range(3):
        with open_store(older) as store:
            assert store.missing == 3
            lines(store, 2)
    with open_store(older) as store:
        write(store, ANN, BOB, interaction(), label="behind")
        assert store.missing == 0
        assert check(store, deep=True) == []
    with open_store(older) as store:
        assert store.missing == 0
        lines(store, 1)
        assert HeadFile(older)._heads[0] == store.reader().head()


def test_a_new_store_where_an_old_one_was_misses_all_of_it(older):
    end = HeadFile(older)._heads[0]
    older.unlink()
    with open_store(older) as store:
        assert store.missing == end.seq


def test_a_store_written_on_by_who_knows_no_record_misses_something(older):
    head = head_path(older)
    kept = head.read_bytes()
    head.unlink()
    with open_store(older) as store:
        lines(store, 10)
    head.write_bytes(kept)
    with open_store(older) as store:
        assert store.missing == 1


def test_a_record_that_lags_behind_is_as_it_should_be(path):
    with open_store(path) as store:
        write(store, *NAMES)
        early = head_path(path).read_bytes()
        lines(store, 5)
    head_path(path).write_bytes(early)
    with open_store(path) as store:
        assert store.missing == 0


@pytest.mark.parametrize("content", [b"", b"\0" * 1536, b"garbage" * 300, b"RDh1" + b"\xff" * 2000])
def test_a_record_that_cannot_be_read_stops_nothing(path, content):
    head_path(path).write_bytes(content)
    with open_store(path) as store:
        assert store.missing == 0
        write(store, *NAMES)
        assert HeadFile(path)._heads[0] == store.reader().head()


def test_any_flipped_bit_of_the_record_makes_it_older_or_none_never_another(team):
    lines(team, 2)
    good = HeadFile(team.path)._heads
    data = bytearray(head_path(team.path).read_bytes())
    for at in range(len(data)):
        data[at] ^= 1
        head_path(team.path).write_bytes(data)
        assert set(HeadFile(team.path)._heads) <= set(good)
        data[at] ^= 1


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: path.symlink_to("elsewhere")])
def test_what_lies_in_its_place_stops_nothing_and_is_left_alone(path, make):
    make(head_path(path))
    with open_store(path) as store:
        write(store, *NAMES)
        assert store.missing == 0
    assert not (path.parent / "elsewhere").exists()


def test_an_action_that_failed_is_not_on_record(team):
    before = HeadFile(team.path)._heads
    with pytest.raises(UserError, match="reference_missing"):
        write(team, interaction(person_id=new()))
    assert HeadFile(team.path)._heads == before


def test_beginning_anew_leaves_nothing_of_before(tmp_path):
    record = HeadFile(tmp_path / "store.db")
    for seq in (7, 8, 9):
        record.note(Head(seq, bytes([seq]) * 32))
    record.note(Head(2, b"2" * 32), anew=True)
    record.close()
    assert HeadFile(tmp_path / "store.db")._heads == [Head(2, b"2" * 32)] * 2
