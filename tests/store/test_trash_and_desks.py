"""What leaves no row behind or never had one: the trash emptied, and versions and deletions of another desk."""

from dataclasses import replace

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Contact, Conversion, Interaction
from roidesk.store.check import check
from tests.store.entries import CARLA, NOW, interaction, new, write


def empty(store, before=NOW + 10):
    with store.unit(label="purge", now=NOW + 10) as unit:
        count = unit.purge(before)
    return count, unit.changes


@pytest.fixture
def gone(team):
    """An interaction that was deleted."""
    one = interaction(note="a", topics=())
    write(team, one)
    with team.unit(label="delete", now=NOW + 1) as unit:
        unit.delete(Interaction, [one.id])
    return one


def test_what_is_emptied_leaves_its_history(team, gone):
    assert team.reader().trash_counts(before=NOW + 1)[Interaction] == 0
    assert team.reader().trash_counts(before=NOW + 2)[Interaction] == 1
    assert [each.id for each in team.reader().trashed(Interaction, limit=5)] == [gone.id]
    assert empty(team, NOW + 1) == (0, empty(team, NOW + 1)[1])
    count, changes = empty(team)
    assert (count, changes.tables) == (1, {"interaction"})
    read = team.reader()
    assert read.get(Interaction, gone.id, trashed=True) is None
    last = read.history(gone.id)[-1]
    assert (last.op, last.gone, last.after, last.before.note) == ("delete", True, None, "a")
    life = read.life(Interaction, gone.id)
    assert (life.gone_us, life.taken_back) == (NOW + 1, False)
    assert [(kind, id_, at) for kind, id_, at, _ in read.gone()] == [(Interaction, gone.id, NOW + 1)]
    assert check(team, deep=True) == []


def test_what_is_referred_to_stays_in_the_trash(team, gone):
    sale = Conversion(id=new(), at_us=NOW, zone="UTC", kind="purchase", interaction_id=gone.id)
    write(team, sale)
    assert empty(team)[0] == 0
    assert [each.id for each in team.reader().spoken_of_in_trash(Interaction)] == [gone.id]
    with team.unit(label="delete", now=NOW + 2) as unit:
        unit.delete(Conversion, [sale.id])
    assert empty(team)[0] == 2
    assert check(team, deep=True) == []


def test_a_deletion_of_what_never_was_here_is_remembered(team):
    there = new()
    with team.unit(label="import", now=NOW) as unit:
        unit.note_earlier(Interaction, there, [5, 3])
        unit.bury(Interaction, there, 7)
    read = team.reader()
    life = read.life(Interaction, there)
    assert (life.gone_us, life.edited) == (7, {3, 5, 7})
    assert [row.unseen for row in read.history(there)] == [True, True, False]
    assert [(kind, id_, at) for kind, id_, at in read.earlier()] == [(Interaction, there, each) for each in (3, 5, 7)]
    assert check(team, deep=True) == []


def test_a_version_that_lost_stands_in_the_history_alone(team):
    one = interaction(note="here", topics=())
    write(team, one)
    lost = replace(one, note="there", edited_us=NOW - 5)
    with team.unit(label="import", now=NOW + 1) as unit:
        unit.note_version(lost)
    assert team.reader().get(Interaction, one.id).note == "here"
    assert [row.after.note for row in team.reader().history(one.id)] == ["here", "there", "here"]
    with team.unit(label="undo", now=NOW + 2) as unit:
        unit.undo()
    assert team.reader().get(Interaction, one.id).note == "here"
    assert check(team, deep=True) == []


def test_a_name_that_is_spoken_of_is_not_buried(team):
    write(team, interaction(contact_id=CARLA.id, topics=()))
    with pytest.raises(UserError, match="still_used"), team.unit(label="import", now=NOW + 1) as unit:
        unit.bury(Contact, CARLA.id, NOW + 1)
    assert team.reader().get(Contact, CARLA.id) is not None


def test_what_an_action_wrote_is_counted_by_table(team):
    number = write(team, interaction(topics=()), interaction(topics=()), label="log").action
    with team.unit(label="undo", now=NOW + 1) as unit:
        unit.undo()
    written = team.reader().written(unit.changes.action)
    assert (written.of.number, written.of.author.label, written.tables) == (number, "log", {"interaction": 2})
    assert team.reader().written(10**6) is None
    head = team.reader().head()
    assert team.reader().hash_at(head.seq) == head.hash
    since = list(team.reader().changes_since(head.seq - 2, [Interaction]))
    assert [row.op for row in since] == ["delete", "delete"]
