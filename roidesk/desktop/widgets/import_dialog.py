"""Before anything is taken in: what a file holds, what would be new, and which rows cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

from roidesk.desktop import style
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.combo import Combo
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.domain.errors import Cancelled, UserError
from roidesk.domain.instants import SECOND
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk
from roidesk.services.exchange import ImportReport, located

_SLOW_MS = 1000


class ImportDialog(Dialog):
    """Tries the import without keeping anything, tells what it found, and imports when it is told to."""

    imported = Signal(object)
    """The `ImportReport` of what was taken in."""
    _advanced = Signal(int, int)

    def __init__(self, desk: Desk, tasks: Tasks, paths: Sequence[Path], people: Sequence[str], parent: QWidget) -> None:
        super().__init__(_("Import"), parent)
        self._desk, self._tasks, self._paths = desk, tasks, list(paths)
        self._stop = Event()
        self._asked = 0
        self._report: ImportReport | None = None
        self.format = _combo(
            _("Format"), [("", _("Found out from the file")), *((each, each) for each in desk.exchange.formats())]
        )
        self.person = _combo(_("Whose time"), [("", _("As the file says")), *((each, each) for each in people)])
        self.days = _combo(
            _("Days are written"),
            [("", _("Found out from the file")), ("dmy", _("day, month, year")), ("mdy", _("month, day, year"))],
        )
        self.skip = QCheckBox(_("Leave out the rows that cannot be read"))
        self.found = label("", "heading", wrap=True)
        self.notes = label("", "help", wrap=True)
        self.errors = QPlainTextEdit()
        self.errors.setReadOnly(True)
        self.errors.setAccessibleName(_("Rows that cannot be read"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.take = Button(_("Import"), kind="primary")
        self.cancel = self.leaving()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self.bar.show)
        self._lay()
        self._connect()
        self.try_out()

    def try_out(self) -> None:
        """Read the files as they would be imported, keeping nothing."""
        self._run(dry=True)

    def done(self, result: int) -> None:
        """Stop what is still being read, then close."""
        self._stop.set()
        self._slow.stop()
        super().done(result)

    def _lay(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(style.px(12))
        form.setVerticalSpacing(style.px(8))
        for text, field in (
            (_("Format"), self.format),
            (_("Whose time"), self.person),
            (_("Days are written"), self.days),
        ):
            form.addRow(label(text, "help"), field)
        files = label(", ".join(each.name for each in self._paths), "title", wrap=True)
        self.lay(
            files, form, self.bar, self.found, self.notes, self.errors,
            verbs=(self.cancel, self.take), enter=self.take, beside=(self.skip,), grows=self.errors,
        )  # fmt: skip
        self.bar.hide()
        style.open_at(self, 640, 420)

    def _connect(self) -> None:
        for field in (self.format, self.person, self.days):
            field.currentIndexChanged.connect(self.try_out)
        self.skip.toggled.connect(self._show_verb)
        self.take.clicked.connect(lambda: self._run(dry=False))
        self._advanced.connect(self._show_progress)

    def _run(self, *, dry: bool) -> None:
        """Import, or try to; what was begun before is given up."""
        self._stop.set()
        stop = self._stop = Event()
        self._asked += 1
        asked, paths = self._asked, list(self._paths)
        chosen = [str(each.currentData()) or None for each in (self.format, self.person, self.days)]

        def tell(done: int, whole: int) -> None:
            if stop.is_set():
                raise Cancelled
            self._advanced.emit(done, whole)

        def work() -> ImportReport:
            return self._desk.exchange.import_paths(
                paths,
                format=chosen[0],
                person=chosen[1],
                date_order=chosen[2],
                dry_run=dry,
                skip_bad=dry or self.skip.isChecked(),
                progress=tell,
            )

        self.take.setEnabled(False)
        self.found.setText(_("Reading…") if dry else _("Importing…"))
        self._slow.start()
        self._tasks.write(
            work,
            self.while_open(lambda report: self._ended(asked, report)),
            self.while_open(lambda error: self._refused(asked, error)),
        )

    def _ended(self, asked: int, report: ImportReport) -> None:
        if report.changes:
            self.imported.emit(report)
        if asked != self._asked:
            return
        self._rest()
        if report.dry_run:
            self._show(report)
        else:
            self.accept()

    def _refused(self, asked: int, error: UserError) -> None:
        if asked != self._asked:
            return
        self._rest()
        self._report = None
        self.found.setText(explain(error))
        self.notes.clear()
        self.errors.hide()
        self.skip.hide()

    def _rest(self) -> None:
        self._slow.stop()
        self.bar.hide()

    def _show(self, report: ImportReport) -> None:
        self._report = report
        self.found.setText(summary(report))
        self.notes.setText("\n".join(explain(each) for each in report.notes))
        self.notes.setVisible(bool(report.notes))
        lines = [explain(located(each)) for each in report.errors]
        if report.more_errors:
            lines.append(_("… and {count} more").format(count=formats.number(report.more_errors)))
        self.errors.setPlainText("\n".join(lines))
        self.errors.setVisible(bool(lines))
        self.skip.setVisible(bool(lines))
        self._show_verb()

    def _show_verb(self) -> None:
        report = self._report
        count = report.new + report.replaced if report else 0
        self.take.setText(
            ngettext("Import {count} row", "Import {count} rows", count).format(count=formats.number(count))
        )
        bad = bool(report and report.errors)
        self.take.setEnabled(count > 0 and (not bad or self.skip.isChecked()))

    def _show_progress(self, done: int, whole: int) -> None:
        self.bar.setMaximum(max(1, whole // 1024))
        self.bar.setValue(done // 1024)


def summary(report: ImportReport) -> str:
    """Return what an import found, in one sentence a count; counts of 0 are left out but for what is new."""
    said = [
        ngettext("{count} new row", "{count} new rows", report.new).format(count=formats.number(report.new))
        + (f" ({formats.duration(round(report.seconds * SECOND))})" if report.seconds else "")
    ]
    for count, words in (
        (report.replaced, _("{count} newer than here")),
        (report.duplicates, _("{count} already here")),
        (len(report.conflicts), _("{count} changed on both desks")),
        (report.skipped, _("{count} that cannot be read")),
    ):
        if count:
            said.append(words.format(count=formats.number(count)))
    return ", ".join(said) + "."


def _combo(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = Combo(name)
    for key, text in choices:
        made.addItem(text, key)
    return made
