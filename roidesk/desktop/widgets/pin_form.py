"""Every field of one pin. A field is told when it is left, or at once where it is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLineEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.pin_fields import PinField
from roidesk.desktop.widgets.combo import Combo
from roidesk.desktop.widgets.labels import label


class PinForm(QWidget):
    """Shows a pin's fields one below the other, each with its name."""

    edited = Signal(object, str, str)
    """The pin's id, the field, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self._pin: UUID | None = None
        self._fields: dict[str, PinField] = {}
        self._editors: dict[str, QLineEdit | QComboBox] = {}
        self._begin = False
        self._box = QFormLayout(self)
        self._box.setContentsMargins(0, 0, style.px(12), 0)
        self._box.setHorizontalSpacing(style.px(14))
        self._box.setVerticalSpacing(style.px(8))
        self._box.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def editor(self, name: str) -> QLineEdit | QComboBox:
        """Return what a field is changed with."""
        return self._editors[name]

    def begin_next(self) -> None:
        """Let the name of the next pin that is shown be typed over."""
        self._begin = True

    def show_fields(self, pin: UUID, fields: Sequence[PinField]) -> None:
        """Show a pin; what is being typed into a field of the same pin stays."""
        same = pin == self._pin and [each.name for each in fields] == list(self._fields)
        known = {each.name: each for each in fields}
        rebuilt = not same or any(self._fields[name].choices != each.choices for name, each in known.items())
        self._pin, before, self._fields = pin, self._fields, known
        if rebuilt:
            self._build(fields)
        else:
            for name, each in known.items():
                if each.text != before[name].text:
                    _put(self._editors[name], each)
        if self._begin:
            self._begin = False
            name_field = self._editors["label"]
            name_field.setFocus()
            if isinstance(name_field, QLineEdit):
                name_field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form: over a choice it would change what nobody looks at."""
        if isinstance(event, QWheelEvent) and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _build(self, fields: Sequence[PinField]) -> None:
        while self._box.rowCount():
            self._box.removeRow(0)
        self._editors = {each.name: self._made(each) for each in fields}
        for each in fields:
            name = label(each.words)
            name.setBuddy(self._editors[each.name])
            self._box.addRow(name, self._editors[each.name])

    def _made(self, field: PinField) -> QLineEdit | QComboBox:
        if field.choices:
            return self._choice(field)
        edit = QLineEdit()
        edit.setPlaceholderText(field.hint)
        edit.setAccessibleName(field.words)
        edit.setAccessibleDescription(field.hint)
        if field.offered:
            completer = QCompleter(list(field.offered), edit)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            edit.setCompleter(completer)
        _put(edit, field)
        edit.editingFinished.connect(lambda: self._tell(field.name, edit.text().strip()))
        return edit

    def _choice(self, field: PinField) -> QComboBox:
        box = Combo(field.words)
        for text, said in field.choices:
            box.addItem(said, text)
        box.installEventFilter(self)
        _put(box, field)
        box.activated.connect(partial(self._chosen, field.name, box))
        return box

    def _chosen(self, name: str, box: QComboBox, at: int) -> None:
        self._tell(name, str(box.itemData(at)))

    def _tell(self, name: str, text: str) -> None:
        if self._pin is not None and text != self._fields[name].text:
            self.edited.emit(self._pin, name, text)


def _put(editor: QLineEdit | QComboBox, field: PinField) -> None:
    if isinstance(editor, QLineEdit):
        editor.setText(field.text)
    else:
        editor.setCurrentIndex(editor.findData(field.text))
