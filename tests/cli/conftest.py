"""Commands run in this process: what they say, how they end, and the store they work on."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from roidesk.__main__ import main


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)


@pytest.fixture
def store(tmp_path):
    return tmp_path / "team.db"


@pytest.fixture
def roidesk(store, capsys, monkeypatch):
    """Run a command on the test's own store, at home in Amsterdam."""
    monkeypatch.setenv("TZ", "Europe/Amsterdam")

    def run(*words, ok=True):
        capsys.readouterr()
        status = main(["--store", str(store), *words])
        said = Said(status, *capsys.readouterr())
        assert not ok or said.status == 0, said.err
        return said

    return run
