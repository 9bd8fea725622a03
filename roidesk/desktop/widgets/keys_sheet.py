"""All keys on one sheet, by place; what is typed narrows it down."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.actions import Actions
from roidesk.desktop.models.key_rows import KeyRow, matching, place_words, rows
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import keycap, label
from roidesk.desktop.widgets.scrolled import scrolled
from roidesk.i18n import _

_SIZE = (880, 620)


class KeysSheet(Dialog):
    """The keys as they are now, in two columns. It reads the registry, so that it cannot be out of date."""

    change_wanted = Signal()
    """Keys are to be changed."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Keys"), parent)
        self._actions = actions
        self.search = QLineEdit()
        self.search.setAccessibleName(_("Find a key"))
        self.search.setPlaceholderText(_("What do you want to do?"))
        self.search.textChanged.connect(lambda _text: self._fill())
        self._ground = QWidget()
        self._columns = QHBoxLayout(self._ground)
        self._columns.setContentsMargins(0, 0, style.px(8), 0)
        self._columns.setSpacing(style.px(32))
        self._nothing = label(_("No key does that. Ctrl+K finds everything that can be done."), "help", wrap=True)
        self.change = Button(_("Change keys…"))
        self.change.clicked.connect(self._change)
        self.close_button = Button(_("Close"), kind="primary")
        self.close_button.clicked.connect(self.accept)
        keys = scrolled(self._ground)
        self.lay(
            self.search, self._nothing, keys,
            verbs=(self.close_button,), enter=None, beside=(self.change,), grows=keys,
        )  # fmt: skip
        style.open_at(self, *_SIZE)
        self.shown: tuple[KeyRow, ...] = ()
        self._fill()
        self.search.setFocus()

    def _change(self) -> None:
        self.accept()
        self.change_wanted.emit()

    def _fill(self) -> None:
        """Show the keys that fit what is typed, the groups shared between two columns of about one height."""
        while (item := self._columns.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        found = matching((each for each in rows(self._actions) if each.keys), self.search.text())
        self.shown = found
        self._nothing.setVisible(not found)
        groups = [(place, tuple(each)) for place, each in groupby(found, key=lambda row: row.place)]
        left, right = _column(), _column()
        height, half = 0, (len(found) + len(groups)) / 2
        for place, each in groups:
            column = left if height < half else right
            height += len(each) + 1
            box = column.layout()
            if isinstance(box, QVBoxLayout):
                box.addWidget(label(place_words(place), "heading"))
                box.addLayout(_grid(each))
                box.addSpacing(style.px(8))
        for column in (left, right):
            box = column.layout()
            if isinstance(box, QVBoxLayout):
                box.addStretch(1)
            self._columns.addWidget(column, 1)


def _column() -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(style.px(8))
    return made


def _grid(found: tuple[KeyRow, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.px(12))
    grid.setVerticalSpacing(style.px(6))
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, style.px(140))
    for row, each in enumerate(found):
        caps = QHBoxLayout()
        caps.setSpacing(style.px(6))
        for keys in each.keys:
            caps.addWidget(keycap(native(keys)))
        caps.addStretch(1)
        grid.addLayout(caps, row, 0)
        grid.addWidget(label(each.words, wrap=True), row, 1)
    return grid


def native(keys: str) -> str:
    """Return keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
