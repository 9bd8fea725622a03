"""From what is typed to what is filed: one line, its chips, and the writes that Enter asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from roidesk.desktop import style
from roidesk.desktop.tasks import AGAIN
from roidesk.desktop.widgets.notices import announce
from roidesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLayout, QWidget

    from roidesk.desktop.chip_menu import ChipMenu
    from roidesk.desktop.completer import Completer
    from roidesk.desktop.models.understood import Here
    from roidesk.desktop.tasks import Tasks
    from roidesk.desktop.widgets.entry_line import EntryLine
    from roidesk.desktop.widgets.understood_bar import Chip, UnderstoodBar
    from roidesk.domain.changes import Changes
    from roidesk.domain.errors import UserError
    from roidesk.domain.quickline import Draft
    from roidesk.services.desk import Desk
    from roidesk.services.fixing import Misread
    from roidesk.services.offers import Completion
    from roidesk.services.rows import Understood
    from roidesk.settings.store import StoreSettings

# It is in the first paint: what it needs only once a store is open is loaded then, inside functions.

_REST_MS = 500
_PAST = 50
"""How many lines of before Up goes back through."""


class _Looked(NamedTuple):
    """What one look at a line tells."""

    found: Understood
    completion: Completion
    misread: Misread | None


class Capture(QObject):
    """Reads an entry line as it is typed and files it. It can be typed into before `serve` gives it the services."""

    filed = Signal(object)
    """What a line became: `Logged`, or a timer that was started or switched to."""
    blocked = Signal(object, object)
    """A `UserError` that may be over in a moment, and how the line, which is kept, is sent again."""
    left = Signal()
    """The entry line was left with Esc."""
    contact_wanted = Signal(object)
    """The page of a contact is wanted, by its id."""

    def __init__(self, entry: EntryLine, bar: UnderstoodBar, home: QLayout | None = None) -> None:
        """`home`: where the list of completions has its place; else it floats over what is under the bar."""
        super().__init__(entry)
        self._entry = entry
        self._bar = bar
        self._home = home
        self._desk: Desk | None = None
        self._tasks: Tasks | None = None
        self._settings: StoreSettings | None = None
        self._asked = 0
        self._waiting = False
        self._switching = False
        self._problem = ""
        self._misread: Misread | None = None
        self._typing_it = False
        self._told_of = ""
        self._spoken = ""
        self._own = False
        self._completer: Completer | None = None
        self._menu: ChipMenu | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._rested)
        entry.edited.connect(self._edited)
        entry.logged.connect(self.log)
        entry.started.connect(self.start)
        entry.left.connect(self._leave)
        entry.let_take_keys(self._take)
        bar.picked.connect(self._pick)
        bar.meant.connect(self._mean)
        bar.left.connect(entry.setFocus)

    def serve(self, desk: Desk, tasks: Tasks) -> None:
        """Take the services of an open store, and read what was typed meanwhile; `changed` is for the owner to call."""
        self._desk, self._tasks = desk, tasks
        tasks.broke.connect(self._broke)
        self._load_settings()
        tasks.glance(lambda: desk.completing.recent(_PAST), self._entry.know_past)
        # Who and what there is takes a moment to read where there are many.
        tasks.read(desk.completing.prepare, lambda _none: self.read_again())
        self.read_again()

    def changed(self, changes: Changes) -> None:
        """Read the line again after a write: a name it uses may mean something else now."""
        if "setting" in changes.tables or not changes.tables:
            self._load_settings()
        if (desk := self._desk) is not None and self._tasks is not None:
            follow = self._tasks.glance if changes else self._tasks.read
            follow(lambda: desk.completing.follow(changes), lambda _none: None)
            if "interaction" in changes.tables and not self._own:
                self._tasks.glance(lambda: desk.completing.recent(1), self._filed_elsewhere)
        self._own = False
        self.read_again()

    def read_again(self) -> None:
        """Read the line as it stands: the names, the clock or the colours are others."""
        self._read(self._entry.text)

    def log(self, line: str) -> None:
        """File a line: as done where it says how long it took, else as a timer."""
        desk = self._desk
        if desk is None:
            return
        if self._switching:
            self.switch(line)
            return
        # Whether there is a length is asked when it is filed: the chips may lag behind a fast typist.
        self._file(line, lambda: desk.tracking.log(line) if desk.tracking.read(line).has_length
                   else desk.timers.start(line))  # fmt: skip

    def start(self, line: str) -> None:
        """Start a timer with a line."""
        if (desk := self._desk) is not None:
            self._file(line, lambda: desk.timers.start(line))

    def switch(self, line: str) -> None:
        """Start a timer with a line instead of those that run."""
        if (desk := self._desk) is not None:
            self._file(line, lambda: desk.timers.switch(line))

    def ask_what_to_start(self) -> None:
        """Ask for the line of a timer."""
        self._entry.setFocus()
        self._bar.show_chips(_("Type what you begin, such as “call @acme”, then press Enter"), ())

    def ask_what_to_switch_to(self) -> None:
        """Ask for the line of a timer that takes the place of what runs; Esc takes the question back."""
        self._switching = True
        self._entry.setFocus()
        self._bar.show_chips(_("Type what you switch to, then press Enter"), ())

    # ------------------------------------------------------------ reading

    def _filed_elsewhere(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            self._entry.remember(line)

    def _load_settings(self) -> None:
        if self._desk and self._tasks:
            self._tasks.glance(self._desk.care.settings, self._set_up)

    def _set_up(self, settings: StoreSettings) -> None:
        self._settings = settings

    def _edited(self, line: str) -> None:
        self._entry.mark_refused(refused=False)
        if line.strip():
            self._read(line)
            return
        self._asked += 1
        self._problem, self._misread = "", None
        self._rest.stop()
        if self._completer is not None:
            self._completer.close()
        self._entry.tint(())
        if not self._switching:
            self._bar.hide()

    def _read(self, line: str) -> None:
        if self._desk is None or self._tasks is None or not line.strip():
            return
        self._asked += 1
        asked, desk, at = self._asked, self._desk, self._entry.at
        self._tasks.glance(lambda: _look(desk, line, at), lambda looked: self._show(asked, looked))

    def _show(self, asked: int, looked: _Looked) -> None:
        if asked != self._asked:
            return  # the line has changed since
        from roidesk.desktop.models.completion_rows import asks_whom
        from roidesk.desktop.models.understood import reading
        from roidesk.i18n.sentences import explain
        from roidesk.i18n.words import capitalised

        here, settings, found = self._here(), self._settings, looked.found
        if here is None or settings is None:
            return
        whom = asks_whom(looked.completion) if self._entry.is_typed_in else None
        asked_for = whom.whom.name if whom is not None and whom.whom is not None else ""
        shown = reading(found, here, settings.currency, style.tokens(), asked_for)
        self._entry.tint(shown.stretches)
        verb = _("Will switch to") if self._switching and not found.draft.has_length else shown.verb
        # What is wrong with a word that is still being typed is said when typing rests.
        self._problem = capitalised(explain(found.draft.problems[0].error())) if found.draft.problems else ""
        self._misread = _of_the_problem(looked.misread, found.draft)
        self._typing_it = _is_typed(found.draft, self._entry.at)
        self._bar.show_chips(verb, shown.chips)
        self._offer(looked.completion, here)
        if self._entry.text == self._told_of:
            self._tell_what_is_wrong()  # read again, as something was written meanwhile: it stays said
        self._rest.start()

    def _here(self) -> Here | None:
        from roidesk.desktop.models.understood import Here
        from roidesk.domain.instants import local_day

        settings, desk = self._settings, self._desk
        if settings is None or desk is None:
            return None
        away = settings.zone != desk.context.clock.zone()
        return Here(settings.zone, local_day(desk.context.clock.now(), settings.zone), elsewhere=away)

    def _offer(self, completion: Completion, here: Here) -> None:
        if self._completer is None:
            if not completion.offers:
                return
            from roidesk.desktop.completer import Completer

            self._completer = Completer(self._entry, self._bar, self._home)
        from roidesk.desktop.models.completion_rows import Around

        self._completer.show(completion, Around(here.zone, here.today))

    def _take(self, event: QKeyEvent) -> bool:
        """Use a key for the list, or for what is proposed instead of a misread part; True: it was used."""
        from PySide6.QtCore import Qt

        if self._completer is not None and self._completer.take(event):
            return True
        if event.key() == Qt.Key.Key_Tab and not event.modifiers() and self._bar.proposed:
            self._mean(self._bar.proposed[0])
            return True
        return False

    def _mean(self, text: str) -> None:
        """Put what was proposed for what was misread."""
        from roidesk.domain.quickline import replaced

        misread, line = self._misread, self._entry.text
        if misread is not None and line[misread.start : misread.end] == misread.text:
            self._entry.rewrite(replaced(line, misread.start, misread.end, text))
        self._entry.setFocus()

    def _pick(self, chip: Chip, button: QWidget) -> None:
        """Offer other ways to say the part of a chip."""
        settings = self._settings
        if self._desk is None or self._tasks is None or settings is None:
            return
        if self._menu is None:
            from roidesk.desktop.chip_menu import ChipMenu

            self._menu = ChipMenu(self._entry, self._desk, self._tasks)
            self._menu.contact_wanted.connect(self.contact_wanted)
        self._menu.open(chip, button, settings.zone)

    def _rested(self) -> None:
        """Typing rests: show what is wrong, and say aloud only what changed."""
        self._told_of = self._entry.text
        if self._entry.text.strip():
            self._tell_what_is_wrong()
        before = set(self._spoken.split("\n"))
        chips = [chip.words for chip in self._bar.chips] if not self._bar.refusal else [self._bar.refusal]
        if self._completer is not None and (rows := self._completer.rows):
            chips.append(_("Tab takes {offer}").format(offer=rows[0].spoken))
        new = [each for each in chips if each not in before]
        self._spoken = "\n".join(chips)
        if new:
            announce(self._entry, ", ".join(new))

    def _tell_what_is_wrong(self) -> None:
        """Say why the line will be refused, or what was not understood, and what may have been meant."""
        from roidesk.desktop.models.understood import misread_words

        misread = self._misread
        if self._completer is not None and self._completer.is_open:
            # The list is the better proposal for the word it is about, and Tab is its own.
            if self._problem and not self._typing_it:
                self._bar.show_refusal(self._problem)
            return
        if misread is not None:
            told = misread_words(misread, self._problem)
            self._bar.show_misread(told.sentence, misread.proposals, told.hint, refused=bool(self._problem))
        elif self._problem:
            self._bar.show_refusal(self._problem)

    def _leave(self) -> None:
        self._switching = False
        self._bar.hide()
        self.left.emit()

    # ------------------------------------------------------------ filing

    def _file(self, line: str, work: Callable[[], object]) -> None:
        if self._tasks is None or self._waiting:
            return  # a second Enter while the first is being filed would file it twice
        self._waiting = True
        self._tasks.write(
            work, lambda result: self._filed(line, result), lambda error: self._not_filed(error, line, work)
        )

    def _filed(self, line: str, result: object) -> None:
        self._waiting = False
        self._switching = False
        self._own = True
        self._entry.accepted(line)
        announce(self._entry, _("Saved"))
        self.filed.emit(result)

    def _not_filed(self, error: UserError, line: str, work: Callable[[], object]) -> None:
        self._refused(error)
        if error.code in AGAIN:
            self.blocked.emit(error, lambda: self._file_again(line, work))

    def _file_again(self, line: str, work: Callable[[], object]) -> None:
        """Send a line again that is still as it was; one that was changed since waits for Enter."""
        if self._entry.text == line:
            self._file(line, work)
        else:
            self._entry.setFocus()

    def _refused(self, error: UserError) -> None:
        from roidesk.i18n.sentences import explain
        from roidesk.i18n.words import capitalised

        self._waiting = False
        self._entry.mark_refused(refused=True)
        self._asked += 1
        self._bar.show_refusal(capitalised(explain(error)))
        announce(self._entry, self._bar.refusal)

    def _broke(self, _report: str) -> None:
        """Something failed that should not: the line is still there and can be sent again."""
        self._waiting = False


def _look(desk: Desk, line: str, at: int) -> _Looked:
    """Return all that is to be known of a line at once, so that chips and list never tell of two different lines."""
    found = desk.tracking.understand(line)
    return _Looked(found, desk.completing.complete(line, at), desk.fixing.misread(found))


def _of_the_problem(misread: Misread | None, draft: Draft) -> Misread | None:
    """Return what was misread, if it is the first thing that the line will be refused for, where there is such."""
    problem = next(iter(draft.problems), None)
    fits = misread is not None and (problem is None or problem.column - 1 == misread.start)
    return misread if fits else None


def _is_typed(draft: Draft, at: int) -> bool:
    """Whether the cursor stands in the part that the line will be refused for."""
    problem = next(iter(draft.problems), None)
    return problem is not None and any(
        each.column == problem.column and each.column - 1 < at <= each.end - 1 for each in draft.tokens
    )
