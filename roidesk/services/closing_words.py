"""A closed week in words: when and by whom, what is different since, and which changes made it so."""

from __future__ import annotations

from roidesk.domain.instants import local
from roidesk.domain.money import major_units
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n.tables import table_name
from roidesk.services.closing import Closing, LaterChange, WeekSums

_HASH_SHOWN = 4


def log_mark(seq: int, log_hash: str) -> str:
    """Return where the change log stands, short enough to be compared by eye: "1,234 / 9f3a…"."""
    return f"{formats.number(seq)} / {log_hash[:_HASH_SHOWN]}…"


def closed_sentence(closing: Closing, zone: str) -> str:
    """Return when a week was closed and by whom."""
    at = local(closing.closed.closed_us, zone)
    day = formats.day(at.date(), this_year=None)
    when = f"{day} {at.year}, {at:%H:%M}"
    if closing.by:
        return _("Closed on {when} by {name}.").format(when=when, name=closing.by)
    return _("Closed on {when}.").format(when=when)


def difference_sentence(closing: Closing) -> str:
    """Return what a week holds more or less than when it was closed."""
    then, now = WeekSums.of(closing.closed), closing.now
    said: list[str] = []
    if count := now.interactions - then.interactions:
        said.append(ngettext("{count} interaction", "{count} interactions", abs(count)).format(count=_signed(count)))
    if length := now.us - then.us:
        said.append(f"{'+' if length > 0 else '−'}{formats.duration(abs(length))}")
    if count := now.conversions - then.conversions:
        said.append(ngettext("{count} conversion", "{count} conversions", abs(count)).format(count=_signed(count)))
    for name, was, became in (
        (_("sales"), then.sales_minor, now.sales_minor),
        (_("labour"), then.labour_minor, now.labour_minor),
        (_("platforms"), then.platform_minor, now.platform_minor),
    ):
        if text := _money(was, became, then.currency, now.currency):
            said.append(f"{name} {text}")
    if not said:
        said.append(_("time counted differently"))
    sentence = _("Since then: {differences}.").format(differences=", ".join(said))
    return sentence if closing.sound else sentence + " " + _("The change log does not say why: look at “check --deep”.")


def _signed(count: int) -> str:
    return f"{'+' if count > 0 else '−'}{formats.number(abs(count))}"


def _money(was: int | None, became: int | None, before: str, after: str) -> str:
    """Return by how much an amount is more or less; both where they cannot be compared."""
    if was == became and before == after:
        return ""
    if was is None or became is None or before != after:
        return _("{then} then, {now} now").format(then=_amount(was, before), now=_amount(became, after))
    sign = "+" if became > was else "−"
    return f"{sign}{_amount(abs(became - was), after)}"


def _amount(minor: int | None, currency: str) -> str:
    return _("not known") if minor is None else formats.money(major_units(minor, currency), currency)


def later_change(change: LaterChange, zone: str) -> str:
    """Return a change that was made in a week after it was closed, in one line."""
    at = local(change.at_us, zone)
    did = {
        "add": _("added"),
        "edit": _("changed"),
        "delete": _("deleted"),
        "undo": _("undone"),
        "redo": _("done again"),
    }[change.op]
    return " · ".join(
        filter(None, (f"{at:%Y-%m-%d %H:%M}", change.by, did, f"{table_name(change.table)}: {change.what}"))
    )
