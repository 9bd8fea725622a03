"""Harm stores in every way we know, and count what is lost (docs/reliability.md).

    python -m tests.faults [--long] [--only NAME,…] [--seed N] [--no-controls]

Exit status 1: something was lost, or a control (the same faults without the protection) did no harm, so that the job
could not have seen a loss.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import (
    access,
    clock,
    cut_log,
    exact,
    flips,
    flushed,
    full_disk,
    garbage,
    gui,
    io_errors,
    kills,
    machine,
    power,
    syscalls,
)
from tests.faults.acts import ROOT, environment
from tests.faults.result import Run, Tried, table

APART = "ROIDESK_FAULTS_APART"
FAMILIES: dict[str, Callable[[Run], Iterable[Tried]]] = {
    "kill": kills.run,
    "syscalls": syscalls.run,
    "power": power.run,
    "flushed": flushed.run,
    "full": full_disk.run,
    "errors": io_errors.run,
    "access": access.run,
    "flips": flips.run,
    "log": cut_log.run,
    "garbage": garbage.run,
    "gui": gui.run,
    "machine": machine.run,
    "clock": clock.run,
    "exact": exact.run,
}


def main() -> int:
    """Run the families asked for and print their table."""
    _apart()
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__, formatter_class=_Plain)
    parser.add_argument("--long", action="store_true", help="the full counts")
    parser.add_argument("--only", default=",".join(FAMILIES), metavar="NAME,…", help=", ".join(FAMILIES))
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of what is left to chance")
    parser.add_argument("--no-controls", dest="controls", action="store_false", help="leave the controls out")
    asked = parser.parse_args()
    names = asked.only.split(",")
    if unknown := set(names) - set(FAMILIES):
        parser.error(f"no family {', '.join(sorted(unknown))}")
    print(_machine(asked.seed), flush=True)
    compileall.compile_dir(ROOT / "roidesk", quiet=2)  # the programs write no compiled files themselves
    found: list[Tried] = []
    folder = Path(tempfile.mkdtemp(prefix="roidesk-faults-"))
    os.environ |= environment(folder)  # nothing of ours goes to the person's own folders
    try:
        for name in names:
            started = time.monotonic()
            found += _family(name, Run(folder / name, asked.seed, asked.long, asked.controls))
            print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"\n{table(found)}")
    for each in found:
        for line in each.lost:
            print(f"LOST: {each.name}: {line}")
    return 0 if all(each.good for each in found) else 1


def _family(name: str, wished: Run) -> list[Tried]:
    """Run one family. One that fails itself has proved nothing; the others go on."""
    try:
        return list(FAMILIES[name](wished))
    except Exception as error:  # noqa: BLE001 - whatever it is
        traceback.print_exc()
        return [Tried(name, 0, (f"the job itself failed: {type(error).__name__}: {error}",))]


def _apart() -> None:
    """Begin again where mounts of ours are nobody else's, and end with us; as we are where that cannot be."""
    if APART in os.environ or not shutil.which("unshare"):
        return
    how = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*how, "true"], check=False, capture_output=True).returncode == 0:
        os.environ[APART] = "1"
        os.execvp("unshare", [*how, sys.executable, "-m", "tests.faults", *sys.argv[1:]])


def _machine(seed: int) -> str:
    """Return on what it ran, and with which seed."""
    return (
        f"{datetime.now(UTC):%F %H:%M} UTC · {platform.system()} {platform.release()} {platform.machine()}, "
        f"{os.cpu_count()} cores · CPython {platform.python_version()} · SQLite {sqlite3.sqlite_version} · seed {seed}"
    )


class _Plain(argparse.RawDescriptionHelpFormatter):
    """Keeps the description's lines."""


if __name__ == "__main__":
    sys.exit(main())
