"""The log of running: what gets into it, and above all what does not."""

from __future__ import annotations

import logging
import os
import stat

import pytest

from roidesk.platform import journal
from roidesk.platform.fault import noted, report


def lines():
    return journal.place().read_text().splitlines()


def test_a_line_is_an_event_with_its_fields(home):
    journal.note("opened", store="0123abcd", ms=12)
    journal.note_refusal("store_locked")
    said = [line.split(" ", 2)[2] for line in lines()]
    assert said == ["opened store=0123abcd ms=12", "refused code=store_locked"]


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "Anna Smith"},
        {"ms": "anna"},
        {"frames": "/home/anna smith/x.py:3:f"},
        {"name": "anna"},
        {"store": "/home/anna"},
    ],
)
def test_what_does_not_fit_is_not_written(fields):
    journal.note("refused", **fields)
    assert "nna" not in journal.place().read_text()


def test_nothing_gets_in_around_the_fields():
    journal.note("met Anna", code="x")
    journal.note("started")
    logging.getLogger("roidesk.journal").info("met Anna %s", "Smith", extra={"note": "Anna"})
    assert [line.split(" ", 2)[2] for line in lines()] == ["started", "?"]


def test_what_was_mistyped_is_not_noted():
    journal.note_refusal("time_impossible")
    assert not journal.place().exists()


def test_its_files_are_the_owners_alone_and_few(monkeypatch):
    monkeypatch.setattr(journal, "LARGEST", 400)
    for _ in range(60):
        journal.note("refused", code="store_full")
    files = list(journal.place().parent.iterdir())
    assert len(files) == journal.FILES
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert stat.S_IMODE(journal.place().parent.stat().st_mode) == 0o700
    assert max(each.stat().st_size for each in files) <= 400


def test_where_it_cannot_be_written_nothing_happens(home, capsys):
    journal.place().parent.parent.mkdir(parents=True)
    journal.place().parent.write_text("in the way")
    journal.note("started")
    assert capsys.readouterr() == ("", "")


def failing():
    try:
        {}["Anna Smith"]
    except KeyError as error:
        raise OSError(28, "No space left on device", "/home/anna/store.db") from error


def test_a_fault_is_told_by_types_codes_and_places():
    with pytest.raises(OSError, match="No space") as caught:
        failing()
    said = noted(caught.value)
    assert said == report(caught.value)
    assert "OSError ENOSPC" in said
    assert "caused by KeyError" in said
    assert "tests/platform/test_journal.py, line" in said
    assert "in failing" in said
    written = journal.place().read_text()
    assert "broke kind=OSError detail=ENOSPC frames=tests/platform/test_journal.py:" in written
    assert "caused kind=KeyError" in written
    for each in (said, written):
        assert "nna" not in each
        assert "/home" not in each
        assert str(journal.place().parents[3]) not in each


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a disk that is always full")  # noqa: PTH110
def test_a_full_disk_is_no_reason_to_fail(home, monkeypatch):
    journal.note("started")
    monkeypatch.setattr(journal._File, "_open", lambda _: open("/dev/full", "a", encoding="utf-8"))  # noqa: PTH123, SIM115
    journal.note("started")
