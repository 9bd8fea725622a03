"""How many wait for an answer, beside Today in the sidebar, and what is done about it by key on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from roidesk.desktop.actions import Action, Place
from roidesk.desktop.companion import Around, Companion
from roidesk.i18n import _, ngettext

if TYPE_CHECKING:
    from roidesk.domain.changes import Changes
    from roidesk.services.timers import Switched
    from roidesk.services.waiting import WaitingList

_TABLES = frozenset({"inbound", "interaction", "timer"})
_MINUTE_MS = 60_000


class WaitingWatch(Companion):
    """Keeps the number up to date, and answers who waits longest."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._asked = 0
        self._found: WaitingList | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(_MINUTE_MS)
        self._tick.timeout.connect(self._look)
        self._tick.start()
        around.window.registry.add(
            Action("answer_next", _("Answer who waits longest"), ("Ctrl+Shift+A",), self.answer, icon="reply"),
            Action("waiting", _("Waiting for an answer"), (), self.go_there, icon="inbox"),
            Action("record_message", _("Record a message that came in"), (), self.record, Place.CAPTURE, "inbox"),
        )
        self._look()

    def changed(self, changes: Changes) -> None:
        """Count again when something was written that may matter."""
        if not changes.tables or changes.tables & _TABLES:
            self._look()

    def stop(self) -> None:
        """Count no more."""
        self._tick.stop()

    def answer(self) -> None:
        """Start a timer that answers the most pressing message."""
        found, around = self._found, self.around
        row = next((each for each in found.open if each.channel is not None), None) if found is not None else None
        if row is None:
            around.window.toast.tell(_("Nobody waits for an answer."), _("Record one"), self.record)
            return
        waiting = around.desk.waiting
        around.tasks.write(lambda: waiting.answer(row.message.id), self._tell)

    def go_there(self) -> None:
        """Let the keyboard begin with who waits longest; where there is no room for the list, with the day."""
        self.around.window.go("today")
        self.around.window.make("today").first_waiting.setFocus()  # type: ignore[attr-defined]  # loaded late

    def record(self) -> None:
        """Ask for a message that came in."""
        from roidesk.desktop.widgets.message_dialog import ask_message

        ask_message(self.around.desk, self.around.tasks, self.around.window, self.around.done)

    def _look(self) -> None:
        self._asked += 1
        asked, desk = self._asked, self.around.desk
        self.around.tasks.read(desk.waiting.list, lambda found: self._show(asked, found))

    def _show(self, asked: int, found: WaitingList) -> None:
        if asked != self._asked:
            return
        self._found = found
        count = len(found.open)
        words = ngettext("{count} waits for an answer", "{count} wait for an answer", count).format(count=count)
        self.around.window.sidebar.show_count("today", count, words)

    def _tell(self, started: Switched) -> None:
        shown = started.row.shown
        text = _("Started: {what}").format(what=shown.contact or shown.channel.name)
        self.around.done(text)
