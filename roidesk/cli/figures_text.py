"""The return figures as a table for a terminal; what too little data stands behind says so instead of a value."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roidesk.analytics.gates import Gate
from roidesk.analytics.pages.values import Missing, Shown
from roidesk.analytics.returns.lines import Line
from roidesk.analytics.returns.report import Report, Row
from roidesk.analytics.sums.rounding import added_up, minor_unit
from roidesk.cli import withheld
from roidesk.cli.columns import table
from roidesk.cli.figures_notes import notes
from roidesk.domain.figure import Figure
from roidesk.i18n import _, formats, words

_MINUTES = 60


def report(found: Report) -> str:
    """Return a report in words: the period, its rows and totals, and what is missing."""
    lines = [
        _("{period}, credit by {model}, {days} days before a conversion").format(
            period=formats.period(found.period), model=found.model, days=found.window_days
        ),
        "",
        _table(found),
    ]
    under = [*notes(found), *(_missing(each) for each in found.missing)]
    return "\n".join([*lines, "", *under] if under else lines)


def _missing(each: Missing) -> str:
    if each.what == "fx":
        said = _("{name}: no rate of exchange on {day}; what amounts in it are worth is not known.")
    else:
        said = _("{name}: no rate from {day}; what it costs is not known.")
    return said.format(name=each.name, day=each.day)


def _table(found: Report) -> str:
    header = [
        ", ".join(found.by),
        _("Hours"),
        _("Cost"),
        _("Purchases"),
        _("Others"),
        _("Sales"),
        _("Back per {one}").format(one=formats.money(1, found.currency, decimals=0)),
        _("Likely range"),
        _("Hours a purchase"),
        _("Known contact"),
    ]
    whole = _Sums.of(found.totals)
    sums = added_up([_Sums.of(row.line) for row in found.rows], whole, _grains(found.currency))
    rows = [
        [row_name(found.by, row), *_cells(each, row.line, row.back, found.currency)]
        for row, each in zip(found.rows, sums, strict=True)
    ]
    rows.append([_("Total"), *_cells(whole, found.totals, found.back, found.currency)])
    return table(header, rows, right=frozenset(range(1, len(header))))


@dataclass(frozen=True, slots=True)
class _Sums:
    """What is rounded so that rows add up to their total. `others`: conversions that are no purchases."""

    minutes: Figure
    cost: Figure
    purchases: Figure
    others: Figure
    booked: Figure

    @classmethod
    def of(cls, line: Line) -> _Sums:
        others = Fraction(line.conversions.value or 0) - Fraction(line.purchases.value or 0)
        return cls(line.minutes, line.cost, line.purchases, Figure(others, "count"), line.booked)


def _grains(currency: str) -> dict[str, Fraction]:
    """Return to what sums are rounded here."""
    money, tenth = minor_unit(currency), Fraction(1, 10)
    return {"minutes": tenth * _MINUTES, "cost": money, "purchases": tenth, "others": tenth, "booked": money}


def row_name(by: tuple[str, ...], row: Row) -> str:
    """Return what a row is about; "(none)" and "(shared)" are said."""
    return ", ".join(_named(name, key) for name, key in zip(by, row.key, strict=True))


def _named(dimension: str, key: str | int | None) -> str:
    if dimension == "personalness" and isinstance(key, int):
        return words.level(key)
    if not key and key != 0:
        return _("not known")
    return {"(none)": _("no touch before it"), "(shared)": _("of no row")}.get(str(key), str(key))


def _cells(sums: _Sums, line: Line, back: Shown, currency: str) -> list[str]:
    a_purchase = line.minutes_per_purchase
    return [
        _hours(sums.minutes),
        _money(sums.cost, currency),
        formats.number(sums.purchases.value, 1),
        formats.number(sums.others.value, 1),
        _money(sums.booked, currency),
        _back(back, currency),
        _range(back, currency),
        withheld.instead(a_purchase) or _hours(a_purchase),
        formats.percent(line.contact_share.value),
    ]


def _hours(minutes: Figure) -> str:
    return formats.number(None if minutes.value is None else minutes.value / _MINUTES, 1)


def _money(figure: Figure, currency: str) -> str:
    return formats.money(figure.value, currency) if figure.value is not None else withheld.why(figure)


def _back(back: Shown, currency: str) -> str:
    """Return sales per 1 of cost; a hollow mark where too little stands behind it for a likely range."""
    figure = back.figure
    if figure.value is None or not back.gate.shows_value:
        return withheld.instead(figure) or formats.NONE
    said = formats.back(figure.value, currency)
    if figure.at_most:
        return f"≤ {said}"
    return f"○ {said}" if back.gate is Gate.HOLLOW else said


def _range(back: Shown, currency: str) -> str:
    if back.figure.low is not None and back.figure.high is not None:
        low, high, template = back.figure.low, back.figure.high, _("{low} to {high}")
    elif back.without_one is not None:
        (low, high), template = back.without_one, _("from {low} to {high}")
    else:
        return formats.NONE
    return template.format(low=formats.back(low, currency), high=formats.back(high, currency))
