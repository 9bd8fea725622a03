"""What the chart of channels shows: a frozen value, its table twin, its sentence, what is read at each row. No Qt here.

Amounts are in major units of `currency`.
"""

from __future__ import annotations

from dataclasses import dataclass

from roidesk.charts.gates import Gate, Table, apart, gate, range_text, too_little
from roidesk.domain.figure import Figure, Number
from roidesk.domain.model import Channel
from roidesk.i18n import _, ngettext
from roidesk.i18n.formats import NONE, back, headline, money, number


@dataclass(frozen=True, slots=True)
class ChannelReturn:
    """What one unit of cost brought back on a channel; `spent` is that cost."""

    channel: Channel
    back: Figure
    spent: Number


@dataclass(frozen=True, slots=True)
class ChannelReturns:
    """Back per unit of cost, by channel, in the team's own order. `credit` names the model ("time decay, 7 days")."""

    currency: str
    rows: tuple[ChannelReturn, ...]
    margin: Number | None = None
    credit: str = ""

    @property
    def pays_back(self) -> float | None:
        """Sales per unit of cost from which the margin covers the cost."""
        return 1 / float(self.margin) if self.margin else None

    @property
    def in_order(self) -> bool:
        """Whether the likely ranges allow to say which channel brings back more."""
        return apart([row.back for row in self.rows if gate(row.back) is Gate.RANGED])

    @property
    def drawn(self) -> tuple[ChannelReturn, ...]:
        """The rows as they are drawn: those with a range, with a mark, without; inside each the own order is kept."""
        order = {Gate.RANGED: 0, Gate.HOLLOW: 1, Gate.TOO_LITTLE: 2, Gate.NOTHING: 3}
        return tuple(sorted(self.rows, key=lambda row: order[gate(row.back)]))

    def words(self, row: ChannelReturn) -> str:
        """Return what stands in place of a mark; empty where a mark may stand."""
        match gate(row.back):
            case Gate.TOO_LITTLE:
                return too_little(row.back)
            case Gate.NOTHING if row.spent:
                return _("no purchase yet; at least {spent} spent").format(spent=headline(row.spent, self.currency))
            case Gate.NOTHING:
                return _("nothing recorded")
            case _:
                return ""

    def order_note(self) -> str:
        """Return whether the order means something."""
        if sum(gate(row.back) in {Gate.RANGED, Gate.HOLLOW} for row in self.rows) < 2:  # noqa: PLR2004 - to compare
            return ""
        return "" if self.in_order else _("Order not certain: your own order is kept.")

    def table(self) -> Table:
        """Return a row for each channel."""
        unit = money(1, self.currency, 0)
        headers = (_("Channel"), _("Back per {unit}").format(unit=unit), _("Range"), _("Purchases"), _("Cost"))
        return Table(headers, tuple(self._cells(row) for row in self.drawn))

    def _cells(self, row: ChannelReturn) -> tuple[str, ...]:
        words = self.words(row)
        return (
            row.channel.name,
            words or back(row.back.value, self.currency),
            NONE if words else self.span(row),
            number(row.back.n or 0),
            headline(row.spent, self.currency),
        )

    def span(self, row: ChannelReturn) -> str:
        """Return the range of a row in words, and of which kind it is."""
        span = range_text(row.back, self.currency)
        if span == NONE or gate(row.back) is Gate.RANGED:
            return span
        return _("{span}, leaving one out").format(span=span)

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        shown = [row for row in self.rows if gate(row.back) in {Gate.RANGED, Gate.HOLLOW}]
        if not shown:
            return _("No channel has enough purchases yet to say what comes back.")
        listed = ", ".join(f"{row.channel.name} {back(row.back.value, self.currency)}" for row in shown)
        note = self.order_note()
        return _("Back per {unit}: {listed}.").format(unit=money(1, self.currency, 0), listed=listed) + (
            f" {note}" if note else ""
        )

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each row, as drawn."""
        return tuple(self._reading(row) for row in self.drawn)

    def _reading(self, row: ChannelReturn) -> str:
        words = self.words(row)
        if words:
            return f"{row.channel.name}: {words}"
        n = row.back.n or 0
        cases = ngettext("{n} purchase", "{n} purchases", n).format(n=n)
        text = f"{row.channel.name}: {back(row.back.value, self.currency)}, {cases}"
        span = self.span(row)
        return text if span == NONE else f"{text}\n{span}"
