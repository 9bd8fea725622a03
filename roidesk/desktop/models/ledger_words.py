"""The ledger in words: what its tables and columns are called, which columns are shown first, how cells read. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from roidesk.desktop.models.outcome_words import outcome_read
from roidesk.domain.instants import MINUTE, SECOND, zone_info
from roidesk.domain.personalness import level
from roidesk.domain.quickline import SEVERAL
from roidesk.i18n import _, formats, words
from roidesk.i18n.figure_names import figure_code, figure_name
from roidesk.services.ledger import LedgerColumn

TABS = ("interactions", "conversions", "costs", "rates", "channels", "contacts")
"""Tables with a tab of their own; the others are under "More"."""
_FIRST: Mapping[str, tuple[str, ...]] = {
    "interactions": (
        "start", "channel", "kind", "contact", "topics", "brand", "personalness", "minutes", "person", "led_to",
    ),
    "conversions": ("at", "kind", "contact", "amount", "booked", "brand", "product", "probability", "note"),
    "costs": ("name", "kind", "channel", "amount", "currency", "from", "to", "allocation"),
    "rates": ("person", "from", "hourly", "currency"),
    "channels": (
        "name", "kind", "words", "instant", "voice", "face", "place", "private", "tailored", "personalness",
        "idle_minutes",
    ),
    "contacts": ("name", "handles", "audience", "interests", "first_seen"),
    "inbound": ("at", "channel", "contact", "person", "text", "first_reply_at", "needs_reply", "ignored"),
    "pins": ("position", "label", "channel", "kind", "minutes", "contact", "brand", "intent"),
    "goals": ("metric", "at", "target", "from", "to", "scope", "max_minutes", "max_cost", "set_at"),
    "timers": ("start", "person", "channel", "kind", "contact", "paused"),
}  # fmt: skip
_HIDDEN = frozenset({"id", "edited", "zone", "seconds", "components", "personalness_given"})
_ENUMS: Mapping[tuple[str, str], str] = {
    ("costs", "kind"): "cost_kind", ("praise", "kind"): "praise", ("goals", "at"): "bound",
}  # fmt: skip
_FIGURE = ("goals", "metric")
_HALVES = frozenset({"instant", "voice", "face", "place", "private", "tailored"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What cells are read with: the store's currency, the year that need not be said, and nor need the store's zone."""

    currency: str
    year: int
    zone: str = "UTC"


def shown_at_first(table: str, columns: tuple[LedgerColumn, ...]) -> tuple[str, ...]:
    """Return the columns that are shown before anyone chooses, in their order."""
    chosen = _FIRST.get(table)
    there = {each.name for each in columns}
    if chosen:
        return tuple(each for each in chosen if each in there)
    return tuple(each.name for each in columns if each.name not in _HIDDEN)


def in_order(table: str, columns: tuple[LedgerColumn, ...]) -> tuple[LedgerColumn, ...]:
    """Return the columns in the order they are shown: those shown at first, then the others."""
    first = shown_at_first(table, columns)
    by_name = {each.name: each for each in columns}
    return (*(by_name[name] for name in first), *(each for each in columns if each.name not in first))


def choice_words(table: str, column: str, code: str) -> str:
    """Return one of a column's fixed values in words."""
    if (table, column) == ("conversions", "kind"):
        return words.conversion_kind(code)
    if column in _HALVES:
        return {"0": _("no"), "0.5": _("half"), "1": _("yes")}.get(code, code)
    return words.value(_ENUMS.get((table, column), column), code)


def cell_words(table: str, column: LedgerColumn, cells: Mapping[str, str], reading: Reading) -> str:
    """Return a cell as it is read: days, amounts and codes in words; what cannot be read stays as it is written."""
    text = cells.get(column.name, "")
    if (table, column.name) == ("interactions", "kind"):
        # As Today says it: what it was about stands beside what it was.
        text = words.capitalised(" · ".join(filter(None, (text, cells.get("note", "")))))
    if not text:
        return ""
    try:
        return _written(table, column, text, cells, reading)
    except (ValueError, InvalidOperation):
        return text


def _written(table: str, column: LedgerColumn, text: str, cells: Mapping[str, str], reading: Reading) -> str:
    special = _BY_COLUMN.get((table, column.name)) or _BY_COLUMN.get(("", column.name))
    if special is not None:
        return special(text, cells, reading)
    if column.editor == "choice":
        return choice_words(table, column.name, text)
    by_editor = _BY_EDITOR.get(column.editor)
    return by_editor(text, cells, reading) if by_editor else text


def edited_words(table: str, column: str, text: str) -> str:
    """Return a cell as its editor begins with it: as it is written in the table files, but for what has a name."""
    return figure_name(text) if (table, column) == _FIGURE and text else text


def written(table: str, column: str, text: str) -> str:
    """Return what was typed into a cell as it is written in the table files."""
    return figure_code(text) if (table, column) == _FIGURE else text.strip()


def changed_words(table: str, column: LedgerColumn | None, text: str, reading: Reading) -> str:
    """Return what a cell said at a change, apart from its row: what its row would say more of it is left out."""
    if column is None or not text:
        return text
    try:
        if (table, column.name) == ("interactions", "minutes"):
            return formats.duration(round(Decimal(text) * MINUTE))
        if column.editor == "money":
            return _number(text, {}, reading)
    except (ValueError, InvalidOperation):
        return text
    return cell_words(table, column, {column.name: text}, reading)


def level_of(personalness: str) -> int:
    """Return the level of a score as it stands in a cell ("37.5" is level 3)."""
    return level(round(Decimal(personalness) * 100))


def _moment(text: str, cells: Mapping[str, str], reading: Reading) -> str:
    return f"{_day_and_time(text, reading)}{_elsewhere(text, cells, reading)}"


def _day_and_time(text: str, reading: Reading) -> str:
    moment = datetime.fromisoformat(text)
    return f"{formats.day(moment.date(), this_year=reading.year)}, {formats.wall_clock(moment.time())}"


def _elsewhere(text: str, cells: Mapping[str, str], reading: Reading) -> str:
    """Return whose clock a time is of (" Lisbon"), "" where the store's says the same."""
    moment, zone = datetime.fromisoformat(text), cells.get("zone")
    if not zone or moment.utcoffset() in (None, moment.astimezone(zone_info(reading.zone)).utcoffset()):
        return ""
    return f" {formats.place(zone)}"


def _stretch(text: str, cells: Mapping[str, str], reading: Reading) -> str:
    """Return "Thu 19 Nov, 14:02 – 14:06"; what is still going on has no end."""
    end, where = cells.get("end"), _elsewhere(text, cells, reading)
    until = f" – {formats.wall_clock(datetime.fromisoformat(end).time())}" if end else ""
    return f"{_day_and_time(text, reading)}{until}{where}"


def _length(_text: str, cells: Mapping[str, str], _reading: Reading) -> str:
    return formats.duration(round(Decimal(cells.get("seconds") or "0") * SECOND))


def _money(text: str, cells: Mapping[str, str], reading: Reading) -> str:
    return formats.money(Decimal(text), cells.get("currency") or reading.currency)


def _number(text: str, _cells: Mapping[str, str], _reading: Reading) -> str:
    return formats.number(Decimal(text), len(text.partition(".")[2]))


def _personal(text: str, cells: Mapping[str, str], reading: Reading) -> str:
    return _("{level} · {score}").format(level=level_of(text), score=_number(text, cells, reading))


def _outcomes(text: str, _cells: Mapping[str, str], _reading: Reading) -> str:
    return ", ".join(map(outcome_read, text.splitlines()))


def _topics(text: str, _cells: Mapping[str, str], _reading: Reading) -> str:
    return " ".join(f"#{each}" for each in text.split("; "))


_Written = Callable[[str, Mapping[str, str], Reading], str]
_BY_COLUMN: Mapping[tuple[str, str], _Written] = {
    ("interactions", "start"): _stretch,
    ("interactions", "minutes"): _length,
    ("interactions", "contact"): lambda text, _cells, _reading: words.several() if text == SEVERAL else text,
    ("interactions", "led_to"): _outcomes,
    ("channels", "kind"): lambda text, _cells, _reading: words.capitalised(text),
    ("pins", "kind"): lambda text, _cells, _reading: words.capitalised(text),
    ("baselines", "kind"): lambda text, _cells, _reading: words.conversion_kind(text),
    ("settings", "key"): lambda text, _cells, _reading: words.setting(text),
    _FIGURE: lambda text, _cells, _reading: figure_name(text),
    ("", "topics"): _topics,
    ("contacts", "interests"): _topics,
    ("", "personalness"): _personal,
    ("", "margin"): lambda text, _cells, _reading: formats.percent(Decimal(text)),
    ("", "probability"): lambda text, _cells, _reading: formats.percent(Decimal(text)),
}
_BY_EDITOR: Mapping[str, _Written] = {
    "time": _moment,
    "day": lambda text, _cells, reading: formats.day(date.fromisoformat(text), this_year=reading.year),
    "money": _money,
    "number": _number,
    "flag": lambda text, _cells, _reading: _("yes") if text == "1" else _("no"),
    "list": lambda text, _cells, _reading: text.replace("; ", ", "),
}
