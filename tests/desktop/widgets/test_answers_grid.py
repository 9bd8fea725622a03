"""Many kinds of a channel stand closer before anybody has to scroll from side to side."""

from __future__ import annotations

from uuid import UUID

import pytest

from roidesk.desktop.widgets.answers_grid import AnswersGrid
from roidesk.desktop.widgets.choice_button import ChoiceButton
from roidesk.domain.model import ChannelKind
from roidesk.domain.personalness import DEFAULT_WEIGHTS


@pytest.fixture
def grid(qtbot, dressed):
    made = AnswersGrid()
    qtbot.addWidget(made)
    kinds = [
        ChannelKind(id=UUID(int=n), channel_id=UUID(int=99), name=name, components="000000", score=0)
        for n, name in enumerate(("demo", "group", "webinar", "recorded", ""), 1)
    ]
    made.set_room(10_000)
    made.show_kinds(kinds, DEFAULT_WEIGHTS)
    made.show()
    return made


def test_answers_stand_closer_where_room_is_little(grid, qtbot):
    wide = grid.minimumSizeHint().width()
    grid.set_room(wide - 1)
    qtbot.waitUntil(lambda: grid.minimumSizeHint().width() < wide - 50)
    grid.set_room(wide)
    qtbot.waitUntil(lambda: grid.minimumSizeHint().width() == wide)


def test_each_answer_keeps_room_for_a_finger(grid, qtbot):
    wide = grid.minimumSizeHint().width()
    grid.set_room(0)
    qtbot.waitUntil(lambda: grid.minimumSizeHint().width() < wide)
    for answers in grid.column(UUID(int=1)).answers:
        assert all(each.width() >= 24 for each in answers.findChildren(ChoiceButton))
