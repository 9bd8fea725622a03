"""A line's reading as tints in the line and chips under it. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.desktop.widgets.entry_line import Stretch, Tint
from roidesk.desktop.widgets.understood_bar import Chip, ChipState
from roidesk.domain.instants import local_day
from roidesk.domain.quickline import Draft, Role, Token
from roidesk.i18n import _, formats, words
from roidesk.services.fixing import NEW_NAME, NOBODY, Misread
from roidesk.services.rows import Understood


@dataclass(frozen=True, slots=True)
class Reading:
    """What the top bar shows of a line: the verb says what Enter will do."""

    verb: str
    chips: tuple[Chip, ...]
    stretches: tuple[Stretch, ...]


class Here(NamedTuple):
    """Where and when a line is read: days and times are those of `zone`, where it is `today`.

    `elsewhere`: the machine is in another zone than the one shown, which is therefore named.
    """

    zone: str
    today: date
    elsewhere: bool = False


def reading(line: Understood, here: Here, currency: str, theme: Tokens, asked: str = "") -> Reading:
    """Return what to show of a line; amounts without a currency of their own are in `currency`.

    `asked`: who may be meant by a name that nobody is called, while it is being typed.
    """
    draft = line.draft
    chips = (
        *_kind_chip(line, theme),
        *_name_chips(line, asked),
        *_time_chips(line, here),
        *_rest_chips(line, currency),
        *_level_chip(line, theme),
        *_unknown_chips(draft),
    )
    verb = _("Will log") if draft.has_length else _("Will start")
    return Reading(verb, chips, tuple(_stretch(each) for each in draft.tokens))


def _stretch(token: Token) -> Stretch:
    tint = Tint.WRONG if not token.ok else Tint.UNKNOWN if token.role is Role.UNKNOWN else Tint.KNOWN
    return Stretch(token.column - 1, token.end - 1, tint)


def _of(draft: Draft, *roles: Role) -> tuple[int, int]:
    """Return the stretch from the first to the last token of some roles, (0, 0) where there is none."""
    found = [each for each in draft.tokens if each.role in roles]
    return (min(each.column for each in found) - 1, max(each.end for each in found) - 1) if found else (0, 0)


def _kind_chip(line: Understood, theme: Tokens) -> Iterator[Chip]:
    start, end = _of(line.draft, Role.KIND)
    if line.channel is None or line.kind is None:
        yield Chip(_("which channel?"), state=ChipState.GUESS, part=Role.KIND)
        return
    colour = channel_colour(theme, line.channel).hex
    name = f"{line.channel.name} {line.kind.name}".strip()
    # Where no word says the channel, a link does.
    state, detail = (ChipState.KNOWN, "") if end else (ChipState.GUESS, _("from the link"))
    yield Chip(name, detail, channel_icon(line.channel), colour, state=state, start=start, end=end, part=Role.KIND)


def _name_chips(line: Understood, asked: str) -> Iterator[Chip]:
    draft = line.draft
    if draft.several:
        start, end = _of(draft, Role.CONTACT)
        yield Chip(words.several(), icon="users", start=start, end=end, part=Role.CONTACT)
    elif draft.contact is not None:
        start, end = _of(draft, Role.CONTACT)
        if line.contact is None:
            text, detail = (f"{asked}?", _("Tab to accept")) if asked else (draft.contact, _("new contact"))
            yield Chip(text, detail, state=ChipState.GUESS, start=start, end=end, part=Role.CONTACT)
        else:
            written = f"@{draft.contact}"
            detail = "" if line.contact.casefold() == draft.contact.casefold() else written
            yield Chip(line.contact if detail else written, detail, start=start, end=end, part=Role.CONTACT)
    for token in draft.tokens:
        if token.role is Role.TOPIC and token.ok:
            fresh = (Role.TOPIC, str(token.value)) in line.fresh
            yield Chip(
                f"#{token.value}", _("new topic") if fresh else "", state=_known(fresh=fresh),
                start=token.column - 1, end=token.end - 1, part=Role.TOPIC,
            )  # fmt: skip
    added = {role for role, _name in line.fresh}
    for name, role, icon, what in (
        (draft.brand, Role.BRAND, "tag", _("new brand") if Role.BRAND in added else _("brand")),
        (draft.product, Role.PRODUCT, "package", _("new product") if Role.PRODUCT in added else _("product")),
        (draft.campaign, Role.CAMPAIGN, "megaphone", _("campaign")),
    ):
        if name is not None:
            start, end = _of(draft, role)
            yield Chip(name, what, icon, state=_known(fresh=role in added), start=start, end=end, part=role)


def _known(*, fresh: bool) -> ChipState:
    """A name that is not in the store yet may be a slip: its chip looks like a guess."""
    return ChipState.GUESS if fresh else ChipState.KNOWN


def _time_chips(line: Understood, here: Here) -> Iterator[Chip]:
    draft = line.draft
    start, end = _of(draft, Role.LENGTH, Role.RANGE, Role.AT, Role.AGO, Role.SINCE, Role.DATE)
    if draft.us is None or draft.start_us is None or draft.end_us is None:
        since = _on_its_day(draft.start_us, here) if draft.start_us is not None else ""
        text = _("starts a timer at {time}").format(time=since) if since else _("no time given: starts a timer")
        yield Chip(text, start=start, end=end, part=Role.LENGTH)
        return
    span = f"{_on_its_day(draft.start_us, here)}–{formats.clock(draft.end_us, here.zone)}"
    if here.elsewhere:
        span += " " + formats.place(here.zone)
    yield Chip(formats.duration(draft.us), span, start=start, end=end, part=Role.LENGTH)
    if len(line.meanwhile) == 1:
        text = _("during {channel}: half").format(channel=line.meanwhile[0])
        yield Chip(text, icon="split", state=ChipState.WARN)
    elif line.meanwhile:
        text = _("shared by {count} at once").format(count=len(line.meanwhile) + 1)
        yield Chip(text, icon="split", state=ChipState.WARN)


def _on_its_day(us: int, here: Here) -> str:
    """Write a time of day, after its day where that is not today: who logs yesterday looks at today."""
    day, clock = local_day(us, here.zone), formats.clock(us, here.zone)
    return clock if day == here.today else f"{formats.day(day, this_year=here.today.year)}, {clock}"


def _rest_chips(line: Understood, currency: str) -> Iterator[Chip]:
    draft = line.draft
    if draft.intent is not None:
        start, end = _of(draft, Role.INTENT)
        yield Chip(words.value("intent", draft.intent), start=start, end=end, part=Role.INTENT)
    if draft.solved is not None:
        start, end = _of(draft, Role.SOLVED)
        said = _("solved") if draft.solved else _("not solved")
        yield Chip(said, icon="check", start=start, end=end, part=Role.SOLVED)
    if draft.conversion is not None:
        start, end = _of(draft, Role.CONVERSION)
        amount = draft.conversion.amount
        worth = formats.money(Decimal(amount.text), amount.currency or currency) if amount is not None else ""
        kind = words.conversion_kind(draft.conversion.kind)
        yield Chip(kind, worth, "diamond", start=start, end=end, part=Role.CONVERSION)
    for token in draft.tokens:
        if token.role in (Role.NOTE, Role.LINK):
            icon = "link" if token.role is Role.LINK else ""
            said = token.text if token.role is Role.LINK else str(token.value)
            start, end = token.column - 1, token.end - 1
            yield Chip(_("note"), _short(said), icon, start=start, end=end, part=token.role)


def _level_chip(line: Understood, theme: Tokens) -> Iterator[Chip]:
    if line.level is None:
        return
    start, end = _of(line.draft, Role.LEVEL, Role.SCORE)
    colour = channel_colour(theme, line.channel).hex if line.channel is not None else theme.text2
    text = _("{level} of 5").format(level=line.level)
    yield Chip(text, level=line.level, colour=colour, start=start, end=end, part=Role.LEVEL)


def _unknown_chips(draft: Draft) -> Iterator[Chip]:
    """Yield one chip for unknown words that stand together: a sentence typed as a note is one note."""
    for unknown, found in groupby(draft.tokens, key=lambda each: each.role is Role.UNKNOWN):
        if unknown:
            tokens = tuple(found)
            yield Chip(
                f"“{_short(' '.join(each.text for each in tokens))}”", _("goes into the note"), state=ChipState.WARN,
                start=tokens[0].column - 1, end=tokens[-1].end - 1, part=Role.UNKNOWN,
            )  # fmt: skip


class Told(NamedTuple):
    """What was misread, in a sentence that ends where what may have been meant begins; `hint`: what Enter would do."""

    sentence: str
    hint: str = ""


def misread_words(misread: Misread, problem: str) -> Told:
    """Return what is told of a misread part; `problem`: why the line will be refused."""
    text = _short(misread.text)
    if problem:
        return Told(problem + " " + _("Did you mean"))
    if misread.code == NOBODY:
        sentence = _("Nobody is called “{text}” yet. Did you mean").format(text=text)
        return Told(sentence, _("Enter makes a new contact."))
    if misread.text[:1].isdigit():
        return Told(_("“{text}” is not a time. Did you mean").format(text=text), _("Enter keeps it as a note."))
    hint = _("Enter adds it.") if misread.code == NEW_NAME else _("Enter keeps it as a note.")
    return Told(_("“{text}” is not known here. Did you mean").format(text=text), hint)


_LONGEST = 24


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
