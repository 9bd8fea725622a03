"""What the chart of channels shows: a frozen value, its table twin, its sentence, what is read at each row. No Qt here.

Amounts are in major units of `currency`.
"""

from __future__ import annotations

from dataclasses import dataclass

from roidesk.analytics.gates import Gate, Order
from roidesk.analytics.pages import Shown
from roidesk.charts.words import Table, range_text, too_little, unit
from roidesk.domain.figure import Number
from roidesk.domain.model import Channel
from roidesk.i18n import _, ngettext
from roidesk.i18n.formats import NONE, back, headline, number


@dataclass(frozen=True, slots=True)
class ChannelReturn:
    """What one unit of cost brought back on a channel: `n` purchases had a touch there, `spent` is that cost."""

    channel: Channel
    back: Shown
    n: int
    spent: Number


@dataclass(frozen=True, slots=True)
class ChannelReturns:
    """Back per unit of cost, by channel, in the team's own order.

    `pays_back_at`: the return from which the margin covers the cost, None while that is not known. `credit` names the
    model in words ("time decay, 7 days").
    """

    currency: str
    rows: tuple[ChannelReturn, ...]
    order: Order = Order.TOO_FEW
    margin: Number | None = None
    pays_back_at: Number | None = None
    credit: str = ""

    @property
    def drawn(self) -> tuple[ChannelReturn, ...]:
        """The rows as they are drawn: those with a range, with a mark, without; inside each the own order is kept."""
        return tuple(sorted(self.rows, key=lambda row: _RANK[row.back.gate]))

    def words(self, row: ChannelReturn) -> str:
        """Return what stands in place of a mark; empty where a mark may stand."""
        if row.back.gate.shows_value and row.back.figure.value is not None:
            return ""
        if row.back.gate.shows_value:
            return _("no cost recorded: nothing to compare with")
        if row.back.gate is Gate.TOO_LITTLE:
            return too_little(row.n)
        if row.spent:
            return _("no purchase yet; at least {spent} spent").format(spent=headline(row.spent, self.currency))
        return _("nothing recorded")

    def order_note(self) -> str:
        """Return a warning where the order means nothing."""
        marked = sum(row.back.gate.shows_value for row in self.rows)
        return _("Order not certain: your own order is kept.") if marked > 1 and self.order is not Order.CERTAIN else ""

    def table(self) -> Table:
        """Return a row for each channel."""
        per = _("Back per {unit}").format(unit=unit(self.currency))
        headers = (_("Channel"), per, _("Range"), _("Purchases"), _("Cost"))
        return Table(headers, tuple(self._cells(row) for row in self.drawn))

    def _cells(self, row: ChannelReturn) -> tuple[str, ...]:
        words = self.words(row)
        return (
            row.channel.name,
            words or back(row.back.figure.value, self.currency),
            NONE if words else range_text(row.back, self.currency),
            number(row.n),
            headline(row.spent, self.currency),
        )

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        told = [row for row in self.rows if not self.words(row)]
        if not told:
            return _("No channel has enough purchases yet to say what comes back.")
        values = ", ".join(f"{row.channel.name} {back(row.back.figure.value, self.currency)}" for row in told)
        said = _("Back per {unit}: {listed}.").format(unit=unit(self.currency), listed=values)
        return " ".join(part for part in (said, self.order_note()) if part)

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each row, as drawn."""
        return tuple(self._reading(row) for row in self.drawn)

    def _reading(self, row: ChannelReturn) -> str:
        words = self.words(row)
        if words:
            return f"{row.channel.name}\n{words}"
        cases = ngettext("{n} purchase", "{n} purchases", row.n).format(n=row.n)
        text = f"{row.channel.name}\n{back(row.back.figure.value, self.currency)} · {cases}"
        span = range_text(row.back, self.currency)
        return text if span == NONE else f"{text}\n{span}"


_RANK = {Gate.FULL: 0, Gate.RANGED: 0, Gate.HOLLOW: 1, Gate.TOO_LITTLE: 2, Gate.NOTHING: 3}
