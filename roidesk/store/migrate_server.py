"""Making a store on a server and bringing an older one up to date: one transaction, all or nothing.

This module loads SQLAlchemy and Alembic; it is only imported when there is something to make or migrate. Backups are
the server's: nothing is copied before (docs/reliability.md).
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import command

from roidesk.domain.errors import UserError
from roidesk.store.format import APPLICATION_ID
from roidesk.store.migrate import alchemy, configuration
from roidesk.store.postgres import PostgreSQL

_TABLES = (
    "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' "
    "and relname <> 'alembic_version' order by relname"
)
_SUMMED = (
    "select attname from pg_attribute where attrelid = to_regclass(:name) and attnum > 0 and not attisdropped "
    "and atttypid = 'bigint'::regtype and attname ~ '(^|_)(us|minor|milli|ppm)$' order by attname"
)


def migrate(engine: PostgreSQL) -> None:
    """Run the steps that the store lacks; an empty schema gets all of them. Who comes second finds it done.

    `UserError` `migration_differs`: a table would not have as many rows as before, or other sums of time and money.
    """
    with alchemy(engine).begin() as connection:
        connection.exec_driver_sql(
            f"select pg_advisory_xact_lock({APPLICATION_ID}, current_schema()::regnamespace::oid::int)"
        )
        connection.exec_driver_sql("set local statement_timeout = 0")
        had = _amounts(connection)
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        has = _amounts(connection)
        for name, amount in had.items():
            if has.get(name) != amount:
                raise UserError(
                    "migration_differs", file=engine.place, what=name, before=amount, after=has.get(name, 0)
                )


def _amounts(connection: sa.Connection) -> Mapping[str, int]:
    """Return the rows of each table and the exact sums of its columns of time and money."""
    found = {}
    for table in connection.scalars(sa.text(_TABLES)).all():
        found[table] = connection.scalar(sa.text(f'select count(*) from "{table}"')) or 0
        for column in connection.scalars(sa.text(_SUMMED), {"name": table}).all():
            total = connection.scalar(sa.text(f'select coalesce(sum("{column}"), 0) from "{table}"'))
            found[f"{table}.{column}"] = int(total or 0)
    return found
