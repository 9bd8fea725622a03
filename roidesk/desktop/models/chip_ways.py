"""What a chip's menu says of each way to change its part of the line. Pure: values in, values out."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.i18n import _, formats, ngettext, words
from roidesk.services.fixing import Say, Way


class Entry(NamedTuple):
    """One line of the menu: its words, the line it makes, a mark before it, and whether the part says that now."""

    words: str
    line: str
    icon: str = ""
    colour: str = ""
    checked: bool = False
    contact: UUID | None = None
    """Whose page it opens instead."""


def entries(ways: tuple[Way, ...], zone: str, theme: Tokens) -> tuple[Entry, ...]:
    """Return the menu of a chip, in the order of the ways."""
    return tuple(_entry(each, zone, theme) for each in ways)


def _entry(way: Way, zone: str, theme: Tokens) -> Entry:
    made = Entry(_words(way, zone), way.line, checked=way.now, contact=way.contact_id)
    if way.channel is not None:
        colour = channel_colour(theme, way.channel).hex
        return made._replace(icon=channel_icon(way.channel), colour=colour)
    return made


def _words(way: Way, zone: str) -> str:
    if way.channel is not None and way.kind is not None:
        return f"{way.channel.name} {way.kind.name}".strip()
    said = {
        Say.SEVERAL: words.several(),
        Say.TIMER: _("Start a timer instead"),
        Say.LEVEL_OF_KIND: _("As the channel says"),
        Say.NOTHING: _("Take it out"),
    }
    return said.get(way.say) or _with_a_value(way, zone)


def _with_a_value(way: Way, zone: str) -> str:
    """Return the words of a way that names something."""
    n = way.number
    made = {
        Say.LENGTH: lambda: formats.duration(n),
        Say.ENDED: lambda: ngettext("Ended {n} minute ago", "Ended {n} minutes ago", n).format(n=n),
        Say.SINCE: lambda: _("Since the last entry ended, {time}").format(time=formats.clock(n, zone)),
        Say.LEVEL: lambda: words.level(n),
        Say.INTENT: lambda: words.value("intent", way.text),
        Say.CONVERSION: lambda: words.conversion_kind(way.text),
        Say.OPEN: lambda: _("Open {name}").format(name=way.text),
        Say.PROPOSAL: lambda: _("Did you mean “{text}”?").format(text=way.text),
        Say.TOPIC: lambda: _("Topic #{name}").format(name=way.text),
        Say.CONTACT: lambda: _("Contact @{name}").format(name=way.text),
        Say.NOTE: lambda: _("Keep “{text}” as a note").format(text=way.text),
    }.get(way.say)
    return made() if made is not None else way.text
