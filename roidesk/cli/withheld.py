"""What stands in a table instead of a value that is not there, or that must not be shown (analytics.md 4.6)."""

from __future__ import annotations

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE
from roidesk.domain.figure import Figure
from roidesk.i18n import formats, words


def why(figure: Figure) -> str:
    """Return why a figure has no value."""
    return words.reason(figure.reason) if figure.reason else formats.NONE


def instead(figure: Figure) -> str | None:
    """Return what stands instead of a figure without a value, or with fewer than five cases; None: it may be shown."""
    if figure.value is None:
        return why(figure)
    if figure.n is not None and figure.n < ENOUGH_FOR_A_VALUE:
        return words.too_little_data(figure.n, ENOUGH_FOR_A_VALUE)
    return None
