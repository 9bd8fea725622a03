"""The sample team, once for all tests of this folder: they only read."""

from __future__ import annotations

import pytest

from roidesk.bootstrap import open_desk
from tests.oracle.exported import Tables
from tests.oracle.sample import ENDING, NOW_IN_SAMPLE, WEEKS, Clock


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample team's figures and its exported tables."""
    folder = tmp_path_factory.mktemp("sample")
    desk = open_desk(folder / "t.db", Clock(NOW_IN_SAMPLE))
    desk.care.demo(weeks=WEEKS, ending=ENDING)
    desk.exchange.export(folder / "tables")
    yield desk.figures, Tables.read(folder / "tables")
    desk.close()
