"""Erasing a contact: what is known of them goes, what was worked stays, and what cannot be decided here is listed.

The contact, and who was merged into them, becomes a pseudonym. What they wrote and what was noted of them is removed;
where their name stands in other texts, the pseudonym takes its place. The change log forgets what it held of all that:
the digests in its chain stay, so that it still proves that nothing else was touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from roidesk.domain.catalogue import folded, handle_key
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.mentions import Called
from roidesk.domain.model import (
    Baseline,
    Brand,
    Channel,
    ChannelKind,
    Contact,
    Conversion,
    ConversionKind,
    Cost,
    Decision,
    Entry,
    Experiment,
    ImportedFile,
    Inbound,
    Interaction,
    Person,
    Pin,
    Praise,
    Product,
    Scorecard,
    Setting,
    Timer,
    Topic,
)
from roidesk.services.context import Context
from roidesk.store.changelog import LogLine
from roidesk.store.reader import Reader
from roidesk.store.records import kinds, table_of

if TYPE_CHECKING:
    from roidesk.services.backups import Backups

REMOVED: Mapping[type[Entry], tuple[str, ...]] = {
    Interaction: ("note",),
    Timer: ("note",),
    Pin: ("note",),
    Conversion: ("note", "self_reported_source"),
    Inbound: ("text", "thread"),
    Praise: ("url",),
}
"""What an entry with the contact says of them, or in their own words: it goes, whether it names them or not."""
SEARCHED: Mapping[type[Entry], tuple[str, ...]] = {
    Interaction: ("note", "campaign"),
    Timer: ("note", "campaign"),
    Pin: ("label", "note", "campaign"),
    Conversion: ("campaign", "self_reported_source", "note"),
    Inbound: ("thread", "text"),
    Praise: ("url",),
    Decision: ("text", "outcome"),
    Experiment: ("name", "plan"),
    Cost: ("name",),
    Baseline: ("name",),
    Scorecard: ("name",),
    ImportedFile: ("name",),
}
"""Texts in which a name is replaced by the pseudonym."""
LISTED: Mapping[type[Entry], tuple[str, ...]] = {
    Contact: ("name", "handles"),
    Person: ("name",),
    Brand: ("name",),
    Product: ("name",),
    Topic: ("name",),
    Channel: ("name",),
    ChannelKind: ("name", "words"),
    ConversionKind: ("name", "label"),
    Setting: ("value",),
}
"""Names of others: one that is alike is shown and left, as it may be somebody or something else."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names the contact, or may. `replaced`: the pseudonym takes the place of the name."""

    table: str
    id: UUID
    field: str
    text: str
    replaced: bool


@dataclass(frozen=True)
class Erasure:
    """What erasing a contact comes to. `texts`: how many are removed whole; `contents`: of changes in the log."""

    contacts: tuple[Contact, ...]
    called: Called
    pseudonym: str
    entries: tuple[Entry, ...]
    gone: tuple[tuple[type[Entry], UUID], ...]
    texts: int
    contents: int
    mentions: tuple[Mention, ...]

    @property
    def left(self) -> int:
        """How many texts may still name them."""
        return sum(not each.replaced for each in self.mentions)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased. `clean`: no byte of it is left in the store's files; else another program still reads them.

    `backups_until`: the day by which the last backup that still holds it is deleted; None: none holds it.
    `backups_removed`: how many were removed at once.
    """

    erasure: Erasure
    clean: bool
    changes: Changes = field(default_factory=Changes)
    backups_until: date | None = None
    backups_removed: int = 0


class Erasing:
    """Looks for everything about a contact, and erases it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def preview(self, contact: str, *, words: bool = False) -> Erasure:
        """Return what erasing a contact (a name, an address or an id) would come to; nothing is changed.

        `words`: also replace single plain words that may be their name. `UserError`: `contact_unknown`,
        `contact_unsure` (several are called so).
        """
        read = self._context.read()
        with read.snapshot():
            return _Search(read, contact, words=words).erasure(self._pseudonym(), self._context.clock.now())

    def erase(self, contact: str, *, words: bool = False, backups: bool = False) -> Erased:
        """Erase a contact; it cannot be taken back. `UserError` as `preview`, those of a write and of a backup.

        A backup is made before, as always when much is changed. It and all older ones go nine months later at the
        latest, or at once where `backups`: after a new one was made and looked at.
        """
        from roidesk.services.backups import Backups

        known_as(self._context.read(), contact)
        kept = Backups(self._context)
        kept.before("erase")
        with self._context.unit("erase") as unit:
            erasure = _Search(unit.read, contact, words=words).erasure(self._pseudonym(), self._context.clock.now())
            for each in erasure.entries:
                unit.erase(each)
            for kind, wanted in erasure.gone:
                unit.erase_gone(kind, wanted)
        clean = self.clean()
        until = kept.let_go(self._context.clock.now())
        if not backups or self._context.store.path is None:
            return Erased(erasure, clean, unit.changes, until)
        return Erased(erasure, clean, unit.changes, backups_removed=_remove_older(kept))

    def clean(self) -> bool:
        """Leave no byte of what was erased in the store's files; False: another program still reads them."""
        return self._context.store.scrub()

    def _pseudonym(self) -> str:
        """Return a name by chance: one worked out of the real one could be guessed."""
        return f"erased-{self._context.entropy()[-4:].hex()}"


def _remove_older(backups: Backups) -> int:
    """Make a backup of the store as it is now, remove all older ones once it counts, and return how many."""
    from roidesk.services.backup_folder import remove

    fresh = backups.make("erase")
    older = [each for each in backups.kept() if each.path != fresh.path and each.seq < fresh.seq]
    for each in older:
        remove(each)
    return len(older)


def known_as(read: Reader, wanted: str) -> tuple[Contact, ...]:
    """Return the contact of a name, address or id, those in the trash too, and who was merged with them.

    The first is the one all others were merged into. `UserError`: `contact_unknown`, `contact_unsure`.
    """
    every = {each.id: each for each in (*read.all(Contact), *read.all(Contact, trashed=True))}
    found = {_root(each, every).id for each in every.values() if _answers_to(each, wanted.strip())}
    if not found:
        raise UserError("contact_unknown", text=wanted)
    if len(found) > 1:
        raise UserError("contact_unsure", text=wanted, known=", ".join(sorted(map(str, found))))
    (root,) = found
    return every[root], *(each for each in every.values() if each.id != root and _root(each, every).id == root)


def names_of(read: Reader, contacts: Iterable[Contact]) -> Iterator[str]:
    """Yield every name and address that contacts have or had."""
    for each in contacts:
        yield each.name
        yield from each.handles
        for row in read.history(each.id):
            for version in (row.before, row.after):
                if isinstance(version, Contact):
                    yield version.name
                    yield from version.handles


def mentions(read: Reader, called: Called, but: Iterable[UUID] = ()) -> Iterator[tuple[Entry, str, str]]:
    """Yield each text that names somebody, or may, outside some entries: the entry, the field and the text."""
    left_out = frozenset(but)
    for kind, names in (*SEARCHED.items(), *LISTED.items()):
        for entry in read.saying(kind, (name for name in names if name not in {"handles", "words"})):
            for name in names if entry.id not in left_out else ():
                value = getattr(entry, name)
                for text in value if isinstance(value, tuple) else (value,):
                    if text and called.places(text):
                        yield entry, name, text


def _answers_to(contact: Contact, wanted: str) -> bool:
    names = {handle_key(each) for each in (contact.name, *contact.handles)} | {folded(contact.name)}
    return str(contact.id) == wanted.lower() or bool(names & {folded(wanted), handle_key(wanted)})


def _root(contact: Contact, every: Mapping[UUID, Contact]) -> Contact:
    """Return whom a contact was merged into, however many steps away."""
    seen = {contact.id}
    while (into := every.get(contact.merged_into_id or contact.id)) is not None and into.id not in seen:
        contact = into
        seen.add(contact.id)
    return contact


class _Search:
    """One look through a store for a contact."""

    def __init__(self, read: Reader, wanted: str, *, words: bool) -> None:
        self._read = read
        self._contacts = known_as(read, wanted)
        self._ids = frozenset(each.id for each in self._contacts)
        self._called = Called.by(names_of(read, self._contacts), words=words)
        self._entries: dict[UUID, Entry] = {}
        self._gone: dict[UUID, type[Entry]] = {}
        self._texts = 0

    def erasure(self, pseudonym: str, now: int) -> Erasure:
        """Return all that is to be done."""
        for each in self._contacts:
            self._entries[each.id] = replace(
                each, name=pseudonym, handles=(), interests=(), consent=None, anonymised_us=now
            )
        self._remove()
        found = tuple(self._replace(pseudonym))
        self._follow_log()
        touched = (*self._entries, *self._gone)
        contents = sum(row.after is not None or row.gone for each in touched for row in self._read.history(each))
        return Erasure(
            self._contacts,
            self._called,
            pseudonym,
            tuple(self._entries.values()),
            tuple((kind, wanted) for wanted, kind in self._gone.items()),
            self._texts,
            contents,
            found,
        )

    def _remove(self) -> None:
        """Take out what the contact's own entries say of them."""
        for kind, names in REMOVED.items():
            for contact in self._ids:
                for entry in self._read.of_contact(kind, contact):
                    said = [name for name in names if getattr(entry, name)]
                    if said:
                        self._texts += len(said)
                        self._entries[entry.id] = replace(entry, **dict.fromkeys(said))  # type: ignore[arg-type]

    def _replace(self, pseudonym: str) -> Iterator[Mention]:
        """Yield each text that names the contact, and put the pseudonym where it certainly does."""
        for stored, name, _ in mentions(self._read, self._called, self._ids):
            entry = self._entries.get(stored.id, stored)
            value = getattr(entry, name)
            ours = type(entry) in SEARCHED
            for text in value if isinstance(value, tuple) else (value,):
                if not text or not self._called.places(text):
                    continue
                sure = ours and self._called.is_sure(text)
                yield Mention(table_of(type(entry)), entry.id, name, text, sure)
                if sure:
                    after: dict[str, Any] = {name: self._called.replaced(text, pseudonym)}
                    self._entries[entry.id] = replace(entry, **after)

    def _follow_log(self) -> None:
        """Find the entries whose earlier versions hold what must not stay."""
        known = kinds()
        for line in self._read.log():
            kind = known[line.kind]
            if line.entry_id in self._entries or line.entry_id in self._gone or not self._tells(kind, line):
                continue
            stored = self._read.get(kind, line.entry_id, trashed=True)
            if stored is None:
                self._gone[line.entry_id] = kind
            else:
                self._entries[line.entry_id] = stored

    def _tells(self, kind: type[Entry], line: LogLine) -> bool:
        """Whether a line of the log holds what has to go."""
        held = [each for each in (line.before, line.after) if each is not None]
        if kind in REMOVED and any(str(each) in text for each in self._ids for text in held):
            documents = [json.loads(text) for text in held]
            ids = frozenset(map(str, self._ids))
            if any(each.get("contact_id") in ids and any(map(each.get, REMOVED[kind])) for each in documents):
                return True
        return kind in SEARCHED and any(self._called.is_sure(_unescaped(text)) for text in held)


def _unescaped(text: str) -> str:
    """Return the JSON of an entry with its texts as they are read."""
    return " ".join(_strings(json.loads(text))) if "\\" in text else text


def _strings(value: object) -> Iterator[str]:
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else (value,):
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            yield from _strings(each)
