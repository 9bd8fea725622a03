"""The pins on Today, as many as there is room for, and the way to change them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.pin_face import face
from roidesk.desktop.pin_use import press
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.pin_button import PinButton
from roidesk.domain.changes import Changes
from roidesk.i18n import _
from roidesk.services.desk import Desk
from roidesk.services.pins import PinRow

_GAP = 8
_HEIGHT = 34
_TABLES = frozenset({"pin", "channel", "channel_kind", "contact", "brand", "product", "topic"})


class PinsBar(QWidget):
    """A row of pins. One that does not fit is still on its key, in the quick entry and in Ctrl+K."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._rows: tuple[PinRow, ...] = ()
        self._buttons: list[PinButton] = []
        self._none = label(_("Pin what you do again and again, and it is one key away."), "help")
        self._none.setParent(self)
        self._edit = Button(_("Edit pins"), "pin", kind="quiet")
        self._edit.setParent(self)
        self._edit.clicked.connect(self.edit)
        self.setAccessibleName(_("Pins"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._load()

    @property
    def shown(self) -> tuple[PinButton, ...]:
        """The buttons for which there is room."""
        return tuple(each for each in self._buttons if each.isVisibleTo(self))

    def changed(self, changes: Changes) -> None:
        """Show the pins again when one of them, or a name they carry, was changed."""
        if not changes.tables or changes.tables & _TABLES:
            self._load()

    def edit(self, which: UUID | None = None) -> None:
        """Open the list of pins, at one of them."""
        from roidesk.desktop.widgets.pins_dialog import PinsDialog

        PinsDialog(self._desk, self._tasks, self.window(), which if isinstance(which, UUID) else None).open()

    def sizeHint(self) -> QSize:
        """One row of buttons."""
        return QSize(style.px(480), style.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The button for changing them, and the room for one."""
        return QSize(self._edit.sizeHint().width(), style.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        """Give the icons the colours of another theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._fill(self._rows)
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay()

    def _load(self) -> None:
        self._tasks.glance(self._desk.pins.rows, self._fill)

    def _fill(self, rows: Sequence[PinRow]) -> None:
        before: QWidget = self._edit.previousInFocusChain() or self
        focused = next((each.face.id for each in self._buttons if each.hasFocus()), None)
        self._rows = tuple(rows)
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(row) for row in rows if row.digit is not None]
        self._none.setVisible(not rows)
        self._lay()
        stops: tuple[QWidget, ...] = (*self._buttons, self._edit)
        for stop in stops:
            QWidget.setTabOrder(before, stop)
            before = stop
        for button in self._buttons:
            if button.face.id == focused and button.isVisibleTo(self):
                button.setFocus()

    def _button(self, row: PinRow) -> PinButton:
        button = PinButton(face(row, style.tokens()))
        button.setParent(self)
        button.used.connect(partial(self._use, row))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda place: self._menu(row, button.mapToGlobal(place)))
        return button

    def _use(self, row: PinRow, _id: UUID, beside: bool) -> None:  # noqa: FBT001 - the argument of a signal
        press(self._desk, self._tasks, row.pin.id, timed=row.pin.minutes is None, beside=beside)

    def _menu(self, row: PinRow, place: QPoint) -> None:
        pins, write, pin = self._desk.pins, self._tasks.write, row.pin
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if pin.minutes is not None:
            menu.addAction(_("Log it, ending now"), lambda: self._use(row, pin.id, beside=False))
        menu.addAction(_("Start a timer"), lambda: write(lambda: pins.start(pin.id)))
        menu.addAction(_("Start a timer beside what runs"), lambda: write(lambda: pins.start(pin.id, beside=True)))
        menu.addSeparator()
        menu.addAction(_("Edit…"), lambda: self.edit(pin.id))
        menu.addAction(_("To the key before"), lambda: write(lambda: pins.move(pin.id, -1)))
        menu.addAction(_("To the next key"), lambda: write(lambda: pins.move(pin.id, 1)))
        menu.addAction(_("Remove"), lambda: write(lambda: pins.remove(pin.id)))
        menu.popup(place)

    def _lay(self) -> None:
        """Put the pins from the side where reading begins, and the last button at the other end."""
        width, gap = self.width(), style.px(_GAP)
        edit = self._edit.sizeHint().width()
        self._put(self._edit, width - edit, edit)
        room = width - edit - gap
        at = 0
        for button in self._buttons:
            wanted = button.sizeHint().width()
            fits = at + wanted <= room
            button.setVisible(fits)
            if not fits:
                room = 0  # those after it stay away, too: the keys are shown in their order
                continue
            self._put(button, at, wanted)
            at += wanted + gap
        self._put(self._none, 0, max(0, width - edit - gap))

    def _put(self, part: QWidget, at: int, width: int) -> None:
        place = QRect(at, 0, width, self.height())
        part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
