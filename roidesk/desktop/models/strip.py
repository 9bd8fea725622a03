"""A day as a strip shows it: blocks, the gaps between them, which part is seen, and what is being dragged. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from uuid import UUID

from roidesk.domain.instants import HOUR, MINUTE, Span
from roidesk.domain.reshaping import STEP, snapped

LEAST_GAP = 30 * MINUTE
_EARLIEST, _LATEST = 9, 18
_LEAST_SEEN = 30 * MINUTE
_TICKS = tuple(minutes * MINUTE for minutes in (5, 10, 15, 30, 60, 120, 240))


@dataclass(frozen=True, slots=True)
class Block:
    """One interaction in the strip. `words` is its tooltip; `running`: it has no end yet."""

    id: UUID
    start_us: int
    end_us: int
    level: int
    colour: str
    icon: str
    words: str
    hatched: bool = False
    led: bool = False
    running: bool = False

    @property
    def span(self) -> Span:
        """When it was."""
        return Span(self.start_us, self.end_us)


@dataclass(frozen=True, slots=True)
class Day:
    """What a strip shows: from one midnight to the next in a zone; `now_us` None: not this day."""

    start_us: int
    end_us: int
    zone: str
    blocks: tuple[Block, ...] = ()
    now_us: int | None = None

    @property
    def items(self) -> tuple[Block | Span, ...]:
        """Blocks and gaps in order of time: what the keyboard goes through."""
        found: tuple[Block | Span, ...] = (*self.blocks, *gaps(self.blocks, self.now_us))
        return tuple(sorted(found, key=lambda each: (span_of(each).start, span_of(each).end)))


def span_of(item: Block | Span) -> Span:
    """Return when a block or a gap is."""
    return item.span if isinstance(item, Block) else item


def gaps(blocks: Sequence[Block], now: int | None = None) -> tuple[Span, ...]:
    """Return the stretches of half an hour and more in which nothing is logged, after the first and up to `now`."""
    found, reach = [], None
    for block in sorted(blocks, key=lambda each: each.start_us):
        if reach is not None and block.start_us - reach >= LEAST_GAP:
            found.append(Span(reach, block.start_us))
        reach = max(reach or block.end_us, block.end_us)
    if reach is not None and now is not None and now - reach >= LEAST_GAP:
        found.append(Span(reach, now))
    return tuple(found)


# ---------------------------------------------------------------- what is seen


def hours_shown(day: Day) -> Span:
    """Return from when to when the strip reaches: a working day, more where there is more. Half an hour before it."""
    ends = [min(block.end_us, day.end_us) for block in day.blocks] + ([day.now_us] if day.now_us else [])
    starts = [max(block.start_us, day.start_us) for block in day.blocks]
    first = min([day.start_us + _EARLIEST * HOUR, *(start - start % HOUR for start in starts)])
    last = max([day.start_us + _LATEST * HOUR, *(end + -end % HOUR for end in ends)])
    return Span(max(day.start_us, first - HOUR // 2), min(day.end_us, last + HOUR // 6))


def zoomed(seen: Span, factor: float, around: int, day: Day) -> Span:
    """Return what is seen when it is drawn so much larger, with `around` staying where it is."""
    length = min(max(round(seen.us / factor), _LEAST_SEEN), day.end_us - day.start_us)
    start = around - round((around - seen.start) * length / seen.us)
    return _within(Span(start, start + length), day)


def panned(seen: Span, by: int, day: Day) -> Span:
    """Return what is seen so much later."""
    return _within(Span(seen.start + by, seen.end + by), day)


def showing(seen: Span, wanted: Span, day: Day) -> Span:
    """Return what is seen once it is moved as little as it takes to show a stretch, or as much of it as fits."""
    if wanted.start < seen.start or wanted.us > seen.us:
        return panned(seen, wanted.start - seen.start, day)
    return panned(seen, max(0, wanted.end - seen.end), day)


def tick_every(seen: Span, width: int, least: int) -> int:
    """Return the time between two marks of the axis so that they stand `least` pixels apart."""
    return next((each for each in _TICKS if each * width >= least * seen.us), _TICKS[-1])


def _within(seen: Span, day: Day) -> Span:
    start = min(max(seen.start, day.start_us), day.end_us - seen.us)
    return Span(start, start + seen.us)


# ---------------------------------------------------------------- what is dragged


class Grip(Enum):
    """By what a block is held."""

    WHOLE = auto()
    START = auto()
    END = auto()
    CUT = auto()
    """The point at which it is split."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A block that is held: by what, and where it would be put. For `CUT`, `span` is the point, without length."""

    block: Block
    grip: Grip
    span: Span

    @classmethod
    def of(cls, block: Block, grip: Grip) -> Hold:
        """Take hold of a block; a cut begins in its middle."""
        if grip is not Grip.CUT:
            return cls(block, grip, block.span)
        middle = snapped((block.start_us + block.end_us) // 2, MINUTE)
        return cls(block, grip, Span(middle, middle)).to(middle, MINUTE)

    @property
    def moved(self) -> bool:
        """Whether putting it down would change anything."""
        return self.grip is Grip.CUT or self.span != self.block.span

    def to(self, us: int, step: int = STEP) -> Hold:
        """Return it with the part that is held at an instant, on the grid; a minute of it always stays."""
        if self.grip is Grip.WHOLE:
            start = snapped(us, step)
            return replace(self, span=Span(start, start + self.span.us))
        if self.grip is Grip.START:
            return replace(self, span=Span(min(snapped(us, step), self.span.end - MINUTE), self.span.end))
        if self.grip is Grip.END:
            return replace(self, span=Span(self.span.start, max(snapped(us, step), self.span.start + MINUTE)))
        start, end = self.block.span.start, self.block.span.end
        at = min(max(snapped(us, step), start + MINUTE), end - MINUTE)
        at = at if start < at < end else (start + end) // 2
        return replace(self, span=Span(at, at))

    def by(self, us: int, step: int = STEP) -> Hold:
        """Return it with the part that is held so much later: to the next line of the grid, then from line to line."""
        now = self.span.end if self.grip is Grip.END else self.span.start
        rest = now % step
        if rest and us:
            return self.to(now - rest + (step if us > 0 else 0), step)
        return self.to(now + us, step)

    def pushed(self, grip: Grip, us: int, step: int = STEP) -> Hold:
        """Return it with one of its parts so much later, held as before."""
        return replace(replace(self, grip=grip).by(us, step), grip=self.grip)
