"""What is said when something of ours went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _


class ReportDialog(Dialog):
    """What it was, to be copied, and that the data are safe. It comes back with the next report."""

    def __init__(self, store: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Something in roidesk failed"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("Report"))
        copy = Button(_("Copy the report"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        close = Button(_("Close"), kind="primary")
        close.clicked.connect(self.accept)
        safe = _("Your data are safe: all that was saved is in {store}. You can go on working.")
        self.lay(
            label(_("Something in roidesk failed"), "title"),
            label(safe.format(store=store), wrap=True),
            label(_("The report says where it happened and holds nothing you entered."), "help", wrap=True),
            self._text,
            verbs=(copy, close), enter=close, grows=self._text,
        )  # fmt: skip
        style.open_at(self, 640, 400)

    def tell(self, report: str) -> None:
        """Show a report; while one is shown, the next is added to it."""
        if self.isVisible():
            self._text.appendPlainText(f"\n{report}")
        else:
            self._text.setPlainText(report)
            self.open()
