"""What the window tells the person: what was refused or undone, what may be tried again, whether all is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.desktop.main_window import MainWindow
    from roidesk.desktop.tasks import Tasks
    from roidesk.desktop.widgets.report_dialog import ReportDialog
    from roidesk.domain.errors import UserError
    from roidesk.domain.timer import Gap
    from roidesk.services.desk import Desk
    from roidesk.services.restoring import Restored

_SLOW_MS = 200
"""A save that takes longer is shown."""


class Messages(QObject):
    """Turns what happens to writes into notes, toasts and the line under the person's name.

    `store` is what the store is called in a report, without a password.
    """

    undone = Signal()
    """The person asked a toast to take back the last action."""
    redone = Signal()
    """The person asked a toast to bring back what was taken back."""

    def __init__(self, window: MainWindow, tasks: Tasks, store: str) -> None:
        super().__init__(window)
        self._window, self._tasks, self._store = window, tasks, store
        self._desk: Desk | None = None
        self._report: ReportDialog | None = None
        self._stuck = ""
        self._shown_slow = self._sample = False
        self._offering = False
        self.slow = QTimer(self)
        self.slow.setSingleShot(True)
        self.slow.setInterval(_SLOW_MS)
        self.slow.timeout.connect(lambda: self._show_owner(writing=True))
        tasks.refused.connect(self.warn)
        tasks.blocked.connect(self.offer_again)
        tasks.writing.connect(self.show_writing)

    def serve(self, desk: Desk, *, sample: bool = False) -> None:
        """Show whose desk it is and that everything is saved, now that the store is open; `sample`: nobody's."""
        self._desk, self._sample = desk, sample
        self._show_owner()

    # ------------------------------------------------------------ notes

    def warn(self, error: UserError) -> None:
        """Say why something was refused."""
        from roidesk.i18n.sentences import explain

        self.caution(explain(error))

    def caution(self, sentence: str) -> None:
        """Say something the person should know, where the page has no place of its own for it."""
        self._window.note.tell(sentence, "warn")

    def offer_again(self, error: UserError, again: Callable[[], None]) -> None:
        """Offer to do a write again that was refused for a reason that passes."""
        from roidesk.desktop.widgets.notices import Choice
        from roidesk.i18n.sentences import explain

        self._stuck = explain(error)
        self._window.note.tell(self._stuck, "warn", [Choice(_("Try again"), again)])

    def pass_over(self) -> None:
        """Take back the offer to do a write again: what was in the way is gone, and done again it would be twice."""
        if self._stuck and self._window.note.text == self._stuck:
            self._window.note.hide()
        self._stuck = ""

    def tell_restored(self, restored: Restored | UserError) -> None:
        """Say what became of a backup that was to be restored."""
        from roidesk.domain.errors import UserError
        from roidesk.i18n.sentences import explain

        if isinstance(restored, UserError):
            self._window.note.tell(explain(restored), "error")
            return
        self._window.note.tell(
            _("Restored: the store is what the backup held. What was there before is the newest backup.")
        )

    def show_report(self, report: str) -> None:
        """Show the report of a fault of our own, in one window however many there are."""
        from roidesk.desktop.widgets.report_dialog import ReportDialog

        if self._report is None:
            self._report = ReportDialog(self._store, self._window)
        self._report.tell(report)

    @property
    def report(self) -> ReportDialog | None:
        """The window with reports of faults, if there was one."""
        return self._report

    # ------------------------------------------------------------ toasts

    def done(self, words: str) -> None:
        """Say what was done, and offer to take it back."""
        self._offer(words, _("Undo"), self.undone)

    def taken_back(self) -> None:
        """Say that the last action was taken back, and offer to bring it back."""
        self._offer(_("Undone"), _("Redo"), self.redone)

    def go_on(self, label: str) -> None:
        """An action was written: an offer made for the one before is withdrawn, as it would take back this one.

        An action tells what it did before it is known to be written, so that the first one after an offer is its own.
        """
        if self._offering:
            self._offering = False
        else:
            self._window.toast.dismiss()
        if label == "delete":
            self._window.toast.tell(_("Deleted"), _("Undo"), self.undone.emit)

    def _offer(self, words: str, verb: str, way: SignalInstance) -> None:
        self._offering = True
        self._window.toast.tell(words, verb, way.emit)

    def left_out(self, gaps: Sequence[Gap]) -> None:
        """Say what was left out of a timer that was stopped."""
        from roidesk.desktop.models.left_out import left_out

        self.done(left_out(gaps))

    # ------------------------------------------------------------ whose desk, and whether it is saved

    def show_writing(self, begins: bool) -> None:  # noqa: FBT001 - the argument of a signal
        """Say that something is being saved once that takes long enough to be noticed."""
        if begins:
            self.slow.start()
            return
        self.slow.stop()
        if self._shown_slow:
            self._show_owner()

    def _show_owner(self, *, writing: bool = False) -> None:
        desk = self._desk
        if desk is None:
            return
        self._shown_slow = writing
        state = _("saving…") if writing else _("read only") if desk.read_only else _("saved")
        sidebar = self._window.sidebar
        where = _("Sample team · {state}") if self._sample else _("This computer · {state}")
        self._tasks.glance(
            desk.tracking.owner,
            lambda name: sidebar.show_owner(name or _("No name yet"), where.format(state=state)),
        )
