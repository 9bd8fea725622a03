"""One week for a terminal and for programs."""

from __future__ import annotations

from fractions import Fraction

from roidesk.analytics.pages.values import Band, WeekPage, WeekRow
from roidesk.analytics.sums.rounding import added_up, minor_unit
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure
from roidesk.domain.instants import local
from roidesk.i18n import _, formats


def words(page: WeekPage) -> str:
    """Return a week in words: its channels beside the same point of the week before, its brands, its cost."""
    period = page.week.period
    title = f"{page.week}, {formats.period(period)}"
    point = local(page.point_before, page.zone)
    beside = _("{title}; changes against {week}").format(title=title, week=page.week_before)
    if page.running:
        beside = _("{title}, still running; changes against {week} up to {point}").format(
            title=title, week=page.week_before, point=f"{point:%a %H:%M}"
        )
    named = [(row.name, row) for row in page.channels]
    if page.unexplained:
        named.append((_("no touch before it"), page.unexplained))
    if page.shared:
        named.append((_("shared cost"), page.shared))
    parts = [beside, "", _table(_("Channel"), [*_added_up(named, page), (_("Total"), page.team)], page.currency)]
    if page.brands:
        brands = _added_up([(row.name or _("no brand"), row) for row in page.brands], page)
        parts += ["", _table(_("Brand"), brands, page.currency)]
    parts += ["", _("Cost: {amount}").format(amount=formats.money(page.cost.value, page.currency))]
    parts += [
        _("{name}: no rate from {day}; what it costs is not known.").format(name=each.name, day=each.day)
        for each in page.missing
    ]
    return "\n".join(parts)


def _added_up(named: list[tuple[str, WeekRow]], page: WeekPage) -> list[tuple[str, WeekRow]]:
    money, tenth = minor_unit(page.currency), Fraction(1, 10)
    grains = {"hours": tenth, "cost": money, "purchases": tenth, "others": tenth, "sales": money}
    rows = added_up([row for _name, row in named], page.team, grains)
    return [(name, row) for (name, _row), row in zip(named, rows, strict=True)]


def _table(what: str, rows: list[tuple[str, WeekRow]], currency: str) -> str:
    header = [what, _("Hours"), _("Change"), _("Cost"), _("Purchases"), _("Others"), _("Sales")]
    return table(header, [[name, *_cells(row, currency)] for name, row in rows], right=frozenset(range(1, len(header))))


def _cells(row: WeekRow, currency: str) -> list[str]:
    change = row.change.value
    sign = "+" if change is not None and change > 0 else ""
    return [
        formats.number(row.hours.value, 1),
        sign + formats.number(change, 1),
        formats.money(row.cost.value, currency),
        formats.number(row.purchases.value, 1),
        formats.number(row.others.value, 1),
        formats.money(row.sales.value, currency),
    ]


def document(page: WeekPage) -> dict[str, object]:
    """Return a week as JSON; every figure as `contract.md` 3 writes it."""
    series = page.series
    return {
        "week": str(page.week),
        "zone": page.zone,
        "as_of": local(page.as_of, page.zone).isoformat(),
        "running": page.running,
        "week_before": str(page.week_before),
        "point_before": local(page.point_before, page.zone).isoformat(),
        "currency": page.currency,
        "model": page.model,
        "channels": [_row(row) for row in page.channels],
        "unexplained": _row(page.unexplained) if page.unexplained else None,
        "shared": _row(page.shared) if page.shared else None,
        "brands": [_row(row) for row in page.brands],
        "team": _row(page.team),
        "cost": page.cost.as_json(),
        "series": {
            "weeks": [str(week) for week in series.weeks],
            "hours_by_channel": [_band(band) for band in series.channels],
            "hours_by_level": [_band(band) for band in series.levels],
            "cost": _values(series.cost),
            "sales": _values(series.sales),
            "purchases": list(series.purchases),
            "others": list(series.others),
        },
    }


def _row(row: WeekRow) -> dict[str, object]:
    return {
        "name": row.name,
        "hours": row.hours.as_json(),
        "change": row.change.as_json(),
        "cost": row.cost.as_json(),
        "purchases": row.purchases.as_json(),
        "others": row.others.as_json(),
        "sales": row.sales.as_json(),
    }


def _band(band: Band) -> dict[str, object]:
    return {"name": band.name or "(others)", "hours": [float(each) for each in band.hours]}


def _values(figures: tuple[Figure, ...]) -> list[object]:
    return [each.as_json() for each in figures]
