"""The head of a contact's page: the way back, who it is, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.contact_words import initials
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.labels import ElidedLabel, label
from roidesk.i18n import _


class ContactHead(QWidget):
    """Says who it is; the name is changed where it stands."""

    renamed = Signal(str)
    """Another name was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.back = IconButton("arrow-left", _("Back"), keys=_("Alt+Left"))
        self._initials = label("", "avatar")
        self._initials.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = ElidedLabel("", "title")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._more = ElidedLabel("", "hint")
        self.rename = IconButton("pencil", _("Change the name"), keys=_("F2"))
        self.rename.clicked.connect(self.edit)
        self._field = QLineEdit()
        self._field.setAccessibleName(_("Name"))
        self._field.hide()
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._take)
        self.start = Button(_("Start a timer"), "play")
        self.convert = Button(_("Add a conversion…"), "diamond", keys=_("Ctrl+Shift+C"))
        self.merge = Button(_("Merge…"), "merge")
        self.export = Button(_("Export this person…"), "download")
        self.erase = Button(_("Erase…"), "trash-2", kind="danger")
        self._rest = (self.convert, self.merge, self.export, self.erase)
        self.more = IconButton("ellipsis", _("What else can be done"))
        self.more.clicked.connect(self._open_menu)
        self.more.hide()
        self._lay()

    def set_narrow(self, *, narrow: bool) -> None:
        """Put all but the first button into a menu where there is little room."""
        for button in self._rest:
            button.setVisible(not narrow)
        self.more.setVisible(narrow)

    def show_name(self, name: str, more: str) -> None:
        """Show somebody."""
        self._initials.setText(initials(name))
        self._name.setText(name)
        self._more.setText(more)
        self._close()

    def edit(self) -> None:
        """Change the name where it stands; Enter saves, Esc leaves it."""
        self._field.setText(self._name.text())
        self._name.hide()
        self._field.show()
        self._field.setFocus()
        self._field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the name as it was."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._close()
            self.rename.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._rest:
            menu.addAction(button.accessibleName().replace("&", "&&"), button.click)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _take(self) -> None:
        text = " ".join(self._field.text().split())
        if text and text != self._name.text():
            self.renamed.emit(text)
        else:
            self._close()

    def _close(self) -> None:
        self._field.hide()
        self._name.show()

    def _lay(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(8))
        for part in (self.back, self._initials, self._name, self._field, self.rename):
            box.addWidget(part)
        box.addWidget(self._more, 1)
        for button in (self.start, *self._rest, self.more):
            box.addWidget(button)
