"""A day's rows as blocks of the strip and figures of the panel. Pure."""

from __future__ import annotations

from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.desktop.models.day_totals import DayTotals
from roidesk.desktop.models.interactions import Row, conversion_words, row_id
from roidesk.desktop.models.strip import Block
from roidesk.desktop.widgets import personal_mark
from roidesk.desktop.widgets.day_panel import ChannelShare, DaySoFar
from roidesk.domain.instants import MINUTE, Span, midnight
from roidesk.domain.timer import stretches
from roidesk.i18n import _, formats, ngettext, words
from roidesk.services.rows import DayPage, InteractionRow, RunningRow


def blocks_of(page: DayPage, now: int | None, zone: str, theme: Tokens) -> tuple[Block, ...]:
    """Return the blocks of a day; what runs reaches to `now`, None: nothing runs on this day."""
    done = [_block(row, row.interaction.start_us, row.interaction.end_us, zone, theme) for row in page.rows]
    if now is None:
        return tuple(done)
    begins = midnight(page.day, zone)
    going = [
        _block(row, each.start, max(each.end, each.start + MINUTE), zone, theme)
        for row in page.running
        for each in stretches(row.timer, now) or [Span(row.timer.start_us, row.timer.start_us)]
        if each.end >= begins  # a timer that ran yesterday and slept over midnight has a stretch of its own there
    ]
    return (*done, *going)


def so_far(page: DayPage, sums: DayTotals, *, today: bool, theme: Tokens) -> DaySoFar:
    """Return the figures of a day."""
    sales = formats.headline(page.sales, page.currency) if page.sales else formats.money(page.sales, page.currency, 0)
    shares = tuple(
        ChannelShare(channel.name, channel_icon(channel), channel_colour(theme, channel).hex, us)
        for channel, us in sums.by_channel
    )
    counting = today and any(row.timer.paused_us is None for row in page.running)
    what = _("in sales") if page.sales is not None else _("a rate is missing")
    return DaySoFar(sums.us, counting, page.conversions, (sales, what), shares, today)


def summary(page: DayPage, sums: DayTotals) -> str:
    """Return the strip in words."""
    count = len(page.rows)
    rows = ngettext("{count} interaction", "{count} interactions", count).format(count=count)
    led = sum(bool(row.led_to) for row in page.rows)
    return _("{rows}, {time}; {led} led to a conversion").format(rows=rows, time=formats.duration(sums.us), led=led)


def _block(row: Row, start: int, end: int, zone: str, theme: Tokens) -> Block:
    colour = channel_colour(theme, row.shown.channel)
    return Block(
        id=row_id(row), start_us=start, end_us=end, level=row.shown.level, colour=colour.hex, hatched=colour.hatched,
        icon=channel_icon(row.shown.channel), words=_words(row, start, end, zone), running=isinstance(row, RunningRow),
        led=isinstance(row, InteractionRow) and bool(row.led_to),
    )  # fmt: skip


def _words(row: Row, start: int, end: int, zone: str) -> str:
    said = row.timer if isinstance(row, RunningRow) else row.interaction
    until = _("now") if isinstance(row, RunningRow) else formats.clock(end, zone)
    who = words.several() if said.several else row.shown.contact
    first = " · ".join(part for part in (row.shown.channel.name, row.shown.kind.name, who) if part)
    lines = [
        first,
        f"{formats.clock(start, zone)} – {until}, {formats.duration(end - start)}",
        personal_mark.words(row.shown.level),
    ]
    if isinstance(row, InteractionRow):
        lines += [conversion_words(each) for each in row.led_to]
    return "\n".join(lines)
