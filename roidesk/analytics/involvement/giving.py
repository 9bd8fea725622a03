"""Give before you ask: what our contacts were for, how much of each, and how each contact's story began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from uuid import UUID

from roidesk.analytics.replies.report import rate
from roidesk.analytics.sums.tally import Cell
from roidesk.domain.encounters import Story
from roidesk.domain.figure import Figure
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import AskKind, Direction, Intent, Interaction


@dataclass(frozen=True, slots=True)
class Giving:
    """Gives and asks of some time, by number and by minutes (analytics.md 6.4, C10, C26).

    `pitch_pressure`: asks among all outbound contacts. `email_ask_share`: asks for an e-mail address among all asks.
    """

    give: Figure
    ask: Figure
    give_minutes: Figure
    ask_minutes: Figure
    give_ask_ratio: Figure
    give_share: Figure
    give_share_minutes: Figure
    pitch_pressure: Figure
    email_asks: Figure
    email_ask_share: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}


def giving(touches: Sequence[Interaction], pieces: Sequence[Cell]) -> Giving:
    """Return the gives and asks of interactions that began in a period, and of the time that fell into it."""
    asks = [each for each in touches if each.intent is Intent.ASK]
    gave = sum(each.intent is Intent.GIVE for each in touches)
    outbound = [each for each in touches if each.direction is Direction.OUT]
    give_time = counted(pieces, lambda each: each.intent is Intent.GIVE)
    ask_time = counted(pieces, lambda each: each.intent is Intent.ASK)
    email = sum(each.ask_kind is AskKind.EMAIL_ADDRESS for each in asks)
    return Giving(
        give=Figure(gave, "count", gave),
        ask=Figure(len(asks), "count", len(asks)),
        give_minutes=minutes(give_time, gave),
        ask_minutes=minutes(ask_time, len(asks)),
        give_ask_ratio=over(gave, len(asks), "ratio", "no_ask", gave + len(asks)),
        give_share=over(gave, gave + len(asks), "share", "nothing_recorded", gave + len(asks)),
        give_share_minutes=over(give_time, give_time + ask_time, "share", "no_time", gave + len(asks)),
        pitch_pressure=over(
            sum(each.intent is Intent.ASK for each in outbound),
            len(outbound),
            "share",
            "nothing_recorded",
            len(outbound),
        ),
        email_asks=Figure(email, "count", email),
        email_ask_share=over(email, len(asks), "share", "no_ask", len(asks)),
    )


def counted(pieces: Iterable[Cell], of: Callable[[Interaction], bool]) -> int:
    """Return the counted time (microseconds) of those pieces whose interaction is of some sort."""
    return sum(cell.effort.counted_us for cell in pieces if cell.entry is not None and of(cell.entry))


def minutes(us: int, cases: int | None = None) -> Figure:
    """Return a length of time as a figure."""
    return Figure(Fraction(us, MINUTE), "min", cases)


def over(above: int, below: int, unit: str, none: str, cases: int | None = None) -> Figure:
    """Return what was recorded over what was recorded; `none` says why there is no value."""
    return Figure(Fraction(above, below), unit, cases) if below else Figure(None, unit, cases, reason=none)


@dataclass(frozen=True, slots=True)
class Approach:
    """How contacts were approached: shares of those touched in a period, by their whole story (C10, C26).

    `gives_before_first_ask` is a mean over those asked in the period.
    """

    touched_contacts: Figure
    cold_ask_rate: Figure
    cold_email_ask_rate: Figure
    gives_before_first_ask: Figure
    repeat_contact_rate: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}


def approach(touches: Iterable[Interaction], told: Mapping[UUID, Story]) -> Approach:
    """Return how the contacts of a period's interactions were approached; `told` has the story of each of them."""
    times: dict[UUID, int] = defaultdict(int)
    asked: set[UUID] = set()
    for each in touches:
        if each.contact_id is not None:
            times[each.contact_id] += 1
            if each.intent is Intent.ASK:
                asked.add(each.contact_id)
    gave = [before for each in asked if (before := told[each].gives_before_ask) is not None]
    return Approach(
        touched_contacts=Figure(len(times), "count", len(times)),
        cold_ask_rate=rate(sum(told[each].cold_ask for each in times), len(times), "contacts"),
        cold_email_ask_rate=rate(sum(told[each].cold_email_ask for each in times), len(times), "contacts"),
        gives_before_first_ask=over(sum(gave), len(gave), "count", "no_ask", len(gave)),
        repeat_contact_rate=rate(sum(count > 1 for count in times.values()), len(times), "contacts"),
    )
