"""What of a running timer counts: sleep, a restart and a clock that was set are told from time that passed. Pure.

A timer has a clock of its own. It agrees with the wall when the timer starts and goes on as the machine's uptime does,
so that nobody who sets the wall clock makes it longer, shorter or negative. Stretches of it that nobody can have worked
are its gaps; they are kept apart until somebody says otherwise, and are not counted.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import NamedTuple

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, SECOND, Boot, Span
from roidesk.domain.model import AwayCause, Described, Doubt, Interaction, Source, Timer

TOLERANCE = 5 * SECOND
"""By how much two clocks may disagree between two looks before it means something."""
UNSEEN = 5 * MINUTE
"""Where the machine does not tell sleep: a program that looks every 15 s and did not for so long was asleep."""
_WOKEN = MINUTE
"""Awake for less than this between two gaps: a machine that woke by itself, not a person who came back."""


class Gap(NamedTuple):
    """A stretch that is not counted: instants on the timer's own clock, and why."""

    start: int
    end: int
    cause: AwayCause

    @property
    def us(self) -> int:
        """Its length in microseconds."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{self.start}:{self.end}:{self.cause}"

    @classmethod
    def parse(cls, text: str) -> Gap:
        """Read "start:end:cause"; `UserError` when it is none."""
        try:
            start, end, cause = text.split(":")
            gap = cls(int(start), int(end), AwayCause(cause))
        except ValueError:
            raise UserError("gap_unreadable", text=text) from None
        if gap.us <= 0:
            raise UserError("gap_unreadable", text=text)
        return gap


def gaps(timer: Timer) -> tuple[Gap, ...]:
    """Return what nobody has said yet to have been worked, the earliest first."""
    return tuple(sorted(Gap.parse(each) for each in timer.gaps))


def own(timer: Timer, now: int) -> int:
    """Return where the timer's own clock stands when the wall's stands at `now`; a paused one stands still."""
    return timer.paused_us if timer.paused_us is not None else max(now - timer.step_us, timer.start_us)


def observed(timer: Timer, now: int, boot: Boot, *, watched: bool = False) -> Timer:
    """Return a timer after a look at the clocks: with the gaps found since the last one, true to the uptime.

    In the same run of the machine what passed is what the uptime says; where the wall clock says something else by more
    than `TOLERANCE`, it was set. What the machine slept of that is a gap. Where it lay between two looks nobody knows,
    so it is taken to have been at the end. After a restart only the wall clock says what passed, and all of it is a
    gap; when it stands before the last look, nothing passed. Where a person has two machines that look in turn, the
    other's uptime is not ours; what passed since its look, a moment ago, counts. `watched`: somebody looked every 15 s
    until the last look.
    """
    if timer.paused_us is not None:
        return timer
    since = timer.seen_us - timer.step_us
    until = now - timer.step_us
    if boot.id == timer.boot_id and boot.us >= timer.boot_us:
        passed = boot.us - timer.boot_us
        if abs(until - since - passed) > TOLERANCE:
            until = since + passed
        found = _asleep(timer, boot, until, watched=watched)
    else:
        until = max(until, since)
        found = Gap(until if _elsewhere(boot, until - since) else since, until, AwayCause.RESTART)
    known = timer.gaps if found.us <= 0 else _joined(timer, found)
    return replace(
        timer,
        seen_us=now,
        boot_id=boot.id,
        boot_us=boot.us,
        awake_us=boot.awake_us,
        step_us=now - until,
        gaps=known,
    )


def _elsewhere(boot: Boot, passed: int) -> bool:
    """Whether the last look was another machine's, just now: this one was not started since then."""
    return passed < _WOKEN and passed + TOLERANCE < boot.us


def _asleep(timer: Timer, boot: Boot, until: int, *, watched: bool) -> Gap:
    """Return what the machine slept since the last look; empty when it did not."""
    passed = boot.us - timer.boot_us
    if boot.awake_us and timer.awake_us:
        slept = passed - (boot.awake_us - timer.awake_us)
        slept = slept if slept > TOLERANCE else 0
    else:
        slept = passed if watched and passed > UNSEEN else 0
    return Gap(until - min(slept, passed), until, AwayCause.ASLEEP)


def _joined(timer: Timer, found: Gap) -> tuple[str, ...]:
    """Add a gap; where the machine only woke for a moment in between, it is one with the gap before."""
    if not timer.gaps:
        return (str(found),)
    *earlier, last = gaps(timer)
    if last.cause is found.cause and found.start - last.end < _WOKEN:
        return (*map(str, earlier), str(Gap(last.start, found.end, found.cause)))
    return (*map(str, earlier), str(last), str(found))


def stretches(timer: Timer, now: int) -> list[Span]:
    """Return what counts of a timer, in order: from its start to where it stands at `now`, without its gaps."""
    start, end = timer.start_us, own(timer, now)
    found = []
    for gap in gaps(timer):
        if start < gap.start:
            found.append(Span(start, min(gap.start, end)))
        start = max(start, gap.end)
    if start < end:
        found.append(Span(start, end))
    return found


def counted_us(timer: Timer, now: int) -> int:
    """Return how long a timer has run, without its gaps (microseconds)."""
    return sum(each.us for each in stretches(timer, now))


def interactions_of(timer: Timer, now: int) -> list[Interaction]:
    """Return a timer as what it is when it stops: an interaction a stretch, the last one with the timer's id.

    All have that id here; whoever files them gives the others ids of their own. Where nothing counts, there is one
    without length, so that it is not forgotten.
    """
    said = {each.name: getattr(timer, each.name) for each in fields(Described)}
    ended = {gap.start for gap in gaps(timer) if gap.cause is AwayCause.RESTART}
    set_by = Doubt.CLOCK if timer.step_us else None
    return [
        Interaction(
            **said,
            person_id=timer.person_id,
            start_us=each.start,
            end_us=each.end,
            zone=timer.zone,
            source=Source.TIMER,
            doubt=Doubt.RESTART if each.end in ended else set_by,
        )
        for each in stretches(timer, now) or [Span(timer.start_us, timer.start_us)]
    ]
