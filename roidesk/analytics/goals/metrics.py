"""The figures a goal or a scorecard may be about, by name, and what can be said of one against a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from roidesk.analytics import gates
from roidesk.analytics.involvement.followers import Followers
from roidesk.analytics.involvement.giving import Approach, Giving
from roidesk.analytics.involvement.helping import Helping
from roidesk.analytics.involvement.report import Involvement
from roidesk.analytics.replies.durations import Times
from roidesk.analytics.replies.report import ReplyLine
from roidesk.analytics.returns.lines import Line
from roidesk.domain.figure import Figure, Number

Measures = Mapping[str, Figure]
"""Figures of one period by name."""


def _names(*kinds: type) -> tuple[str, ...]:
    """Return the names of the figures that some classes hold, each once (annotations are texts here)."""
    return tuple(dict.fromkeys(each.name for kind in kinds for each in fields(kind) if each.type == "Figure"))


OF_RETURN = _names(Line)
OF_INVOLVEMENT = tuple(
    name for name in (*_names(Giving, Approach, Helping, Followers), "touched_bought") if name not in OF_RETURN
)
_TIMES = ("business", "calendar")
OF_REPLIES = (*_names(ReplyLine), *(f"{clock}.{name}" for clock in _TIMES for name in _names(Times)))
METRICS = (*OF_RETURN, *OF_INVOLVEMENT, *OF_REPLIES)
"""Every name that may be asked for: those of `figures`, `involvement` and `replies`."""
ADD_UP = frozenset(
    "interactions minutes labour platform cost conversions purchases booked expected remains profit new_customers "
    "personal_minutes give ask give_minutes ask_minutes email_asks solved value_added_minutes list_building_minutes "
    "reactive_minutes proactive_minutes net_followers needing replied".split()
)
"""Sums and counts: the parts of a period add up to the whole, so that half of it is expected to bring half."""
_SPENT = frozenset("labour platform cost cost_per_purchase cost_per_conversion labour_per_hour cost_per_solved".split())
"""What can only be more where the cost of something is not known."""


def of_return(line: Line) -> Measures:
    """Return the figures of a line by name."""
    return {name: getattr(line, name) for name in OF_RETURN}


def of_involvement(panel: Involvement) -> Measures:
    """Return the figures of return on involvement by name."""
    parts = (panel.giving, panel.approach, panel.helping, panel.followers, panel)
    return {name: next(getattr(part, name) for part in parts if hasattr(part, name)) for name in OF_INVOLVEMENT}


def of_replies(line: ReplyLine) -> Measures:
    """Return the figures of who waited for an answer by name; "business.median" is that of their business minutes."""
    return {name: getattr(line, name) for name in _names(ReplyLine)} | {
        f"{clock}.{name}": getattr(getattr(line, clock), name) for clock in _TIMES for name in _names(Times)
    }


def bounds(metric: str, figure: Figure) -> tuple[Number | None, Number | None]:
    """Return between what the true value of a figure lies, by what is known: both the same, one or both None."""
    if figure.value is None:
        return None, None
    value = figure.value
    if figure.at_most:
        return None, value
    if figure.reason == "rate_missing":
        return (value, None) if metric in _SPENT else (None, None)
    return value, value


def holds(metric: str, figure: Figure, target: Number, *, at_most: bool) -> bool | None:
    """Return whether a figure is at least (or at most) a target; None: what is not known could decide it either way."""
    least, most = bounds(metric, figure)
    if at_most:
        return True if most is not None and most <= target else False if least is not None and least > target else None
    return True if least is not None and least >= target else False if most is not None and most < target else None


def withheld(figure: Figure) -> str | None:
    """Return why no verdict can be given on a figure: it has no value, or a gate withholds it; else None."""
    if figure.value is None:
        return figure.reason or "nothing_recorded"
    return figure.reason if gates.withholds_verdict(figure.reason) else None
