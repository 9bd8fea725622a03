"""What a day strip shows: which stretch of which day, what is marked in it, and where the keyboard is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from roidesk.charts.spoken import Drawing
from roidesk.desktop import style
from roidesk.desktop.models.strip import Block, Day, Hold, hours_shown, span_of, zoomed
from roidesk.desktop.widgets.labels import tip
from roidesk.desktop.widgets.strip_drawing import HEIGHT, Marks, Plot, draw, span_words
from roidesk.domain.instants import Span
from roidesk.i18n import _


class StripView(Drawing):
    """Draws a `Day`, whole or a stretch of it. What is marked and where the keyboard is, is set by who inherits."""

    spoken_role = QAccessible.Role.List
    parts_selectable = True

    def __init__(self) -> None:
        super().__init__()
        self._day: Day | None = None
        self._seen: Span | None = None
        self._summary = ""
        self._marks = Marks()
        self._at: UUID | Span | None = None
        # Time goes on to the right in every language, as in the charts.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Day strip"))

    @property
    def day(self) -> Day | None:
        """The day that is shown."""
        return self._day

    @property
    def seen(self) -> Span:
        """The stretch of the day that is seen."""
        return self._seen or (hours_shown(self._day) if self._day else Span(0, 1))

    @property
    def current(self) -> Block | Span | None:
        """The block or gap the keyboard is at."""
        at = self.stepped_to()
        return None if at is None else self.items[at]

    @property
    def items(self) -> tuple[Block | Span, ...]:
        """The blocks and gaps, in order of time."""
        return self._day.items if self._day is not None else ()

    def readings(self) -> tuple[str, ...]:
        """Return what each block and gap is, line by line."""
        return tuple(self.words(each) for each in self.items)

    def place(self, index: int) -> QRectF:
        """Return where a block or a gap is drawn."""
        plot = self.plot()
        if plot is None or index >= len(self.items):
            return QRectF()
        item = self.items[index]
        return QRectF((plot.area(item) if isinstance(item, Block) else plot.area_of(item, 1)).toAlignedRect())

    def index_at(self, at: QPointF) -> int | None:
        """Return the first block or gap drawn at a place."""
        return next((n for n in range(len(self.items)) if self.place(n).toRect().contains(at.toPoint())), None)

    def stepped_to(self) -> int | None:
        """Return which block or gap the keyboard is at."""
        return next((n for n, each in enumerate(self.items) if item_key(each) == self._at), None)

    @property
    def hold(self) -> Hold | None:
        """What is held, and where it would be put."""
        return self._marks.hold

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(style.px(600), style.px(HEIGHT))

    def show_day(self, day: Day, summary: str) -> None:
        """Show a day; `summary` says it in words. Another day is seen whole."""
        if day == self._day:
            return
        if self._day is None or day.start_us != self._day.start_us:
            self._seen, self._at = None, None
            self._marks = Marks(selected=self._marks.selected)
        self._day, self._summary = day, summary
        held = self._marks.hold
        if held is not None and held.block not in day.blocks:
            self._marks = replace(self._marks, hold=None)  # it was changed meanwhile
        self._describe()
        self.update()

    def select(self, which: Sequence[UUID]) -> None:
        """Frame the interactions selected elsewhere."""
        if frozenset(which) != self._marks.selected:
            self._mark(selected=frozenset(which))
            if len(which) == 1 and not isinstance(self._at, Span):
                self._at = which[0]

    def fit(self) -> None:
        """Show the whole day."""
        self._seen = None
        self.update()

    def zoom(self, factor: float, around: int | None = None) -> None:
        """Show it so much larger, around an instant: that of the pointer, or where the keyboard is."""
        if self._day is None:
            return
        here = self.current
        middle = span_of(here) if here is not None else self.seen
        self._seen = zoomed(
            self.seen, factor, (middle.start + middle.end) // 2 if around is None else around, self._day
        )
        if self._seen.us >= hours_shown(self._day).us and factor < 1:
            self._seen = None
        self.update()

    def plot(self) -> Plot | None:
        """Return where things lie."""
        return Plot(self._day, self.seen, self.width(), self.height()) if self._day is not None else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the day."""
        plot = self.plot()
        if plot is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a day runs so in every language
        marks = replace(self._marks, current=self.current if self.hasFocus() else None)
        draw(painter, plot, marks, self.devicePixelRatioF())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def show_tip(self, event: QHelpEvent) -> None:
        """Say what is under the pointer."""
        plot = self.plot()
        found = (plot.at(event.pos()) or plot.gap_at(event.pos())) if plot else None
        if found is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), tip(self.words(found)), self)

    def words(self, item: Block | Span) -> str:
        """Return what a block or a gap is, line by line."""
        if isinstance(item, Block):
            return item.words
        zone = self._day.zone if self._day else "UTC"
        return "\n".join((span_words(item, zone), _("Nothing is logged here: Enter or a click fills it.")))

    def _describe(self) -> None:
        here = self.current
        said = self._summary if here is None else f"{self.words(here)}\n{self._summary}"
        self.setAccessibleDescription(said.replace("\n", ". "))

    def _mark(self, **changed: object) -> None:
        self._marks = replace(self._marks, **changed)  # type: ignore[arg-type] # fields of Marks, by name
        self.update()


def item_key(item: Block | Span) -> UUID | Span:
    """Return by what a block or a gap is known again when the day was read anew."""
    return item.id if isinstance(item, Block) else item
