"""How a quick line is understood: its tokens, what they add up to, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.model import Intent


class Role(StrEnum):
    """What a token was taken for."""

    KIND = "kind"
    CONTACT = "contact"
    TOPIC = "topic"
    BRAND = "brand"
    PRODUCT = "product"
    CAMPAIGN = "campaign"
    LEVEL = "level"
    SCORE = "score"
    INTENT = "intent"
    SOLVED = "solved"
    LENGTH = "length"
    RANGE = "range"
    AT = "at"
    AGO = "ago"
    SINCE = "since"
    DATE = "date"
    CONVERSION = "conversion"
    LINK = "link"
    """A link: it is kept in the note, and tells the channel where no word does."""
    NOTE = "note"
    UNKNOWN = "unknown"
    """A word nobody knows: it is kept in the note, and the reading says so."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the line that cannot be what it says: a code for `UserError`, where (1 is the first character)."""

    code: str
    column: int
    text: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def error(self) -> UserError:
        """Return it as the error that refuses the line."""
        return UserError(self.code, column=self.column, text=self.text, **self.facts)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the line: `text` is `line[column - 1 : end - 1]`.

    `value` depends on the role: the name for a sigil, microseconds for a length, an `Amount` for a conversion, …
    """

    text: str
    column: int
    end: int
    role: Role
    value: object = None
    problem: Problem | None = None

    @property
    def ok(self) -> bool:
        """Whether it can be what it says."""
        return self.problem is None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as written: a plain decimal ("1240.50") and the currency named with it, if any."""

    text: str
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The conversion a line speaks of: its kind (name) and its amount, if it has one."""

    kind: str
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An interaction as a quick line says it. Names are as written: who they are is for the service to find out.

    `start_us` and `end_us` are both known when the line says how long it took; `start_us` alone when it says only
    since when; neither when it says nothing about time. `score` is in hundredths.
    """

    tokens: tuple[Token, ...] = ()
    kind_id: UUID | None = None
    contact: str | None = None
    several: bool = False
    topics: tuple[str, ...] = ()
    brand: str | None = None
    product: str | None = None
    campaign: str | None = None
    level: int | None = None
    score: int | None = None
    intent: Intent | None = None
    solved: bool | None = None
    start_us: int | None = None
    end_us: int | None = None
    conversion: Outcome | None = None
    note: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def has_length(self) -> bool:
        """Whether the line says how long it took."""
        return self.end_us is not None

    @property
    def us(self) -> int | None:
        """How long it took, in microseconds."""
        return None if self.start_us is None or self.end_us is None else self.end_us - self.start_us

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words nobody knows; they are in the note."""
        return tuple(token.text for token in self.tokens if token.role is Role.UNKNOWN)


@dataclass(frozen=True, slots=True)
class ConversionDraft:
    """A conversion as the line of `convert` says it; `at_us` is the present instant unless the line says another."""

    at_us: int
    tokens: tuple[Token, ...] = ()
    kind: str | None = None
    amount: Amount | None = None
    contact: str | None = None
    brand: str | None = None
    product: str | None = None
    campaign: str | None = None
    note: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words nobody knows; they are in the note."""
        return tuple(token.text for token in self.tokens if token.role is Role.UNKNOWN)
