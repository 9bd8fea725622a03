"""Erasing a contact: what would go is shown first, as it is the one thing that cannot be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _
from roidesk.i18n import erasing as words
from roidesk.i18n.sentences import explain

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.errors import UserError
    from roidesk.services.desk import Desk
    from roidesk.services.erasing import Erased, Erasure, Mention

_WIDE = 640
_TEXTS_HIGH = 240


class EraseDialog(Dialog):
    """Shows what erasing a contact comes to, and erases it when the person says so."""

    erased = Signal(str)
    """It is done; a sentence that says what."""

    def __init__(self, desk: Desk, tasks: Tasks, contact: UUID, parent: QWidget) -> None:
        super().__init__(_("Erase a contact"), parent)
        self._desk, self._tasks, self._contact = desk, tasks, str(contact)
        self._asked = 0
        self.said = label(_("Looking for everything about this contact…"), wrap=True)
        self.found = QPlainTextEdit()
        self.found.setReadOnly(True)
        self.found.setAccessibleName(_("Texts that name them"))
        self.found.setMinimumHeight(style.px(_TEXTS_HIGH))
        self.found.hide()
        self.words = QCheckBox(_("Also replace single words that may be their name"))
        self.backups = QCheckBox(_("Also remove the backups that hold them"))
        self.act = Button(_("Erase for good"), "trash-2", kind="danger")
        self.act.setEnabled(False)
        self.leave = self.leaving(_("Leave it"))
        parts = self.said, self.found, self.words, self.backups
        self.lay(*parts, verbs=(self.leave, self.act), enter=self.leave, grows=self.found)
        self.fit(_WIDE)
        self.words.toggled.connect(self._look)
        self.act.clicked.connect(self._erase)
        self._look()

    def _look(self) -> None:
        """Work out what would go."""
        self._asked += 1
        asked, single = self._asked, self.words.isChecked()
        self.act.setEnabled(False)
        self._tasks.read(
            lambda: self._desk.erasing.preview(self._contact, words=single),
            self.while_open(lambda seen: self._show(asked, seen)),
            self.while_open(lambda error: self.said.setText(explain(error))),
        )

    def _show(self, asked: int, seen: Erasure) -> None:
        if asked != self._asked:
            return
        who = " · ".join(each.name for each in seen.contacts)
        what = _("{who}: {what}. It cannot be taken back.").format(who=who, what=_counts(seen))
        self.said.setText(f"{what} {words.stays()}")
        self.found.setPlainText("\n".join(_mentions(seen)))
        self.found.setVisible(bool(self.found.toPlainText()))
        self.fit(_WIDE)
        self.act.setEnabled(True)

    def _erase(self) -> None:
        self.act.setEnabled(False)
        self.said.setText(_("Erasing…"))
        single, backups = self.words.isChecked(), self.backups.isChecked()
        self._tasks.write(
            lambda: self._desk.erasing.erase(self._contact, words=single, backups=backups),
            self.while_open(self._done),
            self.while_open(self._refused),
        )

    def _done(self, erased: Erased) -> None:
        said = [words.done(erased.erasure.pseudonym, _counts(erased.erasure))]
        said.append(words.backups(erased.backups_until, erased.backups_removed))
        if not erased.clean:
            said.append(words.in_the_way())
        self.erased.emit(" ".join(filter(None, said)))
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.said.setText(explain(error))
        self.act.setEnabled(True)


def _counts(erasure: Erasure) -> str:
    return words.counts(len(erasure.entries) + len(erasure.gone), erasure.texts, erasure.contents)


def _mentions(erasure: Erasure) -> Iterable[str]:
    """Yield the texts that name them: those that are rewritten, then those that are left."""
    replaced = [each for each in erasure.mentions if each.replaced]
    left = [each for each in erasure.mentions if not each.replaced]
    if replaced:
        yield _("The pseudonym takes the place of the name in:")
        yield from map(_line, replaced)
    if left:
        yield words.left()
        yield from map(_line, left)


def _line(mention: Mention) -> str:
    return f"  {mention.table} · {mention.field}: {' '.join(mention.text.split())}"
