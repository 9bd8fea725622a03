"""A desk over a real store, with a clock that stands still until it is told to go on."""

from datetime import datetime
from itertools import count

import pytest

from roidesk.domain.instants import from_local
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.store.opening import open_store

AMSTERDAM = "Europe/Amsterdam"


class SetClock:
    """`now` is what it was set to; nothing passes by itself."""

    def __init__(self, wall: str, zone: str = AMSTERDAM) -> None:
        self._zone = zone
        self.set(wall)

    def set(self, wall: str) -> None:
        self._now = from_local(datetime.fromisoformat(wall), self._zone)

    def go_on(self, us: int) -> None:
        self._now += us

    def now(self) -> int:
        return self._now

    def zone(self) -> str:
        return self._zone

    def boot(self) -> tuple[str, int]:
        return "boot", self._now


@pytest.fixture
def clock():
    return SetClock("2026-11-19T14:31")


@pytest.fixture
def desk(tmp_path, clock):
    numbers = count(1)
    store = open_store(tmp_path / "data" / "t.db")
    desk = Desk(Context(store, clock, device="desk", entropy=lambda: next(numbers).to_bytes(10)))
    desk.care.set_up(name="Ilse Vermeer", values={"currency": "EUR", "margin": "0.4", "zone": AMSTERDAM})
    yield desk
    desk.close()


@pytest.fixture
def bare_desk(tmp_path, clock):
    """A desk that was never asked anything."""
    desk = Desk(Context(open_store(tmp_path / "bare" / "t.db"), clock, device="desk"))
    yield desk
    desk.close()
