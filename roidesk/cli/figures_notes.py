"""What stands under the table of the return figures: what remains, who is new, what led to nothing, and cautions."""

from __future__ import annotations

from collections.abc import Iterator

from roidesk.analytics import gates
from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE, Order
from roidesk.analytics.returns.contrasts import InvolvedSales, LastWeeks
from roidesk.analytics.returns.lines import Line
from roidesk.analytics.returns.report import Report, Row
from roidesk.domain.figure import Figure
from roidesk.i18n import _, formats, words

_COMPARED = (("channel",), ("personalness",))
"""By what rows are put beside each other as better and worse."""


def notes(found: Report) -> Iterator[str]:
    """Yield the sentences that belong under a report, each a line."""
    line, currency = found.totals, found.currency
    if any(back.without_one is not None for back in (found.back, *(row.back for row in found.rows))):
        yield _("“from … to …”: when any one week is left out; there is too little data for a likely range.")
    if found.by in _COMPARED:
        yield from _order(found.rows)
    yield from _nothing_yet(line, currency)
    yield from _remains(line, currency)
    yield from _whom(line)
    yield from _involved(found.involved, currency)
    yield from _last_weeks(found.last_weeks, currency)


def _order(rows: tuple[Row, ...]) -> Iterator[str]:
    rows = tuple(row for row in rows if row.back.gate.shows_value and row.line.return_ratio.value is not None)
    may = gates.compared([row.line.contact_share.value for row in rows], [True] * len(rows))
    for row, compared in zip(rows, may, strict=True):
        if not compared:
            yield _("{name}: much of the time here has no known contact; do not compare it.").format(name=_name(row))
    ranges = [
        (row.back.figure.low, row.back.figure.high)
        for row, compared in zip(rows, may, strict=True)
        if compared and row.back.figure.low is not None and row.back.figure.high is not None
    ]
    if gates.order(ranges) is Order.NOT_CERTAIN:
        yield _("Order not certain: likely ranges overlap.")


def _name(row: Row) -> str:
    key = row.key[0]
    return words.level(key) if isinstance(key, int) else str(key)


def _nothing_yet(line: Line, currency: str) -> Iterator[str]:
    if line.purchases_bound.value is None or not line.cost.value:
        return
    yield _("No purchase yet, at least {cost} spent. Up to {bound} would be no surprise in as much time.").format(
        cost=formats.money(line.cost.value, currency), bound=formats.number(line.purchases_bound.value, 1)
    )


def _remains(line: Line, currency: str) -> Iterator[str]:
    if not line.booked.value:
        return
    if line.remains.value is None:
        yield _("What remains of the sales is not known: say your margin.")
    elif line.profit.value is None:
        yield _("{remains} of the sales remain after margin.").format(
            remains=formats.money(line.remains.value, currency)
        )
    else:
        said = (
            _("{remains} of the sales remain after margin; less the cost, at most {profit}.")
            if line.profit.at_most
            else _("{remains} of the sales remain after margin; less the cost, {profit}.")
        )
        yield said.format(
            remains=formats.money(line.remains.value, currency), profit=formats.money(line.profit.value, currency)
        )


def _whom(line: Line) -> Iterator[str]:
    new, nothing = line.new_customers, line.led_to_nothing_share
    if new.value is not None and new.n:
        yield _("New customers: {count} of the {purchases} of which it was said.").format(
            count=formats.number(new.value), purchases=words.purchases(new.n)
        )
    if nothing.value is not None:
        yield _("Led to nothing so far: {share} of the time, with known contacts.").format(
            share=formats.percent(nothing.value)
        )


def _involved(found: InvolvedSales, currency: str) -> Iterator[str]:
    if not (_may_be_shown(found.involved) and _may_be_shown(found.others)):
        return
    yield _(
        "Average sale: {involved} where somebody had spent time on the buyer, {others} to others. "
        "Whom one talks to may have bought more anyway."
    ).format(involved=formats.money(found.involved.value, currency), others=formats.money(found.others.value, currency))


def _last_weeks(found: LastWeeks, currency: str) -> Iterator[str]:
    if not (_may_be_shown(found.recent) and _may_be_shown(found.before)):
        return
    yield _("Last four weeks: {recent} back for each {one}, {before} in the weeks before.").format(
        recent=formats.back(found.recent.value, currency),
        before=formats.back(found.before.value, currency),
        one=formats.money(1, currency, decimals=0),
    )


def _may_be_shown(figure: Figure) -> bool:
    """Return whether there is a value, and enough behind it to be shown (analytics.md 4.6)."""
    return figure.value is not None and (figure.n or 0) >= ENOUGH_FOR_A_VALUE
