"""Currencies by name, and the one a person most likely uses."""

from __future__ import annotations

from roidesk.domain.money import CURRENCIES
from roidesk.i18n import current, wanted
from roidesk.i18n.formats import babel_locale

_FIRST = ("EUR", "DKK", "SEK", "NOK", "GBP", "CHF", "PLN", "USD")


def named() -> list[tuple[str, str]]:
    """Return every currency as code and name ("EUR", "Euro (€)"): those often used first, the others by name."""
    from babel.numbers import get_currency_name, get_currency_symbol

    locale = babel_locale(current())

    def name(code: str) -> str:
        symbol = get_currency_symbol(code, locale)
        return f"{get_currency_name(code, locale=locale)} ({symbol})"

    names = {code: name(code) for code in CURRENCIES}
    others = sorted(CURRENCIES - set(_FIRST), key=lambda code: names[code].casefold())
    return [(code, names[code]) for code in (*_FIRST, *others)]


def symbol(code: str) -> str:
    """Return the sign of a currency as the language spoken writes it ("€", "kr.")."""
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(code, babel_locale(current()))


def likely() -> str:
    """Return the currency of the country the system is set to; EUR where it names none."""
    from babel.numbers import get_territory_currencies

    territory = wanted().partition("_")[2]
    found = get_territory_currencies(territory) if territory else []
    return found[0] if found and found[0] in CURRENCIES else "EUR"
