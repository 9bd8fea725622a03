"""Try our methods on made-up worlds of which the truth is known, and print how often they were right.

    python -m tests.simulations [--only NAME[,NAME]] [--long]

Each simulation is a module of this package with a `simulate(long: bool) -> str`, which returns the table it prints; its
docstring says what is tried. Seeds are fixed: the same command prints the same table. What docs/figures.md quotes was
printed here.
"""

from __future__ import annotations

import argparse
import time
from importlib import import_module
from pathlib import Path


def names() -> list[str]:
    """Return the simulations there are."""
    return sorted(each.stem for each in Path(__file__).parent.glob("[a-z]*.py"))


def main() -> None:
    """Run the simulations asked for and print their tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulations", description=__doc__, formatter_class=_Plain)
    parser.add_argument("--only", default=",".join(names()), metavar="NAMES", help="which ones")
    parser.add_argument("--long", action="store_true", help="with ten times as many worlds")
    asked = parser.parse_args()
    for name in asked.only.split(","):
        if name not in names():
            parser.error(f"no simulation {name}; there are {', '.join(names())}")
        module = import_module(f"tests.simulations.{name}")
        began = time.perf_counter()
        print(f"{name}: {(module.__doc__ or '').strip().splitlines()[0]}\n")  # noqa: T201 - it prints
        print(module.simulate(long=asked.long))  # noqa: T201 - it prints
        print(f"\n({time.perf_counter() - began:.0f} s)\n")  # noqa: T201 - it prints


class _Plain(argparse.RawDescriptionHelpFormatter):
    """Help as the docstring is written."""


if __name__ == "__main__":
    main()
