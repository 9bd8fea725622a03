"""The conversation meter in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roidesk.i18n import _, formats, ngettext

if TYPE_CHECKING:
    from roidesk.analytics.meter import Spread
    from roidesk.services.meter import Reading


def cost_words(reading: Reading | None, now: int) -> str:
    """Return what a running conversation cost so far ("€9.35"), "" where a rate is missing."""
    cost = reading.cost(now) if reading is not None else None
    return "" if cost is None or reading is None else formats.money(cost, reading.currency)


def shared_words(reading: Reading | None) -> str:
    """Return that time is shared with others that run, "" where it is not."""
    if reading is None or reading.together < 2:  # noqa: PLR2004 - it takes two to share
        return ""
    count = reading.together - 1
    said = ngettext("shares its time with {count} other", "shares its time with {count} others", count)
    return said.format(count=count)


def spread_words(found: Spread | None) -> str:
    """Return how long similar conversations took that led to something, "" with too few of them."""
    if found is None:
        return ""
    return _("Half of the {n} like it that led to something took {low} to {high}.").format(
        n=found.n, low=formats.duration(found.low_us), high=formats.duration(found.high_us)
    )
