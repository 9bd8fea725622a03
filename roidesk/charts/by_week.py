"""What the weekly charts show: a frozen value each, its table twin, its sentence, what is read at each week. No Qt here.

Amounts are in major units of `currency`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roidesk.charts.gates import Gate, Table, gate, range_text, too_little
from roidesk.domain.figure import Figure, Number
from roidesk.domain.instants import Week
from roidesk.domain.model import Channel
from roidesk.i18n import _
from roidesk.i18n.formats import NONE, back, headline, money, number

MOST_LAYERS = 6
"""Channels drawn one by one in a stack; the rest are "others" (thin layers cannot be read)."""


@dataclass(frozen=True, slots=True)
class WeeklyMoney:
    """Cost and sales of each week, and what every unit of cost had brought back by its end.

    `so_far`: one figure a week, counted from the first week shown; empty where only the bars are wanted. `margin` is a
    share of 1, None when not known. `running`: the last week is not over.
    """

    currency: str
    weeks: tuple[Week, ...]
    cost: tuple[Number, ...]
    sales: tuple[Number, ...]
    so_far: tuple[Figure, ...] = ()
    margin: Number | None = None
    running: bool = False

    @property
    def pays_back(self) -> float | None:
        """Sales per unit of cost from which the margin covers the cost; None while the margin is not known."""
        return 1 / float(self.margin) if self.margin else None

    @property
    def shown_from(self) -> int:
        """The first week whose return so far rests on enough purchases (number of weeks when there is none)."""
        for n, figure in enumerate(self.so_far):
            if gate(figure) in {Gate.HOLLOW, Gate.RANGED}:
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
        more = (_("Back per {unit} so far").format(unit=money(1, self.currency, 0)), _("Likely range"))
        return Table(
            headers + more,
            tuple(row + self._so_far_cells(figure) for row, figure in zip(rows, self.so_far, strict=True)),
        )

    def _so_far_cells(self, figure: Figure) -> tuple[str, str]:
        if gate(figure) in {Gate.NOTHING, Gate.TOO_LITTLE}:
            return too_little(figure), NONE
        ranged = gate(figure) is Gate.RANGED
        return back(figure.value, self.currency), range_text(figure, self.currency) if ranged else NONE

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        if not self.weeks:
            return _("Nothing is recorded in this period.")
        spoken = _("In {weeks} weeks {cost} of cost and {sales} of sales").format(
            weeks=len(self.weeks),
            cost=headline(sum(self.cost), self.currency),
            sales=headline(sum(self.sales), self.currency),
        )
        if not self.so_far:
            return spoken + "."
        last = self.so_far[-1]
        if self.shown_from == len(self.weeks):
            return f"{spoken}; {too_little(last)}."
        return _("{spoken}; every {unit} brought back {back} in sales so far.").format(
            spoken=spoken, unit=money(1, self.currency, 0), back=back(last.value, self.currency)
        )

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each week."""
        return tuple(self._reading(n) for n in range(len(self.weeks)))

    def _reading(self, n: int) -> str:
        text = _("{week}: cost {cost}, sales {sales}").format(
            week=week_name(self.weeks[n], running=self.running and n == len(self.weeks) - 1),
            cost=money(self.cost[n], self.currency, 0),
            sales=money(self.sales[n], self.currency, 0),
        )
        if not self.so_far:
            return text
        figure = self.so_far[n]
        if n < self.shown_from:
            return f"{text}\n{too_little(figure)}"
        so_far = _("so far {back} per {unit}").format(
            back=back(figure.value, self.currency), unit=money(1, self.currency, 0)
        )
        span = range_text(figure, self.currency)
        if gate(figure) is Gate.RANGED and span != NONE:
            so_far += " · " + _("likely range {span}").format(span=span)
        return f"{text}\n{so_far}"


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

    def totals(self) -> tuple[float, ...]:
        """Return the height of each week's stack."""
        return tuple(sum(layer.values[n] for layer in self.layers) for n in range(len(self.weeks)))

    def with_others(self, most: int = MOST_LAYERS) -> WeeklyLayers:
        """Return the same with the largest `most` layers, in their order, and the rest summed as "others"."""
        if len(self.layers) <= most + 1:
            return self
        ranked = sorted(self.layers, key=lambda layer: -sum(layer.values))
        kept = set(ranked[:most])
        rest = [layer for layer in self.layers if layer not in kept]
        others = Layer(
            _("others"),
            Role.OTHER_CHANNELS,
            tuple(sum(layer.values[n] for layer in rest) for n in range(len(self.weeks))),
        )
        layers = (*(layer for layer in self.layers if layer in kept), others)
        return WeeklyLayers(self.title, self.unit, self.weeks, layers, self.running)

    def text(self, value: float) -> str:
        """Write one value with its unit."""
        return _("{hours} h").format(hours=number(value, 1)) if self.unit == "h" else number(value)

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
