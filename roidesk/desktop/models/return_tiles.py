"""The seven figures of Return as tiles: values in words, and beside them what the gates ask for."""

from __future__ import annotations

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE, Gate
from roidesk.analytics.pages.values import PaidBack, PaidBackState, ReturnPage, Shown
from roidesk.desktop.widgets.figure_strip import Sense, Tile
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n import words as said


def tiles(page: ReturnPage, *, compare: bool) -> tuple[Tile, ...]:
    """Return the figures of a page; `compare`: with their changes against the period before."""
    shown, currency = page.tiles, page.currency
    n = int(shown.purchases.figure.value or 0)
    return (
        _changed(_("Hours"), formats.hours(shown.hours.figure.value), shown.hours, compare=compare),
        _changed(_("Cost"), formats.headline(shown.cost.figure.value, currency), shown.cost, compare=compare),
        Tile(_("Purchases"), formats.number(n), _others(page, n)),
        _changed(
            _("Sales, without VAT"),
            formats.headline(shown.sales.figure.value, currency),
            shown.sales,
            compare=compare,
            sense=Sense.MORE_IS_BETTER,
        ),
        _back(page, n),
        _gated(_("Hours a purchase"), shown.hours_a_purchase, n),
        _paid_back(shown.paid_back, currency),
    )


def _changed(name: str, value: str, shown: Shown, *, compare: bool, sense: Sense = Sense.NEITHER) -> Tile:
    if shown.figure.at_most:
        return Tile(name, value, _("not all costs are known"))
    if not compare or shown.change is None:
        return Tile(name, value)
    change = float(shown.change)
    direction = (round(change * 100) > 0) - (round(change * 100) < 0)
    return Tile(name, value, formats.percent(abs(change)), direction, sense)


def _others(page: ReturnPage, n: int) -> str:
    others = int(page.tiles.others.value or 0)
    more = ngettext("and {n} other conversion", "and {n} other conversions", others).format(n=others)
    if not page.first_weeks or n >= ENOUGH_FOR_A_VALUE:
        return more
    return _("{missing} more needed; and {others} other").format(missing=ENOUGH_FOR_A_VALUE - n, others=others)


def _back(page: ReturnPage, n: int) -> Tile:
    name = _("Back per {unit}, in sales").format(unit=formats.money(1, page.currency, 0))
    back, remains = page.tiles.back, page.tiles.remains
    withheld = _withheld(back, n)
    if withheld:
        return Tile(name, formats.NONE, withheld, gap=True)
    value = formats.back(back.figure.value, page.currency)
    if back.figure.at_most:
        value = _("≤ {value}").format(value=value)
    if remains is None or remains.figure.value is None:
        return Tile(name, value, _("margin not known"), key=True)
    note = _("after margin {value}").format(value=formats.back(remains.figure.value, page.currency))
    if remains.gate.shows_range and remains.figure.low is not None and remains.figure.high is not None:
        ends = (formats.back(end, page.currency) for end in (remains.figure.low, remains.figure.high))
        note += ", " + _("{low} to {high}").format(**dict(zip(("low", "high"), ends, strict=True)))
    return Tile(name, value, note, key=True)


def _gated(name: str, shown: Shown, n: int) -> Tile:
    withheld = _withheld(shown, n)
    if withheld:
        return Tile(name, formats.NONE, withheld, gap=True)
    figure = shown.figure
    note = ""
    if shown.gate.shows_range and figure.low is not None and figure.high is not None:
        note = _("{low} to {high} h").format(low=formats.number(figure.low, 1), high=formats.number(figure.high, 1))
    elif shown.without_one is not None:
        low, high = (formats.number(each, 1) for each in shown.without_one)
        note = _("{low} to {high} h, leaving one out").format(low=low, high=high)
    return Tile(name, formats.hours(figure.value, 1), note)


def _withheld(shown: Shown, n: int) -> str:
    if shown.gate is Gate.NOTHING:
        return said.reason("no_purchase")
    if not shown.gate.shows_value:
        return said.too_little_data(n, ENOUGH_FOR_A_VALUE)
    return said.reason(shown.figure.reason or "nothing_recorded") if shown.figure.value is None else ""


def _paid_back(paid: PaidBack, currency: str) -> Tile:
    name = _("Paid back")
    match paid.state:
        case PaidBackState.PAID_BACK:
            since = _("since {day}").format(day=formats.day(paid.day)) if paid.day else ""
            return Tile(name, _("yes"), since)
        case PaidBackState.NOT_YET:
            short = formats.headline(paid.short.value, currency) if paid.short else formats.NONE
            return Tile(name, _("not yet"), _("{amount} short").format(amount=short))
        case PaidBackState.MARGIN_UNKNOWN:
            return Tile(name, formats.NONE, said.reason("margin_unknown"), gap=True)
        case PaidBackState.RATE_MISSING:
            return Tile(name, formats.NONE, said.reason("rate_missing"), gap=True)
        case PaidBackState.NO_COST:
            return Tile(name, formats.NONE, said.reason("no_cost"), gap=True)
        case _:
            return Tile(name, formats.NONE, said.reason("too_few_conversions"), gap=True)
