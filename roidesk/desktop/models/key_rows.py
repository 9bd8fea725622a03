"""What can be done by key, as rows: for the sheet, for Settings and for docs/keys.md. No widgets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from roidesk.desktop.actions import Action, Actions, Place
from roidesk.domain.catalogue import folded
from roidesk.i18n import N_, _

_PLACES: Mapping[Place, str] = {
    Place.EVERYWHERE: N_("Everywhere"),
    Place.CAPTURE: N_("In the entry line"),
    Place.TIMER: N_("Timer"),
    Place.PAGE: N_("On a page"),
    Place.LIST: N_("In a list"),
    Place.STRIP: N_("In the day strip"),
    Place.LEDGER: N_("In the ledger"),
    Place.CHART: N_("In a chart"),
    Place.POPUP: N_("In quick capture, while it is empty"),
}
_NUMBER = re.compile(r"\d+")
_PINS: Mapping[str, str] = {
    "pin_#": N_("Use the pin of that number"),
    "pin_#_beside": N_("Use it beside what runs"),
}


class KeyRow(NamedTuple):
    """An action with the keys it has now. `fixed`: they cannot be changed; `changed`: a person chose them."""

    name: str
    words: str
    place: Place
    keys: tuple[str, ...]
    fixed: bool
    changed: bool


def place_words(place: Place) -> str:
    """Return where keys act, in words."""
    return _(_PLACES[place])


def rows(actions: Actions) -> tuple[KeyRow, ...]:
    """Return every action that has keys, or may be given some, by place and then as they were added."""
    order = list(Place)
    found = (_row(each, actions.keys(each.name)) for each in actions.all)
    return tuple(
        sorted((each for each in found if each.keys or not each.fixed), key=lambda row: order.index(row.place))
    )


def matching(every: Iterable[KeyRow], text: str) -> tuple[KeyRow, ...]:
    """Return the rows in which every word of a text is found: in what it does, where, or its keys."""
    wanted = folded(text).split()
    return tuple(
        row
        for row in every
        if all(word in folded(" ".join((row.words, place_words(row.place), *row.keys))) for word in wanted)
    )


def taken_by(every: Iterable[KeyRow], name: str, keys: str) -> KeyRow | None:
    """Return the other action that has these keys; one that only acts where it has the focus is in nobody's way."""
    wanted = keys.casefold()
    others = (row for row in every if row.name != name and not row.fixed)
    return next((row for row in others if wanted in {each.casefold() for each in row.keys}), None)


def with_keys(changed: Mapping[str, str], every: Sequence[KeyRow], name: str, keys: str) -> dict[str, str]:
    """Return the changed keys once an action is given others; who had them before has none."""
    found = dict(changed) | {name: keys}
    other = taken_by(every, name, keys) if keys else None
    return found if other is None else found | {other.name: ""}


def without(changed: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the changed keys once an action has those it came with."""
    return {each: keys for each, keys in changed.items() if each != name}


def page(every: Iterable[KeyRow]) -> str:
    """Return docs/keys.md: all keys by place, as they come."""
    said = [
        "# Keys",
        "",
        "Made from the program's own list, which F1 shows too. All but what a field or list handles itself can be",
        "changed in Settings, Keys. On macOS Ctrl is Cmd.",
    ]
    place: Place | None = None
    for row in _gathered(row for row in every if row.keys):
        if row.place is not place:
            place = row.place
            said += ["", f"## {place_words(place)}", "", "| key | does |", "|---|---|"]
        shown = " or ".join(f"`{each}`" for each in row.keys).replace("|", "\\|")
        said.append(f"| {shown} | {row.words} |")
    return "\n".join(said) + "\n"


def _gathered(every: Iterable[KeyRow]) -> list[KeyRow]:
    """Return the rows with one for all pins: what is on a pin differs from desk to desk."""
    found: dict[str, list[KeyRow]] = {}
    for row in every:
        found.setdefault(_NUMBER.sub("#", row.name), []).append(row)
    return [_one(name, same) for name, same in found.items()]


def _one(name: str, same: Sequence[KeyRow]) -> KeyRow:
    first, last = same[0], same[-1]
    if name not in _PINS:
        return first
    keys = tuple(f"{one} … {other}" for one, other in zip(first.keys, last.keys, strict=False))
    return first._replace(words=_(_PINS[name]), keys=keys)


def _row(action: Action, keys: tuple[str, ...]) -> KeyRow:
    fixed = action.act is None
    return KeyRow(action.name, action.words, action.place, keys, fixed, not fixed and keys != action.keys)
