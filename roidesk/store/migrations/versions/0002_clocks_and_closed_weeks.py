"""Timers know their clocks and what is in doubt, interactions what is doubtful about them; weeks can be closed."""

from __future__ import annotations

from roidesk.store.migrations.statements import run

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and tables."""
    run(__file__)
