"""Where the marks and the words of a contact's path go, so that none covers another. Plain numbers; no Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Spot = tuple[float, float]
"""Where something is: from the left, from the top."""


@dataclass(frozen=True, slots=True)
class TouchMark:
    """One mark for the touches in `members`: a circle where they are on their own, a capsule with their number else.

    `small`: a dot, as a mark of another level is too near for more.
    """

    at: Spot
    members: tuple[int, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large marks are: the radius of a circle and of a dot, and what a capsule is longer than a circle."""

    circle: float
    dot: float
    longer: float


def touch_marks(touches: Iterable[tuple[int, Spot]], sizes: Sizes) -> tuple[TouchMark, ...]:
    """Return the marks of numbered touches, given in order of time.

    Those of one level that would cover one another share a mark.
    """
    found: list[TouchMark] = []
    for number, spot in touches:
        shared = next((at for at, mark in enumerate(found) if _covers(mark, spot, sizes)), None)
        if shared is not None:
            before = found[shared]
            found[shared] = TouchMark(before.at, (*before.members, number), before.small)
        else:
            near = any(_touches(mark, spot, sizes) for mark in found)
            found.append(TouchMark(spot, (number,), near))
    return tuple(found)


def _covers(mark: TouchMark, spot: Spot, sizes: Sizes) -> bool:
    """Return whether the mark would lie over one more of the same level."""
    radius = sizes.dot if mark.small else sizes.circle
    return mark.at[1] == spot[1] and spot[0] < mark.at[0] + 2 * radius + _longer(mark, sizes)


def _touches(mark: TouchMark, spot: Spot, sizes: Sizes) -> bool:
    """Return whether a circle there would lie over a mark of another level."""
    along = max(0.0, spot[0] - mark.at[0] - _longer(mark, sizes))
    radius = sizes.dot if mark.small else sizes.circle
    return bool(along**2 + (spot[1] - mark.at[1]) ** 2 < (sizes.circle + radius) ** 2)


def _longer(mark: TouchMark, sizes: Sizes) -> float:
    return sizes.longer if len(mark.members) > 1 and not mark.small else 0.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that want to stand beside an upright line at `x`; the more they weigh, the earlier they get room."""

    x: float
    wide: float
    weight: int = 0


def word_places(wanted: Sequence[Wanted], room: tuple[float, float], gap: float) -> dict[int, float]:
    """Return where the words begin that have room, by their number: right of their line, else left of it.

    Words lie neither over other words nor over the line of other words; those without room are left out, and of equal
    weight the later come first.
    """
    found: dict[int, float] = {}
    for number in sorted(range(len(wanted)), key=lambda at: (-wanted[at].weight, -wanted[at].x)):
        each = wanted[number]
        for left in (each.x + gap, each.x - gap - each.wide):
            within = room[0] <= left and left + each.wide <= room[1]
            if within and all(_apart(each, left, wanted[other], begins, gap) for other, begins in found.items()):
                found[number] = left
                break
    return found


def _apart(one: Wanted, left: float, other: Wanted, begins: float, gap: float) -> bool:
    """Return whether two words with their lines do not meet."""
    first, last = min(one.x, left), max(one.x, left + one.wide)
    return last + gap <= min(other.x, begins) or max(other.x, begins + other.wide) + gap <= first
