"""The stores one can go to from the one in the window: the sample team's, one's own, another file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.desktop.main_window import MainWindow
    from roidesk.desktop.opening import Opening


class OtherStores(QObject):
    """Leads to them; `sample` and `own` are None where there is none to go to."""

    wanted = Signal(object)
    """The `Opening` that is to be shown in place of this one."""

    def __init__(self, opening: Opening, sample: Opening | None, own: Opening | None, parent: QObject) -> None:
        super().__init__(parent)
        self._opening, self._sample, self._own = opening, sample, own

    @property
    def is_sample(self) -> bool:
        """Whether this store is the sample team's, which nobody would miss: it can be made again."""
        return self._sample is not None and self._opening.path == self._sample.path

    def show_sample(self) -> None:
        """Go to the sample team."""
        self.wanted.emit(self._sample)

    def show_own(self) -> None:
        """Go to one's own data."""
        self.wanted.emit(self._own)

    def show_elsewhere(self, path: Path) -> None:
        """Go to another file."""
        if self._opening.elsewhere is not None:
            self.wanted.emit(self._opening.elsewhere(path))

    def offer(self, window: MainWindow) -> None:
        """Say in the sample that it is one, or hours would be logged there that nobody finds again; and lead out."""
        from roidesk.desktop.actions import Action
        from roidesk.desktop.widgets.notices import Choice

        if self.is_sample and self._own is not None:
            leave = _("Go to your own data")
            window.registry.add(Action("own_data", leave, (), self.show_own, icon="log-out"))
            words = _("This is the sample team: all of it is made up. What you log here does not reach your own data.")
            window.note.tell(words, choices=(Choice(leave, self.show_own),))
        elif not self.is_sample and self._sample is not None:
            look = _("Look at the sample team")
            window.registry.add(Action("sample", look, (), self.show_sample, icon="flask-conical"))
