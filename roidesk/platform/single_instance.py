"""One application a store: where it listens, and how another process hands it a command.

A request is one line of JSON ``{"argv": […], "cwd": "…"}`` over a local socket. The application answers that it has
read it (``{"ready": true}``) and begins only when it is told to (``{"go": true}``); its answer is one line
``{"exit": 0, "out": "…", "err": "…"}``. So a command that got no "ready" was certainly not carried out and never will
be, however long the application hung: whoever asked may do it without it, and nothing is done twice.

This side loads neither Qt nor anything else that takes long, as a line from a terminal waits for it;
`roidesk.platform.instance_server` is the other side.
"""
# pathlib takes as long to load as the interpreter takes to start; json and socket are loaded when there is somebody to
# speak to, as both a line from a terminal and the window's first paint wait for the answer that there is nobody.
# ruff: noqa: PTH110, PTH116, PTH118, PTH123

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from roidesk.domain.errors import UserError
from roidesk.domain.servers import is_server, shown

if TYPE_CHECKING:
    from pathlib import Path

READY_SECONDS = 3.0
"""How long an application that is well may take to read a command: it answers from the loop that paints."""
PATIENCE = 10.0
"""Seconds to wait for what a command came to: a write may wait 5 s for the store, and another be before it."""
READY = b'{"ready": true}\n'
GO = b'{"go": true}\n'
LONGEST = 1 << 20
"""Most bytes of a request; more is not a command."""


class Request(NamedTuple):
    """A command as it would follow the name of the program, and the folder it was given in. No words: come forward."""

    argv: tuple[str, ...]
    cwd: str

    @classmethod
    def parse(cls, line: bytes) -> Request:
        """Read one line; ValueError when it is not a request."""
        import json

        value = json.loads(line)
        if not isinstance(value, dict):
            raise ValueError("no object")  # noqa: TRY004 - one kind of error for a line that is no request
        argv, cwd = value.get("argv"), value.get("cwd")
        if not isinstance(argv, list) or not all(isinstance(each, str) for each in argv) or not isinstance(cwd, str):
            raise ValueError("no request")
        return cls(tuple(argv), cwd)

    def line(self) -> bytes:
        """Return it as it is sent."""
        return _line(self._asdict())


class Reply(NamedTuple):
    """What the command would have given: exit status and the texts of both outputs."""

    exit: int
    out: str = ""
    err: str = ""

    @classmethod
    def parse(cls, line: bytes) -> Reply:
        """Read one line; ValueError when it is not a reply."""
        import json

        value = json.loads(line)
        try:
            return cls(int(value["exit"]), str(value["out"]), str(value["err"]))
        except (KeyError, TypeError):
            raise ValueError("no reply") from None

    def line(self) -> bytes:
        """Return it as it is sent."""
        return _line(self._asdict())


def address(store: Path | str) -> str:
    """Return where the application of a store listens: a socket's path, on Windows the name of a pipe."""
    key = blake2b(os.fsencode(_real(store)), digest_size=8).hexdigest()
    if sys.platform == "win32":
        return f"roidesk-{os.environ.get('USERNAME', '')}-{key}"
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if folder:
        return os.path.join(folder, f"roidesk-{key}.sock")
    return os.path.join(os.environ.get("TMPDIR") or "/tmp", f"roidesk-{os.getuid()}-{key}.sock")  # noqa: S108


def _real(store: Path | str) -> str:
    if is_server(store):
        return shown(store)
    return os.path.normcase(os.path.realpath(store))


def ask(
    store: Path | str, argv: Sequence[str], cwd: str, patience: float = PATIENCE, ready: float = READY_SECONDS
) -> Reply | None:
    """Let the running application carry out a command; None when none is running for this store.

    `UserError`: `app_hung` when it does not even read the command, which then will never be carried out; `app_silent`
    when it began but gave no answer in time: it may have been carried out.
    """
    if sys.platform != "win32" and not os.path.exists(address(store)):
        return None
    request = Request(tuple(argv), cwd).line()
    try:
        line = _over_pipe(store, request) if sys.platform == "win32" else _over_socket(store, request, patience, ready)
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
        return None
    except _NotReadError:
        raise UserError("app_hung", path=shown(store), process=_process(store)) from None
    except OSError:
        raise UserError("app_silent", path=shown(store)) from None
    try:
        return Reply.parse(line)
    except ValueError:
        raise UserError("app_silent", path=shown(store)) from None


def running(store: Path | str) -> bool:
    """Whether an application shows this store; it is not asked for anything."""
    if sys.platform == "win32":
        return os.path.exists(rf"\\.\pipe\{address(store)}")
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        try:
            link.connect(address(store))
        except OSError:
            return False
    return True


class _NotReadError(Exception):
    """The application has not read the command, and we no longer wait for it: it will not carry it out."""


def _process(store: Path | str) -> str:
    """Return the number of the process that has a store, as its lock says; "?" when it does not say."""
    try:
        with open(f"{address(store)}.lock", encoding="utf-8") as lock:
            return lock.readline().strip() or "?"
    except OSError:
        return "?"


def _over_socket(store: Path | str, request: bytes, patience: float, ready: float) -> bytes:
    where = address(store)
    if os.stat(where).st_uid != os.getuid():
        # In a shared folder for temporary files anybody could listen under this name.
        raise ConnectionRefusedError(where)
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(ready)
        with link.makefile("rb") as answer:
            try:
                link.connect(where)
                link.sendall(request)
                taken = answer.readline() == READY
            except TimeoutError:
                taken = False
            if not taken:
                raise _NotReadError
            link.settimeout(patience)
            link.sendall(GO)
            return answer.readline()


def _over_pipe(store: Path | str, request: bytes) -> bytes:
    with open(rf"\\.\pipe\{address(store)}", "r+b", buffering=0) as pipe:
        pipe.write(request)
        if pipe.readline() != READY:
            raise _NotReadError
        pipe.write(GO)
        return pipe.readline()


def _line(value: object) -> bytes:
    import json

    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
