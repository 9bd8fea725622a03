"""The subjects of Settings that are forms, made of the settings declared for them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from PySide6.QtWidgets import QWidget

from roidesk.desktop import style
from roidesk.desktop.pages.settings.section import Around, Section
from roidesk.desktop.widgets.setting_fields import Options
from roidesk.desktop.widgets.settings_form import SettingsForm
from roidesk.domain.errors import UserError
from roidesk.i18n import setting_words
from roidesk.settings.asked import Asked, Kept, asked
from roidesk.settings.desk import text_of as text_of_desk
from roidesk.settings.store import text_of as text_of_store

WIDEST = 780
"""Wider, and the eye loses the line between a name and its field."""


class FormSection(Section):
    """The settings declared for a subject, in panels of those that stand together."""

    subject: str

    def __init__(self, around: Around, subject: str = "") -> None:
        super().__init__(around)
        self.subject = subject or self.subject
        by_group = groupby(asked(self.subject), key=lambda each: each.group)
        self.forms = {
            group: SettingsForm(setting_words.group(group), tuple(settings), self.options())
            for group, settings in by_group
        }
        for form in self.forms.values():
            form.said.connect(self._said)
            form.again_wanted.connect(lambda: self.wanted.emit("again"))
        self.lay()
        self.around.kept.changed.connect(self._show_kept)
        self.around.kept.told.connect(self._tell)

    @property
    def first(self) -> QWidget:
        """The first setting."""
        form = next(iter(self.forms.values()))
        return next(iter(form.rows.values())).field

    def options(self) -> Mapping[str, Options]:
        """Return what may be chosen where that is not declared, by setting."""
        return {}

    def lay(self) -> None:
        """Put the panels one below the other."""
        for form in self.forms.values():
            form.setMaximumWidth(style.px(WIDEST))
            self.column.addWidget(form)
        self.column.addStretch(1)

    def load(self) -> None:
        """Read what is set."""
        self.glance(self.around.desk.care.settings, lambda found: self._show_texts(
            {key: text_of_store(found, key) for key in self._keys(Kept.STORE)}
        ))  # fmt: skip
        self._show_kept()

    def _show_kept(self, _key: str = "") -> None:
        settings = self.around.kept.settings
        self._show_texts({key: text_of_desk(settings, key) for key in self._keys(Kept.DESK)})
        for key in self._keys(Kept.DESK):
            self._tell(key)

    def _tell(self, key: str) -> None:
        for form in self.forms.values():
            form.tell(key, self.around.kept.state(key))

    def _show_texts(self, texts: Mapping[str, str]) -> None:
        for form in self.forms.values():
            form.show_texts(texts)

    def _keys(self, kept: Kept) -> tuple[str, ...]:
        return tuple(each.key for each in asked(self.subject) if each.kept is kept)

    def _said(self, setting: Asked, text: str) -> None:
        form, key = self.forms[setting.group], setting.key
        if setting.kept is Kept.DESK:
            try:
                self.around.kept.keep(key, text)
            except UserError as error:
                form.refuse(key, error)
            return
        care = self.around.desk.care
        self.around.tasks.write(lambda: care.change_settings({key: text}), None, lambda error: form.refuse(key, error))


class AppearanceSection(FormSection):
    """How the window looks; each takes effect at once."""

    subject = "appearance"


class LanguageSection(FormSection):
    """Language, money and time."""

    subject = "language"

    def options(self) -> Mapping[str, Options]:
        """Return the languages there are, the currencies and the zones."""
        from roidesk.i18n import currencies, languages

        return {"language": languages.named(), "currency": currencies.named(), "zone": languages.zones()}
