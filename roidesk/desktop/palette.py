"""Ctrl+K: finds any action, contact and entry, and does what is done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from roidesk.desktop.actions import Action
from roidesk.desktop.companion import Around, Companion
from roidesk.desktop.contacts import ask_conversion
from roidesk.desktop.models.palette_rows import Looking, Offer, Section, fitting, section_of
from roidesk.domain.instants import local_day
from roidesk.domain.quickline import written_name
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.desktop.widgets.palette_box import PaletteBox
    from roidesk.services.finding import FoundContact, Looked
    from roidesk.services.rows import InteractionRow
    from roidesk.services.timers import Started
    from roidesk.settings.store import StoreSettings

_REST_MS = 120
"""So long typing rests before entries are looked through."""


class Palette(Companion):
    """Made when it is first asked for."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._box: PaletteBox | None = None
        self._before: QWidget | None = None
        self._asked = 0
        self._contacts: Sequence[FoundContact] = ()
        self._seen: Looked | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look_through)
        around.window.registry.add(
            Action("find", _("Find anything"), ("Ctrl+K",), self.ask, icon="search", found=False)
        )

    @property
    def box(self) -> PaletteBox:
        """The field and its list."""
        if self._box is None:
            from roidesk.desktop.widgets.palette_box import PaletteBox

            self._box = PaletteBox(self.around.window)
            self._box.typed.connect(self._typed)
            self._box.chosen.connect(self._do)
            self._box.also.connect(self._also)
            self._box.closed.connect(self._give_back)
        return self._box

    def ask(self) -> None:
        """Open the field, or close it."""
        if self._box is not None and self._box.isVisible():
            self._box.put_away()
            return
        self._before = QApplication.focusWidget()
        self.box.ask()
        self._typed("")

    def stop(self) -> None:
        """Look no more."""
        self._asked += 1
        self._rest.stop()

    # ------------------------------------------------------------ looking

    def _typed(self, text: str) -> None:
        self._asked += 1
        asked, desk = self._asked, self.around.desk
        self._rest.stop()
        self._seen = None
        if not text.strip():
            self._contacts = ()
            self._show(Looking.DONE)
            return
        self.around.tasks.glance(lambda: desk.finding.contacts(text), partial(self._found, asked))

    def _found(self, asked: int, contacts: Sequence[FoundContact]) -> None:
        if asked == self._asked:
            self._contacts = contacts
            self._show(Looking.NEWEST)
            self._rest.start()

    def _look_through(self) -> None:
        asked, desk, text = self._asked, self.around.desk, self.box.field.text()
        contacts = [each.contact.id for each in self._contacts[:1]]
        self.around.tasks.glance(lambda: desk.finding.entries(text, contacts), partial(self._looked, asked, None))

    def _looked(self, asked: int, before: Looked | None, looked: Looked) -> None:
        """Show what was found so far, and look on; the next key, or closing it, ends that."""
        if asked != self._asked:
            return
        self._seen = looked
        # A list that says the same is left alone: somebody may be scrolling it.
        if before is None or before.rows != looked.rows or looked.sought is None:
            self._show(Looking.DONE if looked.sought is None else Looking.OLDER)
        if looked.sought is not None:
            finding = self.around.desk.finding
            self.around.tasks.glance(lambda: finding.older(looked), partial(self._looked, asked, looked))

    def _show(self, looking: Looking) -> None:
        self.box.show_offers(tuple(self._offers(self.box.field.text())), looking)

    # ------------------------------------------------------------ what is offered

    def _offers(self, text: str) -> Iterator[Offer]:
        from roidesk.desktop.models.found_words import contact_line

        for each in self._contacts:
            title, more = contact_line(each)
            which = each.contact.id
            yield Offer(
                Section.CONTACTS, title, partial(self.around.contact, which), more, "user", keys=(_("Enter"),),
                contact=which,
            )  # fmt: skip
        if self._contacts:
            yield from self._with(self._contacts[0])
        for action in fitting(self.around.window.registry.all, text):
            yield self._of(action)
        if self._seen is not None:
            yield from map(partial(self._entry, self._seen.zone), self._seen.rows)

    def _with(self, found: FoundContact) -> Iterator[Offer]:
        """Offer what is done with the contact that fits best."""
        from roidesk.desktop.models.found_words import start_with
        from roidesk.desktop.widgets.palette_box import caps

        name = found.contact.name
        title, more = start_with(found)
        start, convert = partial(self._start, found), partial(ask_conversion, self.around, found.contact.id)
        yield Offer(Section.DO, title, start, more, "play", keys=caps("Shift+Enter"))
        said = _("Add a conversion for {who}").format(who=name)
        yield Offer(Section.DO, said, convert, icon="diamond", keys=caps("Ctrl+Shift+C"))
        kept = written_name("@", name)
        for key, icon, words in (
            ("return", "trending-up", _("Return, only {who}")),
            ("ledger", "table-2", _("Ledger, only {who}")),
        ):
            yield Offer(Section.GO_TO, words.format(who=name), partial(self._only, key, kept), icon=icon)

    def _of(self, action: Action) -> Offer:
        from roidesk.desktop.widgets.palette_box import caps

        registry = self.around.window.registry
        keys = registry.keys(action.name)
        return Offer(
            section_of(action), action.words, partial(registry.do, action.name), "", action.icon,
            keys=caps(keys[0]) if keys else (),
        )  # fmt: skip

    def _entry(self, zone: str, row: InteractionRow) -> Offer:
        from roidesk.charts.theme import channel_colour, channel_icon
        from roidesk.desktop import style
        from roidesk.desktop.models.found_words import entry_line

        title, more = entry_line(row, self.around.now(), zone)
        channel = row.shown.channel
        colour = channel_colour(style.tokens(), channel).hex
        return Offer(Section.ENTRIES, title, partial(self._open, row), more, channel_icon(channel), colour)

    # ------------------------------------------------------------ what is done

    def _do(self, offer: Offer) -> None:
        offer.act()

    def _also(self, offer: Offer, what: str) -> None:
        if offer.contact is None:
            return
        if what == "convert":
            ask_conversion(self.around, offer.contact)
        else:
            found = next((each for each in self._contacts if each.contact.id == offer.contact), None)
            if found is not None:
                self._start(found)

    def _start(self, found: FoundContact) -> None:
        """Start a timer as the last one with them, or begin a line where there was none."""
        around, last = self.around, found.last
        if last is None:
            around.window.top.entry.begin(f" {written_name('@', found.contact.name)}")
            return
        timers, which = around.desk.timers, last.interaction.id
        around.tasks.write(lambda: timers.start_like(which), self._tell)

    def _tell(self, started: Started) -> None:
        shown = started.row.shown
        text = _("Started: {what}").format(what=shown.contact or shown.channel.name)
        self.around.done(text)

    def _only(self, key: str, kept: str) -> None:
        """Go to a page and keep only what a filter says."""
        window = self.around.window
        page = window.make(key)
        window.visit(key)
        if key == "ledger":
            page.show_table("interactions")  # type: ignore[attr-defined]  # the class is loaded late
        page.filter.put(kept)  # type: ignore[attr-defined]

    def _open(self, row: InteractionRow) -> None:
        """Go to the day of an entry of one's own; that of somebody else leads to its contact or the Ledger."""
        self.around.tasks.glance(self.around.desk.care.settings, partial(self._open_for, row))

    def _open_for(self, row: InteractionRow, settings: StoreSettings) -> None:
        window, each = self.around.window, row.interaction
        if each.person_id == settings.person_id:
            window.go("today")
            day = local_day(each.start_us, settings.zone)
            window.make("today").show_entry(day, each.id)  # type: ignore[attr-defined]  # the class is loaded late
        elif each.contact_id is not None:
            self.around.contact(each.contact_id)
        else:
            window.visit("ledger")

    def _give_back(self) -> None:
        """Look no more, and give the keyboard back to what had it."""
        self.stop()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
