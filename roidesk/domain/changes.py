"""What a write touched, so that only what depends on it is worked out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Changes:
    """The result of one action, returned by every write.

    `action` is its number in the change log (None: nothing was written). `tables` names the tables written; `days` the
    local days whose effort changed; `contacts` those whose path or conversions changed; `entries` the ids written.
    """

    action: int | None = None
    label: str = ""
    tables: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    contacts: frozenset[UUID] = frozenset()
    entries: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return self.action is not None

    def __or__(self, other: Changes) -> Changes:
        """Return what both touched, under the later action."""
        later = other or self
        return Changes(
            action=later.action,
            label=later.label,
            tables=self.tables | other.tables,
            days=self.days | other.days,
            contacts=self.contacts | other.contacts,
            entries=self.entries | other.entries,
        )
