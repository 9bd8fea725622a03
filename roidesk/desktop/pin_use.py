"""What pressing a pin does: one that has a length is filed, ending now; any other starts a timer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Failed, Tasks
    from roidesk.services.desk import Desk
    from roidesk.services.pins import Logged
    from roidesk.services.timers import Switched


def press(  # noqa: PLR0913 - what to do, with what, and whom to tell
    desk: Desk,
    tasks: Tasks,
    pin_id: UUID,
    *,
    timed: bool,
    beside: bool,
    done: Callable[[Logged | Switched], None] | None = None,
    failed: Failed | None = None,
) -> None:
    """Use a pin; `timed`: it starts a timer, `beside`: with what runs, instead of in its place."""
    if timed or beside:
        tasks.write(lambda: desk.pins.start(pin_id, beside=beside), done, failed)
    else:
        tasks.write(lambda: desk.pins.log(pin_id), done, failed)
