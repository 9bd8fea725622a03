"""Storage and backup: where the data are, whether they are sound, what can be gone back to, and taking them along."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.ledger_files import LedgerFiles
from roidesk.desktop.pages.settings.section import Around, Section, direction, panel
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import ElidedLabel, label
from roidesk.domain.errors import UserError
from roidesk.domain.instants import local
from roidesk.i18n import _, backup_words, findings, formats, ngettext
from roidesk.i18n.sentences import explain
from roidesk.services.backups import Backup
from roidesk.services.care import Finding
from roidesk.services.retention import DAILY, MONTHLY, WEEKLY

_BACKUPS = 5
_FINDINGS = 5


class _Standing(NamedTuple):
    """What is known of a store: its size (None: on a server), how much it holds, its newest backups, who logs."""

    size: int | None
    interactions: int
    backups: Sequence[Backup]
    zone: str
    people: tuple[str, ...]


class StorageSection(Section):
    """One file, or a server; backups; export."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._file = Path(self.desk.store_place) if "://" not in self.desk.store_place else None
        self._size, self._checked = label("", ""), label(_("checked daily by itself, deeply every week"), "", wrap=True)
        self.copy = Button(_("Copy the path"), "copy")
        self.check = Button(_("Check now"), "shield-check")
        self.make = Button(_("Back up now"), "history")
        self.every = Button(_("All backups, restore…"))
        self.export = Button(_("Export everything…"), "download")
        self.bring = Button(_("Import…"), "file-down")
        self.files = LedgerFiles(self.desk, self.tasks, self, self.note)
        self._people: tuple[str, ...] = ()
        self._kept = QVBoxLayout()
        self._kept.setSpacing(style.px(6))
        self._said = label("", "help", wrap=True)
        self._lay()
        self._connect()

    @property
    def first(self) -> QWidget:
        """The first button."""
        return self.copy

    def load(self) -> None:
        """Look how large the store is, and which backups there are."""
        self.tasks.aside(self._read, self._show, self._tell_refused)

    def set_room(self, room: int) -> None:
        """Put backups below the store where there is no room beside it."""
        self._halves.setDirection(direction(room))

    # ------------------------------------------------------------ reading

    def _read(self) -> _Standing:
        size = self._file.stat().st_size if self._file is not None and self._file.exists() else None
        backups = self.desk.backups.kept()[:_BACKUPS]
        people = tuple(each.name for each in self.desk.context.read().catalogue().people)
        zone = self.desk.care.settings().zone
        return _Standing(size, self.desk.ledger.count("interactions"), backups, zone, people)

    def _show(self, found: _Standing) -> None:
        self._people = found.people
        held = ngettext("{count} interaction", "{count} interactions", found.interactions).format(
            count=formats.number(found.interactions)
        )
        self._size.setText(held if found.size is None else f"{backup_words.size(found.size)} · {held}")
        while (item := self._kept.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in found.backups:
            self._kept.addWidget(_backup(each, found.zone))
        if not found.backups:
            self._kept.addWidget(label(_("None yet."), "help"))

    # ------------------------------------------------------------ what is done

    def _check(self) -> None:
        self.check.setEnabled(False)
        self._checked.setText(_("checking…"))
        self.tasks.aside(lambda: self.desk.care.check(deep=True), self._tell_checked, self._tell_refused)

    def _tell_checked(self, found: Sequence[Finding]) -> None:
        self.check.setEnabled(True)
        self._checked.setText(_("just now: faults, see above") if found else _("just now: no faults"))
        if found:
            said = [findings.sentence(each.code, each.where, each.said, each.more) for each in found[:_FINDINGS]]
            self.note.tell("\n".join(said), "error")

    def _back_up(self) -> None:
        self.make.setEnabled(False)
        self.tasks.aside(lambda: self.desk.backups.make(pinned=True), self._backed_up, self._tell_refused)

    def _backed_up(self, made: Backup) -> None:
        self.make.setEnabled(True)
        self._tell(backup_words.fewer(made.fewer) if made.fewer else _("Backup made and verified."))
        self.load()

    def _tell(self, text: str) -> None:
        self._said.setText(text)

    def _tell_refused(self, error: UserError) -> None:
        self.note.tell(explain(error), "warn")
        for each in (self.check, self.make):
            each.setEnabled(True)

    def _connect(self) -> None:
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.desk.store_place))
        self.check.clicked.connect(self._check)
        self.make.clicked.connect(self._back_up)
        self.every.clicked.connect(lambda: self.wanted.emit("backups"))
        self.export.clicked.connect(self.files.ask_export)
        self.bring.clicked.connect(lambda: self.files.choose_import(self.bring, self._people))
        for each in (self.make, self.every):
            each.setEnabled(self._file is not None and not self.desk.read_only)

    # ------------------------------------------------------------ where it lies

    def _lay(self) -> None:
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(style.px(12))
        self._halves.addWidget(self._where(), 1)
        self._halves.addWidget(self._backups(), 1)
        self.column.addLayout(self._halves)
        team, box = panel(_("A database for a team"), _("when one computer is no longer enough"))
        box.addWidget(
            label(
                _(
                    "A store can lie on a PostgreSQL server: export everything here, start “roidesk --store "
                    "postgresql://person@server/database”, and import it there. This file stays as it is."
                ),
                wrap=True,
            )
        )
        self.column.addWidget(team)
        along, box = panel(_("Take everything with you"))
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        words = _("All tables as CSV, every column described. Any spreadsheet or statistics program reads them.")
        row.addWidget(label(words, wrap=True), 1)
        row.addWidget(self.bring)
        row.addWidget(self.export)
        box.addLayout(row)
        box.addWidget(self._said)
        self.column.addWidget(along)
        self.column.addStretch(1)

    def _where(self) -> QWidget:
        made, box = panel(_("Where the data lives"))
        lives = _("One file on this computer, readable by you alone. No account, no network.")
        box.addWidget(label(lives if self._file is not None else _("On a server."), "help", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.px(14))
        grid.setVerticalSpacing(style.px(6))
        grid.setColumnStretch(1, 1)
        place = ElidedLabel(self.desk.store_place, "mono")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown: tuple[tuple[str, QLabel], ...] = (
            (_("File"), place),
            (_("Size"), self._size),
            (_("Last check"), self._checked),
        )
        for at, (name, value) in enumerate(shown):
            grid.addWidget(label(name, "help"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1)
        box.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(style.px(8))
        for each in (self.copy, self.check):
            buttons.addWidget(each)
        buttons.addStretch(1)
        box.addLayout(buttons)
        box.addStretch(1)
        return made

    def _backups(self) -> QWidget:
        made, box = panel(_("Backups"), "", self.make)
        kept = _(
            "Every half hour in which something changed, when the window closes, and before anything large. Kept: all "
            "of two days, then {daily} days, {weekly} weeks and {monthly} months."
        )
        said = kept.format(daily=DAILY, weekly=WEEKLY, monthly=MONTHLY)
        box.addWidget(label(said, "help", wrap=True))
        box.addLayout(self._kept)
        foot = QHBoxLayout()
        foot.addWidget(self.every)
        foot.addStretch(1)
        box.addLayout(foot)
        box.addStretch(1)
        return made


def _backup(each: Backup, zone: str) -> QWidget:
    made = local(each.made_us, zone)
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(style.px(12))
    box.addWidget(label(f"{formats.day(made.date(), this_year=made.year)}, {formats.clock(each.made_us, zone)}"), 3)
    box.addWidget(label(backup_words.size(each.size), "help"), 1)
    box.addWidget(ElidedLabel(backup_words.reason(each.reason), "help"), 3)
    return row
