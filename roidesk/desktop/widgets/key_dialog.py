"""Other keys for one action: pressed, not typed; who has them already is said before they are taken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.key_rows import KeyRow, taken_by
from roidesk.desktop.widgets.buttons import ENTER, Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.notices import announce
from roidesk.i18n import _

_HELD = re.compile(r"\b(Ctrl|Alt|Meta)\+")


class KeyDialog(Dialog):
    """Asks for keys. A field for text has single letters first, so keys without Ctrl or Alt act outside text only.

    `in_every_program`: they are taken from all programs, so that none may be without Ctrl, Alt or the system's key.
    """

    wanted = Signal(str)
    """The keys as Qt writes them, "" for none."""
    usual_wanted = Signal()
    """The keys it came with."""

    def __init__(
        self, row: KeyRow, every: Sequence[KeyRow], parent: QWidget, *, in_every_program: bool = False
    ) -> None:
        super().__init__(_("Change keys"), parent)
        self._in_every_program = in_every_program
        self._row, self._every = row, every
        self.edit = QKeySequenceEdit(QKeySequence(row.keys[0] if row.keys else ""))
        self.edit.setAccessibleName(_("New keys for “{action}”").format(action=row.words))
        self.edit.setMaximumSequenceLength(1)
        self.edit.setProperty("ring", "own")
        self.edit.installEventFilter(self)
        self.edit.keySequenceChanged.connect(lambda _keys: self._tell())
        self.said = label("", "help", wrap=True)
        self.use = Button(_("Use"), kind="primary")
        self.use.clicked.connect(lambda: self._leave_with(self.keys))
        none, usual = Button(_("No key")), Button(_("As it came"), kind="quiet")
        none.clicked.connect(lambda: self._leave_with(""))
        usual.clicked.connect(self.usual_wanted)
        usual.clicked.connect(self.accept)
        asked = label(row.words, "heading", wrap=True), label(_("Press the keys."), "help")
        verbs = self.leaving(), self.use
        self.lay(*asked, self.edit, self.said, verbs=verbs, enter=self.use, beside=(none, usual))
        usual.setVisible(row.changed)
        self.setMinimumWidth(style.px(420))
        self.edit.setFocus()
        self._tell()

    @property
    def keys(self) -> str:
        """The keys pressed, as Qt writes them."""
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let bare Enter use the keys and bare Esc leave, as in every dialog: neither is worth having for an action."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            bare = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
            if bare and event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
            if bare and event.key() in ENTER:
                self.use.click()
                return True
        return super().eventFilter(watched, event)

    def _leave_with(self, keys: str) -> None:
        self.wanted.emit(keys)
        self.accept()

    def _tell(self) -> None:
        other = taken_by(self._every, self._row.name, self.keys) if self.keys else None
        plain = self._in_every_program and not _HELD.search(self.keys)
        self.use.setEnabled(bool(self.keys) and not plain)
        if self.keys and plain:
            self.said.setText(_("These keys will act in every program: hold Ctrl, Alt or the system’s key with them."))
            return
        text = _("“{action}” has these keys; it will have none.").format(action=other.words) if other else ""
        self.said.setText(text)
        if text:
            announce(self, text)
