"""A day in the window, by keys: what it ever stood still for, and what it holds hour by hour.

    scripted_day.py STORE UNTIL MINUTES [PLANTED_MS] [--at-once]

The clock begins at half past eight of the day after UNTIL and goes on a minute for each minute of the script; keys are
pressed one at a time, and the loop turns between them as it does under a person's hands. Printed: the longest time
without a beat by what was being done (ms), events, and the memory after each hour (MiB). PLANTED_MS: the control, which
blocks the thread that paints once, for so long. Before the first key somebody looks at the window for ten seconds;
--at-once: nobody does, and the first key goes to Return.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from roidesk.bootstrap import open_desk
from roidesk.desktop.application import application
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.session import Session
from roidesk.domain.instants import HOUR, MINUTE, Boot, midnight
from roidesk.platform.single_instance import Reply
from tests.bench.history import ZONE
from tests.bench.memory import resident
from tests.heart import Heart, turns

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
PAGES = {"Return": KEYS.Key_2, "Week": KEYS.Key_3, "Ledger": KEYS.Key_5, "Today": KEYS.Key_1}
QUIET = 3
"""Turns without work under way after which the window has come to rest."""
LONGEST_TURNS = 3_000
LOOKING_TURNS = 1_000
LINES = (
    "email @contact{n} #launch 4m", "tweet reply @contact{n} #ipad 3m", "call @contact{n} #delivery 9m !4",
    "linkedin @contact{n} 2m 'about the new one'", "email @contact{n} 5m =240 purchase", "chat @contact{n} 1m40",
)  # fmt: skip
GARBAGE = "zzz 25:00-26:00 @@ ### =-3 !9"


class DayClock:
    """A clock that goes on when the script does."""

    def __init__(self, start: int) -> None:
        self.us = start

    def now(self) -> int:
        return self.us

    def zone(self) -> str:
        return ZONE

    def boot(self) -> Boot:
        return Boot("day", self.us, self.us)


class ScriptedDay:
    """Presses the keys of a day and writes down what each thing stood still for."""

    def __init__(self, session: Session, clock: DayClock, planted_ms: int) -> None:
        self.session, self.clock, self.planted_ms = session, clock, planted_ms
        self.window = session.window
        self.heart = Heart()
        self.stood: dict[str, float] = {}
        self.events = 0
        self.held: list[float] = []

    def live(self, minutes: int) -> None:
        """Do so many minutes."""
        start = self.clock.us
        for minute in range(minutes):
            self.clock.us = start + minute * MINUTE
            self.timed("the clock goes on", self.session.others.look)
            for every, offset, name, act in self.acts():
                if minute % every == offset:
                    self.timed(name, partial(act, minute))
            if (minute + 1) % (HOUR // MINUTE) == 0:
                gc.collect()
                self.held.append(resident())

    def acts(self) -> tuple[tuple[int, int, str, Callable[[int], None]], ...]:
        """What is done every so many minutes, from which minute on."""
        return (
            (1, 0, "log a line", self.log),
            (4, 1, "start a timer", self.start),
            (4, 3, "stop it", lambda _minute: self.press(KEYS.Key_T, CTRL)),
            (5, 2, "edit a cell", self.edit),
            (6, 3, "garbage, then Escape", self.garbage),
            (7, 5, "undo and redo", self.undo),
            *((10, 4, f"to {page}", partial(self.go, key)) for page, key in PAGES.items()),
            (10, 9, "delete, and undo", self.delete),
            (15, 8, "the sheet of keys", self.sheet),
            (15, 11, "find anything", self.find),
            (20, 13, "small and large", self.resize),
            (30, 17, "a block that was planted", self.block),
        )

    def timed(self, name: str, act: Callable[[], object]) -> None:
        """Do one thing, wait until the window rests, and keep the longest time without a beat."""
        self.heart.begin()
        act()
        self.rest()
        self.stood[name] = max(self.stood.get(name, 0), self.heart.longest * 1000)

    # ------------------------------------------------------------ what is done

    def log(self, minute: int) -> None:
        self.line(LINES[minute % len(LINES)].format(n=minute % 40))
        self.press(KEYS.Key_Return)

    def start(self, minute: int) -> None:
        self.line(f"call @contact{minute % 40}")
        self.press(KEYS.Key_Return, SHIFT)

    def edit(self, _minute: int) -> None:
        self.in_table()
        self.press(KEYS.Key_Right)
        self.press(KEYS.Key_F2)
        self.press(KEYS.Key_Escape)

    def garbage(self, _minute: int) -> None:
        self.line(GARBAGE)
        self.press(KEYS.Key_Return)
        self.rest()
        self.press(KEYS.Key_Escape)
        self.press(KEYS.Key_Escape)

    def undo(self, _minute: int) -> None:
        self.in_table()
        self.press(KEYS.Key_Z, CTRL)
        self.rest()
        self.press(KEYS.Key_Z, CTRL | SHIFT)

    def go(self, key: Qt.Key, _minute: int) -> None:
        self.press(key, CTRL)

    def delete(self, _minute: int) -> None:
        self.in_table()
        self.press(KEYS.Key_Delete)
        self.rest()
        self.press(KEYS.Key_Z, CTRL)

    def sheet(self, _minute: int) -> None:
        self.press(KEYS.Key_F1)
        self.rest()
        self.press(KEYS.Key_Escape)

    def find(self, _minute: int) -> None:
        self.press(KEYS.Key_K, CTRL)
        self.rest()
        if QApplication.activeWindow() is not self.window:  # the palette lies over it
            self.type("cont")
            self.rest()
            self.press(KEYS.Key_Escape)

    def resize(self, _minute: int) -> None:
        before = self.window.size()
        self.window.resize(1024, 700)
        self.rest()
        self.window.resize(before)

    def block(self, _minute: int) -> None:
        time.sleep(self.planted_ms / 1000)

    # ------------------------------------------------------------ the hands

    def in_table(self) -> None:
        self.press(KEYS.Key_1, CTRL)
        page = self.window.page("today")
        assert page is not None
        page.first.setFocus()
        turns(1)

    def line(self, text: str) -> None:
        self.press(KEYS.Key_N, CTRL)
        self.type(text)

    def type(self, text: str) -> None:
        for sign in text:
            QTest.keyClicks(self.focus(), sign)
            self.events += 1
            turns(1)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.focus(), key, modifier)
        self.events += 1
        turns(1)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def rest(self) -> None:
        """Wait until nothing has been under way for a few turns."""
        quiet = 0
        for _ in range(LONGEST_TURNS):
            turns(1)
            quiet = 0 if self.session.tasks.busy else quiet + 1
            if quiet >= QUIET:
                return
        raise TimeoutError("the window never came to rest")


def main() -> None:
    store, until, minutes = Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), int(sys.argv[3])
    planted_ms = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    clock = DayClock(midnight(until + timedelta(days=1), ZONE) + 8 * HOUR + 30 * MINUTE)
    app = application()
    opening = Opening(store, partial(open_desk, store, clock), clock.now, lambda *_: Carried(Reply(2)))
    session = Session(opening)
    session.show()
    session.window.activateWindow()
    while session.window.page("today") is None:
        turns(1)
    gc.collect()
    gc.freeze()  # as the program does once it stands
    day = ScriptedDay(session, clock, planted_ms)
    day.rest()
    if "--at-once" in sys.argv:
        day.timed("to Return", partial(day.go, KEYS.Key_2, 0))
    else:
        turns(LOOKING_TURNS)
    day.live(minutes)
    figures = {"stood": day.stood, "events": day.events, "held": day.held}
    session.end()
    print(json.dumps(figures))
    del app


main()
