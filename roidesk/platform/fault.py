"""A fault of ours as it may be shown to anybody: where it happened and of which type it was, never what it said.

The message of an exception often holds what a person entered ("KeyError: 'Anna'"), and a path holds who they are.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from roidesk.domain.errors import UserError
from roidesk.platform import journal

_ROOT = Path(__file__).resolve().parents[2]
_DEEPEST = 64
_LIBRARIES = ("site-packages", "dist-packages")


def noted(error: BaseException) -> str:
    """Write a fault to the log and return its report, to be copied and sent."""
    for at, each in enumerate(_chain(error)):
        journal.note(
            "caused" if at else "broke", kind=type(each).__name__, detail=_detail(each) or "-",
            frames=" ".join(f"{file}:{line}:{name}" for file, line, name in frames(each)) or "-",
        )  # fmt: skip
    return report(error)


def told(error: BaseException) -> str:
    """Write a fault to the log and return one sentence for whoever met it on a terminal."""
    from roidesk.i18n import _

    noted(error)
    return _(
        "This is a fault in roidesk itself ({fault}). Nothing is half-written. Where it happened is noted in {log}, "
        "without a word of yours: send us that."
    ).format(fault=type(error).__name__, log=journal.place())


def report(error: BaseException) -> str:
    """Return an exception and what caused it: types, codes, files of the program, lines and functions."""
    parts = [journal.program()]
    for at, each in enumerate(_chain(error)):
        kind = " ".join(filter(None, (type(each).__name__, _detail(each))))
        parts.append(f"caused by {kind}" if at else kind)
        parts += [f"  {file}, line {line}, in {name}" for file, line, name in frames(each)]
    return "\n".join(parts)


def frames(error: BaseException) -> list[tuple[str, int, str]]:
    """Return where an exception passed, the outermost first: file (without where it is installed), line, function."""
    walked = traceback.walk_tb(error.__traceback__)
    found = [(_shortened(frame.f_code.co_filename), line, frame.f_code.co_name) for frame, line in walked]
    return found[-_DEEPEST:]


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those it came of."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _detail(error: BaseException) -> str:
    """Return what kind of failure it was, by a name that the system or the database gives it."""
    if isinstance(error, UserError):
        return error.code
    named = getattr(error, "sqlite_errorname", None)
    if isinstance(named, str):
        return named
    if isinstance(error, OSError) and error.errno is not None:
        return errno.errorcode.get(error.errno, str(error.errno))
    return ""


def _shortened(name: str) -> str:
    """Return the path of a source file without what the person's folders are called."""
    path = Path(name)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    for each in _LIBRARIES:
        if each in path.parts:
            return Path(*path.parts[path.parts.index(each) + 1 :]).as_posix()
    library = Path(os.__file__).parent
    return path.relative_to(library).as_posix() if path.is_relative_to(library) else path.name


def quiet_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    """Note what failed where nobody can be told: while an object was taken apart."""
    if unraisable.exc_value is not None:
        noted(unraisable.exc_value)
