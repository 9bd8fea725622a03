"""Putting one part of a line right: what else it may say, each as the whole line it would make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Channel, ChannelKind, Intent
from roidesk.domain.personalness import LEVELS
from roidesk.domain.quickline import (
    SEVERAL,
    Draft,
    Present,
    Role,
    Token,
    Vocabulary,
    goes_on,
    proposals,
    replaced,
    rewritten,
    words_for_kind,
    written,
    written_length,
    written_name,
)
from roidesk.domain.quickline.rewriting import KIND, LEVEL, TIME
from roidesk.services.completing import Completing
from roidesk.services.lines import Lines
from roidesk.services.offers import Offer
from roidesk.services.outcomes import kind_names
from roidesk.services.rows import Understood
from roidesk.services.tracking import Tracking

_LENGTHS = (5, 10, 15, 20, 30, 45, 60)
"""Minutes to choose from."""
_ENDED = (5, 15, 30)
"""Minutes ago that something may have ended."""
_NAMES = 8
_SIGILS = {Role.TOPIC: "#", Role.BRAND: "&", Role.PRODUCT: "%", Role.CAMPAIGN: "^"}


class Say(StrEnum):
    """What a part may say instead."""

    KIND = "kind"
    NAME = "name"
    SEVERAL = "several"
    LENGTH = "length"
    ENDED = "ended"
    SINCE = "since"
    TIMER = "timer"
    LEVEL = "level"
    LEVEL_OF_KIND = "level_of_kind"
    INTENT = "intent"
    CONVERSION = "conversion"
    PROPOSAL = "proposal"
    TOPIC = "topic"
    CONTACT = "contact"
    NOTE = "note"
    OPEN = "open"
    """Not a change: the page of the contact."""
    NOTHING = "nothing"


class Way(NamedTuple):
    """One thing that a part may say, and the line that would say it. `now`: it does already."""

    say: Say
    line: str
    text: str = ""
    number: int = 0
    channel: Channel | None = None
    kind: ChannelKind | None = None
    now: bool = False
    contact_id: UUID | None = None


NOBODY = "contact_new"
NEW_NAME = "name_new"
"""Why a name is taken for misread: nobody, or nothing, is called so yet, and somebody or something nearly so."""


class Misread(NamedTuple):
    """A part of a line that was misread, why (`code`, "" where it is only unknown), and what may have been meant."""

    text: str
    start: int
    end: int
    code: str
    proposals: tuple[str, ...]


class Fixing:
    """Ways to change a line that is being typed; nothing is written."""

    def __init__(self, lines: Lines, tracking: Tracking, completing: Completing) -> None:
        self._lines = lines
        self._tracking = tracking
        self._completing = completing

    def misread(self, line: Understood) -> Misread | None:
        """Return the first part of a line that was misread and for which something else is proposed."""
        draft = line.draft
        known = self._lines.vocabulary(self._lines.catalogue())
        for token in _doubtful(draft):
            if found := proposals(token, known):
                code = token.problem.code if token.problem else ""
                return Misread(token.text, token.column - 1, token.end - 1, code, found)
        if draft.contact is not None and line.contact is None and (meant := self._completing.nearly(draft.contact)):
            token = next(each for each in draft.tokens if each.role is Role.CONTACT and each.ok)
            return Misread(token.text, token.column - 1, token.end - 1, NOBODY, (meant,))
        for token in draft.tokens:
            if token.ok and (token.role, str(token.value)) in line.fresh:
                meant = self._completing.nearly_named(_SIGILS[token.role], str(token.value))
                if meant:
                    return Misread(token.text, token.column - 1, token.end - 1, NEW_NAME, (meant,))
        return None

    def ways(self, line: str, role: Role, start: int = 0, end: int = 0) -> tuple[Way, ...]:
        """Return what a part of a line may say: that of a role, from `start` up to `end` (equal: says nothing)."""
        draft = self._tracking.read(line)
        return tuple(self._ways(line, draft, role, (start, end)))

    def _ways(self, line: str, draft: Draft, role: Role, where: tuple[int, int]) -> Iterator[Way]:
        catalogue = self._lines.catalogue()
        known = self._lines.vocabulary(catalogue, "=")
        if role is Role.KIND:
            yield from self._kinds(line, draft, catalogue, known)
        elif role in TIME:
            now, zone = self._lines.here()
            yield from _times(line, draft, Present(now, zone, known.last_end), known)
        elif role in LEVEL:
            yield from _levels(line, draft)
        elif role is Role.INTENT:
            for each in Intent:
                yield Way(Say.INTENT, replaced(line, *where, f"~{each}"), each, now=draft.intent is each)
        elif role is Role.CONVERSION:
            yield from _conversions(line, draft, where, kind_names(catalogue))
        elif role is Role.UNKNOWN:
            yield from _of_unknown(line, draft, where, known)
        elif role is Role.CONTACT or role in _SIGILS:
            yield from self._names(line, role, where)
        if where[0] < where[1] and role not in TIME | LEVEL | KIND:
            yield Way(Say.NOTHING, replaced(line, *where, ""))

    def _kinds(self, line: str, draft: Draft, catalogue: Catalogue, known: Vocabulary) -> Iterator[Way]:
        """Yield the other kinds of the channel, then the other channels, the last used first."""
        named = [each for each in draft.tokens if each.role is Role.KIND]
        mine = catalogue.kind[draft.kind_id].channel_id if draft.kind_id is not None else None
        kinds = [each for each in catalogue.kinds if catalogue.channel[each.channel_id].retired_us is None]
        own = sorted((each for each in kinds if each.channel_id == mine), key=lambda each: each.position)
        others = [each for each in kinds if not each.name and each.channel_id != mine]
        others.sort(key=lambda each: (-self._completing.last_used(each.id), catalogue.channel[each.channel_id].name))
        for kind in (*own, *others):
            if said := words_for_kind(kind.id, known):
                changed = rewritten(line, draft.tokens, KIND, said) if named else f"{said} {line}".strip()
                channel = catalogue.channel[kind.channel_id]
                yield Way(Say.KIND, changed, channel=channel, kind=kind, now=kind.id == draft.kind_id)

    def _names(self, line: str, role: Role, where: tuple[int, int]) -> Iterator[Way]:
        """Yield who or what else may be meant by a name: what is like it, else what was used last."""
        sigil = _SIGILS.get(role, "@")
        start, end = where
        text = line[start:end]
        like = (*self._completing.complete(text, len(text)).offers, *self._completing.complete(sigil, 1).offers)
        for offered in tuple(dict.fromkeys(each.text for each in like if each.text != f"@{SEVERAL}"))[:_NAMES]:
            changed = replaced(line, start, end, offered)
            yield Way(Say.NAME, changed, _said(offered, like), now=changed == line)
        known = self._tracking.known_contact(line) if role is Role.CONTACT else None
        if known is not None:
            yield Way(Say.OPEN, line, known.name, contact_id=known.id)
        if role is Role.CONTACT:
            yield Way(Say.SEVERAL, replaced(line, start, end, f"@{SEVERAL}"))


def _said(offered: str, among: Iterable[Offer]) -> str:
    """Return the name behind what would stand in the line."""
    whom = next((each.whom for each in among if each.text == offered), None)
    return whom.name if whom is not None else offered[1:].strip('"')


def _doubtful(draft: Draft) -> Iterator[Token]:
    """Yield the tokens of a line that say nothing or cannot be, also those that only their neighbours contradict."""
    at_column = {each.column: each for each in draft.problems}
    for token in draft.tokens:
        problem = token.problem or at_column.get(token.column)
        if problem is not None or token.role is Role.UNKNOWN:
            yield Token(token.text, token.column, token.end, token.role, None, problem)


def _times(line: str, draft: Draft, here: Present, known: Vocabulary) -> Iterator[Way]:
    """Yield other lengths; where the line says when it began, it still begins then."""
    said = {each.role for each in draft.tokens if each.role in TIME}
    start = draft.start_us if said - {Role.LENGTH, Role.SINCE} else None
    for minutes in _LENGTHS:
        us = minutes * MINUTE
        text = written_length(us) if start is None else written(Draft(start_us=start, end_us=start + us), here, known)
        yield Way(Say.LENGTH, rewritten(line, draft.tokens, TIME, text), number=us, now=draft.us == us)
    if draft.us is not None and start is None:
        for minutes in _ENDED:
            text = f"-{draft.us // MINUTE + minutes} -{minutes}"
            yield Way(Say.ENDED, rewritten(line, draft.tokens, TIME, text), number=minutes)
    if here.last_end is not None and here.last_end < here.now and goes_on(here) and Role.SINCE not in said:
        yield Way(Say.SINCE, rewritten(line, draft.tokens, TIME, "="), number=here.last_end)
    if said:
        yield Way(Say.TIMER, rewritten(line, draft.tokens, TIME, ""))


def _levels(line: str, draft: Draft) -> Iterator[Way]:
    for each in LEVELS:
        yield Way(Say.LEVEL, rewritten(line, draft.tokens, LEVEL, f"!{each}"), number=each, now=draft.level == each)
    if draft.level is not None or draft.score is not None:
        yield Way(Say.LEVEL_OF_KIND, rewritten(line, draft.tokens, LEVEL, ""))


def _conversions(line: str, draft: Draft, where: tuple[int, int], kinds: Iterable[str]) -> Iterator[Way]:
    outcome = draft.conversion
    amount = outcome.amount if outcome is not None else None
    worth = f"{amount.text}{amount.currency or ''} " if amount is not None else ""
    for kind in kinds:
        changed = replaced(line, *where, f"={worth}{kind}")
        yield Way(Say.CONVERSION, changed, kind, now=outcome is not None and outcome.kind == kind)


def _of_unknown(line: str, draft: Draft, where: tuple[int, int], known: Vocabulary) -> Iterator[Way]:
    """Yield what a word nobody knows may say, or several that stand together: each by itself, then all as one."""
    doubted = [each for each in _doubtful(draft) if where[0] <= each.column - 1 and each.end - 1 <= where[1]]
    if not doubted:
        return
    for token in doubted:
        for text in proposals(token, known):
            yield Way(Say.PROPOSAL, replaced(line, token.column - 1, token.end - 1, text), text)
    said = line[where[0] : where[1]].strip(',;"“”„')
    if said and '"' not in said:
        yield Way(Say.TOPIC, replaced(line, *where, written_name("#", said)), said)
        yield Way(Say.CONTACT, replaced(line, *where, written_name("@", said)), said)
        yield Way(Say.NOTE, replaced(line, *where, f'"{said}"'), said)
