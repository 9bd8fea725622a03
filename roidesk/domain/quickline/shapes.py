"""Shapes of lengths, times, dates and amounts.

Each recogniser takes a text and returns its value, a `Refusal` when it has the shape but cannot be what it says
(25:00, 2023-02-29), or None when it is something else.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, MINUTE, SECOND
from roidesk.domain.money import currency_code
from roidesk.domain.quickline.draft import Amount

NOW = "now"
# Patterns are texts: re compiles (and keeps) a pattern when it is first asked for, and most lines ask for few.
_DASH = "-–—"
_NUMBER = r"\d+(?:[.,]\d+)?"
_HOURS, _MINUTES, _SECONDS = "h(?:ours?|rs?)?", "m(?:in(?:ute)?s?)?", "s(?:ec(?:ond)?s?)?"
_LENGTH = rf"(?i:(?:({_NUMBER}){_HOURS})?(?:({_NUMBER}){_MINUTES})?(?:({_NUMBER}){_SECONDS})?)"
# A number with a unit, then nothing or more digits: what is neither ("3rd", "4most") is a word.
_LENGTH_SHAPE = rf"(?i:{_NUMBER}(?:{_HOURS}|{_MINUTES}|{_SECONDS})(?:\d\w*|[.,:]\w*)*)"
_COLON_LENGTH = r"(\d{1,2}):(\d{2})(?::(\d{2}))?"
_COLON_SHAPE = r"\d+(?::\d*)+"
_DECIMAL = r"\d+[.,]\d+"
_CLOCK = r"(?i:(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?(am|pm)?)"
_CLOCK_SHAPE = r"(?i:\d+(?:[:.]\d*)*(?:am|pm)?)"
_HALF_DAY = r"(?i:\d+(?:[:.]\d*)*(?:am|pm))"
_RANGE_SHAPE = rf"(?i:({_CLOCK_SHAPE})[{_DASH}]({_CLOCK_SHAPE}|now|))"
_ISO_DATE = r"\d{4}-\d{1,2}-\d{1,2}"
_ISO_MOMENT = r"(?i:\d{4}-\d{1,2}-\d{1,2}T\S*)"
_OTHER_DATE = r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./])\d{1,2}\2\d{1,2}"
_YEARS = range(1970, 2200)
_PLAIN = r"\d{1,15}(?:[.,]\d{1,6})?"
_GROUPED = r"\d{1,3}(?:([.,'’])\d{3})+(?:([.,])\d{1,6})?"
_THOUSANDS_OR_DECIMALS = r"[1-9]\d{0,2}[.,]\d{3}"
_SYMBOLS = {"€": "EUR", "£": "GBP"}
_MONEY = r"(?P<before>[€£]|[A-Za-z]{3}(?=[\d-]))?(?P<number>[-−]?\d[\d.,'’]*)(?P<after>[€£]|[A-Za-z]{3})?"
_NEGATIVE = "-−"
# A line is read again at each key, and people write the same lengths all day: each text is looked at once.
_once = lru_cache(maxsize=256)


class Refusal(NamedTuple):
    """The text has the shape, but cannot be what it says; `code` as in `UserError`."""

    code: str


class Length(NamedTuple):
    """A stretch of time in microseconds; `bare`: a number without a unit, taken as minutes."""

    us: int
    bare: bool = False


class WallTime(NamedTuple):
    """A time of day, in seconds after midnight (86,400: the midnight that ends the day)."""

    seconds: int


class WallRange(NamedTuple):
    """From a time of day to another; `end` None: until now."""

    start: WallTime
    end: WallTime | None


class Moment(NamedTuple):
    """A day with a time; aware when it was written with its offset."""

    at: datetime


@_once
def length(text: str) -> Length | Refusal | None:
    """Read "4m", "1h20", "1.5h", "1:20" or a bare number of minutes."""
    if text.isascii() and text.isdigit():
        # Too many minutes are no refusal yet: beside a length with its unit "2026" is a word of the note.
        return Length(int(text[:9]) * MINUTE, bare=True)
    if re.fullmatch(_COLON_SHAPE, text):
        return _colon_length(text)
    if re.fullmatch(_DECIMAL, text) and text.isascii():
        return Refusal("length_without_unit")
    if not text.isascii() or not re.fullmatch(_LENGTH_SHAPE, text):
        return None
    # The minutes after hours need no unit: 1h20.
    match = re.fullmatch(_LENGTH, f"{text}m" if text[-1].isdigit() else text)
    return _unit_length(match) if match else Refusal("length_unreadable")


def _colon_length(text: str) -> Length | Refusal:
    match = re.fullmatch(_COLON_LENGTH, text)
    if match is None:
        return Refusal("time_impossible")
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    us = hours * HOUR + minutes * MINUTE + seconds * SECOND
    if minutes > 59 or seconds > 59 or us > DAY:  # noqa: PLR2004 - a clock
        return Refusal("time_impossible")
    return _sized(us)


def _unit_length(match: re.Match[str]) -> Length | Refusal:
    units = (HOUR, MINUTE, SECOND)
    said = zip(match.groups(), units, strict=True)
    parts = [(_number(text[:20]), unit) for text, unit in said if text]
    # 1h60m and 1.5h20 say two things at once: a part is below 60 and only the last may have decimals.
    whole = all(number.denominator == 1 for number, _ in parts[:-1])
    if not whole or any(number >= 60 for number, _ in parts[1:]):  # noqa: PLR2004 - a clock
        return Refusal("length_unreadable")
    return _sized(round(sum(number * unit for number, unit in parts)))


def _number(text: str) -> Fraction | int:
    return int(text) if text.isdigit() else Fraction(text.replace(",", "."))


def _sized(us: int) -> Length | Refusal:
    return Refusal("length_too_long") if us > DAY else Length(us)


@_once
def wall_time(text: str) -> WallTime | Refusal | None:
    """Read a time of day where one is expected: "9:30", "9.30", "9", "2pm", "noon", "24:00"."""
    if text.casefold() == "noon":
        return WallTime(12 * 3600)
    if not text.isascii() or not re.fullmatch(_CLOCK_SHAPE, text):
        return None
    match = re.fullmatch(_CLOCK, text)
    if match is None:
        return Refusal("time_impossible")
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[4]:
        # 12am is the one nobody agrees on: is it the midnight before or after?
        if not 1 <= hour <= 12 or (hour, minute, match[4].lower()) == (12, 0, "am"):  # noqa: PLR2004 - a clock
            return Refusal("time_impossible")
        hour = hour % 12 + 12 * (match[4].lower() == "pm")
    seconds = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or seconds > 86_400:  # noqa: PLR2004 - a clock
        return Refusal("time_impossible")
    return WallTime(seconds)


@_once
def half_day_time(text: str) -> WallTime | Refusal | None:
    """Read what can only be a time of day, also without "at": "2pm", "9:30am", "noon"."""
    return wall_time(text) if text.casefold() == "noon" or re.fullmatch(_HALF_DAY, text) else None


@_once
def wall_range(text: str) -> WallRange | Refusal | None:
    """Read "9:30-9:50" or "9:30-now". Two bare numbers ("5-6") are no range of times."""
    match = re.fullmatch(_RANGE_SHAPE, text)
    if match is None or not text.replace("–", "-").replace("—", "-").isascii() or not _clockish(match[1], match[2]):
        return None
    start = wall_time(match[1])
    if match[2].casefold() == NOW:
        return WallRange(start, None) if isinstance(start, WallTime) else Refusal("time_impossible")
    end = wall_time(match[2])
    if isinstance(start, WallTime) and isinstance(end, WallTime):
        return WallRange(start, end)
    return Refusal("time_impossible")


def _clockish(first: str, second: str) -> bool:
    """Whether at least one side shows that it is a time; a number with decimals shows it only on both sides."""
    shown = [":" in each or each[-2:].casefold() in ("am", "pm") for each in (first, second)]
    return any(shown) or all(re.fullmatch(r"\d{1,2}\.\d{2}", each) for each in (first, second))


@_once
def day(text: str) -> date | Refusal | None:
    """Read "2026-03-02"; other ways to write a date are refused, as they mean different days to different people."""
    if re.fullmatch(_OTHER_DATE, text):
        return Refusal("date_unclear")
    if not re.fullmatch(_ISO_DATE, text):
        return None
    year, month, number = (int(part) for part in text.split("-"))
    try:
        found = date(year, month, number)
    except ValueError:
        return Refusal("date_impossible")
    return found if found.year in _YEARS else Refusal("date_impossible")


@_once
def moment(text: str) -> Moment | Refusal | None:
    """Read "2026-06-05T10:00", with or without an offset."""
    if not re.fullmatch(_ISO_MOMENT, text):
        return None
    try:
        at = datetime.fromisoformat(text.upper())
    except ValueError:
        return Refusal("date_impossible")
    return Moment(at) if at.year in _YEARS else Refusal("date_impossible")


def amount(text: str) -> Amount | Refusal | None:
    """Read money as people write it: "240", "1,240.50", "1240,5", "240USD", "€240".

    "1.240" is refused: it is 1,240 to some and 1.24 to others.
    """
    match = re.fullmatch(_MONEY, text)
    if match is None:
        return None
    if match["number"][0] in _NEGATIVE:
        return Refusal("amount_negative")
    number = _decimal(match["number"])
    named = match["before"] or match["after"]
    if isinstance(number, Refusal) or (match["before"] and match["after"]):
        return number if isinstance(number, Refusal) else Refusal("amount_unreadable")
    currency = currency_named(named) if named else None
    return currency if isinstance(currency, Refusal) else Amount(number, currency)


def currency_named(text: str) -> str | Refusal:
    """Return the ISO code of a code or sign."""
    try:
        return _SYMBOLS.get(text) or currency_code(text)
    except UserError as error:
        return Refusal(error.code)


def _decimal(text: str) -> str | Refusal:
    if not text.isascii() and not text.replace("’", "").isascii():
        return Refusal("amount_unreadable")
    if re.fullmatch(_THOUSANDS_OR_DECIMALS, text):
        return Refusal("amount_ambiguous")
    if re.fullmatch(_PLAIN, text):
        return text.replace(",", ".")
    match = re.fullmatch(_GROUPED, text)
    if match is None or match[1] == match[2] or len(text) > 24:  # noqa: PLR2004 - far beyond the largest amount
        return Refusal("amount_unreadable")
    groups = text.replace(match[1], "")
    return groups.replace(",", ".")
