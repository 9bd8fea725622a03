"""The weights of what makes a contact personal: six numbers that add up to 100."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QSpinBox, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.cell_editors import pad
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.domain.personalness import COMPONENTS, DEFAULT_WEIGHTS
from roidesk.i18n import _, formats, words

_WHOLE = 100


class WeightsDialog(Dialog):
    """Says at once what the six add up to; they can be used when it is 100."""

    def __init__(self, weights: Sequence[int], use: Callable[[tuple[int, ...]], None], parent: QWidget) -> None:
        super().__init__(_("Weights"), parent)
        self.fields = tuple(_field(words.value("component", name)) for name in COMPONENTS)
        form = QFormLayout()
        form.setVerticalSpacing(style.px(8))
        form.setHorizontalSpacing(style.px(20))
        for name, field in zip(COMPONENTS, self.fields, strict=True):
            said = label(words.value("component", name))
            said.setBuddy(field)
            form.addRow(said, field)
            field.valueChanged.connect(lambda _value: self._add_up())
        self.total = label("", "heading")
        form.addRow(label(_("Together"), "heading"), self.total)
        self.use = Button(_("Use these weights"), kind="primary")
        self.use.clicked.connect(lambda: use(self.weights))
        self.use.clicked.connect(self.accept)
        usual = Button(_("As they came"))
        usual.clicked.connect(lambda: self._fill(DEFAULT_WEIGHTS))
        told = label(_("They hold for every channel, from now on. What was logged keeps its score."), "help", wrap=True)
        self.lay(told, form, verbs=(self.leaving(), self.use), enter=self.use, beside=(usual,))
        self.setMinimumWidth(style.px(420))
        self._fill(weights)

    @property
    def weights(self) -> tuple[int, ...]:
        """What is typed now."""
        return tuple(each.value() for each in self.fields)

    def _fill(self, weights: Sequence[int]) -> None:
        for field, weight in zip(self.fields, weights, strict=True):
            field.setValue(weight)
        self._add_up()

    def _add_up(self) -> None:
        total = sum(self.weights)
        self.use.setEnabled(total == _WHOLE)
        said = formats.number(total)
        self.total.setText(said if total == _WHOLE else _("{total}, has to be 100").format(total=said))


def _field(name: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, _WHOLE)
    pad(made)
    made.setAccessibleName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made
