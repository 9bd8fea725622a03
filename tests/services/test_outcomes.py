import pytest

from roidesk.domain.errors import UserError
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


def test_linking_to_what_is_not_there(desk):
    entry = desk.tracking.log("call @acme 20m").row.interaction
    with pytest.raises(UserError):
        desk.outcomes.link(entry.id, "holiday")
    desk.tracking.delete([entry.id])
    with pytest.raises(UserError):
        desk.outcomes.link(entry.id, "purchase")
