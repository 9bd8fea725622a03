"""Who bought and is known by an address only: one question each, answered by one key, nothing guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.interactions import conversion_words
from roidesk.desktop.models.plain_rows import PlainRows
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.plain_table import PlainTable
from roidesk.domain.instants import local_day
from roidesk.domain.likeness import Alike
from roidesk.i18n import _, formats, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.changes import Changes
    from roidesk.services.desk import Desk
    from roidesk.services.unmatched import Proposal, UnmatchedRow

_SIZE = (860, 480)
_WIDTHS = (110, 230, 170, 150)


class MatchDialog(Dialog):
    """Asks about one row after the other; each answer is written at once, and Ctrl+Z takes it back here, too."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(_("Match who bought"), parent)
        self._desk, self._tasks = desk, tasks
        self._rows: Sequence[UnmatchedRow] = ()
        self._answered = 0
        self.question = label("", "verdict", wrap=True)
        self.why = label("", "help", wrap=True)
        self.model = PlainRows((_("Last"), _("Address"), _("What came"), _("Perhaps"), _("Why")), parent=self)
        self.table = PlainTable(self.model, _("Who bought and is not known"), _WIDTHS, several=False)
        self.table.selectionModel().selectionChanged.connect(self._ask)
        self.table.wanted.connect(self._same)
        self.same = Button(_("&Same person"), kind="primary")
        self.other = Button(_("S&omebody else…"))
        self.new = Button(_("&New contact"))
        self.leave = Button(_("&Leave it"))
        self.said: QLabel = label("", "help", wrap=True)
        self._lay()
        self._connect()
        tasks.changed.connect(self._changed)
        self._load()

    def _load(self) -> None:
        self._tasks.read(self._desk.unmatched.rows, self.while_open(self._show))

    def _changed(self, changes: Changes) -> None:
        if not changes.tables or changes.tables & {"contact", "conversion", "interaction"}:
            self._load()

    def _show(self, rows: Sequence[UnmatchedRow]) -> None:
        at = max(0, self.table.currentIndex().row())
        before, self._rows = self._rows, rows
        self.model.show_rows([_cells(row) for row in rows])
        if rows:
            self.table.selectRow(min(at, len(rows) - 1))
        self._ask()
        if not rows:
            self.fit(_SIZE[0])
        elif not before:
            style.open_at(self, *_SIZE)

    # ------------------------------------------------------------ the question

    @property
    def _row(self) -> UnmatchedRow | None:
        chosen = self.table.chosen()
        return self._rows[chosen[0]] if chosen and chosen[0] < len(self._rows) else None

    @property
    def _proposal(self) -> Proposal | None:
        row = self._row
        return row.proposals[0] if row is not None and row.proposals else None

    def _ask(self) -> None:
        row, proposal = self._row, self._proposal
        self.same.setEnabled(proposal is not None)
        for part in (self.same, self.other, self.new, self.leave, self.table):
            part.setVisible(bool(self._rows))
        if row is None:
            self.question.setText(_("Everybody who bought is known."))
            self.why.setText(_("An order from an address nobody has been spoken with by is asked about here."))
            return
        came, address = conversion_words(row.conversions[0]), row.contact.name
        if proposal is None:
            self.question.setText(_("{address}: {came}. Who is that?").format(address=address, came=came))
            self.why.setText(_("No address and no name is alike. It can stay as it is."))
            return
        self.question.setText(
            _("{address}: {came}. Is that {who}?").format(address=address, came=came, who=proposal.contact.name)
        )
        self.why.setText(
            _(
                "{reason}. Say yes once and the address is kept with them: later orders find them by themselves. "
                "It can be taken apart again on their page."
            ).format(reason=reason(proposal.why))
        )

    # ------------------------------------------------------------ answers

    def _same(self) -> None:
        proposal = self._proposal
        if proposal is not None:
            self._match(proposal.contact.id, proposal.contact.name)

    def _match(self, with_whom: UUID, name: str) -> None:
        row, unmatched = self._row, self._desk.unmatched
        if row is not None:
            self._write(
                lambda: unmatched.match(row.contact.id, with_whom),
                _("{address} is {who} from now on.").format(address=row.contact.name, who=name),
            )

    def _is_new(self) -> None:
        row, unmatched = self._row, self._desk.unmatched
        if row is not None:
            said = _("{address} is a customer of their own.").format(address=row.contact.name)
            self._write(lambda: unmatched.is_new(row.contact.id), said)

    def _write(self, work: Callable[[], Changes], said: str) -> None:
        self.problem.hide()
        self._tasks.write(work, self.while_open(lambda _changes: self._wrote(said)), self.while_open(self.refuse))

    def _wrote(self, said: str) -> None:
        self._answered += 1
        self.said.setText(said)

    def _undo(self) -> None:
        """Take back the last answer; what was done before the dialog opened is not its to take back."""
        if self._answered:
            self._answered -= 1
            self._tasks.write(self._desk.care.undo, self.while_open(lambda _changes: self.said.setText(_("Undone"))))

    def _skip(self) -> None:
        """Go to the next one; this one stays in the list."""
        at = self.table.currentIndex().row() + 1
        self.table.selectRow(at if at < len(self._rows) else 0)

    def _choose(self) -> None:
        from roidesk.desktop.widgets.contact_picker import ContactPicker

        row = self._row
        if row is None:
            return
        question = _("Who is {address}?").format(address=row.contact.name)
        picker = ContactPicker(self._desk, self._tasks, question, _("Same person"), self, but=(row.contact.id,))
        picker.chosen.connect(self._match)
        picker.open()

    # ------------------------------------------------------------ layout

    def _connect(self) -> None:
        self.same.clicked.connect(self._same)
        self.other.clicked.connect(self._choose)
        self.new.clicked.connect(self._is_new)
        self.leave.clicked.connect(self._skip)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo)

    def _lay(self) -> None:
        answers = QHBoxLayout()
        answers.setSpacing(style.px(8))
        for button in (self.same, self.other, self.new, self.leave):
            answers.addWidget(button)
        answers.addStretch(1)
        self.lay(
            self.question, self.why, answers, self.table, self.said,
            verbs=(self.leaving(_("Close")),), enter=None, grows=self.table,
        )  # fmt: skip
        style.open_at(self, *_SIZE)


def reason(why: Alike) -> str:
    """Return why two may be one, in words."""
    return {
        Alike.SAME_NAME: _("The same name"),
        Alike.INITIAL_AND_SURNAME: _("Initial and surname alike"),
        Alike.ADDRESS_LIKE_NAME: _("The address is like the name"),
        Alike.HANDLE_IN_ADDRESS: _("The address begins like the name"),
    }[why]


def _cells(row: UnmatchedRow) -> tuple[str, ...]:
    last, more = row.conversions[0], len(row.conversions) - 1
    came = conversion_words(last)
    if more:
        came = ngettext("{what} and {count} more", "{what} and {count} more", more).format(what=came, count=more)
    perhaps = row.proposals[0] if row.proposals else None
    return (
        formats.day(local_day(last.at_us, last.zone)),
        row.contact.name,
        came,
        perhaps.contact.name if perhaps else "–",
        reason(perhaps.why) if perhaps else _("no address or name alike"),
    )
