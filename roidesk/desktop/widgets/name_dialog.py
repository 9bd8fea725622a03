"""Asks for one name; what is wrong with it is said beneath, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.domain.errors import UserError
from roidesk.i18n import _
from roidesk.i18n.sentences import explain

Save = Callable[[str, Callable[[], None], Callable[[UserError], None]], None]
"""Writes a name, then calls the second, or the third when it cannot be so."""


class NameDialog(QDialog):
    """A question, a field, and the verb."""

    def __init__(self, title: str, verb: str, name: str, save: Save, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.name = QLineEdit(name)
        self.name.setAccessibleName(_("Name"))
        self.name.selectAll()
        asked = label(_("What is it called?"))
        asked.setBuddy(self.name)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.save = Button(verb, kind="primary")
        self.save.setDefault(True)
        self.save.clicked.connect(lambda: save(self.name.text(), self.accept, self.refuse))
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        self.save.setEnabled(bool(name))
        leave = Button(_("Cancel"))
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(20)] * 4)
        box.setSpacing(style.px(10))
        for each in (asked, self.name, self.error):
            box.addWidget(each)
        box.addLayout(buttons)
        self.setMinimumWidth(style.px(380))
        self.name.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say what is wrong."""
        self.error.setText(explain(error))
        self.error.show()
        self.name.setFocus()
