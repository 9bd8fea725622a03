"""What if hours went to another channel, as text for a terminal."""

from __future__ import annotations

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE
from roidesk.analytics.what_if import OUTSIDE_TRIED, SHARES_DIFFER, Asked, Side, WhatIf
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure, Number
from roidesk.i18n import _, formats, ngettext, words


def answer(found: Asked) -> str:
    """Return the answer in words: the sentence, both channels, and what it takes for granted."""
    said = found.answer
    period = _("{period}, credit by {model}, {days} days before a conversion").format(
        period=formats.period(found.period), model=found.model, days=found.window_days
    )
    lines = [
        period,
        "",
        _sentence(said, found),
        *_warnings(said),
        "",
        _sides(said, found.currency),
        "",
        _("This takes for granted that an hour moved brings what an hour there brought on average; the next may bring "
          "less. Credit is bookkeeping: only a planned experiment tells what hours do."),
    ]  # fmt: skip
    return "\n".join(lines)


def _sentence(said: WhatIf, found: Asked) -> str:
    moved = _("{hours} a week from {source} to {target}").format(
        hours=formats.hours(said.hours.value), source=said.source.key, target=said.target.key
    )
    change = said.sales_change
    if SHARES_DIFFER in said.flags:
        return _("{moved}: not compared, as much of the time on one of them has no known contact.").format(moved=moved)
    if change.value is None:
        return f"{moved}: {words.reason(change.reason or '')}."
    if (change.n or 0) < ENOUGH_FOR_A_VALUE:
        return f"{moved}: {words.too_little_data(change.n or 0, ENOUGH_FOR_A_VALUE)}."
    weeks = ngettext("{count} week", "{count} weeks", found.weeks).format(count=found.weeks)
    return _("{moved}, over {weeks}: sales would have been {change} a week{range}.").format(
        moved=moved, weeks=weeks, change=_more(change.value, found.currency), range=_range(change, found.currency)
    )


def _more(value: Number, currency: str) -> str:
    if value < 0:
        return _("{amount} less").format(amount=formats.money(-value, currency))
    return _("{amount} more").format(amount=formats.money(value, currency))


def _range(change: Figure, currency: str) -> str:
    if change.low is None or change.high is None:
        return _(" (too few purchases for a likely range)")
    return _(" (likely range {low} to {high})").format(
        low=formats.money(change.low, currency), high=formats.money(change.high, currency)
    )


def _warnings(said: WhatIf) -> list[str]:
    if OUTSIDE_TRIED not in said.flags:
        return []
    return [
        _("Outside what you have tried: {name} would have {then} a week, and had {least} to {most}.").format(
            name=side.key,
            then=formats.hours(side.then.value),
            least=formats.hours(side.least.value),
            most=formats.hours(side.most.value),
        )
        for side in (said.source, said.target)
        if not side.tried
    ]


def _sides(said: WhatIf, currency: str) -> str:
    header = [
        _("Channel"),
        _("Hours a week"),
        _("Fewest"),
        _("Most"),
        _("Then"),
        _("Sales an hour"),
        _("Purchases an hour"),
        _("Known contact"),
    ]
    rows = [_cells(side, currency) for side in (said.source, said.target)]
    return table(header, rows, right=frozenset(range(1, len(header))))


def _cells(side: Side, currency: str) -> list[str]:
    few = (side.sales_per_hour.n or 0) < ENOUGH_FOR_A_VALUE
    gated = words.too_little_data(side.sales_per_hour.n or 0, ENOUGH_FOR_A_VALUE)
    return [
        side.key,
        *(formats.number(each.value, 1) for each in (side.hours, side.least, side.most, side.then)),
        gated if few else formats.money(side.sales_per_hour.value, currency),
        gated if few else formats.number(side.purchases_per_hour.value, 2),
        formats.percent(side.contact_share.value),
    ]
