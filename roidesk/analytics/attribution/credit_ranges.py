"""Likely ranges of the credit that a model gives (analytics.md 3.5, 4.6): contacts drawn anew, not touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from roidesk.analytics import gates
from roidesk.analytics.intervals import Interval
from roidesk.analytics.resampling import DRAWS, SEED
from roidesk.analytics.returns.lines import Line
from roidesk.analytics.sums.dimensions import Dimension, RowKey
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.analytics.sums.tally import Tally, credit_tallies
from roidesk.domain.catalogue import Catalogue

CREDITED = ("conversions", "purchases", "booked")
"""The figures of a row that are credit, by their names in `Line` and in `Tally`."""
_BATCH, _FEWEST_BATCHES = 500, 2
_MOST = 4_000_000
"""How many times contacts that converted are drawn in all: some tenths of a second."""
_QUANTILES = (0.025, 0.975)


def credit_ranges(
    outcomes: Iterable[Outcome], by: Sequence[Dimension], names: Catalogue, touched: Callable[[], int]
) -> dict[RowKey, Mapping[str, Interval]]:
    """Return the likely ranges of each row's credit, by the names of `CREDITED`; only of rows that the gates allow.

    A cluster is a contact with a touch (`touched` counts them) or a conversion; a conversion of nobody known is one for
    itself. As many contacts are drawn 10,000 times, less often of more than 400 that converted, 1,000 times at least,
    with a fixed seed; the range is the middle 95 %. It is that of a row's sum, so that the number of conversions, too,
    is left to chance. The shares a model gives a journey are taken as given.
    """
    clusters: dict[UUID, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        clusters[each.conversion.contact_id or each.conversion.id].append(each)
    parts = [credit_tallies(together, by, names) for together in clusters.values()]
    events: dict[RowKey, list[int]] = defaultdict(list)
    for part in parts:
        for row, tally in part.items():
            events[row].append(tally.events)
    rows = [row for row, counts in events.items() if gates.gate(sum(counts), len(counts)) is gates.Gate.FULL]
    if not rows:
        return {}
    nothing = Tally()
    amounts = [[float(getattr(part.get(row, nothing), name)) for row in rows for name in CREDITED] for part in parts]
    ranges = iter(drawn_sums(amounts, max(touched(), len(parts))))
    return {row: {name: next(ranges) for name in CREDITED} for row in rows}


def drawn_sums(amounts: Sequence[Sequence[float]], clusters: int) -> list[Interval]:
    """Return the middle 95 % of each column's sum over `clusters` draws; clusters not in `amounts` have nothing."""
    import numpy as np

    chance = np.random.default_rng(SEED)
    table = np.array(amounts)
    # All that have nothing are one: how often any of them is drawn is all that counts.
    odds = [1 / clusters] * len(amounts)
    often = [*odds, max(0.0, 1 - sum(odds))]
    batches = max(_FEWEST_BATCHES, min(DRAWS, _MOST // len(amounts)) // _BATCH)
    sums = [chance.multinomial(clusters, often, _BATCH)[:, :-1] @ table for _ in range(batches)]
    low, high = np.quantile(np.concatenate(sums), _QUANTILES, axis=0)
    return [(float(least), float(most)) for least, most in zip(low, high, strict=True)]


def with_credit_ranges(line: Line, ranges: Mapping[str, Interval]) -> Line:
    """Return a row whose credit carries its likely range, where enough stands behind it and its amounts are known."""
    changed = {
        name: figure.ranged(*known)
        for name, known in ranges.items()
        if (figure := getattr(line, name)).reason is None and (figure.n or 0) >= gates.ENOUGH_FOR_CREDIT_RANGES
    }
    return replace(line, **changed)
