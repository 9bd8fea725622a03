"""Ctrl+K: one field over the window that finds anything, and a list that the field's keys go through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from roidesk.desktop import style
from roidesk.desktop.models.palette_rows import Looking, Offer, Section, in_sections, next_offer
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import keycap, label, rule
from roidesk.desktop.widgets.notices import announce
from roidesk.desktop.widgets.spoken_mark import SpokenMark
from roidesk.i18n import _

_WIDTH, _TOP, _HIGHEST = 720, 90, 480
_ROW, _SECTION = 38, 30
_PAD, _ICON, _BESIDE = 16, 16, 12
_INDEX = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
OFFER = Qt.ItemDataRole.UserRole


class PaletteBox(QWidget):
    """Lies over the whole window and dims it. Esc, or a click beside it, closes it."""

    typed = Signal(str)
    """Another text is looked for."""
    chosen = Signal(object)
    """An `Offer` that is to be done."""
    also = Signal(object, str)
    """An `Offer` about a contact, and what is to be done with them: "start" or "convert"."""
    closed = Signal()
    """It was put away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setAccessibleName(_("Find anything"))
        self.field = QLineEdit()
        self.field.setProperty("role", "bare")
        self.field.setAccessibleName(_("Find anything"))
        self.field.setPlaceholderText(_("Find an action, a contact, an entry"))
        self.field.textChanged.connect(self.typed)
        self.field.installEventFilter(self)
        self._model = _Offers()
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setAccessibleName(_("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._click)
        SpokenMark(self.list, self.field)
        self._state = label("", "help", wrap=True)
        self._moved = False
        self._listed_for: str | None = None
        self._due = ""
        self._lay()
        window.installEventFilter(self)
        self.hide()

    @property
    def rows(self) -> Sequence[Section | Offer]:
        """What is listed."""
        return self._model.rows

    @property
    def current(self) -> Offer | None:
        """What Enter would do."""
        at = self.list.currentIndex().row()
        row = self._model.rows[at] if 0 <= at < len(self._model.rows) else None
        return row if isinstance(row, Offer) else None

    def ask(self) -> None:
        """Open with an empty field, as if for the first time."""
        self._moved = False
        self._listed_for = None
        self.setGeometry(self._over.rect())
        self._place()
        self.show()
        self.raise_()
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_offers(self, offers: Sequence[Offer], looking: Looking = Looking.DONE) -> None:
        """List offers; the marked one stays marked where it is still there, and was chosen or may be about to be."""
        before = self.current
        rows = in_sections(offers)
        self._model.show(rows)
        keep = next((n for n, row in enumerate(rows) if before is not None and _same(row, before)), -1)
        late = self.field.text() == self._listed_for  # Enter must not meet what came from behind
        self._listed_for = self.field.text()
        self._say(self._state_of(looking, found=bool(rows)))
        self._mark(keep if keep >= 0 and (self._moved or late) else next_offer(rows, -1, 1))
        self.list.setVisible(bool(rows))
        self._place()
        if self._due:
            self._act(self._due)

    def put_away(self) -> None:
        """Close."""
        self._due = ""
        self.hide()
        self.closed.emit()

    # ------------------------------------------------------------ keys and the mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's keys go through the list, and stay over the window."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # the window's keys wait until it is closed
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside it closes it."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.put_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 82))
        painter.end()

    def _key(self, event: QKeyEvent) -> bool:
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        self._due = ""
        if key == Qt.Key.Key_Escape:
            self.put_away()
        elif key in steps:
            self._moved = True
            self._mark(next_offer(self._model.rows, self.list.currentIndex().row(), steps[key]))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._press("start" if plain == Qt.KeyboardModifier.ShiftModifier else "do")
        elif key == Qt.Key.Key_C and plain == _CTRL_SHIFT:
            self._press("convert")
        elif key == Qt.Key.Key_K and plain == Qt.KeyboardModifier.ControlModifier:
            self.put_away()
        else:
            self._moved = False
            return False
        return True

    def _state_of(self, looking: Looking, *, found: bool) -> str:
        """Return what is to be said of the list itself."""
        if looking is Looking.OLDER:
            return _("Looking through older interactions…")
        if looking is Looking.DONE and not found and self.field.text().strip():
            return _("Nothing found: contacts, actions and the words of all interactions were looked through.")
        return ""

    def _say(self, text: str) -> None:
        if text and text != self._state.text():
            announce(self.field, text)
        self._state.setText(text)
        self._state.setVisible(bool(text))

    def _press(self, what: str) -> None:
        """Do something with what is marked; while the list is still that of another text, when its own is there.

        What was gone to by the arrows was seen, and is meant.
        """
        if self._moved or self.field.text() == self._listed_for:
            self._act(what)
        else:
            self._due = what

    def _click(self, index: QModelIndex) -> None:
        if isinstance(self._model.rows[index.row()], Offer):
            self._mark(index.row())
            self._act("do")

    def _act(self, what: str) -> None:
        """Do what is marked ("do"), or what is done with its contact: "start", "convert"."""
        self._due = ""
        offer = self.current
        if offer is None or (what == "convert" and offer.contact is None):
            return
        self.put_away()
        if what == "do" or offer.contact is None:
            self.chosen.emit(offer)
        else:
            self.also.emit(offer, what)

    def _mark(self, at: int) -> None:
        index = self._model.index(at, 0) if at >= 0 else _INDEX
        self.list.setCurrentIndex(index)
        row = self._model.rows[at] if at >= 0 else None
        # The field has the keyboard: what is marked is said as its description.
        self.field.setAccessibleDescription(_spoken(row) if isinstance(row, Offer) else self._state.text())

    # ------------------------------------------------------------ layout

    def _place(self) -> None:
        width = min(style.px(_WIDTH), self.width() - style.px(32))
        rows = sum(style.px(_ROW if isinstance(row, Offer) else _SECTION) for row in self._model.rows)
        room = max(style.px(120), self.height() - style.px(_TOP) - style.px(90))
        self.list.setFixedHeight(min(rows, style.px(_HIGHEST), room))
        height = self._box.sizeHint().height()
        self._box.setGeometry((self.width() - width) // 2, min(style.px(_TOP), self.height() // 6), width, height)

    def _lay(self) -> None:
        self._box = QFrame(self)
        self._box.setProperty("role", "popup")
        head = QHBoxLayout()
        head.setContentsMargins(style.px(_PAD), style.px(10), style.px(_PAD), style.px(10))
        head.setSpacing(style.px(10))
        head.addWidget(Icon("search", 17))
        head.addWidget(self.field, 1)
        head.addWidget(keycap(_("Esc")))
        self._state.setContentsMargins(style.px(_PAD), style.px(10), style.px(_PAD), style.px(12))
        self._state.hide()
        box = QVBoxLayout(self._box)
        box.setContentsMargins(1, 1, 1, style.px(8))
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(rule())
        box.addWidget(self.list)
        box.addWidget(self._state)


_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def section_name(section: Section) -> str:
    """Return what a section is called."""
    return {
        Section.CONTACTS: _("Contacts"),
        Section.DO: _("Do"),
        Section.ENTRIES: _("Interactions"),
        Section.GO_TO: _("Go to"),
    }[section]


def _spoken(offer: Offer) -> str:
    return ", ".join(filter(None, (section_name(offer.section), offer.title, offer.more, " ".join(offer.keys))))


def _same(row: Section | Offer, offer: Offer) -> bool:
    return isinstance(row, Offer) and (row.section, row.title, row.more) == (offer.section, offer.title, offer.more)


class _Offers(QAbstractListModel):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Section | Offer] = ()

    def show(self, rows: Sequence[Section | Offer]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == OFFER:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, Offer) else section_name(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row) if isinstance(row, Offer) else section_name(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if isinstance(self.rows[index.row()], Offer) else Qt.ItemFlag.NoItemFlags


class _Rows(QStyledItemDelegate):
    """Draws a section's name, or an offer: icon, title, what else is known, keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(style.px(200), style.px(_ROW if isinstance(index.data(OFFER), Offer) else _SECTION))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, row, area = style.tokens(), index.data(OFFER), option.rect
        painter.save()
        inner = area.adjusted(style.px(_PAD), 0, -style.px(_PAD), 0)
        if not isinstance(row, Offer):
            painter.setFont(style.font(11))
            painter.setPen(QColor(theme.text2))
            side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(inner, side, section_name(row))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area, QColor(theme.sel))
            self._offer(painter, option, inner, row)
        painter.restore()

    def _offer(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, row: Offer) -> None:
        theme, side = style.tokens(), style.px(_ICON)
        ratio = painter.device().devicePixelRatio() if painter.device() is not None else 1.0
        if row.icon:
            place = QRect(inner.left(), inner.center().y() - side // 2, side, side)
            drawn = style.pixmap(row.icon, row.colour or theme.text, _ICON, ratio)
            painter.drawPixmap(QStyle.visualRect(option.direction, inner, place), drawn)
        room = inner.adjusted(side + style.px(_BESIDE), 0, 0, 0)
        room.setRight(room.right() - self._keys(painter, option, inner, row.keys) - style.px(8))
        beside = room
        for text, size, weight, colour in (
            (row.title, 13, QFont.Weight.Medium, theme.text),
            (row.more, 12, QFont.Weight.Normal, theme.text2),
        ):
            painter.setFont(style.font(size, weight))
            painter.setPen(QColor(colour))
            fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, beside.width())
            alignment = QStyle.visualAlignment(
                option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
            painter.drawText(QStyle.visualRect(option.direction, inner, beside), alignment, fits)
            beside = beside.adjusted(painter.fontMetrics().horizontalAdvance(fits) + style.px(12), 0, 0, 0)

    def _keys(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, keys: Sequence[str]) -> int:
        """Draw keys at the end of a row and return how wide they are."""
        theme, face = style.tokens(), style.font(11, QFont.Weight.Medium)
        right = inner.right()
        for key in reversed(keys):
            wide = QFontMetrics(face).horizontalAdvance(key) + style.px(12)
            cap = QRect(right - wide, inner.center().y() - style.px(9), wide, style.px(18))
            cap = QStyle.visualRect(option.direction, inner, cap)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.setBrush(QColor(theme.sunken))
            painter.drawRoundedRect(cap, style.px(4), style.px(4))
            painter.setFont(face)
            painter.setPen(QColor(theme.text2))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right -= wide + style.px(5)
        return inner.right() - right


def caps(keys: str) -> tuple[str, ...]:
    """Return keys as caps ("Ctrl", "Shift", "C"), in the words of the system."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    parts = native.replace("++", "+\0").split("+") if native else []
    return tuple("+" if each == "\0" else each for each in parts if each)
