"""The quick entry over another program's window, by keys that the X server hears: raised, typed into, gone again."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.session import PATIENCE

CHORD = "ctrl+alt+space"
POPUP = "quick entry"


def until(what, *, seconds=20.0):
    """Wait for something that is not there yet; what it returns."""
    end = time.monotonic() + seconds
    while True:
        found = what()
        if found or time.monotonic() > end:
            return found


def focused(screen):
    """The title of the window that has the keyboard."""
    return screen.run("xdotool", "getwindowfocus", "getwindowname", check=False)


def popup_shown(screen):
    return screen.run("xdotool", "search", "--onlyvisible", "--name", f"{POPUP}$", check=False)


@pytest.fixture
def other(real_screen):
    """Another program's window with the keyboard; it writes down what is typed into it."""
    if not shutil.which("xterm"):
        pytest.skip("needs xterm (apt-get install)")
    command = ["xterm", "-T", "Another program", "-e", "cat"]
    program = subprocess.Popen(command, env=real_screen.with_home())
    window = until(lambda: real_screen.run("xdotool", "search", "--name", "^Another program$", check=False))
    yield window.splitlines()[-1]
    program.kill()
    program.wait(PATIENCE)


@pytest.fixture
def listening(real_screen, app, store, other):
    """The program with its window behind the other's, when its key is heard."""
    until(lambda: real_screen.run("xdotool", "search", "--onlyvisible", "--name", "Today$", check=False))

    def raised():
        real_screen.run("xdotool", "windowactivate", "--sync", other)
        real_screen.run("xdotool", "key", "--clearmodifiers", CHORD)
        return until(lambda: popup_shown(real_screen), seconds=2)

    assert until(raised), "the key was not heard"
    real_screen.run("xdotool", "key", "Escape")
    assert until(lambda: not popup_shown(real_screen))
    assert until(lambda: focused(real_screen) == "Another program"), "focus does not come back"
    return real_screen


def kept(store, query):
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall()


def entries(store):
    return kept(store, "select (end_us - start_us) / 60000000 from interaction where deleted_us is null order by id")


def summon(screen):
    screen.run("xdotool", "key", "--clearmodifiers", CHORD)
    assert until(lambda: focused(screen).endswith(POPUP)), f"the keyboard is with {focused(screen)}"


def test_a_line_typed_over_another_program(listening, store, other):
    before = len(entries(store))
    summon(listening)
    listening.run("xdotool", "type", "--delay", "12", "tweet reply @acme 7m")
    listening.run("xdotool", "key", "Return")
    assert until(lambda: len(entries(store)) == before + 1)
    assert entries(store)[-1] == (7,)
    assert until(lambda: not popup_shown(listening))
    assert until(lambda: focused(listening) == "Another program"), "focus does not come back"


def test_digits_over_another_program(listening, store, other):
    summon(listening)
    listening.run("xdotool", "type", "--delay", "12", "114")
    listening.run("xdotool", "key", "Return")
    assert until(lambda: (14,) in entries(store))
    assert until(lambda: focused(listening) == "Another program")
    assert not kept(store, "select 1 from timer where deleted_us is null")
    summon(listening)
    listening.run("xdotool", "key", "4")
    assert until(lambda: kept(store, "select 1 from timer where deleted_us is null"))
    listening.run("xdotool", "key", "Escape")
    assert until(lambda: focused(listening) == "Another program")


def test_turning_to_another_window_puts_it_away_and_keeps_what_was_typed(listening, other):
    summon(listening)
    listening.run("xdotool", "type", "--delay", "12", "tweet half")
    listening.run("xdotool", "windowactivate", "--sync", other)
    assert until(lambda: not popup_shown(listening))
    summon(listening)
    desk_line = listening.run("xdotool", "getwindowfocus", "getwindowname")
    assert desk_line.endswith(POPUP)
    listening.run("xdotool", "key", "Escape")
    assert popup_shown(listening), "the first Esc clears what was typed"
    listening.run("xdotool", "key", "--delay", "100", "Escape", "Escape")  # or closed a list first
    assert until(lambda: not popup_shown(listening))


def test_a_command_raises_it_in_the_window_that_runs(listening, store):
    before = len(entries(store))
    listening.run(sys.executable, "-m", "roidesk", "--store", str(store), "quick")
    assert until(lambda: focused(listening).endswith(POPUP))
    listening.run("xdotool", "type", "--delay", "12", "27")
    listening.run("xdotool", "key", "Return")
    assert until(lambda: len(entries(store)) == before + 1)


def test_a_command_starts_the_window_where_none_runs(real_screen, start, store):
    before = len(entries(store))
    start("--store", store, "quick")
    assert until(lambda: focused(real_screen).endswith(POPUP), seconds=30)
    real_screen.run("xdotool", "type", "--delay", "12", "29")
    real_screen.run("xdotool", "key", "Return")
    assert until(lambda: len(entries(store)) == before + 1)


def test_a_question_over_another_program_leaves_it_the_keyboard(listening, app, store):
    main = listening.run("xdotool", "search", "--onlyvisible", "--name", "Today$").splitlines()[-1]
    listening.run("xdotool", "windowminimize", main)
    assert until(lambda: focused(listening) == "Another program")
    for key in ("4", "Return"):
        summon(listening)
        listening.run("xdotool", "key", key, "Escape")
        assert until(lambda: focused(listening) == "Another program")
    assert until(lambda: not kept(store, "select 1 from timer where deleted_us is null"))
    for _ in range(20):  # the question comes a moment after the stop
        assert focused(listening) == "Another program"
    listening.run("xdotool", "windowactivate", "--sync", main)
    assert until(lambda: focused(listening).endswith("Today"))
    assert app.poll() is None
