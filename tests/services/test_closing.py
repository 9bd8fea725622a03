"""Closing a week: what it holds is asserted, later changes show, and what the log does not explain is damage."""

import sqlite3

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, MINUTE, SECOND, Week
from roidesk.domain.model import ClosedWeek, Conversion, Interaction
from roidesk.services.closing import WeekSums
from roidesk.services.closing_words import closed_sentence, difference_sentence, later_change, log_mark

WEEK = Week.parse("2026-W46")


@pytest.fixture
def week(desk, clock):
    """A desk with some hours and a sale in the week before."""
    clock.set("2026-11-12T10:00")
    desk.ledger.add("rates", {"person": "Ilse Vermeer", "from": "2026-01-01", "hourly": "33.33"})
    desk.tracking.log("email @acme 20m")
    clock.set("2026-11-12T11:00")
    desk.tracking.log("call @acme 25m =240 purchase")
    clock.set("2026-11-16T09:00")
    return desk


def closing(desk):
    found = desk.closing.closed(WEEK)
    assert found is not None
    return found


def first(desk):
    return min(desk.context.read().all(Interaction), key=lambda each: each.start_us)


def test_a_week_that_is_not_over_cannot_be_closed(week, clock):
    for running in ("2026-W47", "2026-W50"):
        with pytest.raises(UserError, match="week_running"):
            week.closing.close(Week.parse(running))
    assert week.context.read().all(ClosedWeek) == []


def test_what_a_week_held_is_asserted_to_the_cent(week):
    changes = week.closing.close(WEEK)
    closed = closing(week).closed
    assert changes.label == "close_week"
    assert (closed.interactions, closed.us, closed.conversions) == (2, 45 * MINUTE, 1)
    assert (closed.sales_minor, closed.labour_minor, closed.platform_minor, closed.currency) == (24000, 2500, 0, "EUR")
    assert closed.people == (week.care.settings().person_id,)
    page = week.figures.week_page(WEEK)
    assert closed.sales_minor == page.team.sales.value * 100
    assert closed.labour_minor + closed.platform_minor == round(page.cost.value * 100)
    found = closing(week)
    assert (found.differs, found.changes, found.sound, found.by) == (False, (), True, "Ilse Vermeer")
    assert closed_sentence(found, "Europe/Amsterdam") == "Closed on Mon 16 Nov 2026, 09:00 by Ilse Vermeer."
    assert log_mark(1234, "9f3abc") == "1,234 / 9f3a…"


def test_later_changes_show_with_what_made_them(week, clock):
    week.closing.close(WEEK)
    one = first(week)
    clock.go_on(MINUTE)
    week.tracking.edit(one.id, {"minutes": "34"})
    week.ledger.delete("conversions", [each.id for each in week.context.read().all(Conversion)])
    week.tracking.log("tweet 5m")  # in another week
    found = closing(week)
    assert found.differs
    assert found.sound
    assert difference_sentence(found) == "Since then: +14 min, −1 conversion, sales −€240.00, labour +€7.77."
    assert [(each.table, each.op) for each in found.changes] == [("conversions", "delete"), ("interactions", "edit")]
    assert later_change(found.changes[1], "Europe/Amsterdam").startswith("2026-11-16 09:01 · Ilse Vermeer · changed")
    assert week.care.check(deep=True) == []  # edited after closing is no damage
    week.care.undo(3)
    assert not closing(week).differs


def test_closing_again_replaces_and_the_history_keeps_both(week, clock):
    week.closing.close(WEEK)
    closed = closing(week).closed
    clock.go_on(SECOND)
    week.tracking.delete([first(week).id])
    clock.go_on(SECOND)
    week.closing.close(WEEK)
    again = closing(week).closed
    assert again.id == closed.id
    assert not closing(week).differs
    held = [row.after.interactions for row in week.care.history(closed.id)]
    assert held == [2, 1]
    assert WeekSums.of(again).interactions == 1


def test_what_the_log_does_not_explain_is_damage(week):
    week.closing.close(WEEK)
    closed = closing(week).closed
    with week.context.unit("edit") as unit:
        unit.put(ClosedWeek(**{**_fields(closed), "interactions": 7}))
    assert [each.code for each in week.care.check(deep=True)] == ["week_differs"]
    assert "look at “check --deep”" in difference_sentence(closing(week))


def test_a_log_that_was_written_anew_is_noticed(week):
    week.closing.close(WEEK)
    path = week.context.store.path
    with sqlite3.connect(path) as raw:
        raw.execute("drop trigger change_no_update")
        raw.execute("update change set hash = zeroblob(32) where seq = (select seq from closed_week)")
    raw.close()
    assert not closing(week).sound


def test_a_closed_week_travels_without_its_log(week, tmp_path, clock):
    from roidesk.services.context import Context
    from roidesk.services.desk import Desk
    from roidesk.store.opening import open_store

    week.closing.close(WEEK)
    week.exchange.export(tmp_path / "out.zip")
    other = Desk(Context(open_store(tmp_path / "other.db"), clock, device="other"))
    try:
        other.exchange.import_paths([tmp_path / "out.zip"])
        found = closing(other)
        assert (found.differs, found.sound) == (False, True)
        assert other.care.check(deep=True) == []
    finally:
        other.close()


def test_a_week_of_last_year_is_closed_like_any_other(week, clock):
    clock.go_on(400 * DAY)
    week.closing.close(WEEK)
    assert closing(week).closed.interactions == 2


def _fields(entry):
    from dataclasses import fields

    return {each.name: getattr(entry, each.name) for each in fields(entry) if each.name != "edited_us"}
