"""A stretch away from the machine, in words."""

from __future__ import annotations

import pytest

from roidesk.desktop.models.away_words import away_words
from roidesk.domain.away import Absence
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import AwayCause
from roidesk.i18n import use


@pytest.mark.parametrize("language", ["en", "da", "nl", "de"])
@pytest.mark.parametrize("us", [23 * MINUTE, 6 * MINUTE, 150 * MINUTE])
def test_both_examples_of_a_part_are_accepted(desk, clock, us, language):
    desk.timers.start("email @acme")
    begin = clock.us = clock.us + 20 * MINUTE
    clock.us += us
    desk.timers.absent(Absence(begin, clock.us, AwayCause.IDLE))
    use(language)
    try:
        examples = away_words(desk.away.waiting()[0]).part.split()
    finally:
        use("en")
    for example in (examples[0], examples[-1]):
        desk.away.keep_part(desk.away.waiting()[0].away.id, example)
        desk.care.undo()
