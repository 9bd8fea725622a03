"""What a verb is handed, and how it answers: in words, or as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TextIO
from uuid import UUID

from roidesk.cli.options import Options
from roidesk.domain.changes import Changes

if TYPE_CHECKING:
    from roidesk.services.desk import Desk


class HelpShown(Exception):  # noqa: N818 - not an error
    """Help was asked for and given; nothing else is to be done."""


class Progress:
    """Tells on a terminal how far long work is; in a pipe it says nothing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shows = stream.isatty()
        self._last = -1

    def __call__(self, done: int, whole: int) -> None:
        """Show that `done` of `whole` steps are done."""
        percent = 100 * done // whole if whole else 100
        if self._shows and percent != self._last:
            self._last = percent
            bar = "█" * (percent // 5)
            self._stream.write(f"\r{bar:<20} {percent:3} %")
            self._stream.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._last >= 0:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


class Call:
    """One command: its words, the store it is about (opened when it is first needed), what it says and wrote."""

    def __init__(self, options: Options, open_desk: Callable[[], Desk], out: TextIO, err: TextIO) -> None:
        self.words = options.words
        self.line = options.line
        self.json = options.json
        self.quiet = options.quiet
        self.help = options.help
        self.keep = options.keep
        self.store = options.store
        self.names_store = options.store is not None
        self.out = out
        self.err = err
        self.changes: list[Changes] = []
        self._open_desk = open_desk

    @cached_property
    def desk(self) -> Desk:
        """The services over the store."""
        return self._open_desk()

    @property
    def opened(self) -> Desk | None:
        """The services over the store, if it was opened."""
        return self.__dict__.get("desk")

    def wrote(self, changes: Changes) -> None:
        """Note what was written."""
        self.changes.append(changes)

    def answer(self, document: Callable[[], object], text: Callable[[], str | None]) -> None:
        """Say the answer: as JSON where that is wanted, else in words (None: nothing to say)."""
        said = as_json(document(), indent=self.out.isatty()) if self.json else text()
        if said:
            self.out.write(said + "\n")

    def confirm(self, document: Callable[[], object], text: Callable[[], str | None]) -> None:
        """Say that it is done, unless only what was asked for is to be said."""
        if self.json or not self.quiet:
            self.answer(document, text)

    def aside(self, text: str) -> None:
        """Say something beside the answer, where no pipe takes it for a part of it."""
        if not self.json and not self.quiet:
            self.err.write(text + "\n")


def as_json(document: object, *, indent: bool = False) -> str:
    """Return a document as JSON text."""
    return json.dumps(document, ensure_ascii=False, default=_plain, indent=2 if indent else None)


def _plain(value: object) -> object:
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)
