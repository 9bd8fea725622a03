"""What the window may ask of a page, and tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from roidesk.domain.changes import Changes


class Page(QWidget):
    """A place in the sidebar. Each page says itself what it makes of these; the window knows nothing else of it."""

    contact_wanted = Signal(object)
    """The id of a contact whose page is to be opened: names lead there from everywhere."""
    done = Signal(str)
    """What was just done, in words: a toast says it and offers the way back."""
    line_wanted = Signal(str)
    """A quick line that is to be begun in the entry line, such as the times of a gap."""

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins in it."""
        raise NotImplementedError

    def activated(self) -> None:
        """It is shown now."""
        raise NotImplementedError

    def changed(self, changes: Changes) -> None:
        """Something was written; falsy `changes`: anything may have been, by somebody else."""
        raise NotImplementedError

    def set_room(self, width: int) -> None:
        """So many pixels there are from side to side: leave out or put elsewhere what does not fit.

        What a page needs in a wide window does not tell: it would stay wide, and scroll, when the window gets narrow.
        """

    def narrow_down(self) -> None:
        """Let what the page shows be filtered; a page without a filter does nothing."""

    def step(self, by: int) -> None:
        """Go so many days, weeks or periods on; a page without any stays where it is."""
