"""Charts over weeks: cost and sales with the return so far, stacks of hours and conversions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from roidesk.charts import marks
from roidesk.charts.by_week import Layer, Role, WeeklyLayers, WeeklyMoney, withheld
from roidesk.charts.chart import Chart, Heading
from roidesk.charts.marks import AXIS, BODY, BOLD, Legend, Mark, font, px, width_of, write
from roidesk.charts.plot import Bars, Course, Panel, plot_area
from roidesk.charts.scale import count_label, hours_label, money_label, steady
from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.charts.words import drawn_range, furthest, unit
from roidesk.domain.instants import Week
from roidesk.domain.model import Channel
from roidesk.i18n import _
from roidesk.i18n.formats import back, percent

_ZOOMS = {"+": True, "=": True, "-": False}
"""What is typed in a chart, and whether it goes closer: plus stands over the equals sign on many keyboards."""


class WeekChart(Chart):
    """A chart whose points are weeks, drawn by pyqtgraph under the heading; labels are drawn over it."""

    right = 8.0

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self.area = plot_area()
        self.area.setParent(self)
        self.area.viewport().installEventFilter(self)
        self.area.viewport().setMouseTracking(True)
        self._labels = _Labels(self)
        self._readout.raise_()
        self.panels: tuple[Panel, ...] = ()

    def weeks(self) -> tuple[Week, ...]:
        """Return the weeks shown."""
        raise NotImplementedError

    def draw_labels(self, painter: QPainter) -> None:
        """Draw texts that lie over the plots."""

    def draw(self, painter: QPainter) -> None:
        """Nothing on screen: the plots draw themselves."""

    def export(self, painter: QPainter) -> None:
        """Draw heading, plots and labels."""
        self.draw_heading(painter)
        area = QRectF(self.area.geometry())
        self.area.scene().render(painter, area, QRectF(self.area.viewport().rect()))
        self.draw_labels(painter)

    def restyle(self, tokens: Tokens) -> None:
        """Draw in the colours of another theme."""
        super().restyle(tokens)
        self.area.setBackground(tokens.surface)
        for panel in self.panels:
            panel.restyle(tokens)
        self._labels.update()

    def place(self, index: int) -> QRectF:
        """Return the column of a week."""
        slot = self.spot(0, index - 0.5, 0).x(), self.spot(0, index + 0.5, 0).x()
        body = self.body()
        return QRectF(slot[0], body.top(), slot[1] - slot[0], body.height())

    def index_at(self, at: QPointF) -> int | None:
        """Return the week at a place."""
        if not self.panels or not QRectF(self.area.geometry()).contains(at):
            return None
        inside = self.area.mapFromParent(at.toPoint())
        week = round(float(self.panels[0].view.mapSceneToView(self.area.mapToScene(inside)).x()))
        return week if 0 <= week < len(self.weeks()) else None

    def spot(self, panel: int, week: float, value: float) -> QPointF:
        """Return where a week and a value of a panel lie in this widget."""
        scene = self.panels[panel].view.mapViewToScene(QPointF(week, value))
        return QPointF(self.area.geometry().topLeft()) + QPointF(scene.x(), scene.y())

    def mark(self) -> None:
        """Tint the column of the week that is read."""
        self._labels.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out the plots under the heading."""
        super().resizeEvent(event)
        self._labels.setGeometry(self.rect())
        self.arrange()

    def arrange(self) -> None:
        """Give the plots what the heading leaves."""
        place = self.body().toRect().adjusted(-3, 0, 0, 0)
        if place != self.area.geometry():
            self.area.setGeometry(place)
            self.area.ci.setContentsMargins(0, 0, px(self.right), 0)
            self.area.ci.layout.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom around the week that is read, as Ctrl and the wheel do; what is stepped to comes into sight."""
        if not self.panels:
            super().keyPressEvent(event)
            return
        view = self.panels[0].view
        if event.text() in _ZOOMS:
            first, last = view.viewRange()[0]
            around = (first + last) / 2 if self.current is None else float(self.current)
            view.zoom(around, closer=_ZOOMS[event.text()])
        elif event.text() == "0":
            view.show_all()
        else:
            super().keyPressEvent(event)
        if self.current is not None:
            view.reveal(self.current)
        self._labels.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the week under the mouse, which the plots would keep to themselves."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and not event.buttons():
            self.hover(QPointF(self.area.geometry().topLeft()) + event.position())
        return super().eventFilter(watched, event)


class _Labels(QWidget):
    """The layer over the plots: texts beside lines, and the column of the week that is read."""

    def __init__(self, chart: WeekChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QEvent) -> None:
        """Draw over the plots."""
        chart = self._chart
        if not chart.weeks():
            return
        painter = marks.painter(self)
        if chart.current is not None:
            column = chart.place(chart.current)
            under = QPointF(column.left(), column.bottom()), QPointF(column.right(), column.bottom())
            marks.rule(painter, *under, chart.tokens.focus, 2)
        chart.draw_labels(painter)


class StackedWeeks(WeekChart):
    """Hours by channel or level, or conversions, each week a stack (`WeeklyLayers`)."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._value = WeeklyLayers("", "h", (), ())
        self._bars: list[Bars] = []
        self._panel = Panel(self.area, 0, self._label, "")
        self.panels = (self._panel,)
        self.restyle(tokens)

    def show_data(self, value: WeeklyLayers) -> None:
        """Show layers; the items stay, only layers whose values changed are drawn anew."""
        self._value = value
        while len(self._bars) < len(value.layers):
            bars = Bars(-0.36, 0.72)
            self._bars.append(bars)
            self._panel.add(bars)
        while len(self._bars) > len(value.layers):
            self._panel.remove(self._bars.pop())
        low = [0.0] * len(value.weeks)
        for bars, layer in zip(self._bars, value.layers, strict=True):
            high = [below + each for below, each in zip(low, layer.values, strict=True)]
            bars.set_data(low, high)
            low = high
        scale = steady(self._panel.scale, max(low, default=0.0), 2, whole=value.unit == "count")
        self._panel.frame(value.weeks, scale, running=value.running)
        self._dress()
        self.say(value)

    def weeks(self) -> tuple[Week, ...]:
        """Return the weeks shown."""
        return self._value.weeks

    def heading(self) -> Heading:
        """Return what stands over the chart."""
        legend = tuple(self._entry(layer) for layer in self._value.layers)
        captions = []
        if self._value.layers and all(isinstance(layer.of, int) for layer in self._value.layers):
            captions.append(_("1 least personal"))
        if self._value.running:
            captions.append(_("hatched: so far"))
        return Heading(self._value.title, legend, " · ".join(captions))

    def restyle(self, tokens: Tokens) -> None:
        """Draw in the colours of another theme."""
        super().restyle(tokens)
        self._dress()

    def _label(self, value: float) -> str:
        return hours_label(value) if self._value.unit == "h" else count_label(value)

    def _entry(self, layer: Layer) -> Legend:
        colour, hatched = self._colour(layer)
        if isinstance(layer.of, Channel):
            return Legend(layer.name, colour, Mark.ICON, channel_icon(layer.of))
        name = str(layer.of) if isinstance(layer.of, int) else layer.name
        return Legend(name, colour, Mark.HATCH if hatched else Mark.FILL)

    def _colour(self, layer: Layer) -> tuple[str, bool]:
        match layer.of:
            case Channel() as channel:
                found = channel_colour(self.tokens, channel)
                return found.hex, found.hatched
            case Role.PURCHASES:
                return self.tokens.sales, False
            case int() as level:
                return self.tokens.levels[level - 1], False
            case _:
                return self.tokens.cost, False

    def _dress(self) -> None:
        for bars, layer in zip(self._bars, self._value.layers, strict=True):
            colour, hatched = self._colour(layer)
            bars.dress(colour, self.tokens.surface if hatched else "")


class PairedBars(WeekChart):
    """Cost and sales of each week side by side (`WeeklyMoney`)."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._value = WeeklyMoney("EUR", (), (), ())
        self._pair = (Bars(-0.34, 0.33), Bars(0.01, 0.33))
        self._money_panel = Panel(self.area, self._row, self._label, self._axis_name())
        for bars in self._pair:
            self._money_panel.add(bars)
        self.panels = (self._money_panel,)
        self.restyle(tokens)

    _row = 0

    def _axis_name(self) -> str:
        return ""

    def show_data(self, value: WeeklyMoney) -> None:
        """Show cost and sales; the items stay, only what changed is drawn anew."""
        self._value = value
        for bars, amounts in zip(self._pair, (value.cost, value.sales), strict=True):
            bars.set_data([0.0] * len(amounts), [float(each) for each in amounts])
        most = max((float(each) for each in (*value.cost, *value.sales)), default=0.0)
        scale = steady(self._money_panel.scale, most, 2)
        self._money_panel.frame(value.weeks, scale, running=value.running)
        self.say(value)

    def weeks(self) -> tuple[Week, ...]:
        """Return the weeks shown."""
        return self._value.weeks

    def heading(self) -> Heading:
        """Return what stands over the chart."""
        caption = _("hatched: so far") if self._value.running else ""
        return Heading(_("Cost and sales"), self._money_legend(), caption)

    def restyle(self, tokens: Tokens) -> None:
        """Draw in the colours of another theme."""
        super().restyle(tokens)
        for bars, colour in zip(self._pair, (tokens.cost, tokens.sales), strict=True):
            bars.dress(colour)

    def _money_legend(self) -> tuple[Legend, ...]:
        return (Legend(_("cost"), self.tokens.cost), Legend(_("sales"), self.tokens.sales))

    def _label(self, value: float) -> str:
        return money_label(self._value.currency)(value)


class CostAndSales(PairedBars):
    """Cost and sales each week, and above them on the same weeks what every unit of cost brought back so far."""

    right = 62.0
    _row = 1

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        self._course = Course()
        self._course.setZValue(2)
        self._so_far: Panel | None = None
        super().__init__(tokens, parent)
        panel = Panel(self.area, 0, self._label, None)
        panel.add(self._course)
        panel.view.setXLink(self._money_panel.view)
        self._so_far = panel
        self.panels = (self._money_panel, panel)
        layout = self.area.ci.layout
        layout.setRowStretchFactor(0, 10)
        layout.setRowStretchFactor(1, 12)
        layout.setVerticalSpacing(round(px(14)))
        self.restyle(tokens)

    def _axis_name(self) -> str:
        return _("week")

    def show_data(self, value: WeeklyMoney) -> None:
        """Show a new value; the items stay, only what changed is drawn anew."""
        if self._so_far is not None:
            start = value.shown_from
            shown = [(n, each) for n, each in enumerate(value.so_far) if each is not None and n >= start]
            line = tuple((n, float(each.figure.value or 0)) for n, each in shown)
            ranged = [(n, drawn_range(each)) for n, each in shown if each.gate.shows_range]
            band = tuple((n, float(ends[0]), float(ends[1])) for n, ends in ranged if ends is not None)
            self._course.set_data(line, band)
            most = max([*(furthest(each) for _n, each in shown), float(value.pays_back_at or 1.2)])
            self._so_far.frame(value.weeks, steady(self._so_far.scale, most, 2, whole=True), running=value.running)
        super().show_data(value)
        self._refer()
        self._labels.update()

    def heading(self) -> Heading:
        """Return what stands over the chart."""
        so_far = _("sales per {unit} so far, with likely range").format(unit=unit(self._value.currency))
        legend = (*self._money_legend(), Legend(so_far, self.tokens.focus, Mark.LINE))
        return Heading(_("Cost and sales each week"), legend)

    def restyle(self, tokens: Tokens) -> None:
        """Draw in the colours of another theme."""
        super().restyle(tokens)
        self._course.dress(tokens.focus, tokens.band, tokens.surface)
        self._refer()

    def _refer(self) -> None:
        if self._so_far is None:
            return
        pays_back_at = self._value.pays_back_at
        lines = [(1.0, marks.dotted(self.tokens.focus))]
        if pays_back_at is not None:
            lines.append((float(pays_back_at), marks.dashed(self.tokens.text)))
        self._so_far.rules.references = tuple(lines)
        self._so_far.rules.update()

    def draw_labels(self, painter: QPainter) -> None:
        """Write beside the lines what they are, and at the end of the course its value."""
        if self._so_far is None or not self._value.weeks:
            return
        for area, text, colour in self.line_labels():
            write(painter, area, text, colour, font(AXIS, marks.MEDIUM))
        self._label_withheld(painter)
        self._label_end(painter)

    def line_labels(self) -> tuple[tuple[QRectF, str, str], ...]:
        """Return where beside the lines is written what they are, in which colour; no text lies over the other."""
        value = self._value
        one = self._beside(1.0, _("{unit} in sales").format(unit=unit(value.currency)), over=True)
        if value.pays_back_at is None:
            return ((*one, self.tokens.focus),)
        text = _("{amount} in sales pays back at {margin} margin").format(
            amount=back(value.pays_back_at, value.currency), margin=percent(value.margin)
        )
        at = float(value.pays_back_at)
        below = self._beside(at, text, over=False)
        pays = self._beside(at, text, over=True) if below[0].intersects(one[0]) else below
        if pays[0].intersects(one[0]):
            one[0].moveLeft(pays[0].right() + px(12))
        return (*one, self.tokens.focus), (*pays, self.tokens.text)

    def _beside(self, value: float, text: str, *, over: bool) -> tuple[QRectF, str]:
        at = self.spot(1, -0.5, value)
        top = at.y() - px(16) if over else at.y() + px(2)
        return QRectF(at.x() + px(2), top, width_of(text, font(AXIS, marks.MEDIUM)) + 2, px(15)), text

    def _label_withheld(self, painter: QPainter) -> None:
        """Say why there is no line yet where there is none."""
        start = self._value.shown_from
        if not start or not self._value.so_far:
            return
        left = self.spot(1, -0.5, 0)
        area = QRectF(left.x() + px(2), left.y() - px(17), px(220), px(15))
        write(painter, area, withheld(), self.tokens.text3, font(AXIS))

    def _label_end(self, painter: QPainter) -> None:
        value = self._value
        last = value.so_far[-1] if value.so_far else None
        if last is None or value.shown_from == len(value.weeks):
            return
        at = self.spot(1, len(value.weeks) - 1, float(last.figure.value or 0))
        left = self.spot(1, len(value.weeks) - 0.4, 0).x() + px(5)
        area = QRectF(left, at.y() - px(11), px(self.right), px(17))
        write(painter, area, back(last.figure.value, value.currency), self.tokens.focus, font(BODY, BOLD))
        write(painter, area.translated(0, px(14)), _("in sales"), self.tokens.text3, font(AXIS))

    def sizeHint(self) -> QSize:
        """Return a size at which both panels can be read."""
        return QSize(round(px(600)), round(px(270)))
