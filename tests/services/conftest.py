"""A desk over a real store, with a clock that stands still until it is told to go on."""

from datetime import datetime
from itertools import count

import pytest

from roidesk.domain.instants import DAY, MINUTE, Boot, from_local
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.store.opening import open_store
from tests.analytics import worked_example as example
from tests.services.figures_bench import Bench

AMSTERDAM = "Europe/Amsterdam"


class SetClock:
    """`now` is what it was set to; nothing passes by itself."""

    def __init__(self, wall: str, zone: str = AMSTERDAM) -> None:
        self._zone = zone
        self._boot = Boot("first", DAY, DAY)
        self.set(wall)

    def set(self, wall: str) -> None:
        """Set the wall clock, as a person does."""
        self._now = from_local(datetime.fromisoformat(wall), self._zone)

    def step(self, us: int) -> None:
        """Set the wall clock by so much."""
        self._now += us

    def go_on(self, us: int) -> None:
        """Let time pass at a machine that is awake."""
        self._now += us
        self._boot = Boot(self._boot.id, self._boot.us + us, self._boot.awake_us + us)

    def sleep(self, us: int) -> None:
        """Let the machine sleep."""
        self._now += us
        self._boot = Boot(self._boot.id, self._boot.us + us, self._boot.awake_us)

    def restart(self, us: int) -> None:
        """Let the machine be off for so long and start anew."""
        self._now += us
        self._boot = Boot(f"{self._boot.id}, then another", MINUTE, MINUTE)

    def travel(self, zone: str) -> None:
        """Go to another time zone."""
        self._zone = zone

    def now(self) -> int:
        return self._now

    def zone(self) -> str:
        return self._zone

    def boot(self) -> Boot:
        return self._boot


@pytest.fixture
def clock():
    return SetClock("2026-11-19T14:31")


def pytest_generate_tests(metafunc):
    """Tests marked so run on both databases; the others in a file alone, for the time they take."""
    if "engine" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_engines")
        metafunc.parametrize("engine", ("sqlite", "postgresql") if both else ("sqlite",), indirect=True)


@pytest.fixture
def engine(request):
    """The name of the database that the test runs on."""
    return request.param


@pytest.fixture
def place(engine, request, tmp_path):
    """Where the store of a desk is to be: nothing is there yet, or an empty store on a server."""
    if engine == "sqlite":
        yield tmp_path / "data" / "t.db"
    else:
        server = request.getfixturevalue("server")
        database = server.database()
        yield server.url(database)
        server.drop(database)


@pytest.fixture
def desk(place, clock):
    numbers = count(1)
    store = open_store(place)
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


@pytest.fixture
def bench(tmp_path):
    found = Bench(tmp_path)
    yield found
    found.context.store.close()


@pytest.fixture
def small(bench):
    """The worked example without what it has of messages, followers, goals and baselines."""
    bench.put(*example.FX, *example.COSTS, *example.INTERACTIONS, *example.CONVERSIONS)
    return bench
