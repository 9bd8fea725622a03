"""Privacy: who sees what, what is never recorded, and what a contact may ask for."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.pages.settings.forms import WIDEST
from roidesk.desktop.pages.settings.section import Around, Section, panel
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _


class PrivacySection(Section):
    """Says plainly what holds; nothing here can be switched off, so nothing here is switched on by accident."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.contacts = Button(_("Contacts"), "contact")
        self.contacts.clicked.connect(lambda: self.wanted.emit("contacts"))
        self.idle = Button(_("Reminders and idle"), kind="link")
        self.idle.clicked.connect(lambda: self.leads.emit("reminders"))
        for title, sentences, button in _told(self.idle, self.contacts):
            made, box = panel(title)
            made.setMaximumWidth(style.px(WIDEST))
            for each in sentences:
                box.addWidget(label(each, wrap=True))
            if button is not None:
                row = QHBoxLayout()
                row.addWidget(button)
                row.addStretch(1)
                box.addLayout(row)
            self.column.addWidget(made)
        self.column.addStretch(1)

    @property
    def first(self) -> QWidget:
        """The first button."""
        return self.idle


def _told(idle: QWidget, contacts: QWidget) -> tuple[tuple[str, tuple[str, ...], QWidget | None], ...]:
    return (
        (
            _("What is recorded"),
            (
                _("Only what somebody enters, or a timer somebody started. No screenshots, no keys, no programs used."),
                _("Whether anybody is at the computer can be noticed, so that time away is not counted by mistake:"),
            ),
            idle,
        ),
        (
            _("Who sees what"),
            (
                _(
                    "Figures open on the team and its channels. A person’s own page is for that person. "
                    "Nobody is ranked."
                ),
                _(
                    "With a file this is a courtesy and no protection: who can open the file can read all of it. Give "
                    "a colleague an export of what they may know rather than the file."
                ),
            ),
            None,
        ),
        (
            _("What leaves this computer"),
            (_("Nothing by itself: no account, no statistics, no look for updates. Exports go where you put them."),),
            None,
        ),
        (
            _("What a contact may ask for"),
            (
                _(
                    "All that is held about somebody can be exported, and erased from everything: names in notes, "
                    "earlier versions and backups too. Select them among the contacts."
                ),
            ),
            contacts,
        ),
    )
