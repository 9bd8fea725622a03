"""The sums of a period by week and row: what every report and page reads its figures from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roidesk.analytics.dimensions import Key, RowKey
from roidesk.analytics.tally import Tallies, Tally, merged, total
from roidesk.domain.instants import Week


@dataclass(frozen=True, slots=True)
class Sheet:
    """Tallies by week and row; every week of the period is there, in order."""

    weeks: Mapping[Week, Tallies]

    def rows(self) -> Tallies:
        """Return each row over the whole period."""
        return merged(self.weeks.values())

    def row(self, key: RowKey) -> list[Tally]:
        """Return one row week by week."""
        return [tallies.get(key) or Tally() for tallies in self.weeks.values()]

    def total(self) -> Tally:
        """Return the sum of all rows (for a sheet by nothing: the totals)."""
        return total(tally for tallies in self.weeks.values() for tally in tallies.values())


def sheet(weeks: Iterable[Week], parts: Iterable[Mapping[Week, Tallies]], keep: tuple[Key, ...] = ()) -> Sheet:
    """Return effort, credit and platform cost put together; only rows that begin with `keep`, these keys dropped."""
    given = tuple(parts)
    return Sheet({week: _kept(merged(part.get(week, {}) for part in given), keep) for week in weeks})


def _kept(rows: Tallies, keep: tuple[Key, ...]) -> Tallies:
    if not keep:
        return rows
    return {row[len(keep) :]: tally for row, tally in rows.items() if row[: len(keep)] == keep}
