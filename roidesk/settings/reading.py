"""How the text of a setting becomes a value, whoever's setting it is; `UserError` for a text that cannot mean one."""

from __future__ import annotations

from collections.abc import Callable

from roidesk.domain.errors import UserError


def flag(text: str) -> bool:
    """Read yes or no, "1" or "0"."""
    if text.strip() not in {"0", "1"}:
        raise UserError("flag_unreadable", text=text)
    return text.strip() == "1"


def choice(key: str, choices: tuple[str, ...]) -> Callable[[str], str]:
    """Return how one of some words is read."""

    def read(text: str) -> str:
        if text.strip() not in choices:
            raise UserError("choice_unknown", field=key, text=text, known=", ".join(choices))
        return text.strip()

    return read


def whole(key: str, least: int, most: int) -> Callable[[str], int]:
    """Return how a whole number within bounds is read."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise UserError("number_out_of_range", field=key, text=text, least=least, most=most)
        return value

    return read
