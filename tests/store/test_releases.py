"""Stores of every released schema, as SQL: each opens, is brought up to date, and keeps all that it held."""

import sqlite3
from pathlib import Path

import pytest

from roidesk.domain.model import Conversion, Interaction, Timer
from roidesk.store.check import check
from roidesk.store.format import VERSION
from roidesk.store.opening import open_store

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sql"))


@pytest.fixture(params=RELEASES, ids=lambda each: each.stem)
def released(request, tmp_path):
    """A store as a released roidesk left it."""
    path = tmp_path / "roidesk.db"
    connection = sqlite3.connect(path)
    connection.executescript(request.param.read_text(encoding="utf-8"))
    connection.close()
    return path


def test_there_is_one_for_each_schema_before_this_one():
    assert [int(each.stem) for each in RELEASES] == list(range(1, VERSION))


def test_it_is_brought_up_to_date_and_nothing_is_wrong_with_it(released):
    with open_store(released) as opened:
        assert check(opened, deep=True) == []
        reader = opened.reader()
        assert [each.note for each in reader.all(Interaction)] == ["about bikes", "longer than I thought", None]
        assert [each.amount_minor for each in reader.all(Conversion)] == [24000]
        assert [len(each.topics) for each in reader.all(Timer)] == [1]
        assert len(reader.actions(100)) == 10
