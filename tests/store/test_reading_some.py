"""Reading the entries of a stretch of time, those a field names, answers, and the stories of contacts."""

from dataclasses import replace

from roidesk.domain.encounters import Encounter
from roidesk.domain.instants import MINUTE, Span
from roidesk.domain.model import AskKind, Direction, Inbound, Intent, Interaction, Praise
from tests.store.entries import AMSTERDAM, CARLA, DIRK, NOW, interaction, new, write


def message(at=NOW, **more):
    return Inbound(id=new(), at_us=at, zone=AMSTERDAM, edited_us=NOW, **more)


def test_what_happened_within_a_stretch_of_time(team):
    before, first, last, after = (message(NOW + at) for at in (-1, 0, 9, 10))
    gone = replace(message(NOW + 5), deleted_us=NOW)
    write(team, after, last, before, first, gone)
    assert team.reader().within(Inbound, Span(NOW, NOW + 10)) == [first, last]
    assert team.reader().within(Praise, Span(NOW, NOW + 10)) == []


def test_entries_of_which_a_field_is_one_of_many(team):
    messages = [message(thread=f"t{n}") for n in range(1100)]
    write(team, *messages, message(thread="other"), message())
    found = team.reader().among(Inbound, "thread", {each.thread for each in messages})
    assert {each.id for each in found} == {each.id for each in messages}
    assert team.reader().among(Inbound, "thread", ()) == []
    of_carla = message(contact_id=CARLA.id)
    write(team, of_carla, replace(message(contact_id=CARLA.id), deleted_us=NOW))
    assert team.reader().among(Inbound, "contact_id", [CARLA.id, DIRK.id]) == [of_carla]


def test_answers_that_ended_by_then_are_not_read(team):
    asked = message()
    write(team, asked)
    early = interaction(NOW - 10 * MINUTE, answers_id=asked.id)
    late, other = interaction(NOW, answers_id=asked.id), interaction(NOW)
    write(team, early, late, other)
    assert [each.id for each in team.reader().answers(NOW)] == [late.id]
    assert isinstance(team.reader().answers(NOW)[0], Interaction)


def test_encounters_are_told_by_whom_the_contact_is_now(team):
    one = interaction(
        contact_id=DIRK.id, intent=Intent.ASK, ask_kind=AskKind.OTHER, solved=True, direction=Direction.IN
    )
    plain = interaction(contact_id=CARLA.id)
    write(team, one, plain, interaction(NOW + 1, contact_id=CARLA.id), interaction())
    found = sorted(team.reader().encounters({DIRK.id: CARLA.id, CARLA.id: CARLA.id}, NOW))
    assert found == [
        Encounter(CARLA.id, NOW, one.id.bytes, Direction.IN, Intent.ASK, AskKind.OTHER, solved=True, product_id=None),
        Encounter(CARLA.id, NOW, plain.id.bytes, Direction.OUT, None, None, solved=False, product_id=None),
    ]
    assert list(team.reader().encounters({}, NOW)) == []
