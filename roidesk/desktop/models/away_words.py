"""A stretch away from the machine, in words. Pure."""

from __future__ import annotations

from typing import NamedTuple

from roidesk.domain.instants import MINUTE, local_day
from roidesk.domain.model import AwayCause
from roidesk.domain.quickline import written_length
from roidesk.i18n import _, formats, ngettext
from roidesk.services.away import AwayRow
from roidesk.services.rows import Shown


class AwayWords(NamedTuple):
    """What the card of one stretch says. `what` names what ran ("Email @hollis")."""

    title: str
    when: str
    what: str
    start: str
    end: str
    since: str
    leave: str
    left: str
    keep: str
    kept: str
    part: str


def away_words(row: AwayRow) -> AwayWords:
    """Return the words for a stretch that waits for an answer."""
    away = row.away
    length = formats.duration(away.end_us - away.start_us)
    half = (away.end_us - away.start_us) // 2  # an example of a part, which would be accepted
    start, end = formats.clock(away.start_us, row.zone), formats.clock(away.end_us, row.zone)
    what = ", ".join(map(named, row.what))
    titles = {
        AwayCause.ASLEEP: _("This computer slept for {length}"),
        AwayCause.RESTART: _("Nobody saw the timer for {length}"),
    }
    said = _("{start} to {end}, while {what} was running") if row.running else _("{start} to {end}, while {what} ran")
    first, last = local_day(away.start_us, row.zone), local_day(away.end_us, row.zone)
    return AwayWords(
        title=titles.get(away.cause, _("You were away for {length}")).format(length=length),
        when=said.format(start=start if first == last else f"{formats.day(first)} {start}", end=end, what=what),
        what=what,
        start=start,
        end=end,
        since=formats.clock(row.since_us, row.zone),
        leave=_("Leave it out and go on") if row.running else _("Leave it out"),
        left=(
            _("It stops at {start}; a new stretch began at {end}") if row.running else _("It stays as it was filed")
        ).format(start=start, end=end),
        keep=_("It was part of {what}").format(what=what),
        kept=_("Count all {length} of it").format(length=length),
        part=_("{length} or {time}").format(
            length=written_length(half - half % MINUTE or half), time=formats.clock(away.start_us + half, row.zone)
        ),
    )


def named(shown: Shown) -> str:
    """Return what ran, short: its channel, kind and contact."""
    contact = f"@{shown.contact}" if shown.contact else ""
    return " ".join(filter(None, (shown.channel.name, shown.kind.name, contact)))


def waiting_words(count: int) -> str:
    """Return how many stretches wait."""
    said = ngettext(
        "{count} stretch away from the computer waits for an answer",
        "{count} stretches away from the computer wait for an answer",
        count,
    )
    return said.format(count=count)


def idle_words(reason: str) -> str:
    """Return why idle time is not known here (a code of `platform.idle`), "" where it is."""
    said = {
        "wayland": _("Not available: this desktop does not tell programs. Sleep and restarts are still noticed."),
        "no_display": _("Not available: no screen is used here. Sleep and restarts are still noticed."),
        "refused": _("Not available: the system does not answer. Sleep and restarts are still noticed."),
    }
    return said.get(reason, "")
