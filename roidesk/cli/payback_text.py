"""Pay-back in words for a terminal; what too little data stands behind says so instead of a date."""

from __future__ import annotations

from roidesk.analytics.payback_report import PaybackReport
from roidesk.i18n import formats


def report(found: PaybackReport) -> str:
    """Return the pay-back in words."""
    return formats.period(found.period)
