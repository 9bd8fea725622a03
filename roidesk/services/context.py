"""What every use case stands on: a store, a clock, and where new ids come from."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.domain.ids import new_id
from roidesk.domain.instants import Clock
from roidesk.settings.store import StoreSettings, read_settings

if TYPE_CHECKING:
    from roidesk.store.reader import Reader
    from roidesk.store.store import Store
    from roidesk.store.writer import Unit


def _random_bytes() -> bytes:
    return os.urandom(10)


@dataclass(frozen=True, slots=True)
class Context:
    """One store as the services see it. `device` names the desk in the change log; `entropy` feeds new ids."""

    store: Store
    clock: Clock
    device: str = field(default_factory=socket.gethostname)
    entropy: Callable[[], bytes] = _random_bytes

    def read(self) -> Reader:
        """Return the calling thread's own read connection."""
        return self.store.reader()

    def settings(self, read: Reader | None = None) -> StoreSettings:
        """Return the store's settings as they stand now; `read`: as an action sees them."""
        texts = (read or self.read()).settings()
        return read_settings(texts, zone="" if "zone" in texts else self.clock.zone())

    def id(self) -> UUID:
        """Return a new id."""
        return new_id(self.clock.now(), self.entropy())

    @contextmanager
    def unit(self, label: str) -> Iterator[Unit]:
        """Open one action: everything put into it is written together, or nothing is."""
        with self.store.unit(label=label, now=self.clock.now(), device=self.device) as unit:
            unit.by(self.settings(unit.read).person_id)
            yield unit
