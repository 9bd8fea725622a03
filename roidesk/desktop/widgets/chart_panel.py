"""A chart in its frame: its menu, its table twin, and a thin bar while something newer is being worked out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from roidesk.charts.chart import Chart
from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import IconButton
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _

_SIDES, _ENDS = 14, 10


class ChartPanel(QFrame):
    """Shows one chart, or the same values as a table."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self._drawn = style.worn()
        self.setProperty("role", "panel")
        chart.setProperty("ring", "own")
        self.menu_button = IconButton("ellipsis", _("Chart menu"))
        self.menu_button.setParent(self)
        self.menu_button.clicked.connect(self._open_menu)
        self._twin = _Twin()
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(chart)
        self._stack.addWidget(self._twin)
        box = QVBoxLayout(self)
        sides, ends = style.px(_SIDES) - 3, style.px(_ENDS)
        box.setContentsMargins(sides, ends, sides, ends - 3)
        box.addWidget(holder)
        chart.installEventFilter(self)
        self._twin.table.installEventFilter(self)
        self.menu_button.raise_()

    @property
    def shows_table(self) -> bool:
        """Whether the table twin is shown."""
        return self._stack.currentIndex() == 1

    def toggle_table(self) -> None:
        """Show the table instead of the picture, or the other way round."""
        if self.shows_table:
            self._stack.setCurrentIndex(0)
            self.chart.setFocus()
        else:
            self._twin.fill(self.chart)
            self._stack.setCurrentIndex(1)
            self._twin.table.setFocus()
        self.menu_button.raise_()

    def refresh(self) -> None:
        """Bring the table up to date when it is shown."""
        if self.shows_table:
            self._twin.fill(self.chart)

    def copy_table(self) -> None:
        """Put the table on the clipboard, as spreadsheets paste it."""
        QGuiApplication.clipboard().setText(self.chart.table().as_text())

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        from roidesk.charts import picture

        QGuiApplication.clipboard().setImage(QImage.fromData(picture.png(self.chart)))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(_("Show the picture") if self.shows_table else _("Show as a table"), "T", self.toggle_table)
        menu.addAction(_("Copy the table"), self.copy_table)
        menu.addAction(_("Copy the picture"), self.copy_picture)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the ring when the chart gets or loses the keyboard; T in the table is not a search for a cell."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        elif watched is self._twin.table and isinstance(event, QKeyEvent) and _is_t(event):
            self.toggle_table()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T shows the table twin; Shift+F10 and the menu key open the menu."""
        if _is_t(event):
            self.toggle_table()
        elif event.key() == Qt.Key.Key_Menu or (
            event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        ):
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the chart in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._drawn != style.worn():
            self._drawn = style.worn()
            self.chart.restyle(style.tokens())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, with a ring while the chart has the keyboard."""
        super().paintEvent(event)
        if self.chart.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(style.tokens().focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), style.px(8), style.px(8))
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the menu in the corner."""
        super().resizeEvent(event)
        side = style.px(28)
        self.menu_button.setGeometry(self.width() - side - style.px(10), style.px(6), side, style.px(26))


def _is_t(event: QKeyEvent) -> bool:
    pressed = event.type() == QEvent.Type.KeyPress
    return pressed and event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.NoModifier


class _Twin(QWidget):
    """The table twin of a chart, under the chart's title."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "heading")
        self.table = QTableWidget()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setAlternatingRowColors(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        box = QVBoxLayout(self)
        box.setContentsMargins(3, 0, 0, 0)
        box.setSpacing(style.px(6))
        box.addWidget(self._title)
        box.addWidget(self.table, 1)

    def fill(self, chart: Chart) -> None:
        """Show the values of a chart."""
        table = chart.table()
        self._title.setText(chart.accessibleName())
        self.table.setAccessibleName(chart.accessibleName())
        self.table.setColumnCount(len(table.headers))
        self.table.setHorizontalHeaderLabels(list(table.headers))
        self.table.setRowCount(len(table.rows))
        for row, cells in enumerate(table.rows):
            for column, text in enumerate(cells):
                item = self.table.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    side = Qt.AlignmentFlag.AlignLeft if not column else Qt.AlignmentFlag.AlignRight
                    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                    self.table.setItem(row, column, item)
                item.setText(text)
            self.table.setRowHeight(row, style.px(26))
