"""The tray icon beside the window. Where the desktop has no tray, nothing is different."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QSystemTrayIcon

from roidesk.charts.theme import channel_colour
from roidesk.desktop import style
from roidesk.desktop.actions import Action
from roidesk.desktop.companion import Around, Companion
from roidesk.desktop.pin_use import press
from roidesk.desktop.tray.menu import TrayActs, TrayMenu, TrayState, title_of
from roidesk.desktop.widgets.labels import tip
from roidesk.i18n import _
from roidesk.platform.hotkeys import Way, way_of

if TYPE_CHECKING:
    from roidesk.domain.changes import Changes
    from roidesk.services.desk import Desk
    from roidesk.services.pins import PinRow

_SIDES = (16, 22, 24, 32, 48, 64)


class Tray(Companion):
    """Shows the icon where it is wanted and possible; the window may then be closed into it."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._icon: QSystemTrayIcon | None = None
        self._state = TrayState()
        self._told = False
        acts = TrayActs(around.window.registry.do, self._use, self._switch, around.come_forward, self._show_waiting)
        self.menu = TrayMenu(acts)
        self.menu.aboutToShow.connect(lambda: self.menu.fill(self._state, around.now()))
        around.kept.changed.connect(lambda key: self._follow() if key == "tray" else None)
        around.window.installEventFilter(self)
        around.window.registry.add(Action("close", _("Close the window"), ("Ctrl+W",), self.close_window, icon="x"))
        self._follow()
        self._load()

    @property
    def shown(self) -> bool:
        """Whether the icon is in the tray."""
        return self._icon is not None and self._icon.isVisible()

    def changed(self, changes: Changes) -> None:
        """Show what runs now."""
        self._load()

    def stop(self) -> None:
        """Take the icon away."""
        self.around.window.removeEventFilter(self)
        if self._icon is not None:
            self._icon.hide()
        self.menu.deleteLater()

    def close_window(self) -> None:
        """Close the window: into the tray where that is wanted, else for good."""
        if self._closes_into_tray():
            self._hide_window()
        else:
            self.around.window.close_window()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the button of the window's frame put the window into the tray, where that is wanted."""
        if event.type() == QEvent.Type.Close and event.spontaneous() and self._closes_into_tray():
            event.ignore()
            self._hide_window()
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ the icon

    def _follow(self) -> None:
        there = QSystemTrayIcon.isSystemTrayAvailable()
        self.around.kept.tell("tray", "" if there else _("This desktop has no tray."))
        wanted = self.around.kept.settings.tray and there
        if wanted and self._icon is None:
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self.menu)
            self._icon.activated.connect(self._clicked)
        if self._icon is not None:
            self._draw()
            self._icon.setVisible(wanted)

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.around.come_forward()

    def _closes_into_tray(self) -> bool:
        return self.around.kept.settings.close_to_tray and self.shown

    def _hide_window(self) -> None:
        self.around.window.hide()
        if self._icon is not None and not self._told:
            self._told = True
            self._icon.showMessage(_("roidesk goes on here"), _("Timers run on. Ctrl+Q in the window ends it."))

    def _load(self) -> None:
        desk, hotkey = self.around.desk, self.around.kept.settings.hotkey
        heard = hotkey if way_of(QGuiApplication.platformName()) is not Way.NONE else ""
        self.around.tasks.glance(partial(_read, desk, heard), self._show)

    def _show(self, state: TrayState) -> None:
        self._state = state
        if self._icon is not None:
            self._draw()

    def _draw(self) -> None:
        """Draw the icon, and say in its tooltip what runs."""
        icon, running = self._icon, self._state.running
        if icon is None:
            return
        theme = style.tokens()
        colour = channel_colour(theme, running[0].shown.channel).hex if running else theme.focus
        icon.setIcon(_icon(colour, theme.surface))
        icon.setToolTip(tip(title_of(running[0], self.around.now())) if running else "roidesk")

    # ------------------------------------------------------------ wishes

    def _use(self, row: PinRow) -> None:
        press(self.around.desk, self.around.tasks, row.pin.id, timed=row.pin.minutes is None, beside=False)

    def _switch(self, row: PinRow) -> None:
        press(self.around.desk, self.around.tasks, row.pin.id, timed=True, beside=False)

    def _show_waiting(self) -> None:
        self.around.come_forward()
        self.around.window.registry.do("waiting")


def _read(desk: Desk, hotkey: str) -> TrayState:
    """Read what the menu shows; runs beside the GUI."""
    zone = desk.care.settings().zone
    return TrayState(desk.timers.status(), desk.pins.rows(), len(desk.waiting.list().open), hotkey, zone)


def _icon(ground: str, mark: str) -> QIcon:
    """Return a clock on a ground, in the sizes that trays ask for."""
    made = QIcon()
    for side in _SIDES:
        drawn = QPixmap(side, side)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.22, side * 0.22)
        inside = side * 0.68
        clock = style.pixmap("timer", mark, inside)
        at = (side - inside) / 2
        painter.drawPixmap(QRectF(at, at, inside, inside), clock, QRectF(clock.rect()))
        painter.end()
        made.addPixmap(drawn)
    return made
