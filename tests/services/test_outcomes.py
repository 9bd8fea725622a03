import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Contact, Conversion

pytestmark = pytest.mark.both_engines


def test_a_line_becomes_a_conversion(desk):
    entry = desk.tracking.log("email @acme 5m").row.interaction
    converted = desk.outcomes.convert("purchase 240 @acme &stylo at 2026-06-05T10:00")
    conversion = converted.conversion
    assert (conversion.kind, conversion.amount_minor, conversion.booked) == ("purchase", 24000, True)
    assert conversion.contact_id == entry.contact_id
    assert conversion.contact_id in converted.changes.contacts
    assert desk.context.read().all(Conversion) == [desk.context.read().get(Conversion, conversion.id)]


def test_what_is_only_expected_is_not_booked(desk):
    assert desk.outcomes.convert("demo 40").conversion.booked is False


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("@acme", "conversion_kind_missing"),
        ("purchase 240 XYZ", "currency_unknown"),
        ("purchase -5", "amount_negative"),
        ("purchase 2.3456", "amount_too_fine"),
    ],
)
def test_a_conversion_that_cannot_be_is_refused(desk, line, code):
    with pytest.raises(UserError) as refused:
        desk.outcomes.convert(line)
    assert refused.value.code == code
    assert desk.context.read().all(Conversion) == []
    assert desk.context.read().all(Contact) == []


def test_linking_takes_contact_and_brand_from_the_interaction(desk):
    entry = desk.tracking.log("call @acme &stylo 20m").row.interaction
    desk.outcomes.link(entry.id, "purchase", "1240")
    (conversion,) = desk.context.read().conversions_of([entry.id])[entry.id]
    assert (conversion.contact_id, conversion.brand_id, conversion.at_us) == (
        entry.contact_id,
        entry.brand_id,
        entry.end_us,
    )
    assert conversion.amount_minor == 124000


@pytest.mark.parametrize(
    ("typed", "minor", "currency"),
    [("240,50", 24050, "EUR"), ("1.240,00", 124000, "EUR"), ("€64", 6400, "EUR"), ("240 USD", 24000, "USD")],
)
def test_an_amount_is_linked_as_it_is_typed(desk, typed, minor, currency):
    entry = desk.tracking.log("call @acme 20m").row.interaction
    desk.outcomes.link(entry.id, "purchase", typed)
    (conversion,) = desk.context.read().conversions_of([entry.id])[entry.id]
    assert (conversion.amount_minor, conversion.currency) == (minor, currency)


@pytest.mark.parametrize("typed", ["soon", "24:50", "1e9", "240 250"])
def test_what_is_no_amount_is_refused_with_what_was_typed(desk, typed):
    entry = desk.tracking.log("call @acme 20m").row.interaction
    with pytest.raises(UserError) as refused:
        desk.outcomes.link(entry.id, "purchase", typed)
    assert refused.value.facts["text"] == typed


def test_linking_to_what_is_not_there(desk):
    entry = desk.tracking.log("call @acme 20m").row.interaction
    with pytest.raises(UserError):
        desk.outcomes.link(entry.id, "holiday")
    desk.tracking.delete([entry.id])
    with pytest.raises(UserError):
        desk.outcomes.link(entry.id, "purchase")


def test_a_chance_is_kept_of_what_is_not_money_yet(desk):
    row = desk.tracking.log("call @bluefin 10m").row
    desk.outcomes.link(row.interaction.id, "proposal_request", "2400", "30 %")
    desk.outcomes.link(row.interaction.id, "purchase", "10", "30")
    kept = {each.kind: each.probability_ppm for each in desk.context.read().all(Conversion)}
    assert kept == {"proposal_request": 300_000, "purchase": None}
    for text in ("maybe", "101", "-1"):
        with pytest.raises(UserError, match="per_cent_unreadable"):
            desk.outcomes.link(row.interaction.id, "proposal_request", "2400", text)


def test_what_stopped_is_found_by_what_the_stop_wrote_unless_its_outcome_is_known(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer.id
    clock.go_on(MINUTE)
    stopped = desk.timers.stop()
    assert desk.outcomes.stopped(stopped.changes.entries).interaction.id == timer
    desk.outcomes.link(timer, "purchase", "10")
    assert desk.outcomes.stopped(stopped.changes.entries) is None
    assert desk.outcomes.stopped(()) is None


def test_of_a_paused_timer_what_it_had_filed_is_found(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer.id
    clock.go_on(MINUTE)
    desk.timers.pause(timer)
    clock.go_on(MINUTE)
    stopped = desk.timers.stop_one(timer)
    assert desk.outcomes.stopped(stopped.changes.entries).us == MINUTE
