"""Where one can go in the window: its pages, how each is made when it is first shown, and what leads to them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from roidesk.desktop.main_window import PageEntry
from roidesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from roidesk.desktop.kept import KeptSettings
    from roidesk.desktop.main_window import MainWindow
    from roidesk.desktop.page import Page
    from roidesk.desktop.tasks import Tasks
    from roidesk.services.desk import Desk


class Places(QObject):
    """Makes the pages and leads to them. Pages are made once `serve` gave the services of an open store."""

    done = Signal(str)
    """Something was done on a page that can be taken back: in words."""
    wanted = Signal(str)
    """Settings asked for something the session does: "backups", or "again" for the window to open anew."""

    def __init__(self, window: MainWindow, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._tasks = window, tasks
        self._desk: Desk | None = None
        self._kept: KeptSettings | None = None

    def serve(self, desk: Desk, kept: KeptSettings) -> None:
        """Take the services of an open store and what the desk is set to."""
        self._desk, self._kept = desk, kept

    # ------------------------------------------------------------ the pages

    def listed(self) -> tuple[PageEntry, ...]:
        """Return the pages in their order. Ctrl+4 belongs to a page that comes between Week and Ledger."""
        return (
            PageEntry("today", _("Today"), "list-plus", "Ctrl+1", lambda: self._made("today", "TodayPage")),
            PageEntry("return", _("Return"), "trending-up", "Ctrl+2", self._return_page, self._loading("returns")),
            PageEntry(
                "week",
                _("Week"),
                "calendar-check",
                "Ctrl+3",
                lambda: self._made("week", "WeekPage"),
                self._loading("week"),
            ),
            PageEntry(
                "ledger",
                _("Ledger"),
                "table-2",
                "Ctrl+5",
                lambda: self._made("ledger", "LedgerPage"),
                self._loading("ledger"),
            ),
        )

    def below(self) -> tuple[PageEntry, ...]:
        """Return the pages that stand apart, at the foot of the list."""
        return (PageEntry("settings", _("Settings"), "settings", "Ctrl+,", self._settings_page),)

    def hidden(self) -> tuple[PageEntry, ...]:
        """Return the pages that are in no list: names lead to them."""
        return (PageEntry("contact", _("Contact"), "user", "", self._contact_page),)

    def _loading(self, module: str) -> Callable[[Callable[[], None]], None]:
        """Return what loads a page's code on another thread: charts bring libraries that take a moment."""
        name = f"roidesk.desktop.pages.{module}"
        return lambda then: self._tasks.glance(lambda: import_module(name), lambda _loaded: then())

    def _made(self, module: str, name: str) -> Page:
        page: Page = getattr(import_module(f"roidesk.desktop.pages.{module}"), name)(self._desk, self._tasks)
        page.contact_wanted.connect(self.show_contact)
        page.line_wanted.connect(self._window.top.entry.begin)
        page.done.connect(self.done)
        return page

    def _return_page(self) -> Page:
        page = self._made("returns", "ReturnPage")
        page.table_wanted.connect(lambda _table: self.show_settings("rates"))  # type: ignore[attr-defined]  # late
        return page

    def _contact_page(self) -> Page:
        page = self._made("contact", "ContactPage")
        page.left.connect(self._window.back)  # type: ignore[attr-defined]  # the class is loaded late
        page.named.connect(self._window.entitle)  # type: ignore[attr-defined]
        add = self._window.registry.do
        page.conversion_wanted.connect(lambda _which: add("add_conversion"))  # type: ignore[attr-defined]
        return page

    def _settings_page(self) -> Page:
        from roidesk.desktop.pages.settings import SettingsPage

        assert self._desk is not None  # noqa: S101 - pages are made once the store is open
        assert self._kept is not None  # noqa: S101 - as above
        page = SettingsPage(self._desk, self._tasks, self._kept, self._window.registry)
        page.contact_wanted.connect(self.show_contact)
        page.wanted.connect(self._from_settings)
        return page

    # ------------------------------------------------------------ what leads to them

    def show_contact(self, which: UUID) -> None:
        """Open the page of a contact."""
        page = self._window.make("contact")
        page.open_contact(which)  # type: ignore[attr-defined]  # the class is loaded late
        self._window.go("contact")
        page.first.setFocus()

    def show_settings(self, subject: str) -> None:
        """Go to a subject of Settings."""
        self._window.go("settings")
        page = self._window.page("settings")
        if page is not None:
            page.go_to(subject)  # type: ignore[attr-defined]  # Settings shows any subject by key

    def show_table(self, table: str) -> None:
        """Go to a table of the Ledger."""
        page = self._window.make("ledger")
        self._window.visit("ledger")
        page.show_table(table)  # type: ignore[attr-defined]  # the Ledger shows any table by name

    def bring_in(self) -> None:
        """Ask which files are to be taken in, as the Ledger does."""
        page = self._window.make("ledger")
        self._window.visit("ledger")
        page.choose_import()  # type: ignore[attr-defined]  # the Ledger asks which files

    def _from_settings(self, what: str) -> None:
        if what == "import":
            self.bring_in()
        elif what in {"backups", "again"}:
            self.wanted.emit(what)
        else:
            self.show_table(what)
