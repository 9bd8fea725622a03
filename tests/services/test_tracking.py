from dataclasses import replace
from datetime import date

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, local
from roidesk.domain.model import Channel, Contact, Conversion, Interaction, Source
from roidesk.services.defaults import default_entries

pytestmark = pytest.mark.both_engines

TODAY = date(2026, 11, 19)


def wall(us):
    return local(us, "Europe/Amsterdam").strftime("%H:%M")


def test_a_line_becomes_an_entry_that_ends_now(desk):
    logged = desk.tracking.log('tweet reply @acme #ipad &stylo 4m !3 ~give +solved "new stylus"')
    row, entry = logged.row, logged.row.interaction
    assert (row.shown.channel.name, row.shown.kind.name, row.shown.contact) == ("X (Twitter)", "reply", "acme")
    assert (row.shown.brand, row.shown.topics, row.shown.level) == ("stylo", ("ipad",), 3)
    assert (wall(entry.start_us), wall(entry.end_us), row.us) == ("14:27", "14:31", 4 * MINUTE)
    assert (entry.intent, entry.solved, entry.note, entry.source) == ("give", True, "new stylus", Source.MANUAL)
    assert (entry.score, entry.score_given, entry.components) == (3750, True, "100002")
    assert logged.changes.days == {TODAY}
    assert entry.id in logged.changes.entries


def test_the_same_contact_is_met_once(desk):
    first = desk.tracking.log("email @Acme 5m").row.interaction
    second = desk.tracking.log("call @acme 5m").row.interaction
    assert first.contact_id == second.contact_id
    assert len(desk.context.read().all(Contact)) == 1


def test_an_unknown_word_is_kept_as_a_note(desk):
    logged = desk.tracking.log("email 5m about delivery")
    assert logged.row.interaction.note == "about delivery"
    assert logged.draft.unknown == ("about", "delivery")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("tweet @acme", "line_without_length"),
        ("@acme 5m", "channel_missing"),
        ("email 25:00", "time_impossible"),
        ("email 9:50-9:30", "end_before_start"),
        ("email 5m =-3", "amount_negative"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_written(desk, line, code):
    before = desk.context.read().actions(10)
    with pytest.raises(UserError) as refused:
        desk.tracking.log(line)
    assert refused.value.code == code
    assert desk.context.read().actions(10) == before


def test_a_line_with_what_came_of_it(desk):
    row = desk.tracking.log("call @acme 23m =1240 purchase").row
    (conversion,) = row.led_to
    assert (conversion.kind, conversion.amount_minor, conversion.currency) == ("purchase", 124000, "EUR")
    assert (conversion.booked, conversion.contact_id) == (True, row.interaction.contact_id)
    desk.care.undo()
    assert not desk.context.read().all(Conversion)
    assert not desk.context.read().all(Interaction)


def test_a_desk_never_asked_gets_its_channels_with_the_first_line(bare_desk):
    assert not bare_desk.context.read().all(Channel)
    bare_desk.tracking.log("email 5m")
    wanted = {each.name for each in default_entries() if isinstance(each, Channel)}
    assert {each.name for each in bare_desk.context.read().all(Channel)} == wanted
    assert bare_desk.care.settings().person_id is not None
    assert bare_desk.care.settings().zone == "Europe/Amsterdam"


def test_the_day_shows_the_newest_first(desk):
    desk.tracking.log("call @bluefin 13:00-14:00")
    desk.tracking.log("tweet @acme 13:20-13:40")
    page = desk.tracking.day(TODAY)
    assert [row.shown.channel.name for row in page.rows] == ["X (Twitter)", "Phone"]


def test_deleting_and_taking_it_back(desk):
    ids = [desk.tracking.log(f"email @c{n} 5m").row.interaction.id for n in range(3)]
    desk.tracking.delete(ids)
    assert desk.tracking.day(TODAY).rows == ()
    desk.care.undo()
    assert {row.interaction.id for row in desk.tracking.day(TODAY).rows} == set(ids)
    desk.care.redo()
    assert desk.tracking.day(TODAY).rows == ()


def test_editing_in_place(desk):
    entry = desk.tracking.log("email @acme 5m").row.interaction
    desk.tracking.edit(entry.id, {"minutes": "12", "contact": "hollis", "topics": "invoice"})
    (row,) = desk.tracking.day(TODAY).rows
    assert (row.us, row.shown.contact, row.shown.topics) == (12 * MINUTE, "hollis", ("invoice",))


def test_what_came_of_somebody_elses_interaction_is_not_in_my_day(desk):
    mine = desk.tracking.log("call @acme 5m =100 purchase").row.interaction
    other = desk.ledger.add("people", {"name": "Tom"}).entry
    desk.outcomes.convert("purchase 20")
    theirs = desk.tracking.log("call @hollis 5m =900 purchase").row.interaction
    with desk.context.unit("edit") as unit:
        unit.put(replace(theirs, person_id=other.id))
    page = desk.tracking.day(TODAY)
    assert [row.interaction.id for row in page.rows] == [mine.id]
    assert (page.conversions, page.sales) == (2, 120)


def test_what_is_taken_back_makes_the_days_sales_less(desk):
    sale = desk.outcomes.convert("purchase 100 @acme").conversion
    with desk.context.unit("edit") as unit:
        unit.put(replace(sale, id=desk.context.id(), refund_of_id=sale.id, amount_minor=3000))
    page = desk.tracking.day(TODAY)
    assert (page.conversions, page.sales) == (1, 70)


def test_the_days_sales_in_other_money_count_at_the_rate_of_the_day_and_are_not_known_without(desk):
    desk.outcomes.convert("purchase 100 @acme")
    sale = desk.outcomes.convert("purchase 50 @hollis").conversion
    with desk.context.unit("edit") as unit:
        unit.put(replace(sale, currency="USD"))
    assert desk.tracking.day(TODAY).sales is None
    desk.ledger.add("fx", {"date": str(TODAY), "from": "USD", "to": "EUR", "rate": "0.9"})
    assert desk.tracking.day(TODAY).sales == 145
