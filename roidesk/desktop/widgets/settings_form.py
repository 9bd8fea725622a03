"""Settings that stand together, each with its name, what it is for, and its field: made from what is declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label, rule
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.desktop.widgets.setting_fields import ChoiceField, Field, Options, field
from roidesk.domain.errors import UserError
from roidesk.i18n import _, setting_words
from roidesk.i18n.sentences import explain
from roidesk.settings.asked import Asked


class SettingsForm(QFrame):
    """A panel of settings. Each counts as soon as it is answered."""

    said = Signal(object, str)
    """The setting (`Asked`) and the text wanted."""
    again_wanted = Signal()
    """The window is to be opened again, so that a setting counts."""

    def __init__(self, title: str, settings: Sequence[Asked], options: Mapping[str, Options] | None = None) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(title)
        known = options or {}
        self.rows = {each.key: _Row(each, known.get(each.key, ())) for each in settings}
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(14), style.px(10), style.px(14), style.px(10))
        box.setSpacing(style.px(8))
        box.addWidget(label(title, "heading"))
        for at, row in enumerate(self.rows.values()):
            if at:
                box.addWidget(rule())
            box.addWidget(row)
            row.field.said.connect(lambda text, asked=row.asked: self.said.emit(asked, text))
            row.later.clicked.connect(self.again_wanted)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show what is kept, by key; a setting that means nothing without another is greyed with it."""
        for key, row in self.rows.items():
            if key in texts:
                row.show_text(texts[key])
            if row.asked.given:
                row.setEnabled(texts.get(row.asked.given, "1") == "1")

    def tell(self, key: str, sentence: str) -> None:
        """Say of a setting whether it works here; "" for nothing."""
        if key in self.rows:
            self.rows[key].tell(sentence)

    def offer(self, key: str, options: Options) -> None:
        """Offer other things to choose for a setting."""
        chosen = self.rows[key].field
        if isinstance(chosen, ChoiceField):
            chosen.offer(options)

    def refuse(self, key: str, error: UserError) -> None:
        """Say below a setting why it cannot be so; what was typed stays."""
        self.rows[key].refuse(error)


class _Row(QWidget):
    """One setting."""

    def __init__(self, asked: Asked, options: Options) -> None:
        super().__init__()
        self.asked = asked
        self.field: Field = field(asked, options)
        words = setting_words.said(asked.key)
        self._error = Refusal()
        name = label(words.name, wrap=True)
        name.setBuddy(self.field)
        told = QVBoxLayout()
        told.setSpacing(style.px(1))
        told.addWidget(name)
        if words.meaning:
            told.addWidget(label(words.meaning, "help", wrap=True))
        self._state = label("", "help", wrap=True)
        self._state.hide()
        told.addWidget(self._state)
        told.addWidget(self._error)
        self.later = Button(_("Open the window again to use it"), kind="link")
        self.later.hide()
        told.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeft)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, style.px(2), 0, style.px(2))
        box.setSpacing(style.px(16))
        box.addLayout(told, 1)
        box.addWidget(self.field)
        self.field.refused.connect(self.refuse)
        self.field.said.connect(self._said)

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        self.field.show_text(text)

    def tell(self, sentence: str) -> None:
        """Say whether it works here."""
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))

    def refuse(self, error: UserError) -> None:
        """Say why not."""
        self._error.tell(explain(error))

    def _said(self) -> None:
        self._error.tell("")
        self.later.setVisible(self.asked.later)
