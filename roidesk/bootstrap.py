"""The only wiring: a path becomes a store, a store becomes services, services meet a front end."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from roidesk import __version__
from roidesk.cli.options import Options, path_of
from roidesk.i18n import use, wanted
from roidesk.platform import folders
from roidesk.platform.clock import SystemClock
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.store.opening import open_store

if TYPE_CHECKING:
    from roidesk.desktop.app import Carried, Opening
    from roidesk.domain.instants import Clock
    from roidesk.platform.single_instance import Request


def default_store() -> Path:
    """Return the path of this person's own store."""
    return Path(folders.default_store())


def sample_store() -> Path:
    """Return the path of the sample team's store, which is never the person's own."""
    return Path(folders.sample_store())


def open_desk(path: Path, clock: Clock | None = None, *, create: bool = True, read_only: bool = False) -> Desk:
    """Open the store at `path` (making it where `create`) and return the services over it.

    `UserError` when the file is not ours, newer than we are, damaged or locked; it is left as it was.
    """
    return Desk(Context(open_store(path, create=create, read_only=read_only), clock or SystemClock()))


def run(said: Options) -> int:
    """Carry out a command, or show the window, and return the exit status."""
    use(wanted())
    store = _store(said)
    if said.version:
        sys.stdout.write(f"roidesk {__version__}\n")
        return 0
    if said.verb is None and not said.help:
        return show(store)
    from roidesk.cli.run import run as carry_out

    for stream in (sys.stdout, sys.stderr):
        # What is read by programs is UTF-8; a terminal that cannot show a sign shows "?" instead of a traceback.
        stream.reconfigure(encoding="utf-8" if said.json else None, errors="replace")  # type: ignore[union-attr]
    opened: list[Desk] = []

    def opening(*, create: bool) -> Desk:
        opened.append(open_desk(store, create=create))
        return opened[-1]

    try:
        status = carry_out(said, opening, sys.stdout, sys.stderr)
    finally:
        for desk in opened:
            desk.close()
    return show(store) if status == 0 and _wants_window(said) else status


def _store(said: Options) -> Path:
    if said.store:
        return Path(path_of(said.store))
    return sample_store() if said.verb == "demo" else default_store()


def _wants_window(said: Options) -> bool:
    """Whether a command is to end with the window: the sample is there to be looked at."""
    kept_shut = any(word.startswith(("--no-open", "--pictures")) for word in said.words)
    return said.verb == "demo" and not (said.help or said.json or kept_shut)


def show(store: Path) -> int:
    """Show the window on a store until it is closed."""
    from roidesk.desktop.app import run as show_window

    return show_window(_opening(store), _opening(sample_store()))


def _opening(store: Path) -> Opening:
    from roidesk.desktop.app import Opening

    clock = SystemClock()
    return Opening(store, partial(open_desk, store, clock), clock.now, _carry_out)


def _carry_out(desk: Desk, request: Request) -> Carried:
    """Carry out a command for another process."""
    from roidesk.cli.run import carry_out
    from roidesk.desktop.app import Carried
    from roidesk.platform.single_instance import Reply

    done = carry_out(request.argv, desk)
    return Carried(Reply(done.exit, done.out, done.err), done.changes)
