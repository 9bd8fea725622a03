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


ENGINES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc):
    """Every test of a store runs on both databases, but for those marked to be about its file."""
    if "engine" in metafunc.fixturenames:
        engines = ENGINES[:1] if metafunc.definition.get_closest_marker("file_only") else ENGINES
        metafunc.parametrize("engine", engines, indirect=True, scope="function")


@pytest.fixture
def engine(request):
    """The name of the database that the test runs on."""
    return request.param


@pytest.fixture
def place(engine, request):
    """Where a store of the test's own is: a path, or a URL."""
    if engine == "sqlite":
        yield request.getfixturevalue("path")
    else:
        server = request.getfixturevalue("server")
        database = server.database()
        yield server.url(database)
        server.drop(database)


@pytest.fixture
def store(place):
    """An open, empty store."""
    with open_store(place, lock_seconds=0.05) as opened:
        yield opened


@pytest.fixture
def team(store):
    """An open store that knows `entries.NAMES`."""
    write(store, *NAMES, label="names")
    return store
