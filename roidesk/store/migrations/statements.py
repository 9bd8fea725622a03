"""The SQL of a step, one file for each database: a step stays what it was however the classes change."""

from __future__ import annotations

from pathlib import Path

from alembic import op


def run(step: str) -> None:
    """Run the statements of a step: those beside its file, separated by empty lines."""
    connection = op.get_bind()
    script = Path(step).with_suffix(f".{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.split("\n\n"):
        connection.exec_driver_sql(statement.strip())
