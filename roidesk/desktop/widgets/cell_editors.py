"""What the editors of table cells have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QCompleter, QLineEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.ledger_words import choice_words
from roidesk.i18n import _
from roidesk.services.ledger import LedgerColumn


def field(parent: QWidget, known: Sequence[str]) -> QLineEdit:
    """Return a field that proposes what is known already."""
    made = QLineEdit(parent)
    if known:
        completer = QCompleter(list(known), made)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCompleter(completer)
    return made


def choice_list(parent: QWidget, table: str, column: LedgerColumn) -> QComboBox:
    """Return a list of a column's fixed values, each in words; where none has to be chosen, none can be."""
    made = QComboBox(parent)
    if not column.required:
        made.addItem("–", "")
    for code in column.choices:
        said = choice_words(table, column.name, code) if column.editor != "flag" else (_("no"), _("yes"))[code == "1"]
        made.addItem(said, code)
    return made


def pad(box: QAbstractSpinBox) -> None:
    """Keep the number off the edge of its box: a style sheet reaches the box, and not the field in it."""
    box.lineEdit().setTextMargins(style.px(7), 0, style.px(7), 0)


def lay_over(editor: QWidget, cell: QRect, least: int) -> None:
    """Lay an editor over its cell; one in a column narrower than `least` (designed) gets that room."""
    area = QRect(cell)
    area.setWidth(max(area.width(), style.px(least)))
    editor.setGeometry(area.adjusted(0, 1, 0, -2))


def is_typed(event: QKeyEvent) -> bool:
    """Whether a key is typed as text; the space bar selects."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and bool(event.text().strip()) and event.text().isprintable()
