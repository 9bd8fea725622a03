"""Pins by key, on every page: Alt and a digit, or the digit alone where nothing is being typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from roidesk.desktop.actions import Action, Place
from roidesk.desktop.companion import Around, Companion
from roidesk.desktop.pin_use import press
from roidesk.i18n import _, formats
from roidesk.services.pins import KEYS, Logged, PinRow

if TYPE_CHECKING:
    from roidesk.domain.changes import Changes
    from roidesk.services.timers import Switched

_TABLES = frozenset({"pin", "channel", "channel_kind"})


class Pinning(Companion):
    """Registers a key for each pin, and says what was done, as the page shown may be another than Today."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._rows: tuple[PinRow, ...] = ()
        around.kept.changed.connect(lambda key: self._register() if key == "letters" else None)
        around.window.registry.add(
            Action("edit_pins", _("Edit pins"), (), self.edit, Place.CAPTURE, "pin"),
        )
        self._load()

    def changed(self, changes: Changes) -> None:
        """Name the keys anew when a pin became another."""
        if not changes.tables or changes.tables & _TABLES:
            self._load()

    def edit(self) -> None:
        """Open the list of pins."""
        from roidesk.desktop.widgets.pins_dialog import PinsDialog

        PinsDialog(self.around.desk, self.around.tasks, self.around.window).open()

    def use(self, digit: int, *, beside: bool = False) -> None:
        """Use the pin on a key; where there is none, say how one gets there."""
        row = next((each for each in self._rows if each.digit == digit), None)
        if row is None:
            text = _("There is no pin on key {digit} yet").format(digit=digit)
            self.around.window.toast.tell(text, _("Edit pins"), self.edit)
            return
        timed = row.pin.minutes is None
        press(
            self.around.desk, self.around.tasks, row.pin.id, timed=timed, beside=beside, done=partial(self._tell, row)
        )

    def _load(self) -> None:
        self.around.tasks.glance(self.around.desk.pins.rows, self._show)

    def _show(self, rows: Sequence[PinRow]) -> None:
        self._rows = tuple(rows)
        self._register()

    def _register(self) -> None:
        names = {row.digit: row.pin.label for row in self._rows}
        bare = self.around.kept.settings.letters
        for digit in range(1, KEYS + 1):
            label, there = names.get(digit, ""), digit in names
            words = (
                _("Pin {digit}: {name}").format(digit=digit, name=label)
                if there
                else _("Pin {digit}").format(digit=digit)
            )
            beside = _("{pin}, beside what runs").format(pin=words)
            self.around.window.registry.add(
                Action(
                    f"pin_{digit}", words, (f"Alt+{digit}", *([str(digit)] if bare else [])), partial(self.use, digit),
                    Place.CAPTURE, "pin", found=there,
                ),
                Action(
                    f"pin_{digit}_beside", beside, (f"Alt+Shift+{digit}",), partial(self.use, digit, beside=True),
                    Place.CAPTURE, "pin", found=False,
                ),
            )  # fmt: skip

    def _tell(self, row: PinRow, done: Logged | Switched) -> None:
        window, label = self.around.window, row.pin.label
        if isinstance(done, Logged):
            text = _("Logged: {what}, {length}").format(what=label, length=formats.duration(done.row.us))
        else:
            text = _("Started: {what}").format(what=label)
            if done.left_out:
                window.top.left_out.emit(done.left_out)
        self.around.done(text)
