"""What the weekly charts show: a frozen value each, its table twin, its sentence, what is read at a week. No Qt here.

Amounts are in major units of `currency`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE
from roidesk.analytics.pages.values import Band, ReturnPage, Shown, WeekPage
from roidesk.charts.words import Table, range_text, unit
from roidesk.domain.figure import Number
from roidesk.domain.instants import Week
from roidesk.domain.model import Channel
from roidesk.i18n import _, ngettext
from roidesk.i18n.formats import NONE, back, headline, hours, money, number


@dataclass(frozen=True, slots=True)
class WeeklyMoney:
    """Cost and sales of each week, and what every unit of cost had brought back by its end.

    `so_far`: one a week, None while it is withheld; empty where only the bars are wanted. `margin` is a share of 1 and
    `pays_back_at` the return from which it covers the cost; both None while not known. `running`: the last week is not
    over.
    """

    currency: str
    weeks: tuple[Week, ...]
    cost: tuple[Number, ...]
    sales: tuple[Number, ...]
    so_far: tuple[Shown | None, ...] = ()
    margin: Number | None = None
    pays_back_at: Number | None = None
    running: bool = False

    @classmethod
    def of_return(cls, page: ReturnPage) -> WeeklyMoney:
        """Return the weeks of a Return page."""
        return cls(
            page.currency,
            tuple(point.week for point in page.weeks),
            tuple(point.cost.value or 0 for point in page.weeks),
            tuple(point.sales.value or 0 for point in page.weeks),
            tuple(point.so_far for point in page.weeks),
            page.margin,
            page.pays_back_at,
            running=bool(page.weeks) and page.weeks[-1].running,
        )

    @classmethod
    def of_week(cls, page: WeekPage) -> WeeklyMoney:
        """Return the weeks up to that of a Week page: cost and sales alone."""
        return cls(
            page.currency,
            page.series.weeks,
            tuple(each.value or 0 for each in page.series.cost),
            tuple(each.value or 0 for each in page.series.sales),
            running=page.running,
        )

    @property
    def shown_from(self) -> int:
        """The first week whose return so far may be shown (number of weeks when there is none)."""
        for n, shown in enumerate(self.so_far):
            if shown is not None and shown.gate.shows_value and shown.figure.value is not None:
                return n
        return len(self.weeks)

    def table(self) -> Table:
        """Return a row for each week."""
        headers = (_("Week"), _("Cost"), _("Sales"))
        rows = [
            (str(week), money(cost, self.currency), money(sales, self.currency))
            for week, cost, sales in zip(self.weeks, self.cost, self.sales, strict=True)
        ]
        if not self.so_far:
            return Table(headers, tuple(rows))
        more = (_("Back per {unit} so far").format(unit=unit(self.currency)), _("Range"))
        return Table(headers + more, tuple(row + self._so_far_cells(n) for n, row in enumerate(rows)))

    def _so_far_cells(self, n: int) -> tuple[str, str]:
        shown = self.so_far[n]
        if shown is None or n < self.shown_from:
            return withheld(), NONE
        return back(shown.figure.value, self.currency), range_text(shown, self.currency)

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        if not self.weeks:
            return _("Nothing is recorded in this period.")
        count = len(self.weeks)
        spoken = ngettext(
            "In {n} week {cost} of cost and {sales} of sales", "In {n} weeks {cost} of cost and {sales} of sales", count
        )
        spoken = spoken.format(
            n=count, cost=headline(sum(self.cost), self.currency), sales=headline(sum(self.sales), self.currency)
        )
        if not self.so_far:
            return f"{spoken}."
        last = self.so_far[-1]
        if last is None or self.shown_from == count:
            return f"{spoken}; {withheld()}."
        return _("{spoken}; every {unit} brought back {back} in sales so far.").format(
            spoken=spoken, unit=unit(self.currency), back=back(last.figure.value, self.currency)
        )

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each week."""
        return tuple(self._reading(n) for n in range(len(self.weeks)))

    def _reading(self, n: int) -> str:
        lines = [
            week_name(self.weeks[n], running=self.running and n == len(self.weeks) - 1),
            _("cost {cost}, sales {sales}").format(
                cost=money(self.cost[n], self.currency, 0), sales=money(self.sales[n], self.currency, 0)
            ),
        ]
        if self.so_far:
            lines += self._so_far_lines(n)
        return "\n".join(lines)

    def _so_far_lines(self, n: int) -> list[str]:
        shown = self.so_far[n]
        if shown is None or n < self.shown_from:
            return [withheld()]
        value, span = back(shown.figure.value, self.currency), range_text(shown, self.currency)
        lines = [_("so far {back} per {unit}").format(back=value, unit=unit(self.currency))]
        return lines if span == NONE else [*lines, span]


def withheld() -> str:
    """Return why there is no return so far: it is a rule, and it is said on the chart."""
    return _("shown from {enough} purchases on").format(enough=ENOUGH_FOR_A_VALUE)


def week_name(week: Week, *, running: bool = False) -> str:
    """Return "Week 47", or "Week 47 so far"."""
    return (_("Week {number} so far") if running else _("Week {number}")).format(number=week.number)


class Role(StrEnum):
    """What a layer of a stack is, where it is neither a channel nor a level."""

    PURCHASES = "purchases"
    OTHER = "other"
    OTHER_CHANNELS = "other_channels"


@dataclass(frozen=True, slots=True)
class Layer:
    """One series of a stack: its name, whose colour it has, and a value for each week."""

    name: str
    of: Channel | int | Role
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WeeklyLayers:
    """Hours (`unit` "h", values in hours) or counts (`unit` "count") of each week, in layers from the bottom up."""

    title: str
    unit: str
    weeks: tuple[Week, ...]
    layers: tuple[Layer, ...]
    running: bool = False

    @classmethod
    def by_channel(cls, page: WeekPage) -> WeeklyLayers:
        """Return the hours by channel up to the week of a Week page."""
        layers = tuple(_of_channel(band) for band in page.series.channels)
        return cls(_("Hours by channel"), "h", page.series.weeks, layers, page.running)

    @classmethod
    def by_level(cls, page: WeekPage) -> WeeklyLayers:
        """Return the hours by level up to the week of a Week page."""
        layers = tuple(
            Layer(_("level {level}").format(level=band.level), band.level, _floats(band.hours))
            for band in page.series.levels
        )
        return cls(_("Hours by level"), "h", page.series.weeks, layers, page.running)

    @classmethod
    def conversions(cls, page: WeekPage) -> WeeklyLayers:
        """Return the conversions up to the week of a Week page."""
        layers = (
            Layer(_("purchases"), Role.PURCHASES, _floats(page.series.purchases)),
            Layer(_("other"), Role.OTHER, _floats(page.series.others)),
        )
        return cls(_("Conversions"), "count", page.series.weeks, layers, page.running)

    def totals(self) -> tuple[float, ...]:
        """Return the height of each week's stack."""
        return tuple(sum(layer.values[n] for layer in self.layers) for n in range(len(self.weeks)))

    def text(self, value: float) -> str:
        """Write one value with its unit."""
        return hours(value, 1) if self.unit == "h" else number(value)

    def table(self) -> Table:
        """Return a row for each week, a column for each layer."""
        totals = self.totals()
        return Table(
            (_("Week"), *(layer.name for layer in self.layers), _("Together")),
            tuple(
                (str(week), *(self.text(layer.values[n]) for layer in self.layers), self.text(totals[n]))
                for n, week in enumerate(self.weeks)
            ),
        )

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        totals = self.totals()
        if not any(totals):
            return _("{title}: nothing is recorded in these weeks.").format(title=self.title)
        return _("{title}: {last} in {week}, between {least} and {most} in the weeks shown.").format(
            title=self.title,
            last=self.text(totals[-1]),
            week=week_name(self.weeks[-1], running=self.running),
            least=self.text(min(totals)),
            most=self.text(max(totals)),
        )

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each week: the whole, then its layers from the top down, those of nothing left out."""
        totals = self.totals()
        return tuple(
            "\n".join(
                [
                    f"{week_name(week, running=self.running and n == len(self.weeks) - 1)}: {self.text(totals[n])}",
                    *(
                        f"{layer.name} {self.text(layer.values[n])}"
                        for layer in reversed(self.layers)
                        if layer.values[n]
                    ),
                ]
            )
            for n, week in enumerate(self.weeks)
        )


def _of_channel(band: Band) -> Layer:
    if band.channel is None:
        return Layer(_("others"), Role.OTHER_CHANNELS, _floats(band.hours))
    return Layer(band.channel.name, band.channel, _floats(band.hours))


def _floats(values: Sequence[Number]) -> tuple[float, ...]:
    return tuple(float(each) for each in values)
