"""The subjects of Settings that are tables of the store: rates and costs, conversions and goals, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from roidesk.desktop import style
from roidesk.desktop.models.baseline_words import together
from roidesk.desktop.models.ledger_words import Reading
from roidesk.desktop.models.rate_spans import spans
from roidesk.desktop.pages.settings.forms import WIDEST, FormSection
from roidesk.desktop.pages.settings.section import Around, Section
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.rate_bars import RateBars
from roidesk.desktop.widgets.setting_fields import Options
from roidesk.desktop.widgets.table_panel import Shown, TablePanel
from roidesk.domain.instants import local_day
from roidesk.domain.model import CONVERSION_KINDS, PURCHASE
from roidesk.i18n import _
from roidesk.i18n.figure_names import figure_names
from roidesk.services.ledger import Row


class RatesSection(Section):
    """What an hour costs from which day on, what platforms cost, and what the same took offline."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.rates = self._panel(_rates())
        self.costs = self._panel(_costs())
        self.baselines = self._panel(_baselines())
        self.exchange = self._panel(_exchange())
        self.bars = RateBars()
        self.rates.put_below(self.bars)
        self._together = label("", "strong", wrap=True)
        self._together.setContentsMargins(style.px(14), 0, style.px(14), 0)
        self.baselines.put_below(self._together)
        for each in (self.rates, self.costs, self.baselines, self.exchange):
            self.column.addWidget(each)
        self.column.addStretch(1)
        self.rates.shown_rows.connect(self._show_rates)
        self.baselines.shown_rows.connect(self._show_together)

    @property
    def first(self) -> QWidget:
        """Where a rate is added."""
        return self.rates.add

    def load(self) -> None:
        """Read every table."""
        for each in (self.rates, self.costs, self.baselines, self.exchange):
            each.load()

    def _panel(self, shown: Shown) -> TablePanel:
        return TablePanel(self.desk, self.tasks, shown)

    def _show_rates(self, rows: Sequence[Row], reading: Reading) -> None:
        self.bars.show_spans(spans([each.cells for each in rows], reading.currency, self._today()))

    def _today(self) -> date:
        context = self.desk.context
        return local_day(context.clock.now(), context.clock.zone())

    def _show_together(self, rows: Sequence[Row], reading: Reading) -> None:
        text = together([each.cells for each in rows], reading.currency)
        self._together.setText(text)
        self._together.setVisible(bool(text))


class OutcomesSection(FormSection):
    """How sales are counted, which conversions there are, and what one wants of a figure."""

    subject = "outcomes"

    def lay(self) -> None:
        """Put the tables below the settings."""
        super().lay()
        self.panels = tuple(TablePanel(self.desk, self.tasks, each) for each in (_kinds(), _goals(), _products()))
        for at, each in enumerate(self.panels, self.column.count() - 1):
            self.column.insertWidget(at, each)
        for each in (self.panels[0], self.panels[2]):
            each.setMaximumWidth(style.px(WIDEST))

    def load(self) -> None:
        """Read settings and tables."""
        super().load()
        for each in self.panels:
            each.load()


class PeopleSection(FormSection):
    """Whose hours are logged here."""

    subject = "people"

    def lay(self) -> None:
        """Put the people below the settings."""
        super().lay()
        self.people = TablePanel(self.desk, self.tasks, _people())
        self.people.setMaximumWidth(style.px(WIDEST))
        self.people.shown_rows.connect(self._offer)
        self.column.insertWidget(self.column.count() - 1, self.people)
        words = _(
            "In a team each desk keeps its own file. Export a person’s week into a shared folder, import it on the "
            "manager’s desk: the same entries are taken in once, and of two versions the newer counts."
        )
        self.column.insertWidget(self.column.count() - 1, label(words, "help", wrap=True))

    def load(self) -> None:
        """Read the people, then whose desk it is."""
        self.people.load()

    def options(self) -> Mapping[str, Options]:
        """Return nobody yet: people are offered once they were read."""
        return {"person_id": (("", "–"),)}

    def _offer(self, rows: Sequence[Row], _reading: Reading) -> None:
        people = [(str(each.id), each.cells["name"]) for each in rows]
        self.forms["desk"].offer("person_id", (("", "–"), *people))
        super().load()


class RemindersSection(FormSection):
    """What roidesk asks and reminds of by itself, and when the team works."""

    subject = "reminders"

    def lay(self) -> None:
        """Put the opening hours below the settings."""
        super().lay()
        self.hours = TablePanel(self.desk, self.tasks, _hours())
        self.hours.setMaximumWidth(style.px(WIDEST))
        self.column.insertWidget(self.column.count() - 1, self.hours)

    def load(self) -> None:
        """Read settings and hours."""
        super().load()
        self.hours.load()


def _rates() -> Shown:
    return Shown(
        "rates",
        _("Hourly rates"),
        _("Each hour is counted at the rate of its own day, so the past stays as it was. Wage and what comes on top."),
        ("person", "hourly", "currency", "from"),
        _("New rate from a date"),
        _("No rate yet: hours are counted, what they cost is not."),
    )


def _costs() -> Shown:
    return Shown(
        "costs",
        _("Platform costs"),
        _("Spread over the days they are for. Without a channel: over all, as the last column says."),
        ("name", "kind", "amount", "currency", "from", "to", "channel", "allocation"),
        _("Add a cost"),
        _("No cost yet: tools, subscriptions and what promotion took go here."),
        {"kind": "subscription"},
    )


def _baselines() -> Shown:
    return Shown(
        "baselines",
        _("Offline baseline"),
        _("What the same money did before, or does elsewhere; cost is all of it, the hours included."),
        ("name", "hours", "cost", "conversions", "kind", "revenue", "from", "to", "currency"),
        _("Add an offline effort"),
        _("None yet: a trade fair, a round of visits, a telephone campaign to compare with."),
        {"kind": PURCHASE},
        {"kind": lambda: CONVERSION_KINDS},
    )


def _exchange() -> Shown:
    return Shown(
        "fx",
        _("Other currencies"),
        _("What one unit was worth on a day; amounts are converted at the rate of their day."),
        ("date", "from", "to", "rate"),
        _("Add a rate"),
        _("None needed while every amount is in the currency of the figures."),
        {"from": ""},
    )


def _kinds() -> Shown:
    return Shown(
        "conversion_kinds",
        _("Kinds of conversions"),
        _(
            "Five come with roidesk: they phoned, asked for a demo, registered a download, asked for a proposal, "
            "bought."
        ),
        ("name", "label", "booked", "value", "currency"),
        _("Add a kind"),
        _("None of your own yet. Say it from the customer’s side: “they subscribed”."),
        {"booked": "0"},
    )


def _goals() -> Shown:
    return Shown(
        "goals",
        _("Goals"),
        _("Set before the week starts; what is changed later stays visible."),
        ("metric", "at", "target", "from", "to", "scope", "max_minutes", "max_cost"),
        _("Add a goal"),
        _("No goal yet."),
        {"scope": "team", "at": "least"},
        {"metric": figure_names},
    )


def _products() -> Shown:
    return Shown(
        "products",
        _("Products"),
        _("A margin of its own counts instead of that of the store."),
        ("name", "brand", "orientation", "margin"),
        _("Add a product"),
        _("None yet: a line may name one with “%”."),
    )


def _people() -> Shown:
    return Shown(
        "people", _("People"), _("Whose time is logged. In the order they were added; nobody is ranked."), ("name",),
        _("Add a person"), _("Nobody yet."),
    )  # fmt: skip


def _hours() -> Shown:
    return Shown(
        "calendar",
        _("Opening hours"),
        _("A weekday or one day; without both times it is closed. Answers are timed in these hours."),
        ("weekday", "date", "open", "close"),
        _("Add hours"),
        _("None yet: Monday to Friday, 9:00 to 17:00 counts."),
    )
