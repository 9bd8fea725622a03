"""What came of interactions, beside them in the ledger."""

from __future__ import annotations

from roidesk.services.ledger_views import Stretch, View


def led_to(desk):
    return [row.cells.get("led_to") for row in desk.ledger_views.page(View("interactions"), Stretch(0, 10))]


def test_what_came_of_each_stands_beside_it(desk):
    desk.tracking.log("call 9:00-9:20 @acme")
    entry = desk.tracking.log("mail 10:00-10:04 @bo").row.interaction.id
    desk.outcomes.link(entry, "demo_request")
    desk.outcomes.link(entry, "purchase", "240.50")
    assert led_to(desk) == ["demo_request\n=240.50 EUR purchase", None]
    desk.care.undo()
    assert led_to(desk) == ["demo_request", None]


def test_a_kind_of_ones_own_with_any_name_is_told_apart(desk):
    entry = desk.tracking.log("call 9:00-9:20 @acme").row.interaction.id
    desk.ledger.add("conversion_kinds", {"name": "a; b"})
    desk.outcomes.link(entry, "a; b")
    assert led_to(desk) == ["a; b"]
