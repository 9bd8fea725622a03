import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Channel, ChannelKind, Contact, Interaction, KindVersion, Person
from roidesk.importers.tables import tables

WEEK = ("fri", "mon", "wed", "tue", "thu")
LOGGED = {
    "start": "2026-11-19T14:02",
    "minutes": "4",
    "person": "Ilse Vermeer",
    "channel": "X (Twitter)",
    "kind": "reply",
}


def refused(code, work, *arguments):
    with pytest.raises(UserError) as caught:
        work(*arguments)
    assert caught.value.code == code
    return caught.value.facts


def test_every_table_of_the_contract_is_there_with_what_it_cannot_do_without():
    required = {
        "interactions": {"start", "person", "channel"},
        "conversions": {"at", "kind"},
        "costs": {"name", "kind", "amount", "from", "to"},
        "rates": {"person", "from", "hourly"},
        "fx": {"date", "from", "to", "rate"},
        "channels": {"name"},
        "people": {"name"},
        "contacts": {"name"},
        "products": {"name"},
        "brands": {"name"},
        "inbound": {"at"},
        "followers": {"channel", "at"},
        "praise": {"at"},
        "goals": {"metric", "target", "from", "to"},
        "baselines": {"name", "from", "to", "hours", "cost", "conversions"},
        "calendar": set(),
    }
    assert {name: set(tables()[name].required) for name in required} == required
    assert tables().keys() >= {"pins", "decisions", "experiments", "settings"}


def test_an_added_row_makes_the_names_it_speaks_of_in_one_action(desk):
    added = desk.ledger.add("interactions", LOGGED | {"contact": "@acme", "topics": "bikes; repair", "brand": "Velo"})
    assert added.row.cells["contact"] == "acme"
    assert added.row.cells["topics"] == "bikes; repair"
    assert added.row.cells["personalness"] == "22.5"
    assert added.changes.tables == {"interaction", "contact", "topic", "brand"}
    desk.care.undo()
    assert desk.ledger.count("interactions") == desk.ledger.count("contacts") == desk.ledger.count("brands") == 0


def test_a_channel_nobody_described_gets_what_its_name_says(desk):
    added = desk.ledger.add("interactions", LOGGED | {"channel": "Skype call", "kind": ""})
    assert added.row.cells["personalness"] == "70"


def test_a_word_for_a_channel_means_the_channel_that_is_there(desk):
    before = desk.ledger.count("channels")
    for word in ("Twitter", "x", "tweet"):
        added = desk.ledger.add("interactions", LOGGED | {"channel": word, "kind": ""})
        assert added.row.cells["channel"] == "X (Twitter)"
    assert desk.ledger.count("channels") == before


def test_only_what_is_named_is_edited(desk):
    entry = desk.ledger.add("interactions", LOGGED | {"contact": "Kim", "note": "hi", "intent": "give"}).entry
    desk.ledger.edit("interactions", entry.id, {"intent": "", "minutes": "10", "note": "bye"})
    after = desk.context.read().get(Interaction, entry.id)
    assert (after.intent, after.end_us - after.start_us, after.note) == (None, 600_000_000, "bye")
    assert after.contact_id == entry.contact_id


def test_an_entry_moved_to_another_time_keeps_its_length_where_its_end_would_make_no_sense(desk):
    entry = desk.ledger.add("interactions", LOGGED).entry

    def moved(start):
        desk.ledger.edit("interactions", entry.id, {"start": start})
        row = desk.ledger.rows("interactions")[0].cells
        return row["start"], row["end"]

    assert moved("14:01") == ("2026-11-19 14:01", "2026-11-19 14:06")
    assert moved("15:00") == ("2026-11-19 15:00", "2026-11-19 15:05")
    assert moved("2026-11-18 09:00") == ("2026-11-18 09:00", "2026-11-18 09:05")


def test_how_personal_it_was_can_be_set_by_level_and_given_back(desk):
    entry = desk.ledger.add("interactions", LOGGED).entry

    def scored(text):
        desk.ledger.edit("interactions", entry.id, {"personalness": text})
        after = desk.context.read().get(Interaction, entry.id)
        return after.score, after.score_given

    assert scored("!4") == (7000, True)
    assert scored("33.5") == (3350, True)
    assert scored("") == (2250, False)


def test_a_row_that_cannot_be_names_its_field_and_changes_nothing(desk):
    cases = {
        "time_unreadable": {"start": "2026-13-01T09:00"},
        "time_skipped": {"start": "2026-03-29T02:30"},
        "end_before_start": {"end": "2026-11-19T13:00", "minutes": ""},
        "length_missing": {"minutes": "", "end": ""},
        "length_twofold": {"seconds": "3600", "minutes": "4"},
        "length_over_days": {"minutes": "90000"},
        "cell_missing": {"person": " "},
        "choice_unknown": {"intent": "gift"},
        "number_out_of_range": {"personalness": "101"},
        "column_unknown": {"colour": "red"},
        "column_read_only": {"edited": "2026-11-19"},
    }
    for code, cells in cases.items():
        facts = refused(code, desk.ledger.add, "interactions", LOGGED | cells)
        assert facts.get("field", facts.get("text")) in cells
    assert desk.ledger.count("interactions") == 0


def test_what_only_one_row_may_have_is_refused_a_second_time(desk):
    desk.ledger.add("rates", {"person": "ilse vermeer", "from": "2026-01-01", "hourly": "30"})
    refused("entry_exists", desk.ledger.add, "rates", {"person": "Ilse Vermeer", "from": "2026-01-01", "hourly": "31"})
    refused("entry_exists", desk.ledger.add, "channels", {"name": "email"})
    refused("amount_negative", desk.ledger.add, "rates", {"person": "Bo", "from": "2026-01-01", "hourly": "-1"})


def test_another_currency_keeps_the_amount_and_not_the_minor_units(desk):
    entry = desk.ledger.add("conversions", {"at": "2026-11-19", "kind": "purchase", "amount": "240"}).entry
    assert entry.booked
    desk.ledger.edit("conversions", entry.id, {"currency": "JPY"})
    assert desk.ledger.rows("conversions")[0].cells["amount"] == "240"
    refused("currency_unknown", desk.ledger.edit, "conversions", entry.id, {"currency": "EUX"})


def test_a_kind_of_conversion_is_made_unless_it_is_a_slip_of_one(desk):
    desk.ledger.add("conversions", {"at": "2026-11-19", "kind": "white paper"})
    assert [row.cells["name"] for row in desk.ledger.rows("conversion_kinds")] == ["white_paper"]
    facts = refused("kind_misspelt", desk.ledger.add, "conversions", {"at": "2026-11-19", "kind": "purchse"})
    assert facts["near"] == "purchase"


def channel_row(desk, name, kind=""):
    return next(row for row in desk.ledger.rows("channels") if (row.cells["name"], row.cells["kind"]) == (name, kind))


def test_a_kind_judged_anew_keeps_its_versions_and_leaves_the_past_unless_asked(desk, clock):
    entry = desk.ledger.add("interactions", LOGGED).entry
    by_hand = desk.ledger.add("interactions", LOGGED | {"personalness": "90"}).entry
    kind = channel_row(desk, "X (Twitter)", "reply").id
    clock.go_on(1)
    desk.ledger.edit("channels", kind, {"private": "1"})
    read = desk.context.read()
    assert [each.score for each in read.all(KindVersion)] == [2250, 3750]
    assert read.get(Interaction, entry.id).score == 2250
    clock.go_on(1)
    desk.ledger.edit("channels", kind, {"voice": "1"}, also_past=True)
    assert read.get(Interaction, entry.id).score == 5750
    assert read.get(Interaction, by_hand.id).score == 9000
    assert desk.care.check(deep=True) == []


def test_a_channel_is_renamed_in_place_and_goes_with_its_kinds_when_unused(desk):
    row = channel_row(desk, "Forum")
    desk.ledger.edit("channels", row.id, {"name": "Fora", "colour": "#123456"})
    assert {each.cells["colour"] for each in desk.ledger.rows("channels") if each.cells["name"] == "Fora"} == {
        "",
        "#123456",
    }
    desk.ledger.delete("channels", [row.id])
    read = desk.context.read()
    assert "Fora" not in {each.name for each in read.all(Channel)}
    assert str(row.cells["channel_id"]) not in {str(each.channel_id) for each in read.all(ChannelKind)}


def test_a_name_that_is_spoken_of_is_not_deleted(desk):
    desk.ledger.add("interactions", LOGGED | {"contact": "Kim"})
    contact = desk.context.read().all(Contact)[0]
    refused("still_used", desk.ledger.delete, "contacts", [contact.id])
    refused("still_used", desk.ledger.delete, "channels", [channel_row(desk, "X (Twitter)", "reply").id])


def test_rows_come_in_pages_newest_first(desk):
    for minute in range(5):
        desk.ledger.add("interactions", LOGGED | {"start": f"2026-11-19T14:0{minute}"})
        desk.ledger.add(
            "costs",
            {"name": "Ad", "kind": "ad_spend", "amount": "1", "from": f"2026-11-0{minute + 1}", "to": "2026-11-09"},
        )
    for table, column in (("interactions", "start"), ("costs", "from")):
        first = desk.ledger.rows(table, limit=3)
        rest = desk.ledger.rows(table, limit=3, before=first[-1].id)
        said = [row.cells[column] for row in (*first, *rest)]
        assert len(said) == 5
        assert said == sorted(said, reverse=True)


def test_opening_hours_stand_from_monday_on_and_single_days_after_them(desk):
    for cells in ({"date": "2026-12-25"}, *({"weekday": each, "open": "09:00", "close": "17:00"} for each in WEEK)):
        desk.ledger.add("calendar", cells)
    days = [row.cells["weekday"] or row.cells["date"] for row in desk.ledger.rows("calendar")]
    assert days == ["mon", "tue", "wed", "thu", "fri", "2026-12-25"]


def test_columns_tell_how_a_cell_is_edited(desk):
    columns = {each.name: each for each in desk.ledger.columns("interactions")}
    assert columns["intent"].choices == ("give", "ask", "neutral")
    assert not columns["intent"].open
    assert "Email" in columns["channel"].choices
    assert columns["channel"].open
    assert not columns["id"].editable
    assert columns["start"].required


def test_an_entry_is_found_by_its_own_id_and_by_the_one_another_program_gave_it(desk):
    entry = desk.ledger.add("people", {"name": "Bo"}).entry
    assert desk.ledger.find(str(entry.id)) == ("people", desk.context.read().get(Person, entry.id))
    refused("entry_unknown", desk.ledger.find, "i1")


def test_two_contacts_of_one_name_are_told_apart_by_id(desk):
    first = desk.ledger.add("contacts", {"name": "Anna"}).entry
    second = desk.ledger.add("contacts", {"name": "Anna"}).entry
    for contact in (first, second):
        added = desk.ledger.add("interactions", LOGGED | {"contact": str(contact.id)})
        assert added.entry.contact_id == contact.id
        again = desk.ledger.add("interactions", {**LOGGED, "contact": added.row.cells["contact"]})
        assert again.entry.contact_id == contact.id


def test_a_contact_named_several_is_not_a_round_with_several(desk):
    contact = desk.ledger.add("contacts", {"name": "Several"}).entry
    assert desk.ledger.add("interactions", LOGGED | {"contact": "several"}).entry.several
    added = desk.ledger.add("interactions", LOGGED | {"contact": str(contact.id)})
    assert added.row.cells["contact"] == str(contact.id)


def test_settings_are_seen_to_be_such(desk):
    key = next(row.id for row in desk.ledger.rows("settings") if row.cells["key"] == "margin")
    desk.ledger.edit("settings", key, {"value": ""})
    assert desk.care.settings().margin is None
    refused("margin_unreadable", desk.ledger.edit, "settings", key, {"value": "40"})
