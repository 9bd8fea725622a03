"""The menu of the tray icon. It is made anew each time it is about to be shown, of what was read last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from roidesk.charts.theme import channel_colour
from roidesk.desktop import style
from roidesk.desktop.models.pin_face import face
from roidesk.i18n import _, formats, ngettext
from roidesk.services.pins import PinRow
from roidesk.services.rows import RunningRow

SHOWN_PINS = 9


@dataclass(frozen=True, slots=True)
class TrayState:
    """What the menu is made of. `hotkey`: the keys of the quick entry, "" where none are heard."""

    running: tuple[RunningRow, ...] = ()
    pins: tuple[PinRow, ...] = ()
    waiting: int = 0
    hotkey: str = ""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class TrayActs:
    """What the entries of the menu do."""

    do: Callable[[str], None]
    """An action of the registry, by its name."""
    use: Callable[[PinRow], None]
    """A pin is filed, or its timer started."""
    switch: Callable[[PinRow], None]
    """A pin's timer is started instead of what runs."""
    open: Callable[[], None]
    waiting: Callable[[], None]


class TrayMenu(QMenu):
    """Pause, stop, switch; the pins; the quick entry; who waits; the window; quiet; quit (picture 07)."""

    def __init__(self, acts: TrayActs) -> None:
        super().__init__()
        self._acts = acts

    def fill(self, state: TrayState, now: int) -> None:
        """Make the menu of a state."""
        self.clear()
        for old in self.findChildren(QMenu):
            old.deleteLater()
        if state.running:
            self._add_running(state, now)
            self.addSeparator()
        self._add_pins(self, state.pins, self._acts.use)
        if state.pins:
            self.addSeparator()
        quick = "\t".join(filter(None, (_("Quick entry…"), state.hotkey)))
        self._add("plus", quick, partial(self._acts.do, "quick_entry"))
        if state.waiting:
            words = ngettext("{count} waiting, of those recorded", "{count} waiting, of those recorded", state.waiting)
            self._add("inbox", words.format(count=state.waiting), self._acts.waiting)
        self.addSeparator()
        self._add("external-link", _("Open roidesk"), self._acts.open)
        self._add("bell", _("No reminders for 1 hour"), partial(self._acts.do, "no_reminders"))
        self._add("log-out", "\t".join((_("Quit"), _("Ctrl+Q"))), partial(self._acts.do, "quit"))

    def _add_running(self, state: TrayState, now: int) -> None:
        row = state.running[0]
        head = self._add("", title_of(row, now), self._acts.open)
        head.setIcon(QIcon(style.filled("circle", channel_colour(style.tokens(), row.shown.channel).hex, 10)))
        since = _("since {time}").format(time=formats.clock(row.timer.start_us, state.zone))
        who = f"@{row.shown.contact} · {since}" if row.shown.contact else since
        self._add("", who, self._acts.open).setEnabled(False)
        for other in state.running[1:]:
            self._add("", title_of(other, now), self._acts.open)
        self.addSeparator()
        paused = row.timer.paused_us is not None
        self._add("play" if paused else "pause", _("Go on") if paused else _("Pause"), partial(self._acts.do, "pause"))
        self._add("square", _("Stop and log"), partial(self._acts.do, "timer"))
        if state.pins:
            switch = QMenu(_("Switch to"), self)
            switch.setIcon(style.icon(self, "arrow-left-right"))
            self._add_pins(switch, state.pins, self._acts.switch)
            self.addMenu(switch)

    def _add_pins(self, menu: QMenu, pins: Sequence[PinRow], act: Callable[[PinRow], None]) -> None:
        for row in pins[:SHOWN_PINS]:
            shown = face(row, style.tokens())
            length = shown.length if menu is self else ""
            text = f"{_escaped(shown.label)}\t{length}" if length else _escaped(shown.label)
            action = menu.addAction(text, partial(act, row))
            action.setIcon(QIcon(style.pixmap(shown.icon, shown.colour, 16)))

    def _add(self, icon: str, text: str, act: Callable[[], None]) -> QAction:
        action = self.addAction(text, act)
        if icon:
            action.setIcon(style.icon(self, icon))
        return action


def title_of(row: RunningRow, now: int) -> str:
    """Return what runs and for how long."""
    name = _escaped(f"{row.shown.channel.name} {row.shown.kind.name}".strip())
    if row.timer.paused_us is not None:
        return _("{what}, paused").format(what=name)
    us = max(0, now - row.timer.start_us - row.timer.step_us - sum(gap.us for gap in row.left_out))
    return f"{name} · {formats.running(us)}"


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
