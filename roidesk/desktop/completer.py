"""The list under an entry line: when it is shown, where, and which keys move through it and take from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from roidesk.desktop import style
from roidesk.desktop.widgets.notices import announce
from roidesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLayout, QWidget

    from roidesk.desktop.models.completion_rows import Around, Row
    from roidesk.desktop.widgets.completion_list import CompletionList
    from roidesk.desktop.widgets.entry_line import EntryLine
    from roidesk.services.offers import Completion

# The list and its rows are loaded when there is something to list for the first time.

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Completer(QObject):
    """Shows what may be meant, and puts into the line what is taken. Nothing is ever put there unasked."""

    shown = Signal(bool)
    """Whether the list has come or gone."""

    def __init__(self, entry: EntryLine, below: QWidget, home: QLayout | None = None) -> None:
        """`below`: what the list floats under, over the rest of the window; with a `home` it has its place there."""
        super().__init__(entry)
        self._entry = entry
        self._below = below
        self._home = home
        self._list: CompletionList | None = None
        self._completion: Completion | None = None
        self._moved = False
        self._ghost = False
        self._taken = ""
        entry.field.cursorPositionChanged.connect(self._followed)
        entry.focused.connect(self._focused)
        entry.resized.connect(self._place)

    @property
    def is_open(self) -> bool:
        """Whether the list is there."""
        return self._list is not None and self._list.isVisible()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is listed."""
        return self._list.rows if self._list is not None and self.is_open else ()

    def show(self, completion: Completion, around: Around) -> None:
        """Offer what may be meant, if the line and the cursor are still where they were."""
        from roidesk.desktop.models.completion_rows import asks_whom, ghost, rows

        if completion.line != self._entry.text or not self._entry.is_typed_in:
            return
        self._completion = completion
        self._moved = False
        found = rows(completion, around, style.tokens())
        if not found:
            self.close()
            return
        self._made().show_rows(found, enter=asks_whom(completion) is not None)
        self._place()
        self._ghost = bool(ghost(completion))
        self._entry.show_ghost(ghost(completion))
        self.shown.emit(True)

    def close(self) -> None:
        """Take the list away."""
        was_open = self.is_open
        self._completion = None
        self._entry.show_ghost("")
        if self._list is not None:
            self._list.hide()
        if was_open:
            self.shown.emit(False)

    def take(self, event: QKeyEvent) -> bool:
        """Use a key that means something to the list; True: it did."""
        if event.text() == " " and self._taken and self._taken == self._entry.text:
            self._taken = ""  # the space that follows a word is there already: fingers type it all the same
            return True
        if not self.is_open or self._list is None:
            return False
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            return key in _ENTER and self._add()
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        # Half a name is no new contact of a timer either.
        if not plain and not (modifiers == Qt.KeyboardModifier.ShiftModifier and key in _ENTER):
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif self._accepts(key):
            self._accept(self._list.at)
        else:
            return False
        return True

    def _made(self) -> CompletionList:
        if self._list is None:
            from roidesk.desktop.widgets.completion_list import CompletionList

            self._list = CompletionList()
            self._list.chosen.connect(self._accept)
            if self._home is None:
                self._list.setParent(self._entry.window())
            else:
                self._home.addWidget(self._list)
        return self._list

    def _place(self) -> None:
        """Lie under the chips where there are some, as wide as the line."""
        if self._home is not None or self._list is None or not self.is_open:
            return
        window = self._entry.window()
        above = self._below if self._below.isVisible() else self._entry
        corner = self._entry.mapTo(window, QPoint(0, 0))
        bottom = above.mapTo(window, QPoint(0, above.height())).y()
        self._list.setFixedWidth(self._entry.width())
        self._list.move(corner.x(), bottom + style.px(8))

    def _accepts(self, key: Qt.Key) -> bool:
        """Whether a key takes the row that is picked out.

        Enter takes one that was gone to, or the person that the name typed may be the start of: a name nobody is called
        yet would become a new contact, which is rarely what half a name is meant to do. As in a shell, the arrow at the
        end of the line takes what is shown behind it.
        """
        from roidesk.desktop.models.completion_rows import asks_whom

        if key in _ENTER:
            return self._moved or (self._completion is not None and asks_whom(self._completion) is not None)
        seen = self._ghost and not self._moved and self._entry.field.textCursor().atEnd()
        return key == Qt.Key.Key_Tab or (key == Qt.Key.Key_Right and seen)

    def _go(self, step: int) -> None:
        if self._list is None:
            return
        self._moved = True
        self._list.let_enter_take()
        self._list.go(self._list.at + step)
        row = self._list.rows[self._list.at]
        announce(self._entry, _("Add {name} as a new contact").format(name=row.text) if row.new else row.spoken)
        self._entry.show_ghost("")

    def _accept(self, number: int) -> None:
        from roidesk.desktop.models.completion_rows import accepted

        completion = self._completion
        if completion is None or self._list is None or completion.line != self._entry.text:
            return
        if self._list.rows[number].new:
            self._add()
            return
        self.close()
        taken = accepted(completion, number)
        self._taken = taken if taken.endswith(" ") else ""
        self._entry.rewrite(taken)
        self._entry.setFocus()

    def _add(self) -> bool:
        """Leave the name as it was typed: it becomes a new contact when the line is filed."""
        completion = self._completion
        if completion is None or not completion.fresh:
            return False
        self.close()
        if completion.end == len(completion.line):
            self._entry.rewrite(f"{completion.line} ")
        return True

    def _focused(self, there: bool) -> None:  # noqa: FBT001 - the argument of a signal
        if not there:
            self.close()

    def _followed(self) -> None:
        """Go away when the cursor is moved to where something else is."""
        completion = self._completion
        if completion is None or completion.line != self._entry.text:
            return
        if not completion.start < self._entry.at <= completion.end:
            self.close()
