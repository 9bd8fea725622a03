"""A contact's page in words: the figures, the path, and the story as rows."""

from __future__ import annotations

from roidesk.charts.contact_path import ContactPath, Step
from roidesk.desktop.models.interactions import conversion_words
from roidesk.desktop.widgets.figure_strip import Tile
from roidesk.domain.catalogue import handle_key
from roidesk.domain.instants import MINUTE, local_day
from roidesk.domain.model import PURCHASE, Conversion, Intent
from roidesk.i18n import _, formats, ngettext, words
from roidesk.services.people import ContactCard
from roidesk.services.rows import InteractionRow

_DRAWN = 60
"""So many of the newest steps are drawn: more could not be told apart."""


StoryRow = InteractionRow | Conversion
"""One line of the story: an interaction, or what came of it."""


def initials(name: str) -> str:
    """Return the letters that stand for a name."""
    return "".join(word[0] for word in name.lstrip("@").split()[:2]).upper() or "–"


def subtitle(card: ContactCard) -> str:
    """Return what stands beside the name: the first address, what they are to us and since when."""
    said = (
        [card.addresses[0].text]
        if card.addresses and handle_key(card.addresses[0].text) != handle_key(card.contact.name)
        else []
    )
    audience = words.value("audience", card.audience) if card.audience else ""
    if card.customer_since_us is not None:
        said.append(_("customer since {day}").format(day=_day(card, card.customer_since_us)))
    elif audience:
        said.append(audience)
    return " · ".join(said)


def tiles(card: ContactCard) -> tuple[Tile, ...]:
    """Return the figures; the cost only where every rate is known."""
    figures = card.figures
    entries = ngettext("{count} entry", "{count} entries", figures.entries).format(count=figures.entries)
    found = [Tile(_("Time"), formats.duration(figures.us) if figures.us >= MINUTE else "0", entries)]
    if figures.cost is not None and figures.entries:
        rate = (
            _("at {rate} an hour").format(rate=formats.money(figures.hourly, card.currency))
            if figures.hourly is not None
            else ""
        )
        found.append(Tile(_("Cost"), formats.money(figures.cost, card.currency), rate))
    found.append(
        Tile(
            _("Sales, without VAT"), formats.headline(figures.sales, card.currency), words.purchases(figures.purchases)
        )
    )
    others = ", ".join(dict.fromkeys(words.conversion_kind(each.kind) for each in figures.others))
    found.append(Tile(_("Other conversions"), formats.number(len(figures.others)), others))
    top, highest = figures.top_level, figures.highest
    if top is not None and highest is not None:
        channel = next((row.shown.channel.name for row in card.entries if row.interaction.id == highest.id), "")
        when = ", ".join(filter(None, (channel, _day(card, highest.start_us))))
        found.append(Tile(_("Highest level reached"), str(top), when))
    found.append(Tile(_("Give : ask"), f"{figures.gives} : {figures.asks}", _giving(card)))
    return tuple(found)


def path(card: ContactCard) -> ContactPath:
    """Return the steps that are drawn, the newest of them."""
    rows = list(reversed(story(card)))
    steps = tuple(_step(each) for each in rows[-_DRAWN:])
    return ContactPath(steps, len(rows) - len(steps) + card.more)


def story(card: ContactCard) -> tuple[StoryRow, ...]:
    """Return what was between them and us, the newest first."""
    return tuple(sorted((*card.entries, *card.outcomes), key=_at, reverse=True))


def when(row: StoryRow) -> str:
    """Return when it was, in the zone in which it was."""
    zone = row.zone if isinstance(row, Conversion) else row.interaction.zone
    return f"{formats.day(local_day(_at(row), zone))} {formats.clock(_at(row), zone)}"


def what(row: InteractionRow) -> str:
    """Return what was done, in a few words."""
    said = " · ".join(filter(None, (row.shown.kind.name, row.interaction.note)))
    return words.capitalised(" ".join(said.split()))


def outcome(conversion: Conversion) -> str:
    """Return what came of it, in words."""
    said = conversion_words(conversion)
    if conversion.refund:
        said = _("Paid back: {what}").format(what=said)
    return " · ".join(filter(None, (said, " ".join((conversion.note or "").split()))))


def intent(row: InteractionRow) -> str:
    """Return whether it was a give or an ask."""
    said = row.interaction.intent
    return "" if said in {None, Intent.NEUTRAL} else words.value("intent", said or "")


def solved(row: InteractionRow) -> str:
    """Return whether a problem was solved."""
    return _("✓ problem solved") if row.interaction.solved else ""


def _giving(card: ContactCard) -> str:
    before = card.figures.before_ask
    if before is None:
        return _("nothing asked yet")
    return ngettext("{count} give before the first ask", "{count} gives before the first ask", before).format(
        count=before
    )


def _step(row: StoryRow) -> Step:
    if isinstance(row, Conversion):
        return Step(row.at_us, row.zone, conversion_words(row), sale=row.kind == PURCHASE)
    return Step(
        row.interaction.start_us,
        row.interaction.zone,
        what(row) or row.shown.channel.name,
        row.shown.channel,
        row.shown.level,
        formats.duration(row.us),
    )


def _at(row: StoryRow) -> int:
    return row.at_us if isinstance(row, Conversion) else row.interaction.start_us


def _day(card: ContactCard, us: int) -> str:
    return formats.day(local_day(us, card.zone), this_year=local_day(card.as_of, card.zone).year)
