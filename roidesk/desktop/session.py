"""One store in one window: an empty window is shown at once, the store opened behind it, and the two connected."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from roidesk.desktop.appearance import first_ground, kept_state
from roidesk.desktop.application import application, plain_application
from roidesk.desktop.faults import Faults
from roidesk.desktop.main_window import MainWindow
from roidesk.desktop.messages import Messages
from roidesk.desktop.other_stores import OtherStores
from roidesk.desktop.tasks import Tasks
from roidesk.domain.errors import UserError
from roidesk.domain.servers import shown
from roidesk.i18n import _, use, wanted

if TYPE_CHECKING:
    from roidesk.desktop.backups import Backups
    from roidesk.desktop.callers import Callers
    from roidesk.desktop.companion import Companion
    from roidesk.desktop.kept import KeptSettings
    from roidesk.desktop.leaving import Leaving
    from roidesk.desktop.opening import Opening
    from roidesk.desktop.others_writes import OthersWrites
    from roidesk.desktop.places import Places
    from roidesk.desktop.store_care import StoreCare
    from roidesk.domain.changes import Changes
    from roidesk.services.desk import Desk
    from roidesk.services.restoring import Prepared, Restored


# What is not needed for the first paint is loaded after it, inside functions.


class Session(QObject):
    """One store in one window: from the first paint to the last write."""

    finished = Signal()
    """The window was closed."""
    kept: KeptSettings
    """What the desk is set to, once the window is furnished."""
    places: Places
    """Where one can go in the window, once it is furnished."""

    def __init__(
        self,
        opening: Opening,
        sample: Opening | None = None,
        restored: Restored | UserError | None = None,
        own: Opening | None = None,
    ) -> None:
        super().__init__()
        self._opening = opening
        self.stores = OtherStores(opening, sample, own, self)
        self.stores.wanted.connect(self._show_instead)
        self._next: Opening | None = None
        self._desk: Desk | None = None
        self._care: StoreCare | None = None
        self.callers: Callers | None = None
        """What other processes ask for, once the store is open."""
        self.others: OthersWrites | None = None
        """What others write, once the pages stand."""
        self._began = 0.0
        self.tasks = Tasks(self)
        self.backups: Backups | None = None
        """The backups of this store, once the window is furnished."""
        self._companions: tuple[Companion, ...] = ()
        self._leaving: Leaving | None = None
        self._ready: Prepared | None = None
        self._restored: Restored | UserError | None = restored
        self.window = MainWindow(first_ground(plain_application()))
        geometry = kept_state().value("geometry")
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        self.window.resize(self.window.size().boundedTo(self.window.screen().availableSize()))
        self.messages = Messages(self.window, self.tasks, shown(opening.path))
        self._faults = Faults(self)
        self._faults.broke.connect(self.messages.show_report)
        self._faults.install()

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
        if self.others is not None:
            self.others.stop()
        if self._ready is None:
            self._keep_open()
        self.messages.slow.stop()
        if self._care is not None:
            self._care.stop()
        for each in self._companions:
            each.stop()
        if self.callers is not None:
            from roidesk.platform import journal

            self.callers.stop()
            journal.note("stopped")
        if self.backups is not None:
            self.backups.stop()
        self.tasks.close(self._last_things)
        if self._leaving is not None:
            self._leaving.stop()
        self.window.deleteLater()
        # Qt keeps what is connected to the children of this one, and through that every object of the window.
        self.deleteLater()
        return self._next

    @property
    def restored(self) -> Restored | UserError | None:
        """What became of a backup that was to be restored when the window closed; None: none was."""
        return self._restored

    def _last_things(self) -> None:
        """Back up what no backup holds, close the store and, where a backup was chosen, let it take its place."""
        from roidesk.desktop.backing_up import on_exit, swapped

        if (desk := self._desk) is not None:
            if not self.stores.is_sample and self._ready is None:
                on_exit(desk)
            desk.close()
        self._restored = swapped(self._ready, self._opening.now()) if self._ready is not None else None

    # ------------------------------------------------------------ the store

    def _furnish(self) -> None:
        """Fill the window that has been painted; whoever types at once types into the entry line."""
        from roidesk.desktop.backups import Backups
        from roidesk.desktop.kept import KeptSettings, desk_settings
        from roidesk.desktop.places import Places
        from roidesk.desktop.top_bar import TopBar
        from roidesk.desktop.widgets.focus_ring import FocusRing

        if language := desk_settings().language:
            use(language)
        application()
        places = self.places = Places(self.window, self.tasks)
        self.window.furnish(TopBar(self._opening.now), places.listed(), places.below(), places.hidden())
        self._ring = FocusRing(self.window)
        self.kept = KeptSettings(self)
        self.backups = Backups(self._opening, self.tasks, self.window, self)
        self.backups.ready.connect(self._close_to_restore)
        self.backups.noticed.connect(self.messages.caution)
        self._care = self._caring()
        self._bind()
        self.window.ready.connect(self._open)

    def _open(self) -> None:
        self._began = perf_counter()
        self.window.top.entry.setFocus()
        self.tasks.write(self._opening.open_desk, self._opened, self._not_opened)

    def _opened(self, desk: Desk) -> None:
        self._desk = desk
        if not self._listen(desk):
            return
        self._note_opened()
        self.tasks.changed.connect(self._changed)
        self.window.top.serve(desk, self.tasks)
        self.places.serve(desk, self.kept)
        if self.backups is not None:
            self.backups.serve(desk)
        self.tasks.glance(lambda: desk.care.is_new, self._begin)
        if self._care is not None:
            self._care.serve(desk)

    def _note_opened(self) -> None:
        from roidesk import __version__
        from roidesk.platform import journal

        journal.note("started", version=__version__)
        ms = round((perf_counter() - self._began) * 1000)
        journal.note("opened", store=journal.store_key(self._opening.path), ms=ms)

    def _not_opened(self, error: UserError) -> None:
        self.window.top.setEnabled(False)
        if self._care is not None:
            self._care.refused(error)

    def _caring(self) -> StoreCare:
        from roidesk.desktop.store_care import StoreCare

        care = StoreCare(self.window.standing, self.tasks, self._opening.path, self._opening.now)
        care.restore_wanted.connect(self._show_backups)
        care.elsewhere_wanted.connect(self.stores.show_elsewhere)
        care.sample_wanted.connect(self.stores.show_sample)
        care.mended.connect(self._refresh)
        return care

    def _begin(self, new: bool) -> None:  # noqa: FBT001 - the answer to a question
        desk = self._desk
        if desk is None:
            return
        if not new:
            self._show_pages()
        elif self.stores.is_sample:
            self.window.note.tell(_("Making the sample team: four people, 60 weeks."))
            self.tasks.write(desk.care.demo, lambda _changes: self._sample_made())
        else:
            self._ask_first(desk)

    def _show_pages(self) -> None:
        if self._desk is not None:
            self.messages.serve(self._desk, sample=self.stores.is_sample)
        self.window.open_pages()
        self.stores.offer(self.window)
        self._watch_others()
        self.window.returned.connect(self.window.top.look)
        self._look_through_trash()
        self._looks.ask_system(self.tasks)
        self._accompany()
        if not self.stores.is_sample and self.backups is not None:
            self.backups.begin()
        if self._restored is not None:
            self.messages.tell_restored(self._restored)
            self._restored = None

    def _accompany(self) -> None:
        """Make what lives beside the pages; it is loaded now, when the first page stands."""
        from roidesk.desktop.companion import Around, companions
        from roidesk.desktop.leaving import Leaving

        if (desk := self._desk) is not None and not self._companions:
            around = Around(
                self.window, self.tasks, desk, self.kept, self._opening.now, self.undo, self._come_forward,
                self.places.show_contact, self.messages.done,
            )  # fmt: skip
            self._companions = tuple(kind(around) for kind in companions())
            if self.callers is not None:
                self.callers.stand()
            self._leaving = Leaving(self.tasks, self._keep_open)

    def _keep_open(self) -> None:
        """Write what is open: lines that were typed, and until when the timers are known to run."""
        for each in self._companions:
            each.keep()
        if (desk := self._desk) is not None:
            worked = self.window.top.worked
            self.tasks.write(lambda: desk.timers.beat(worked=worked), failed=lambda _error: None)

    def _look_through_trash(self) -> None:
        """Remove for good what has waited there for 90 days; nobody waits for it."""
        if (desk := self._desk) is not None:
            tasks = self.tasks
            tasks.aside(desk.trash.due, lambda due: tasks.write(desk.trash.empty_due) if due else None)

    def _sample_made(self) -> None:
        self.window.note.hide()
        self._show_pages()

    def _ask_first(self, desk: Desk) -> None:
        from roidesk.desktop.first_run import FirstRun

        page = FirstRun(desk, self.tasks)
        page.done.connect(lambda: self._first_done(page))
        page.import_wanted.connect(self.places.bring_in)
        page.sample_wanted.connect(self.stores.show_sample)
        self.window.cover(page)

    def _first_done(self, page: QWidget) -> None:
        self.window.uncover(page)
        self._show_pages()
        self.window.top.entry.setFocus()

    def _show_instead(self, opening: Opening | None) -> None:
        self._next = opening
        self.window.close()

    def _listen(self, desk: Desk) -> bool:
        from roidesk.desktop.callers import Callers

        callers = Callers(self._opening, desk, self.tasks, self.window.registry, self)
        callers.front_wanted.connect(self._come_forward)
        if callers.listen():
            self.callers = callers
            return True
        self.window.close()
        return False

    def _watch_others(self) -> None:
        from roidesk.desktop.others_writes import OthersWrites

        if (desk := self._desk) is not None and self.others is None:
            self.others = OthersWrites(desk, self.tasks, self)
            self.others.seen.connect(self._refresh)
            self.window.returned.connect(self.others.look)

    def _come_forward(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _from_settings(self, what: str) -> None:
        if what == "backups":
            self._show_backups()
        else:
            self._open_again()

    def _open_again(self) -> None:
        """Open the window anew, in the language that was chosen."""
        use(self.kept.settings.language or wanted())
        self._show_instead(self._opening)

    # ------------------------------------------------------------ what the window says

    def _bind(self) -> None:
        from roidesk.desktop.actions import Action, Place
        from roidesk.desktop.fixed_keys import fixed_keys
        from roidesk.desktop.looks import Looks
        from roidesk.desktop.settings_subjects import subject_actions

        window, messages, places = self.window, self.messages, self.places
        self.tasks.broke.connect(messages.show_report)
        messages.undone.connect(self.undo)
        messages.redone.connect(self.redo)
        places.done.connect(messages.done)
        places.wanted.connect(self._from_settings)
        window.top.blocked.connect(messages.offer_again)
        window.top.capture.contact_wanted.connect(places.show_contact)
        window.top.said.connect(messages.caution)
        window.top.left_out.connect(messages.left_out)
        window.closing.connect(self._closed)
        window.registry.add(
            Action("undo", _("Undo the last action"), ("Ctrl+Z",), self.undo, icon="undo-2"),
            Action("redo", _("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), self.redo, icon="redo-2"),
            Action("keys", _("All keys"), ("F1", "Ctrl+?"), self._show_keys, icon="keyboard"),
            Action("refresh", _("Work out again"), ("F5",), self._refresh, Place.PAGE, "refresh-cw"),
            Action("backups", _("Backups…"), (), self._show_backups, icon="database"),
        )
        self._looks = Looks(plain_application(), self.kept, window.registry)
        self._looks.resized.connect(window.fit)
        window.registry.add(*fixed_keys(), *subject_actions(places.show_settings))
        window.registry.use(self.kept.settings.keys)
        self.kept.changed.connect(self._kept_changed)

    def undo(self) -> None:
        """Take back the last action and offer to bring it back."""
        if (desk := self._desk) is not None:
            self.tasks.write(desk.care.undo, lambda _changes: self.messages.taken_back())

    def redo(self) -> None:
        """Bring back what was taken back last."""
        if (desk := self._desk) is not None:
            self.tasks.write(desk.care.redo, lambda _changes: self.messages.done(_("Done again")))

    def _changed(self, changes: Changes) -> None:
        self.messages.pass_over()
        self.messages.go_on(changes.label)
        self._tell_changed(changes)

    def _tell_changed(self, changes: Changes) -> None:
        self.window.changed(changes)
        for each in self._companions:
            each.changed(changes)

    def _kept_changed(self, key: str) -> None:
        if key == "keys":
            self.window.registry.use(self.kept.settings.keys)

    def _show_keys(self) -> None:
        from roidesk.desktop.widgets.keys_sheet import KeysSheet

        sheet = KeysSheet(self.window.registry, self.window)
        sheet.change_wanted.connect(lambda: self.places.show_settings("keys"))
        sheet.open()

    def _refresh(self) -> None:
        from roidesk.domain.changes import Changes

        self._tell_changed(Changes())
        self.window.top.changed(Changes())

    def _show_backups(self) -> None:
        if self.backups is not None:
            self.backups.show()

    def _close_to_restore(self, ready: Prepared) -> None:
        self._ready = ready
        self._show_instead(self._opening)

    def _closed(self) -> None:
        kept_state().setValue("geometry", self.window.saveGeometry())
        self.finished.emit()
