"""Anything by a few letters."""

import pytest

from roidesk.services import finding

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


def test_people_are_found_as_the_entry_line_finds_them(desk):
    assert [each.name for each in desk.finding.people("nort", 6)] == ["northgate", "northwind"]  # nothing is read yet
    desk.completing.prepare()
    assert [each.name for each in desk.finding.people("no", 6)] == ["northwind", "northgate"]
    assert [each.name for each in desk.finding.people("gate", 6)] == ["northgate"]
    assert [each.name for each in desk.finding.people("nrothw", 1)] == ["northwind"]
    assert desk.finding.people("", 6) == ()


def test_entries_with_somebody_come_newest_first(desk):
    who = desk.finding.contacts("northw")[0].contact.id
    assert [row.shown.channel.name for row in desk.finding.entries("northw", [who]).rows] == ["Video call", "Email"]


def test_entries_by_a_topic_and_by_a_word_of_the_note(desk):
    found = desk.finding.entries("delivery")
    assert {row.shown.channel.name for row in found.rows} == {"Phone", "Email"}
    assert desk.finding.entries("de").rows == ()  # two letters are in everything


@pytest.mark.parametrize("text", ["styl", "&stylo", "%pen", "penc", "^launch", "LAUNCH"])
def test_entries_by_brand_product_and_campaign(desk, text):
    desk.tracking.log("chat 2026-11-10 9:00-9:05 &Stylo %Pencil ^launch")
    (row,) = desk.finding.entries(text).rows
    assert row.shown.channel.name == "Live chat"


def test_a_note_is_found_in_any_case_and_as_it_is_written(desk):
    desk.tracking.log("email 9:00-9:05 Überweisung 100% da")
    desk.tracking.log("email 9:10-9:15 ÜBERGABE 100 da")

    def notes(text):
        return [row.interaction.note for row in desk.finding.entries(text).rows]

    assert notes("überweisung") == notes("ÜBERWEISUNG") == ["Überweisung 100% da"]
    assert notes("100%") == ["Überweisung 100% da"]
    assert notes("ÜBERGABE") == ["ÜBERGABE 100 da"]
    assert "answer about delivery" in notes("DELIVERY")


def test_older_entries_are_looked_through_a_stretch_at_a_time(desk, monkeypatch):
    monkeypatch.setattr(finding, "_AT_ONCE", 1)
    monkeypatch.setattr(finding, "_AT_A_TIME", 1)
    steps = [desk.finding.entries("delivery")]
    while steps[-1].sought is not None:
        steps.append(desk.finding.older(steps[-1]))
    found = [[row.shown.channel.name for row in looked.rows] for looked in steps]
    assert found == [[], ["Phone"], ["Phone", "Email"], ["Phone", "Email"]]
    assert desk.finding.older(steps[-1]) == steps[-1]  # everything was looked through


def test_entries_of_one_instant_are_neither_left_out_nor_found_twice(desk, monkeypatch):
    monkeypatch.setattr(finding, "_AT_ONCE", 1)
    monkeypatch.setattr(finding, "_AT_A_TIME", 2)
    for n in range(3):
        desk.tracking.log(f"email 2026-10-01 9:00-9:0{n + 1} about zebras")
    looked = desk.finding.entries("zebra")
    while looked.sought is not None:
        looked = desk.finding.older(looked)
    assert sorted(row.us // 60_000_000 for row in looked.rows) == [1, 2, 3]


def test_nothing_older_is_looked_at_when_as_many_are_found_as_are_shown(desk, monkeypatch):
    monkeypatch.setattr(finding, "_AT_ONCE", 5)
    for n in range(4):
        desk.tracking.log(f"email 2026-11-19 9:0{n}-9:1{n} about zebras")
    looked = desk.finding.entries("zebra")
    assert (len(looked.rows), looked.sought) == (4, None)
