"""What lives beside the pages while a store is open: the pop-up, the tray, the idle watch, reminders, the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from uuid import UUID

    from roidesk.desktop.kept import KeptSettings
    from roidesk.desktop.main_window import MainWindow
    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.changes import Changes
    from roidesk.services.desk import Desk


class Around(NamedTuple):
    """What a companion may use.

    `now` is the clock (UTC microseconds), `undo` takes back the last action of the store, `come_forward` shows the
    window, `contact` opens the page of a contact by its id, `done` says in words what was done and offers the way back.
    """

    window: MainWindow
    tasks: Tasks
    desk: Desk
    kept: KeptSettings
    now: Callable[[], int]
    undo: Callable[[], None]
    come_forward: Callable[[], None]
    contact: Callable[[UUID], None]
    done: Callable[[str], None]


class Companion(QObject):
    """One of them. It is made once the pages stand, on the GUI thread, and registers its keys at `window.registry`."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.window)
        self.around = around

    def changed(self, changes: Changes) -> None:
        """Something was written; falsy `changes`: anything may have been, by somebody else."""

    def keep(self) -> None:
        """The machine may be gone in a moment: write now what is only typed."""

    def stop(self) -> None:
        """The window is being closed: let go of what lies outside it (timers, threads, connections)."""


def companions() -> tuple[type[Companion], ...]:
    """Return the companions of a window, in the order in which they are made."""
    from roidesk.desktop.asking import Asking
    from roidesk.desktop.contacts import Contacts
    from roidesk.desktop.loading_ahead import LoadingAhead
    from roidesk.desktop.palette import Palette
    from roidesk.desktop.pinning import Pinning
    from roidesk.desktop.quick.companion import QuickEntry
    from roidesk.desktop.tray.companion import Tray
    from roidesk.desktop.unfiled import Unfiled
    from roidesk.desktop.waiting_watch import WaitingWatch

    return (Pinning, QuickEntry, Tray, Asking, WaitingWatch, Contacts, Palette, Unfiled, LoadingAhead)
