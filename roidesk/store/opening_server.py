"""Opening a store on a server: look before touching, refuse what is not ours, make what is missing, migrate."""

from __future__ import annotations

import re

from roidesk.domain.errors import UserError
from roidesk.store.engine import LOCK_SECONDS, Connection, Explained
from roidesk.store.format import VERSION
from roidesk.store.postgres import PostgreSQL
from roidesk.store.store import Store

_STEPS = "alembic_version"
_LOG = ("action", "change", "change_content")


def open_server_store(
    url: str, *, create: bool = True, read_only: bool = False, lock_seconds: float = LOCK_SECONDS
) -> Store:
    """Open the store at a URL, in the schema that comes first in the search path; make it where there is nothing yet.

    Who may read but not write opens it read-only. `UserError`: `driver_missing`, `server_address`,
    `server_unreachable`, `server_letters` (it cannot hold every name), `store_missing`, `server_not_ours`,
    `store_newer`, `server_older`, `server_forbids` and what else the server may refuse.
    """
    engine = PostgreSQL(url, read_only=read_only, lock_seconds=lock_seconds)
    with Explained(engine.place, engine.code_of):
        connection = engine.reach()
        try:
            version = _version(connection, engine.place)
            if version is not None and not engine.read_only:
                engine.read_only = not _may_write(connection)
        finally:
            connection.close()
        if version is None and (not create or read_only):
            raise UserError("store_missing", file=engine.place)
        if version is None or version < VERSION:
            if engine.read_only:
                raise UserError("server_older", file=engine.place)
            from roidesk.store.migrate_server import migrate

            migrate(engine)
        return Store(engine)


def _version(connection: Connection, place: str) -> int | None:
    """Return the version of a store of ours; None: the schema is empty."""
    encoding, schema = connection.execute("select current_setting('server_encoding'), current_schema()").fetchone()
    if encoding != "UTF8":
        raise UserError("server_letters", file=place, said=encoding)
    if schema is None:
        raise UserError("server_not_ours", file=place)
    tables = {
        name
        for (name,) in connection.execute(
            "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind in "
            "('r', 'p', 'v', 'm', 'f')"
        )
    }
    if not tables:
        return None
    if not tables.issuperset((_STEPS, *_LOG)):
        raise UserError("server_not_ours", file=place)
    steps = connection.execute(f"select version_num from {_STEPS}").fetchall()
    if len(steps) != 1 or not re.fullmatch(r"\d{4}", steps[0][0]):
        raise UserError("server_not_ours", file=place)
    version = int(steps[0][0])
    if version > VERSION:
        raise UserError("store_newer", file=place, version=version, known=VERSION)
    return version


def _may_write(connection: Connection) -> bool:
    """Whether the person may add to the log, on a server that takes writes."""
    (may,) = connection.execute("select has_table_privilege('change', 'insert') and not pg_is_in_recovery()").fetchone()
    return bool(may)
