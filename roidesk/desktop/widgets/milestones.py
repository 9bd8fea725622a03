"""What the first weeks are still missing, each as far as it has come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roidesk.analytics.pages.values import Milestone, ReturnPage, Step
from roidesk.desktop import style
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import label, rule
from roidesk.i18n import _, formats

_SIDE = 16


class MilestonePanel(QFrame):
    """The steps from the first entry to the first test."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(style.px(16), style.px(11), style.px(16), style.px(16))
        self._box.setSpacing(style.px(10))
        self._box.addWidget(label(_("What is missing for more"), "heading"))
        self._rows: list[_Row] = []

    def show_steps(self, steps: tuple[Milestone, ...], year: int) -> None:
        """Show the steps; rows stay. Days of another year than `year` are written with theirs."""
        while len(self._rows) < len(steps):
            row = _Row()
            self._rows.append(row)
            self._box.addWidget(rule())
            self._box.addWidget(row)
        for row, step in zip(self._rows, steps, strict=False):
            row.show_step(step, year)

    def texts(self) -> tuple[str, ...]:
        """Return the steps as they are read aloud."""
        return tuple(row.accessibleName() for row in self._rows)


class HelpPanel(QFrame):
    """What helps most now, in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._words = label("", "help", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(16), style.px(11), style.px(16), style.px(14))
        box.setSpacing(style.px(6))
        box.addWidget(label(_("What helps now"), "heading"))
        box.addWidget(self._words)

    def show_page(self, page: ReturnPage) -> None:
        """Say how much of the time has a known contact."""
        self._words.setText(
            _(
                "Say with whom: of {all}, {known} have a known contact. "
                "A purchase can be matched to the time only through its contact."
            ).format(known=formats.hours(page.hours_known), all=formats.hours(page.hours_all))
        )
        self.setVisible(page.hours_known < page.hours_all)


class _Row(QWidget):
    """One step: a mark, its name, how far it is, a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._step: Milestone | None = None
        self._sign = Icon(size=_SIDE)
        self._name = label("", "heading", wrap=True)
        self._far = label("", "help", wrap=True)
        self._far.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._bar = _Bar()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._name, 1)
        head.addWidget(self._far, 1)
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setHorizontalSpacing(style.px(10))
        box.setVerticalSpacing(style.px(8))
        box.addWidget(self._sign, 0, 0)
        box.addLayout(head, 0, 1)
        box.addWidget(self._bar, 1, 1)

    def show_step(self, step: Milestone, year: int) -> None:
        """Show a step, where it differs."""
        if step == self._step:
            return
        self._step = step
        self._name.setText(_NAMES[step.step]())
        self._far.setText(far(step, year))
        self.setAccessibleName(f"{_NAMES[step.step]()}: {far(step, year)}")
        if step.reached:
            self._sign.put("circle-check", lambda theme: theme.gain)
        else:
            self._sign.put("circle", lambda theme: theme.edge)
        self._bar.show_share(min(step.have / step.need, 1.0) if step.need else 1.0, reached=step.reached)


class _Bar(QWidget):
    """How far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._reached = 0.0, False
        self.setFixedHeight(style.px(6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, *, reached: bool) -> None:
        """Show a share of 1."""
        self._share, self._reached = share, reached
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        theme = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        whole = QRectF(self.rect())
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(whole, 2, 2)
        painter.setBrush(QColor(theme.gain if self._reached else theme.sales))
        painter.drawRoundedRect(QRectF(0, 0, whole.width() * self._share, whole.height()), 2, 2)
        painter.end()


def far(step: Milestone, year: int) -> str:
    """Return how far a step is, in words."""
    if step.step is Step.HOURS_AND_COST:
        return _("from the first entry")
    if step.step is Step.EVIDENCE:
        weeks = _("{have} of {need} whole weeks").format(have=step.have, need=step.need)
        if step.day is None:
            return weeks
        return _("{weeks}: from {day}").format(weeks=weeks, day=formats.day(step.day, this_year=year))
    purchases = _("{have} of {need} purchases").format(have=step.have, need=step.need)
    return _("best: {channel}, {far}").format(channel=step.name, far=purchases) if step.name else purchases


_NAMES = {
    Step.HOURS_AND_COST: lambda: _("Hours and cost"),
    Step.BACK: lambda: _("Sales per unit of cost and hours a purchase"),
    Step.RANGE: lambda: _("With a likely range"),
    Step.CHANNELS: lambda: _("Channels side by side"),
    Step.EVIDENCE: lambda: _("Evidence, a first test"),
}
