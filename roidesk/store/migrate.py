"""Making a store and bringing an older one up to date: one transaction, all or nothing.

This module loads SQLAlchemy and Alembic; it is only imported when there is something to make or migrate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.pool import NullPool

from roidesk.domain.errors import UserError
from roidesk.store import census
from roidesk.store.backup import refuse_unsound
from roidesk.store.columns import append_only
from roidesk.store.connection import FileConnection, connect
from roidesk.store.engine import LOCK_SECONDS, Engine
from roidesk.store.format import APPLICATION_ID, VERSION
from roidesk.store.schema import LOGS, Base

_STEPS_TABLE = "alembic_version"
_DIALECTS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}
_TRIGGERS = {
    "sqlite": "select sql from sqlite_schema where type = 'trigger'",
    # One that is switched off is none.
    "postgresql": "select pg_get_triggerdef(pg_trigger.oid, true) from pg_trigger "
    "join pg_class on pg_class.oid = tgrelid where relnamespace = current_schema()::regnamespace "
    "and not tgisinternal and tgenabled in ('O', 'A')",
}


def migrate(path: Path, *, before: Callable[[Path], object] | None = None, lock_seconds: float = LOCK_SECONDS) -> None:
    """Run the steps that the store at `path` lacks, as one transaction; an empty file gets all of them.

    A store with entries is looked at first, down to each digest. Then `before` is called with its path, when nobody
    else can write to it any more and nothing has changed yet: for a copy. After the steps there have to be as many rows
    as before in every table, with the same sums of time and money. `UserError`: `store_damaged`, `migration_differs`,
    and whatever `before` raises; the store is then as it was.
    """
    engine = sa.create_engine("sqlite://", creator=lambda: connect(path, lock_seconds=lock_seconds), poolclass=NullPool)
    sa.event.listen(engine, "connect", _without_foreign_keys)
    sa.event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            file: Any = connection.connection.driver_connection
            had = _looked_at(file, path, before)
            config = configuration()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            broken = connection.exec_driver_sql("pragma foreign_key_check").first()
            if broken is not None:
                raise UserError("store_damaged", file=str(path), said=f"foreign key of {broken[0]}")
            _compare(had, _amounts(file), path)
            connection.exec_driver_sql(f"pragma application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"pragma user_version = {VERSION}")
    except sa.exc.DBAPIError as error:
        # In SQLite's own words, which `Explained` knows: a full disk and a locked store are no fault of ours.
        raise error.orig or error from error


def _looked_at(file: FileConnection, path: Path, before: Callable[[Path], object] | None) -> Mapping[str, int]:
    """Refuse a store that is not sound, have it copied, and return what must be the same afterwards."""
    (version,) = file.execute("pragma user_version").fetchone()
    if 0 < version < VERSION:
        refuse_unsound(file, path, deep=True)
        if before is not None:
            before(path)
    return _amounts(file)


def _amounts(file: FileConnection) -> Mapping[str, int]:
    """Return the rows of each table and the sums of its columns of time and money."""
    return {**census.rows(file), **census.sums(file)}


def _compare(had: Mapping[str, int], has: Mapping[str, int], path: Path) -> None:
    for name, amount in had.items():
        if name != _STEPS_TABLE and has.get(name) != amount:
            raise UserError("migration_differs", file=str(path), what=name, before=amount, after=has.get(name, 0))


def _without_foreign_keys(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's
    # Inside a transaction this would be ignored without a word, and a rebuilt table would take its children along.
    connection.execute("pragma foreign_keys = off")


def _begin(connection: sa.Connection) -> None:
    # The driver would begin too late, after the first table is made, and half of a failed migration would stay.
    connection.exec_driver_sql("begin immediate")


def configuration() -> Config:
    """Return Alembic's settings: where the steps are."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def newest_step() -> int:
    """Return the number of the newest step (equal to `format.VERSION`, or the build is wrong)."""
    return int(ScriptDirectory.from_config(configuration()).get_current_head() or 0)


def differences(engine: Engine) -> list[str]:
    """Return in what the tables of a store differ from the schema of this roidesk, triggers included."""
    with alchemy(engine).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        found = [str(each) for each in compare_metadata(context, Base.metadata)]
        triggers = set(connection.scalars(sa.text(_TRIGGERS[engine.name])))
    wanted = {each for table in LOGS for each in append_only(table, engine.name)}
    return found + sorted(_plain(wanted) ^ _plain(triggers))


def alchemy(engine: Engine) -> sa.Engine:
    """Return SQLAlchemy's engine over a database: each connection is new, and closed when it is given back."""
    return sa.create_engine(_DIALECTS[engine.name], creator=engine.bare, poolclass=NullPool)


def _plain(statements: Iterable[str]) -> set[str]:
    """Return statements as they are compared: a database keeps the case of some words to itself."""
    return {each.strip().casefold() for each in statements}
