"""What one can filter by: the fields, what each is compared with, and its sign in the quick line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from roidesk.domain.model import AskKind, Audience, Direction, Intent, Orientation, Purpose, Source


class Sort(Enum):
    """What a field is compared with."""

    NAME = auto()
    """A name that the store knows, or a text."""
    CHOICE = auto()
    """One of a few words."""
    YES_NO = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `choices`: the words of a choice; `least` and `most`: the bounds of a number (None: no upper one)."""

    name: str
    sort: Sort
    sigil: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None
    whole: bool = False
    also: tuple[str, ...] = ()


def _choice(name: str, words: type[StrEnum], sigil: str = "") -> Field:
    return Field(name, Sort.CHOICE, sigil, tuple(each.value for each in words))


FIELDS = (
    Field("channel", Sort.NAME),
    Field("kind", Sort.NAME),
    Field("personal", Sort.NUMBER, "!", least=1, most=5, whole=True, also=("personalness", "level")),
    Field("score", Sort.NUMBER, most=100),
    Field("person", Sort.NAME),
    Field("contact", Sort.NAME, "@"),
    _choice("audience", Audience),
    Field("brand", Sort.NAME, "&"),
    Field("product", Sort.NAME, "%"),
    _choice("orientation", Orientation),
    Field("topic", Sort.NAME, "#"),
    Field("campaign", Sort.NAME, "^"),
    _choice("intent", Intent, "~"),
    _choice("ask_kind", AskKind),
    _choice("purpose", Purpose),
    _choice("direction", Direction),
    _choice("source", Source),
    Field("solved", Sort.YES_NO, "+"),
    Field("value_added", Sort.YES_NO, "+"),
    Field("minutes", Sort.NUMBER),
    Field("conversion", Sort.NAME, also=("conversion_kind",)),
)
BY_NAME = {each.name: each for each in FIELDS}
NAMES = tuple(BY_NAME)
CALLED = {name: each for each in FIELDS for name in (each.name, *each.also)}
"""Fields by their names, and by those they have elsewhere."""
BY_SIGIL = {each.sigil: each for each in FIELDS if each.sigil and each.sort is not Sort.YES_NO}
"""Fields by their sign; "+" is followed by the name of the field itself."""
FLAG = "+"
OF_OUTCOMES = frozenset({"conversion"})
"""Fields of which an interaction says nothing."""
