"""The window: a shell without data. It knows where the parts go, which keys lead where, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.top_bar import TopBar
from roidesk.desktop.widgets.notices import Note, Toast
from roidesk.desktop.widgets.sidebar import Place, Sidebar
from roidesk.domain.changes import Changes
from roidesk.i18n import _

NARROW = 1180
"""Under this designed width the sidebar is a rail of icons."""
SMALLEST = (1024, 660)
_MARGIN = 20


class Page(Protocol):
    """What a page can be told. It is also a QWidget."""

    def activated(self) -> None:
        """It is shown now."""

    def changed(self, changes: Changes) -> None:
        """Something was written."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One line of the registry of pages: how it is found, and how it is made when it is first shown."""

    key: str
    name: str
    icon: str
    keys: str
    make: Callable[[], QWidget]


class MainWindow(QMainWindow):
    """Sidebar, top bar and a stack of pages, each made when it is first shown."""

    painted = Signal()
    """The window was seen for the first time."""
    closing = Signal()
    """The window is being closed."""

    def __init__(self, top: TopBar, pages: Sequence[PageEntry], below: Sequence[Place] = ()) -> None:
        super().__init__()
        self._entries = {each.key: each for each in pages}
        self._pages: dict[str, QWidget] = {}
        self._shown = pages[0].key
        self._open = False
        self._seen = False
        self.top = top
        self.note = Note()
        self._stack = QStackedWidget()
        self._right = QWidget()
        self.sidebar = Sidebar([Place(each.key, each.name, each.icon, each.keys) for each in pages], below)
        self.sidebar.chosen.connect(self.go)
        self._lay()
        self.toast = Toast(self._right)
        self._bind(pages)
        self.setMinimumSize(style.px(SMALLEST[0]), style.px(SMALLEST[1]))
        self.resize(style.px(1440), style.px(868))
        self.sidebar.show_place(self._shown)
        self._entitle()

    @property
    def current(self) -> str:
        """The key of the page that is shown."""
        return self._shown

    def page(self, key: str) -> QWidget | None:
        """Return a page that has been made."""
        return self._pages.get(key)

    def open_pages(self) -> None:
        """From now on pages are made and shown: the services are there."""
        self._open = True
        self.go(self._shown)

    def make(self, key: str) -> QWidget:
        """Return a page, made now if it was not."""
        if key not in self._pages:
            page = self._entries[key].make()
            self._pages[key] = page
            self._stack.addWidget(page)
            self.sidebar.come_after(page)
        return self._pages[key]

    def go(self, key: str) -> None:
        """Show a page."""
        if key not in self._entries:
            self.asked(key)
            return
        self._shown = key
        self.sidebar.show_place(key)
        self._entitle()
        if self._open:
            page = self.make(key)
            self._stack.setCurrentWidget(page)
            page.activated()  # type: ignore[attr-defined]  # every page is a Page

    def asked(self, key: str) -> None:
        """Tell who listens that a place below the pages was chosen."""
        self.sidebar.show_place(self._shown)
        self.chosen_below.emit(key)

    chosen_below = Signal(str)
    """A place below the pages (settings) was chosen."""

    def changed(self, changes: Changes) -> None:
        """Tell every page that was made what was written."""
        for page in self._pages.values():
            page.changed(changes)  # type: ignore[attr-defined]  # every page is a Page

    def cover(self, page: QWidget) -> None:
        """Show something instead of the pages, such as the questions of the first start."""
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.sidebar.setEnabled(False)
        self.top.setEnabled(False)

    def uncover(self, page: QWidget) -> None:
        """Go back to the pages."""
        self._stack.removeWidget(page)
        page.deleteLater()
        self.sidebar.setEnabled(True)
        self.top.setEnabled(True)

    def bind(self, keys: str | QKeySequence.StandardKey, act: Callable[[], None]) -> None:
        """Let keys do something wherever the focus is in this window; a field that needs them has them first."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once, after the first paint, that the window was seen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Become a rail where the window is narrow."""
        super().resizeEvent(event)
        narrow = event.size().width() < style.px(NARROW)
        self.sidebar.set_narrow(narrow=narrow)
        self.top.set_narrow(narrow=narrow)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes."""
        super().closeEvent(event)
        if event.isAccepted():
            self.closing.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Coming back to the window: what runs may have been stopped from a terminal, or slept through."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.returned.emit()

    returned = Signal()
    """The person has come back to the window."""

    def _lay(self) -> None:
        margin = style.px(_MARGIN)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(margin, 0, margin, style.px(16))
        box.setSpacing(style.px(10))
        box.addWidget(self.note)
        box.addWidget(self._stack, 1)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, style.px(12), 0, 0)
        column.setSpacing(style.px(12))
        head = QHBoxLayout()
        head.setContentsMargins(margin, 0, margin, 0)
        head.addWidget(self.top)
        column.addLayout(head)
        column.addWidget(body, 1)
        ground = QWidget()
        ground.setProperty("role", "ground")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._right, 1)
        self.setCentralWidget(ground)

    def _bind(self, pages: Sequence[PageEntry]) -> None:
        for each in pages:
            self.bind(each.keys, lambda key=each.key: self.go(key))  # type: ignore[misc]  # bound early on purpose
        for keys in ("Ctrl+N", "/"):
            self.bind(keys, self.top.entry.setFocus)
        self.bind("Ctrl+T", self.top.toggle_timer)
        self.bind("Ctrl+Shift+P", self.top.pause_timer)
        self.bind("Ctrl+Shift+T", self.top.switch_timer)
        self.bind("Alt+PgUp", lambda: self._step(-1))
        self.bind("Alt+PgDown", lambda: self._step(1))
        self.bind("F6", lambda: self._next_region(1))
        self.bind("Shift+F6", lambda: self._next_region(-1))
        self.bind("Ctrl+Q", self.close_window)
        self.top.left.connect(self._leave_entry)

    def close_window(self) -> None:
        """Close, as the window's own button does."""
        self.close()

    def _step(self, by: int) -> None:
        """Go to the next or previous day, week or period of the page, where it has them."""
        step = getattr(self._stack.currentWidget(), "step", None)
        if step is not None:
            step(by)

    def _next_region(self, by: int) -> None:
        """Go from the top bar to the page to the sidebar, and round."""
        page = self._stack.currentWidget() or self._stack
        regions = (self.top, page, self.sidebar)
        focus = QApplication.focusWidget()
        here = next((at for at, each in enumerate(regions) if focus is not None and each.isAncestorOf(focus)), 0)
        goals = (self.top.entry, page, self.sidebar.current)
        goals[(here + by) % len(goals)].setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_entry(self) -> None:
        page = self._stack.currentWidget()
        (page or self).setFocus()

    def _entitle(self) -> None:
        self.setWindowTitle(_("roidesk — {page}").format(page=self._entries[self._shown].name))
