from __future__ import annotations

import shutil

import pytest

from roidesk.store.opening import open_store
from tests.store.entries import NAMES, write


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    """A store as it is made: copied, since making one loads SQLAlchemy and waits for the disk."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    open_store(path).close()
    return path


@pytest.fixture
def path(empty_store, tmp_path):
    """A store of the test's own."""
    return shutil.copy(empty_store, tmp_path / "roidesk.db")


@pytest.fixture
def store(path):
    """An open, empty store."""
    with open_store(path, lock_seconds=0.05) as opened:
        yield opened


@pytest.fixture
def team(store):
    """An open store that knows `entries.NAMES`."""
    write(store, *NAMES, label="names")
    return store
