"""How it is known that a sale came of our work."""

from dataclasses import replace
from fractions import Fraction
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.returns.proof import Proof, proof, sales_by_proof
from roidesk.analytics.sums.outcomes import Outcome
from tests.analytics.worked_example import CONVERSIONS, INTERACTIONS, key

TOUCH, OTHER = INTERACTIONS[0], INTERACTIONS[1]


def sale(amount=100, touches=(), **more):
    said = {"id": uuid4(), "interaction_id": None, "self_reported_source": None} | more
    shares = tuple(Fraction(1, len(touches)) for _ in touches)
    return Outcome(
        replace(CONVERSIONS[0], **said), tuple(touches), shares, None if amount is None else Fraction(amount), None
    )


def shares(outcomes):
    return {which: found.share.value for which, found in sales_by_proof(outcomes, "EUR").items()}


def test_the_strongest_proof_counts():
    assert proof(sale(touches=[TOUCH, OTHER], interaction_id=TOUCH.id, self_reported_source="a friend")) is Proof.DIRECT
    assert proof(sale(touches=[OTHER], interaction_id=TOUCH.id)) is Proof.JOURNEY
    assert proof(sale(touches=[OTHER], self_reported_source="a friend")) is Proof.JOURNEY
    assert proof(sale(self_reported_source="a friend", interaction_id=TOUCH.id)) is Proof.SELF_REPORTED
    assert proof(sale(self_reported_source=" ")) is proof(sale()) is Proof.NONE


def test_the_worked_example():
    """Four purchases of 840: all but K6 (120) had a contact within the window before them."""
    every = [
        Outcome(each, () if n == 5 else (TOUCH,), (), Fraction(each.amount_minor, 100), None)
        for n, each in enumerate(CONVERSIONS)
    ]
    found = sales_by_proof(every, "EUR")
    assert {which: (each.booked.value, each.booked.n) for which, each in found.items()} == {
        Proof.DIRECT: (0, 0),
        Proof.JOURNEY: (720, 3),
        Proof.SELF_REPORTED: (0, 0),
        Proof.NONE: (120, 1),
    }
    assert found[Proof.NONE].as_json()["share"]["value"] == 120 / 840
    assert found[Proof.NONE].booked.unit == "EUR"


def test_a_refund_goes_where_its_sale_is():
    bought = sale(100, self_reported_source="a friend")
    back = sale(-40, refund_of_id=bought.conversion.id)
    found = sales_by_proof([back, bought, sale(60)], "EUR")
    assert (found[Proof.SELF_REPORTED].booked.value, found[Proof.SELF_REPORTED].booked.n) == (60, 1)
    assert shares([back, bought, sale(60)])[Proof.NONE] == Fraction(1, 2)
    unknown_sale = sale(-40, refund_of_id=key("gone"), touches=[TOUCH])
    assert sales_by_proof([unknown_sale], "EUR")[Proof.JOURNEY].booked.value == -40


def test_reasons():
    assert {each.share.reason for each in sales_by_proof([], "EUR").values()} == {"nothing_recorded"}
    assert {each.share.reason for each in sales_by_proof([sale(-1)], "EUR").values()} == {"refunds_exceed_sales"}
    found = sales_by_proof([sale(None), sale(10, touches=[TOUCH])], "EUR")
    assert (found[Proof.NONE].booked.reason, found[Proof.JOURNEY].booked.reason) == ("rate_missing", None)
    assert {each.share.reason for each in found.values()} == {"rate_missing"}
    expected = replace(sale(), conversion=replace(CONVERSIONS[0], booked=False))
    assert sales_by_proof([expected], "EUR")[Proof.NONE].booked.value == 0


@given(st.lists(st.tuples(st.integers(1, 1000), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=10))
def test_shares_add_up_in_any_order(rows):
    every = [
        sale(
            amount,
            [TOUCH] if touched else [],
            interaction_id=TOUCH.id if linked else None,
            self_reported_source="x" if said else None,
        )
        for amount, touched, linked, said in rows
    ]
    assert sum(shares(every).values()) == 1
    assert shares(every) == shares(every[::-1])
    assert sum(each.booked.value for each in sales_by_proof(every, "EUR").values()) == sum(row[0] for row in rows)
