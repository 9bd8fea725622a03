"""Tables as they are looked at: pages from wherever they are found are slices of one and the same list."""

from __future__ import annotations

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.filters import parse
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
