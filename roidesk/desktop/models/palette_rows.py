"""What Ctrl+K offers, as rows under their sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, StrEnum, auto
from typing import NamedTuple
from uuid import UUID

from roidesk.desktop.actions import Action
from roidesk.domain.completion import Fit, Term, Terms

_MOST = 8
_LONG_ENOUGH = 6
_PAGE = "page_"


class Section(StrEnum):
    """The sections, in their order."""

    CONTACTS = "contacts"
    DO = "do"
    ENTRIES = "entries"
    GO_TO = "go_to"


class Looking(Enum):
    """How far entries were looked through; contacts and actions are known at once."""

    NEWEST = auto()
    OLDER = auto()
    DONE = auto()


class Offer(NamedTuple):
    """Something that can be done or gone to. `keys` are drawn as caps; `contact`: whom it is about."""

    section: Section
    title: str
    act: Callable[[], object]
    more: str = ""
    icon: str = ""
    colour: str = ""
    keys: tuple[str, ...] = ()
    contact: UUID | None = None


def section_of(action: Action) -> Section:
    """Return where an action is listed: pages and settings are gone to."""
    return Section.GO_TO if action.name.startswith((_PAGE, "settings_")) else Section.DO


def fitting(actions: Iterable[Action], typed: str) -> list[Action]:
    """Return the actions that can be found and fit what was typed, the best first; all of them where nothing is."""
    known = [each for each in actions if each.found and each.act is not None]
    if not typed.strip():
        return known
    terms = Terms.made({each.name: Term((each.words, *each.also()), each) for each in known})
    found = terms.best(typed, _MOST)
    sure = [each for each in found if each.fit is not Fit.ALIKE]
    # A few letters are like something in most sentences: only a longer word is taken for a slip of the fingers.
    return [each.term.means for each in (found if len(typed.strip()) >= _LONG_ENOUGH else sure)]


def in_sections(offers: Iterable[Offer]) -> list[Section | Offer]:
    """Return offers under their sections; a section without any is left out."""
    every = list(offers)
    rows: list[Section | Offer] = []
    for section in Section:
        of_it = [each for each in every if each.section is section]
        if of_it:
            rows += [section, *of_it]
    return rows


def next_offer(rows: Sequence[Section | Offer], at: int, by: int) -> int:
    """Return the row of the next offer in a direction, round the end; -1 where there is none."""
    places = [n for n, row in enumerate(rows) if isinstance(row, Offer)]
    if not places:
        return -1
    if at not in places:
        return places[0]
    return places[(places.index(at) + by) % len(places)]
