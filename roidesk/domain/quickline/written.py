"""From what a line says back to a line: what `parse` makes of it is the same again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, MINUTE, SECOND, from_local, local, local_day
from roidesk.domain.quickline.draft import Draft, Outcome
from roidesk.domain.quickline.reading import SEVERAL
from roidesk.domain.quickline.timing import Present
from roidesk.domain.quickline.vocabulary import Phrase, Vocabulary

_QUOTES = '"“”'
_NOT_BARE = re.compile(r'^["“”„]|\s|[,;]$')


def written(draft: Draft, here: Present, known: Vocabulary) -> str:
    """Return a line that says what a draft says, here and now, names as they stand in it.

    `draft` is one that `parse` can return: a kind or a conversion that no words of the store say is left out.
    """
    return " ".join(
        (*_what(draft, known), *_times(draft, here), *_outcome(draft.conversion, known), *_note(draft.note))
    )


def written_name(sigil: str, name: str) -> str:
    """Return a name as a line takes it, in quotes where it needs them: "@acme", "@“two words”"."""
    return f'{sigil}"{name}"' if _NOT_BARE.search(name) else f"{sigil}{name}"


def written_length(us: int) -> str:
    """Return a length, to the microsecond: "4m", "1h20", "90s"."""
    if us % MINUTE:
        whole, part = divmod(us, SECOND)
        return f"{whole}.{part:06}s" if part else f"{whole}s"
    hours, minutes = divmod(us // MINUTE, HOUR // MINUTE)
    return f"{minutes}m" if not hours else f"{hours}h{minutes:02}" if minutes else f"{hours}h"


def words_for_kind(kind_id: UUID, known: Vocabulary) -> str:
    """Return the words that certainly mean a kind, those a person would say first; "" where there are none."""
    says = known.says.get(kind_id)
    meant = [each for each, sense in known.senses.items() if sense.certain and sense.kinds[0] == kind_id]
    if says in meant and says is not None:
        return " ".join(says)
    return min((" ".join(each) for each in meant), key=lambda each: (each.count(" "), len(each), each), default="")


def _what(draft: Draft, known: Vocabulary) -> Iterator[str]:
    if draft.kind_id is not None:
        yield from filter(None, [words_for_kind(draft.kind_id, known)])
    if draft.several:
        yield f"@{SEVERAL}"
    for sigil, names in (
        ("@", (draft.contact,)),
        ("#", draft.topics),
        ("&", (draft.brand,)),
        ("%", (draft.product,)),
        ("^", (draft.campaign,)),
    ):
        yield from (written_name(sigil, name) for name in names if name)
    if draft.level is not None:
        yield f"!{draft.level}"
    if draft.score is not None:
        whole, part = divmod(draft.score, 100)
        yield f"p{whole}.{part:02}" if part else f"p{whole}"
    if draft.intent is not None:
        yield f"~{draft.intent}"
    if draft.solved:
        yield "+solved"


def _times(draft: Draft, here: Present) -> Iterator[str]:
    """Yield what says when it was: the shortest that is exact."""
    start, end = draft.start_us, draft.end_us
    if start is None:
        return
    if end == here.now:
        yield written_length(end - start)
        return
    first = _wall(start, here.zone)
    last = None if end is None else _wall(end, here.zone)
    today = local_day(here.now, here.zone)
    if first is not None and (end is None or (last is not None and last.date() == first.date())):
        if first.date() != today:
            yield f"{first:%Y-%m-%d}"
        yield f"at {first:%H:%M}" if last is None else f"{first:%H:%M}-{last:%H:%M}"
        return
    yield local(start, here.zone).isoformat()
    if end is not None:
        yield written_length(end - start)


def _wall(us: int, zone: str) -> datetime | None:
    """Return the wall time of an instant, None where hours and minutes alone would not lead back to it."""
    wall = local(us, zone).replace(tzinfo=None, fold=0)
    try:
        exact = not us % MINUTE and not wall.second and from_local(wall, zone) == us
    except UserError:
        return None
    return wall if exact else None


def _outcome(outcome: Outcome | None, known: Vocabulary) -> Iterator[str]:
    if outcome is None:
        return
    said = _words_for(outcome.kind, known.conversions)
    if outcome.amount is None:
        yield from ([f"={said}"] if said else [])
    else:
        yield f"={outcome.amount.text}{outcome.amount.currency or ''} {said}".rstrip()


def _words_for(kind: str, conversions: Mapping[Phrase, str]) -> str:
    own = (kind,)
    if conversions.get(own) == kind:
        return kind
    return " ".join(min((each for each, meant in conversions.items() if meant == kind), default=()))


def _note(note: str | None) -> Iterator[str]:
    """Yield a note in quotes; words that hold a quote themselves stand outside, as no quotes can hold them."""
    if note is None:
        return
    for holds, words in _runs(note.split(" ")):
        yield words if holds else f'"{words}"'


def _runs(words: Iterable[str]) -> list[tuple[bool, str]]:
    """Join neighbouring words that alike hold a quote or hold none."""
    found: list[tuple[bool, str]] = []
    for word in words:
        holds = any(sign in word for sign in _QUOTES)
        if found and found[-1][0] == holds:
            found[-1] = (holds, f"{found[-1][1]} {word}")
        else:
            found.append((holds, word))
    return found
