"""What other processes ask of the window on this store: a command, one of its actions, or to come forward."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from roidesk.desktop.actions import Actions
from roidesk.desktop.opening import Opening
from roidesk.desktop.tasks import Tasks
from roidesk.domain.errors import UserError
from roidesk.platform.instance_server import InstanceServer
from roidesk.platform.single_instance import Reply, Request, ask
from roidesk.services.desk import Desk


class Callers(QObject):
    """Answers them, on one store."""

    front_wanted = Signal()
    """The window is to come forward."""

    def __init__(self, opening: Opening, desk: Desk, tasks: Tasks, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._opening, self._desk, self._tasks, self._actions = opening, desk, tasks, actions
        self._server = InstanceServer(opening.path, self.answer, self)
        self._wanted, self._stands = opening.begins, False

    def listen(self) -> bool:
        """Begin to listen; False where another application was faster than we: that one comes forward."""
        if self._server.claim():
            return True
        with suppress(UserError):
            ask(self._opening.path, (), str(Path.cwd()))
        return False

    def stand(self) -> None:
        """The pages stand: do what was asked for until now."""
        self._stands = True
        if self._wanted:
            self._actions.do(self._wanted)
        self._wanted = ""

    def stop(self) -> None:
        """Listen no more: another application may have the store."""
        self._server.release()

    def answer(self, request: Request, reply: Callable[[Reply], None]) -> None:
        """Do what a process asks for, and tell it when it is done."""
        if wanted := self._opening.asked(request):
            self._act(wanted)
            reply(Reply(0))
        elif not request.argv:
            self.front_wanted.emit()
            reply(Reply(0))
        else:
            opening, desk = self._opening, self._desk
            self._tasks.write(lambda: opening.carry_out(desk, request), lambda carried: reply(carried.reply))

    def _act(self, name: str) -> None:
        """Do one of the window's actions; while the first questions are open, show them."""
        if self._stands:
            self._actions.do(name)
        else:
            self._wanted = name
            self.front_wanted.emit()
