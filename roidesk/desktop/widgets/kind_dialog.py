"""One kind of contact: its name, the words for it in a line, and when a timer of it asks whether one was away."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.cell_editors import pad
from roidesk.desktop.widgets.channel_table import kind_words
from roidesk.desktop.widgets.labels import label, tip
from roidesk.desktop.widgets.words_field import WordsField
from roidesk.domain.errors import UserError
from roidesk.domain.model import ChannelKind
from roidesk.i18n import _
from roidesk.i18n.sentences import explain
from roidesk.services.channels import IDLE_MINUTES

_LONGEST = 240


class KindSaid(NamedTuple):
    """What a person says of a kind."""

    name: str
    words: tuple[str, ...]
    idle_minutes: int


class KindDialog(QDialog):
    """Changes a kind, or makes one (`kind` None). `save` writes it, and tells what is wrong."""

    def __init__(
        self,
        kind: ChannelKind | None,
        save: Callable[[KindSaid, Callable[[], None], Callable[[UserError], None]], None],
        remove: Callable[[Callable[[], None], Callable[[UserError], None]], None] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(kind_words(kind) if kind else _("Add a kind"))
        self.name = QLineEdit(kind.name if kind else "")
        self.name.setAccessibleName(_("Name"))
        self.said = WordsField(_("Words you can type"))
        self.said.show_words(kind.words if kind else ())
        self.idle = QSpinBox()
        self.idle.setAccessibleName(_("Ask after so many minutes away"))
        self.idle.setRange(0, _LONGEST)
        pad(self.idle)
        self.idle.setSpecialValueText(_("never"))
        self.idle.setSuffix(_(" min"))
        self.idle.setValue(kind.idle_minutes if kind else IDLE_MINUTES)
        form = QFormLayout()
        form.setVerticalSpacing(style.px(10))
        form.setHorizontalSpacing(style.px(14))
        named = kind is None or bool(kind.name)
        if named:
            form.addRow(_named(_("Name"), self.name), self.name)
        form.addRow(_named(_("Words you can type"), self.said), self.said)
        form.addRow(_named(_("Ask after so many minutes away"), self.idle), self.idle)
        self.idle.setToolTip(tip(_("A call or a meeting keeps hands off the keyboard: never.")))
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.save = Button(_("Save") if kind else _("Add"), kind="primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._done)
        leave = Button(_("Cancel"))
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        self.remove = Button(_("Remove"), kind="danger")
        if remove is not None:
            self.remove.clicked.connect(lambda: remove(self.accept, self.refuse))
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(20)] * 4)
        box.setSpacing(style.px(14))
        box.addLayout(form)
        box.addWidget(self.error)
        box.addLayout(buttons)
        self.remove.setVisible(kind is not None and named and remove is not None)
        self.setMinimumWidth(style.px(460))
        (self.name if named else self.said).setFocus()

    def refuse(self, error: UserError) -> None:
        """Say what is wrong; what was typed stays."""
        self.error.setText(explain(error))
        self.error.show()

    def _done(self) -> None:
        self._save(KindSaid(self.name.text(), self.said.words, self.idle.value()), self.accept, self.refuse)


def _named(text: str, field: QWidget) -> QWidget:
    made = label(text)
    made.setBuddy(field)
    return made
