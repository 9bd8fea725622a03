"""The fields of a pin as a form shows them: in which order, under which words, with which choices. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from roidesk.desktop.models.ledger_words import choice_words, level_of
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.personalness import LEVELS
from roidesk.domain.quickline import SEVERAL
from roidesk.i18n import N_, _, words
from roidesk.i18n.tables import column_name
from roidesk.services.ledger import LedgerColumn


class PinField(NamedTuple):
    """One field. `choices` (text of the cell, words): it is chosen, else typed; `offered`: what may be completed."""

    name: str
    words: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    offered: tuple[str, ...] = ()
    hint: str = ""


KIND = "kind"
"""The field of the channel and its kind, which are one choice: "X (Twitter)" and "reply"."""
_SPLIT = "\t"
_IN_ORDER = (
    "label", KIND, "minutes", "idle_minutes", "contact", "personalness", "brand", "product", "topics", "campaign",
    "intent", "ask_kind", "solved", "value_added", "purpose", "direction", "overtime", "note",
)  # fmt: skip


def pin_fields(
    cells: Mapping[str, str], columns: Sequence[LedgerColumn], names: Catalogue, contacts: Sequence[str] = ()
) -> tuple[PinField, ...]:
    """Return every field of a pin that a person may change, in the order of the form."""
    by_name = {each.name: each for each in columns}
    return tuple(_field(name, cells, by_name, names, contacts) for name in _IN_ORDER)


def cells_of(field: str, text: str) -> dict[str, str]:
    """Return what is to be written when a field was changed to a text."""
    if field == KIND:
        channel, _sign, kind = text.partition(_SPLIT)
        return {"channel": channel, "kind": kind}
    if field == "contact" and text.strip().casefold() in (SEVERAL, words.several().casefold()):
        return {"contact": SEVERAL}
    return {field: text}


def new_pin(names: Catalogue) -> dict[str, str]:
    """Return the cells of a pin to begin with."""
    first = next((each for each in names.channels if each.retired_us is None), None)
    return {"label": _("New pin"), "channel": first.name if first is not None else "Email"}


def _field(
    name: str,
    cells: Mapping[str, str],
    columns: Mapping[str, LedgerColumn],
    names: Catalogue,
    contacts: Sequence[str],
) -> PinField:
    text, said = cells.get(name, ""), _WORDS.get(name)
    title = _(said) if said else column_name("pins", name)
    hint = _(_HINTS[name]) if name in _HINTS else ""
    if name == KIND:
        return PinField(name, title, _SPLIT.join((cells.get("channel", ""), text)), _kinds(names))
    if name == "personalness":
        given = cells.get("personalness_given") == "1"
        return PinField(name, title, f"!{level_of(text)}" if given and text else "", _levels())
    if name == "contact":
        return PinField(name, title, words.several() if text == SEVERAL else text, (), tuple(contacts), hint)
    column = columns[name]
    if column.editor == "flag":
        return PinField(name, title, text, (("", "–"), ("1", _("yes")), ("0", _("no"))))
    if column.editor == "choice":
        chosen = tuple((each, choice_words("pins", name, each)) for each in column.choices)
        return PinField(name, title, text, chosen if name == "direction" else (("", "–"), *chosen))
    return PinField(name, title, text, (), _offered(name, column, names), hint)


def _kinds(names: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return every channel in use with each of its kinds, in the order of Settings."""
    found = []
    for channel in sorted(names.channels, key=lambda each: (each.position, each.name)):
        if channel.retired_us is None:
            own = sorted(
                (each for each in names.kinds if each.channel_id == channel.id), key=lambda each: each.position
            )
            found += [(_SPLIT.join((channel.name, each.name)), f"{channel.name} {each.name}".strip()) for each in own]
    return tuple(found)


def _levels() -> tuple[tuple[str, str], ...]:
    said = ((f"!{each}", _("{level} of 5").format(level=each)) for each in LEVELS)
    return (("", _("as its kind")), *said)


def _offered(name: str, column: LedgerColumn, names: Catalogue) -> tuple[str, ...]:
    if name == "topics":
        return tuple(each.name for each in names.topics)
    return column.choices


_WORDS: Mapping[str, str] = {
    "label": N_("Name"),
    KIND: N_("Channel and kind"),
    "minutes": N_("Length in minutes"),
    "idle_minutes": N_("Away after minutes"),
    "contact": N_("With"),
    "personalness": N_("How personal"),
}
_HINTS: Mapping[str, str] = {
    "minutes": N_("empty: it starts a timer"),
    "idle_minutes": N_("empty: as its channel; 0: never away"),
    "contact": N_("a name, or “several” for a round"),
}
