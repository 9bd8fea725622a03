"""SQLite's locks outlive whatever else this process does with the store's file, or others would take its log away.

POSIX drops all locks of a process on a file as soon as it closes any descriptor of that file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from roidesk.store.backup import fewer_on_purpose, standing, write_copy
from roidesk.store.opening import open_store, schema_of
from tests.store.entries import ANN, BOB, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's list of locks")
ANOTHER = """
import sys
from pathlib import Path
from roidesk.store.opening import open_store
from roidesk.domain.model import Person
with open_store(Path(sys.argv[1])) as store:
    print(len(store.reader().all(Person)))
"""


def locks(path):
    """How many locks this process holds on a file."""
    which = f":{path.stat().st_ino}"
    lines = (line.split() for line in Path("/proc/locks").read_text().splitlines())
    return sum(int(line[4]) == os.getpid() and line[5].endswith(which) for line in lines)


@pytest.mark.parametrize(
    "does",
    [
        schema_of,
        standing,
        lambda path: fewer_on_purpose(path, since=0, since_us=0),
        lambda path: write_copy(path, path.with_name("copy.db")),
        lambda path: open_store(path).close(),
    ],
    ids=["schema_of", "standing", "fewer_on_purpose", "write_copy", "open_store"],
)
def test_looking_at_an_open_store_leaves_its_locks(path, does):
    with open_store(path) as store:
        write(store, ANN)
        before = locks(path)
        assert before
        does(path)
        assert locks(path) >= before
        subprocess.run([sys.executable, "-c", ANOTHER, path], check=True, capture_output=True)
        assert path.with_name(f"{path.name}-wal").exists()
        write(store, BOB)


def test_closing_another_descriptor_would_drop_them(path):
    """The control."""
    with open_store(path) as store:
        write(store, ANN)
        assert locks(path)
        path.read_bytes()
        assert not locks(path)
