"""The window: its first paint, its charts, and what a logged line does to them; without a screen, and on X11."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from tests.bench.history import copy_of_store, store_of
from tests.bench.measure import Comparison, Sample, in_turns, report_of
from tests.session import x_server

MILLION = 1_000_000
Screen = tuple[str, dict[str, str]]


@contextmanager
def screens() -> Iterator[list[Screen]]:
    """Give the platforms there are, each with the environment that chooses it: offscreen, and X11 where Xvfb is."""
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
        own = dict.fromkeys(folders, home)
        found = [("offscreen", own | {"QT_QPA_PLATFORM": "offscreen"})]
        if shutil.which("Xvfb"):
            display = stack.enter_context(x_server("1600x1000"))
            found.append(("xcb", own | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}))
        yield found


def first_paint(until: date) -> list[Comparison]:
    """From the start of the process to the first paint, and until one can type, beside an empty QMainWindow."""
    store = str(store_of(1_000, until))
    found = []
    with screens() as present:
        for name, environment in present:
            typing: list[float] = []

            def ours(env: dict[str, str] = environment, typing: list[float] = typing) -> float:
                given = report_of("roidesk_window.py", "typing", store, environment=env)
                typing.append(given["typing"])
                return float(given["painted"])

            painted, floor = in_turns(
                ours, lambda env=environment: report_of("empty_window.py", environment=env)["painted"], rounds=9
            )
            found += [
                Comparison(f"first paint, {name}", "empty QMainWindow", painted, floor, 1.5),
                Comparison(f"ready for typing, {name}", "empty QMainWindow", Sample(tuple(typing)), floor),
            ]
    return found


def charts_up(until: date) -> list[Comparison]:
    """From the start of the process to four live charts of a store of a million, beside four drawn by QPainter."""
    found = []
    with tempfile.TemporaryDirectory() as folder, screens() as present:
        store = str(copy_of_store(MILLION, until, Path(folder)))
        for name, environment in present:
            ours, floor = in_turns(
                lambda env=environment: report_of("roidesk_window.py", "charts", store, environment=env)["charts"],
                lambda env=environment: report_of("painted_charts.py", store, str(until), environment=env)["charts"],
                rounds=5,
            )
            what = f"charts up, {MILLION:,} entries, {name}"
            found.append(Comparison(what, "QPainter and sqlite3", ours, floor, 5))
    return found


def repainted(until: date) -> list[Comparison]:
    """From a logged line to repainted charts on a store of a million, beside QPainter and sqlite3 doing the same."""
    found = []
    with tempfile.TemporaryDirectory() as name, screens() as present:
        folder = Path(name)
        ours, theirs = (copy_of_store(MILLION, until, _made(folder / each)) for each in ("ours", "floor"))
        for platform, environment in present:
            given = report_of("repainting.py", ours, theirs, str(until), "40", environment=environment)
            what = f"log to charts repainted, {MILLION:,} entries, {platform}"
            samples = (Sample(tuple(given[each])) for each in ("ours", "floor"))
            found.append(Comparison(what, "QPainter and sqlite3", *samples, 3))
    return found


def memory(until: date) -> Comparison:
    """What the window holds with its charts up on a store of a million, beside an empty QMainWindow."""
    with tempfile.TemporaryDirectory() as folder, screens() as present:
        store = str(copy_of_store(MILLION, until, Path(folder)))
        environment = present[0][1]
        ours, floor = in_turns(
            lambda: report_of("roidesk_window.py", "charts", store, environment=environment)["resident"],
            lambda: report_of("empty_window.py", environment=environment)["resident"],
            rounds=3,
        )
    return Comparison(f"memory, charts up, {MILLION:,} entries", "empty QMainWindow", ours, floor, 3.4, unit="MiB")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
