"""What Return is asked for: a period, whose time, which channel and brand, and whether it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.custom_period import CustomPeriod
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import tip
from roidesk.desktop.widgets.pill import FilterPill, Pill
from roidesk.desktop.widgets.segments import Segments
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.filters import Expression, all_of, entry
from roidesk.domain.instants import Period, Week
from roidesk.i18n import _, formats, ngettext

CUSTOM = "custom"
WEEKS = {"1": 1, "4": 4, "13": 13, "52": 52}
START = "13"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of Return. `weeks` back from the present one, unless `period` names the days."""

    weeks: int = WEEKS[START]
    back: int = 0
    period: Period | None = None
    person_id: UUID | None = None
    channel_id: UUID | None = None
    brand_id: UUID | None = None
    typed: Expression | None = None

    @property
    def where(self) -> Expression | None:
        """What is kept only: what was chosen from the lists, and what was typed; None: everything."""
        chosen = (("person", self.person_id), ("channel", self.channel_id), ("brand", self.brand_id))
        return all_of(*(entry(name, found) for name, found in chosen if found is not None), self.typed)

    def days(self, today: date) -> Period:
        """Return the days asked for: whole weeks, the present one included, so that what is logged now is in it."""
        if self.period is not None:
            return self.period
        last = Week.of(today).plus(-self.back * self.weeks)
        return Period(last.plus(1 - self.weeks).monday, last.period.last)


class ReturnBar(QWidget):
    """The bar over Return."""

    changed = Signal()
    """Something else is asked for."""
    compared = Signal(bool)
    """Whether the period before is to be compared with."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks, self._back = WEEKS[START], 0
        self._period: Period | None = None
        self._shown: tuple[Period, date, Period | None] | None = None
        self._narrow = False
        self.segments = Segments(
            (
                ("1", _("Week")),
                ("4", _("4 weeks")),
                ("13", _("13 weeks")),
                ("52", _("Year")),
                (CUSTOM, _("Custom…")),
            ),
            _("Period"),
        )
        self.segments.show_choice(START)
        self.period = Pill("calendar", "")
        self.person = FilterPill("users", _("Team"), _("Whose time"))
        self.channel = FilterPill("radio", _("All channels"), _("Channel"))
        self.brand = FilterPill("tag", _("All brands"), _("Brand"))
        self.filter = Pill("funnel", _("Filter…"))
        self.filter.setToolTip(tip(_("Filter (Ctrl+F)")))
        self.compare = Pill("", "")
        self.compare.setCheckable(True)
        self.compare.setChecked(True)
        self._custom = CustomPeriod(self)
        self._lay()
        self._connect()

    @property
    def asked(self) -> Asked:
        """What is asked for now."""
        return Asked(self._weeks, self._back, self._period, self.person.kept, self.channel.kept, self.brand.kept)

    def offer(self, names: Catalogue, owner: UUID | None) -> None:
        """Take what there is to choose from. A person's own figures are theirs to see; others' are not offered."""
        mine = [(owner, _("Only me"))] if owner is not None and len(names.people) > 1 else []
        self.person.offer(mine)
        channels = sorted(names.channels, key=lambda each: (each.position, each.name))
        self.channel.offer([(each.id, each.name) for each in channels])
        self.brand.offer([(each.id, each.name) for each in sorted(names.brands, key=lambda each: each.name)])

    def show_period(self, period: Period, today: date, before: Period | None) -> None:
        """Say which days are shown, and what they are compared with."""
        self._shown = (period, today, before)
        self._say()

    def set_narrow(self, *, narrow: bool) -> None:
        """Say it shorter where room is short."""
        if narrow != self._narrow:
            self._narrow = narrow
            for pill in (self.period, self.person, self.channel, self.brand, self.filter):
                pill.set_narrow(narrow=narrow)
            self._say()

    def _say(self) -> None:
        if self._shown is None:
            return
        period, today, before = self._shown
        shown = Period(period.first, min(period.last, today)) if period.first <= today else period
        text = formats.period(shown)
        running = period.last > today and not self._narrow
        self.period.say(_("{period} · so far").format(period=text) if running else text)
        self.compare.setEnabled(before is not None)
        self.compare.say(_("Compare") if self._narrow else _against(period, before))
        self.compare.setToolTip(tip(_against(period, before)))

    def step(self, by: int) -> None:
        """Go one period back (-1) or on (1); never beyond the present week."""
        if self._period is not None:
            days = timedelta(days=by * self._period.length)
            self._period = Period(self._period.first + days, self._period.last + days)
        elif self._back - by < 0:
            return
        else:
            self._back -= by
        self.changed.emit()

    def _choose(self, key: str) -> None:
        if key == CUSTOM:
            self._custom.ask(self._period or self.asked.days(date.today()), self.segments)  # noqa: DTZ011 - a proposal
            return
        self._weeks, self._back, self._period = WEEKS[key], 0, None
        self.changed.emit()

    def _take(self, period: Period) -> None:
        self._period = period
        self.segments.show_choice(CUSTOM)
        self.changed.emit()

    def _drop(self) -> None:
        """The question for days was left without an answer: the choice before it stands."""
        if self._period is None:
            self.segments.show_choice(next(key for key, weeks in WEEKS.items() if weeks == self._weeks))

    def _lay(self) -> None:
        box = FlowLayout(style.px(8))
        self.setLayout(box)
        for part in (self.segments, self.period, self.person, self.channel, self.brand, self.filter, self.compare):
            box.addWidget(part)

    def _connect(self) -> None:
        self.segments.chosen.connect(self._choose)
        self.period.clicked.connect(lambda: self._choose(CUSTOM))
        self._custom.chosen.connect(self._take)
        self._custom.left.connect(self._drop)
        for pill in (self.person, self.channel, self.brand):
            pill.chosen.connect(lambda _which: self.changed.emit())
        self.compare.toggled.connect(self.compared)


def _against(period: Period, before: Period | None) -> str:
    """Return what a period is compared with."""
    if before is None:
        return _("Compare: nothing earlier")
    if period.length % 7:
        return ngettext("Compare: {n} day before", "Compare: {n} days before", period.length).format(n=period.length)
    weeks = period.length // 7
    return ngettext("Compare: {n} week before", "Compare: {n} weeks before", weeks).format(n=weeks)
