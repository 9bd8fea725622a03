"""PostgreSQL: the one place that connects to a server, says how, and knows what its errors mean (reliability.md 4.7).

psycopg is loaded when a store on a server is opened, never for one in a file. The SQL that arrives here is that of the
whole store; the few things that PostgreSQL says in other words are put into them once a statement (`_SPELLED`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roidesk.domain.errors import UserError
from roidesk.domain.servers import shown
from roidesk.store.engine import LOCK_SECONDS, BrokenRule, Connection, Purpose, Rows
from roidesk.store.format import APPLICATION_ID
from roidesk.store.records import REFERENCES, kinds, record_of

if TYPE_CHECKING:
    import psycopg

_ASKED = {
    "application_name": "roidesk",
    "client_encoding": "utf8",
    "connect_timeout": "5",
    # A server that went silent is given up after these many seconds (and milliseconds), not after hours.
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
_LOCAL = frozenset(("", "localhost", "127.0.0.1", "::1"))
_STATEMENT_SECONDS = 15
_IDLE_SECONDS = 60
_FETCHED = 2000
# One writes at a time, whatever else is done in the same database: the lock is that of this store's own log.
_ALONE = f"begin; select pg_advisory_xact_lock(({APPLICATION_ID}::bigint << 32) | 'change'::regclass::oid::bigint)"
_SNAPSHOT = "begin isolation level repeatable read read only"
_SPELLED = (
    ("json_group_array(hex(value))", "coalesce(json_agg(upper(encode(uuid_send(value), 'hex'))), '[]')::text"),
    ("json_group_array(value)", "coalesce(json_agg(value), '[]')::text"),
)
_PARAMETER = re.compile(r"(?<![\w:]):([a-z]\w*)")
_CODES = {
    "25006": "server_read_only",
    "28000": "server_unreachable",
    "28P01": "server_unreachable",
    "3D000": "server_unreachable",
    "40001": "store_locked",
    "40P01": "store_locked",
    "42501": "server_forbids",
    "53100": "store_full",
    "53200": "server_busy",
    "53300": "server_busy",
    "55P03": "store_locked",
    "57014": "server_busy",
    "58030": "store_io",
    "XX001": "store_damaged",
    "XX002": "store_damaged",
}
_LOST = ("08", "25P03", "57P0")


def asked_of(given: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return the parameters of a connection: those given, and ours where nothing is.

    A server on another machine has to prove that it is the one that is meant.
    """
    host = str(given.get("host") or given.get("hostaddr") or environment.get("PGHOST") or "")
    local = all(each in _LOCAL or each.startswith(("/", "@")) for each in host.split(","))
    proof = {} if local or "PGSSLMODE" in environment else {"sslmode": "verify-full"}
    return {**_ASKED, **proof, **given}


@lru_cache(maxsize=1024)
def spelled(sql: str) -> str:
    """Return a statement as PostgreSQL and its driver take it."""
    said = _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))
    for ours, theirs in _SPELLED:
        said = said.replace(ours, theirs)
    return said


class ServerConnection:
    """A connection to a server that speaks like one to a file (`roidesk.store.engine.Connection`)."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self._raw = raw
        self._streams = count()

    @property
    def in_transaction(self) -> bool:
        """Whether one was begun and not ended, be it by a statement that failed."""
        return not self._raw.closed and self._raw.info.transaction_status.name != "IDLE"

    @property
    def lost(self) -> bool:
        """Whether the server or the way to it ended it."""
        return self._raw.closed

    def begin(self, purpose: Purpose, /) -> None:
        """Begin a transaction, for reading as of now, or for writing alone: that waits until nobody else writes."""
        try:
            self._raw.execute(_ALONE if purpose == "writing" else _SNAPSHOT)
        except BaseException:
            if self.in_transaction:
                self._raw.execute("rollback")
            raise

    def execute(self, sql: str, values: Mapping[str, Any] | None = None, /) -> Rows:
        """Run a statement."""
        return self._raw.execute(spelled(sql), values or {})

    def executemany(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> object:
        """Run a statement for each row of values."""
        cursor = self._raw.cursor()
        cursor.executemany(spelled(sql), rows)
        return cursor

    def stream(self, sql: str, /) -> Iterator[Any]:
        """Yield the rows of a query inside a transaction; other statements may be run meanwhile."""
        if not self.in_transaction:
            yield from self.execute(sql)
            return
        with self._raw.cursor(name=f"rows_{next(self._streams)}") as cursor:
            cursor.itersize = _FETCHED
            yield from cursor.execute(spelled(sql), {})

    def close(self) -> None:
        """Close it; what was not committed is undone."""
        self._raw.close()


class PostgreSQL:
    """The `Engine` of a store on a server. It lives in the schema that comes first in the search path.

    `url`: as libpq takes it. `UserError`: `driver_missing`, `server_address`.
    """

    name = "postgresql"
    path: Path | None = None

    def __init__(self, url: str, *, read_only: bool = False, lock_seconds: float = LOCK_SECONDS) -> None:
        self.place = shown(url)
        self.read_only = read_only
        self.lock_seconds = lock_seconds
        self._patience_ms = round((_STATEMENT_SECONDS + lock_seconds) * 1000)
        try:
            import psycopg
        except ImportError:
            raise UserError("driver_missing", file=self.place) from None
        self.errors: type[Exception] = psycopg.Error
        try:
            self._asked = asked_of(psycopg.conninfo.conninfo_to_dict(url))
        except psycopg.Error:  # whose text may quote the password
            raise UserError("server_address", file=self.place) from None

    def connect(self, purpose: Purpose) -> ServerConnection:
        """Open a connection to the server."""
        return ServerConnection(self._open(_adapters(), reads=purpose == "reading"))

    def reach(self) -> ServerConnection:
        """Open the first connection. `UserError` `server_unreachable` with what the server or the way to it says."""
        try:
            return self.connect("reading")
        except self.errors as error:
            if self.code_of(error) != "server_lost":
                raise
            raise UserError("server_unreachable", file=self.place, said=" ".join(str(error).split())) from error

    def bare(self) -> psycopg.Connection[Any]:
        """Open a connection that begins transactions by itself, as SQLAlchemy expects."""
        raw = self._open(None, reads=self.read_only)
        raw.autocommit = False
        return raw

    def _open(self, adapters: Any, *, reads: bool) -> psycopg.Connection[Any]:  # noqa: ANN401 - psycopg's
        import psycopg

        raw = psycopg.connect(**self._asked, autocommit=True, context=adapters)
        try:
            raw.execute(
                "select set_config('lock_timeout', %(lock)s, false), set_config('statement_timeout', %(run)s, false), "
                "set_config('idle_in_transaction_session_timeout', %(idle)s, false), "
                "set_config('default_transaction_read_only', %(reads)s, false)",
                {
                    "lock": f"{max(1, round(self.lock_seconds * 1000))}ms",
                    "run": str(self._patience_ms),
                    "idle": f"{_IDLE_SECONDS}s",
                    "reads": "on" if reads else "off",
                },
            )
        except BaseException:
            raw.close()
            raise
        return raw

    def version(self, connection: Connection) -> int:
        """Return the number of the newest step that was run."""
        (step,) = connection.execute("select version_num from alembic_version").fetchone()
        return int(step)

    def code_of(self, error: BaseException) -> str | None:
        """Return the code of what the server met, or the way to it; None: it is no such thing."""
        import psycopg

        if not isinstance(error, psycopg.Error):
            return None
        state = error.sqlstate
        if state is None:
            # What has no state did not come from the server: either there is none, or it went away.
            return "server_lost" if isinstance(error, psycopg.OperationalError) else None
        return "server_lost" if state.startswith(_LOST) else _CODES.get(state)

    def refusal(self, error: Exception) -> BrokenRule | None:
        """Return what a rule refused, or that a value is none that a column can hold."""
        import psycopg
        from psycopg import errors

        if isinstance(error, OverflowError | UnicodeEncodeError):
            return BrokenRule("value", "")
        if not isinstance(error, psycopg.Error):
            return None
        if isinstance(error, errors.UniqueViolation):
            return BrokenRule("alike", "")
        if isinstance(error, errors.ForeignKeyViolation | errors.RestrictViolation):
            return BrokenRule("reference", "")
        if isinstance(error, psycopg.IntegrityError | psycopg.DataError | errors.DatatypeMismatch):
            said = error.diag
            return BrokenRule("value", said.constraint_name or f"{said.table_name}.{said.column_name}")
        return None

    def checkpoint(self, connection: Connection) -> None:
        """Do nothing: the server looks after its own disk."""

    def scrub(self, connection: Connection) -> bool:
        """Write every table that holds words of people anew, without what was deleted; who owns them may do that."""
        from psycopg import errors

        tables = sorted({"change_content", *kinds(), *(table for table, *_ in references())})
        # Whoever still sees the store as it was before keeps the rows from going.
        (may,) = connection.execute(
            "select pg_has_role(relowner, 'usage') and not exists (select 1 from pg_stat_activity where "
            "datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null) "
            "from pg_class where oid = 'change_content'::regclass"
        ).fetchone()
        if not may:
            return False
        connection.execute("set statement_timeout = 0")
        try:
            for table in tables:
                connection.execute(f"vacuum full {table}")
        except errors.LockNotAvailable:
            return False
        finally:
            connection.execute(f"set statement_timeout = {self._patience_ms}")
        return True

    def damage(self, connection: Connection, *, deep: bool) -> Iterator[tuple[str, str, str]]:  # noqa: ARG002 - as the other
        """Yield what refers to nothing. Pages and indexes are the server's to check (data checksums, pg_amcheck)."""
        connection.execute("set local statement_timeout = 0")  # a check reads all there is
        for table, column, other in references():
            for (found,) in connection.stream(
                f"select {table}.{column} from {table} left join {other} as wanted on wanted.id = {table}.{column} "
                f"where {table}.{column} is not null and wanted.id is null"
            ):
                yield "reference_broken", table, f"{column} {found.hex()} -> {other}"

    def close(self) -> None:
        """Do nothing: nothing was made for the connections."""


def references() -> Iterator[tuple[str, str, str]]:
    """Yield every column of an entry that holds an id of another: table, column, the table it refers to."""
    for table, kind in kinds().items():
        record = record_of(kind)
        for column in record.columns:
            if column.name in REFERENCES:
                yield table, column.name, record_of(REFERENCES[column.name]).table
        for child in record.children:
            yield record.child_table(child), "owner_id", table
            if child.name in REFERENCES:
                yield record.child_table(child), "value", record_of(REFERENCES[child.name]).table


@cache
def _adapters() -> Any:  # noqa: ANN401 - psycopg's
    """Return how values come and go as the store knows them: ids as 16 bytes, sums as whole numbers, no fractions."""
    import psycopg
    from psycopg.adapt import AdaptersMap, Dumper, Loader

    class Id(Loader):
        def load(self, data: Any) -> bytes:  # noqa: ANN401 - bytes or a view of them
            return bytes.fromhex(bytes(data).decode().replace("-", ""))

    class Whole(Loader):
        def load(self, data: Any) -> int:  # noqa: ANN401 - bytes or a view of them
            return int(bytes(data))

    class Fraction(Dumper):
        def dump(self, obj: Any) -> bytes:  # noqa: ANN401 - a float
            # The server would round it, without a word.
            raise psycopg.DataError(f"{obj!r} is no whole number")

    adapters = AdaptersMap(psycopg.adapters)
    adapters.register_loader("uuid", Id)
    adapters.register_loader("numeric", Whole)
    adapters.register_dumper(float, Fraction)
    return adapters
