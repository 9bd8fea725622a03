import errno
import os
import time

import pytest

from roidesk.platform.files import atomic_write


def test_it_writes_bytes_text_and_what_a_function_writes(tmp_path):
    for content, expected in (
        (b"a\x00b", b"a\x00b"),
        ("æ", "æ".encode()),
        (lambda stream: stream.write(b"x" * 9), b"x" * 9),
    ):
        atomic_write(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == expected
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_only_its_owner_may_read_it(tmp_path):
    atomic_write(tmp_path / "file", b"secret")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fills_up(stream):
        stream.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        atomic_write(path, fills_up)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_the_new_content_is_on_disk_before_it_takes_the_name(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    seen = []
    monkeypatch.setattr("roidesk.platform.files.os.fsync", lambda _: seen.append(path.read_bytes()))
    atomic_write(path, b"new")
    assert seen == [b"old", b"new"]  # the file itself, then the folder that names it


def test_what_a_killed_write_left_is_removed_by_the_next_one_an_hour_later(tmp_path):
    path = tmp_path / "out.zip"
    old, new, folder = (tmp_path / name for name in (".out.zip.ab.tmp", ".out.zip.cd.tmp", ".out.zip.ef.tmp"))
    old.touch()
    new.touch()
    folder.mkdir()
    (folder / "inside").touch()
    for each in (old, folder):
        os.utime(each, (time.time() - 7200,) * 2)
    atomic_write(path, b"new")
    assert sorted(tmp_path.iterdir()) == sorted((path, new))
