"""The one line in which somebody says what they just did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy

from roidesk.desktop import style
from roidesk.desktop.widgets.labels import keycap, label
from roidesk.i18n import _

HEIGHT = 44
_KEPT = 50
"""How many lines Up can bring back."""
EXAMPLE = "tweet reply @acme #ipad &brand 4m"


class Tint(Enum):
    """How a part of the line was read."""

    KNOWN = auto()
    UNKNOWN = auto()
    WRONG = auto()


class Stretch(NamedTuple):
    """A part of the line, `start` up to but without `end` in characters."""

    start: int
    end: int
    tint: Tint


class EntryLine(QFrame):
    """Takes one line. What was typed is never lost: a cleared or a logged line comes back with Up."""

    edited = Signal(str)
    """The line as it is now."""
    logged = Signal(str)
    """Enter."""
    started = Signal(str)
    """Shift+Enter."""
    left = Signal()
    """Esc in an empty line."""
    focused = Signal(bool)
    """The focus has come or gone."""
    resized = Signal()
    """It is as wide as it is now."""

    def __init__(self, question: str = "") -> None:
        """`question`: what is asked in a pop-up, where nothing but Esc leads out; else that of the window."""
        super().__init__()
        self._popup = bool(question)
        self.setProperty("role", "quick-entry" if question else "entry")
        self.setFixedHeight(style.px(HEIGHT))
        self._edit = _Edit(question)
        self._icon = label()
        self._keys = [keycap(_("Ctrl")), keycap("N"), keycap(_("Enter"))]
        self._tints = _Tints(self._edit.document())
        self._past: list[str] = []
        self._at: int | None = None
        self._draft = self._told = ""
        self._edit.textChanged.connect(self._edited)
        self._edit.pressed.connect(self._press)
        self._edit.focused.connect(self._focus)
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(14), 0, style.px(12), 0)
        box.setSpacing(style.px(8))
        box.addWidget(self._icon)
        box.addWidget(self._edit, 1)
        for key in self._keys:
            box.addWidget(key)
        self.setFocusProxy(self._edit)
        self._dress()

    @property
    def field(self) -> QPlainTextEdit:
        """What has the focus when the line has it."""
        return self._edit

    @property
    def text(self) -> str:
        """What is in the line."""
        return self._edit.toPlainText()

    def put(self, text: str) -> None:
        """Replace the line and put the cursor at its end."""
        self._edit.setPlainText(text)
        self._edit.moveCursor(QTextCursor.MoveOperation.End)

    def begin(self, text: str) -> None:
        """Begin a line for the person, who goes on typing; what was there comes back with Up."""
        self._remember(self.text)
        self.put(text)
        self.setFocus()

    def rewrite(self, text: str) -> None:
        """Replace the line as typing would: Ctrl+Z brings back what was there."""
        cursor = QTextCursor(self._edit.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._edit.setTextCursor(cursor)

    @property
    def at(self) -> int:
        """Before which character the cursor stands."""
        return _characters(self.text, self._edit.textCursor().position())

    @property
    def is_typed_in(self) -> bool:
        """Whether what is typed into its window goes here."""
        return self.window().focusWidget() is self._edit

    def show_ghost(self, text: str) -> None:
        """Show faintly after the line what Tab would put there."""
        self._edit.show_ghost(text)

    def let_take_keys(self, taker: Callable[[QKeyEvent], bool]) -> None:
        """Ask somebody about each key first; True: it was theirs."""
        self._edit.taker = taker

    def know_past(self, lines: Sequence[str]) -> None:
        """Let Up go on into lines that were filed before this window was opened, the last one last."""
        before = len(self._past)
        self._past = [*lines, *self._past][-_KEPT:]
        if self._at is not None:
            self._at += len(self._past) - before

    def remember(self, text: str) -> None:
        """Let Up bring back a line that was filed elsewhere."""
        self._remember(text)

    def accepted(self, text: str) -> None:
        """Take away a line that was filed, and only that: what was typed meanwhile stays."""
        self._remember(text)
        self.put(self.text.removeprefix(text).lstrip() if self.text != text else "")

    def tint(self, stretches: Sequence[Stretch]) -> None:
        """Colour what was understood and underline what was not."""
        self._tints.show(stretches)

    def select(self, start: int, end: int) -> None:
        """Put the cursor on a part, so that typing replaces it."""
        text = self.text
        cursor = self._edit.textCursor()
        cursor.setPosition(_utf16(text, start))
        cursor.setPosition(_utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        self._edit.setFocus()

    def mark_refused(self, *, refused: bool) -> None:
        """Show by its border whether the line was refused."""
        style.polish(self, "state", "error" if refused else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell who lies under it."""
        super().resizeEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon and the tints anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
            self._tints.rehighlight()

    def _edited(self) -> None:
        """Tell of another text; the field tells of other colours, too, and all would be read once more."""
        text = self.text
        if text != self._told:
            self._told = text
            self._dress()
            self.edited.emit(text)

    def _press(self, key: Qt.Key, shifted: bool) -> None:  # noqa: FBT001 - the arguments of a signal
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.text.strip():
                (self.started if shifted else self.logged).emit(self.text)
        elif key == Qt.Key.Key_Escape:
            self._clear_or_leave()
        else:
            self._recall(-1 if key == Qt.Key.Key_Up else 1)

    def _clear_or_leave(self) -> None:
        if self.text:
            self._remember(self.text)
            self.put("")
        else:
            self.left.emit()

    def _remember(self, text: str) -> None:
        """Let Up bring a text back, and before it the draft from which Up had led away."""
        draft = self._draft if self._at is not None else ""
        self._at = None
        for each in (draft, text):
            if each.strip() and (not self._past or self._past[-1] != each):
                self._past = [*self._past, each][-_KEPT:]

    def _recall(self, step: int) -> None:
        if self._at is not None and self.text != self._past[self._at]:
            self._remember("")  # what came back was gone on with: it is the draft now
        if self._at is None:
            self._draft = self.text
        at = (len(self._past) if self._at is None else self._at) + step
        if 0 <= at < len(self._past):
            self._at = at
            self.put(self._past[at])
        elif at >= len(self._past) and self._at is not None:
            self._at = None
            self.put(self._draft)

    def _focus(self, there: bool) -> None:  # noqa: FBT001 - the argument of a signal
        style.polish(self, "focused", "true" if there else "false")
        self._dress()
        self.focused.emit(there)

    def _dress(self) -> None:
        typing = bool(self.text)
        theme = style.tokens()
        name = "corner-down-right" if typing or self._popup else "plus"
        self._icon.setPixmap(style.pixmap(name, theme.text2, 17, self.devicePixelRatioF()))
        idle = not typing and not self._edit.hasFocus()
        for key, shown in zip(self._keys, (idle, idle, typing), strict=True):
            key.setVisible(shown and not self._popup)


class _Edit(QPlainTextEdit):
    """One line of plain text; keys that mean something to the entry line are told to it."""

    pressed = Signal(Qt.Key, bool)
    focused = Signal(bool)

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(style.font(15, family=style.MONO))
        self.setFixedHeight(self.fontMetrics().height() + 2 * round(self.document().documentMargin()))
        self.setAccessibleName(_("What did you do"))
        self.setAccessibleDescription(_("Enter logs, Shift+Enter starts a timer, Esc clears, Up brings back a line"))
        self._told = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down}
        self.taker: Callable[[QKeyEvent], bool] = lambda _event: False
        self._ghost = ""

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(style.px(400), self.height())

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where there is no typing to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            if (event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()) or (
                event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            ):
                event.ignore()
                return False
        # Tab would go on to the next control before it is a key press of this one.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.taker(event):
            return True
        return super().event(event)

    def show_ghost(self, text: str) -> None:
        """Show faintly after the line what Tab would put there."""
        if text != self._ghost:
            self._ghost = text
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys that mean something; the rest is typing."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
        if key in self._told and (shifted or modifiers == Qt.KeyboardModifier.NoModifier):
            self.pressed.emit(key, shifted)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one line."""
        self.insertPlainText(" ".join(source.text().split()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the entry line, which draws the border."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the entry line, which draws the border."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the question and the example where nothing is typed, and what Tab would add to what is."""
        super().paintEvent(event)
        if not self.document().isEmpty():
            self._draw_ghost()
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(style.tokens().text3))
        margin = round(self.document().documentMargin())
        area = self.viewport().rect().adjusted(margin, 0, -margin, 0)
        example = ((_("e.g.") + " ", style.font(14)), (EXAMPLE, style.font(14, family=style.MONO)))
        for text, face in (
            ((self._question or _("What did you just do?")) + "  ", style.font(14)),
            *(() if self._question else example),
        ):
            painter.setFont(face)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            wide = painter.fontMetrics().horizontalAdvance(text)
            area = area.adjusted(0, 0, -wide, 0) if self.isRightToLeft() else area.adjusted(wide, 0, 0, 0)
        painter.end()

    def _draw_ghost(self) -> None:
        cursor = self.textCursor()
        if not self._ghost or not cursor.atEnd() or cursor.hasSelection():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(style.tokens().text3))
        painter.setFont(self.font())
        area = self.viewport().rect()
        # A line of code reads from left to right in every language.
        area.setLeft(self.cursorRect().right())
        straight = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area, straight | Qt.AlignmentFlag.AlignVCenter, self._ghost)
        painter.end()


class _Tints(QSyntaxHighlighter):
    """Colours the parts of the line that the last reading knew."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._stretches: tuple[Stretch, ...] = ()

    def show(self, stretches: Sequence[Stretch]) -> None:
        if tuple(stretches) != self._stretches:
            self._stretches = tuple(stretches)
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Tint one line."""
        for each in self._stretches:
            start, end = _utf16(text, each.start), _utf16(text, each.end)
            self.setFormat(start, end - start, _format(each.tint))


def _format(tint: Tint) -> QTextCharFormat:
    theme = style.tokens()
    made = QTextCharFormat()
    if tint is Tint.KNOWN:
        made.setBackground(QColor(theme.sel))
        return made
    made.setBackground(QColor(theme.warnbg if tint is Tint.UNKNOWN else theme.lossbg))
    made.setUnderlineColor(QColor(theme.warn if tint is Tint.UNKNOWN else theme.loss))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setFontWeight(QFont.Weight.Normal)
    return made


def _utf16(text: str, at: int) -> int:
    """Return where a character stands in Qt's count, which has two units for one beyond the first plane."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: str, units: int) -> int:
    """Return before which character Qt's count stands: the way back of `_utf16`."""
    beyond = (1 + (sign > "\uffff") for sign in text)
    return next((at for at, passed in enumerate(accumulate(beyond, initial=0)) if passed >= units), len(text))
