"""The menu of a chip: other kinds, people, lengths, levels; whatever is chosen rewrites that part of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from roidesk.desktop import style
from roidesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from roidesk.desktop.models.chip_ways import Entry
    from roidesk.desktop.tasks import Tasks
    from roidesk.desktop.widgets.entry_line import EntryLine
    from roidesk.desktop.widgets.understood_bar import Chip
    from roidesk.services.desk import Desk


class ChipMenu(QObject):
    """Asks what a part may say, offers it under its chip, and puts what is chosen into the line."""

    shown = Signal(object)
    """The menu that was opened (`QMenu`)."""
    contact_wanted = Signal(object)
    """The page of a contact is wanted, by its id."""

    def __init__(self, entry: EntryLine, desk: Desk, tasks: Tasks) -> None:
        super().__init__(entry)
        self._entry = entry
        self._desk = desk
        self._tasks = tasks

    def open(self, chip: Chip, button: QWidget, zone: str) -> None:
        """Show what the part of a chip may say; "type it" is always among it."""
        from roidesk.desktop.models.chip_ways import entries
        from roidesk.domain.quickline import Role

        line, desk = self._entry.text, self._desk
        role = Role(chip.part)
        corner = button.mapToGlobal(QPoint(0, button.height()))
        self._tasks.glance(
            lambda: desk.fixing.ways(line, role, chip.start, chip.end),
            lambda ways: self._show(chip, entries(ways, zone, style.tokens()), corner, line),
        )

    def _show(self, chip: Chip, entries: tuple[Entry, ...], corner: QPoint, line: str) -> None:
        from PySide6.QtWidgets import QMenu

        if line != self._entry.text:
            return  # it was typed on meanwhile, and the ways are of another line
        menu = QMenu(self._entry)
        menu.setAccessibleName(_("Change “{part}”").format(part=chip.words))
        for each in entries:
            self._add(menu, each)
        if chip.end > chip.start:
            menu.addSeparator()
            menu.addAction(_("Type it"), lambda: self._entry.select(chip.start, chip.end))
        menu.aboutToHide.connect(self._entry.setFocus)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(corner)
        self.shown.emit(menu)

    def _add(self, menu: QMenu, entry: Entry) -> None:
        action = menu.addAction(entry.words.replace("&", "&&"), lambda: self._choose(entry))
        action.setCheckable(entry.checked)
        action.setChecked(entry.checked)
        if entry.checked:
            menu.setDefaultAction(action)  # an icon takes the place of the tick, so it is written boldly
        if entry.icon:
            from PySide6.QtGui import QIcon

            action.setIcon(QIcon(style.pixmap(entry.icon, entry.colour, 15, menu.devicePixelRatioF())))

    def _choose(self, entry: Entry) -> None:
        if entry.contact is not None:
            self.contact_wanted.emit(entry.contact)
            return
        self._entry.rewrite(entry.line)
        self._entry.setFocus()
