"""A store to show, as bootstrap hands it to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from roidesk.domain.changes import Changes
    from roidesk.platform.single_instance import Reply, Request
    from roidesk.services.desk import Desk


class Carried(NamedTuple):
    """A command that was carried out for another process: what to tell it, and what was written."""

    reply: Reply
    changes: Changes | None = None


class Opening(NamedTuple):
    """A store to show: where it is, how it is opened, the clock, and how commands from a terminal are carried out."""

    path: Path | str
    open_desk: Callable[[], Desk]
    now: Callable[[], int]
    carry_out: Callable[[Desk, Request], Carried]
    elsewhere: Callable[[Path], Opening] | None = None
    """How another store is shown the same way."""
    asked: Callable[[Request], str] = lambda _request: ""
    """The name of the action of the window that a command asks for; "" for a command that is carried out."""
    begins: str = ""
    """The name of an action that is done as soon as the pages stand."""
