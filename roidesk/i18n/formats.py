"""Numbers, money, days and lengths as people read them (design.md 9). Babel knows the locales; it is loaded when used.

Amounts are in major units (euros) and may be int, Fraction, Decimal or float: they are rounded here and nowhere before,
half to even. No value is "–", never 0. A minus is "−"; before "%" stands a narrow space that does not break.
`clock`, `duration` and `running` need no Babel: the short commands of the command line use them.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from roidesk.domain.instants import MINUTE, SECOND, Period, local
from roidesk.domain.money import exponent
from roidesk.domain.periods import is_month, is_year
from roidesk.i18n import _, current, pgettext

Amount = int | float | Fraction | Decimal
NONE = "–"
_WHOLE_FROM = 100
_TENTHS_UNDER = 10
_LETTERS_BEFORE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
"""Where a currency without a sign of its own meets its amount ("DKK 1.62"): CLDR asks for a space, Babel sets none."""


@lru_cache(maxsize=8)
def babel_locale(tag: str) -> str:
    """Return the Babel locale of a language tag; plain English is written with the 24-hour clock and days first."""
    from babel import Locale, UnknownLocaleError

    if tag == "en":
        return "en_GB"
    try:
        return str(Locale.parse(tag))
    except (UnknownLocaleError, ValueError):
        return tag.partition("_")[0]


def money(major: Amount | None, currency: str, decimals: int | None = None) -> str:
    """Write an amount of major units ("€1,240.50"), with the currency's own decimals unless told otherwise."""
    if major is None:
        return NONE
    digits = exponent(currency) if decimals is None else decimals
    return _money(_rounded(major, digits), currency, digits, babel_locale(current()))


@lru_cache(maxsize=4096)
def _money(amount: Decimal, currency: str, digits: int, locale: str) -> str:
    """Write a rounded amount; kept, since a page that is drawn anew says nearly all of its amounts again."""
    from babel.numbers import format_currency

    pattern = _money_pattern(locale, digits)
    written = format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False)
    return _true_minus(_LETTERS_BEFORE_DIGITS.sub("\u00a0", written))


def headline(major: Amount | None, currency: str) -> str:
    """Write an amount for a headline: without decimals from 100 ("€13,682"), with them below ("€64.80")."""
    return money(major, currency, 0 if major is not None and abs(_exact(major)) >= _WHOLE_FROM else None)


def back(ratio: Amount | None, currency: str) -> str:
    """Write what one unit of cost brought back ("€1.62"): always two decimals."""
    return money(ratio, currency, 2)


def number(value: Amount | None, decimals: int = 0) -> str:
    """Write a number with its thousands grouped ("1,240.5")."""
    if value is None:
        return NONE
    return _number(_rounded(value, decimals), decimals, babel_locale(current()))


@lru_cache(maxsize=4096)
def _number(value: Decimal, decimals: int, locale: str) -> str:
    """Write a rounded number; kept as `_money` keeps amounts."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _true_minus(format_decimal(value, format=pattern, locale=locale))


def percent(share: Amount | None, decimals: int = 0) -> str:
    """Write a share of 1 in hundredths ("40 %")."""
    return NONE if share is None else f"{number(_exact(share) * 100, decimals)}\u202f%"


def change(ratio: Amount | None) -> str:
    """Write how much more or less something is ("+6 %", "−4 %", "0 %"); 0.06 is 6 % more."""
    if ratio is None:
        return NONE
    text = percent(ratio)
    return f"+{text}" if _rounded(_exact(ratio) * 100, 0) > 0 else text


def duration(us: int) -> str:
    """Write a length: seconds under a minute ("40 s"), then "4 min", from an hour on "2 h 59"."""
    if us < MINUTE:
        return _("{seconds} s").format(seconds=us // SECOND)
    hours, minutes = divmod(_nearest(us, MINUTE), 60)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes:02}").format(hours=hours, minutes=minutes)


def running(us: int) -> str:
    """Write the length of a running timer, to the second passed ("18 min 42 s", "1 h 05 min")."""
    minutes, seconds = divmod(max(us, 0) // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return _("{hours} h {minutes:02} min").format(hours=hours, minutes=minutes)
    if minutes:
        return _("{minutes} min {seconds:02} s").format(minutes=minutes, seconds=seconds)
    return _("{seconds} s").format(seconds=seconds)


def hours(value: Amount | None, decimals: int | None = None) -> str:
    """Write a number of hours ("403 h", "38.0 h").

    Unless told how many `decimals`: minutes under an hour ("20 min") and a decimal under ten ("2.5 h"), so that the
    first entry is seen.
    """
    if value is None:
        return NONE
    if decimals is None:
        minutes = int(_rounded(_exact(value) * 60, 0))
        if 0 < minutes < 60:  # noqa: PLR2004 - minutes of an hour
            return _("{minutes} min").format(minutes=minutes)
        decimals = 1 if minutes and _exact(value) < _TENTHS_UNDER else 0
    return _("{hours} h").format(hours=number(value, decimals))


def place(zone: str) -> str:
    """Write whose clock it is: the city of a zone ("Amsterdam", "UTC")."""
    return zone.rpartition("/")[2].replace("_", " ")


def clock(us: int, zone: str) -> str:
    """Write the time of day of an instant in a zone ("14:02")."""
    return wall_clock(local(us, zone).time())


def wall_clock(time_of_day: time) -> str:
    """Write a time of day ("14:02")."""
    return time_of_day.strftime(pgettext("strftime pattern of a time", "%H:%M"))


def day(which: date, *, this_year: int | None = None) -> str:
    """Write a day ("Thu 19 Nov"), with its year when `this_year` is given and is another."""
    if this_year in {None, which.year}:
        return _dated(which, pgettext("CLDR date pattern", "EEE d MMM"))
    return _dated(which, pgettext("CLDR date pattern", "EEE d MMM y"))


def weekday(which: date) -> str:
    """Write the day of the week of a day in full ("Thursday")."""
    return _dated(which, "EEEE")


def long_day(which: date) -> str:
    """Write a day in full ("Thursday 19 November")."""
    return _dated(which, pgettext("CLDR date pattern", "EEEE d MMMM"))


def period(days: Period) -> str:
    """Write whole days with their year ("17 Aug – 15 Nov 2026", "1 – 14 Jun 2026", "19 Nov 2026")."""
    first, last = days.first, days.last
    with_year = pgettext("CLDR date pattern", "d MMM y")
    end = _dated(last, with_year)
    if first == last:
        return end
    if first.year != last.year:
        return f"{_dated(first, with_year)} – {end}"
    same_month = first.month == last.month
    pattern = pgettext("CLDR date pattern", "d") if same_month else pgettext("CLDR date pattern", "d MMM")
    return f"{_dated(first, pattern)} – {end}"


def named_period(days: Period) -> str:
    """Write whole days by their name, where they have one: "November 2026", "2026"; else from when to when."""
    if is_year(days):
        return str(days.first.year)
    return _dated(days.first, "LLLL y") if is_month(days) else period(days)


def _dated(which: date, pattern: str) -> str:
    return _dated_in(babel_locale(current()), which, pattern)


@lru_cache(maxsize=1024)
def _dated_in(locale: str, which: date, pattern: str) -> str:
    """Write a day: kept, as a table of many rows says few days."""
    from babel.dates import format_date

    return format_date(which, pattern, locale=locale)


@lru_cache(maxsize=32)
def _money_pattern(locale: str, decimals: int) -> str:
    from babel import Locale

    standard = Locale.parse(locale).currency_formats["standard"].pattern
    return re.sub(r"0\.0+", "0" + ("." + "0" * decimals if decimals else ""), standard)


def _exact(value: Amount) -> Fraction:
    return Fraction(value)


def _rounded(value: Amount, decimals: int) -> Decimal:
    return Decimal(round(_exact(value) * 10**decimals)).scaleb(-decimals)


def _nearest(us: int, unit: int) -> int:
    return (us + unit // 2) // unit


def _true_minus(text: str) -> str:
    return text.replace("-", "−")
