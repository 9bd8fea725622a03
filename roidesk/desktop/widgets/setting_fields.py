"""The fields settings are answered with, one for each kind of answer; each shows and tells the text that is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from roidesk.desktop import style
from roidesk.desktop.actions import Place
from roidesk.desktop.models.key_rows import KeyRow
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.cell_editors import pad
from roidesk.desktop.widgets.combo import Combo
from roidesk.desktop.widgets.key_dialog import KeyDialog
from roidesk.desktop.widgets.keys_sheet import native
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.switch import Switch
from roidesk.domain.errors import UserError
from roidesk.i18n import _, formats, setting_words, typed
from roidesk.settings.asked import Answer, Asked

_HUNDRED = 100
Options = Sequence[tuple[str, str]]


class Field(QWidget):
    """A field that shows the text of a setting, and tells the one a person wants."""

    said = Signal(str)
    """The text wanted."""
    refused = Signal(object)
    """A `UserError` about what was typed; it stays in the field."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(8))
        for each in widgets:
            box.addWidget(each)
        self.setFocusProxy(widgets[0])

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        raise NotImplementedError


class FlagField(Field):
    """On or off."""

    def __init__(self, name: str) -> None:
        self.switch = Switch(name)
        super().__init__(self.switch)
        self.switch.toggled.connect(lambda on: self.said.emit("1" if on else "0"))

    def show_text(self, text: str) -> None:
        """Turn it without telling anyone."""
        with QSignalBlocker(self.switch):
            self.switch.setChecked(text == "1")


class ChoiceField(Field):
    """One of some."""

    def __init__(self, name: str, options: Options) -> None:
        self.box = Combo(name)
        super().__init__(self.box)
        self.box.setMaxVisibleItems(14)
        self.box.setMinimumContentsLength(16)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        _leave_wheel(self.box)
        self.offer(options)
        self.box.activated.connect(lambda _at: self.said.emit(str(self.box.currentData())))

    def offer(self, options: Options) -> None:
        """Offer other things to choose."""
        self.box.clear()
        for code, words in options:
            self.box.addItem(words, code)

    def show_text(self, text: str) -> None:
        """Choose it; what is not offered (another version kept it) is shown as it is."""
        if self.box.findData(text) < 0:
            self.box.addItem(text, text)
        self.box.setCurrentIndex(self.box.findData(text))


class SeveralField(Field):
    """Any of some."""

    def __init__(self, name: str, options: Options) -> None:
        self.buttons = {code: QPushButton(words) for code, words in options}
        super().__init__(*self.buttons.values())
        self.setAccessibleName(name)
        for button in self.buttons.values():
            button.setCheckable(True)
            button.setProperty("role", "toggle")
            button.setAccessibleName(f"{name}: {button.text()}")
            button.toggled.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Mark them without telling anyone."""
        for code, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setChecked(code in text.split())

    def _tell(self) -> None:
        self.said.emit(" ".join(code for code, button in self.buttons.items() if button.isChecked()))


class WholeField(Field):
    """A whole number."""

    def __init__(self, name: str, asked: Asked, unit: str) -> None:
        self.box = QSpinBox()
        super().__init__(self.box)
        self.box.setAccessibleName(name)
        self.box.setRange(asked.least, asked.most)
        self.box.setSingleStep(asked.step)
        self.box.setSuffix(f" {unit}" if unit else "")
        self.box.setKeyboardTracking(False)
        pad(self.box)
        _leave_wheel(self.box)
        self.box.valueChanged.connect(lambda value: self.said.emit(str(value)))

    def show_text(self, text: str) -> None:
        """Show the number without telling anyone."""
        with QSignalBlocker(self.box):
            self.box.setValue(int(text))


class LineField(Field):
    """A text that is told when it is left; `read` turns what is typed into what is kept, `written` back."""

    def __init__(self, name: str, *beside: QWidget, width: int = 110) -> None:
        self.line = QLineEdit()
        super().__init__(self.line, *beside)
        self.line.setAccessibleName(name)
        self.line.setFixedWidth(style.px(width))
        self._kept = ""
        self.line.editingFinished.connect(self._left)

    def show_text(self, text: str) -> None:
        """Show what is kept, unless something is being typed."""
        typed_on = self.line.hasFocus() and self.line.isModified() and self.line.text() != self.written(self._kept)
        self._kept = text
        if not typed_on:
            self.line.setText(self.written(text))

    def read(self, text: str) -> str:
        """Return what is typed as it is kept; `UserError` when it can mean nothing."""
        return text.strip()

    def written(self, text: str) -> str:
        """Return what is kept as it is typed."""
        return text

    def _left(self) -> None:
        if not self.line.isModified():
            return
        try:
            text = self.read(self.line.text())
        except UserError as error:
            self.refused.emit(error)
            return
        self.line.setModified(False)
        if text != self._kept:
            self.said.emit(text)


class ShareField(LineField):
    """A share, typed in per cent; empty: not known."""

    def __init__(self, name: str) -> None:
        super().__init__(name, label("%", "help"), width=80)

    def read(self, text: str) -> str:
        """Return "2/5" of "40"."""
        if not text.strip():
            return ""
        share = Fraction(typed.number(text)) / _HUNDRED
        if not 0 < share <= 1:
            raise UserError("amount_outside", text=text, field=_("margin"))
        return f"{share.numerator}/{share.denominator}" if share.denominator > 1 else "1"

    def written(self, text: str) -> str:
        """Return "40" of "2/5"."""
        if not text:
            return ""
        share = Fraction(text) * _HUNDRED
        return formats.number(share, 0 if share.denominator == 1 else 1)


class KeysField(Field):
    """Keys that act in every program: a button that says them, and asks for others in a dialog of its own."""

    def __init__(self, name: str) -> None:
        self.button = Button("–", "keyboard")
        super().__init__(self.button)
        self._name, self._kept = name, ""
        self.button.clicked.connect(self.ask)

    def show_text(self, text: str) -> None:
        """Show the keys."""
        self._kept = text
        said = native(text) if text else _("no key")
        self.button.setText(f" {said}")
        self.button.setAccessibleName(f"{self._name}: {said}")

    def ask(self) -> KeyDialog:
        """Ask for other keys."""
        row = KeyRow("", self._name, Place.EVERYWHERE, (self._kept,), fixed=False, changed=False)
        dialog = KeyDialog(row, (), self, in_every_program=True)
        dialog.wanted.connect(self.said)
        dialog.open()
        return dialog


def field(asked: Asked, options: Options = ()) -> Field:
    """Return the field a setting is answered with; `options`: what may be chosen where the store or system says."""
    words = setting_words.said(asked.key)
    chosen = options or [(code, setting_words.choice(asked.key, code)) for code in asked.choices]
    plain: dict[Answer, Callable[[], Field]] = {
        Answer.FLAG: lambda: FlagField(words.name),
        Answer.WHOLE: lambda: WholeField(words.name, asked, words.unit),
        Answer.SHARE: lambda: ShareField(words.name),
        Answer.CLOCK: lambda: LineField(words.name, width=80),
        Answer.KEYS: lambda: KeysField(words.name),
        Answer.SEVERAL: lambda: SeveralField(words.name, chosen),
    }
    return plain.get(asked.answer, lambda: ChoiceField(words.name, chosen))()


class _Still(QObject):
    """Lets the wheel scroll the page, never change a value somebody only passes over."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def _leave_wheel(widget: QWidget) -> None:
    widget.installEventFilter(_Still(widget))
