"""The sample team before it works: its named entries, and the contacts with where and when they are talked to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from random import Random
from uuid import UUID

from roidesk.domain.ids import foreign_id
from roidesk.domain.instants import Week, midnight
from roidesk.domain.model import Audience, Brand, Channel, ChannelKind, Contact, OpenHours, Person, Product, Topic
from roidesk.services import sample_cast as cast
from roidesk.services.defaults import default_entries

ZONE = "Europe/Amsterdam"
CURRENCY = "EUR"
_CYCLE = 60
_MAIL_TOO = 0.35
_VISITORS = 0.4


def open_hours() -> Iterator[OpenHours]:
    """Yield when the sample team answers: Monday to Friday, 9:00 to 17:30."""
    for weekday in range(5):
        yield OpenHours(
            id=foreign_id("calendar", f"sample {weekday}"), weekday=weekday, opens=9 * 60, closes=17 * 60 + 30
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretch that is filled: `weeks` ISO weeks up to that of `ending`, and nothing after the instant `horizon`."""

    ending: date
    weeks: int
    horizon: int

    @classmethod
    def of(cls, ending: date, weeks: int, now: int) -> Frame:
        """Return the frame whose last instant is `now`, or the end of the day `ending` when that has passed."""
        return cls(ending, weeks, min(now, midnight(ending + timedelta(days=1), ZONE)))

    def monday(self, back: int) -> date:
        """Return the Monday so many weeks before the week of the last day."""
        return Week.of(self.ending).monday - timedelta(weeks=back)


@dataclass(frozen=True, slots=True)
class Regular:
    """A contact, the channels they are met on, and the weeks before the end in which they are around."""

    contact: Contact
    channels: tuple[str, ...]
    first_back: int
    last_back: int

    def around(self, back: int) -> bool:
        """Whether they are talked to in that week."""
        return self.last_back <= back % _CYCLE <= self.first_back


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything an interaction of the sample may name."""

    people: Mapping[str, Person]
    channels: Mapping[str, Channel]
    kinds: Mapping[tuple[str, str], ChannelKind]
    brands: tuple[Brand, ...]
    products: tuple[Product, ...]
    topics: tuple[Topic, ...]
    regulars: tuple[Regular, ...]

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """Contacts by name."""
        return {each.contact.name: each.contact for each in self.regulars}

    def around(self, back: int) -> Mapping[str, tuple[UUID, ...]]:
        """Return who is met on which channel in a week."""
        present = [each for each in self.regulars if each.around(back)]
        return {
            channel: tuple(each.contact.id for each in present if channel in each.channels) for channel in cast.CHANNELS
        }


def stage() -> Stage:
    """Set the stage; the same every time."""
    entries = default_entries(cast.CHANNELS)
    channels = {each.name: each for each in entries if isinstance(each, Channel)}
    names = {each.id: each.name for each in channels.values()}
    brands = {name: Brand(id=_id("brands", name), name=name) for name in cast.BRANDS}
    topics = tuple(Topic(id=_id("topics", name), name=name) for name in cast.TOPICS)
    return Stage(
        people={each.name: Person(id=_id("people", each.name), name=each.name) for each in cast.TEAM},
        channels=channels,
        kinds={(names[each.channel_id], each.name): each for each in entries if isinstance(each, ChannelKind)},
        brands=tuple(brands.values()),
        products=tuple(
            Product(id=_id("products", name), name=name, orientation=orientation, brand_id=brands[brand].id)
            for name, orientation, brand in cast.PRODUCTS
        ),
        topics=topics,
        regulars=_regulars([each.id for each in topics]),
    )


def _id(table: str, name: str) -> UUID:
    return foreign_id(table, f"sample {name}")


def _regulars(topics: Sequence[UUID]) -> tuple[Regular, ...]:
    rng = Random("roidesk sample contacts")  # noqa: S311 - the same every time is what is wanted
    known = [
        Regular(
            Contact(id=_id("contacts", name), name=name, handles=handles, audience=Audience.CUSTOMER), (home,), 59, 0
        )
        for name, home, handles in cast.KNOWN_CONTACTS
    ]
    names = [f"{first} {last}" for first, last in product(cast.FIRST_NAMES, cast.LAST_NAMES)]
    rng.shuffle(names)
    drawn = [_regular(rng, name, topics) for name in names[: cast.CONTACTS - len(known)]]
    return (*known, *drawn)


def _regular(rng: Random, name: str, topics: Sequence[UUID]) -> Regular:
    home = rng.choices(list(cast.HOME_PARTS), list(cast.HOME_PARTS.values()))[0]
    also = cast.ALSO.get(home) if rng.random() < cast.ALSO_PART else None
    handle = name.casefold().replace(" ", "." if home in {"Email", "LinkedIn"} else "_")
    mail = f"{handle.replace('_', '.')}@post.example"
    handles = {"Email": (mail,), "Phone": (), "Live chat": ()}.get(home, (handle,))
    if home != "Email" and (also == "Email" or rng.random() < _MAIL_TOO):
        handles = (*handles, mail)
    contact = Contact(
        id=_id("contacts", name),
        name=name,
        handles=handles,
        audience=rng.choices([Audience.PROSPECT, Audience.CUSTOMER, None], [0.5, 0.3, 0.2])[0],
        interests=tuple(rng.sample(topics, rng.choice((0, 0, 1, 2)))),
    )
    if home == "Live chat" and not handles and rng.random() < _VISITORS:
        contact = replace(contact, name=f"Visitor {rng.randrange(1000, 10_000)}")
    first = rng.randrange(1, 68)
    return Regular(contact, (home, also) if also else (home,), first, first - rng.randrange(10, 46))
