"""What is offered to complete a line, as the rows of a list. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.domain.instants import local_day
from roidesk.domain.model import Channel
from roidesk.i18n import _, formats, ngettext, words
from roidesk.services.offers import Completion, Offer, What, Whom


class Row(NamedTuple):
    """One row: what would stand in the line, whom or what it means, and what else is known.

    `bold`: what was typed, from where to where in `text` or, where `in_name`, in `name`. `new`: the last row, which
    makes a new contact of what was typed.
    """

    text: str
    name: str = ""
    detail: str = ""
    bold: tuple[int, int] = (0, 0)
    in_name: bool = False
    icon: str = ""
    colour: str = ""
    level: int = 0
    new: bool = False

    @property
    def spoken(self) -> str:
        """The row as it is read aloud."""
        return ", ".join(filter(None, (self.name, self.text, self.detail)))


class Around(NamedTuple):
    """Where and when the rows are read."""

    zone: str
    today: date


def rows(completion: Completion, around: Around, theme: Tokens) -> tuple[Row, ...]:
    """Return the rows of a completion; none where nothing is offered."""
    if not completion.offers:
        return ()
    found = tuple(_row(each, around, theme) for each in completion.offers)
    new = (Row(f"@{completion.fresh}", new=True, icon="user-plus"),) if completion.fresh else ()
    return found + new


def ghost(completion: Completion) -> str:
    """Return what would come after the line if the first offer were taken; "" where it begins otherwise."""
    if not completion.offers or completion.end != len(completion.line):
        return ""
    first, typed = completion.offers[0].text, completion.line[completion.start : completion.end]
    return first[len(typed) :] if first.casefold().startswith(typed.casefold()) else ""


def accepted(completion: Completion, number: int) -> str:
    """Return the line with an offer taken, ready to be typed on."""
    text = completion.offers[number].text
    rest = completion.line[completion.end :]
    return f"{completion.line[: completion.start]}{text}{rest or ' '}"


def asks_whom(completion: Completion) -> Offer | None:
    """Return the contact that may be meant by a name that nobody is called yet, if its beginning was typed."""
    first = completion.offers[0] if completion.offers and completion.fresh else None
    return first if first is not None and first.whom is not None and first.size else None


def _row(offer: Offer, around: Around, theme: Tokens) -> Row:
    row = Row(offer.text, bold=(offer.at, offer.at + offer.size), in_name=offer.in_name)
    if offer.whom is not None:
        return row._replace(name=offer.whom.name, detail=" · ".join(_of_contact(offer.whom, around)))
    if offer.past is not None and offer.channel is not None:
        past = offer.past
        when = _day(past.us, around)
        detail = _("last {when}, {length}").format(when=when, length=formats.duration(past.length_us))
        return _marked(row._replace(detail=detail, level=past.level), offer.channel, theme)
    if offer.channel is not None and offer.kind is not None:
        name = f"{offer.channel.name} {offer.kind.name}".strip()
        return _marked(row._replace(name=name), offer.channel, theme)
    if offer.level:
        examples = _("like {channels}").format(channels=", ".join(offer.examples)) if offer.examples else ""
        return row._replace(name=words.level(offer.level), detail=examples, level=offer.level, colour=theme.text2)
    return row._replace(name=_what(offer))


def _marked(row: Row, channel: Channel, theme: Tokens) -> Row:
    return row._replace(icon=channel_icon(channel), colour=channel_colour(theme, channel).hex)


def _of_contact(whom: Whom, around: Around) -> Iterator[str]:
    """Yield what is known of somebody: "customer", "14 interactions", "last: Video call today"."""
    if whom.audience is not None:
        yield words.value("audience", whom.audience)
    if whom.last_us is None or whom.last_channel is None:
        yield _("no interactions yet")
        return
    yield ngettext("{n} interaction", "{n} interactions", whom.times).format(n=whom.times)
    yield _("last: {channel} {when}").format(channel=whom.last_channel.name, when=_day(whom.last_us, around))


def _day(us: int, around: Around) -> str:
    day = local_day(us, around.zone)
    return _("today") if day == around.today else formats.day(day, this_year=around.today.year)


def _what(offer: Offer) -> str:
    """Return what an offer without a name of its own is."""
    if offer.what is What.INTENT:
        return words.value("intent", offer.text[1:])
    if offer.what is What.CONVERSION:
        return words.conversion_kind(offer.text.removeprefix("="))
    names = {
        What.CONTACT: words.several(),
        What.TOPIC: _("topic"),
        What.BRAND: _("brand"),
        What.PRODUCT: _("product"),
        What.CAMPAIGN: _("campaign"),
    }
    return names.get(offer.what, "")
