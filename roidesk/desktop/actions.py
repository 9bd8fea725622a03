"""Everything a person can do by key, in one registry: bound, listed on the sheet, changed in Settings, found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut
    from PySide6.QtWidgets import QWidget


class Place(StrEnum):
    """Where keys act; the sheet lists them by it."""

    EVERYWHERE = "everywhere"
    CAPTURE = "capture"
    TIMER = "timer"
    PAGE = "page"
    LIST = "list"
    STRIP = "strip"
    LEDGER = "ledger"
    CHART = "chart"
    POPUP = "popup"


class Action(NamedTuple):
    """Something a person can do. `keys` are those it has unless they were changed, as Qt writes them ("Ctrl+T").

    `name` stands for it where changed keys are kept. `act` None: the part of the window that has the focus does it
    itself, so that its keys are listed but neither bound here nor changed. `found`: whether Ctrl+K offers it; `also`:
    what else it is found by, asked for when somebody looks.
    """

    name: str
    words: str
    keys: tuple[str, ...] = ()
    act: Callable[[], object] | None = None
    place: Place = Place.EVERYWHERE
    icon: str = ""
    found: bool = True
    also: Callable[[], tuple[str, ...]] = tuple


class Actions(QObject):
    """The registry of one window. Keys are bound to the window; a field that needs one for typing has it first."""

    changed = Signal()
    """An action was added, or keys were changed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, Action] = {}
        self._shortcuts: dict[str, list[QShortcut]] = {}
        self._changed_keys: Mapping[str, str] = {}

    @property
    def all(self) -> tuple[Action, ...]:
        """Every action, in the order in which they were added."""
        return tuple(self._actions.values())

    def add(self, *actions: Action) -> None:
        """Add actions and bind their keys; one of a name that is there takes its place."""
        for each in actions:
            self._actions[each.name] = each
            self._bind(each)
        self.changed.emit()

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of an action as they are now; none when it has none or is not there."""
        action = self._actions.get(name)
        if action is None:
            return ()
        if action.act is None or name not in self._changed_keys:
            return action.keys
        return tuple(filter(None, (self._changed_keys[name],)))

    def use(self, changed_keys: Mapping[str, str]) -> None:
        """Bind the keys that a person chose, by the name of the action; "" for none."""
        if dict(changed_keys) == dict(self._changed_keys):
            return
        self._changed_keys = dict(changed_keys)
        for each in self._actions.values():
            self._bind(each)
        self.changed.emit()

    def do(self, name: str) -> None:
        """Do what an action does."""
        action = self._actions.get(name)
        if action is not None and action.act is not None:
            action.act()

    def _bind(self, action: Action) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        for each in self._shortcuts.pop(action.name, ()):
            each.setEnabled(False)
            each.deleteLater()
        if action.act is None:
            return
        made = [QShortcut(QKeySequence(keys), self._window) for keys in self.keys(action.name)]
        for each in made:
            each.activated.connect(action.act)
        self._shortcuts[action.name] = made
