"""A typed start of a timer, in words. Pure."""

from __future__ import annotations

from roidesk.desktop.models.away_words import named
from roidesk.domain.instants import local_day
from roidesk.i18n import _, formats, ngettext
from roidesk.services.timer_starts import TypedStart

_NAMED = 3


def start_words(typed: TypedStart, now: int, zone: str) -> str:
    """Return what a typed start would mean: since when, how long that is, and what it would run beside."""
    if typed.start_us is None:
        return _("Not a time yet: write 14:05, or -10 for ten minutes ago.")
    if typed.start_us > now:
        return _("That is still to come.")
    day = local_day(typed.start_us, zone)
    when = formats.clock(typed.start_us, zone)
    if day != local_day(now, zone):
        when = f"{formats.day(day)} {when}"
    said = _("Since {when}, {length}. Enter changes it.").format(
        when=when, length=formats.duration(now - typed.start_us)
    )
    if not typed.overlaps:
        return said
    beside = ", ".join(
        f"{named(row.shown)} {formats.clock(one.start_us, zone)}–{formats.clock(one.end_us, zone)}"
        for row in typed.overlaps[:_NAMED]
        for one in [row.interaction]
    )
    more = len(typed.overlaps) - _NAMED
    shares = _("It then shares time with {what}.")
    if more > 0:
        shares = ngettext(
            "It then shares time with {what} and {count} more.",
            "It then shares time with {what} and {count} more.",
            more,
        )
    return said + "\n" + shares.format(what=beside, count=more)
