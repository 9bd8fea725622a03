"""Figures that take long run beside the window: it goes on meanwhile, and what nobody waits for is ended."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from roidesk.analytics.query import Query
from roidesk.domain.errors import Cancelled
from tests.analytics.worked_example import AS_OF
from tests.services.figures_bench import ASKED, Bench
from tests.services.test_evidence import QUICK, Weekly


@pytest.fixture
def team(tmp_path):
    bench = Bench(tmp_path)
    found = Weekly(bench)
    found.weeks(26)
    yield found
    bench.context.store.close()


class Held:
    """Holds work at its first step until the person does not want it any more."""

    def __init__(self):
        self.begun, self.unwanted = threading.Event(), threading.Event()

    def __call__(self, _done, _whole):
        self.begun.set()
        assert self.unwanted.wait(10)
        raise Cancelled


WORKS = {
    "evidence": lambda team, progress: team.evidence.report(Query(as_of=AS_OF), QUICK, progress),
    "figures by contact": lambda team, progress: team.figures.report(replace(ASKED, by=("contact",)), progress),
    "return": lambda team, progress: team.figures.return_page(ASKED, progress),
}


@pytest.mark.parametrize("name", WORKS)
def test_the_window_goes_on_and_what_is_cancelled_never_arrives(qtbot, tasks, team, name):
    held, arrived = Held(), []
    tasks.read(lambda: WORKS[name](team, held), lambda _: arrived.append("cancelled"))
    qtbot.waitUntil(held.begun.is_set, timeout=20_000)
    tasks.glance(lambda: None, lambda _: arrived.append("glance"))
    qtbot.waitUntil(lambda: arrived == ["glance"])
    held.unwanted.set()
    tasks.read(lambda: WORKS[name](team, lambda _done, _whole: None), lambda found: arrived.append(bool(found)))
    qtbot.waitUntil(lambda: len(arrived) > 1, timeout=20_000)
    assert arrived == ["glance", True]
