"""What is done when something of the store is missing or wrong: nothing silently, and each step on the record."""

from __future__ import annotations

from pathlib import Path

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.model import ImportedFile
from roidesk.services.backups import backup_before
from roidesk.services.context import Context
from roidesk.store.check import Finding, check
from roidesk.store.salvage import Salvaged, salvage

__all__ = ["Finding", "Mending", "Salvaged", "save_what_can_be_read", "sums_only"]

_BEHIND = "behind"
_REPAIR = "repair"


class Mending:
    """Mends what can be mended in place, and keeps the rest from getting worse."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def missing(self) -> int:
        """How many changes were saved that are not in the file, at least: it is an older one, or lost its newest."""
        return self._context.store.missing

    @property
    def network(self) -> str:
        """The kind of network drive the store lies on ("nfs", "cifs", …), "" for a disk of this machine."""
        return self._context.store.network

    @property
    def stopped(self) -> UserError | None:
        """Why nothing is written any more; None: nothing went wrong."""
        return self._context.store.stopped

    def stop(self, said: str) -> UserError:
        """Write nothing from now on, since the store is damaged (`said`: in what way), and return the reason."""
        reason = UserError("store_damaged", file=self._context.store.place, said=said)
        self._context.store.stop_writing(reason)
        return reason

    def rest(self) -> None:
        """Move what was written into the file itself, now that nobody writes."""
        self._context.store.checkpoint()

    def go_on(self) -> Changes:
        """Go on without the changes that are missing: that is put on the record, and they are not told again."""
        return self._noted(_BEHIND, self.missing)

    def mend_sums(self) -> Changes:
        """Work the kept sums out again from the entries, after a backup. `UserError` `store_not_sums_only`."""
        store = self._context.store
        found = check(store)
        if not sums_only(found):
            raise UserError("store_not_sums_only", file=store.place)
        backup_before(self._context, _REPAIR)
        return self._noted(_REPAIR, len(found) + sum(each.more for each in found), sums=True)

    def _noted(self, label: str, rows: int, *, sums: bool = False) -> Changes:
        context = self._context
        with context.unit(label) as unit:
            unit.put(
                ImportedFile(
                    id=context.id(),
                    name=context.store.place.rpartition("/")[2],
                    format=label,
                    sha256="",
                    at_us=context.clock.now(),
                    rows=rows,
                )
            )
            if sums:
                unit.remake_sums()
        return unit.changes


def sums_only(found: list[Finding]) -> bool:
    """Whether nothing but the kept sums is wrong: they can be worked out again."""
    return bool(found) and all(each.code == "rollup_differs" for each in found)


def save_what_can_be_read(path: Path, to: Path, *, now: int, device: str) -> Salvaged:
    """Write what can be read of a damaged store into a new one (`roidesk.store.salvage`); it need not open."""
    return salvage(path, to, now=now, device=device)
