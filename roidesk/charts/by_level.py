"""What the charts of levels show: a frozen value each, its table twin, its sentence, what is read at each level.

No Qt here. Amounts are in major units of `currency`, hours in microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roidesk.charts.gates import Gate, Table, apart, gate, range_text, too_little
from roidesk.domain.figure import Figure, Number
from roidesk.i18n import _, ngettext
from roidesk.i18n.formats import NONE, back, hours, money, number, percent

COMPARABLE = 0.15
"""Contact shares further apart than this are drawn, not compared."""


@dataclass(frozen=True, slots=True)
class LevelReturn:
    """What one unit of cost brought back at a level, and the share of its minutes with a known contact."""

    level: int
    examples: str
    back: Figure
    contact_share: Number | None


@dataclass(frozen=True, slots=True)
class LevelReturns:
    """Does personal pay? The five levels from the least personal to the most."""

    currency: str
    rows: tuple[LevelReturn, ...]
    margin: Number | None = None

    @property
    def pays_back(self) -> float | None:
        """Sales per unit of cost from which the margin covers the cost."""
        return 1 / float(self.margin) if self.margin else None

    def words(self, row: LevelReturn) -> str:
        """Return what stands in place of a mark; empty where a mark may stand."""
        if row.contact_share is None:
            return _("nothing recorded")
        match gate(row.back):
            case Gate.TOO_LITTLE:
                return too_little(row.back)
            case Gate.NOTHING:
                return _("no purchase yet")
            case _:
                return ""

    @property
    def not_compared(self) -> tuple[int, ...]:
        """Levels whose contacts are so much less known than those of the best known one that nothing can be said."""
        known = {row.level: float(row.contact_share) for row in self.rows if row.contact_share is not None}
        if not known:
            return ()
        most = max(known.values())
        return tuple(level for level, share in known.items() if most - share > COMPARABLE)

    def note(self) -> tuple[str, str]:
        """Return what has to be said under the chart: the part that warns (or "") and the rest."""
        left_out = self.not_compared
        compared = [
            row for row in self.rows if row.level not in left_out and gate(row.back) in {Gate.RANGED, Gate.HOLLOW}
        ]
        order = ""
        if len(compared) > 1 and not apart([row.back for row in compared if gate(row.back) is Gate.RANGED]):
            order = _("{levels}: order not certain.").format(levels=_listed([row.level for row in compared]))
        if not left_out:
            return "", order
        warning = ngettext("{levels} is drawn, not compared:", "{levels} are drawn, not compared:", len(left_out))
        why = _("much of the time here has no known contact.")
        return warning.format(levels=_listed(left_out)), f"{why} {order}".strip()

    def table(self) -> Table:
        """Return a row for each level."""
        unit = money(1, self.currency, 0)
        headers = (
            _("Level"), _("For example"), _("Back per {unit}").format(unit=unit), _("Range"), _("Purchases"),
            _("Minutes with a contact"),
        )  # fmt: skip
        return Table(headers, tuple(self._cells(row) for row in self.rows))

    def _cells(self, row: LevelReturn) -> tuple[str, ...]:
        words = self.words(row)
        return (
            str(row.level),
            row.examples,
            words or back(row.back.value, self.currency),
            NONE if words else range_text(row.back, self.currency),
            number(row.back.n or 0),
            percent(row.contact_share),
        )

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        shown = [row for row in self.rows if not self.words(row)]
        if not shown:
            return _("No level has enough purchases yet to say whether personal contact pays.")
        listed = ", ".join(
            _("level {level} {back}").format(level=row.level, back=back(row.back.value, self.currency)) for row in shown
        )
        said = _("Back per {unit}: {listed}.").format(unit=money(1, self.currency, 0), listed=listed)
        return " ".join(part for part in (said, *self.note()) if part)

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each level."""
        return tuple(self._reading(row) for row in self.rows)

    def _reading(self, row: LevelReturn) -> str:
        words = self.words(row)
        head = level_name(row.level, row.examples)
        contact = _("minutes with a known contact: {share}").format(share=percent(row.contact_share))
        if words:
            return f"{head}\n{words}\n{contact}"
        span = range_text(row.back, self.currency)
        value = back(row.back.value, self.currency) + ("" if span == NONE else f" · {span}")
        return f"{head}\n{value}, n {row.back.n}\n{contact}"


def level_name(level: int, examples: str) -> str:
    """Return "Personal 3 of 5: email, direct message"."""
    name = _("Personal {level} of 5").format(level=level)
    return f"{name}: {examples}" if examples else name


def _listed(levels: Sequence[int]) -> str:
    """Return "1", "1 and 2", "1, 2 and 3"."""
    texts = [str(each) for each in levels]
    if len(texts) == 1:
        return texts[0]
    return _("{first} and {last}").format(first=", ".join(texts[:-1]), last=texts[-1])


@dataclass(frozen=True, slots=True)
class LevelHours:
    """Where the time of a level went, in microseconds: to contacts who bought, who did something else, nothing yet."""

    level: int
    examples: str
    purchase: int
    other: int
    nothing: int
    unknown: int

    @property
    def parts(self) -> tuple[int, int, int, int]:
        """The four, in the order they are drawn."""
        return (self.purchase, self.other, self.nothing, self.unknown)


@dataclass(frozen=True, slots=True)
class HoursOfLevels:
    """Hours and what came of them, by level."""

    rows: tuple[LevelHours, ...]

    @staticmethod
    def part_names() -> tuple[str, str, str, str]:
        """Return the names of the four parts."""
        return (_("purchase"), _("other"), _("nothing yet"), _("no known contact"))

    def note(self) -> tuple[str, str, str]:
        """Return the line under the chart in three pieces; the middle one is what must not be overlooked."""
        purchase, other, nothing, unknown = (sum(each) for each in zip(*(row.parts for row in self.rows), strict=True))
        return (
            _("Led to a purchase {purchase}, another conversion {other}.").format(
                purchase=hours(purchase), other=hours(other)
            ),
            _("Nothing yet {nothing}").format(nothing=hours(nothing)),
            _(", no known contact {unknown}.").format(unknown=hours(unknown)),
        )

    def table(self) -> Table:
        """Return a row for each level."""
        headers = (_("Level"), _("For example"), *self.part_names(), _("Together"))
        return Table(headers, tuple(
            (str(row.level), row.examples, *(hours(part, 1) for part in row.parts), hours(sum(row.parts), 1))
            for row in self.rows
        ))  # fmt: skip

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        led, nothing, unknown = self.note()
        return f"{led} {nothing}{unknown}"

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each level."""
        return tuple(
            "\n".join(
                [
                    f"{level_name(row.level, row.examples)} · {hours(sum(row.parts), 1)}",
                    *(
                        f"{name} {hours(part, 1)}"
                        for name, part in zip(self.part_names(), row.parts, strict=True)
                        if part
                    ),
                ]
            )
            for row in self.rows
        )
