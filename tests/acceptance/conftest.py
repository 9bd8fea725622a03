"""The worked example as table files, taken in once; every verb is asked once and remembered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from roidesk.bootstrap import open_desk
from roidesk.cli.run import carry_out
from roidesk.domain.instants import Boot, instant

SHARED = Path(__file__).parents[3] / "shared" / "acceptance" / "small"
PERIOD = ("--from", "2026-06-01", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")


class Later:
    """The clock of a desk in UTC, months after the worked example: only its entries are of Amsterdam."""

    def now(self) -> int:
        return instant(datetime(2026, 11, 22, 9, tzinfo=UTC))

    def zone(self) -> str:
        return "UTC"

    def boot(self) -> Boot:
        return Boot("boot", self.now(), self.now())


@pytest.fixture(scope="session")
def answers(tmp_path_factory):
    """What a verb says of the worked example, as JSON: `answers("figures", "--by", "channel")`."""
    folder = tmp_path_factory.mktemp("worked")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(folder / "home"))
        desk = open_desk(folder / "t.db", Later())
        taken = carry_out(["import", str(SHARED), "--zone", "Europe/Amsterdam"], desk)
        assert taken.exit == 0, taken.err

        @cache
        def said(*words: str):
            found = carry_out(["--json", *words, *PERIOD], desk)
            assert found.exit == 0, found.err
            return json.loads(found.out)

        yield said
        desk.close()
