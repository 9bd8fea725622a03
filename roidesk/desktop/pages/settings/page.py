"""The Settings page: its subjects at the left, one of them at the right; each is made when it is first shown."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from roidesk.desktop import style
from roidesk.desktop.actions import Actions
from roidesk.desktop.kept import KeptSettings
from roidesk.desktop.page import Page
from roidesk.desktop.pages.settings.section import Around, Section
from roidesk.desktop.settings_subjects import Subject, subjects
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.choice_button import ChoiceButton
from roidesk.desktop.widgets.combo import Combo
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.scrolled import scrolled
from roidesk.desktop.widgets.tab_order import put_in_order, stops
from roidesk.domain.changes import Changes
from roidesk.i18n import _
from roidesk.services.desk import Desk

_LIST = 208
_LONGEST = 280
_BOLD = 12
"""What a name is wider by while its subject is shown."""
_WIDE = 1180 - 188
_RING = 4
"""Room for the ring around the subject that has the focus."""
_FOLDED = 680
"""Narrower (designed), as where text is large, the list of subjects folds into one field."""


class SettingsPage(Page):
    """Everything that can be set, each where it is looked for."""

    wanted = Signal(str)
    """Something is wanted that only the window can do ("backups", "again", or a table)."""

    def __init__(self, desk: Desk, tasks: Tasks, kept: KeptSettings, actions: Actions) -> None:
        super().__init__()
        self._around = Around(desk, tasks, kept, actions)
        self._room = self.width()
        self._subjects = {each.key: each for each in subjects()}
        self._sections: dict[str, Section] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._stale: set[str] = set()
        self._shown = next(iter(self._subjects))
        self._group = QButtonGroup(self)
        self._buttons = {key: _SubjectButton(each) for key, each in self._subjects.items()}
        self._fold = Combo(_("Subjects"))
        self._stack = QStackedWidget()
        self._lay()

    @property
    def first(self) -> QWidget:
        """The subject that is shown, in the list."""
        return self._fold if self._list.isHidden() else self._buttons[self._shown]

    @property
    def current(self) -> str:
        """The key of the subject that is shown."""
        return self._shown

    @property
    def section(self) -> Section:
        """The subject that is shown, made now if it was not."""
        return self._section(self._shown)

    def activated(self) -> None:
        """Show the subject as it is now."""
        self.show_subject(self._shown)

    def changed(self, changes: Changes) -> None:
        """Read again what is shown; the other subjects when they are shown."""
        self._stale |= set(self._sections)
        if self.isVisible() and self._shown in self._sections:
            self._stale.discard(self._shown)
            self._sections[self._shown].changed(changes)

    def show_subject(self, key: str) -> None:
        """Show another subject."""
        self._shown = key
        self._buttons[key].mark()
        self._fold.setCurrentIndex(self._fold.findData(key))
        new = key not in self._sections
        section = self._section(key)
        self._stack.setCurrentWidget(self._areas[key])
        if new or key in self._stale:
            self._stale.discard(key)
            section.load()

    def go_to(self, key: str) -> None:
        """Show a subject and let the keyboard begin in it."""
        self.show_subject(key)
        self.section.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, width: int) -> None:
        """Give the list less room in a narrow window."""
        self._room = width
        self._fit()

    def _fit(self) -> None:
        folded = self._room < style.px(_FOLDED)
        self._list.setHidden(folded)
        self._fold.setVisible(folded)
        beside = 0 if folded else self._list_width()
        self._list.setFixedWidth(beside)
        room = self._room - beside - style.px(16)
        for section in self._sections.values():
            section.set_room(room)

    def _list_width(self) -> int:
        """Return the width of the list: as designed, or as the longest name wants in the language spoken."""
        wanted = max(each.sizeHint().width() for each in self._buttons.values()) + style.px(_BOLD + 2 * _RING)
        least = style.px(_LIST) if self._room >= style.px(_WIDE) else 0
        return min(max(wanted, least), style.px(_LONGEST))

    def _section(self, key: str) -> Section:
        if key not in self._sections:
            subject = self._subjects[key]
            module = import_module(f"roidesk.desktop.pages.settings.{subject.module}")
            section: Section = getattr(module, subject.made)(self._around)
            section.setAccessibleName(subject.name)
            section.leads.connect(self.show_subject)
            section.wanted.connect(self.wanted)
            self._sections[key] = section
            self._areas[key] = scrolled(section)
            self._areas[key].setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self._stack.addWidget(self._areas[key])
            section.rebuilt.connect(lambda: self._order(section))
            self._order(section)
            self._fit()
        return self._sections[key]

    def _order(self, section: Section) -> None:
        """Let Tab go from the list through the subject as it is read."""
        put_in_order([self._fold, *self._buttons.values(), *stops(section)])

    def _lay(self) -> None:
        self._list = QWidget()
        self._list.setAccessibleName(_("Subjects"))
        left = QVBoxLayout(self._list)
        left.setContentsMargins(*[style.px(_RING)] * 4)
        left.setSpacing(0)
        for key, button in self._buttons.items():
            self._group.addButton(button)
            button.taken.connect(lambda key=key: self.show_subject(key))
            left.addWidget(button)
        left.addStretch(1)
        for key, each in self._subjects.items():
            self._fold.addItem(each.name, key)
        self._fold.activated.connect(lambda _at: self.show_subject(str(self._fold.currentData())))
        self._fold.hide()
        halves = QHBoxLayout()
        halves.setSpacing(style.px(16))
        halves.addWidget(self._list)
        halves.addWidget(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(10))
        head = QHBoxLayout()
        head.setSpacing(style.px(16))
        head.addWidget(label(_("Settings"), "title"))
        head.addWidget(self._fold)
        head.addStretch(1)
        box.addLayout(head)
        box.addLayout(halves, 1)


class _SubjectButton(ChoiceButton):
    def __init__(self, subject: Subject) -> None:
        super().__init__(f"  {subject.name}")
        self._icon_name = subject.icon
        self.setProperty("role", "nav")
        self.setAccessibleName(subject.name)
        self.setIconSize(QSize(style.px(16), style.px(16)))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setIcon(style.icon(self, self._icon_name))
