"""The desktop application: one window after the other, until none is to follow."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from roidesk.desktop.application import plain_application
from roidesk.desktop.session import Session
from roidesk.platform.private import keep_memory_private
from roidesk.platform.single_instance import ask
from roidesk.platform.wish_to_end import WishToEnd

if TYPE_CHECKING:
    from roidesk.desktop.opening import Opening
    from roidesk.domain.errors import UserError
    from roidesk.services.restoring import Restored

_STANDING_MS = 3000
"""By then the first page stands."""


def run(opening: Opening, sample: Opening | None = None, own: Opening | None = None) -> int:
    """Show the window until it is closed and return the exit status.

    Where an application already shows this store, that one comes forward instead. `sample` is the store of the sample
    team, for who wants to look around first; `own` where one goes on from there, where that is not `opening`.
    """
    if ask(opening.path, (), str(Path.cwd())) is not None:
        return 0
    app = plain_application()
    # Qt's own way posts a wish to quit that would end the window after this one as well.
    app.setQuitOnLastWindowClosed(False)
    standing = QTimer()
    standing.setSingleShot(True)
    standing.timeout.connect(_collect)
    standing.start(_STANDING_MS)
    wish = WishToEnd()
    shown: Opening | None = opening
    restored: Restored | UserError | None = None
    status = 0
    while shown is not None:
        session = Session(shown, sample, restored, own or opening)
        session.finished.connect(app.quit)
        session.window.ready.connect(wish.listen)
        wish.heard.connect(session.window.close)
        session.window.painted.connect(keep_memory_private)
        session.show()
        status = app.exec()
        shown, restored = session.end(), session.restored
        if wish.said:
            break
    standing.stop()
    wish.stop()
    return status


def _collect() -> None:
    """Begin to look for what is no longer used, but not among what the program itself is made of."""
    gc.freeze()
    gc.enable()
