"""The only wiring: a path becomes a store, a store becomes services, services meet a front end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roidesk.platform.clock import SystemClock
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.store.opening import open_store

if TYPE_CHECKING:
    from roidesk.domain.instants import Clock


def data_folder() -> Path:
    """Return the folder where this person's stores live."""
    import platformdirs

    return Path(platformdirs.user_data_dir("roidesk", appauthor=False))


def default_store() -> Path:
    """Return the path of this person's own store."""
    return data_folder() / "roidesk.db"


def sample_store() -> Path:
    """Return the path of the sample team's store, which is never the person's own."""
    return data_folder() / "sample.db"


def open_desk(path: Path, clock: Clock | None = None, *, create: bool = True, read_only: bool = False) -> Desk:
    """Open the store at `path` (making it where `create`) and return the services over it.

    `UserError` when the file is not ours, newer than we are, damaged or locked; it is left as it was.
    """
    return Desk(Context(open_store(path, create=create, read_only=read_only), clock or SystemClock()))
