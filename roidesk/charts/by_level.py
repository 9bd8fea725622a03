"""What the charts of levels show: a frozen value each, its table twin, its sentence, what is read at each level.

No Qt here. Amounts are in major units of `currency`, hours are hours.
"""

from __future__ import annotations

from dataclasses import dataclass

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE, Gate, Order
from roidesk.analytics.pages.values import OutcomeRow, ReturnPage, ReturnRow
from roidesk.charts.words import Table, listed, range_text, unit
from roidesk.domain.figure import Number
from roidesk.i18n import _, ngettext
from roidesk.i18n.formats import NONE, back, hours, number, percent
from roidesk.i18n.words import too_little_data


@dataclass(frozen=True, slots=True)
class LevelReturns:
    """Does personal pay? The five levels from the least personal to the most."""

    currency: str
    rows: tuple[ReturnRow, ...]
    order: Order = Order.TOO_FEW
    pays_back_at: Number | None = None

    @classmethod
    def of(cls, page: ReturnPage) -> LevelReturns:
        """Return what a Return page says of the levels."""
        return cls(page.currency, page.levels, page.level_order, page.pays_back_at)

    def words(self, row: ReturnRow) -> str:
        """Return what stands in place of a mark; empty where a mark may stand."""
        if row.contact_share.value is None:
            return _("nothing recorded")
        if row.back.gate.shows_value:
            return "" if row.back.figure.value is not None else _("no cost recorded")
        return too_little_data(row.n, ENOUGH_FOR_A_VALUE) if row.back.gate is Gate.TOO_LITTLE else _("no purchase yet")

    def note(self) -> tuple[str, str]:
        """Return what has to be said under the chart: the part that warns (or "") and the rest."""
        left_out = [str(row.level) for row in self.rows if row.contact_share.value is not None and not row.compared]
        compared = [str(row.level) for row in self.rows if row.compared and not self.words(row)]
        order = ""
        if len(compared) > 1 and self.order is not Order.CERTAIN:
            order = _("{levels}: order not certain.").format(levels=listed(compared))
        if not left_out:
            return "", order
        warning = ngettext("{levels} is drawn, not compared:", "{levels} are drawn, not compared:", len(left_out))
        why = _("much of the time here has no known contact.")
        return warning.format(levels=listed(left_out)), f"{why} {order}".strip()

    def table(self) -> Table:
        """Return a row for each level."""
        per = _("Back per {unit}").format(unit=unit(self.currency))
        headers = (_("Level"), _("For example"), per, _("Range"), _("Purchases"), _("Minutes with a contact"))
        return Table(headers, tuple(self._cells(row) for row in self.rows))

    def _cells(self, row: ReturnRow) -> tuple[str, ...]:
        words = self.words(row)
        return (
            str(row.level),
            examples_of(row),
            words or back(row.back.figure.value, self.currency),
            NONE if words else range_text(row.back, self.currency),
            number(row.n),
            percent(row.contact_share.value),
        )

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        told = [row for row in self.rows if not self.words(row)]
        if not told:
            return _("No level has enough purchases yet to say whether personal contact pays.")
        values = ", ".join(
            _("level {level} {back}").format(level=row.level, back=back(row.back.figure.value, self.currency))
            for row in told
        )
        said = _("Back per {unit}: {listed}.").format(unit=unit(self.currency), listed=values)
        return " ".join(part for part in (said, *self.note()) if part)

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each level."""
        return tuple(self._reading(row) for row in self.rows)

    def _reading(self, row: ReturnRow) -> str:
        head = level_name(row.level, examples_of(row))
        contact = _("minutes with a known contact: {share}").format(share=percent(row.contact_share.value))
        words = self.words(row)
        if words:
            return f"{head}\n{words}\n{contact}"
        cases = ngettext("{n} purchase", "{n} purchases", row.n).format(n=row.n)
        span = range_text(row.back, self.currency)
        value = f"{back(row.back.figure.value, self.currency)} · {cases}"
        return "\n".join(line for line in (head, value, "" if span == NONE else span, contact) if line)


def level_name(level: int, examples: str) -> str:
    """Return "Personal 3 of 5: email, direct message"."""
    name = _("Personal {level} of 5").format(level=level)
    return f"{name}: {examples}" if examples else name


def examples_of(row: ReturnRow | OutcomeRow) -> str:
    """Return the kinds a team uses on a level: "email, direct message"."""
    return ", ".join(row.examples)


def parts(row: OutcomeRow) -> tuple[float, float, float, float]:
    """Return the four parts of a level's hours, in the order they are drawn."""
    return float(row.purchase), float(row.other), float(row.nothing_yet), float(row.no_contact)


def part_names() -> tuple[str, str, str, str]:
    """Return the names of the four parts."""
    return _("purchase"), _("other"), _("nothing yet"), _("no known contact")


@dataclass(frozen=True, slots=True)
class HoursOfLevels:
    """Hours by level, and what came of them."""

    rows: tuple[OutcomeRow, ...]

    def note(self) -> tuple[str, str, str]:
        """Return the line under the chart in three pieces; the middle one is what must not be overlooked."""
        whole = [sum(each) for each in zip(*(parts(row) for row in self.rows), strict=True)] or [0.0] * 4
        purchase, other, nothing, unknown = (hours(each) for each in whole)
        return (
            _("Led to a purchase {purchase}, another conversion {other}.").format(purchase=purchase, other=other),
            _("Nothing yet {hours}").format(hours=nothing),
            _(", no known contact {hours}.").format(hours=unknown),
        )

    def table(self) -> Table:
        """Return a row for each level."""
        headers = (_("Level"), _("For example"), *part_names(), _("Together"))
        return Table(
            headers,
            tuple(
                (
                    str(row.level),
                    examples_of(row),
                    *(hours(part, 1) for part in parts(row)),
                    hours(float(row.hours), 1),
                )
                for row in self.rows
            ),
        )

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        led, nothing, unknown = self.note()
        return f"{led} {nothing}{unknown}"

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each level."""
        return tuple(
            "\n".join(
                [
                    f"{level_name(row.level, examples_of(row))} · {hours(float(row.hours), 1)}",
                    *(f"{name} {hours(part, 1)}" for name, part in zip(part_names(), parts(row), strict=True) if part),
                ]
            )
            for row in self.rows
        )
