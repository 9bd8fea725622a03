"""Messages that wait, in words: who, how long still, and what may be done later."""

from __future__ import annotations

from enum import StrEnum

from roidesk.domain.instants import DAY, HOUR, MINUTE, local, local_day
from roidesk.domain.snoozing import Later, Until
from roidesk.i18n import _, formats, ngettext, pgettext
from roidesk.services.waiting import SHOWN_DAYS, WaitingList, WaitingRow

_NEAR = 4
"""Less than a quarter of the goal is left: it is near."""
_LONG = 7 * DAY


class Urgency(StrEnum):
    """How near the goal is. Words say it as well as the colour."""

    IN_TIME = "in_time"
    NEAR = "near"
    OVER = "over"
    ANSWERING = "answering"


def urgency(row: WaitingRow, goal_us: int) -> Urgency:
    """Return how near the goal of a message is."""
    if row.answering:
        return Urgency.ANSWERING
    if row.over:
        return Urgency.OVER
    return Urgency.NEAR if row.left_us * _NEAR < goal_us else Urgency.IN_TIME


def who(row: WaitingRow) -> str:
    """Return who waits; somebody unknown is called by the channel."""
    if row.contact:
        return row.contact
    if row.channel is not None:
        return _("Somebody on {channel}").format(channel=row.channel.name)
    return _("Somebody")


def left(row: WaitingRow, as_of: int) -> str:
    """Return how long there is still, in business time; after a week, since when they wait."""
    if row.answering:
        return _("being answered")
    if row.over and as_of - row.message.at_us > _LONG:
        came = local_day(row.message.at_us, row.message.zone)
        return _("since {day}").format(day=formats.day(came, this_year=local_day(as_of, row.message.zone).year))
    if row.over:
        return _("over by {time}").format(time=formats.duration(max(-row.left_us, MINUTE)))
    return _("{time} left").format(time=formats.duration(max(row.left_us, MINUTE)))


def quoted(row: WaitingRow) -> str:
    """Return what they wrote, on one line."""
    text = " ".join((row.message.text or "").split())
    return _("“{text}”").format(text=text) if text else ""


def spoken(row: WaitingRow, as_of: int) -> str:
    """Return a message as it is read aloud."""
    return ", ".join(filter(None, (who(row), left(row, as_of), quoted(row))))


def explained(row: WaitingRow, found: WaitingList) -> str:
    """Return how the time was counted: when the message came, and by which hours."""
    came = _("Came {day} {time}, waited {waited} of business hours.").format(
        day=formats.day(local_day(row.message.at_us, row.message.zone)),
        time=formats.clock(row.message.at_us, row.message.zone),
        waited=formats.duration(row.waited_us),
    )
    hours = _("No business hours are entered: Monday to Friday, 9 to 17, are taken.") if found.assumed_hours else ""
    return " ".join(filter(None, (came, hours)))


def subtitle(found: WaitingList) -> str:
    """Return what is counted, and against what."""
    hours, rest = divmod(found.goal_us, HOUR)
    goal = formats.duration(found.goal_us) if rest else formats.hours(hours, 0)
    return _("of the messages recorded · goal {goal}").format(goal=goal)


def older(found: WaitingList) -> str:
    """Return how many wait for longer than the list tells."""
    count = len(found.rows)
    said = str(count) if found.whole else f"{count}+"
    return ngettext("{count} older than {days} days", "{count} older than {days} days", count).format(
        count=said, days=SHOWN_DAYS
    )


def until(each: Until, zone: str) -> str:
    """Return a time something is put off to."""
    at = formats.clock(each.us, zone)
    return {
        Later.HOUR: _("In an hour"),
        Later.AFTERNOON: _("This afternoon, {time}").format(time=at),
        Later.TOMORROW: _("Tomorrow, {time}").format(time=at),
        Later.MONDAY: pgettext("put off until", "{weekday}, {time}").format(
            weekday=formats.weekday(local(each.us, zone).date()), time=at
        ),
    }[each.later]
