"""Where a store lies: links of one's own are followed, those of others are not, network drives are known."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Person
from roidesk.store import connection as connections
from roidesk.store import place as places
from roidesk.store.opening import open_store
from roidesk.store.place import file_system, followed, identity, network_drive
from tests.store.entries import ANN, write

pytestmark = pytest.mark.file_only


@pytest.fixture
def link(path):
    """A link to a store in a folder of its own."""
    folder = path.parent / "links"
    folder.mkdir(mode=0o700)
    at = folder / "mine.db"
    at.symlink_to(path)
    return at


def test_a_link_of_ones_own_is_followed_and_everything_lies_beside_the_store(path, link):
    with open_store(link) as store:
        write(store, ANN)
        assert store.path == path
        assert [each.name for each in link.parent.iterdir()] == ["mine.db"]
    assert path.with_name(f"{path.name}-head").exists()


def test_a_link_to_a_link_is_followed_too(path, link):
    again = link.with_name("again.db")
    again.symlink_to("mine.db")
    assert followed(again) == link.parent / path


def test_a_link_to_where_no_store_is_yet_makes_it_there(tmp_path):
    at = tmp_path / "link.db"
    at.symlink_to("target.db")
    with open_store(at) as store:
        write(store, ANN)
    assert (tmp_path / "target.db").is_file()
    assert at.is_symlink()


def refused(path):
    with pytest.raises(UserError) as caught:
        open_store(path)
    return caught.value.code


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_link_in_a_folder_that_others_write_to_is_refused(link, mode):
    link.parent.chmod(mode)
    assert refused(link) == "store_link"


def test_a_link_into_a_folder_that_others_write_to_is_refused(path, link):
    path.parent.chmod(0o777)
    assert refused(link) == "store_link"


def test_a_folder_in_which_each_may_only_touch_their_own_will_do(path, link):
    link.parent.chmod(0o1777)
    with open_store(link) as store:
        assert store.path == path


def test_a_link_made_by_somebody_else_is_refused(link, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    if link.lstat().st_uid == 0:
        monkeypatch.setattr(places, "_is_ours", lambda found: found.st_uid == os.getuid())
    assert refused(link) == "store_link"


def test_links_that_lead_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a.db").symlink_to("b.db")
    (tmp_path / "b.db").symlink_to("a.db")
    assert refused(tmp_path / "a.db") == "store_link"


def test_what_is_no_link_is_never_asked_who_may_write_there(path):
    path.parent.chmod(0o777)
    with open_store(path) as store:
        assert not store.read_only


def test_which_file_it_is(path, tmp_path):
    first = identity(path)
    assert first == identity(str(path))
    path.rename(tmp_path / "elsewhere.db")
    assert identity(path) is None
    path.touch()
    assert identity(path) != first


MOUNTS = """\
24 1 0:22 / /proc rw,nosuid - proc proc rw
29 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 29 0:52 / /mnt/team rw,relatime shared:7 master:3 - nfs4 server:/team rw,vers=4.2
41 29 0:53 /a\\040b /mnt/b rw - fuse.sshfs ann@host: rw
42 29 0:54 / /tmp rw - tmpfs tmpfs rw
43 29 0:55 / /odd rw
"""


@pytest.mark.parametrize(
    ("device", "kind"), [("0:52", "nfs4"), ("0:53", "fuse.sshfs"), ("0:54", "tmpfs"), ("0:55", ""), ("0:99", "")]
)
def test_the_file_system_of_a_device(device, kind):
    assert file_system(MOUNTS, device) == kind


@pytest.mark.parametrize(
    ("kind", "network"),
    [
        ("nfs", True), ("cifs", True), ("smb3", True), ("9p", True), ("fuse.sshfs", True), ("fuse", True),
        ("ext4", False), ("tmpfs", False), ("btrfs", False), ("overlay", False), ("fuse.ntfs-3g", False),
        ("", False),
    ],
)  # fmt: skip
def test_which_file_systems_are_network_drives(path, monkeypatch, kind, network):
    monkeypatch.setattr(os, "major", lambda _device: 0)
    monkeypatch.setattr(places, "file_system", lambda _mounts, _device: kind)
    assert network_drive(path) == (kind if network else "")


def test_a_device_of_this_machine_is_not_looked_up(path, monkeypatch):
    monkeypatch.setattr(os, "major", lambda _device: 8)
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: pytest.fail("read"))
    assert network_drive(path) == ""


def test_a_path_that_is_not_there_is_on_no_network_drive(tmp_path):
    assert network_drive(tmp_path / "none.db") == ""


def test_on_a_network_drive_there_is_no_shared_memory_and_every_write_waits_for_the_disk(path, monkeypatch):
    with open_store(path) as store:
        write(store, ANN)
    wal = sqlite3.connect(path)  # it comes with a log, as from this machine
    wal.execute("pragma journal_mode = wal")
    wal.close()
    for module in (connections, places):
        monkeypatch.setattr(module, "network_drive", lambda _path: "nfs")
    with open_store(path) as store:
        writing, reading = store._connection("writing"), store._connection("reading")
        for connection in (writing, reading):
            assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
            assert connection.execute("pragma synchronous").fetchone() == (3,)
            assert connection.execute("pragma locking_mode").fetchone() == ("normal",)
        write(store, Person(id=ANN.id, name="Anna"))
        assert [each.name for each in store.reader().all(Person)] == ["Anna"]
        assert not path.with_name(f"{path.name}-shm").exists()


@pytest.mark.skipif(sys.version_info < (3, 12), reason="this Python cannot ask for it")
def test_what_is_no_data_cannot_be_written(path):
    with open_store(path) as store:
        defensive = sqlite3.SQLITE_DBCONFIG_DEFENSIVE
        assert all(store._connection(each).getconfig(defensive) for each in ("reading", "writing"))
