"""A timer at a machine that sleeps, is started anew, travels, and whose clock is set while it runs.

The real command line and the real window run under `clock_shim.c`, which says what time it is; a name for this start of
the machine is mounted over the kernel's. What has to come out is worked out beside them from what was done alone: the
time at a machine that was awake counts, the rest is told as left out, and the start is the start.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.faults.acts import PATIENCE, environment
from tests.faults.result import Control, Run, Tried, gathered, spread

HERE = Path(__file__).parent
BOOT_ID = "/proc/sys/kernel/random/boot_id"
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
BERLIN = "Europe/Berlin"
UNTOLD = 5 * SECOND
"""So much of sleep, or of a clock that was set, is not told from passing time."""


class Step(NamedTuple):
    """What happens to the machine.

    "awake", "asleep" and "off" (and started anew) for so long, "set": its clock by so much, "travel" to a `zone`,
    "killed": the window.
    """

    what: str
    us: int = 0
    zone: str = ""


class Story(NamedTuple):
    """What happens to a machine while a timer runs from `begins` (local time).

    `doubts`: what is said of each interaction it becomes, or of all. `ends`: the local time at the stop. `window`: the
    window is open and looks at each step.
    """

    name: str
    steps: tuple[Step, ...]
    begins: str = "2026-11-19T14:31:00"
    zone: str = BERLIN
    doubts: tuple[str, ...] = ("",)
    ends: str = ""
    window: bool = False


def _an_hour(name: str, zone: str, begins: str, ends: str) -> Story:
    return Story(name, (Step("awake", HOUR),), begins, zone, ends=ends)


STORIES = (
    Story("nobody looks for 9 h", (Step("awake", 9 * HOUR),)),
    Story(
        "clock back 2 h",
        (Step("awake", 10 * MINUTE), Step("set", -2 * HOUR), Step("awake", 20 * MINUTE)),
        doubts=("clock",),
    ),
    Story("clock forward 3 h", (Step("awake", 10 * MINUTE), Step("set", 3 * HOUR)), doubts=("clock",)),
    Story("asleep 9 h", (Step("awake", 20 * MINUTE), Step("asleep", 9 * HOUR))),
    Story("asleep 9 h, clock back a day", (Step("asleep", 9 * HOUR), Step("set", -24 * HOUR)), doubts=("clock",)),
    Story("started anew, nobody looked before", (Step("awake", HOUR), Step("off", HOUR)), doubts=("restart",)),
    Story(
        "to New York and on to Tokyo",
        (Step("awake", MINUTE), Step("travel", zone="America/New_York"), Step("awake", MINUTE),
         Step("travel", zone="Asia/Tokyo")),
    ),
    _an_hour("summer time begins in Berlin", BERLIN, "2026-03-29T01:30:00", "2026-03-29T03:30"),
    _an_hour("summer time ends in Berlin", BERLIN, "2026-10-25T02:30:00", "2026-10-25T02:30"),
    _an_hour("summer time begins in New York", "America/New_York", "2026-03-08T01:30:00", "2026-03-08T03:30"),
    _an_hour("half an hour on Lord Howe", "Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-05T02:15"),
    _an_hour("over a leap day's midnight", BERLIN, "2028-02-28T23:30:00", "2028-02-29T00:30"),
    _an_hour("over New Year", BERLIN, "2026-12-31T23:30:00", "2027-01-01T00:30"),
    Story(
        "window: asleep 9 h, then worked on",
        (Step("awake", 20 * MINUTE), Step("asleep", 9 * HOUR), Step("awake", 5 * MINUTE)),
        window=True,
    ),
    Story(
        "window: clock back 2 h, forward 3 h",
        (Step("awake", 10 * MINUTE), Step("set", -2 * HOUR), Step("awake", MINUTE), Step("set", 3 * HOUR)),
        doubts=("clock",),
        window=True,
    ),
    Story("window: killed, machine awake", (Step("awake", HOUR), Step("killed"), Step("awake", HOUR)), window=True),
    Story(
        "window: killed, machine off for 8 h",
        (Step("awake", 14 * MINUTE), Step("off", 8 * HOUR), Step("awake", 5 * MINUTE)),
        doubts=("restart", ""),
        window=True,
    ),
    Story(
        "window: summer time ends while asleep",
        (Step("awake", 10 * MINUTE), Step("asleep", 6 * HOUR), Step("awake", MINUTE)),
        "2026-10-24T23:00:00",
        window=True,
    ),
)  # fmt: skip


def run(wished: Run) -> list[Tried]:
    """Live through the stories, and through 20 drawn at random (300 in a long run)."""
    name = "a timer: sleep, restart, travel, clock set"
    if why := missing():
        return [Tried(name, 0, not_run=why)]
    shim = built(wished.room("shim"))
    drawn = [_drawn(wished.random("clock", number), number) for number in range(wished.count(20, 300))]
    every = [*STORIES, *drawn]
    lost = gathered(spread(partial(lived, wished, shim, "-m roidesk"), list(enumerate(every))))
    control = None
    if wished.controls:
        hard = [(n, each) for n, each in enumerate(STORIES) if not each.window and _moved(each)]
        bare = f"{HERE / 'programs' / 'wall_clock_only.py'}"
        harm = spread(partial(lived, wished, shim, bare), [(1000 + n, each) for n, each in hard])
        control = Control("only the wall clock believed", len(hard), sum(map(bool, harm)))
    told = f"{sum(each.window for each in every)} of them in the window"
    return [Tried(name, len(every), lost, told, control)]


def missing() -> str:
    """Return why no clock can be moved here, "" where it can."""
    if sys.platform != "linux":
        return "the shim is for Linux"
    if not shutil.which("gcc"):
        return "gcc is missing (apt-get install gcc libc6-dev)"
    try:
        subprocess.run(["unshare", "-m", "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return "no right to mount a name for the start of the machine: run it as root"
    return ""


def built(folder: Path) -> Path:
    """Return the shim, made by gcc."""
    shim = folder / "shim.so"
    source = HERE / "clock_shim.c"
    subprocess.run(["gcc", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", shim, source], check=True)
    return shim


@dataclass(slots=True)
class Machine:
    """A machine whose clocks stand where they were put; what it has gone through is `steps`."""

    folder: Path
    shim: Path
    program: str
    zone: str
    wall: int = 0
    uptime: int = 0
    awake: int = 0
    starts: int = 1

    def put(self) -> None:
        """Put the clocks where they stand now."""
        file = self.folder / "clocks.new"
        file.write_text(f"{self.wall} {self.uptime} {self.awake}\n")
        file.replace(self.folder / "clocks")
        (self.folder / "start").write_text(f"start-{self.starts}\n")

    def live(self, step: Step) -> None:
        """Go through something."""
        self.wall += step.us
        if step.what in {"awake", "asleep"}:
            self.uptime += step.us
            self.awake += step.us if step.what == "awake" else 0
        elif step.what == "off":
            self.starts += 1
            self.uptime = self.awake = 0
        elif step.what == "travel":
            self.zone = step.zone
        self.put()

    def started(self, program: str, *words: str) -> subprocess.Popen[str]:
        """Start a program at this machine."""
        mounted = f'mount --bind "$0" {BOOT_ID} && exec "$@"'
        shimmed = ["env", f"CLK_FILE={self.folder / 'clocks'}", f"LD_PRELOAD={self.shim}"]
        command = [sys.executable, *program.split(" "), *words]
        return subprocess.Popen(
            ["unshare", "-m", "sh", "-c", mounted, self.folder / "start", *shimmed, *command],
            cwd=self.folder, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**environment(self.folder), "TZ": self.zone, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip

    def said(self, *words: str) -> Any:
        """Carry out a command of roidesk and return the document it answers with."""
        with self.started(self.program, "--store", str(self.folder / "t.db"), "--json", *words) as process:
            out, err = process.communicate(timeout=PATIENCE)
        if process.returncode:
            raise RuntimeError(f"{' '.join(words)}: {err}")
        return json.loads(out)


class Window:
    """The window at a machine, where a story has one."""

    def __init__(self, machine: Machine, *, wanted: bool) -> None:
        self._machine = machine
        self._wanted = wanted
        self._process: subprocess.Popen[str] | None = None
        self.notes: list[str] = []

    def open(self) -> None:
        """Open it."""
        if self._wanted:
            program = str(HERE / "programs" / "timed_window.py")
            self._process = self._machine.started(program, str(self._machine.folder / "t.db"))
            self._hear()

    def look(self) -> None:
        """Come back to it."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write("look\n")
            self._process.stdin.flush()
            self._hear()

    def kill(self) -> None:
        """End it with -9."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _hear(self) -> None:
        if self._process is None or self._process.stdout is None:
            return
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the window is gone: {self._process.communicate()[1]}")
        note = json.loads(line)["note"]
        if note and note not in self.notes:
            self.notes.append(note)


def lived(wished: Run, shim: Path, program: str, numbered: tuple[int, Story]) -> list[str]:
    """Live through a story at a machine of its own, and return what is not as it has to be."""
    number, story = numbered
    folder = wished.room(f"clock-{number}")
    began = time.monotonic()
    try:
        machine = Machine(folder, shim, program, story.zone)
        begins = datetime.fromisoformat(story.begins).replace(tzinfo=ZoneInfo(story.zone))
        machine.wall = round((begins.timestamp() - time.time()) * SECOND)
        machine.put()
        start = machine.said("start", "video", "demo", "@northwind")["start"]
        window = Window(machine, wanted=story.window)
        window.open()
        for step in story.steps:
            if step.what in {"killed", "off"}:
                window.kill()
            machine.live(step)
            window.open() if step.what in {"killed", "off"} else window.look()
        window.kill()
        stopped = machine.said("stop")
        machine.said("undo")
        kept = machine.said("stop", "--keep")
    except (RuntimeError, subprocess.TimeoutExpired, ValueError) as error:
        return [f"{story.name}: {error}"]
    slack = round((time.monotonic() - began) * SECOND) + UNTOLD * (1 + len(story.steps))
    found = [*_wrong(story, start, stopped, slack), *_wrong_when_kept(start, stopped, kept, slack)]
    if story.window and _gaps(story) and not window.notes:
        found.append("the window said nothing of it")
    shutil.rmtree(folder)
    return [f"{story.name}: {each}" for each in found]


def _wrong(story: Story, start: str, stopped: dict[str, Any], slack: int) -> list[str]:
    rows = [*stopped["before"], stopped]
    counted = sum(float(row["seconds"]) for row in rows) * SECOND
    awake, gaps = _awake(story), _gaps(story)
    left_out = sum(each["seconds"] for each in stopped["left_out"]) * SECOND
    found = []
    if rows[0]["start"] != start:
        found.append(f"it began at {start}, and is filed from {rows[0]['start']}")
    if not awake - UNTOLD <= counted <= awake + slack:
        found.append(f"{awake / SECOND:.0f} s were worked, {counted / SECOND:.0f} s are counted")
    if not gaps - UNTOLD <= left_out <= gaps + slack:
        found.append(f"{gaps / SECOND:.0f} s nobody can have worked, {left_out / SECOND:.0f} s are told as left out")
    if tuple(row["doubt"] for row in rows) != (story.doubts if len(story.doubts) > 1 else story.doubts * len(rows)):
        found.append(f"in doubt: {[row['doubt'] for row in rows]}")
    if any(row["zone"] != story.zone for row in rows):
        found.append(f"the zone is {rows[0]['zone']}")
    if not stopped["end"].startswith(story.ends):
        found.append(f"it ended at {stopped['end']}")
    return found


def _wrong_when_kept(start: str, stopped: dict[str, Any], kept: dict[str, Any], slack: int) -> list[str]:
    rows = [*stopped["before"], stopped]
    whole = sum(float(row["seconds"]) for row in rows) + sum(each["seconds"] for each in stopped["left_out"])
    seconds = float(kept["seconds"])
    if kept["before"] or kept["left_out"] or kept["start"] != start:
        return [f"kept whole, it is {kept}"]
    if not whole <= seconds <= whole + slack / SECOND:
        return [f"kept whole, it has {seconds} s, not {whole} s"]
    return []


def _awake(story: Story) -> int:
    """Return the time that counts: all of it awake, but for what nobody looked at before a restart."""
    if not story.window and any(step.what == "off" for step in story.steps):
        return 0
    return sum(step.us for step in story.steps if step.what == "awake")


def _gaps(story: Story) -> int:
    if not story.window and any(step.what == "off" for step in story.steps):
        return sum(step.us for step in story.steps)
    return sum(step.us for step in story.steps if step.what in {"asleep", "off"})


def _moved(story: Story) -> bool:
    """Whether the wall clock alone would tell it wrong."""
    return any(step.what in {"asleep", "off", "set"} for step in story.steps)


def _drawn(random: Random, number: int) -> Story:
    """Draw a story: sleep, travel and a clock that is set, in any order."""
    zones = (BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
    steps = []
    for _ in range(random.randint(1, 6)):
        what = random.choice(("awake", "awake", "asleep", "set", "travel"))
        us = random.randint(MINUTE, 12 * HOUR)
        sign = random.choice((-1, 1)) if what == "set" else what != "travel"
        steps.append(Step(what, sign * us, random.choice(zones) if what == "travel" else ""))
    moved = abs(sum(step.us for step in steps if step.what == "set")) > UNTOLD
    begins = f"2026-{random.randint(1, 12):02}-{random.randint(1, 28):02}T{random.randint(4, 23):02}:30:00"
    name = f"drawn {number}: " + ", ".join(f"{step.what} {step.us // SECOND} {step.zone}".strip() for step in steps)
    return Story(name, tuple(steps), begins, random.choice(zones), ("clock" if moved else "",))
