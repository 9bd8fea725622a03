"""Every test has a home of its own, and fails when it leaves something running.

Warnings, Qt's messages and sockets fail a test too: see ``[tool.pytest.ini_options]``.
"""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import settings

# Before the first import of Qt, which reads both once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

# How long an example takes is no matter of a test. Where a change is judged (CI), every run tries the same examples, so
# that a red run is the change's; at a desk each run tries others and may find what nobody thought of. A mutant is tried
# on few of them, as there are two thousand mutants.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("mutants", deadline=None, derandomize=True, max_examples=20)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

_PATIENCE = 1.0  # seconds that a thread already told to end may take
_AGAIN = 50  # tests


@pytest.fixture(scope="session")
def sockets_folder():
    """A folder with a short name: the path of a local socket may have 107 bytes, and tmp_path is longer."""
    folder = Path(tempfile.mkdtemp(prefix="rd"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server, for who runs on both databases. What keeps it from starting fails those tests."""
    from tests.postgres import running

    with running() as started:
        yield started


_numbers = itertools.count()
_looks = itertools.count()


@pytest.fixture(autouse=True)
def home(tmp_path_factory, sockets_folder, monkeypatch):
    """The person's home folder for this test: empty, and never the real one."""
    number = next(_numbers)
    folder = tmp_path_factory.getbasetemp() / "homes" / str(number)
    folder.mkdir(parents=True)
    runtime = sockets_folder / str(number)
    runtime.mkdir(mode=0o700)
    places = {
        "HOME": folder,
        "USERPROFILE": folder,
        "APPDATA": folder / "AppData" / "Roaming",
        "LOCALAPPDATA": folder / "AppData" / "Local",
        "XDG_CACHE_HOME": folder / ".cache",
        "XDG_CONFIG_HOME": folder / ".config",
        "XDG_DATA_HOME": folder / ".local" / "share",
        "XDG_STATE_HOME": folder / ".local" / "state",
        "XDG_RUNTIME_DIR": runtime,
    }
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))
    monkeypatch.delenv("ROIDESK_STORE", raising=False)
    return folder


@pytest.fixture(autouse=True)
def quiet(request):
    """Fails the test that leaves a thread, a QThread, a pooled task or a running QTimer behind."""
    if next(_looks) % _AGAIN == 0:
        _set_aside()
    before = set(threading.enumerate())
    yield
    left: list[object] = [thread for thread in _ours() if thread not in before and not _ended(thread)]
    if "qapp" in request.fixturenames and "PySide6.QtCore" in sys.modules:
        left += _running_in_qt()
    if left:
        pytest.fail(f"left running: {left}")


def _set_aside() -> None:
    """Leave what stands already (modules, classes) out of what is looked through after each test, mostly that."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _ours() -> list[threading.Thread]:
    """Python's own threads; those of Qt that ran Python code are looked for on Qt's side."""
    return [thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)]


def _ended(thread: threading.Thread) -> bool:
    thread.join(_PATIENCE)
    return not thread.is_alive()


def _running_in_qt() -> list[object]:
    """What Qt still runs, stopped, so that the next test starts clean."""
    from PySide6.QtCore import QThread, QThreadPool, QTimer

    left: list[object] = []
    pool = QThreadPool.globalInstance()
    if not pool.waitForDone(int(_PATIENCE * 1000)):
        left.append(pool)
    gc.collect()
    for thing in gc.get_objects():
        if not isinstance(thing, QThread | QTimer):
            continue
        try:
            if isinstance(thing, QTimer) and thing.isActive():
                thing.stop()
            elif isinstance(thing, QThread) and thing is not QThread.currentThread() and thing.isRunning():
                thing.quit()
                thing.wait(int(_PATIENCE * 1000))
            else:
                continue
        except RuntimeError:  # deleted on Qt's side
            continue
        left.append(thing)
    return left
