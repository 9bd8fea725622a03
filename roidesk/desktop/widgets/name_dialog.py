"""Asks for one name; what is wrong with it is said beneath, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.domain.errors import UserError
from roidesk.i18n import _

Save = Callable[[str, Callable[[], None], Callable[[UserError], None]], None]
"""Writes a name, then calls the second, or the third when it cannot be so."""


class NameDialog(Dialog):
    """A question, a field, and the verb."""

    def __init__(self, title: str, verb: str, name: str, save: Save, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.name = QLineEdit(name)
        self.name.setAccessibleName(_("Name"))
        self.name.selectAll()
        asked = label(_("What is it called?"))
        asked.setBuddy(self.name)
        self.save = Button(verb, kind="primary")
        saved, refused = self.while_open(self.accept), self.while_open(self.refuse)
        self.save.clicked.connect(lambda: save(self.name.text(), saved, refused))
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        self.save.setEnabled(bool(name))
        self.lay(asked, self.name, verbs=(self.leaving(), self.save), enter=self.save)
        self.setMinimumWidth(style.px(380))
        self.name.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say what is wrong, and let it be typed over."""
        super().refuse(error)
        self.name.setFocus()
