"""What offline efforts come to together, in words. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE
from roidesk.domain.instants import HOUR
from roidesk.i18n import _, formats, ngettext


def together(rows: Sequence[Mapping[str, str]], currency: str) -> str:
    """Return what all efforts took and brought; "" where there is one or none, or they are in several currencies.

    What came back per one of the currency is said from five conversions on, where every effort says its sales.
    """
    if len(rows) < 2 or any((row.get("currency") or currency) != currency for row in rows):  # noqa: PLR2004 - together
        return ""
    hours, cost = _sum(rows, "hours"), _sum(rows, "cost")
    conversions = int(_sum(rows, "conversions"))
    said = [
        formats.duration(round(hours * HOUR)),
        formats.money(cost, currency),
        ngettext("{count} conversion", "{count} conversions", conversions).format(count=formats.number(conversions)),
    ]
    if cost and conversions >= ENOUGH_FOR_A_VALUE and all(row.get("revenue") for row in rows):
        back = formats.back(_sum(rows, "revenue") / cost, currency)
        said.append(_("{back} back per {one}").format(back=back, one=formats.money(1, currency, 0)))
    return _("Together: {said}").format(said=", ".join(said))


def _sum(rows: Sequence[Mapping[str, str]], column: str) -> Fraction:
    return sum((Fraction(row.get(column) or 0) for row in rows), Fraction(0))
