"""How far long work is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is; may raise `Cancelled`, and the work ends with it."""
