"""What concerns contacts on every page, by key: the way back from one, a conversion, who bought and is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roidesk.desktop.actions import Action, Place
from roidesk.desktop.companion import Around, Companion
from roidesk.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from roidesk.domain.changes import Changes
    from roidesk.services.unmatched import UnmatchedRow


class Contacts(Companion):
    """Registers the keys, and opens what they ask for."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        around.window.registry.add(
            Action("add_conversion", _("Add a conversion…"), ("Ctrl+Shift+C",), self.add_conversion, icon="diamond"),
            Action("match_people", _("Match who bought…"), (), self.match, icon="users"),
            Action("back", _("Back from a contact"), ("Alt+Left",), self.back, Place.PAGE, "arrow-left", found=False),
        )

    def changed(self, changes: Changes) -> None:
        """After an import see whether somebody bought who may be one of those we know."""
        if changes.label == "import":
            self.around.tasks.aside(self.around.desk.unmatched.rows, self._propose)

    def add_conversion(self, which: UUID | None = None) -> None:
        """Ask for a conversion, of a contact where one is named or shown."""
        window = self.around.window
        if which is None and window.current == "contact":
            which = getattr(window.page("contact"), "shown", None)
        ask_conversion(self.around, which)

    def match(self) -> None:
        """Show who bought and is known by an address only."""
        from roidesk.desktop.widgets.match_dialog import MatchDialog

        MatchDialog(self.around.desk, self.around.tasks, self.around.window).open()

    def _propose(self, rows: Sequence[UnmatchedRow]) -> None:
        """Say how many may be somebody we know; nothing has to be answered."""
        from roidesk.desktop.widgets.notices import Choice

        count = sum(bool(row.proposals) for row in rows)
        if count:
            words = ngettext(
                "{count} address that bought may be of somebody you know.",
                "{count} addresses that bought may be of people you know.",
                count,
            ).format(count=count)
            self.around.window.note.tell(words, choices=(Choice(_("Match…"), self.match),))

    def back(self) -> None:
        """Go back from a contact."""
        window = self.around.window
        if window.current == "contact" and (page := window.page("contact")) is not None:
            page.back()  # type: ignore[attr-defined]  # the class is loaded late


def ask_conversion(around: Around, which: UUID | None) -> None:
    """Ask for a conversion; it can be taken back from the toast."""
    from roidesk.desktop.widgets.conversion_dialog import ConversionDialog

    dialog = ConversionDialog(around.desk, around.tasks, around.window)
    dialog.saved.connect(around.done)
    dialog.ask_for(which)
