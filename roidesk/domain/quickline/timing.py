"""When it was: from what a line says about time to instants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, from_local, instant, local, local_day, midnight, zone_info
from roidesk.domain.quickline.draft import Problem, Role, Token
from roidesk.domain.quickline.recognise import Ago, DayWord
from roidesk.domain.quickline.shapes import Length, Moment, WallRange, WallTime

Claims = frozenset[str]
_CLAIMS: Mapping[Role, Claims] = {
    Role.RANGE: frozenset({"start", "end"}),
    Role.AT: frozenset({"start"}),
    Role.AGO: frozenset({"start", "day", "ago"}),
    Role.SINCE: frozenset({"start", "end", "day"}),
    Role.DATE: frozenset({"day"}),
    Role.LENGTH: frozenset({"end"}),
}
_OVER_MIDNIGHT = 4 * HOUR
"""How long "since the last entry" may go over midnight: who works at night does, who went home does not."""
TIMES = frozenset(_CLAIMS)
"""The roles that speak of time."""


def claims(token: Token, *, ago_before: bool) -> Claims:
    """Return what a token settles ("start", "end", "day"): nothing may be settled twice.

    A second "-5" is where it ended; "2026-06-05T10:00" names its day too.
    """
    if token.role is Role.AGO and ago_before:
        return frozenset({"end"})
    if isinstance(token.value, Moment):
        return frozenset({"start", "day"})
    return _CLAIMS[token.role]


class Present(NamedTuple):
    """The present instant, the person's zone, and when their last entry ended."""

    now: int
    zone: str
    last_end: int | None = None


class When(NamedTuple):
    """From and to, as far as the line tells, and what is wrong with that."""

    start: int | None = None
    end: int | None = None
    problem: Problem | None = None


def when(tokens: list[Token], present: Present) -> When:
    """Return the instants that sound time tokens of one line give together (each thing settled at most once)."""
    of = {token.role: token for token in tokens}
    try:
        start, end = _span(of, [token.value for token in tokens if token.role is Role.AGO], present)
    except UserError as error:
        facts = {key: fact for key, fact in error.facts.items() if key not in ("text", "column")}
        return When(problem=_at(error.code, _first_of(of), facts))
    if start is None or end is None:
        return When(start, end)
    if end <= start:
        code = "length_zero" if end == start else "end_before_start"
        return When(problem=_at(code, _first_of(of), {}))
    return When(start, end) if end - start <= DAY else When(problem=_at("length_too_long", _first_of(of), {}))


def _first_of(of: Mapping[Role, Token]) -> Token:
    """Return the token to blame: the one that says most about time."""
    return next(of[role] for role in (Role.RANGE, Role.SINCE, Role.AT, Role.AGO, Role.LENGTH, Role.DATE) if role in of)


def _at(code: str, token: Token, facts: Mapping[str, object]) -> Problem:
    return Problem(code, token.column, token.text, facts)


def _span(of: Mapping[Role, Token], agos: list[object], present: Present) -> tuple[int | None, int | None]:
    if Role.SINCE in of:
        return _since_last(present), present.now
    named = day_of(of[Role.DATE].value, present) if Role.DATE in of else None
    if Role.RANGE in of:
        return _range(of[Role.RANGE].value, named or local_day(present.now, present.zone), present)
    length = of[Role.LENGTH].value if Role.LENGTH in of else None
    us = length.us if isinstance(length, Length) else None
    if agos:
        back = [each.us for each in agos if isinstance(each, Ago)]
        end = present.now - back[1] if len(back) > 1 else present.now
        return present.now - back[0], end if us is None else present.now - back[0] + us
    if Role.AT in of:
        start = at_instant(of[Role.AT].value, named, present)
        return start, None if us is None else start + us
    end = _same_time(named, present) if named else present.now
    if us is not None:
        return end - us, end
    return (end if named else None), None


def _since_last(present: Present) -> int:
    if present.last_end is None:
        raise UserError("no_last_entry")
    if not goes_on(present):
        raise UserError("last_entry_another_day")
    return present.last_end


def goes_on(present: Present) -> bool:
    """Whether the last entry may have ended where the present one began: nobody logs the night in between as work."""
    last, now = present.last_end, present.now
    if last is None:
        return False
    return now - last <= _OVER_MIDNIGHT or local_day(last, present.zone) == local_day(now, present.zone)


def _range(value: object, on: date, present: Present) -> tuple[int, int]:
    if not isinstance(value, WallRange):
        raise TypeError(value)
    start = _on(on, value.start, present.zone)
    if value.end is None:
        return start, present.now
    end = _on(on, value.end, present.zone)
    # In the hour that daylight saving repeats, 1:50-1:10 goes from the first to the second.
    return start, end if end > start else _on(on, value.end, present.zone, fold=1)


def day_of(value: object, present: Present) -> date:
    """Return the day a date token names: "mon" is the last such day, today included."""
    today = local_day(present.now, present.zone)
    if isinstance(value, DayWord):
        back = value.ago if value.weekday is None else (today.weekday() - value.weekday) % 7
        return today - timedelta(days=back or 0)
    if isinstance(value, date):
        return value
    raise TypeError(value)


def at_instant(value: object, on: date | None, present: Present) -> int:
    """Return the instant of a time of day (on a day, else today) or of a moment written in full."""
    if isinstance(value, Moment):
        return instant(value.at) if value.at.tzinfo else from_local(value.at, present.zone)
    if isinstance(value, WallTime):
        return _on(on or local_day(present.now, present.zone), value, present.zone)
    raise TypeError(value)


def conversion_instant(at: Token | None, on: Token | None, present: Present) -> int:
    """Return when a conversion was; a day alone takes the present time of day."""
    named = day_of(on.value, present) if on else None
    if at:
        return at_instant(at.value, named, present)
    return _same_time(named, present) if named else present.now


def _on(day: date, wall: WallTime, zone: str, fold: int = 0) -> int:
    whole_day = 86_400
    if wall.seconds == whole_day:
        return midnight(day + timedelta(days=1), zone)
    at = datetime.combine(day, time(fold=fold)) + timedelta(seconds=wall.seconds)
    return from_local(at.replace(fold=fold), zone)


def _same_time(day: date, present: Present) -> int:
    """Return the present time of day on another day."""
    if day == local_day(present.now, present.zone):
        return present.now
    return instant(datetime.combine(day, local(present.now, present.zone).time(), tzinfo=zone_info(present.zone)))
