"""Numbers as people type them, with their own comma or point, become the plain decimals the core reads."""

from __future__ import annotations

import re

from roidesk.domain.errors import UserError
from roidesk.i18n import current
from roidesk.i18n.formats import babel_locale

_PLAIN = re.compile(r"(?P<whole>\d*)(?:(?P<sign>[.,])(?P<rest>\d+))?")
_GROUPED = re.compile(r"(?P<whole>\d{1,3}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*)(?:(?!(?P=group))[.,](?P<rest>\d+))?")
_THOUSAND = 3


def number(text: str) -> str:
    """Return a typed number ("1.240,50", "31,5", "€ 40") as a plain decimal ("1240.50"); `UserError` when it is none.

    Signs of currencies, "%" and blanks around it are left out. A single comma or point before three digits groups them
    where the language groups so ("1,240" in English); else it begins the decimals.
    """
    unnamed = re.sub(r"[^\W\d_]+\.?", "", text)  # "kr." and "Fr." have a point of their own
    bare = re.sub(r"[^\d.,−+-]", "", unnamed).replace("−", "-")
    minus, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare.removeprefix("+"))
    plain = _PLAIN.fullmatch(digits)
    if plain and digits and not (plain["rest"] and _groups(plain["sign"], plain["rest"])):
        return f"{minus}{plain['whole'] or '0'}" + (f".{plain['rest']}" if plain["rest"] else "")
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None:
        raise UserError("amount_unreadable", text=text.strip())
    return minus + grouped["whole"].replace(grouped["group"], "") + (f".{grouped['rest']}" if grouped["rest"] else "")


def _groups(sign: str, digits: str) -> bool:
    """Whether a sign before these digits groups thousands in the language spoken."""
    from babel.numbers import get_group_symbol

    return len(digits) == _THOUSAND and get_group_symbol(babel_locale(current())) == sign
