"""The settings of one desk: looks, language, keys, what it asks and when it reminds. They are not part of the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

from roidesk.domain.errors import UserError
from roidesk.settings.reading import choice, flag, whole

APPEARANCES = ("system", "light", "dark", "contrast")
MOTIONS = ("system", "on", "off")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SMALLEST_TEXT, LARGEST_TEXT = 100, 200
"""Per cent of the size the system asks for."""
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LONGEST_GAP = 24 * 60


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What one desk is set to; everything that asks or reminds by itself but for the first two is off by default.

    `language` "": as the system speaks. `letters`: single letters act while a list has the focus. `hotkey`: the keys
    that raise the pop-up everywhere, as Qt writes them; "" for none. `leave_out_under`: stretches away from the machine
    shorter than so many minutes are left out without a question. `remind_from` and `remind_until`: minutes after
    midnight. `keys`: the keys of actions that were changed, by the action's name.
    """

    appearance: str = "system"
    language: str = ""
    text_percent: int = 100
    motion: str = "system"
    letters: bool = True
    hotkey: str = "Ctrl+Alt+Space"
    tray: bool = True
    close_to_tray: bool = False
    ask_on_stop: bool = True
    watch_idle: bool = True
    leave_out_under: int = 0
    remind_waiting: bool = False
    remind_hours: bool = False
    remind_days: tuple[str, ...] = DAYS[:5]
    remind_from: int = 9 * 60
    remind_until: int = 17 * 60
    keys: Mapping[str, str] = field(default_factory=dict)


def declared() -> Mapping[str, Callable[[str], object]]:
    """Return how the text of every setting is read, by key; `UserError` from one for a text that cannot mean it."""
    return {
        "appearance": choice("appearance", APPEARANCES),
        "language": str.strip,
        "text_percent": whole("text_percent", SMALLEST_TEXT, LARGEST_TEXT),
        "motion": choice("motion", MOTIONS),
        "letters": flag,
        "hotkey": str.strip,
        "tray": flag,
        "close_to_tray": flag,
        "ask_on_stop": flag,
        "watch_idle": flag,
        "leave_out_under": whole("leave_out_under", 0, _LONGEST_GAP),
        "remind_waiting": flag,
        "remind_hours": flag,
        "remind_days": _days,
        "remind_from": _clock,
        "remind_until": _clock,
        "keys": _keys,
    }


def read_desk_settings(texts: Mapping[str, str]) -> DeskSettings:
    """Return the settings a desk keeps; what cannot be read (another version wrote it) is as if not set."""
    values: dict[str, object] = {}
    for key, read in declared().items():
        if key in texts:
            try:
                values[key] = read(texts[key])
            except UserError:
                continue
    return DeskSettings(**values)  # type: ignore[arg-type]  # each reader gives its field's type


def text_of(settings: DeskSettings, key: str) -> str:
    """Return a setting as the text it is kept as; `declared()[key]` reads it back."""
    value = getattr(settings, key)
    if isinstance(value, bool):
        return "1" if value else "0"
    if key in {"remind_from", "remind_until"}:
        return f"{value // 60:02}:{value % 60:02}"
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}={keys}" for name, keys in sorted(value.items()))
    return str(value)


def names() -> tuple[str, ...]:
    """Return the keys of all settings of a desk, in their order."""
    return tuple(each.name for each in fields(DeskSettings))


def _days(text: str) -> tuple[str, ...]:
    said = text.replace(",", " ").split()
    unknown = next((each for each in said if each not in DAYS), None)
    if unknown is not None:
        raise UserError("choice_unknown", field="remind_days", text=unknown, known=", ".join(DAYS))
    return tuple(each for each in DAYS if each in said)


def _clock(text: str) -> int:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise UserError("clock_unreadable", text=text)
    return int(found[1]) * 60 + int(found[2])


def _keys(text: str) -> dict[str, str]:
    """Read "start_timer=Ctrl+T; log=": an action without keys after the sign has none."""
    pairs = (each.partition("=") for each in text.split("; ") if each.strip())
    return {name.strip(): keys.strip() for name, _sign, keys in pairs if name.strip()}
