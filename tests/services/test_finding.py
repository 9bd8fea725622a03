"""Anything by a few letters."""

import pytest

pytestmark = pytest.mark.both_engines


@pytest.fixture(autouse=True)
def some(desk):
    desk.tracking.log("video demo @northwind 2026-11-19 13:20-13:51 #quote")
    desk.tracking.log("email @northwind 2026-11-12 10:00-10:09 answer about delivery")
    desk.tracking.log("call @northgate 2026-11-12 11:00-11:09 #delivery")
    desk.outcomes.convert("purchase 5280 @northwind")


def test_contacts_by_the_beginning_of_a_name(desk):
    assert [each.contact.name for each in desk.finding.contacts("north")] == ["northgate", "northwind"]
    desk.completing.prepare()  # from then on the one spoken with last comes first
    first, second = desk.finding.contacts("north")
    assert (first.contact.name, first.times, first.sales, first.currency) == ("northwind", 2, 5280, "EUR")
    assert first.last.shown.channel.name == "Video call"
    assert (second.contact.name, second.sales) == ("northgate", None)
    assert desk.finding.contacts("") == ()


def test_entries_with_somebody_come_newest_first(desk):
    who = desk.finding.contacts("northw")[0].contact.id
    assert [row.shown.channel.name for row in desk.finding.entries("northw", [who])] == ["Video call", "Email"]


def test_entries_by_a_topic_and_by_a_word_of_the_note(desk):
    found = desk.finding.entries("delivery")
    assert {row.shown.channel.name for row in found} == {"Phone", "Email"}
    assert desk.finding.entries("de") == ()  # two letters are in everything


def test_a_note_is_found_in_any_case_and_as_it_is_written(desk):
    desk.tracking.log("email 9:00-9:05 Überweisung 100% da")
    desk.tracking.log("email 9:10-9:15 ÜBERGABE 100 da")

    def notes(text):
        return [row.interaction.note for row in desk.finding.entries(text)]

    assert notes("überweisung") == notes("ÜBERWEISUNG") == ["Überweisung 100% da"]
    assert notes("100%") == ["Überweisung 100% da"]
    assert notes("ÜBERGABE") == ["ÜBERGABE 100 da"]
    assert "answer about delivery" in notes("DELIVERY")
