"""The text of one cell, read as a value and shown as text again; reading what was shown gives the same value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Context, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.instants import from_local, instant, local, midnight, zone_info
from roidesk.domain.model import Brand, Channel, Person, Product, Topic
from roidesk.domain.money import currency_code, major_units, minor_units
from roidesk.importers.names import N, Names

_YEARS = range(1900, 2200)
_LARGEST = 2**53 - 1
_MILLION = 1_000_000


class Editor(StrEnum):
    """How a cell is edited."""

    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    MONEY = "money"
    TIME = "time"
    DAY = "day"
    NAME = "name"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for the cells of one row: the names known, the zone and currency where the row names none.

    `exact`: times are shown with their offset and to the microsecond, as files need them, else as people read them.
    `day`: the day that a bare clock time ("14:05") is on; None refuses one.
    """

    names: Names
    zone: str
    currency: str
    exact: bool = True
    day: date | None = None

    def within(self, *, zone: str | None = None, currency: str | None = None, day: date | None = None) -> Place:
        """Return the same with what a row says itself."""
        if zone in (None, self.zone) and currency in (None, self.currency) and day == self.day:
            return self
        return replace(self, zone=zone or self.zone, currency=currency or self.currency, day=day)


Read = Callable[[str, Place], Any]
Show = Callable[[Any, Place], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """How the cells of a column are read, shown and edited. `choices`: all that may be written, where that is fixed."""

    editor: Editor
    read: Read
    show: Show
    choices: tuple[str, ...] = ()

    def read_as(self, field: str, text: str, place: Place) -> Any:  # noqa: ANN401 - the cell's own type
        """Return the value a text says; its `UserError` names the field (the column) it stands in."""
        try:
            return self.read(text, place)
        except UserError as error:
            raise error.at(field=field) from None


# ---------------------------------------------------------------- texts


def _text(text: str, _place: Place) -> str:
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UserError("text_not_unicode")
    if "\0" in text:
        raise UserError("text_has_nul")
    return text


def _word(text: str, place: Place) -> str:
    return _text(text, place).strip()


def _same(value: str, _place: Place) -> str:
    return value


def split_list(text: str) -> tuple[str, ...]:
    r"""Return the items of "a; b"; an item's own semicolon is written "\;"."""
    items = [re.sub(r"\\([;\\])", r"\1", item).strip() for item in re.findall(r"(?:\\[;\\]|[^;])+", text)]
    return tuple(dict.fromkeys(filter(None, items)))


def join_list(items: tuple[str, ...]) -> str:
    """Return items as one cell."""
    return "; ".join(re.sub(r"([;\\])", r"\\\1", item) for item in items)


TEXT = Cell(Editor.TEXT, _text, _same)
WORD = Cell(Editor.TEXT, _word, _same)
TEXTS = Cell(Editor.LIST, lambda text, place: split_list(_text(text, place)), lambda value, _place: join_list(value))
CURRENCY = Cell(Editor.TEXT, lambda text, _place: currency_code(text), _same)
ZONE = Cell(Editor.TEXT, lambda text, _place: zone_info(text.strip()).key, _same)


def choice(kinds: type[StrEnum]) -> Cell:
    """Return the cell of a choice between the values of an enum."""
    known = tuple(str(each) for each in kinds)

    def read(text: str, _place: Place) -> StrEnum:
        return kinds(_chosen(text, known))

    return Cell(Editor.CHOICE, read, lambda value, _place: str(value), known)


def one_of(*known: str) -> Cell:
    """Return the cell of a choice between texts."""
    return Cell(Editor.CHOICE, lambda text, _place: _chosen(text, known), _same, known)


def _chosen(text: str, known: tuple[str, ...]) -> str:
    code = "_".join(text.split()).casefold()
    if code not in known:
        raise UserError("choice_unknown", text=text, known=", ".join(known))
    return code


def _flag(text: str, _place: Place) -> bool:
    said = text.strip().casefold()
    if said not in {"0", "1", "yes", "no", "true", "false"}:
        raise UserError("flag_unreadable", text=text)
    return said in {"1", "yes", "true"}


FLAG = Cell(Editor.FLAG, _flag, lambda value, _place: str(int(value)), ("0", "1"))


# ---------------------------------------------------------------- numbers


def decimal(text: str) -> Decimal:
    """Return a plain decimal number; `UserError` when the text is none."""
    if len(text) > _LONGEST or not text.isascii() or "_" in text:
        raise UserError("number_unreadable", text=text[:_LONGEST])
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise UserError("number_unreadable", text=text) from None
    if not value.is_finite() or (value and value.adjusted() > 18):  # noqa: PLR2004 - far past anything countable
        raise UserError("number_unreadable", text=text)
    return value


def plain(value: Decimal) -> str:
    """Return a decimal without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_LONGEST = 64
"""The longest text that is read as a number."""
_EXACTLY = Context(prec=2 * _LONGEST)
"""Decimal's own context would round what has more than 28 digits, before it is rounded as it should."""
_FAR = 1000


def scaled(factor: int, least: int = 0, most: int = _LARGEST) -> Cell:
    """Return the cell of a decimal number that is kept as a whole number of `1 / factor`, from `least` to `most`.

    What is finer is rounded, half to even.
    """

    def read(text: str, _place: Place) -> int:
        value = round(_EXACTLY.multiply(decimal(text), Decimal(factor)))
        if not least <= value <= most:
            raise UserError(
                "number_out_of_range",
                text=text,
                least=plain(_short(least, factor)),
                most=plain(_short(most, factor)),
            )
        return value

    return Cell(Editor.NUMBER, read, lambda value, _place: plain(Decimal(value) / factor))


def _short(limit: int, factor: int) -> Decimal:
    """Return a limit as it is told: one far past anything typed goes without its decimals."""
    whole = limit // factor
    return Decimal(whole) if whole >= _FAR else Decimal(limit) / factor


def _whole(least: int, most: int = _LARGEST) -> Cell:
    def read(text: str, _place: Place) -> int:
        value = decimal(text)
        if value != value.to_integral_value() or not least <= value <= most:
            raise UserError("whole_number_wanted", text=text, least=least, most=most)
        return int(value)

    return Cell(Editor.NUMBER, read, lambda value, _place: str(value))


WHOLE = _whole(0)
ANY_WHOLE = _whole(-_LARGEST)
SENTIMENT = Cell(Editor.CHOICE, _whole(-1, 1).read, lambda value, _place: str(value), ("-1", "0", "1"))
SHARE = scaled(_MILLION, 0, _MILLION)
SCORE = scaled(100, 0, 10_000)
FACTOR = scaled(1000, 0, 1_000_000)
HOURS = scaled(60)


def _half(text: str) -> int:
    value = decimal(text) * 2
    if value not in (0, 1, 2):
        raise UserError("choice_unknown", text=text, known="0, 0.5, 1")
    return int(value)


HALF = Cell(
    Editor.CHOICE, lambda text, _place: _half(text), lambda value, _place: plain(Decimal(value) / 2), ("0", "0.5", "1")
)


def _number_text(text: str, *, positive: bool) -> str:
    value = decimal(text)
    if positive and value <= 0:
        raise UserError("number_not_positive", text=text)
    return text.strip()


NUMBER_TEXT = Cell(Editor.NUMBER, lambda text, _place: _number_text(text, positive=False), _same)
POSITIVE_TEXT = Cell(Editor.NUMBER, lambda text, _place: _number_text(text, positive=True), _same)


def _amount(text: str, place: Place) -> int:
    return minor_units(text, place.currency)


def _amount_not_negative(text: str, place: Place) -> int:
    value = _amount(text, place)
    if value < 0:
        raise UserError("amount_negative", text=text)
    return value


def _show_amount(value: int, place: Place) -> str:
    return f"{major_units(value, place.currency):f}"


MONEY = Cell(Editor.MONEY, _amount, _show_amount)
MONEY_NOT_NEGATIVE = Cell(Editor.MONEY, _amount_not_negative, _show_amount)


# ---------------------------------------------------------------- times


_BARE_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


def wall_time(text: str, place: Place) -> datetime:
    """Return the ISO 8601 time a text says, naive where it names no offset; a bare clock time is on the row's day."""
    text = text.strip()
    try:
        if place.day is not None and _BARE_CLOCK.fullmatch(text):
            wall = datetime.combine(place.day, time.fromisoformat(text.rjust(5 if len(text) <= 5 else 8, "0")))  # noqa: PLR2004
        else:
            wall = datetime.fromisoformat(text)
    except ValueError:
        raise UserError("time_unreadable", text=text) from None
    if wall.year not in _YEARS:
        raise UserError("time_out_of_range", text=text)
    return wall


def time_instant(text: str, place: Place) -> int:
    """Return the instant of a time: as written where it has an offset, else local to the row's zone.

    A day alone is its first moment. `UserError` when the text is no time, or one that daylight saving skipped.
    """
    wall = wall_time(text, place)
    if wall.tzinfo is not None:
        return instant(wall)
    if len(text.strip()) <= len("2026-06-01"):
        return midnight(wall.date(), place.zone) if ":" not in text else from_local(wall, place.zone)
    return from_local(wall, place.zone)


def show_time(us: int, place: Place) -> str:
    """Return an instant as local time: with its offset where it has to be exact or where the clock shows it twice."""
    here = local(us, place.zone)
    if place.exact:
        return here.isoformat()
    bare = here.replace(tzinfo=None)
    twice = here.replace(fold=1 - here.fold).utcoffset() != here.utcoffset()
    shape = "minutes" if here.second == here.microsecond == 0 else "seconds"
    return (here if twice else bare).isoformat(sep=" ", timespec=shape)


TIME = Cell(Editor.TIME, time_instant, show_time)


def _day(text: str, _place: Place) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UserError("day_unreadable", text=text) from None
    if day.year not in _YEARS:
        raise UserError("time_out_of_range", text=text)
    return day


DAY = Cell(Editor.DAY, _day, lambda value, _place: value.isoformat())

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _weekday(text: str, _place: Place) -> int:
    said = text.strip().casefold()[:3]
    if said not in WEEKDAYS:
        raise UserError("choice_unknown", text=text, known=", ".join(WEEKDAYS))
    return WEEKDAYS.index(said)


WEEKDAY = Cell(Editor.CHOICE, _weekday, lambda value, _place: WEEKDAYS[value], WEEKDAYS)

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_END_OF_DAY = 24 * 60


def _clock(text: str, _place: Place) -> int:
    match = _CLOCK.fullmatch(text.strip())
    minutes = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else -1  # noqa: PLR2004
    if not 0 <= minutes <= _END_OF_DAY:
        raise UserError("clock_unreadable", text=text)
    return minutes


CLOCK = Cell(Editor.TEXT, _clock, lambda value, _place: f"{value // 60:02}:{value % 60:02}")


# ---------------------------------------------------------------- names


def _named(kind: type[N]) -> Cell:
    def read(text: str, place: Place) -> UUID:
        return place.names.find_or_make(kind, _word(text, place))

    return Cell(Editor.NAME, read, lambda value, place: place.names.show(value))


PERSON = _named(Person)
CHANNEL = _named(Channel)
BRAND = _named(Brand)
PRODUCT = _named(Product)
CONTACT = Cell(
    Editor.NAME,
    lambda text, place: place.names.contact(_word(text, place)),
    lambda value, place: place.names.show(value),
)


def _several(kind: type[N]) -> Cell:
    def read(text: str, place: Place) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(place.names.find_or_make(kind, each) for each in split_list(_text(text, place))))

    return Cell(Editor.LIST, read, lambda value, place: join_list(tuple(place.names.show(each) for each in value)))


PEOPLE = _several(Person)
TOPICS = _several(Topic)


def id_of(table: str) -> Cell:
    """Return the cell of an id that rows of another table bear; ids of other programs stay recognisable."""

    def read(text: str, place: Place) -> UUID:
        wanted = foreign_id(table, text.strip())
        return place.names.alias.get(wanted, wanted)

    return Cell(Editor.TEXT, read, lambda value, _place: str(value))


# ---------------------------------------------------------------- spreadsheets

_STARTS_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what would start one."""
    return f"'{text}" if _STARTS_FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def as_meant(text: str) -> str:
    """Return the text that `harmless` was given."""
    return text[1:] if text.startswith("'") and _STARTS_FORMULA.match(text) else text
