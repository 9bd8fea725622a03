"""Who waited for an answer, as a table for a terminal."""

from __future__ import annotations

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE
from roidesk.analytics.replies.durations import Times
from roidesk.analytics.replies.report import Replies, ReplyLine, Scenario
from roidesk.cli import withheld
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure
from roidesk.domain.instants import MINUTE
from roidesk.i18n import _, formats, ngettext


def report(found: Replies) -> str:
    """Return a report in words: the period, its channels and totals, and what stands behind them."""
    line = found.totals
    needing = int(line.needing.value or 0)
    goal = formats.duration(found.sla_minutes * MINUTE)
    lines = [
        _("{period}, of the messages recorded").format(period=formats.period(found.period)),
        "",
    ]
    if not needing:
        return "\n".join([*lines, _("No message that needs a reply is recorded in this period.")])
    lines += [_table(found), *_hours(found), "", *_sentences(line, goal), _business_hours(found)]
    lines += _scenario(found.scenario) if found.scenario is not None else []
    return "\n".join(lines)


def _table(found: Replies) -> str:
    header = _header()
    rows = [[row.key or _("not known"), *_cells(row.line)] for row in found.channels]
    rows.append([_("Total"), *_cells(found.totals)])
    return table(header, rows, right=frozenset(range(1, len(header))))


def _header() -> list[str]:
    return [
        _("channel"),
        _("Need a reply"),
        _("Answered"),
        _("Waiting"),
        _("Ignored"),
        _("In time"),
        _("Median"),
        _("Nine of ten"),
        _("Mean"),
        _("Median by the calendar"),
    ]


def _cells(line: ReplyLine) -> list[str]:
    counts = (line.needing, line.replied, line.waiting, line.ignored)
    times = (line.business.median, line.business.p90, line.business.mean, line.calendar.median)
    gated = withheld.instead(line.business.median)
    return [
        *(formats.number(each.value) for each in counts),
        _share(line.sla_met_rate),
        *([gated, *[formats.NONE] * (len(times) - 1)] if gated else map(_length, times)),
    ]


def _hours(found: Replies) -> list[str]:
    """Return the hours of the week in which enough messages came to say something of them."""
    rows = [
        [row.key or "", *_cells(row.line)[:-1]]
        for row in found.hours
        if (row.line.needing.value or 0) >= ENOUGH_FOR_A_VALUE
    ]
    header = [_("hour of the week"), *_header()[1:-1]]
    return ["", table(header, rows, right=frozenset(range(1, len(header))))] if rows else []


def _share(figure: Figure) -> str:
    return withheld.instead(figure) or formats.percent(figure.value)


def _length(figure: Figure) -> str:
    return formats.NONE if figure.value is None else formats.duration(int(figure.value * MINUTE))


def _sentences(line: ReplyLine, goal: str) -> list[str]:
    needing, ignored = int(line.needing.value or 0), int(line.ignored.value or 0)
    said = [
        ngettext(
            "{ignored} of {count} message is ignored: open past the reply goal of {goal}, or left on purpose.",
            "{ignored} of {count} messages are ignored: open past the reply goal of {goal}, or left on purpose.",
            needing,
        ).format(ignored=ignored, count=needing, goal=goal)
    ]
    purpose, snoozed = int(line.ignored_on_purpose.value or 0), int(line.snoozed.value or 0)
    if purpose:
        said.append(
            ngettext("{count} was left on purpose.", "{count} were left on purpose.", purpose).format(count=purpose)
        )
    if snoozed:
        said.append(
            ngettext("{count} is put off for later.", "{count} are put off for later.", snoozed).format(count=snoozed)
        )
    said += _both_medians(line.business)
    return said


def _both_medians(times: Times) -> list[str]:
    if not times.differ or times.km_median.n is None or times.km_median.n < ENOUGH_FOR_A_VALUE:
        return []
    if times.km_median.value is None:
        return [_("More than half still wait: how long half of all wait cannot be told yet.")]
    return [
        _("Those who still wait included, half wait {length} or longer.").format(
            length=formats.duration(int(times.km_median.value * MINUTE))
        )
    ]


def _business_hours(found: Replies) -> str:
    if found.assumed_hours:
        return _(
            "Times are business hours, assumed to be Monday to Friday, 9:00 to 17:00: "
            "say yours with “roidesk calendar add weekday=mon open=9:00 close=17:00”."
        )
    return _("Times are business hours, by the clock where the message arrived.")


def _scenario(said: Scenario) -> list[str]:
    lines = [
        "",
        _(
            "If {chance} of them would have bought for {sale}, the {ignored} ignored would have brought {loss}. "
            "This is your assumption, not a figure, and counts in no return."
        ).format(
            chance=formats.percent(said.chance, 1),
            sale=formats.money(said.sale, said.currency),
            ignored=said.ignored,
            loss=formats.money(said.loss.value, said.currency),
        ),
    ]
    answering = said.minutes_to_answer
    if answering.value is not None and (answering.n or 0) >= ENOUGH_FOR_A_VALUE:
        lines.append(
            _("To answer them would take about {length}, by the answers that were logged.").format(
                length=formats.duration(int(answering.value * MINUTE))
            )
        )
    return lines
