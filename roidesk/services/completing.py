"""Completing a line that is being typed from everything this desk knows, kept in memory and followed by its changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.changes import Changes
from roidesk.domain.completion import Fit, Found, Term, Terms, is_a_slip
from roidesk.domain.model import (
    CONVERSION_KINDS,
    Brand,
    Channel,
    ChannelKind,
    Contact,
    Intent,
    Interaction,
    Product,
    Topic,
)
from roidesk.domain.personalness import LEVELS, level
from roidesk.domain.quickline import SEVERAL, Vocabulary, words_for_kind, written_name
from roidesk.domain.quickline.at_cursor import Typed, typed_at
from roidesk.services.context import Context
from roidesk.services.lines import Lines
from roidesk.services.offers import (
    Completion,
    Offer,
    What,
    Whom,
    is_called,
    offers_of_names,
    short_name,
    written_contact,
)
from roidesk.services.past_lines import Past, past_lines

_OFFERED = 8
_LINES_OFFERED = 4
_LOOKED_AT = 2000
"""How many of the newest interactions tell what was used lately."""
_LONGEST_KIND = 3
"""How many words one may say for a kind while a list of them is still of help."""
_LETTERS_IN_NOTE = 3
_AFTER_AMOUNT = r"(?:^|\s)=\S*\d\S*\s+(?:[A-Z]{3}\s+)?([^\W\d]+)$"
_EXAMPLES = 3


@dataclass(frozen=True)
class _Named:
    """The names of a catalogue, ready to be looked through; `catalogue` is what they were made of."""

    catalogue: Catalogue
    by_sigil: Mapping[str, Terms[str]]
    kinds: Terms[tuple[str, UUID]]


@dataclass(frozen=True)
class _Known:
    """What was read of the store."""

    contacts: Terms[Contact] = field(default_factory=Terms)
    campaigns: Terms[str] = field(default_factory=Terms)
    lines: Terms[Past] = field(default_factory=Terms)


class Completing:
    """Completions of one store. Until `prepare` has read it, only what a catalogue names is offered."""

    def __init__(self, context: Context, lines: Lines) -> None:
        self._context = context
        self._lines = lines
        self._known = _Known()
        self._names: _Named | None = None
        self._used: dict[UUID, int] = {}
        self._is_read = False
        self._followed: int | None = None
        """The newest action that is known here."""

    def prepare(self) -> None:
        """Read who and what there is, and what was used lately, unless that was done: many contacts take a moment."""
        if not self._is_read:
            self._read_all()

    def follow(self, changes: Changes) -> None:
        """Take up what an action wrote; where nobody can say what it was, all is read that may be new.

        The window and the pop-up both tell of each action: the second time nothing is done.
        """
        newest = changes.action if changes else self._newest()
        if newest == self._followed:
            return
        self._followed = newest
        if not changes:
            self._read_all()
        elif changes.tables & {"contact", "interaction"}:
            self._follow(changes)
        self._named()

    def complete(self, line: str, at: int) -> Completion:
        """Return what may be meant by the part of a line in which the cursor is."""
        typed = typed_at(line, at)
        if typed is None:
            return Completion(line)
        if not typed.sigil:
            return self._completed_kind_of_conversion(line, typed) or self._completed_words(line, typed)
        offers = tuple(self._offers(typed))
        is_new = typed.sigil == "@" and bool(typed.text) and not is_called(offers, typed.text)
        if [each.text.casefold() for each in offers] == [line[typed.start : typed.end].casefold()]:
            offers = ()  # who has typed it whole needs no list
        return Completion(
            line, typed.start, typed.end, line[typed.start : at], offers, fresh=typed.text if is_new else ""
        )

    def people(self, text: str, limit: int) -> tuple[UUID, ...]:
        """Return the ids of the contacts that fit a text best; none until they have been read."""
        return tuple(each.term.means.id for each in self._known.contacts.best(text, limit))

    def recent(self, limit: int) -> tuple[str, ...]:
        """Return the newest lines of the desk's own person, each with its length, the last one last."""
        found = self._past_of(self._context.read().page(limit=limit))
        return tuple(dict.fromkeys(each.whole for each in reversed(found)))

    def nearly(self, name: str) -> str | None:
        """Return the contact, as a line names them, whose name or address is a slip away from one that is nobody's."""
        found = next(iter(self._known.contacts.best(name, 1)), None)
        return written_contact(found.term.means, found) if found is not None and is_a_slip(name, found) else None

    def nearly_named(self, sigil: str, name: str) -> str | None:
        """Return the brand ("&"), product ("%") or topic ("#"), as a line names it, that a new name is a slip of."""
        found = next(iter(self._named().by_sigil[sigil].best(name, 1)), None)
        return written_name(sigil, found.term.means) if found is not None and is_a_slip(name, found) else None

    def last_used(self, id_: UUID) -> int:
        """Return when a kind, a contact or a name was last used (microseconds); 0: not lately."""
        return self._used.get(id_, 0)

    # ------------------------------------------------------------ what is offered

    def _offers(self, typed: Typed) -> Iterator[Offer]:
        names = self._named()
        if typed.sigil == "@":
            yield from self._contacts(typed.text)
        elif typed.sigil == "^":
            yield from offers_of_names(What.CAMPAIGN, "^", self._known.campaigns.best(typed.text, _OFFERED))
        elif typed.sigil in names.by_sigil:
            what = {"#": What.TOPIC, "&": What.BRAND, "%": What.PRODUCT}[typed.sigil]
            yield from offers_of_names(what, typed.sigil, names.by_sigil[typed.sigil].best(typed.text, _OFFERED))
        else:
            yield from self._flags(typed)

    def _contacts(self, text: str) -> Iterator[Offer]:
        found, names = self._known.contacts.best(text, _OFFERED), self._named().catalogue
        met = self._context.read().touches(each.term.means.id for each in found)
        for each in found:
            contact = each.term.means
            whom = Whom(contact.id, contact.name, contact.audience)
            if (touched := met.get(contact.id)) is not None:
                channel = names.channel_of(touched.last_kind_id) if touched.last_kind_id in names.kind else None
                whom = whom._replace(times=touched.times, last_us=touched.last_us, last_channel=channel)
            written = written_contact(contact, each)
            at = written.casefold().find(text.casefold().removeprefix("@")) if text else 0
            in_name = at < 0 and each.key == 0
            size = each.size if at >= 0 or in_name else 0
            yield Offer(What.CONTACT, written, each.at if in_name else max(at, 0), size, in_name, whom=whom)
        if text and SEVERAL.startswith(text.casefold()):
            yield Offer(What.CONTACT, f"@{SEVERAL}", 1, len(text))

    def _completed_words(self, line: str, typed: Typed) -> Completion:
        """Complete plain words: to a whole line where they are all there is, and to those of a channel and kind."""
        past = list(self._past_lines(typed)) if typed.first else []
        text, kinds = self._kinds(typed)
        # One stretch is replaced, whatever is chosen: that of a whole line where one is offered.
        before = typed.text[: len(typed.text) - len(text)]
        if past:
            kinds = [each._replace(text=before + each.text, at=len(before) + each.at) for each in kinds]
            return Completion(line, typed.start, typed.end, typed.text, (*past, *kinds))
        start = typed.start + len(before)
        return Completion(line, start, typed.end, text, tuple(kinds))

    def _completed_kind_of_conversion(self, line: str, typed: Typed) -> Completion | None:
        """Complete the word after an amount ("=240 pur"); None where there is none, or it begins no kind."""
        found = re.search(_AFTER_AMOUNT, line[: typed.start + len(typed.text)])
        offers = tuple(self._conversions(found[1], "")) if found else ()
        return Completion(line, found.start(1), typed.end, found[1], offers) if found and offers else None

    def _conversions(self, text: str, sigil: str) -> Iterator[Offer]:
        said = self._lines.vocabulary(self._named().catalogue).conversions
        for each in dict.fromkeys((*CONVERSION_KINDS, *said.values())):
            if each.startswith(text.casefold()) and each != text:
                yield Offer(What.CONVERSION, f"{sigil}{each}", len(sigil), len(text))

    def _past_lines(self, typed: Typed) -> Iterator[Offer]:
        for found in self._known.lines.best(typed.text, _LINES_OFFERED):
            past = found.term.means
            at = past.line.casefold().find(typed.text.casefold())
            if found.fit <= Fit.WORD and past.line.casefold() != typed.text.casefold():
                channel, kind = self._kind(past.kind_id)
                size = found.size if at >= 0 else 0
                yield Offer(What.LINE, past.line, max(at, 0), size, past=past, channel=channel, kind=kind)

    def _kind(self, kind_id: UUID) -> tuple[Channel | None, ChannelKind | None]:
        names = self._named().catalogue
        return (names.channel_of(kind_id), names.kind[kind_id]) if kind_id in names.kind else (None, None)

    def _kinds(self, typed: Typed) -> tuple[str, list[Offer]]:
        """Return the last words that kinds begin with, as many as do, and those kinds."""
        words = typed.text.split()
        for count in range(min(len(words), _LONGEST_KIND), 0, -1):
            text = typed.text[_start_of_last(typed.text, count) :]
            # In the middle of what may be a note, one letter or a likeness says nothing.
            worst = Fit.ALIKE if typed.first and count == len(words) else Fit.WORD
            found = self._named().kinds.best(text, _OFFERED) if typed.first or len(text) >= _LETTERS_IN_NOTE else []
            offers = [self._of_kind(each, text) for each in found if each.fit <= worst]
            if offers:
                # Who has typed it whole needs no list.
                return text, [each for each in offers if each.text.casefold() != text.casefold()]
        return "", []

    def _of_kind(self, found: Found[tuple[str, UUID]], typed: str) -> Offer:
        said, kind_id = found.term.means
        at = said.casefold().find(typed.casefold())
        channel, kind = self._kind(kind_id)
        return Offer(What.KIND, said, max(at, 0), len(typed) if at >= 0 else 0, channel=channel, kind=kind)

    def _flags(self, typed: Typed) -> Iterator[Offer]:
        text, size = typed.text.casefold(), len(typed.text)
        if typed.sigil == "!" and not text:
            names = self._named().catalogue
            for each in LEVELS:
                channels = dict.fromkeys(names.channel_of(k.id).name for k in names.kinds if level(k.score) == each)
                yield Offer(What.LEVEL, f"!{each}", level=each, examples=tuple(channels)[:_EXAMPLES])
        elif typed.sigil == "~":
            yield from (Offer(What.INTENT, f"~{each}", 1, size) for each in Intent if each.startswith(text))
        elif typed.sigil == "+" and "solved".startswith(text):
            yield Offer(What.SOLVED, "+solved", 1, size)
        elif typed.sigil == "=" and text.isalpha():
            yield from self._conversions(text, "=")

    # ------------------------------------------------------------ what is known

    def _named(self) -> _Named:
        """Return the names of the catalogue as it is, made anew only when it changed."""
        catalogue = self._lines.catalogue()
        names = self._names
        if names is None or names.catalogue is not catalogue:
            self._names = names = _Named(
                catalogue,
                {
                    "#": _terms(catalogue.topics, self._used),
                    "&": _terms(catalogue.brands, self._used),
                    "%": _terms(catalogue.products, self._used),
                },
                _kinds(catalogue, self._lines.vocabulary(catalogue), self._used),
            )
        return names

    def _newest(self) -> int | None:
        """Return the number of the newest action of the store."""
        return next((each.action.number for each in self._context.read().actions(1)), None)

    def _read_all(self) -> None:
        # What is written while this reads is followed on another thread, and would be lost: it is read again then.
        while True:
            before = self._followed = self._followed or self._newest()
            read = self._context.read()
            newest = read.page(limit=_LOOKED_AT)
            self._used = _used(newest)
            contacts = Terms.made({each.id: self._contact(each) for each in read.all(Contact) if _is_offered(each)})
            self._known = _Known(contacts=contacts)
            self._known = replace(self._of_newest(newest), contacts=contacts)
            if before == self._followed:
                break
        self._is_read = True
        self._named()

    def _contact(self, contact: Contact) -> Term[Contact]:
        return Term((contact.name, *contact.handles), contact, self._used.get(contact.id, 0))

    def _own(self, found: Iterable[Interaction]) -> list[Interaction]:
        person = self._context.settings().person_id
        return [each for each in found if each.person_id == person]

    def _past_of(self, found: Iterable[Interaction]) -> list[Past]:
        """Return the lines of the desk's own person, with the shortest name of each contact that is known."""
        known = self._known.contacts.of
        return past_lines(
            self._context.read(),
            self._lines,
            self._own(found),
            self._context.clock.zone(),
            lambda id_: short_name(known[id_].means) if id_ in known else None,
        )

    def _of_newest(self, newest: Iterable[Interaction]) -> _Known:
        """Return lines and campaigns as they were last used."""
        found = list(newest)
        past: dict[object, Term[Past]] = {}
        for each in self._past_of(found):
            past.setdefault(each.line, Term(tuple(filter(None, (each.line, each.contact))), each, each.us))
        campaigns: dict[object, Term[str]] = {}
        for interaction in found:
            if name := interaction.campaign:
                campaigns.setdefault(name.casefold(), Term((name,), name, interaction.start_us))
        return _Known(campaigns=Terms.made(campaigns), lines=Terms.made(past))

    def _follow(self, changes: Changes) -> None:
        read = self._context.read()
        known = self._known
        if "interaction" in changes.tables:
            newest = read.page(limit=_LOOKED_AT // 10)
            self._used = {**self._used, **_used(newest)}
            fresh = self._of_newest(newest)
            known = replace(
                known,
                lines=known.lines.changed(fresh.lines.of),
                campaigns=known.campaigns.changed(fresh.campaigns.of),
                contacts=known.contacts.used(self._used),
            )
        if "contact" in changes.tables:
            found = {id_: read.get(Contact, id_) for id_ in {*changes.entries, *changes.contacts}}
            changed = {
                id_: self._contact(contact) if contact is not None and _is_offered(contact) else None
                for id_, contact in found.items()
                if contact is not None or id_ in known.contacts.of
            }
            known = replace(known, contacts=known.contacts.changed(changed))
        self._known = known


def _used(newest: Iterable[Interaction]) -> dict[UUID, int]:
    """Return when each contact, kind, brand, product and topic was last used."""
    used: dict[UUID, int] = {}
    for each in newest:
        for id_ in (each.contact_id, each.kind_id, each.brand_id, each.product_id, *each.topics):
            if id_ is not None:
                used[id_] = max(used.get(id_, 0), each.start_us)
    return used


def _is_offered(contact: Contact) -> bool:
    return contact.merged_into_id is None and contact.anonymised_us is None


def _start_of_last(text: str, count: int) -> int:
    """Return where the last so many words of a text begin."""
    return [found.start() for found in re.finditer(r"\S+", text)][-count]


def _terms(named: Iterable[Topic | Brand | Product], used: Mapping[UUID, int]) -> Terms[str]:
    return Terms.made({each.id: Term((each.name,), each.name, used.get(each.id, 0)) for each in named})


def _kinds(catalogue: Catalogue, known: Vocabulary, used: Mapping[UUID, int]) -> Terms[tuple[str, UUID]]:
    """Return every kind by what is said for it, by its words and by the names of its channel and its own."""
    terms: dict[object, Term[tuple[str, UUID]]] = {}
    for kind in catalogue.kinds:
        channel = catalogue.channel[kind.channel_id]
        said = words_for_kind(kind.id, known) if channel.retired_us is None else ""
        if said:
            keys = (said, *kind.words, f"{channel.name} {kind.name}".strip())
            terms[kind.id] = Term(tuple(dict.fromkeys(keys)), (said, kind.id), used.get(kind.id, 0))
    return Terms.made(terms)
