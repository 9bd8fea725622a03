"""The desktop application: shows an empty window at once, opens the store behind it, and connects the two."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from roidesk.desktop.appearance import Appearance, first_ground, kept_appearance, kept_state
from roidesk.desktop.faults import Faults
from roidesk.desktop.main_window import MainWindow, PageEntry
from roidesk.desktop.tasks import Tasks
from roidesk.domain.errors import UserError
from roidesk.domain.servers import shown
from roidesk.i18n import _, current
from roidesk.platform.private import keep_memory_private
from roidesk.platform.single_instance import Reply, Request, ask

if TYPE_CHECKING:
    from roidesk.desktop.page import Page
    from roidesk.desktop.widgets.notices import ReportDialog
    from roidesk.desktop.widgets.sidebar import Place
    from roidesk.domain.changes import Changes
    from roidesk.domain.timer import Gap
    from roidesk.platform.instance_server import InstanceServer
    from roidesk.services.care import ActionRow
    from roidesk.services.desk import Desk
    from roidesk.services.rows import RunningRow

_WATCH_MS = 5000
_STANDING_MS = 3000
"""By then the first page stands."""

# What is not needed for the first paint is loaded after it, inside functions.


class Carried(NamedTuple):
    """A command that was carried out for another process: what to tell it, and what was written."""

    reply: Reply
    changes: Changes | None = None


class Opening(NamedTuple):
    """A store to show: where it is, how it is opened, the clock, and how commands from a terminal are carried out."""

    path: Path | str
    open_desk: Callable[[], Desk]
    now: Callable[[], int]
    carry_out: Callable[[Desk, Request], Carried]


def run(opening: Opening, sample: Opening | None = None) -> int:
    """Show the window until it is closed and return the exit status.

    Where an application already shows this store, that one comes forward instead. `sample` is the store of the sample
    team, for who wants to look around first.
    """
    if ask(opening.path, (), str(Path.cwd())) is not None:
        return 0
    app = _application()
    # Qt's own way posts a wish to quit that would end the window after this one as well.
    app.setQuitOnLastWindowClosed(False)
    standing = QTimer()
    standing.setSingleShot(True)
    standing.timeout.connect(_collect)
    standing.start(_STANDING_MS)
    shown: Opening | None = opening
    status = 0
    while shown is not None:
        session = Session(shown, sample)
        session.finished.connect(app.quit)
        session.window.painted.connect(keep_memory_private)
        session.show()
        status = app.exec()
        shown = session.end()
    standing.stop()
    return status


def _collect() -> None:
    """Begin to look for what is no longer used, but not among what the program itself is made of."""
    gc.freeze()
    gc.enable()


def application() -> QApplication:
    """Return the application, dressed, with Qt's own texts in the language spoken."""
    from PySide6.QtCore import QLibraryInfo, QTranslator

    from roidesk.desktop import style

    app = _application()
    translator = QTranslator(app)
    if translator.load(f"qtbase_{current()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    style.load_fonts(app)
    style.apply(app, kept_appearance())
    return app


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("roidesk")
    app.setDesktopFileName("roidesk")
    return app


class Session(QObject):
    """One store in one window: from the first paint to the last write."""

    finished = Signal()
    """The window was closed."""

    def __init__(self, opening: Opening, sample: Opening | None = None) -> None:
        super().__init__()
        self._opening = opening
        self._sample = sample
        self._next: Opening | None = None
        self._desk: Desk | None = None
        self._server: InstanceServer | None = None
        self._report: ReportDialog | None = None
        self._last = 0
        self._began = 0.0
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self._look)
        self._faults = Faults(self)
        self._faults.broke.connect(self._broke)
        self._faults.install()
        self.tasks = Tasks(self)
        self.window = MainWindow(first_ground(_application()))
        geometry = kept_state().value("geometry")
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        self.window.resize(self.window.size().boundedTo(self.window.screen().availableSize()))

    @property
    def desk(self) -> Desk | None:
        """The services, once the store is open."""
        return self._desk

    def show(self) -> None:
        """Show the window; the store is opened after it was painted, so that it is there at once."""
        self.window.painted.connect(self._furnish)
        self.window.show()

    def end(self) -> Opening | None:
        """Let everything end in order and return what is to be shown next."""
        self._faults.remove()
        self._watch.stop()
        if self._server is not None:
            from roidesk.platform import journal

            self._server.release()
            journal.note("stopped")
        self.tasks.close(self._desk.close if self._desk is not None else lambda: None)
        self.window.deleteLater()
        return self._next

    # ------------------------------------------------------------ the store

    def _furnish(self) -> None:
        """Fill the window that has been painted; whoever types at once types into the entry line."""
        from roidesk.desktop.top_bar import TopBar
        from roidesk.desktop.widgets.focus_ring import FocusRing

        application()
        self.window.furnish(TopBar(self._opening.now), self._registry(), self._below())
        self._ring = FocusRing(self.window)
        self._bind()
        self.window.ready.connect(self._open)

    def _open(self) -> None:
        self._began = perf_counter()
        self.window.top.entry.setFocus()
        self.tasks.write(self._opening.open_desk, self._opened, self._not_opened)

    def _opened(self, desk: Desk) -> None:
        self._desk = desk
        if not self._listen():
            return
        self._note_opened()
        self.tasks.changed.connect(self._changed)
        self.window.top.serve(desk, self.tasks)
        self.tasks.glance(lambda: desk.care.is_new, self._begin)

    def _note_opened(self) -> None:
        from roidesk import __version__
        from roidesk.platform import journal

        journal.note("started", version=__version__)
        ms = round((perf_counter() - self._began) * 1000)
        journal.note("opened", store=journal.store_key(self._opening.path), ms=ms)

    def _not_opened(self, error: UserError) -> None:
        from roidesk.i18n.sentences import explain

        self.window.top.setEnabled(False)
        self.window.note.tell(explain(error), "error")

    def _begin(self, new: bool) -> None:  # noqa: FBT001 - the answer to a question
        desk = self._desk
        if desk is None:
            return
        if not new:
            self._show_pages()
        elif self._opening is self._sample:
            self.window.note.tell(_("Making the sample team: four people, 60 weeks."))
            self.tasks.write(desk.care.demo, lambda _changes: self._sample_made())
        else:
            self._ask_first(desk)

    def _show_pages(self) -> None:
        self._show_owner()
        self.window.open_pages()
        self.window.returned.connect(self._look)
        self.window.returned.connect(self.window.top.look)
        self._look()
        self._watch.start()

    def _sample_made(self) -> None:
        self.window.note.hide()
        self._show_pages()

    def _ask_first(self, desk: Desk) -> None:
        from roidesk.desktop.first_run import FirstRun

        page = FirstRun(desk, self.tasks)
        page.done.connect(lambda: self._first_done(page))
        page.sample_wanted.connect(self._show_sample)
        self.window.cover(page)

    def _first_done(self, page: QWidget) -> None:
        self.window.uncover(page)
        self._show_pages()
        self.window.top.entry.setFocus()

    def _show_sample(self) -> None:
        self._next = self._sample
        self.window.close()

    def _listen(self) -> bool:
        from roidesk.platform.instance_server import InstanceServer

        self._server = InstanceServer(self._opening.path, self._answer, self)
        if self._server.claim():
            return True
        # Somebody was faster between our question and now: let that window come forward.
        with suppress(UserError):
            ask(self._opening.path, (), str(Path.cwd()))
        self._server = None
        self.window.close()
        return False

    def _answer(self, request: Request, reply: Callable[[Reply], None]) -> None:
        desk = self._desk
        if not request.argv or desk is None:
            self._come_forward()
            reply(Reply(0))
            return
        self.tasks.write(lambda: self._opening.carry_out(desk, request), lambda carried: reply(carried.reply))

    def _come_forward(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    # ------------------------------------------------------------ pages

    def _registry(self) -> tuple[PageEntry, ...]:
        """Return the pages in their order. Ctrl+4 belongs to a page that comes between Week and Ledger."""
        return (
            PageEntry("today", _("Today"), "list-plus", "Ctrl+1", lambda: self._made("today", "TodayPage")),
            PageEntry("return", _("Return"), "trending-up", "Ctrl+2", self._return_page),
            PageEntry("week", _("Week"), "calendar-check", "Ctrl+3", lambda: self._made("week", "WeekPage")),
            PageEntry("ledger", _("Ledger"), "table-2", "Ctrl+5", lambda: self._made("ledger", "LedgerPage")),
        )

    def _made(self, module: str, name: str) -> Page:
        from importlib import import_module

        page: Page = getattr(import_module(f"roidesk.desktop.pages.{module}"), name)(self._desk, self.tasks)
        return page

    def _return_page(self) -> Page:
        page = self._made("returns", "ReturnPage")
        page.table_wanted.connect(self._show_table)  # type: ignore[attr-defined]  # the class is loaded late
        return page

    def _below(self) -> tuple[Place, ...]:
        from roidesk.desktop.widgets.sidebar import Place

        return (Place("settings", _("Settings"), "settings", "Ctrl+,"),)

    # ------------------------------------------------------------ what the window says

    def _bind(self) -> None:
        window, tasks = self.window, self.tasks
        tasks.refused.connect(self._refused)
        tasks.broke.connect(self._broke)
        tasks.writing.connect(self._show_owner)
        window.top.said.connect(lambda sentence: window.note.tell(sentence, "warn"))
        window.top.away.connect(self._away)
        window.top.left_out.connect(self._left_out)
        window.chosen_below.connect(self._settings)
        window.closing.connect(self._keep)
        window.bind("Ctrl+,", self._settings)
        window.bind("Ctrl+Z", self.undo)
        for keys in ("Ctrl+Shift+Z", "Ctrl+Y"):
            window.bind(keys, self.redo)
        for keys in ("F1", "Ctrl+?"):
            window.bind(keys, self._show_keys)
        window.bind("F5", self._refresh)
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def undo(self) -> None:
        """Take back the last action and offer to bring it back."""
        if (desk := self._desk) is not None:
            toast = self.window.toast
            self.tasks.write(desk.care.undo, lambda _changes: toast.tell(_("Undone"), _("Redo"), self.redo))

    def redo(self) -> None:
        """Bring back what was taken back last."""
        if (desk := self._desk) is not None:
            toast = self.window.toast
            self.tasks.write(desk.care.redo, lambda _changes: toast.tell(_("Done again"), _("Undo"), self.undo))

    def _look(self) -> None:
        """See whether somebody else wrote: an import from a terminal, another program on the same store."""
        if (desk := self._desk) is not None:
            self.tasks.glance(lambda: desk.care.actions(1), self._looked)

    def _looked(self, newest: Sequence[ActionRow]) -> None:
        number = newest[0].action.number if newest else 0
        if number > self._last and self._last:
            self._refresh()
        self._last = max(number, self._last)

    def _changed(self, changes: Changes) -> None:
        self._last = max(self._last, changes.action or 0)
        self.window.changed(changes)
        if changes.label == "delete":
            self.window.toast.tell(_("Deleted"), _("Undo"), self.undo)

    def _away(self, rows: Sequence[RunningRow]) -> None:
        """Tell once what will not be counted; nothing has to be answered."""
        from roidesk.desktop.models.left_out import while_it_ran
        from roidesk.desktop.widgets.notices import Choice

        if (desk := self._desk) is not None:
            keep = Choice(_("Keep"), lambda: self.tasks.write(desk.timers.keep))
            leave = Choice(_("Leave out"), lambda: None)
            self.window.note.tell(while_it_ran(rows), choices=(leave, keep))

    def _left_out(self, gaps: Sequence[Gap]) -> None:
        from roidesk.desktop.models.left_out import left_out

        self.window.toast.tell(left_out(gaps), _("Undo"), self.undo)

    def _refused(self, error: UserError) -> None:
        from roidesk.i18n.sentences import explain

        self.window.note.tell(explain(error), "warn")

    def _broke(self, report: str) -> None:
        from roidesk.desktop.widgets.notices import ReportDialog

        if self._report is None:
            self._report = ReportDialog(shown(self._opening.path), self.window)
        self._report.tell(report)

    def _show_keys(self) -> None:
        from roidesk.desktop.widgets.keys_sheet import KeysSheet

        KeysSheet(self.window).open()

    def _refresh(self) -> None:
        from roidesk.domain.changes import Changes

        self.window.changed(Changes())
        self.window.top.changed(Changes())

    def _show_owner(self, writing: bool = False) -> None:  # noqa: FBT001, FBT002 - the argument of a signal
        desk = self._desk
        if desk is None:
            return
        state = _("saving…") if writing else _("read only") if desk.read_only else _("saved")
        self.tasks.glance(
            desk.tracking.owner,
            lambda name: self.window.sidebar.show_owner(
                name or _("No name yet"), _("This computer · {state}").format(state=state)
            ),
        )

    # ------------------------------------------------------------ looks

    def _settings(self, _key: str = "") -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self.window)
        kept = kept_appearance()
        for each, name in (
            (Appearance.SYSTEM, _("Look as the system does")),
            (Appearance.LIGHT, _("Light")),
            (Appearance.DARK, _("Dark")),
        ):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(each is kept)
            action.triggered.connect(lambda _checked=False, chosen=each: self.wear(chosen))
        menu.addSeparator()
        menu.addAction(_("Settings of this store…"), lambda: self._show_table("settings"))
        menu.addAction(_("Keys…"), self._show_keys)
        menu.popup(self.window.sidebar.corner("settings"))

    def _show_table(self, table: str) -> None:
        self.window.go("ledger")
        page = self.window.page("ledger")
        if page is not None:
            page.show_table(table)  # type: ignore[attr-defined]  # the Ledger shows any table by name

    def wear(self, appearance: Appearance) -> None:
        """Change to light, dark or the system's theme, and keep it."""
        kept_state().setValue("appearance", appearance.value)
        self._dress(appearance)

    def _follow_system(self) -> None:
        if kept_appearance() is Appearance.SYSTEM:
            self._dress(Appearance.SYSTEM)

    def _dress(self, appearance: Appearance) -> None:
        from roidesk.desktop import style

        style.apply(_application(), appearance)

    def _keep(self) -> None:
        kept_state().setValue("geometry", self.window.saveGeometry())
        self.finished.emit()
