"""What Today reads of a store, on another thread: a day with what is needed to show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.filters import Expression
from roidesk.domain.instants import local_day
from roidesk.services.desk import Desk
from roidesk.services.ledger import LedgerColumn
from roidesk.services.rows import DayPage, InteractionRow


@dataclass(frozen=True, slots=True)
class Loaded:
    """A day as it was read, with what the page needs beside it. `kept`: what the filter keeps, None without one."""

    page: DayPage
    today: date
    zone: str
    names: Catalogue
    kinds: tuple[str, ...]
    columns: tuple[LedgerColumn, ...]
    kept: frozenset[UUID] | None

    @property
    def is_today(self) -> bool:
        """Whether it is the present day."""
        return self.page.day == self.today

    @property
    def rows(self) -> Sequence[InteractionRow]:
        """The interactions the filter keeps."""
        return [each for each in self.page.rows if self.kept is None or each.interaction.id in self.kept]


def read_day(desk: Desk, wanted: date | None, where: Expression | None) -> Loaded:
    """Read a day, today where none is asked for."""
    tracking, zone = desk.tracking, desk.care.settings().zone
    today = local_day(desk.context.clock.now(), zone)
    page = tracking.day(wanted or today)
    kept = None if where is None else tracking.keeping(where, [row.interaction for row in page.rows])
    columns = desk.ledger.columns("interactions")
    return Loaded(page, today, zone, tracking.names(), desk.outcomes.kinds(), columns, kept)
