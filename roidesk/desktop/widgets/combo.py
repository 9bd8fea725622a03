"""A list to choose from that says what is chosen, and also of what."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QWidget

from roidesk.desktop.widgets.labels import label


class Combo(QComboBox):
    """A combo box with a name for a screen reader.

    On Linux the name of a combo box is what is chosen, and the name that was set is lost; what it is of comes from a
    label beside it. This one brings a label along, which is not seen: the one that is may lie elsewhere.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label(name)
        self._name.setParent(parent)
        self._name.setBuddy(self)
        self._name.hide()
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """Take the label along to where it lies now."""
        if event.type() == QEvent.Type.ParentChange:
            self._name.setParent(self.parentWidget())
        return super().event(event)
