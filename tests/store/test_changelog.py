from dataclasses import replace

import pytest

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Brand, Contact, Interaction
from roidesk.store.check import check
from roidesk.store.opening import open_store
from tests.store.entries import ACME, ANN, CARLA, NOW, interaction, new, write
from tests.store.outside import outside, tamper


def undo(store, count=1):
    with store.unit(label="undo", now=NOW + 1) as unit:
        unit.undo(count)
    return unit.changes


def redo(store, count=1):
    with store.unit(label="redo", now=NOW + 2) as unit:
        unit.redo(count)
    return unit.changes


def notes(store):
    return sorted(each.note for each in store.reader().all(Interaction))


def test_an_action_says_what_it_touched(team):
    one = interaction(contact_id=CARLA.id)
    changes = write(team, one, label="log")
    assert changes.label == "log"
    assert changes.tables == {"interaction"}
    assert changes.entries == {one.id}
    assert changes.contacts == {CARLA.id}
    assert [day.isoformat() for day in changes.days] == ["2026-05-28"]
    assert changes.action == team.reader().actions(1)[0].action.number


def test_an_equal_entry_writes_nothing(team):
    one = interaction()
    write(team, one)
    before = team.reader().actions(9)
    assert write(team, one, label="again") == Changes(label="again")
    assert team.reader().actions(9) == before


def test_undo_and_redo_walk_back_and_forth(team):
    for name in "abc":
        write(team, interaction(note=name))
    undo(team, 2)
    assert notes(team) == ["a"]
    redo(team)
    assert notes(team) == ["a", "b"]
    redo(team)
    assert notes(team) == ["a", "b", "c"]
    with pytest.raises(UserError, match="nothing_to_redo"):
        redo(team)


def test_something_new_ends_what_could_be_brought_back(team):
    for name in "ab":
        write(team, interaction(note=name))
    undo(team)
    write(team, interaction(note="c"))
    with pytest.raises(UserError, match="nothing_to_redo"):
        redo(team)
    undo(team)
    assert notes(team) == ["a"]
    undo(team)
    assert notes(team) == []
    redo(team, 2)
    assert notes(team) == ["a", "c"]


def test_nothing_left_to_take_back(team):
    undo(team)
    with pytest.raises(UserError, match="nothing_to_undo"):
        undo(team)
    assert team.reader().all(Contact) == []


def test_more_than_there_is_takes_back_nothing(team):
    write(team, interaction(note="a"))
    with pytest.raises(UserError, match="nothing_to_undo"):
        undo(team, 3)
    assert notes(team) == ["a"]


def test_an_edit_and_a_delete_are_taken_back(team):
    one = interaction(note="before", topics=())
    write(team, one)
    write(team, replace(one, note="after", contact_id=CARLA.id))
    with team.unit(label="delete", now=NOW) as unit:
        unit.delete(Interaction, [one.id])
    assert notes(team) == []
    undo(team)
    assert notes(team) == ["after"]
    assert undo(team).contacts == {CARLA.id}
    assert team.reader().get(Interaction, one.id) == replace(one, edited_us=NOW + 4)  # newer than each before it


def test_two_versions_in_one_action_are_taken_back_together(team):
    one = interaction(note="first")
    write(team, one, replace(one, note="second"), replace(one, note="third", end_us=one.end_us + MINUTE))
    assert len(team.reader().history(one.id)) == 3
    undo(team)
    assert notes(team) == []
    assert check(team) == []
    redo(team)
    assert notes(team) == ["third"]


def test_taking_back_survives_a_restart(place):
    with open_store(place) as store:
        write(store, ANN)
        write(store, Brand(id=new(), name="Acme"))
        undo(store)
    with open_store(place) as store:
        assert store.reader().all(Brand) == []
        redo(store)
        assert [each.name for each in store.reader().all(Brand)] == ["Acme"]
        undo(store, 2)
        assert sum(store.reader().counts().values()) == 0


def test_a_hundred_actions_are_taken_back(team):
    for n in range(100):
        write(team, interaction(note=str(n)))
    undo(team, 100)
    assert notes(team) == []
    redo(team, 100)
    assert len(notes(team)) == 100


def test_history_holds_every_version(team):
    one = interaction(note="a")
    write(team, one, label="log")
    write(team, replace(one, note="b"), label="edit")
    undo(team)
    rows = team.reader().history(one.id)
    assert [(row.op, row.action.op, row.action.author.label) for row in rows] == [
        ("add", "do", "log"),
        ("edit", "do", "edit"),
        ("edit", "undo", "undo"),
    ]
    assert [(row.before and row.before.note, row.after.note) for row in rows] == [(None, "a"), ("a", "b"), ("b", "a")]
    assert [each.stands for each in team.reader().actions(3)] == [True, False, True]


def test_an_action_that_fails_leaves_nothing(team):
    with pytest.raises(UserError, match="name_taken"):
        write(team, interaction(), replace(ACME, id=new()))
    assert team.reader().all(Interaction) == []
    assert check(team, deep=True) == []


def test_one_action_at_a_time(team):
    with (
        pytest.raises(RuntimeError, match="inside"),
        team.unit(label="a", now=NOW),
        team.unit(label="b", now=NOW),
    ):
        pass


# ------------------------------------------------------------ damage


def tampered(store, *statements):
    """What a deep check finds after somebody wrote past roidesk."""
    tamper(store, *statements)
    return {each.code for each in check(store, deep=True)} - {"schema_differs"}


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("update interaction set note = 'b'", {"entry_differs"}),
        ("update interaction set deleted_us = 5", {"entry_differs", "rollup_differs"}),
        ("update timer set note = 'b'", set()),
        ("delete from interaction_topics", set()),
        ("delete from contact_handles where position = 1", {"entry_differs"}),
        ("update change set kind = 'contact' where seq = 11", {"log_broken", "entry_missing", "entry_unlogged"}),
        ("update change set hash = {zeros32} where seq = 5", {"log_broken"}),
        ("update change set digest = {zeros32} where seq = 5", {"log_broken", "content_differs"}),
        ("update change_content set salt = {zeros16} where seq = 5", {"content_differs"}),
        ("update change_content set after = replace(after, 'Carla', 'Karla')", {"content_differs", "entry_differs"}),
        ("update action set at_us = at_us - 1 where number = 2", {"log_broken"}),
        ("update action set label = 'nothing' where number = 1", {"log_broken"}),
        ("update rollup_day set us = us + 1", {"rollup_differs"}),
        ("update rollup_week set level = 1", {"rollup_differs"}),
        ("delete from rollup_week", {"rollup_differs"}),
        ("insert into topic values ({no_id}, 1, null, 'new', 'new')", {"entry_unlogged"}),
        ("delete from interaction", {"entry_missing", "rollup_differs"}),
        ("delete from change_content where seq = 3", {"content_missing", "entry_unlogged"}),
    ],
)
def test_what_was_written_past_the_log_is_found(team, statement, codes):
    write(team, interaction(note="a"))
    assert check(team, deep=True) == []
    assert tampered(team, statement) == codes


def test_a_row_taken_out_of_the_chain_is_found(team):
    write(team, interaction())
    write(team, interaction())
    assert "log_broken" in tampered(
        team,
        "delete from change_content where seq = 11",
        "delete from change where seq = 11",
    )


def test_a_broken_reference_is_found(team):
    write(team, interaction(contact_id=CARLA.id))
    found = tampered(team, "delete from contact_interests", "delete from contact")
    assert "reference_broken" in found


def test_a_dropped_trigger_or_index_is_found(team):
    with outside(team) as run:
        run("drop trigger change_no_update {on_change}")
        run("drop index ix_interaction_start_us_id")
    assert {each.code for each in check(team, deep=True)} == {"schema_differs"}
    assert check(team) == []


@pytest.mark.file_only
def test_a_damaged_page_is_found(team):
    write(team, *(interaction(note="x" * 500) for _ in range(50)))
    team.close()
    with team.path.open("r+b") as file:
        file.seek(-3000, 2)
        file.write(b"\xff" * 2500)
    with open_store(team.path) as store:
        assert check(store, deep=True)


def test_a_store_damaged_all_over_is_not_listed_row_by_row(team):
    write(team, *(interaction() for _ in range(100)))
    with outside(team) as run:
        run("update interaction set note = 'x'")
    found = check(team, deep=True)
    assert len(found) + found[-1].more == 100
    assert len(found) < 50
