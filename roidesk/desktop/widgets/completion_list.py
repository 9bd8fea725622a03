"""What may be meant by the part of the entry line that is being typed, and the grammar of the line under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from roidesk.desktop import style
from roidesk.desktop.models.completion_rows import Row
from roidesk.desktop.widgets import personal_mark
from roidesk.i18n import _

_ROW = 36
_TEXT, _NAME = 110, 150
"""How wide the first two columns are at least."""
_GAP = 20
_INDEX = QModelIndex()


class CompletionList(QFrame):
    """A list that never takes the focus: the entry line has it, and moves through the list."""

    chosen = Signal(int)
    """A row was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "completion")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Model()
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Rows(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_("What may be meant"))
        self._list.setMouseTracking(True)
        self._list.clicked.connect(lambda index: self.chosen.emit(index.row()))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._list)
        box.addWidget(_Legend())
        self.hide()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    @property
    def at(self) -> int:
        """The number of the row that is picked out."""
        return self._list.currentIndex().row()

    def show_rows(self, rows: Sequence[Row], *, enter: bool) -> None:
        """Show rows, the first picked out; `enter`: Enter would take it, as Tab does."""
        self._model.show(rows, _widths(rows))
        self._model.enter = enter
        self.go(0)
        self._list.setFixedHeight(style.px(_ROW) * len(rows))
        self.setFixedHeight(self.sizeHint().height())
        self.show()
        self.raise_()

    def go(self, row: int) -> None:
        """Pick out a row; after the last comes the first."""
        if self.rows:
            self._list.setCurrentIndex(self._model.index(row % len(self.rows)))

    def let_enter_take(self) -> None:
        """Show from now on that Enter takes the row that is picked out."""
        self._model.enter = True
        self._list.viewport().update()


def _widths(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how wide the columns of texts and of names have to be; a whole line of before needs no columns."""
    mono = QFontMetrics(style.font(13, family=style.MONO, weight=QFont.Weight.DemiBold))
    sans = QFontMetrics(style.font(13, weight=QFont.Weight.DemiBold))
    named = [each for each in rows if each.name]
    marks = {_mark_width(each) for each in named} or {0}
    text = max((mono.horizontalAdvance(each.text) for each in named), default=0)
    name = max((sans.horizontalAdvance(each.name) for each in named), default=0)
    return max(text + max(marks), style.px(_TEXT)) + style.px(_GAP), max(name, style.px(_NAME)) + style.px(_GAP)


def _mark_width(row: Row) -> int:
    return style.px((24 if row.icon else 0) + (personal_mark.WIDTH + 8 if row.level else 0))


class _Legend(QFrame):
    """The grammar of a line in one row; where there is little room, what comes last is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "legend")
        self.setFixedHeight(style.px(32))
        self._parts = (
            (_("word"), _("channel and kind")),
            ("@", _("contact")),
            ("#", _("topic")),
            ("&", _("brand")),
            ("4m 1h20 9:30-9:50", _("time")),
            ("!5", _("personal")),
            ("=240", _("sale")),
            ("yesterday", ""),
        )
        self._hint = _("Up and Down choose, Esc closes")
        said = (" ".join(filter(None, part)) for part in self._parts)
        self.setAccessibleName(", ".join((*said, self._hint)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as many signs with their meanings as fit."""
        super().paintEvent(event)
        theme = style.tokens()
        mono, sans = style.font(11, family=style.MONO), style.font(12)
        painter = QPainter(self)
        hint = QFontMetrics(sans).horizontalAdvance(self._hint)
        at, room = style.px(14), self.width() - hint - style.px(32)
        painter.setFont(sans)
        painter.setPen(QColor(theme.text3))
        area = self.rect().adjusted(style.px(14), 0, -style.px(14), 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, self._hint)
        for sign, meaning in self._parts:
            widths = [QFontMetrics(face).horizontalAdvance(text) for text, face in ((sign, mono), (meaning, sans))]
            if at + sum(widths) + style.px(5) > room:
                break
            for text, face, colour, width in (
                (sign, mono, theme.text2, widths[0]),
                (meaning, sans, theme.text3, widths[1]),
            ):
                painter.setFont(face)
                painter.setPen(QColor(colour))
                left = at if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - at - width
                # Signs stand as they are typed: "=240", not "240=".
                painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight if text == sign else self.layoutDirection())
                painter.drawText(QRect(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
                at += width + style.px(5)
            at += style.px(12)
        painter.end()


class _Model(QAbstractListModel):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.widths = (0, 0)
        self.enter = False

    def show(self, rows: Sequence[Row], widths: tuple[int, int]) -> None:
        self.beginResetModel()
        self.rows, self.widths = tuple(rows), widths
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INDEX) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row in words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Add {name} as a new contact").format(name=row.text) if row.new else row.spoken
        return None


class _Rows(QStyledItemDelegate):
    """Draws a row: what would stand in the line, whom it means, what else is known, and the key that takes it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as every row."""
        return QSize(style.px(200), style.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row, from right to left where that is how one reads."""
        model = index.model()
        if not isinstance(model, _Model):
            return
        row, theme = model.rows[index.row()], style.tokens()
        view = self.parent()
        here = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        area = QRect(option.rect)
        painter.save()
        if here:
            painter.fillRect(area, QColor(theme.sel))
        if row.new:
            painter.setPen(QColor(theme.line))
            painter.drawLine(area.topLeft(), area.topRight())
        drawn = _Drawn(painter, area, option.direction)
        if row.new:
            drawn.new_contact(row)
        else:
            keys = (_("Tab"), _("Enter")) if model.enter else (_("Tab"),)
            drawn.offer(row, model.widths, keys if here else ())
        painter.restore()


class _Drawn:
    """Draws one thing after the other in a row, in the direction of reading."""

    def __init__(self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection) -> None:
        self._painter = painter
        self._area = area
        self._right_to_left = direction == Qt.LayoutDirection.RightToLeft
        self._at = style.px(14)

    def offer(self, row: Row, widths: tuple[int, int], keys: Sequence[str]) -> None:
        theme = style.tokens()
        start = self._at
        if row.icon:
            self._icon(row.icon, row.colour or theme.text2)
        if row.level:
            self._level(row)
        mono, sans = style.font(13, family=style.MONO), style.font(13)
        until = sum(self._key_width(key) + style.px(6) for key in keys) + style.px(20)
        self._marked(row.text, mono, () if row.in_name else row.bold, until)
        if row.name:
            self._at = max(self._at + style.px(8), start + widths[0])
            self._marked(row.name, sans, row.bold if row.in_name else (), until)
            self._at = max(self._at + style.px(8), start + sum(widths))
        else:
            self._at += style.px(_GAP)
        self._text(row.detail, style.font(12), theme.text3, until=until)
        self._keys(*keys)

    def new_contact(self, row: Row) -> None:
        theme = style.tokens()
        self._icon(row.icon, theme.text2)
        before, name, after = _("Add {name} as a new contact").partition("{name}")
        words, room = style.font(13), style.px(120)
        for text in (before.strip(), name, after.strip()):
            if text == name:
                self._marked(row.text, style.font(13, family=style.MONO), (), room)
            else:
                self._text(text, words, theme.text2, until=room)
            self._at += style.px(8) if text else 0
        self._keys(_("Ctrl"), _("Enter"))

    def _place(self, at: int, width: int) -> QRect:
        left = self._area.right() - at - width + 1 if self._right_to_left else self._area.left() + at
        return QRect(left, self._area.top(), width, self._area.height())

    def _icon(self, name: str, colour: str) -> None:
        size = style.px(16)
        place = self._place(self._at, size)
        ratio = self._painter.device().devicePixelRatioF()
        self._painter.drawPixmap(
            place.left(), place.center().y() - size // 2 + 1, style.pixmap(name, colour, 16, ratio)
        )
        self._at += size + style.px(8)

    def _level(self, row: Row) -> None:
        place = self._place(self._at, style.px(personal_mark.WIDTH))
        bottom = place.center().y() + style.px(6)
        personal_mark.paint(self._painter, place.left(), bottom, row.level, row.colour)
        self._at += style.px(personal_mark.WIDTH + 8)

    def _marked(self, text: str, face: QFont, bold: Sequence[int], until: int) -> None:
        """Write a text with what was typed in bold; code reads from left to right in every language."""
        theme = style.tokens()
        heavy = QFont(face)
        heavy.setWeight(QFont.Weight.DemiBold)
        room = max(self._area.width() - self._at - until, 0)
        shown = QFontMetrics(heavy).elidedText(text, Qt.TextElideMode.ElideRight, room)
        layout = QTextLayout(shown, face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        if face.family() == style.MONO:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        made = QTextCharFormat()
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setForeground(QColor(theme.text))
        first, last = (bold[0], bold[1]) if len(bold) == 2 else (0, 0)  # noqa: PLR2004 - from, to
        marked = QTextLayout.FormatRange()
        marked.start, marked.length, marked.format = first, last - first, made
        layout.setFormats([marked] if last > first else [])
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        width = round(line.naturalTextWidth()) + 1
        place = self._place(self._at, width)
        self._painter.setPen(QColor(theme.text2 if bold else theme.text))
        layout.draw(self._painter, QPointF(place.left(), place.center().y() - line.height() / 2 + 1))
        self._at += width

    def _text(self, text: str, face: QFont, colour: str, *, until: int) -> None:
        room = self._area.width() - self._at - until
        if not text or room <= 0:
            return
        painter = self._painter
        painter.setFont(face)
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = min(metrics.horizontalAdvance(shown), room)
        painter.drawText(self._place(self._at, width + 1), Qt.AlignmentFlag.AlignVCenter, shown)
        self._at += width

    def _key_width(self, text: str) -> int:
        self._painter.setFont(style.font(11))
        return self._painter.fontMetrics().horizontalAdvance(text) + style.px(14)

    def _keys(self, *keys: str) -> None:
        """Draw keys at the end of the row."""
        theme, painter = style.tokens(), self._painter
        at = self._area.width() - style.px(14)
        for key in reversed(keys):
            width = self._key_width(key)
            at -= width
            place = self._place(at, width)
            box = QRect(place.left(), place.center().y() - style.px(9), width, style.px(18))
            painter.setPen(QColor(theme.line))
            painter.setBrush(QColor(theme.sunken))
            painter.drawRoundedRect(box, style.px(4), style.px(4))
            painter.setPen(QColor(theme.text2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            at -= style.px(6)
