"""All keys on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import keycap, label
from roidesk.i18n import _


def key_groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the keys by place: each with what it does."""
    return (
        (
            _("Everywhere"),
            (
                (_("Ctrl+N or /"), _("go to the entry line")),
                (_("Ctrl+1, 2, 3, 5"), _("Today, Return, Week, Ledger")),
                (_("Ctrl+T"), _("start or stop the timer")),
                (_("Ctrl+Shift+P"), _("pause the timer, or go on")),
                (_("Ctrl+Shift+T"), _("switch to something else")),
                (_("Ctrl+Z"), _("undo the last action")),
                (_("Ctrl+Shift+Z or Ctrl+Y"), _("redo")),
                (_("Ctrl+F"), _("filter what the page shows")),
                (_("F5"), _("work out again")),
                (_("F6, Shift+F6"), _("next region, the one before")),
                (_("Alt+Page Up, Page Down"), _("previous or next day, week, period")),
                (_("F1 or Ctrl+?"), _("this list")),
                (_("Ctrl+Q"), _("quit")),
            ),
        ),
        (
            _("In the entry line"),
            (
                (_("Enter"), _("log; without a length, start a timer")),
                (_("Shift+Enter"), _("start a timer")),
                (_("Esc"), _("clear, then leave")),
                (_("Up"), _("the line before")),
            ),
        ),
        (
            _("In the ledger"),
            (
                (_("Ins"), _("add a row")),
                (_("Ctrl+H"), _("every version of the row")),
                (_("Enter"), _("in the trash: put back")),
            ),
        ),
        (
            _("In the list of a day"),
            (
                (_("F2"), _("change the cell")),
                (_("Del"), _("delete")),
                (_("D"), _("do it again: starts a timer")),
                (_("C"), _("link what came of it")),
            ),
        ),
    )


class KeysSheet(QDialog):
    """The keys, by place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        columns = QHBoxLayout()
        columns.setSpacing(style.px(32))
        groups = key_groups()
        for part in (groups[:1], groups[1:]):
            column = QVBoxLayout()
            column.setSpacing(style.px(10))
            for title, keys in part:
                column.addWidget(label(title, "heading"))
                column.addLayout(_grid(keys))
                column.addSpacing(style.px(8))
            column.addStretch(1)
            columns.addLayout(column)
        close = Button(_("Close"), kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(20)] * 4)
        box.setSpacing(style.px(16))
        box.addLayout(columns)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _grid(keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.px(12))
    grid.setVerticalSpacing(style.px(6))
    grid.setColumnStretch(1, 1)
    for row, (key, does) in enumerate(keys):
        grid.addWidget(keycap(key), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(does), row, 1)
    return grid
