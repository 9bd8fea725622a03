"""The first step: every table, as the SQL beside this file says for each database."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, their indexes, and the triggers that keep the change log as it was written."""
    database = op.get_bind().dialect.name
    script = Path(__file__).with_name(f"{revision}_first.{database}.sql").read_text(encoding="utf-8")
    for statement in script.split("\n\n"):
        op.get_bind().exec_driver_sql(statement.strip())
