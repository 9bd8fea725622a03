"""What stands under a closed week: when and by whom it was closed, what is different since, and what made it so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.plain_rows import PlainRows
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.history_dialog import HistoryDialog
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.plain_table import PlainTable
from roidesk.i18n import _, formats, ngettext
from roidesk.services.closing import Closing
from roidesk.services.closing_words import closed_sentence, difference_sentence, later_change
from roidesk.services.desk import Desk


class ClosedWeekLine(QWidget):
    """One sentence and, where something was changed since, a button that shows what."""

    wanted = Signal()
    """What was changed is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._text = label("", "help", wrap=True)
        self.changes = Button(_("What changed…"), "history", kind="link")
        self.changes.clicked.connect(self.wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(12))
        box.addWidget(self._text, 1)
        box.addWidget(self.changes)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_closing(self, closing: Closing | None, zone: str) -> None:
        """Show what became of a closed week; None: it is open."""
        self.setVisible(closing is not None)
        if closing is None:
            self._text.clear()
            return
        said = closed_sentence(closing, zone)
        self._text.setText(f"{said} {difference_sentence(closing)}" if closing.differs else said)
        self.changes.setVisible(bool(closing.changes))


class LaterChanges(Dialog):
    """The changes made in a week after it was closed; Enter shows the history of an entry."""

    def __init__(self, desk: Desk, tasks: Tasks, closing: Closing, zone: str, parent: QWidget) -> None:
        super().__init__(_("Changed since it was closed"), parent)
        self._desk, self._tasks, self._changes = desk, tasks, closing.changes
        model = PlainRows((_("Change"),))
        model.show_rows([(later_change(each, zone),) for each in closing.changes])
        self.table = PlainTable(model, _("Changes"), (), several=False)
        self.history = Button(_("History…"), "history", kind="primary", keys=_("Enter"))
        more = label("", "help")
        if closing.more_changes:
            said = ngettext("and {count} more", "and {count} more", closing.more_changes)
            more.setText(said.format(count=formats.number(closing.more_changes)))
        self.lay(
            label(difference_sentence(closing), "heading", wrap=True), self.table,
            verbs=(self.leaving(_("Close")), self.history), enter=self.history, beside=(more,), grows=self.table,
        )  # fmt: skip
        self.history.clicked.connect(self.show_history)
        self.table.wanted.connect(self.show_history)
        self.table.selectRow(0)
        style.open_at(self, 760, 380)

    def show_history(self) -> HistoryDialog | None:
        """Show every version of the entry whose change is selected."""
        chosen = self.table.chosen()
        if not chosen:
            return None
        change = self._changes[chosen[0]]
        dialog = HistoryDialog(self._desk, self._tasks, change.id, change.what, self)
        dialog.open()
        return dialog
