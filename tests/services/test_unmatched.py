"""Addresses that bought, and who they may be."""

import pytest

from roidesk.domain.likeness import Alike

pytestmark = pytest.mark.both_engines


@pytest.fixture(autouse=True)
def orders(desk):
    desk.tracking.log('call @"Petra Kuiper" 5m')
    desk.tracking.log("call @bluefin 5m")
    desk.outcomes.convert("purchase 118 @p.kuiper@example.org at 2026-11-11T10:00")
    desk.outcomes.convert("purchase 39 @info@example.com at 2026-11-12T10:00")
    desk.outcomes.convert("purchase 940 @bluefin at 2026-11-10T10:00")


def test_those_never_met_are_asked_about_with_a_reason(desk):
    first, second = desk.unmatched.rows()
    assert first.contact.name == "p.kuiper@example.org"
    assert [(each.contact.name, each.why) for each in first.proposals] == [("Petra Kuiper", Alike.INITIAL_AND_SURNAME)]
    assert (second.contact.name, second.proposals) == ("info@example.com", ())


def test_a_match_is_known_from_then_on(desk):
    row = desk.unmatched.rows()[0]
    desk.unmatched.match(row.contact.id, row.proposals[0].contact.id)
    assert [each.contact.name for each in desk.unmatched.rows()] == ["info@example.com"]
    petra = desk.context.read().contact_called("p.kuiper@example.org")
    assert petra.name == "Petra Kuiper"
    desk.care.undo()
    assert len(desk.unmatched.rows()) == 2


def test_somebody_new_is_asked_about_no_more(desk):
    desk.unmatched.is_new(desk.unmatched.rows()[1].contact.id)
    assert [each.contact.name for each in desk.unmatched.rows()] == ["p.kuiper@example.org"]
