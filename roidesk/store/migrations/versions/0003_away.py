"""Stretches away from the machine wait for an answer; timers keep the idle rule of their pin; channels retire."""

from __future__ import annotations

from roidesk.store.migrations.statements import run

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    run(__file__)
