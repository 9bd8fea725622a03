"""Closing a week, and what is told of a closed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roidesk.cli.arguments import Parser, read
from roidesk.cli.call import Call
from roidesk.domain.instants import SECOND, Week, local
from roidesk.domain.money import major_units
from roidesk.i18n import _, ngettext
from roidesk.i18n.formats import duration
from roidesk.services.closing_words import closed_sentence, difference_sentence, later_change, log_mark

if TYPE_CHECKING:
    from roidesk.domain.model import ClosedWeek
    from roidesk.services.closing import ClosedWeeks, Closing, WeekSums


def close_week(call: Call) -> None:
    """Assert what a week holds."""
    parser = Parser("close-week")
    parser.add_argument("week", metavar="2026-W47", help=_("a week that is over"))
    week = Week.parse(read(call, parser).week)
    call.wrote(call.desk.closing.close(week))
    closing = call.desk.closing.closed(week)
    call.confirm(lambda: document(closing), lambda: _said(closing.closed) if closing else None)


def _said(closed: ClosedWeek) -> str:
    count = ngettext("{count} interaction", "{count} interactions", closed.interactions)
    return _("Closed {week}: {interactions}, {time}; log {mark}.").format(
        week=closed.week,
        interactions=count.format(count=closed.interactions),
        time=duration(closed.us),
        mark=log_mark(closed.seq, closed.log_hash),
    )


def words(closing: Closing | None, weeks: ClosedWeeks, zone: str) -> str:
    """Return what stands under a week: whether it was closed, what became of it, and where the log stands."""
    head = weeks.head()
    log = _("log {mark}").format(mark=log_mark(head.seq, head.hash.hex()))
    if closing is None:
        return log
    lines = [closed_sentence(closing, zone)]
    if closing.differs:
        lines.append(difference_sentence(closing))
        lines += [f"  {later_change(each, zone)}  {each.id}" for each in closing.changes]
        if closing.more_changes:
            lines.append("  " + _("and {count} more").format(count=closing.more_changes))
    return "\n".join([*lines, log])


def head_document(weeks: ClosedWeeks) -> dict[str, object]:
    """Return the end of the change log as JSON."""
    head = weeks.head()
    return {"seq": head.seq, "hash": head.hash.hex()}


def document(closing: Closing | None) -> dict[str, object] | None:
    """Return a closed week as JSON: amounts in major units, instants as ISO 8601."""
    if closing is None:
        return None
    closed = closing.closed
    return {
        "week": closed.week,
        "closed": local(closed.closed_us, "UTC").isoformat(),
        "by": closing.by,
        "log": {"seq": closed.seq, "hash": closed.log_hash},
        "people": [str(each) for each in closed.people],
        "then": _sums(type(closing.now).of(closed)),
        "now": _sums(closing.now),
        "differs": closing.differs,
        "explained": closing.sound,
        "changes": [
            {
                "seq": each.seq,
                "at": local(each.at_us, "UTC").isoformat(),
                "by": each.by,
                "table": each.table,
                "id": str(each.id),
                "what": each.what,
                "op": each.op,
            }
            for each in closing.changes
        ],
        "more_changes": closing.more_changes,
    }


def _sums(sums: WeekSums) -> dict[str, object]:
    def money(minor: int | None) -> str | None:
        return None if minor is None else str(major_units(minor, sums.currency))

    return {
        "interactions": sums.interactions,
        "seconds": sums.us / SECOND,
        "counted_seconds": sums.counted_us / SECOND,
        "conversions": sums.conversions,
        "currency": sums.currency,
        "sales": money(sums.sales_minor),
        "labour": money(sums.labour_minor),
        "platform": money(sums.platform_minor),
    }
