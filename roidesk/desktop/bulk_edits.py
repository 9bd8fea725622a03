"""Changing many rows at once: asks for one value, has it written, says what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from roidesk.desktop.models.bulk_fields import (
    LINK,
    SHIFT,
    BulkField,
    linked_words,
    listed_words,
    names_of,
    set_words,
    shift_of,
    shifted_words,
)
from roidesk.desktop.models.ledger_words import choice_words
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.bulk_popup import BulkPopup
from roidesk.domain.errors import UserError
from roidesk.domain.personalness import LEVELS
from roidesk.i18n import _, formats, ngettext, words
from roidesk.i18n.sentences import explain
from roidesk.services.bulk import Listed
from roidesk.services.desk import Desk


class BulkEdits(QObject):
    """Belongs to a page with rows to select."""

    done = Signal(str)
    """What was done: a toast says it, with the way back."""

    def __init__(self, desk: Desk, tasks: Tasks, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._tasks, self._page = desk, tasks, page
        self._field: BulkField | None = None
        self._ids: tuple[UUID, ...] = ()
        self._popup: BulkPopup | None = None

    @property
    def popup(self) -> BulkPopup | None:
        """What asks, once something was asked."""
        return self._popup

    def ask(self, field: BulkField, ids: Sequence[UUID], kinds: Sequence[str], corner: QPoint) -> None:
        """Ask what a field is to be in these rows, above a point of the screen. `kinds` are those of conversions."""
        self._field, self._ids = field, tuple(ids)
        if self._popup is None:
            self._popup = BulkPopup(self._page)
            self._popup.chosen.connect(self._take)
        count = len(self._ids)
        title = ngettext("{what} of {count} row", "{what} of {count} rows", count).format(
            what=field.words, count=formats.number(count)
        )
        column = field.column
        if field.name == SHIFT:
            self._popup.ask_text(title, (), _("10 or 1h20 is later, -10 is earlier"), corner)
        elif field.name == LINK:
            choices = [(each, words.conversion_kind(each)) for each in kinds]
            self._popup.ask_choice(title, choices, _("Each of them led to it; amounts are added in its row."), corner)
        elif field.name == "personalness":
            levels = [(f"!{each}", words.level(each)) for each in LEVELS]
            self._popup.ask_choice(title, [*levels, ("", _("as its channel says"))], "", corner)
        elif column is not None and column.choices and not column.open:
            self._popup.ask_choice(title, _choices(field), "", corner)
        else:
            known = column.choices if column is not None else ()
            hint = _("Several with a comma between them") if field.is_list else _("Empty: not known")
            self._popup.ask_text(title, known, hint, corner, is_list=field.is_list)

    def _take(self, text: str, how: Listed) -> None:
        field = self._field
        if field is None:
            return
        try:
            work, said = self._work(field, text.strip(), how)
        except UserError as error:
            self._refuse(error)
            return
        self._tasks.write(work, lambda _changes: self._finish(said), self._refuse)

    def _work(self, field: BulkField, text: str, how: Listed) -> tuple[Callable[[], object], str]:
        """Return what is to be done, and how it is said once it was."""
        bulk, ids, count = self._desk.bulk, self._ids, len(self._ids)
        if field.name == SHIFT:
            us = shift_of(text)
            return partial(bulk.shift, ids, us), shifted_words(us, count)
        if field.name == LINK:
            return partial(bulk.link, ids, text), linked_words(words.conversion_kind(text), count)
        if field.is_list:
            names = names_of(text)
            work = partial(bulk.change_list, field.table, ids, field.name, names, how)
            return work, listed_words(field, names, how, count)
        cells = {field.name: text}
        if (field.table, field.name) == ("interactions", "channel"):
            cells["kind"] = ""  # a kind belongs to a channel
        elif field.name in {"contact", "brand"}:
            cells = {field.name: text.removeprefix("@").removeprefix("&")}
        return partial(bulk.change, field.table, ids, cells), set_words(field, _said(field, text), count)

    def _finish(self, said: str) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.done.emit(said)

    def _refuse(self, error: UserError) -> None:
        if self._popup is not None:
            self._popup.refuse(explain(error))


def _choices(field: BulkField) -> list[tuple[str, str]]:
    column = field.column
    if column is None:
        return []
    known = [(each, _said(field, each)) for each in column.choices]
    return known if column.required else [("", "–"), *known]


def _said(field: BulkField, text: str) -> str:
    if field.column is None or not text:
        return ""
    if field.name == "personalness":
        return words.level(int(text.removeprefix("!")))
    if field.column.editor == "flag":
        return _("yes") if text == "1" else _("no")
    return choice_words(field.table, field.name, text) if field.column.choices and not field.column.open else text
