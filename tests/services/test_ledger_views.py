"""Tables as they are looked at: pages from wherever they are found are slices of one and the same list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.filters import parse
from roidesk.domain.instants import Period
from roidesk.services import ledger_views
from roidesk.services.ledger_views import Near, Stretch, View

pytestmark = pytest.mark.both_engines


@pytest.fixture
def desk(desk):
    desk.care.set_up(name="Ann", values={"currency": "EUR", "zone": "Europe/Amsterdam"})
    for minute in range(10, 30):
        topic = "#ipad" if minute % 2 else "^launch"
        desk.tracking.log(f"email 9:{minute}-9:{minute + 1 + minute % 7} @contact{minute % 3} {topic}")
    return desk


@pytest.mark.parametrize("where", [None, "#ipad", "^launch"])
@pytest.mark.parametrize(("by", "descending"), [("", True), ("start", False), ("minutes", True), ("contact", False)])
def test_a_page_is_a_slice_wherever_it_is_found_from(desk, where, by, descending):
    view = View("interactions", parse(where) if where else None, by=by, descending=descending)
    views = desk.ledger_views
    if where == "^launch" and by:
        view = View("interactions", view.where)
    count = views.count(view).rows
    whole = views.page(view, Stretch(0, 100))
    assert len(whole) == count == (10 if where else 20)
    for first in range(count):
        for at in range(count):
            for known in (0, count):
                found = views.page(view, Stretch(first, 4, known), (Near(at, whole[at].id),))
                assert found == whole[first : first + 4]
    assert views.ids(view, 2, 3) == tuple(each.id for each in whole[2:5])


def test_the_count_tells_how_long_they_took(desk):
    for where in ("#ipad", "^launch"):
        view = View("interactions", parse(where))
        minutes = sum(float(each.cells["minutes"]) for each in desk.ledger_views.page(view, Stretch(0, 100)))
        assert desk.ledger_views.count(view).us == minutes * 60_000_000


@pytest.mark.parametrize("where", [None, "#ipad", "^launch"])
@pytest.mark.parametrize("by", ["", "minutes"])
def test_days_keep_what_began_on_them_by_the_store_s_clock(desk, where, by):
    if where == "^launch" and by:
        return  # what the database cannot decide stands in the order of time
    late = {"start": "2026-11-18T22:30:00+00:00", "minutes": "60", "person": "Ann", "channel": "email"}
    for cells in (late | {"topics": "ipad"}, late | {"campaign": "launch"}):
        desk.ledger.add("interactions", cells)  # half past eleven in Amsterdam, until the next day
    views, expression = desk.ledger_views, parse(where) if where else None
    before = View("interactions", expression, by=by, days=Period(date(2026, 11, 18), date(2026, 11, 18)))
    found = views.page(before, Stretch(0, 100))
    assert len(found) == views.count(before).rows == (1 if where else 2)
    assert views.count(before).us == len(found) * 60 * 60_000_000
    assert views.first(before, 100) == (found, True)
    both = replace(before, days=Period(date(2026, 11, 18), date(2026, 11, 19)))
    assert views.count(both).rows == views.count(replace(both, days=None)).rows
    assert views.count(replace(before, days=Period(date(2026, 11, 1), date(2026, 11, 17)))).rows == 0


def test_a_filter_that_names_nobody_is_refused(desk):
    with pytest.raises(UserError, match="where_"):
        desk.ledger_views.page(View("interactions", parse("channel=telegraph")), Stretch(0, 4))
    with pytest.raises(UserError, match="where_not_here"):
        desk.ledger_views.count(View("interactions", parse("conversion=purchase")))


def test_other_tables_are_searched_by_words_and_put_in_order(desk):
    views = desk.ledger_views
    desk.ledger.add(
        "costs",
        {"name": "Chat widget", "kind": "subscription", "amount": "69", "from": "2026-01-01", "to": "2026-01-31"},
    )
    desk.ledger.add(
        "costs", {"name": "Ads", "kind": "ad_spend", "amount": "100", "from": "2026-01-01", "to": "2026-01-31"}
    )

    def names(view):
        return [each.cells["name"] for each in views.page(view, Stretch(0, 10))]

    assert names(View("costs", words="chat SUB")) == ["Chat widget"]
    assert names(View("costs", by="amount")) == ["Ads", "Chat widget"]
    assert names(View("costs", by="name", descending=True)) == ["Chat widget", "Ads"]
    assert names(View("contacts", words="contact1")) == ["contact1"]
    assert views.count(View("contacts")).rows == 3
    assert "amount" in views.sortable("costs")
    assert "topics" not in views.sortable("interactions")


def test_the_first_rows_are_those_of_the_page_and_say_whether_there_are_others(desk):
    for where in (None, "#ipad", "^launch", "minutes>=90"):
        view = View("interactions", parse(where) if where else None)
        whole = desk.ledger_views.page(view, Stretch(0, 100))
        assert desk.ledger_views.first(view, 100) == (whole, True)
        assert desk.ledger_views.first(view, 4) == (whole[:4], not whole)


def test_of_a_long_table_the_first_rows_are_looked_for_among_the_newest(desk, monkeypatch):
    monkeypatch.setattr(ledger_views, "_NEWEST", 5)
    monkeypatch.setattr(ledger_views, "_NEWEST_READ", 5)
    for where in ("#ipad", "^launch"):
        view = View("interactions", parse(where))
        whole = desk.ledger_views.page(view, Stretch(0, 100))
        newest = {each.id for each in desk.ledger_views.page(View("interactions"), Stretch(0, 5))}
        rows, every = desk.ledger_views.first(view, 10)
        assert rows == tuple(each for each in whole if each.id in newest)
        assert 0 < len(rows) < len(whole)
        assert not every


@pytest.mark.parametrize("where", [None, "#ipad"])
@pytest.mark.parametrize("descending", [True, False])
def test_landmarks_lead_to_the_rows_they_stand_for(desk, monkeypatch, where, descending):
    monkeypatch.setattr(ledger_views, "_STEP", 3)
    view = View("interactions", parse(where) if where else None, by="start", descending=descending)
    whole = desk.ledger_views.page(view, Stretch(0, 100))
    found = list(desk.ledger_views.landmarks(view))
    assert found == [Near(at, whole[at].id) for at in range(2, len(whole), 3)]
    assert len(found) == len(whole) // 3


def test_what_is_not_in_order_of_time_has_no_landmarks(desk):
    for view in (View("costs"), View("interactions", by="minutes"), View("interactions", parse("^launch"))):
        assert not list(desk.ledger_views.landmarks(view))
