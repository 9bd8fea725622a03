"""The first step: every table with its indexes, and the triggers that keep the change log as it was written."""

from __future__ import annotations

from roidesk.store.migrations.statements import run

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    run(__file__)
