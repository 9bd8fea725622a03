"""Names as people write them, turned into ids and back; what is not known yet is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from roidesk.domain.catalogue import Catalogue, folded, handle_key
from roidesk.domain.errors import UserError
from roidesk.domain.model import (
    Brand,
    Channel,
    ChannelKind,
    Contact,
    ConversionKind,
    Entry,
    Person,
    Product,
    Topic,
)
from roidesk.domain.personalness import DEFAULT_WEIGHTS, Components
from roidesk.importers.guesses import guess

Named = Person | Channel | Brand | Product | Topic
N = TypeVar("N", Person, Channel, Brand, Product, Topic)


class Names:
    """The names of one store while one action is being prepared.

    Nothing is written: what is made or changed on the way stands in `staged`, by id, until `forget` takes back what
    came after `mark` (a row that turned out to be wrong) or the caller puts it into the store. `known_as` finds the
    id of a contact by name or handle, `contact` them by id.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        known_as: Callable[[str], UUID | None],
        contact: Callable[[UUID], Contact | None],
        new_id: Callable[[], UUID],
        weights: tuple[int, ...] = DEFAULT_WEIGHTS,
    ) -> None:
        self.weights = weights
        self.new_id = new_id
        self.staged: dict[UUID, Entry] = {}
        self.alias: dict[UUID, UUID] = {}
        self._known_as = known_as
        self._contact = contact
        self._entries: dict[UUID, Entry] = {}
        self._by_name: dict[tuple[object, str], UUID] = {}
        self._contacts: dict[str, UUID | None] = {}
        self._spoken: dict[str, UUID | None] = {}
        self._journal: list[tuple[dict[Any, Any], object, object]] = []
        for kinds in (catalogue.people, catalogue.channels, catalogue.brands, catalogue.products, catalogue.topics):
            self._learn(kinds)
        self._learn(catalogue.kinds)
        self._learn(catalogue.conversion_kinds)
        self._journal.clear()

    # ------------------------------------------------------------ what one row did

    def mark(self) -> int:
        """Return the point that `forget` goes back to."""
        return len(self._journal)

    def forget(self, mark: int) -> None:
        """Take back everything staged since `mark`."""
        while len(self._journal) > mark:
            mapping, key, before = self._journal.pop()
            if isinstance(mapping.get(key), ChannelKind):
                self._spoken.clear()
            if before is _NOTHING:
                mapping.pop(key, None)
            else:
                mapping[key] = before

    def settle(self) -> None:
        """Give up the way back: what is staged stays."""
        self._journal.clear()

    def stage(self, entry: Entry) -> None:
        """Have an entry written with the rest; it is known by its name from here on."""
        self._set(self.staged, entry.id, entry)
        self._learn((entry,))

    def means(self, entry: Entry, text: str) -> None:
        """Have a name lead to an entry for the rest of the action: so the file calls it, whatever we call it by now."""
        match entry:
            case ChannelKind():
                self._set(self._by_name, (entry.channel_id, folded(text)), entry.id)
            case Contact():
                self._set(self._contacts, handle_key(text), entry.merged_into_id or entry.id)
            case _:
                self._set(self._by_name, (type(entry), folded(text)), entry.id)
        if entry.id not in self._entries:
            self._set(self._entries, entry.id, entry)

    def drop(self, wanted: UUID) -> None:
        """Give up an entry that was staged, as another takes its place."""
        self._journal.append((self.staged, wanted, self.staged[wanted]))
        del self.staged[wanted]

    def _learn(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            match entry:
                case ChannelKind():
                    self._spoken.clear()
                    self._set(self._by_name, (entry.channel_id, folded(entry.name)), entry.id)
                case Contact():
                    for text in filter(None, (entry.name, *entry.handles)):
                        self._set(self._contacts, handle_key(text), entry.merged_into_id or entry.id)
                case Person() | Channel() | Brand() | Product() | Topic() | ConversionKind():
                    self._set(self._by_name, (type(entry), folded(entry.name)), entry.id)
                case _:
                    continue
            self._set(self._entries, entry.id, entry)

    def _set(self, mapping: dict[Any, Any], key: object, value: object) -> None:
        self._journal.append((mapping, key, mapping.get(key, _NOTHING)))
        mapping[key] = value

    def learn_contacts(self, contacts: Iterable[Contact]) -> None:
        """Know all contacts at once, so that none is asked for one by one; a name that several share leads to none."""
        for contact in contacts:
            self._entries[contact.id] = contact
            target = contact.merged_into_id or contact.id
            for text in filter(None, (contact.name, *contact.handles)):
                if self._contacts.setdefault(handle_key(text), target) != target:
                    self._contacts[handle_key(text)] = None

    # ------------------------------------------------------------ names to ids

    def entry(self, wanted: UUID) -> Entry | None:
        """Return a named entry by id."""
        return self._entries.get(wanted)

    def find(self, kind: type[Named | ConversionKind], text: str) -> UUID | None:
        """Return the id of the entry of that name (or of that id), or None."""
        found = self._by_name.get((kind, folded(text)))
        return found or self._by_id(kind, text)

    def find_or_make(self, kind: type[N], text: str) -> UUID:
        """Return the id of the entry of that name; it is made where there is none.

        A channel goes by its words too ("tweet": X), as it does in a line.
        """
        found = self.find(kind, text)
        if found is None and kind is Channel:
            found = self._spoken_channel(folded(text)) or self.make_channel(text, self.new_id()).id
        if found is not None:
            return found
        made = kind(id=self.new_id(), name=" ".join(text.split()))
        self.stage(made)
        return made.id

    def make_channel(self, name: str, wanted: UUID) -> Channel:
        """Make a channel of that id, with the kind for the rest, described by what its name says."""
        made = Channel(id=wanted, name=" ".join(name.split()))
        self.stage(made)
        self.make_kind(made, "")
        return made

    def make_kind(self, channel: Channel, name: str) -> ChannelKind:
        """Make a kind of contact on a channel, described by what its name says."""
        guessed = guess(channel.name, name)
        made = ChannelKind(
            id=self.new_id(),
            channel_id=channel.id,
            name=" ".join(name.split()),
            components=str(guessed.components),
            score=guessed.components.score(self.weights),
            idle_minutes=guessed.idle_minutes,
        )
        self.stage(made)
        return made

    def spoken(self, text: str) -> UUID | None:
        """Return the kind that a word for a channel means ("Twitter": the kind for the rest of "X (Twitter)").

        A word that several kinds bear means none of them.
        """
        wanted = folded(text)
        if wanted not in self._spoken:
            self._spoken[wanted] = self._only_kind(wanted)
        return self._spoken[wanted]

    def _only_kind(self, wanted: str) -> UUID | None:
        found = {each.id for each in self._kinds_called(wanted)}
        return found.pop() if len(found) == 1 else None

    def _spoken_channel(self, wanted: str) -> UUID | None:
        """Return the only channel with a kind that a word means, or None."""
        found = {each.channel_id for each in self._kinds_called(wanted)}
        return found.pop() if len(found) == 1 else None

    def _kinds_called(self, wanted: str) -> Iterator[ChannelKind]:
        for each in self._entries.values():
            if isinstance(each, ChannelKind) and (
                wanted in map(folded, each.words) or (not each.name and wanted in self._called(each.channel_id))
            ):
                yield each

    def _called(self, channel: UUID) -> list[str]:
        """Return what a channel is called: its name, what stands in brackets in it, and what stands before them."""
        name = folded(self.channel(channel).name)
        outside, bracket, inside = name.partition("(")
        return [name, outside.strip(), inside.rstrip(") ")] if bracket else [name]

    def find_kind(self, channel: UUID, name: str) -> UUID | None:
        """Return the id of a kind of contact on a channel ("": the kind for the rest), or None."""
        found = self._by_name.get((channel, folded(name)))
        return found or self._by_id(ChannelKind, name)

    def kind_of(self, channel: UUID, name: str) -> UUID:
        """Return the id of a kind of contact on a channel; it is made where there is none."""
        found = self.find_kind(channel, name)
        return found or self.make_kind(self.channel(channel), name).id

    def find_contact(self, text: str) -> UUID | None:
        """Return the id of the contact known under a name, a handle or that id, or None."""
        key = handle_key(text)
        if key not in self._contacts:
            self._contacts[key] = self._known_as(text)
        known = self._contacts[key]
        if known is None and (wanted := _id(text)) is not None:
            wanted = self.alias.get(wanted, wanted)
            if isinstance(self._entries.get(wanted), Contact) or self._contact(wanted) is not None:
                return wanted
        return known

    def contact(self, text: str) -> UUID:
        """Return the id of the contact known under a name or handle; it is made where there is none."""
        found = self.find_contact(text)
        if found is None:
            made = Contact(id=self.new_id(), name=" ".join(text.split()).removeprefix("@"))
            self.stage(made)
            found = made.id
        return found

    def twin(self, entry: Entry) -> Entry | None:
        """Return the named entry, other than this one, that already has its name."""
        match entry:
            case ChannelKind():
                found = self._by_name.get((entry.channel_id, folded(entry.name)))
            case Person() | Channel() | Brand() | Product() | Topic() | ConversionKind():
                found = self._by_name.get((type(entry), folded(entry.name)))
            case _:
                return None
        return self._entries[found] if found is not None and found != entry.id else None

    def known_id(self, text: str) -> str:
        """Return an id as text, or the one that its entry has in this store."""
        wanted = _id(text)
        return text if wanted is None else str(self.alias.get(wanted, wanted))

    def _by_id(self, kind: type[Entry], text: str) -> UUID | None:
        wanted = _id(text)
        if wanted is None:
            return None
        wanted = self.alias.get(wanted, wanted)
        return wanted if isinstance(self._entries.get(wanted), kind) else None

    # ------------------------------------------------------------ ids to names

    def channel(self, wanted: UUID) -> Channel:
        """Return the channel of an id; `UserError` when there is none."""
        found = self._entries.get(wanted)
        if not isinstance(found, Channel):
            raise UserError("entry_unknown", text=str(wanted))
        return found

    def kind(self, wanted: UUID) -> ChannelKind:
        """Return the kind of contact of an id; `UserError` when there is none."""
        found = self._entries.get(wanted)
        if not isinstance(found, ChannelKind):
            raise UserError("entry_unknown", text=str(wanted))
        return found

    def show(self, wanted: UUID | None) -> str:
        """Return the name that leads back to an id; the id itself where its name leads elsewhere."""
        if wanted is None:
            return ""
        entry = self._entries.get(wanted)
        if isinstance(entry, Person | Channel | Brand | Product | Topic):
            return entry.name if self.find(type(entry), entry.name) == wanted else str(wanted)
        return self._show_contact(wanted)

    def _show_contact(self, wanted: UUID) -> str:
        entry = self._entries.get(wanted) or self._contact(wanted)
        if isinstance(entry, Contact) and entry.name and self.find_contact(entry.name) == wanted:
            return entry.name
        return str(wanted)

    def show_kind(self, wanted: UUID) -> tuple[str, str]:
        """Return the names of a kind's channel and of the kind itself."""
        kind = self.kind(wanted)
        own = kind.name if self.find_kind(kind.channel_id, kind.name) == wanted else str(wanted)
        return self.show(kind.channel_id), own

    def score(self, components: str) -> int:
        """Return the score of six components under the store's weights, in hundredths."""
        return Components.parse(components).score(self.weights)


_NOTHING = object()


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None  # noqa: PLR2004 - a UUID as it is written
    except ValueError:
        return None
