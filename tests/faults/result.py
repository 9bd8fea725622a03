"""What a fault job says: how many faults were injected, how many lost something, and whether its control could fail."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Run:
    """How the jobs are run. `long`: with the full counts; `folder`: where they may write."""

    folder: Path
    seed: int = 1
    long: bool = False
    controls: bool = True

    def count(self, fast: int, full: int) -> int:
        """Return how many to try."""
        return full if self.long else fast

    def random(self, *name: object) -> Random:
        """Return chance of its own for one fault, the same in every run with this seed."""
        return Random(":".join(map(str, (self.seed, *name))))

    def room(self, name: str) -> Path:
        """Return a folder for one fault."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def thinned(self, every: Sequence[A], fast: int) -> Sequence[A]:
        """Return all that can be tried in a long run, else about `fast` of it, evenly spread."""
        return every if self.long or len(every) <= fast else every[:: -(-len(every) // fast)]


@dataclass(frozen=True, slots=True)
class Control:
    """The same faults with the protection taken out: `caught` of `tried` were seen to do harm."""

    without: str
    tried: int
    caught: int

    def __str__(self) -> str:
        return f"{self.without}: {self.caught:,} of {self.tried:,}"


@dataclass(frozen=True, slots=True)
class Tried:
    """One kind of fault. `lost`: one line for each fault that did harm, with what reproduces it."""

    name: str
    tried: int
    lost: tuple[str, ...] = ()
    details: str = ""
    control: Control | None = None
    not_run: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing was lost and the control, where there is one, could lose something."""
        return not self.lost and (self.control is None or self.control.caught > 0)

    @property
    def verdict(self) -> str:
        if self.not_run:
            return f"not run: {self.not_run}"
        if self.lost:
            return "LOST"
        return "ok" if self.good else "the control did not fail"

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        if self.not_run:
            return (self.name, "-", "-", "", "", self.verdict)
        control = "" if self.control is None else str(self.control)
        return (self.name, f"{self.tried:,}", f"{len(self.lost):,}", self.details, control, self.verdict)


HEADINGS = ("fault", "tried", "lost", "details", "control: harm done without the protection", "")


def table(results: Sequence[Tried]) -> str:
    """Return the results as lines of text."""
    rows = [HEADINGS, *(each.cells() for each in results)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADINGS) - 1)]
    return "\n".join("  ".join([*map(str.ljust, row, widths), row[-1]]).rstrip() for row in rows)


def spread(work: Callable[[A], B], items: Iterable[A]) -> list[B]:
    """Do the same work for each item, on all cores, and return the results in the order of the items."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, items))


def gathered(results: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the complaints of many faults as one tuple."""
    return tuple(chain.from_iterable(results))
