"""The window: a shell without data. It knows where the parts go, which keys lead where, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from roidesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QAbstractButton, QScrollArea

    from roidesk.desktop.actions import Actions
    from roidesk.desktop.page import Page
    from roidesk.desktop.top_bar import TopBar
    from roidesk.desktop.widgets.notices import Note, Toast
    from roidesk.desktop.widgets.sidebar import Sidebar
    from roidesk.domain.changes import Changes

# Touching a class of Qt costs the time to build its enumerations (the namespace Qt alone: 16 ms), so that what the
# empty window does not need is imported when it is furnished.

NARROW = 1180
"""Under this designed width the sidebar is a rail of icons."""
SMALLEST = (1024, 660)
_MARGIN = 20


def _at_once(then: Callable[[], None]) -> None:
    then()


class PageEntry(NamedTuple):
    """A page: how it is found, how it is made when it is first shown, and how something waits until it can be."""

    key: str
    name: str
    icon: str
    keys: str
    make: Callable[[], Page]
    load: Callable[[Callable[[], None]], None] = _at_once


class MainWindow(QMainWindow):
    """Sidebar, top bar and a stack of pages, each made when it is first shown.

    It is shown empty, in the colour of its ground: what makes up the window is loaded while the system maps it, and
    `furnish` puts it in.
    """

    painted = Signal()
    """The window was seen for the first time, empty."""
    ready = Signal()
    """The furnished window was seen for the first time."""
    returned = Signal()
    """The person has come back to the window."""
    closing = Signal()
    """The window is being closed."""

    top: TopBar
    registry: Actions
    """What can be done by key."""
    sidebar: Sidebar
    standing: Note
    """What holds of the store as long as the window is open."""
    note: Note
    toast: Toast

    def __init__(self, ground: QColor) -> None:
        super().__init__()
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._places: dict[QWidget, QScrollArea] = {}
        self._hidden: frozenset[str] = frozenset()
        self._shown = self._before = ""
        self._open = False
        self._covered = False
        self._seen = 0
        self._early: list[QEvent] = []
        self.setPalette(QPalette(ground))
        self.resize(1440, 868)
        self.setWindowTitle("roidesk")

    def furnish(
        self, top: TopBar, pages: Sequence[PageEntry], below: Sequence[PageEntry], hidden: Sequence[PageEntry] = ()
    ) -> None:
        """Put everything into the window; pages, those below the others too, are made when they are first shown.

        `hidden` pages are in no list: something leads to them, and `back` leads away.
        """
        from PySide6.QtWidgets import QStackedWidget

        from roidesk.desktop.actions import Actions
        from roidesk.desktop.widgets.notices import Note, Toast
        from roidesk.desktop.widgets.sidebar import Place, Sidebar

        self.setPalette(QPalette())  # that of the application, which is dressed by now
        self._entries = {each.key: each for each in (*pages, *below, *hidden)}
        self._hidden = frozenset(each.key for each in hidden)
        self._shown = self._shown or pages[0].key
        self.top = top
        self.registry = Actions(self)
        self.standing, self.note = Note(), Note()
        self._stack = QStackedWidget()
        self._right = QWidget()
        places = ([Place(each.key, each.name, each.icon, each.keys) for each in group] for group in (pages, below))
        self.sidebar = Sidebar(*places)
        self.sidebar.chosen.connect(partial(self.visit, begin=False))
        self._lay()
        self.toast = Toast(self._right)
        self._bind((*pages, *below))
        self.setMinimumSize(*SMALLEST)
        self.sidebar.show_place(self._shown)
        self._entitle()
        self._narrow(self.width())
        self._hand_over_early_keys()

    @property
    def current(self) -> str:
        """The key of the page that is shown."""
        return self._shown

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all pages, in their order."""
        return tuple(self._entries)

    def page(self, key: str) -> Page | None:
        """Return a page that has been made."""
        return self._pages.get(key)

    def open_pages(self) -> None:
        """From now on pages are made and shown: the services are there."""
        self._open = True
        self.go(self._shown)

    def make(self, key: str) -> Page:
        """Return a page, made now if it was not."""
        if key not in self._pages:
            page = self._entries[key].make()
            self._pages[key] = page
            self._place(page, page.set_room)
            self._order_stops()
        return self._pages[key]

    def go(self, key: str) -> None:
        """Show a page, unless something that has to be answered first covers them all."""
        if self._covered:
            return
        self._head_for(key)
        if self._open:
            self._show(key)

    def visit(self, key: str, *, begin: bool = True) -> None:
        """Show a page and let the keyboard `begin` there: who does not see it hears where they have come.

        One whose code has to be loaded comes when it has been, unless the person has gone elsewhere by then.
        """
        if self._covered:
            return
        self._head_for(key)
        if self._open:
            (_at_once if key in self._pages else self._entries[key].load)(partial(self._arrive, key, begin))

    def _head_for(self, key: str) -> None:
        if self._shown not in self._hidden:
            self._before = self._shown
        self._shown = key
        if key in self._hidden:
            self.sidebar.show_no_place()
        else:
            self.sidebar.show_place(key)
        self._entitle()

    def _show(self, key: str) -> None:
        page = self.make(key)
        self._stack.setCurrentWidget(self._places[page])
        page.activated()

    def _arrive(self, key: str, begin: bool) -> None:  # noqa: FBT001 - handed on by a partial
        if key != self._shown or self._covered:
            return
        if key not in self._pages:  # in one go with being shown it would hold the window up for too long
            self.make(key)
            QTimer.singleShot(0, self, partial(self._arrive, key, begin))
            return
        self._show(key)
        if begin:  # the page one logs on begins in the entry line, as the window does
            (self.top.entry if key == next(iter(self._entries)) else self._first()).setFocus()

    def back(self) -> None:
        """Go back to the place from which a hidden page was opened."""
        if self._shown in self._hidden:
            self.go(self._before)
            self._first().setFocus()

    def entitle(self, name: str) -> None:
        """Say in the title what a hidden page shows."""
        self.setWindowTitle(_("roidesk — {page}").format(page=name))

    def changed(self, changes: Changes) -> None:
        """Tell every page that was made what was written."""
        for page in self._pages.values():
            page.changed(changes)

    def cover(self, page: QWidget) -> None:
        """Show something instead of the pages, such as the questions of the first start."""
        self._stack.setCurrentWidget(self._place(page))
        self._cover(covered=True)

    def uncover(self, page: QWidget) -> None:
        """Go back to the pages."""
        place = self._places.pop(page)
        self._stack.removeWidget(place)
        place.deleteLater()
        self._cover(covered=False)

    def _place(self, page: QWidget, told: Callable[[int], None] = lambda _width: None) -> QScrollArea:
        """Put a page among the others, to be scrolled where the window is too small for it."""
        from roidesk.desktop.widgets.scrolled import reflowing

        self._places[page] = reflowing(page, told)
        self._stack.addWidget(self._places[page])
        return self._places[page]

    def _cover(self, *, covered: bool) -> None:
        self._covered = covered
        self.sidebar.setEnabled(not covered)
        self.top.setEnabled(not covered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the keys that come before there is a line to type into; let Enter press a button as Space does."""
        if not self._entries:
            self._early.append(event.clone())
        elif event.text() in {"\r", "\n"} and (button := _focused_button()) is not None:
            button.click()
        else:
            super().keyPressEvent(event)

    def _hand_over_early_keys(self) -> None:
        """Give the entry line the keyboard, and what was typed before it was there."""
        self.top.entry.setFocus()
        early, self._early = self._early, []
        for each in early:
            QApplication.sendEvent(self.top.entry.field, each)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell after the first paint, and after the first one with everything in, that the window was seen."""
        super().paintEvent(event)
        if self._seen == 0:
            self._seen = 1
            QTimer.singleShot(0, self.painted.emit)
        elif self._seen == 1 and self._entries:
            self._seen = 2
            QTimer.singleShot(0, self.ready.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Become a rail where the window is narrow."""
        super().resizeEvent(event)
        if self._entries:
            self._narrow(event.size().width())

    def fit(self) -> None:
        """Become a rail, or have one no more, after everything got another size."""
        self._narrow(self.width())
        for page in self._pages.values():
            page.set_room(self._places[page].viewport().width())

    def _narrow(self, width: int) -> None:
        from roidesk.desktop import style

        narrow = width < style.px(NARROW)
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
        if self._open and event.type() == event.Type.ActivationChange and self.isActiveWindow():
            self.returned.emit()

    def _lay(self) -> None:
        from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

        from roidesk.desktop import style

        margin = style.px(_MARGIN)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(margin, 0, margin, style.px(16))
        box.setSpacing(style.px(10))
        box.addWidget(self.standing)
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
        from roidesk.desktop.actions import Action, Place

        top = self.top
        self.registry.add(
            Action("entry_line", _("Go to the entry line"), ("Ctrl+N", "/"), top.entry.setFocus),
            *(
                Action(f"page_{each.key}", each.name, (each.keys,), partial(self.visit, each.key), icon=each.icon)
                for each in pages
            ),
            Action("timer", _("Start or stop the timer"), ("Ctrl+T",), top.toggle_timer, Place.TIMER, "timer"),
            Action("pause", _("Pause the timer, or go on"), ("Ctrl+Shift+P",), top.pause_timer, Place.TIMER, "pause"),
            Action("switch", _("Switch to something else"), ("Ctrl+Shift+T",), top.switch_timer, Place.TIMER,
                   "arrow-left-right"),
            Action("filter", _("Filter what the page shows"), ("Ctrl+F",), self._find, Place.PAGE, "search"),
            Action("before", _("Previous day, week or period"), ("Alt+PgUp",), partial(self._step, -1), Place.PAGE,
                   "chevron-left"),
            Action("after", _("Next day, week or period"), ("Alt+PgDown",), partial(self._step, 1), Place.PAGE,
                   "chevron-right"),
            Action("next_region", _("Next region"), ("F6",), partial(self._next_region, 1), found=False),
            Action("region_before", _("Region before"), ("Shift+F6",), partial(self._next_region, -1), found=False),
            Action("quit", _("Quit"), ("Ctrl+Q",), self.close_window, icon="log-out"),
        )  # fmt: skip
        top.left.connect(self._leave_entry)

    def close_window(self) -> None:
        """Close, as the window's own button does."""
        self.close()

    def _step(self, by: int) -> None:
        """Go to the next or previous day, week or period of the page, where it has them."""
        if (page := self._pages.get(self._shown)) is not None:
            page.step(by)

    def _find(self) -> None:
        """Filter the page, where it has something to filter."""
        if (page := self._pages.get(self._shown)) is not None and not self._covered:
            page.narrow_down()

    def _next_region(self, by: int) -> None:
        """Go from the top bar to the page to the sidebar, and round."""
        from PySide6.QtCore import Qt

        regions = (self.top, self._stack, self.sidebar)
        focus = QApplication.focusWidget()
        here = next((at for at, each in enumerate(regions) if focus is not None and each.isAncestorOf(focus)), 0)
        goals = (self.top.entry, self._first(), self.sidebar.current)
        goals[(here + by) % len(goals)].setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_entry(self) -> None:
        self._first().setFocus()

    def _first(self) -> QWidget:
        """Return where the keyboard begins in what is shown."""
        page = self._pages.get(self._shown)
        if page is None or self._places[page] is not self._stack.currentWidget():
            return self._stack.currentWidget() or self
        return page.first

    def _order_stops(self) -> None:
        """Let Tab go from the top bar through the page to the sidebar, each as it is read (design.md 8)."""
        from roidesk.desktop.widgets.tab_order import put_in_order, stops

        put_in_order(each for part in (self.top, *self._pages.values(), self.sidebar) for each in stops(part))

    def _entitle(self) -> None:
        self.entitle(self._entries[self._shown].name)


def _focused_button() -> QAbstractButton | None:
    from PySide6.QtWidgets import QAbstractButton

    focus = QApplication.focusWidget()
    return focus if isinstance(focus, QAbstractButton) else None
