"""What the chart of channels shows: a frozen value, its table twin, its sentence, what is read at each row. No Qt here.

Amounts are in major units of `currency`.
"""

from __future__ import annotations

from dataclasses import dataclass

from roidesk.analytics.gates import Gate, Order
from roidesk.analytics.pages.values import ReturnPage, ReturnRow
from roidesk.charts.words import Table, model_name, range_text, too_little, unit
from roidesk.domain.figure import Number
from roidesk.i18n import _, ngettext
from roidesk.i18n.formats import NONE, back, headline, hours, money, number
from roidesk.i18n.words import reason


@dataclass(frozen=True, slots=True)
class ChannelReturns:
    """Back per unit of cost, by channel, in the team's own order.

    `pays_back_at`: the return from which the margin covers the cost, None while that is not known. `credit` names the
    model in words ("time decay, 7 days").
    """

    currency: str
    rows: tuple[ReturnRow, ...]
    order: Order = Order.TOO_FEW
    margin: Number | None = None
    pays_back_at: Number | None = None
    credit: str = ""

    @classmethod
    def of(cls, page: ReturnPage) -> ChannelReturns:
        """Return what a Return page says of its channels."""
        credit = ngettext("{model}, {n} day", "{model}, {n} days", page.window_days)
        model = model_name(page.model)
        if page.model_reason is not None:
            model = f"{model} ({reason(page.model_reason)})"
        return cls(
            page.currency,
            tuple(row for row in page.channels if row.channel is not None),
            page.channel_order,
            page.margin,
            page.pays_back_at,
            credit.format(model=model, n=page.window_days),
        )

    @property
    def drawn(self) -> tuple[ReturnRow, ...]:
        """The rows as they are drawn: those with a range, with a mark, without; inside each the own order is kept."""
        return tuple(sorted(self.rows, key=lambda row: _RANK[row.back.gate]))

    def words(self, row: ReturnRow) -> str:
        """Return what stands in place of a mark; empty where a mark may stand."""
        if row.back.gate.shows_value and row.back.figure.value is not None:
            return ""
        if row.back.gate.shows_value:
            return _("no cost recorded: nothing to compare with")
        if row.back.gate is Gate.TOO_LITTLE:
            return too_little(row.n)
        if row.cost.value:
            return _("no purchase yet; at least {spent} spent").format(spent=headline(row.cost.value, self.currency))
        return _("nothing recorded")

    def order_note(self) -> str:
        """Return a warning where the order means nothing."""
        marked = sum(row.back.gate.shows_value for row in self.rows)
        return _("Order not certain: own order kept.") if marked > 1 and self.order is not Order.CERTAIN else ""

    def table(self) -> Table:
        """Return a row for each channel."""
        per = _("Back per {unit}").format(unit=unit(self.currency))
        headers = (_("Channel"), per, _("Range"), _("Purchases"), _("Cost"))
        return Table(headers, tuple(self._cells(row) for row in self.drawn))

    def _cells(self, row: ReturnRow) -> tuple[str, ...]:
        words = self.words(row)
        return (
            row.name,
            words or back(row.back.figure.value, self.currency),
            NONE if words else range_text(row.back, self.currency),
            number(row.n),
            headline(row.cost.value, self.currency),
        )

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        told = [row for row in self.rows if not self.words(row)]
        if not told:
            return _("No channel has enough purchases yet to say what comes back.")
        values = ", ".join(f"{row.name} {back(row.back.figure.value, self.currency)}" for row in told)
        said = _("Back per {unit}: {listed}.").format(unit=unit(self.currency), listed=values)
        return " ".join(part for part in (said, self.order_note()) if part)

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each row, as drawn."""
        return tuple(self._reading(row) for row in self.drawn)

    def _reading(self, row: ReturnRow) -> str:
        words = self.words(row)
        if words:
            return f"{row.name}\n{words}"
        cases = ngettext("{n} purchase", "{n} purchases", row.n).format(n=row.n)
        text = f"{row.name}\n{back(row.back.figure.value, self.currency)} · {cases}"
        span = range_text(row.back, self.currency)
        return text if span == NONE else f"{text}\n{span}"


_RANK = {Gate.FULL: 0, Gate.RANGED: 0, Gate.HOLLOW: 1, Gate.TOO_LITTLE: 2, Gate.NOTHING: 3}


@dataclass(frozen=True, slots=True)
class ChannelCosts:
    """What is known from the first entry on: cost, hours and conversions by channel."""

    currency: str
    rows: tuple[ReturnRow, ...]

    @classmethod
    def of(cls, page: ReturnPage) -> ChannelCosts:
        """Return what a Return page says of its channels, those with most cost first."""
        rows = [row for row in page.channels if row.channel is not None and (row.cost.value or row.hours.value)]
        return cls(page.currency, tuple(sorted(rows, key=lambda row: -(row.cost.value or 0))))

    def cells(self, row: ReturnRow) -> tuple[str, str, str, str]:
        """Return cost, hours, purchases and other conversions of a channel in words."""
        return (
            money(row.cost.value, self.currency, 0),
            hours(row.hours.value),
            number(row.n) if row.n else NONE,
            number(row.others.value) if row.others.value else NONE,
        )

    def table(self) -> Table:
        """Return a row for each channel."""
        headers = (_("Channel"), _("Cost"), _("Hours"), _("Purchases"), _("Other conversions"))
        return Table(headers, tuple((row.name, *self.cells(row)) for row in self.rows))

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        if not self.rows:
            return _("Nothing is recorded in this period.")
        most = self.rows[0]
        return _("Most was spent on {channel}: {cost}.").format(channel=most.name, cost=self.cells(most)[0])

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each channel."""
        return tuple(
            _("{channel}\n{cost}, {hours}; purchases {purchases}, other conversions {others}").format(
                channel=row.name,
                **dict(zip(("cost", "hours", "purchases", "others"), self.cells(row), strict=True)),
            )
            for row in self.rows
        )
