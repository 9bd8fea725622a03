"""The fault jobs themselves: each can see a loss, and says so. The jobs are run by `make faults`."""

from __future__ import annotations

import pytest

from tests.faults import __main__ as jobs
from tests.faults import cut_log, flips, garbage, kills, machine, power, stores
from tests.faults.result import Control, Run, Tried, table


@pytest.fixture
def wished(tmp_path):
    return Run(tmp_path / "work")


@pytest.fixture
def store(tmp_path):
    return stores.made(tmp_path / "made", entries=3)


def test_a_job_is_good_when_nothing_is_lost_and_its_control_lost_something():
    assert Tried("kill", 10, control=Control("late", 5, 2)).verdict == "ok"
    assert Tried("kill", 10, control=Control("late", 5, 0)).verdict == "the control did not fail"
    assert Tried("kill", 10, ("gone",), control=Control("late", 5, 2)).verdict == "LOST"
    assert Tried("kill", 0, not_run="strace is missing").verdict == "not run: strace is missing"
    assert "late: 2 of 5" in table([Tried("kill", 10, control=Control("late", 5, 2))])


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (Tried("one", 1), 0),
        (Tried("one", 1, ("gone",)), 1),
        (Tried("one", 1, control=Control("without", 3, 0)), 1),
        (Tried("one", 0, not_run="no strace"), 0),
    ],
)
def test_the_exit_status_tells_a_loss_and_a_control_that_did_no_harm(monkeypatch, capsys, result, status):
    monkeypatch.setenv(jobs.APART, "1")
    monkeypatch.setattr(jobs, "FAMILIES", {"one": lambda _: [result]})
    monkeypatch.setattr("sys.argv", ["faults", "--only", "one"])
    assert jobs.main() == status
    assert result.verdict in capsys.readouterr().out


def test_a_job_that_breaks_counts_as_lost(monkeypatch, capsys):
    def breaks(_):
        raise ValueError("broken")

    monkeypatch.setenv(jobs.APART, "1")
    monkeypatch.setattr(jobs, "FAMILIES", {"one": breaks})
    monkeypatch.setattr("sys.argv", ["faults"])
    assert jobs.main() == 1
    assert "the job itself failed: ValueError: broken" in capsys.readouterr().out


def test_an_acknowledgement_that_is_not_in_the_log_is_a_loss(store):
    assert stores.problems(store, log=False) == []
    assert "change 9999 was acknowledged and is lost" in stores.problems(store, [(9999, "ab")])


def test_a_kill_leaves_the_log_behind_and_loses_nothing(wished, store):
    (found,) = [kills.one(wished, store, (), number) for number in range(1)]
    assert (found.hot, found.problems) == (True, ())
    assert found.acknowledged > 0


TRACE = r"""
7 pwrite64(6</d/roidesk.db-wal>, "\x61\x62", 2, 0) = 2
7 fdatasync(6</d/roidesk.db-wal>)    = 0
7 pwrite64(6</d/roidesk.db-wal>, "\x63\x64", 2, 2) = 2
7 write(1<pipe:[5]>, "\x33\x20\x61\x66\x0a", 5) = 5
7 lseek(9</d/roidesk.db-head>, 512, SEEK_SET) = 512
7 write(9</d/roidesk.db-head>, "\x65", 1) = 1
7 ftruncate(5</d/roidesk.db>, 1) = 0
7 unlink("\x2f\x64\x2f\x72\x6f\x69\x64\x65\x73\x6b\x2e\x64\x62\x2d\x73\x68\x6d") = 0
"""


def test_after_power_loss_there_is_what_was_flushed_and_any_part_of_the_rest(wished):
    happened = list(power.events(TRACE.strip().splitlines()))
    assert happened[3:5] == [power.Acknowledged(3, "af"), power.Write("roidesk.db-head", b"e", 512)]
    ended = [power.left({"roidesk.db": b"xyz"}, happened, wished.random(number)) for number in range(20)]
    assert {each["roidesk.db-wal"] for each in ended} == {b"ab", b"abcd"}
    assert {each["roidesk.db"] for each in ended} == {b"x"}


def test_a_write_is_torn_at_sectors():
    parts = list(power._torn(power.Write("f", bytes(700), 500)))
    assert [(each.offset, len(each.data)) for each in parts] == [(500, 12), (512, 512), (1024, 176)]


def test_a_changed_bit_that_no_check_finds_is_a_loss(wished, store, monkeypatch):
    before = flips._held(store)
    assert flips.one(wished, store, before, 0).problems == ()
    monkeypatch.setattr(flips, "check", lambda *_, **__: [])
    unnoticed = [flips.one(wished, store, before, number).problems for number in range(5)]
    assert any("nobody noticed" in each for found in unnoticed for each in found)


def test_a_log_that_is_cut_without_a_head_record_is_a_loss(wished, tmp_path):
    store = cut_log.with_log(tmp_path / "log")
    whole = cut_log.changes(stores.copied(store, tmp_path / "whole"))
    assert cut_log.one(wished, store, whole, "-head", 5000) == []
    assert cut_log.one(wished, store, whole, "", 5000) != []


def test_a_file_that_is_taken_for_a_store_is_a_loss(wished, store):
    assert any(
        "taken for a store" in each for each in garbage.one(wished, store, garbage.Case("sound", lambda _: None))
    )


def test_anything_in_any_order_is_as_the_model_says(tmp_path):
    machine.AnyOrder.template, machine.AnyOrder.brought = machine.prepared(tmp_path)
    assert machine.chunk(machine.AnyOrder, 1, 15, 0, runs=4) == []
    assert machine.chunk(machine.WithoutLog, 1, 15, 0, runs=10) != []
