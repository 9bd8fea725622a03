"""What roidesk notes of its own running: starts, stops, failures by code. Never a name, a text or a path.

A line holds an event and fields out of a short list, each of one shape; whatever does not fit is written as "?". So
nothing a person entered gets here by mistake, whoever calls. 5 files of 1 MB, readable by their owner alone.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import re
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from roidesk.domain.errors import STORE_CODES
from roidesk.platform.folders import state_folder

FILES = 5
LARGEST = 1_000_000
_NAME = "roidesk.log"
_WORD = re.compile(r"[A-Za-z0-9_.+-]{1,64}")
_NUMBER = re.compile(r"-?\d{1,19}")
_FRAME = r"[\w./<>-]{1,80}:\d{1,7}:[\w<>]{1,64}"
_FRAMES = re.compile(rf"{_FRAME}(?: {_FRAME}){{0,63}}")
FIELDS: Mapping[str, re.Pattern[str]] = {
    "version": _WORD,
    "store": re.compile(r"[0-9a-f]{8}"),
    "verb": _WORD,
    "code": _WORD,
    "kind": _WORD,
    "detail": _WORD,
    "ms": _NUMBER,
    "count": _NUMBER,
    "frames": _FRAMES,
}
"""The fields a line may have, and what may stand in each. The words are ours: codes, types, verbs, never what a person
wrote."""
EVENTS = frozenset("started stopped opened refused broke caused".split())


def place() -> Path:
    """Return where the log is."""
    return Path(state_folder()) / _NAME


def store_key(store: Path | str) -> str:
    """Return what tells a store from others without its name: a digest of the folder it is in."""
    return blake2b(os.fsencode(os.path.dirname(os.path.realpath(store))), digest_size=4).hexdigest()  # noqa: PTH120


def note(event: str, **fields: object) -> None:
    """Add a line to the log; where that cannot be, nothing happens: a log is never a reason to fail."""
    if event in EVENTS:
        _logger().info(event, extra={"fields": fields})


def note_refusal(code: str) -> None:
    """Note what the store or its disk refused; what a person mistyped is nobody's business."""
    if code.startswith(STORE_CODES):
        note("refused", code=code)


def _logger() -> logging.Logger:
    """Return the logger, writing where this person's log is now."""
    logger = logging.getLogger("roidesk.journal")
    where = str(place())
    if not any(isinstance(each, _File) and each.baseFilename == where for each in logger.handlers):
        logger.handlers = [_File(where)]
        logger.propagate = False
        logger.setLevel(logging.INFO)
    return logger


class _File(logging.handlers.RotatingFileHandler):
    """The files, open only while a line is added: other processes add theirs, and turn the files over."""

    _lock_of_files = threading.Lock()

    def __init__(self, name: str) -> None:
        super().__init__(name, maxBytes=LARGEST, backupCount=FILES - 1, encoding="utf-8", delay=True)
        self.setFormatter(_Line())

    def emit(self, record: logging.LogRecord) -> None:
        """Add a line."""
        with self._lock_of_files:
            super().emit(record)
            if self.stream is not None:
                with suppress(OSError):  # on a full disk it says so again
                    self.stream.close()
                self.stream = None  # as the handler itself has it until it opens the file

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the handler's name
        """Say nothing: a full disk is told where something of the person's is lost."""

    def _open(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the handler's own
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return open(self.baseFilename, "a", encoding="utf-8", opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


class _Line(logging.Formatter):
    """An event and its fields; all that a record may hold besides is left out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        fields: Mapping[str, object] = getattr(record, "fields", {})
        event = record.msg if record.msg in EVENTS else "?"
        said = [f"{name}={_fitting(name, value)}" for name, value in fields.items() if name in FIELDS]
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        return " ".join([at, str(record.process), event, *said])


def _fitting(name: str, value: object) -> str:
    text = str(value)
    return text if FIELDS[name].fullmatch(text) else "?"


def program() -> str:
    """Return what runs, for a report: versions and the kind of system, nothing about the person or the machine."""
    from roidesk import __version__

    return f"roidesk {__version__} · Python {'.'.join(map(str, sys.version_info[:3]))} · {sys.platform}"
