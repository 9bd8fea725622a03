"""One kind of contact: its name, the words for it in a line, and when a timer of it asks whether one was away."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QFormLayout, QLineEdit, QSpinBox, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.cell_editors import pad
from roidesk.desktop.widgets.channel_table import kind_words
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label, tip
from roidesk.desktop.widgets.words_field import WordsField
from roidesk.domain.errors import UserError
from roidesk.domain.model import ChannelKind
from roidesk.i18n import _
from roidesk.services.channels import IDLE_MINUTES

_LONGEST = 240


class KindSaid(NamedTuple):
    """What a person says of a kind."""

    name: str
    words: tuple[str, ...]
    idle_minutes: int


class KindDialog(Dialog):
    """Changes a kind, or makes one (`kind` None). `save` writes it, and tells what is wrong."""

    def __init__(
        self,
        kind: ChannelKind | None,
        save: Callable[[KindSaid, Callable[[], None], Callable[[UserError], None]], None],
        remove: Callable[[Callable[[], None], Callable[[UserError], None]], None] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(kind_words(kind) if kind else _("Add a kind"), parent)
        self._save = save
        self._ended = self.while_open(self.accept), self.while_open(self.refuse)
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
        self.save = Button(_("Save") if kind else _("Add"), kind="primary")
        self.save.clicked.connect(self._done)
        self.remove = Button(_("Remove"), kind="danger")
        if remove is not None:
            self.remove.clicked.connect(lambda: remove(*self._ended))
        self.lay(form, verbs=(self.leaving(), self.save), enter=self.save, beside=(self.remove,))
        self.remove.setVisible(kind is not None and named and remove is not None)
        self.setMinimumWidth(style.px(460))
        (self.name if named else self.said).setFocus()

    def _done(self) -> None:
        self._save(KindSaid(self.name.text(), self.said.words, self.idle.value()), *self._ended)


def _named(text: str, field: QWidget) -> QWidget:
    made = label(text)
    made.setBuddy(field)
    return made
