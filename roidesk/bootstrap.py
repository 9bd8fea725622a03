"""The only wiring: a path becomes a store, a store becomes services, services meet a front end."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from roidesk import __version__
from roidesk.cli.options import Options, path_of
from roidesk.domain.servers import is_server
from roidesk.i18n import use, wanted
from roidesk.platform import folders
from roidesk.platform.clock import StandingClock, SystemClock

if TYPE_CHECKING:
    from roidesk.desktop.opening import Carried, Opening
    from roidesk.domain.instants import Clock
    from roidesk.platform.single_instance import Request
    from roidesk.services.desk import Desk

# The store and the services are loaded when a store is opened: the window is shown before that.

_TIME_OF_DAY = (14, 31)
QUICK = "quick"
"""The verb that raises the quick entry, in the running application or in one that is started for it."""
QUICK_ENTRY = "quick_entry"
"""The action of the window that does so."""


def default_store() -> Path:
    """Return the path of this person's own store."""
    return Path(folders.default_store())


def sample_store() -> Path:
    """Return the path of the sample team's store, which is never the person's own."""
    return Path(folders.sample_store())


def open_desk(path: Path | str, clock: Clock | None = None, *, create: bool = True, read_only: bool = False) -> Desk:
    """Open the store at `path`, or on a server at a URL (making it where `create`) and return the services over it.

    `UserError` when the file is not ours, newer than we are, damaged or locked; it is left as it was.
    """
    from roidesk.services.context import Context
    from roidesk.services.desk import Desk
    from roidesk.store.opening import open_store

    clock = clock or SystemClock()

    def before_migration(store: Path) -> None:
        from roidesk.services.backups import before_migration as keep

        keep(store, clock.now())

    opened = open_store(path, create=create, read_only=read_only, before_migration=before_migration)
    return Desk(Context(opened, clock))


def run(said: Options) -> int:
    """Carry out a command, or show the window, and return the exit status."""
    use(wanted())
    store = _store(said)
    if said.version:
        sys.stdout.write(f"roidesk {__version__}\n")
        return 0
    if said.verb in (None, QUICK) and not said.help:
        return show(store, QUICK_ENTRY if said.verb else "")
    from roidesk.cli.run import run as carry_out

    for stream in (sys.stdout, sys.stderr):
        # What is read by programs is UTF-8; a terminal that cannot show a sign shows "?" instead of a traceback.
        stream.reconfigure(encoding="utf-8" if said.json else None, errors="replace")  # type: ignore[union-attr]
    opened: list[Desk] = []

    pictures = _pictures(said)
    clock = pictures.clock if pictures else SystemClock()

    def opening(*, create: bool) -> Desk:
        opened.append(open_desk(store, clock, create=create))
        return opened[-1]

    try:
        status = carry_out(said, opening, sys.stdout, sys.stderr)
    finally:
        for desk in opened:
            desk.close()
    if status == 0 and pictures is not None:
        draw(store, pictures)
    return show(store) if status == 0 and _wants_window(said) else status


def _store(said: Options) -> Path | str:
    if said.store:
        place = path_of(said.store)
        return place if is_server(place) else Path(place)
    return sample_store() if said.verb == "demo" else default_store()


def _wants_window(said: Options) -> bool:
    """Whether a command is to end with the window: the sample is there to be looked at."""
    kept_shut = any(word.startswith(("--no-open", "--pictures")) for word in said.words)
    return said.verb == "demo" and not (said.help or said.json or kept_shut)


def show(store: Path | str, begins: str = "") -> int:
    """Show the window on a store until it is closed; `begins`: the action that is done first."""
    # While modules load and the first page is made there is nothing to collect, and looking for it would take an eighth
    # of the time until the charts are there. `run` begins to collect once they are.
    gc.disable()
    try:
        from roidesk.desktop.app import run as show_window

        own = _opening(default_store()) if store == sample_store() else None
        return show_window(_opening(store)._replace(begins=begins), _opening(sample_store()), own)
    finally:
        gc.enable()


class Pictures(NamedTuple):
    """Where pictures of the pages and the figures go, and when they are to be of."""

    folder: Path
    clock: Clock


def _pictures(said: Options) -> Pictures | None:
    """Return what `demo --pictures` asks for; with `--ending` they are of that day, always at the same time of day."""
    if said.verb != "demo" or said.help or not any(word.startswith("--pictures") for word in said.words):
        return None
    from datetime import datetime, time

    from roidesk.cli.care import demo_parser
    from roidesk.domain.instants import from_local
    from roidesk.services.sample_team import ZONE

    arguments = demo_parser().parse_args(said.words)
    if arguments.ending is None:
        return Pictures(Path(arguments.pictures), SystemClock())
    standing = StandingClock(from_local(datetime.combine(arguments.ending, time(*_TIME_OF_DAY)), ZONE), ZONE)
    return Pictures(Path(arguments.pictures), standing)


def draw(store: Path | str, pictures: Pictures) -> None:
    """Write pictures of the pages of a store, and its figures by channel as text and as JSON."""
    from roidesk.cli.run import carry_out
    from roidesk.desktop.pictures import draw as draw_pages
    from roidesk.platform.files import atomic_write

    written = list(draw_pages(_opening(store, pictures.clock), pictures.folder))
    desk = open_desk(store, pictures.clock)
    try:
        for name, words in (("figures.txt", ()), ("figures.json", ("--json",))):
            path = pictures.folder / name
            atomic_write(path, carry_out(("figures", "--by", "channel", *words), desk).out.encode())
            written.append(path)
    finally:
        desk.close()
    sys.stdout.write("".join(f"{path}\n" for path in written))


def _opening(store: Path | str, clock: Clock | None = None) -> Opening:
    from roidesk.desktop.opening import Opening

    clock = clock or SystemClock()
    elsewhere = partial(_opening, clock=clock)
    return Opening(store, partial(open_desk, store, clock), clock.now, _carry_out, elsewhere, _asked)


def _asked(request: Request) -> str:
    """Return the action of the window that a command asks for, "" for one that the services carry out."""
    from roidesk.cli.options import UsageError, options

    try:
        said = options(request.argv)
    except UsageError:
        return ""
    return QUICK_ENTRY if said.verb == QUICK and not said.help else ""


def _carry_out(desk: Desk, request: Request) -> Carried:
    """Carry out a command for another process."""
    from roidesk.cli.run import carry_out
    from roidesk.desktop.opening import Carried
    from roidesk.platform.single_instance import Reply

    done = carry_out(request.argv, desk)
    return Carried(Reply(done.exit, done.out, done.err), done.changes)
