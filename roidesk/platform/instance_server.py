"""The listening side of `single_instance`: one lock and one local server a store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from roidesk.platform.single_instance import GO, LONGEST, READY, Reply, Request, address

Answer = Callable[[Request, Callable[[Reply], None]], None]
"""Carries out a request, and calls back with the reply on the same thread, now or later."""


class InstanceServer(QObject):
    """Takes commands for the store while this application runs.

    `claim` first: of two applications started on one store only one gets it.
    """

    def __init__(self, store: Path | str, answer: Answer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._address = address(store)
        self._lock = QLockFile(f"{self._address}.lock")
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        self._pending: dict[QLocalSocket, Request] = {}

    def claim(self) -> bool:
        """Begin to listen; False when another application has this store."""
        if not self._lock.tryLock(0):
            return False
        # What an application that was killed left behind would keep us from listening.
        QLocalServer.removeServer(self._address)
        return self._server.listen(self._address)

    def release(self) -> None:
        """Stop listening and let another application have the store."""
        self._server.close()
        self._lock.unlock()

    def _accept(self) -> None:
        while (link := self._server.nextPendingConnection()) is not None:
            link.setReadBufferSize(LONGEST)
            link.readyRead.connect(partial(self._read, link))
            link.disconnected.connect(partial(self._gone, link))
            self._read(link)

    def _read(self, link: QLocalSocket) -> None:
        while link.canReadLine():
            line = bytes(link.readLine().data())
            known = self._pending.pop(link, None)
            if known is not None:
                if line == GO:
                    self._answer(known, partial(_send, link))
                    return
                link.abort()
                return
            try:
                self._pending[link] = Request.parse(line)
            except ValueError:
                link.abort()
                return
            link.write(READY)
            link.flush()
        if link.bytesAvailable() >= LONGEST:
            link.abort()

    def _gone(self, link: QLocalSocket) -> None:
        """Forget a command whose asker has not waited for us: it may be carrying it out itself by now."""
        self._pending.pop(link, None)
        link.deleteLater()


def _send(link: QLocalSocket, reply: Reply) -> None:
    try:
        link.write(reply.line())
        link.flush()
        link.disconnectFromServer()
    except RuntimeError:
        return  # the asker has gone, and Qt has deleted its socket; what it asked for is done all the same
