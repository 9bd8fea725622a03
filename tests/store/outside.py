"""Writing past roidesk, as another program would: over a connection that knows none of its rules."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager

import psycopg

_SQLITE = {"zeros16": "zeroblob(16)", "zeros32": "zeroblob(32)", "no_id": "zeroblob(16)", "on_change": ""}
_POSTGRESQL = {
    "zeros16": "decode(repeat('00', 16), 'hex')",
    "zeros32": "decode(repeat('00', 32), 'hex')",
    "no_id": "'00000000-0000-0000-0000-000000000000'::uuid",
    "on_change": "on change",
}


def tamper(store, *statements):
    """Run statements past the triggers of the log and the rules about references."""
    with outside(store) as run:
        if store.engine.name == "sqlite":
            for (name,) in run("select name from sqlite_schema where type = 'trigger'").fetchall():
                run(f"drop trigger {name}")
            run("pragma foreign_keys = off")
        else:
            run("set session_replication_role = replica")
        for statement in statements:
            run(statement)


@contextmanager
def outside(store):
    """A way to run statements on a store's database; what the databases spell differently stands in braces."""
    spelled = _SQLITE if store.engine.name == "sqlite" else _POSTGRESQL
    if store.engine.name == "sqlite":
        connection = sqlite3.connect(store.path, isolation_level=None)
    else:
        connection = psycopg.connect(store.place, autocommit=True)
    with closing(connection):
        yield lambda statement: connection.execute(statement.format(**spelled))
