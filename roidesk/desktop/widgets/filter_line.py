"""One line in which a page is filtered: the same text as `--where` of the command line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.domain.errors import UserError
from roidesk.domain.filters import Expression, parse
from roidesk.i18n import _
from roidesk.i18n.sentences import explain


class FilterLine(QWidget):
    """Takes a filter with Enter. What cannot be read or found is said under it, marked, and stays as it was typed."""

    changed = Signal()
    """Something else is to be kept."""
    left = Signal()
    """Esc: nothing is filtered any more, and the line is gone."""

    def __init__(self) -> None:
        super().__init__()
        self._expression: Expression | None = None
        self._plain = False
        self._stays = False
        self._words = ""
        self._edit = _Edit()
        self._edit.setAccessibleName(_("Filter"))
        self._edit.setPlaceholderText(_("channel=email and personal>=3 and #ipad"))
        self._error = Refusal()
        self._edit.returnPressed.connect(self._take)
        self._edit.textEdited.connect(self._edited)
        self._edit.escaped.connect(self._leave)
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        row.addWidget(self._edit, 1)
        self._hint = label(_("Enter filters, Esc shows everything"), "hint")
        row.addWidget(self._hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(4))
        box.addLayout(row)
        box.addWidget(self._error)
        self.hide()

    @property
    def expression(self) -> Expression | None:
        """What is kept; None: everything."""
        return self._expression

    @property
    def words(self) -> str:
        """The words that are looked for, where the line takes words; "": everything is kept."""
        return self._words

    @property
    def text(self) -> str:
        """What was typed."""
        return self._edit.text()

    def stay(self) -> None:
        """Never go away: what is filtered is always seen, and Esc only empties the line."""
        self._stays = True
        self._hint.hide()
        self.show()

    def take_words(self, *, plain: bool) -> None:
        """Look for words, or, not `plain`, read a filter; what the line holds is given up without telling."""
        self._plain = plain
        self._expression, self._words = None, ""
        self._edit.clear()
        self.accept()
        filters, words = _("channel=email and personal>=3 and #ipad"), _("Words to look for")
        self._edit.setPlaceholderText(words if plain else filters)

    def put(self, text: str) -> None:
        """Filter by another text."""
        self._edit.setText(text)
        self._take()

    @property
    def error(self) -> str:
        """What is said of the text, "" where nothing is wrong with it."""
        return self._error.text()

    def open(self) -> None:
        """Show the line, ready to be typed into."""
        self.show()
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    def clear(self) -> None:
        """Filter nothing any more; the line goes away."""
        self._leave()

    def refuse(self, error: UserError) -> None:
        """Say what is wrong with the text, and mark where."""
        self._error.tell(explain(error))
        self._edit.setAccessibleDescription(self._error.text())
        style.polish(self._edit, "state", "error")
        column, wrong = error.facts.get("column"), str(error.facts.get("text", ""))
        text = self._edit.text()
        start = text.find(wrong, column - 1) if wrong and isinstance(column, int) else -1
        if start >= 0:
            self._edit.setSelection(_utf16(text[:start]), _utf16(wrong))

    def accept(self) -> None:
        """Say nothing more: what was typed is what is shown."""
        self._error.tell("")
        self._edit.setAccessibleDescription("")
        style.polish(self._edit, "state", "")

    def _take(self) -> None:
        text = self._edit.text()
        if self._plain:
            self._words = text.strip()
            self.changed.emit()
            return
        try:
            expression = parse(text) if text.strip() else None
        except UserError as error:
            self.refuse(error)
            return
        self.accept()
        self._expression = expression
        self.changed.emit()

    def _edited(self, text: str) -> None:
        self.accept()
        if not text and (self._expression is not None or self._words):
            self._take()  # an empty line keeps everything: there is nothing to press Enter for

    def _leave(self) -> None:
        self._edit.clear()
        self.accept()
        self.setVisible(self._stays)
        self.left.emit()
        if self._expression is not None or self._words:
            self._expression, self._words = None, ""
            self.changed.emit()


class _Edit(QLineEdit):
    """A line that tells of Esc."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc; all else is the line's."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def _utf16(text: str) -> int:
    """Return how many of Qt's characters a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
