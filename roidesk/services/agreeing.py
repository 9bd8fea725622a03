"""Two desks, one entry: which of two versions counts, the same on every desk, whatever came in which order.

The version made last counts. Of two made at the same instant the one that is kept goes before one that is deleted, then
the one whose cells come later as text: a rule that needs no third party. Whether both desks changed an entry since they
last agreed, which a person should know, is told by the instants at which versions were made: an export says those of
each entry's earlier versions (`versions.csv`), the change log knows our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.instants import local
from roidesk.domain.model import Entry, Timer
from roidesk.i18n import _
from roidesk.i18n.tables import column_name, table_name
from roidesk.importers.cells import Place
from roidesk.importers.columns import Table
from roidesk.services.titles import title
from roidesk.store.changelog import Life
from roidesk.store.reader import Reader

_UTC = "UTC"
_NOT_SAID = frozenset({"id", "edited"})


class Difference(NamedTuple):
    """One cell that the two versions say differently."""

    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry that both desks changed since they last agreed.

    `kept`: "here" or "there", whose version counts now; the other one is in the history. `deleted`: where it was
    deleted. `code`: "changed"; "used" (deleted on one desk, spoken of on the other: it stays); "taken" (the version of
    the other desk has a name or key that another entry has here: ours stays).
    """

    table: str
    id: UUID
    what: str
    kept: str
    here_us: int
    there_us: int
    zone: str
    fields: tuple[Difference, ...] = ()
    deleted: str | None = None
    code: str = "changed"

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "table": self.table,
            "id": str(self.id),
            "what": self.what,
            "why": self.code,
            "kept": self.kept,
            "deleted": self.deleted,
            "here": local(self.here_us, self.zone).isoformat(),
            "there": local(self.there_us, self.zone).isoformat(),
            "fields": [each._asdict() for each in self.fields],
        }


def sentence(found: Conflict) -> str:
    """Return what became of an entry that two desks changed, in one sentence with how to see both versions."""
    name = f"{table_name(found.table)}, {found.what}"
    if found.code == "used":
        said = _("{name}: deleted on one desk, still spoken of on the other; it stays.")
    elif found.code == "taken":
        said = _("{name}: what the other desk made of it, another entry here is already; the version here counts.")
    elif found.deleted is not None:
        kept = found.kept == found.deleted
        said = (
            _("{name}: deleted on one desk, changed on the other before that; it is deleted.")
            if kept
            else _("{name}: deleted on one desk, changed on the other after that; it stays.")
        )
    elif found.kept == "here":
        said = _("{name}: changed on both desks; the version here is newer and counts.")
    else:
        said = _("{name}: changed on both desks; the version that came is newer and counts.")
    cells = "; ".join(
        f"{column_name(found.table, column)}: {here or _('nothing')} / {there or _('nothing')}"
        for column, here, there in found.fields
    )
    here_there = " " + _("Here / there: {cells}.").format(cells=cells) if cells else ""
    return said.format(name=name) + here_there + " " + _("Both are in its history ({id}).").format(id=found.id)


class Verdict(NamedTuple):
    """What is to become of a version that came in.

    `takes`: it counts from now on. `keeps`: it goes into the history only. Neither: it was known.
    """

    takes: bool = False
    keeps: bool = False
    conflict: Conflict | None = None


@dataclass
class Agreement:
    """Compares what comes in with what is here. `told`: the files say which versions came before theirs."""

    read: Reader
    place: Place
    told: bool = False
    conflicts: list[Conflict] = field(default_factory=list)
    theirs: dict[tuple[str, UUID], set[int]] = field(default_factory=dict)
    """When the earlier versions of an entry were made on the other desk, by table file and id there."""
    unseen: dict[tuple[type[Entry], UUID], set[int]] = field(default_factory=dict)
    """Instants of versions made elsewhere that came before one taken in, and never were here."""

    def judge(self, table: Table, known: Entry, came: Entry, given: UUID | None) -> Verdict:
        """Return what becomes of `came`, a version of `known` (same id here; `given`: its id there)."""
        here = unbeaten(known, came)
        if came == here:
            return Verdict()
        kind = type(known)
        life = self.read.life(kind, known.id)
        earlier = self.theirs.get((table.name, given), set()) if given else set()
        both_dead = known.deleted_us is not None and came.deleted_us is not None
        if both_dead or replace(came, edited_us=here.edited_us) == here:
            if takes := came.edited_us > known.edited_us:
                self.learn(kind, known.id, life, earlier)
            return Verdict(takes=takes)
        if self._knows(life, known, came):
            return Verdict()
        takes = self._key(table, came) > self._key(table, known)
        agreed = known.edited_us in earlier or (not self.told and life.by is not None and life.by.label == "import")
        self.learn(kind, known.id, life, earlier)
        if agreed:
            return Verdict(takes=takes, keeps=not takes and self.told)
        return Verdict(takes=takes, keeps=not takes, conflict=self.conflict(table, known, came, takes=takes))

    def learn(self, kind: type[Entry], id: UUID, life: Life, earlier: set[int]) -> None:  # noqa: A002 - what it is
        """Remember versions that came before one taken in, so that they are known should they come later."""
        if fresh := earlier - life.edited:
            self.unseen.setdefault((kind, id), set()).update(fresh)

    def conflict(self, table: Table, known: Entry, came: Entry, *, takes: bool, code: str = "changed") -> Conflict:
        """Return how the two versions differ, as a person reads it."""
        read = replace(self.place, exact=False)
        here, there = table.show(known, read), table.show(came, read)
        gone = "here" if known.deleted_us is not None else "there" if came.deleted_us is not None else None
        return Conflict(
            table=table.name,
            id=known.id,
            what=title(table.name, here if known.deleted_us is None else there),
            kept="there" if takes else "here",
            here_us=known.edited_us,
            there_us=came.edited_us,
            zone=self.place.zone,
            fields=() if gone else _differences(here, there),
            deleted=gone,
            code=code,
        )

    def _knows(self, life: Life, known: Entry, came: Entry) -> bool:
        """Whether that version was here before: by its instant or, made at the same one as ours, by what it says."""
        if came.edited_us != known.edited_us:
            return came.edited_us in life.edited
        return any(row.after == came for row in self.read.history(known.id))

    def _key(self, table: Table, entry: Entry) -> tuple[int, bool, list[tuple[str, str]]]:
        cells = table.show(entry, replace(self.place, zone=_UTC, exact=True))
        said = sorted((name, text) for name, text in cells.items() if name not in _NOT_SAID)
        return entry.edited_us, entry.deleted_us is None, said


def unbeaten(entry: Entry, other: Entry) -> Entry:
    """Return a timer as if its heart beat where the other's did: a beat is nothing a person did."""
    if isinstance(entry, Timer) and isinstance(other, Timer):
        return replace(
            entry,
            seen_us=other.seen_us,
            boot_id=other.boot_id,
            boot_us=other.boot_us,
            awake_us=other.awake_us,
        )
    return entry


def _differences(here: Mapping[str, str], there: Mapping[str, str]) -> tuple[Difference, ...]:
    return tuple(
        Difference(name, here[name], there.get(name, ""))
        for name in here
        if name not in _NOT_SAID and here[name] != there.get(name, "")
    )
