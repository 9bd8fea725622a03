"""The story of a contact."""

from uuid import UUID

import pytest

from roidesk.domain.encounters import Encounter, Story, stories
from roidesk.domain.model import AskKind, Direction, Intent

ANNA, BO, COURSE, BOOK = (UUID(int=n) for n in (1, 2, 3, 4))
GIVE, ASK, OUT, IN = Intent.GIVE, Intent.ASK, Direction.OUT, Direction.IN


def met(start, intent=None, direction=OUT, *, contact=ANNA, ask_kind=None, solved=False, product=None):
    return Encounter(contact, start, UUID(int=100 + start).bytes, direction, intent, ask_kind, solved, product)


def test_nobody_has_no_story():
    assert stories([]) == {}


@pytest.mark.parametrize(
    ("history", "cold", "gives"),
    [
        ([met(1, ASK)], True, 0),
        ([met(1, GIVE), met(2, ASK)], False, 1),
        ([met(1, GIVE), met(2, GIVE), met(3), met(4, ASK), met(5, GIVE), met(6, ASK)], False, 2),
        ([met(1, GIVE), met(2)], False, None),
        # they began, and the first thing we sent was an ask: cold, though what we gave them before counts as given
        ([met(1, GIVE, IN), met(2, ASK)], True, 1),
        ([met(1, ASK, IN)], False, 0),
        ([met(1, None), met(2, ASK)], False, 0),
    ],
)
def test_the_first_ask(history, cold, gives):
    for order in (history, history[::-1]):
        story = stories(order)[ANNA]
        assert (story.cold_ask, story.gives_before_ask) == (cold, gives)


def test_an_ask_for_an_address():
    assert stories([met(1, ASK, ask_kind=AskKind.EMAIL_ADDRESS)])[ANNA].cold_email_ask
    assert not stories([met(1, ASK, ask_kind=AskKind.PURCHASE)])[ANNA].cold_email_ask
    later = [met(1, GIVE), met(2, ASK, ask_kind=AskKind.EMAIL_ADDRESS)]
    assert not stories(later)[ANNA].cold_email_ask


def test_each_contact_has_its_own():
    found = stories(
        [
            met(5, GIVE, contact=BO, solved=True, product=COURSE),
            met(3, contact=BO, solved=True, product=BOOK),
            met(9, contact=BO),
            met(4, ASK),
        ]
    )
    assert found[BO] == Story(3, False, False, None, 3, COURSE)  # noqa: FBT003 - in the order of the fields
    assert (found[ANNA].helped_us, found[ANNA].product_id, found[ANNA].first_us) == (None, None, 4)
