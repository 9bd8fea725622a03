"""What is offered for a part of a line, and how a contact and a name stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.completion import Found
from roidesk.domain.model import Audience, Channel, ChannelKind, Contact
from roidesk.domain.quickline import written_name
from roidesk.services.past_lines import Past


class What(StrEnum):
    """What is offered."""

    LINE = "line"
    KIND = "kind"
    CONTACT = "contact"
    TOPIC = "topic"
    BRAND = "brand"
    PRODUCT = "product"
    CAMPAIGN = "campaign"
    LEVEL = "level"
    INTENT = "intent"
    SOLVED = "solved"
    CONVERSION = "conversion"


class Whom(NamedTuple):
    """A contact as it is offered. `last_us` and `last_channel` None: nobody spoke with them yet."""

    id: UUID
    name: str
    audience: Audience | None
    times: int = 0
    last_us: int | None = None
    last_channel: Channel | None = None


class Offer(NamedTuple):
    """Something to complete to: `text` would stand in the line.

    `at` and `size`: where in `text`, or in the contact's name where `in_name`, stands what was typed. `examples`: the
    channels that have a level.
    """

    what: What
    text: str
    at: int = 0
    size: int = 0
    in_name: bool = False
    whom: Whom | None = None
    past: Past | None = None
    channel: Channel | None = None
    kind: ChannelKind | None = None
    level: int = 0
    examples: tuple[str, ...] = ()


class Completion(NamedTuple):
    """What may stand from `start` up to `end` in a line; `fresh`: a name that would be a new contact."""

    line: str = ""
    start: int = 0
    end: int = 0
    typed: str = ""
    offers: tuple[Offer, ...] = ()
    fresh: str = ""


def is_called(offers: Iterable[Offer], text: str) -> bool:
    """Whether one of the offers is what was typed, not merely like it."""
    typed = text.casefold().removeprefix("@")
    return any(
        each.text.casefold().removeprefix("@").strip('"') == typed
        or (each.whom is not None and each.whom.name.casefold() == typed)
        for each in offers
    )


def written_contact(contact: Contact, found: Found[Contact]) -> str:
    """Return a contact as a line names it: by the address that was being typed, else by one word rather than by two."""
    if found.key > 0:
        return written_name("@", contact.handles[found.key - 1].removeprefix("@"))
    return written_name("@", short_name(contact))


def short_name(contact: Contact) -> str:
    """Return the one word that means a contact, their whole name where there is none that is easily read."""
    words = (each.removeprefix("@") for each in contact.handles) if " " in contact.name else ()
    return next((each for each in words if "@" not in each), contact.name)


def offers_of_names(what: What, sigil: str, found: Iterable[Found[str]]) -> Iterator[Offer]:
    """Yield what is offered of names that fit, each written with its sigil."""
    for each in found:
        text = written_name(sigil, each.term.means)
        yield Offer(what, text, each.at + len(text) - len(text[1:].lstrip('"')), each.size)
