"""Work off the GUI thread: one thread that writes, one for long reads, one for glances that may not wait behind them.

A write is one background operation that returns what it changed; everybody who shows something hears of it by one
signal, and nobody calls refresh by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from roidesk.domain.errors import Cancelled, UserError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

AGAIN = frozenset(("store_locked", "store_full"))
"""Refusals that may be over in a moment: nothing is wrong with what was asked."""
T = TypeVar("T")
Failed = Callable[[UserError], None]


class _Outcome(NamedTuple):
    """What a piece of work came to, on its way back to the GUI thread."""

    deliver: Callable[[], None]
    write: bool


class Tasks(QObject):
    """Runs work of the services and brings the results back to the thread this object lives in.

    A `UserError` goes to the caller's `failed`, or to `refused` when it gave none; any other exception is our own fault
    and goes to `broke` as a text that can be copied. Nothing is begun or delivered after `close`.
    """

    changed = Signal(object)
    """`Changes` of a write, once a write."""
    refused = Signal(object)
    """A `UserError` for which the caller had no place of its own."""
    blocked = Signal(object, object)
    """A `UserError` of a write nobody has a place for, that may soon be over, and how the write is done again."""
    broke = Signal(str)
    """The report of an exception nobody foresaw (`roidesk.platform.fault`)."""
    writing = Signal(bool)
    """True when the first of some writes begins, False when the last of them has ended."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._under_way = 0
        self._writes = 0
        self._closed = False
        self._finished.connect(self._deliver)

    def write(
        self, work: Callable[[], T], done: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Run a write after those before it; `done` gets its result, then `changed` tells everybody."""
        self._submit("write", work, done, failed)

    def read(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Run a read that may take long: figures, ranges, many rows."""
        self._submit("read", work, done, failed)

    def glance(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Run a read that takes a moment and that somebody waits for: what a line means, a day's rows."""
        self._submit("glance", work, done, failed)

    def aside(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Run what nobody waits for and may take long, beside everything else: backups, checks."""
        self._submit("aside", work, done, failed)

    def close(self, last: Callable[[], object] = lambda: None) -> None:
        """Drop the reads that have not begun, finish the writes, do `last` where writes are done, and deliver nothing.

        `last` runs when nobody reads any more: a store is closed there.
        """
        self._closed = True
        for name in ("read", "glance", "aside"):
            if name in self._pools:
                self._pools[name].shutdown(cancel_futures=True)
        self._pool("write").submit(last)
        self._pool("write").shutdown()

    def _submit(
        self,
        pool: str,
        work: Callable[[], T],
        done: Callable[[T], None] | None,
        failed: Failed | None,
    ) -> None:
        if self._closed:
            return  # a page may still ask, by a timer, when its window has gone
        write = pool == "write"

        def run() -> None:
            self._finished.emit(_Outcome(self._outcome(work, done, failed, write=write), write))

        self._under_way += 1
        if write:
            self._writes += 1
            if self._writes == 1:
                self.writing.emit(True)
        self._pool(pool).submit(run)

    def _pool(self, name: str) -> ThreadPoolExecutor:
        """Return a thread, made when it is first needed: the window is painted before that."""
        if name not in self._pools:
            from concurrent.futures import ThreadPoolExecutor

            self._pools[name] = ThreadPoolExecutor(1, name)
        return self._pools[name]

    @property
    def busy(self) -> bool:
        """Whether something that was asked for has not arrived yet."""
        return self._under_way > 0

    def _outcome(
        self, work: Callable[[], T], done: Callable[[T], None] | None, failed: Failed | None, *, write: bool
    ) -> Callable[[], None]:
        """Do the work on the present thread and return what is then to be done on the GUI thread."""
        try:
            result = work()
        except Cancelled:
            return lambda: None
        except UserError as error:
            from roidesk.platform.journal import note_refusal

            note_refusal(error.code)
            refusal = error
            if failed is None and write and error.code in AGAIN:
                return lambda: self.blocked.emit(refusal, lambda: self.write(work, done))
            return lambda: failed(refusal) if failed else self.refused.emit(refusal)
        except Exception as error:  # noqa: BLE001 - the border between threads: whatever it is, it must be shown
            from roidesk.platform.fault import noted

            report = noted(error)
            return lambda: self.broke.emit(report)
        return lambda: self._tell(result, done, write=write)

    def _tell(self, result: T, done: Callable[[T], None] | None, *, write: bool) -> None:
        if done is not None:
            done(result)
        from roidesk.domain.changes import Changes

        changes = result if isinstance(result, Changes) else getattr(result, "changes", None)
        if write and isinstance(changes, Changes) and changes:
            self.changed.emit(changes)

    def _deliver(self, outcome: _Outcome) -> None:
        self._under_way -= 1
        if self._closed:
            return
        if outcome.write:
            self._writes -= 1
            if not self._writes:
                self.writing.emit(False)
        outcome.deliver()
