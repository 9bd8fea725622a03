"""Looking after the store behind the window: checks when nobody waits for them, and one note when something is wrong.

Checks run in a process of their own, so that neither the window nor a figure waits for them. What is wrong stands in a
note that offers what can be done; nothing is repaired that could be repaired wrongly.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from roidesk.desktop.appearance import kept_state
from roidesk.desktop.tasks import Tasks
from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.desktop.widgets.notices import Choice, Note
    from roidesk.services.desk import Desk
    from roidesk.services.mending import Salvaged

_FIRST_MS = 30_000
"""By then the pages stand."""
_AGAIN_MS = 3_600_000
_IDLE_MS = 30_000
_QUICK, _DEEP = DAY, 7 * DAY
_TOLD_ELSEWHERE = frozenset(("changes_missing",))
_SUMS = "rollup_differs"
_LESS = frozenset((_SUMS, "schema_differs", "week_differs"))
"""What by itself loses no entry: sums can be worked out again, and somebody may have added a table."""
_DAMAGED = frozenset(("store_damaged", "store_gone"))


class StoreCare(QObject):
    """Tells what is wrong with a store, checks it daily, and deeply every week, and lets its log come to rest."""

    restore_wanted = Signal()
    """The backups are to be shown."""
    elsewhere_wanted = Signal(Path)
    """Another store is to be shown, or made."""
    sample_wanted = Signal()
    """The sample team is to be shown."""
    mended = Signal()
    """Kept sums were worked out again: figures may be others."""

    def __init__(self, note: Note, tasks: Tasks, path: Path | str, now: Callable[[], int]) -> None:
        super().__init__(note)
        self._note, self._tasks, self._now = note, tasks, now
        self._path = path if isinstance(path, Path) else None
        self._desk: Desk | None = None
        self._process: QProcess | None = None
        self._told_stop = False
        self._resting = False
        self._due = _single_shot(self, self.look)
        self._idle = _single_shot(self, self._rest)

    def serve(self, desk: Desk) -> None:
        """Take an open store: say what is known to be wrong, and begin to look after it."""
        self._desk = desk
        self._tasks.writing.connect(self._written)
        if self._path is None:
            return
        if desk.mending.missing:
            self._tell_missing(desk)
        elif desk.mending.network:
            self._tell_network(desk.mending.network)
        self._due.start(_FIRST_MS)

    def stop(self) -> None:
        """Check nothing any more, and end the check under way."""
        self._due.stop()
        self._idle.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect()
            process.kill()
            process.waitForFinished()

    def refused(self, error: UserError) -> None:
        """Say why the store could not be opened, with the ways there are."""
        from roidesk.i18n.sentences import explain

        choices = self._ways() if error.code in _DAMAGED and self._path else ()
        self._tell(explain(error), "error", (*choices, *self._elsewhere()))

    # ------------------------------------------------------------ checks

    def look(self) -> None:
        """Begin the check that is due, if one is; look again in an hour."""
        self._due.start(_AGAIN_MS)
        if self._desk is None or self._process is not None or self._desk.mending.stopped is not None:
            return
        now = self._now()
        for kind, every in (("deep", _DEEP), ("quick", _QUICK)):
            # A check in the future was made when the clock was wrong.
            if not now - every < _checked(self._key(kind)) <= now:
                self.check(deep=kind == "deep")
                return

    def check(self, *, deep: bool) -> None:
        """Check the store in a process of its own."""
        process = QProcess(self)
        self._process = process
        process.finished.connect(lambda *_: self._checked(process, deep=deep))
        # Its words are read as JSON; what it complains of besides is nobody's to read.
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        words = ["-m", "roidesk", "--store", str(self._path), "--json", "check", "--gently", *(["--deep"] * deep)]
        process.start(sys.executable, words)

    def _checked(self, process: QProcess, *, deep: bool) -> None:
        said = bytes(process.readAllStandardOutput().data())
        self._process = None
        process.deleteLater()
        try:
            document: dict[str, Any] = json.loads(said)
        except ValueError:
            return  # it was ended, or could not begin: the next one says more
        if "findings" in document:
            if not document["findings"]:  # what was found is looked for again at the next start
                for kind in ("deep", "quick") if deep else ("quick",):
                    kept_state().setValue(self._key(kind), self._now())
            self.found(document["findings"])
        elif document.get("error") in _DAMAGED:
            self._stop_writing(str(document.get("said", "")))

    def found(self, findings: list[Mapping[str, Any]]) -> None:
        """Act on what a check found: kept sums are worked out again, other tables told, anything else stops writing."""
        desk = self._desk
        codes = {each["code"] for each in findings} - _TOLD_ELSEWHERE
        if desk is None or not codes:
            return
        if codes == {_SUMS} and not desk.read_only:
            self._tasks.write(desk.mending.mend_sums, lambda _changes: self._tell_mended(), self._not_mended)
            return
        from roidesk.i18n.findings import sentence

        worst = min((each for each in findings if each["code"] in codes), key=lambda each: each["code"] in _LESS)
        said = sentence(worst["code"], worst["where"], worst["said"], worst["more"])
        if codes <= _LESS - {_SUMS}:
            self._tell(said, "warn", ())
        else:
            self._stop_writing(said.rstrip("."))

    def _key(self, kind: str) -> str:
        return f"checked/{blake2b(str(self._path).encode(), digest_size=8).hexdigest()}/{kind}"

    # ------------------------------------------------------------ what is told

    def _tell(self, sentence: str, state: str, choices: tuple[Choice, ...]) -> None:
        self._note.tell(sentence, state, choices)

    def _tell_missing(self, desk: Desk) -> None:
        from roidesk.desktop.widgets.notices import Choice
        from roidesk.i18n.findings import missing

        go_on = Choice(_("Go on without them"), lambda: self._tasks.write(desk.mending.go_on))
        restore = Choice(_("Restore a backup…"), self.restore_wanted.emit)
        choices = (restore,) if desk.read_only else (restore, go_on)
        self._tell(missing(desk.mending.missing, str(desk.store_place)), "warn", choices)

    def _tell_network(self, kind: str) -> None:
        key = self._key("network_told")
        if kept_state().value(key):
            return
        kept_state().setValue(key, kind)
        text = _(
            "This store lies on a network drive ({kind}). It is written more slowly there, and such a drive may lose "
            "what it said was saved: a store on this computer, exported to the drive, is safer."
        )
        self._tell(text.format(kind=kind), "warn", ())

    def _tell_mended(self) -> None:
        text = _("Some kept sums were wrong and were worked out again from the entries. A backup was made before.")
        self._tell(text, "", ())
        self.mended.emit()

    def _not_mended(self, error: UserError) -> None:
        from roidesk.i18n.sentences import explain

        self._tell(explain(error), "warn", self._ways())

    def _stop_writing(self, said: str) -> None:
        if self._desk is not None:
            self._desk.mending.stop(said)
            self._show_stop()

    def _written(self, writing: bool) -> None:  # noqa: FBT001 - the argument of a signal
        """A write has ended: say why it was the last, or let the log come to rest half a minute later."""
        if writing:
            return
        self._show_stop()
        if not self._resting and not self._idle.isActive():
            self._idle.start(_IDLE_MS)
        self._resting = False  # coming to rest is a write itself

    def _show_stop(self) -> None:
        from roidesk.i18n.sentences import explain

        reason = self._desk.mending.stopped if self._desk is not None else None
        if reason is not None and not self._told_stop:
            self._told_stop = True
            choices = self._ways() if reason.code in _DAMAGED else ()
            self._tell(explain(reason), "error", choices)

    def _rest(self) -> None:
        desk = self._desk
        if desk is not None and not desk.read_only:
            self._resting = True
            self._tasks.write(desk.mending.rest, failed=lambda _error: None)

    # ------------------------------------------------------------ ways out

    def _ways(self) -> tuple[Choice, ...]:
        """Return what can be done about a damaged store; the file itself stays as it is."""
        from roidesk.desktop.widgets.notices import Choice

        return (
            Choice(_("Restore a backup…"), self.restore_wanted.emit),
            Choice(_("Save what can be read…"), self._ask_salvage),
        )

    def _elsewhere(self) -> tuple[Choice, ...]:
        from roidesk.desktop.widgets.notices import Choice

        return (
            Choice(_("Open another store…"), partial(self._ask_store, new=False)),
            Choice(_("Start a new one…"), partial(self._ask_store, new=True)),
            Choice(_("The sample team"), self.sample_wanted.emit),
        )

    def _ask_store(self, *, new: bool) -> None:
        dialog = self._dialog(_("Start a new store") if new else _("Open a store"), new=new)
        dialog.fileSelected.connect(lambda path: self.elsewhere_wanted.emit(Path(path)))
        dialog.open()

    def _ask_salvage(self) -> None:
        dialog = self._dialog(_("Save what can be read"), new=True)
        if self._path is not None:
            dialog.setDirectory(str(self._path.parent))
            dialog.selectFile(f"{self._path.stem}-saved.db")
        dialog.fileSelected.connect(lambda path: self.salvage(Path(path)))
        dialog.open()

    def _dialog(self, title: str, *, new: bool) -> QFileDialog:
        dialog = QFileDialog(self._note.window(), title)
        if new:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # a file that is there is never written over
            dialog.setDefaultSuffix("db")
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Stores (*.db)"), _("All files (*)")])
        dialog.rejected.connect(self._show_again)
        return dialog

    def _show_again(self) -> None:
        """A dialog was left: the note it came from went away with the choice, and what it said still holds."""
        self._note.show()

    def salvage(self, to: Path) -> None:
        """Save what can be read of the damaged store into a new one, and say what that was."""
        import socket

        from roidesk.services.mending import save_what_can_be_read

        path = self._path
        if path is None:
            return
        now, device = self._now(), socket.gethostname()
        self._tell(_("Saving what can be read into {name}…").format(name=to.name), "", ())
        self._tasks.aside(
            lambda: save_what_can_be_read(path, to, now=now, device=device), self._salvaged, self._not_salvaged
        )

    def _salvaged(self, found: Salvaged) -> None:
        from roidesk.desktop.widgets.notices import Choice
        from roidesk.i18n.findings import salvaged

        counts = {name: value for name, value in found._asdict().items() if isinstance(value, int)}
        said = " ".join(salvaged(str(found.path), sum(found.entries.values()), counts))
        self._tell(said, "", (Choice(_("Open it"), lambda: self.elsewhere_wanted.emit(found.path)),))

    def _not_salvaged(self, error: UserError) -> None:
        from roidesk.i18n.sentences import explain

        self._tell(explain(error), "error", (*self._ways(), *(() if self._desk else self._elsewhere())))


def _single_shot(parent: QObject, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    return timer


def _checked(key: str) -> int:
    """Return when a check was made last, in microseconds; 0: never."""
    try:
        return int(str(kept_state().value(key, 0)))
    except ValueError:
        return 0
