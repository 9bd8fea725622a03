"""A card says when what it holds needs another height."""

from __future__ import annotations

import pytest

from roidesk.desktop.widgets.card import Card
from roidesk.desktop.widgets.refusal import Refusal


@pytest.fixture
def card(qtbot, dressed):
    card = Card("Did anything come of it?", 420)
    card.body.addWidget(Refusal())
    qtbot.addWidget(card)
    card.show()
    qtbot.waitExposed(card)
    return card


def test_it_asks_for_more_room_when_it_has_more_to_say(qtbot, card):
    before = card.height_wanted
    with qtbot.waitSignal(card.outgrown):
        card.findChild(Refusal).tell("“lots” is not an amount: write a plain number such as 1240 or 12.50.")
    assert card.height_wanted > before
