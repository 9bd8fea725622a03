"""What a store asks of its database. `sqlite` and `postgres` give it; nothing else knows which of them it is.

The SQL of the running store is written once, so that both take it (decision record 006): named parameters, values bound
as they are (ids as `UUID`, yes/no as `bool`), `= :value` and `is null`, columns named by their table in what
`on conflict` sets, every query in brackets with a name of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from roidesk.domain.errors import UserError

LOCK_SECONDS = 5.0
"""How long a write waits for another process."""
Purpose = Literal["reading", "writing"]


class Rows(Protocol):
    """What a statement gave, not fetched yet."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement wrote or removed."""

    def fetchone(self) -> Any:  # noqa: ANN401 - as many columns as were asked for
        """Return the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection, used by one thread at a time. A row holds ids as 16 bytes, whole numbers, text, bytes or None."""

    @property
    def in_transaction(self) -> bool:
        """Whether one was begun and not ended."""

    @property
    def lost(self) -> bool:
        """Whether it came to an end by itself, so that another has to be opened."""

    def begin(self, purpose: Purpose, /) -> None:
        """Begin a transaction: for reading one that sees the store as it is now, for writing one that writes alone."""

    def execute(self, sql: str, values: Mapping[str, Any] = ..., /) -> Rows:
        """Run a statement."""

    def executemany(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> object:
        """Run a statement for each row of values."""

    def stream(self, sql: str, /) -> Iterator[Any]:
        """Yield the rows of a query inside a transaction, however many they are, without holding them all."""

    def close(self) -> None:
        """Close it; what was not committed is undone."""


class BrokenRule(NamedTuple):
    """What a rule of the database refused: two alike, a reference to nothing, or a value.

    `rule`: the name of the rule, or the column as `<table>.<column>`, as far as the database says.
    """

    kind: Literal["alike", "reference", "value"]
    rule: str


class Engine(Protocol):
    """One database: where it is, how it is connected to, and what its errors mean."""

    name: str
    """As SQLAlchemy calls it: "sqlite" or "postgresql"."""
    place: str
    """The store as messages name it: its path, or its URL without a password."""
    read_only: bool
    """Whether nothing may be written there."""
    lock_seconds: float
    errors: type[Exception]
    """What its driver raises."""

    @property
    def path(self) -> Path | None:
        """The file; None: it lies in no file of ours."""

    def connect(self, purpose: Purpose) -> Connection:
        """Open a connection; "reading" ones cannot write. Raises what `code_of` knows."""

    def bare(self) -> Any:  # noqa: ANN401 - the driver's
        """Open a connection as its driver has it, for SQLAlchemy: what makes, migrates and compares tables."""

    def version(self, connection: Connection) -> int:
        """Return the number of the newest step of the migrations that was run there (`format.VERSION`)."""

    def code_of(self, error: BaseException) -> str | None:
        """Return the code of what the database met, on its disk or on the way to it; None: it is no such thing."""

    def refusal(self, error: Exception) -> BrokenRule | None:
        """Return what a rule refused; None: the error is something else."""

    def checkpoint(self, connection: Connection) -> None:
        """Move what was written to where it stays, as far as nobody is in the way."""

    def scrub(self, connection: Connection) -> bool:
        """Leave no byte of what was deleted where the database keeps its data; False: somebody is in the way."""

    def damage(self, connection: Connection, *, deep: bool) -> Iterator[tuple[str, str, str]]:
        """Yield what the database itself finds wrong: code, where, what (`roidesk.store.check.Finding`)."""

    def close(self) -> None:
        """Remove what was made for the connections; they are closed."""


class Explained:
    """Turns what a database says about itself into a `UserError`; mistakes of ours pass as they are.

    A class, not a generator: every read passes here, and a line that is logged makes a dozen of them.
    """

    __slots__ = ("_code_of", "_place")

    def __init__(self, place: str, code_of: Callable[[BaseException], str | None]) -> None:
        self._place = place
        self._code_of = code_of

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, where: object) -> None:
        if error is None:
            return
        code = self._code_of(error)
        if code is not None:
            raise UserError(code, file=self._place, said=" ".join(str(error).split())) from error
