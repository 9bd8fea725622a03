"""One combination of keys as Qt, pynput and the desktop's portal write it. Pure."""

from __future__ import annotations

from typing import NamedTuple

from roidesk.domain.errors import UserError

_MODIFIERS = {"ctrl": ("ctrl", "CTRL"), "alt": ("alt", "ALT"), "shift": ("shift", "SHIFT"), "meta": ("cmd", "LOGO")}
_NAMED = {
    "space": ("<space>", "space"), "return": ("<enter>", "Return"), "enter": ("<enter>", "Return"),
    "tab": ("<tab>", "Tab"), "esc": ("<esc>", "Escape"), "ins": ("<insert>", "Insert"), "del": ("<delete>", "Delete"),
    "home": ("<home>", "Home"), "end": ("<end>", "End"), "pgup": ("<page_up>", "Page_Up"),
    "pgdown": ("<page_down>", "Page_Down"), "up": ("<up>", "Up"), "down": ("<down>", "Down"),
    "left": ("<left>", "Left"), "right": ("<right>", "Right"), "pause": ("<pause>", "Pause"),
    "print": ("<print_screen>", "Print"),
}  # fmt: skip
_LAST_F = 20


class Written(NamedTuple):
    """A combination, both ways."""

    pynput: str
    portal: str


def written(keys: str) -> Written:
    """Return keys as Qt writes them in the two other ways; `UserError` `keys_unreadable` for what is no such key.

    One key alone is taken only where it types nothing: everything else would be heard in the middle of a word.
    """
    *modifiers, key = keys.removesuffix("+").split("+") if not keys.endswith("++") else [*keys[:-2].split("+"), "+"]
    known = [_MODIFIERS.get(each.strip().casefold()) for each in modifiers]
    both = _key(key.strip())
    types = len(both[0]) == 1 or key.casefold() == "space"
    strong = any(each is not None and each[0] != "shift" for each in known)
    if None in known or not both[0] or (types and not strong):
        raise UserError("keys_unreadable", text=keys)
    names = [each for each in known if each is not None]
    return Written(
        "+".join([*(f"<{each[0]}>" for each in names), both[0]]), "+".join([*(each[1] for each in names), both[1]])
    )


def _key(key: str) -> tuple[str, str]:
    folded = key.casefold()
    if folded == "+":
        return "+", "plus"
    if folded in _NAMED:
        return _NAMED[folded]
    if folded[:1] == "f" and folded[1:].isdecimal() and 1 <= int(folded[1:]) <= _LAST_F:
        return f"<{folded}>", folded.upper()
    return (folded, folded) if len(folded) == 1 and folded.isprintable() and folded != " " else ("", "")
