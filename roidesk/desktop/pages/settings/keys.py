"""Keys: what each does, and other ones for who wants them; a conflict is said before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from roidesk.desktop import style
from roidesk.desktop.models.key_rows import KeyRow, matching, place_words, rows, with_keys, without
from roidesk.desktop.models.plain_rows import PlainRows
from roidesk.desktop.pages.settings.forms import WIDEST, FormSection
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.key_dialog import KeyDialog
from roidesk.desktop.widgets.keys_sheet import native
from roidesk.desktop.widgets.labels import frame, label
from roidesk.desktop.widgets.plain_table import PlainTable
from roidesk.i18n import _
from roidesk.settings.desk import text_of

_WIDTHS = (330, 150)
_ROWS = 12


class KeysSection(FormSection):
    """The key of quick capture, single letters, and every other key."""

    subject = "keys"

    def lay(self) -> None:
        """Put the table of keys below the settings."""
        super().lay()
        self._rows: tuple[KeyRow, ...] = ()
        self.search = QLineEdit()
        self.search.setAccessibleName(_("Find a key"))
        self.search.setPlaceholderText(_("Find a key"))
        self.change = Button(_("Change…"))
        self.usual = Button(_("All as they came"), kind="quiet")
        self._model = PlainRows((_("What it does"), _("Where"), _("Keys")), parent=self)
        self.table = PlainTable(self._model, _("Keys"), _WIDTHS, several=False)
        self.table.setMinimumHeight(style.px(32 * _ROWS))
        panel = frame("panel")
        panel.setMaximumWidth(style.px(WIDEST))
        head = QHBoxLayout()
        head.setContentsMargins(style.px(14), style.px(10), style.px(14), 0)
        head.setSpacing(style.px(8))
        head.addWidget(label(_("All keys"), "heading"))
        head.addStretch(1)
        for each in (self.search, self.usual, self.change):
            head.addWidget(each)
        box = QVBoxLayout(panel)
        box.setContentsMargins(1, 0, 1, 1)
        box.addLayout(head)
        box.addWidget(self.table)
        self.column.insertWidget(self.column.count() - 1, panel)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.table.wanted.connect(self.ask)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.change.clicked.connect(self.ask)
        self.usual.clicked.connect(lambda: self._keep({}))
        self.around.actions.changed.connect(self._fill)

    def load(self) -> None:
        """Show keys as they are now."""
        super().load()
        self._fill()

    def ask(self) -> KeyDialog | None:
        """Ask for other keys of the chosen action."""
        row = self._chosen()
        if row is None or row.fixed:
            return None
        dialog = KeyDialog(row, rows(self.around.actions), self)
        dialog.wanted.connect(lambda keys: self._use(row, keys))
        dialog.usual_wanted.connect(lambda: self._keep(without(self.around.kept.settings.keys, row.name)))
        dialog.open()
        return dialog

    def _use(self, row: KeyRow, keys: str) -> None:
        every = rows(self.around.actions)
        self._keep(with_keys(self.around.kept.settings.keys, every, row.name, keys))

    def _keep(self, keys: Mapping[str, str]) -> None:
        self.around.kept.keep("keys", text_of(replace(self.around.kept.settings, keys=dict(keys)), "keys"))
        self._fill()

    def _fill(self) -> None:
        chosen = self._chosen()
        self._rows = matching(rows(self.around.actions), self.search.text())
        self._model.show_rows([(each.words, place_words(each.place), _keys_words(each)) for each in self._rows])
        names = [each.name for each in self._rows]
        if chosen is not None and chosen.name in names:
            self.table.selectRow(names.index(chosen.name))
        self._enable()

    def _chosen(self) -> KeyRow | None:
        at = self.table.chosen()
        return self._rows[at[0]] if at and at[0] < len(self._rows) else None

    def _enable(self) -> None:
        row = self._chosen()
        self.change.setEnabled(row is not None and not row.fixed)
        self.usual.setEnabled(bool(self.around.kept.settings.keys))


def _keys_words(row: KeyRow) -> str:
    said = ", ".join(native(each) for each in row.keys) or "–"
    if row.fixed:
        return _("{keys} (fixed)").format(keys=said)
    return _("{keys} (changed)").format(keys=said) if row.changed else said
