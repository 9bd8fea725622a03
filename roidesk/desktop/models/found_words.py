"""What was found, in words."""

from __future__ import annotations

from roidesk.domain.instants import local_day
from roidesk.i18n import _, formats, ngettext, words
from roidesk.services.finding import FoundContact
from roidesk.services.rows import InteractionRow


def contact_line(found: FoundContact) -> tuple[str, str]:
    """Return a contact's name, and what is known at a glance ("@northwind, customer, 14 interactions, €5,280 back")."""
    contact = found.contact
    said = [each for each in contact.handles[:1] if each != contact.name]
    if contact.audience is not None:
        said.append(words.value("audience", contact.audience))
    if found.times:
        said.append(ngettext("{count} interaction", "{count} interactions", found.times).format(count=found.times))
    if found.sales is not None:
        said.append(_("{amount} in sales").format(amount=formats.headline(found.sales, found.currency)))
    return contact.name, ", ".join(said)


def entry_line(row: InteractionRow, today_us: int, zone: str) -> tuple[str, str]:
    """Return what was done, and with whom, when by the clock of a zone, how long, what it led to."""
    each, shown = row.interaction, row.shown
    title = " · ".join(filter(None, (shown.kind.name, each.note))) or shown.channel.name
    day, today = local_day(each.start_us, zone), local_day(today_us, zone)
    when = _("today") if day == today else formats.day(day, this_year=today.year)
    led = ", ".join(words.conversion_kind(conversion.kind) for conversion in row.led_to)
    said = (shown.contact, f"{when} {formats.clock(each.start_us, zone)}", formats.duration(row.us), led)
    return words.capitalised(" ".join(title.split())), ", ".join(filter(None, said))


def start_with(found: FoundContact) -> tuple[str, str]:
    """Return the offer of a timer with a contact, and by which channel it would be."""
    said = _("Start a timer with {who}").format(who=found.contact.name)
    if found.last is None:
        return said, ""
    what = " · ".join(filter(None, (found.last.shown.channel.name, found.last.shown.kind.name)))
    return said, _("{what}, as last time").format(what=what)
