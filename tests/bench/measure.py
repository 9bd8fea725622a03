"""Two timings side by side, taken in turns: a busy neighbour on the machine then meets both alike."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 180
MILLISECOND = 1_000_000  # in nanoseconds, which is what time.monotonic_ns counts


@dataclass(frozen=True, slots=True)
class Sample:
    """Repeated measurements of one thing."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def least(self) -> float:
        return min(self.values)

    def __str__(self) -> str:
        return f"{_short(self.median)} ({_short(self.least)})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Our figure beside a floor's or a peer's. `goal`: the largest ratio of medians that meets it (None: only told).

    `why` says why one of the two is missing; a comparison that was not run never counts as met.
    """

    what: str
    beside: str
    ours: Sample | None
    floor: Sample | None
    goal: float | None = None
    unit: str = "ms"
    why: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor ours is, by the medians."""
        if self.ours is None or self.floor is None or not self.floor.median:
            return None
        return self.ours.median / self.floor.median

    @property
    def verdict(self) -> str:
        if self.ratio is None:
            return "not run"
        if self.goal is None:
            return ""
        return "met" if self.ratio <= self.goal else "short"

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        goal = "" if self.goal is None else f"{self.goal:g}"
        return (self.what, str(self.ours or "-"), str(self.floor or "-"), self.unit, self.beside, ratio, goal,
                self.verdict + (f": {self.why}" if self.why else ""))  # fmt: skip


HEADINGS = ("what", "ours", "beside it", "unit", "beside what", "ratio", "goal", "")


def table(comparisons: Sequence[Comparison]) -> str:
    """Return the comparisons as lines of text; figures are medians, with the least in brackets."""
    rows = [HEADINGS, *(each.cells() for each in comparisons)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADINGS) - 1)]
    return "\n".join("  ".join([*map(str.ljust, row, widths), row[-1]]).rstrip() for row in rows)


def in_turns(*works: Callable[[], float], rounds: int) -> list[Sample]:
    """Run each work once a round, every other round in reverse, and return a sample of each one's own figure."""
    values: list[list[float]] = [[] for _ in works]
    for number in range(rounds):
        order = range(len(works)) if number % 2 == 0 else reversed(range(len(works)))
        for n in order:
            values[n].append(works[n]())
    return [Sample(tuple(each)) for each in values]


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """Return a work whose figure is the milliseconds it took."""

    def run() -> float:
        start = time.perf_counter_ns()
        work()
        return (time.perf_counter_ns() - start) / MILLISECOND

    return run


def process(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> float:
    """Run a command, which has to succeed, and return the milliseconds from its start to its end."""
    merged = {**os.environ, **(environment or {})}
    start = time.perf_counter_ns()
    done = subprocess.run(command, env=merged, cwd=ROOT, capture_output=True, text=True, check=False)
    passed = (time.perf_counter_ns() - start) / MILLISECOND
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr}")
    return passed


def report_of(
    program: str, *arguments: str | Path, environment: Mapping[str, str] | None = None, longest: int = LONGEST_SECONDS
) -> dict[str, Any]:
    """Run a program of `tests/bench/programs` and return the figures it prints as one JSON object on its last line.

    Instants it gives under names ending in "_at" (`time.monotonic_ns`) come back as milliseconds since it was started.
    """
    merged = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    command = [sys.executable, ROOT / "tests" / "bench" / "programs" / program, *arguments]
    start = time.monotonic_ns()
    done = subprocess.run(command, env=merged, cwd=ROOT, capture_output=True, text=True, check=False, timeout=longest)
    if done.returncode:
        raise RuntimeError(f"{program} ended with {done.returncode}:\n{done.stderr}")
    figures = json.loads(done.stdout.splitlines()[-1])
    return {
        name.removesuffix("_at"): (value - start) / MILLISECOND if name.endswith("_at") else value
        for name, value in figures.items()
    }


def _short(value: float) -> str:
    digits = 3 if value < 1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f}"
