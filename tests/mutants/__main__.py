"""Change the code of the figures in small ways, one at a time, and name the changes that no test notices.

    python -m tests.mutants [MODULE…]

mutmut makes the changes (mutants), in a copy of the package, and runs the tests that reach the changed function. It
lives in an environment of its own: `make mutants` makes it. Which modules and tests: `[tool.mutmut]` in pyproject.toml.

A mutant that survives is either a test that is missing or a change that makes no difference; docs/mutants.md lists the
latter, each with its reason. Exit status 1 where one survives that is not listed there.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-mutants" / "bin" / "python"
COPY = ROOT / "mutants"
LISTED = ROOT / "docs" / "mutants.md"
_TIMEOUTS = (24, -24, 36, 152, 255)
ENDED = {0: "survived", 5: "no test", 33: "no test", None: "not tried"} | dict.fromkeys(_TIMEOUTS, "timeout")
"""What the exit status of a mutant's tests means; any other: a test noticed it."""
OPEN = {"survived", "no test", "not tried"}


GUARDS = {
    "zip(strict=…)": r",? *strict=(True|False|None)",
    "the words of an error for programmers": r"(?<=Error\()(\".*\"|None)(?=\)$)",
    "numpy's type of numbers": r",? *(dtype=)?(np\.float64|float|bool|None)(?=[,)])",
    "where a sum begins": r", *Fraction\(0\)(?=\))",
}
"""Code that only guards against faults of our own, by what docs/mutants.md calls it: changes of nothing else pass."""


class Mutant(NamedTuple):
    """A change: its name with mutmut, the module and function it is in, and how its tests ended."""

    name: str
    module: str
    function: str
    ended: str


def main() -> int:
    """Run mutmut and print what became of its mutants, by module; then those that survived and are not listed."""
    modules = sys.argv[1:]
    _mutmut("run", *(f"roidesk.analytics.{each}*" for each in modules))
    mutants = [each for each in found() if not modules or each.module.split(".")[0] in modules]
    print(table(mutants))
    left = {each: change(each) for each in mutants if each.ended in OPEN}
    guards = Counter(guard for old, new in left.values() if (guard := guarded(old, new)))
    print("\n" + "\n".join(f"{count:>4} that change only {guard}" for guard, count in guards.items()))
    unlisted = {each: told(each, *lines) for each, lines in left.items() if not guarded(*lines)}
    argued = {each for each, text in unlisted.items() if listed(text)}
    print(f"{len(argued):>4} that docs/mutants.md argues one by one")
    for each, text in unlisted.items():
        if each not in argued:
            print(f"\n{each.name}: {each.ended}\n  {text}")
    print(f"\n{len(unlisted) - len(argued)} that it does not")
    return 1 if len(unlisted) > len(argued) else 0


def _mutmut(*words: str) -> str:
    """Run mutmut and return what it says; its counter of what is done goes to a file, as it is endless."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CI": "1"}
    said = subprocess.run(
        [PYTHON, "-m", "mutmut", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if said.returncode and "run" in words:
        sys.exit(said.stdout[-2000:] + said.stderr[-2000:])
    return said.stdout


def found() -> Iterator[Mutant]:
    """Yield every mutant of the last run."""
    for path in sorted(COPY.rglob("*.meta")):
        module = ".".join(path.relative_to(COPY / "roidesk" / "analytics").with_suffix("").with_suffix("").parts)
        for name, status in json.loads(path.read_text())["exit_code_by_key"].items():
            yield Mutant(name, module, function_of(name), ENDED.get(status, "killed"))


def function_of(name: str) -> str:
    """Return the function or Class.method that a mutant's name says it is in.

    mutmut writes `x_name__mutmut_7` for a function and `xǁClassǁname__mutmut_7` for a method.
    """
    last = name.rpartition(".")[2].rpartition("__mutmut_")[0]
    return last[2:] if last.startswith("x_") else last[1:].strip("ǁ").replace("ǁ", ".")


def table(mutants: list[Mutant]) -> str:
    """Return how many mutants there were of each module, and how they ended."""
    ends = ("killed", "timeout", "survived", "no test", "not tried")
    lines = [f"{'module':<28}{'mutants':>9}" + "".join(f"{each:>11}" for each in ends)]
    for module in sorted({each.module for each in mutants}):
        count = Counter(each.ended for each in mutants if each.module == module)
        lines.append(f"{module:<28}{count.total():>9}" + "".join(f"{count[each]:>11}" for each in ends))
    return "\n".join(lines)


def change(mutant: Mutant) -> tuple[str, str]:
    """Return the code that a mutant changes, before and after."""
    lines = _mutmut("show", mutant.name).splitlines()
    old, new = ([line for line in lines if line.startswith(sign) and not line.startswith(sign * 3)] for sign in "-+")
    return " ".join(line[1:].strip() for line in old), " ".join(line[1:].strip() for line in new)


def guarded(old: str, new: str) -> str | None:
    """Return which of the guards a change is of; None: it changes something else."""
    for name, pattern in GUARDS.items():
        before, after = (re.sub(r", *\)", ")", re.sub(pattern, "", line)) for line in (old, new))
        if before == after:
            return name
    return None


def told(mutant: Mutant, old: str, new: str) -> str:
    """Return a change as docs/mutants.md writes it: "module.function: new code"."""
    return f"{mutant.module}.{mutant.function}: {new or 'without ' + old}"


def listed(text: str) -> bool:
    """Return whether docs/mutants.md argues that a change makes no difference."""
    said = LISTED.read_text(encoding="utf-8") if LISTED.exists() else ""
    return f"`{text}`" in said


if __name__ == "__main__":
    sys.exit(main())
