"""The sums of a period by week and row: what every report and page reads its figures from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property

from roidesk.analytics.sums.dimensions import Key, RowKey
from roidesk.analytics.sums.tally import Tallies, Tally, merged, total
from roidesk.domain.instants import Week


class Sheet:
    """Tallies by week and row; every week of the period is there, in order. Read only, as parts of it are kept."""

    def __init__(self, weeks: Mapping[Week, Tallies]) -> None:
        self.weeks = weeks

    @cached_property
    def rows(self) -> Tallies:
        """Each row over the whole period."""
        return merged(self.weeks.values())

    def row(self, key: RowKey) -> list[Tally]:
        """Return one row week by week."""
        return [tallies.get(key) or Tally() for tallies in self.weeks.values()]

    @cached_property
    def total(self) -> Tally:
        """The sum of all rows (for a sheet by nothing: the totals)."""
        return total(tally for tallies in self.weeks.values() for tally in tallies.values())


def sheet(
    weeks: Iterable[Week],
    sums: Mapping[Week, Tallies],
    platform: Mapping[Week, Tallies],
    keep: tuple[Key, ...] = (),
) -> Sheet:
    """Return effort and credit with each row's platform cost; only rows that begin with `keep`, less these keys."""
    return Sheet({week: _kept(_with(sums.get(week, {}), platform.get(week, {})), keep) for week in weeks})


def _with(sums: Tallies, platform: Tallies) -> Tallies:
    """Return sums with platform cost put to them; the given ones stay as they are."""
    if not platform:
        return sums
    found = dict(sums)
    for row, more in platform.items():
        known = found.get(row)
        if known is not None:
            known = copy(known)
            known.add(more)
        found[row] = more if known is None else known
    return found


def _kept(rows: Tallies, keep: tuple[Key, ...]) -> Tallies:
    if not keep:
        return rows
    return {row[len(keep) :]: tally for row, tally in rows.items() if row[: len(keep)] == keep}
