"""What was done before as the line one would type to do it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.model import Interaction
from roidesk.domain.personalness import level
from roidesk.domain.quickline import Draft, Present, Vocabulary, written, written_length
from roidesk.services.lines import Lines
from roidesk.services.rows import Shown, contacts_of, shown
from roidesk.store.reader import Reader


class Past(NamedTuple):
    """A line somebody filed before: without its times and notes in `line`, and how long it took."""

    line: str
    us: int
    length_us: int
    kind_id: UUID
    level: int
    contact: str | None = None

    @property
    def whole(self) -> str:
        """The line with its length."""
        return f"{self.line} {written_length(self.length_us)}"


def past_lines(
    read: Reader, lines: Lines, found: Iterable[Interaction], zone: str, called: Callable[[UUID], str | None]
) -> list[Past]:
    """Return interactions as lines, in the order given; those that no line can say are left out.

    `called`: a shorter name of a contact, None where there is none.
    """
    every = list(found)
    names = lines.catalogue()
    known = lines.vocabulary(names)
    contacts = contacts_of(read, every)
    short = {id_: called(id_) or name for id_, name in contacts.items()}
    return list(_past(every, names, known, (contacts, short), zone))


def _past(
    found: Iterable[Interaction],
    names: Catalogue,
    known: Vocabulary,
    contacts: tuple[dict[UUID, str], dict[UUID, str]],
    zone: str,
) -> Iterator[Past]:
    whole, short = contacts
    for each in found:
        if each.kind_id not in names.kind or each.end_us <= each.start_us:
            continue
        says = shown(each, names, whole)
        line = written(_draft(each, shown(each, names, short)), Present(each.end_us, zone), known)
        if line:
            length = each.end_us - each.start_us
            yield Past(line, each.start_us, length, each.kind_id, says.level, says.contact)


def _draft(interaction: Interaction, says: Shown) -> Draft:
    """Return what one would say again: all but its times, its note, what it solved and what came of it."""
    kind_level = level(says.kind.score)
    return Draft(
        kind_id=interaction.kind_id,
        contact=says.contact,
        several=interaction.several,
        topics=says.topics,
        brand=says.brand,
        product=says.product,
        campaign=interaction.campaign,
        level=says.level if says.level != kind_level else None,
        intent=interaction.intent,
    )
