"""Taking back and bringing back: a hundred actions of every kind, across restarts, the sums right at every step."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, Period
from roidesk.domain.model import ENTRIES, Contact, Conversion, Cost, Interaction
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.store.opening import open_store
from tests.services.conftest import AMSTERDAM, SetClock

_EVER = Period(date(2026, 1, 1), date(2026, 12, 31))


class Own:
    """A desk that can be closed and opened again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = SetClock("2026-11-19T09:00")
        self._numbers = count(1)
        self.desk = self._open()

    def _open(self) -> Desk:
        entropy = lambda: next(self._numbers).to_bytes(10)  # noqa: E731 - bytes that never come twice
        return Desk(Context(open_store(self.path), self.clock, device="desk", entropy=entropy))

    def restart(self) -> None:
        self.desk.close()
        self.desk = self._open()

    def holds(self):
        """Everything that is there, whenever it was written, and the kept sums."""
        read = self.desk.context.read()
        entries = {kind: {each.id: replace(each, edited_us=0) for each in read.all(kind)} for kind in ENTRIES}
        return {kind: found for kind, found in entries.items() if found}, read.effort(_EVER)

    def act(self, what: str, at: int) -> None:
        """Do one thing, to one of what there is."""
        self.clock.go_on(7 * MINUTE)
        ACTS[what](self.desk, at)


def on(kind, work):
    """Return what is done to one of the entries of a kind; nothing where there are none."""

    def act(desk, at):
        found = desk.context.read().all(kind)
        if found:
            work(desk, found[at % len(found)].id, at)

    return act


LINES = ("email @acme 5m", "call @kim 10m =240 purchase", "tweet #news 3m")
COST = {"name": "Ad", "kind": "ad_spend", "from": "2026-11-01", "to": "2026-11-30"}


def put_back(desk, at):
    rows = desk.trash.rows()
    if rows:
        desk.trash.restore([rows[at % len(rows)].id])


ACTS = {
    "log": lambda desk, at: desk.tracking.log(LINES[at % 3]),
    "edit": on(Interaction, lambda desk, which, at: desk.ledger.edit("interactions", which, {"minutes": str(at + 1)})),
    "note": on(Interaction, lambda desk, which, at: desk.ledger.edit("interactions", which, {"note": str(at)})),
    "delete": on(Interaction, lambda desk, which, _at: desk.tracking.delete([which])),
    "convert": lambda desk, at: desk.outcomes.convert(f"purchase {at + 1} @acme"),
    "refuse": on(Conversion, lambda desk, which, _at: desk.ledger.delete("conversions", [which])),
    "cost": lambda desk, at: desk.ledger.add("costs", COST | {"amount": str(at)}),
    "dearer": on(Cost, lambda desk, which, at: desk.ledger.edit("costs", which, {"amount": str(at + 100)})),
    "contact": on(
        Contact, lambda desk, which, at: desk.ledger.edit("contacts", which, {"handles": f"@a{at}; b{at}@example.org"})
    ),
    "set": lambda desk, at: desk.care.change_settings({"margin": f"0.{at % 9 + 1}"}),
    "start": lambda desk, _at: desk.timers.start("call"),
    "stop": lambda desk, _at: desk.timers.stop(),
    "put_back": put_back,
    "version": on(
        Interaction, lambda desk, which, _at: desk.history.bring_back(which, desk.history.versions(which)[-1].seq)
    ),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("undo") / "t.db"
    clock = SetClock("2026-11-19T08:00")
    desk = Desk(Context(open_store(path), clock, device="desk"))
    desk.care.set_up(name="Ilse", values={"currency": "EUR", "zone": AMSTERDAM}, hourly="30")
    desk.close()
    return path


@pytest.fixture
def own(tmp_path, template):
    made = Own(Path(shutil.copy(template, tmp_path / "t.db")))
    yield made
    made.desk.close()


def _last(own):
    return own.desk.care.actions(1)[0].action.number


def test_a_hundred_actions_go_back_and_forth_across_restarts(own):
    chance = random.Random(20)  # noqa: S311 - no secret
    states = [own.holds()]
    while len(states) <= 100:
        before = _last(own)
        with suppress(UserError):
            own.act(chance.choice(list(ACTS)), chance.randrange(1000))
        if _last(own) > before:
            states.append(own.holds())
        if len(states) == 50:
            own.restart()
    for at in reversed(range(100)):
        own.desk.care.undo()
        assert own.holds() == states[at], at
        if at == 60:
            own.restart()
    with pytest.raises(UserError, match="nothing_to_undo"):
        own.desk.care.undo()
    for at in range(1, 101):
        own.desk.care.redo()
        assert own.holds() == states[at], at
        if at == 40:
            own.restart()
    with pytest.raises(UserError, match="nothing_to_redo"):
        own.desk.care.redo()
    own.desk.care.undo(100)
    assert own.holds() == states[0]
    assert own.desk.care.check(deep=True) == []


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 99)),
        st.tuples(st.sampled_from(("undo", "undo", "redo", "restart", "empty")), st.just(0)),
    ),
    min_size=4,
    max_size=30,
)


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_any_mix_goes_back_and_forth(template, steps):
    with TemporaryDirectory() as folder:
        own = Own(Path(shutil.copy(template, Path(folder) / "t.db")))
        try:
            states, at = [own.holds()], 0
            for what, number in steps:
                before = _last(own)
                if what == "restart":
                    own.restart()
                elif what == "empty":
                    own.desk.trash.empty()
                elif what in {"undo", "redo"}:
                    moved = at - 1 if what == "undo" else at + 1
                    if 0 <= moved < len(states):
                        getattr(own.desk.care, what)()
                        at = moved
                    else:
                        with pytest.raises(UserError, match=f"nothing_to_{what}"):
                            getattr(own.desk.care, what)()
                else:
                    with suppress(UserError):
                        own.act(what, number)
                    if _last(own) > before:
                        states, at = [*states[: at + 1], own.holds()], at + 1
                assert own.holds() == states[at]
            assert own.desk.care.check(deep=True) == []
        finally:
            own.desk.close()
