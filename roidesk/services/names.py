"""Names as written become entries: found in the store, or made in the same action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.model import Brand, Contact, Entry, Person, Product, Topic
from roidesk.services.context import Context
from roidesk.settings.store import setting
from roidesk.store.reader import Called, Reader
from roidesk.store.writer import Unit

Named = TypeVar("Named", Brand, Product, Topic)


@dataclass
class Names:
    """Finds entries by their written names while one action is being put together, and makes those not yet there."""

    context: Context
    unit: Unit
    catalogue: Catalogue
    contacts: dict[UUID, str] = field(default_factory=dict)
    """The names of the contacts found and made."""
    _made: dict[tuple[type[Entry], str], UUID] = field(default_factory=dict)

    def brand(self, name: str | None) -> UUID | None:
        """Return the brand's id."""
        return self._named(Brand, name, self.catalogue.brands)

    def product(self, name: str | None) -> UUID | None:
        """Return the product's id."""
        return self._named(Product, name, self.catalogue.products)

    def topics(self, names: Iterable[str]) -> tuple[UUID, ...]:
        """Return the topics' ids, each once, in the order written."""
        found = (self._named(Topic, name, self.catalogue.topics) for name in names)
        return tuple(dict.fromkeys(each for each in found if each))

    def contact(self, name: str | None, seen: int) -> UUID | None:
        """Return the id of the contact known by a name or handle; `seen` is when, for one met the first time."""
        if name is None:
            return None
        known = self.unit.read.contact_called(name)
        if known is None:
            known = Called(self.context.id(), name)
            self.unit.put(Contact(id=known.id, name=name, first_seen_us=seen))
        self.contacts[known.id] = known.name
        return known.id

    def _named(self, kind: type[Named], name: str | None, known: tuple[Named, ...]) -> UUID | None:
        if name is None:
            return None
        wanted = folded(name)
        for each in known:
            if folded(each.name) == wanted:
                return each.id
        key = (kind, wanted)
        if key not in self._made:
            made = kind(id=self.context.id(), name=name)
            self.unit.put(made)
            self._made[key] = made.id
        return self._made[key]


def written_for(read: Reader) -> Catalogue:
    """Return the names a line may use; on a store without channels, those that come with the first line."""
    catalogue = read.catalogue()
    if catalogue.channels:
        return catalogue
    from roidesk.services.defaults import default_entries

    return Catalogue.of((*default_entries(), *read.all(Person)))


def put_missing(unit: Unit, catalogue: Catalogue) -> None:
    """Write the channels a line was read with, when the store has none yet."""
    if not unit.read.catalogue().channels:
        unit.put_many((*catalogue.channels, *catalogue.kinds, *catalogue.conversion_kinds), as_edited=True)


def own_person(context: Context, unit: Unit) -> UUID:
    """Return whose desk this is; a desk never asked takes the name of the system's user."""
    settings = context.settings(unit.read)
    if settings.person_id is not None:
        return settings.person_id
    import getpass

    name = getpass.getuser()
    person = next((each for each in unit.read.all(Person) if folded(each.name) == folded(name)), None)
    if person is None:
        person = Person(id=context.id(), name=name)
        unit.put(person)
    unit.put(setting("person_id", str(person.id)))
    if "zone" not in unit.read.settings():
        unit.put(setting("zone", context.clock.zone()))
    return person.id
