"""Every version of an entry in plain words, and back to one of them."""

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, SECOND
from roidesk.domain.model import ChannelKind, Contact, Interaction, KindVersion, Topic
from roidesk.i18n.tables import version

pytestmark = pytest.mark.both_engines


def told(desk, entry):
    return [(each.what, [(c.column, c.before, c.after) for c in each.changed]) for each in desk.history.versions(entry)]


@pytest.fixture
def one(desk):
    return desk.tracking.log("email @acme 5m").row.interaction


def test_every_version_says_what_became_of_it(desk, clock, one):
    for act in (
        lambda: desk.tracking.edit(one.id, {"minutes": "7"}),
        lambda: desk.tracking.delete([one.id]),
        desk.care.undo,
        desk.care.redo,
        lambda: desk.trash.restore([one.id]),
        lambda: desk.tracking.delete([one.id]),
        desk.trash.empty,
    ):
        clock.go_on(SECOND)
        act()
    assert [each.what for each in desk.history.versions(one.id)] == [
        "purged", "deleted", "put_back", "brought_back", "taken_back", "deleted", "changed", "added",
    ]  # fmt: skip
    added = desk.history.versions(one.id)[-1]
    assert (added.by, added.device, added.table) == ("Ilse Vermeer", "desk", "interactions")
    assert ("contact", "", "acme") in added.changed
    assert told(desk, one.id)[-2] == ("changed", [("minutes", "5", "7")])
    assert all(version(each.what) for each in desk.history.versions(one.id))


def test_names_in_the_trash_are_still_told(desk, one):
    desk.tracking.delete([one.id])
    desk.ledger.delete("contacts", [each.id for each in desk.context.read().all(Contact)])
    assert ("contact", "", "acme") in desk.history.versions(one.id)[-1].changed


def test_a_version_is_brought_back_as_an_edit_that_can_be_undone(desk, clock, one):
    clock.go_on(SECOND)
    desk.tracking.edit(one.id, {"minutes": "7", "note": "long"})
    clock.go_on(SECOND)
    desk.tracking.edit(one.id, {"contact": "kim"})
    present, _, first = desk.history.versions(one.id)
    assert (present.can_return, first.can_return) == (False, True)
    changes = desk.history.bring_back(one.id, first.seq)
    assert changes.label == "edit"
    now = desk.context.read().get(Interaction, one.id)
    assert (now.end_us - now.start_us, now.note) == (5 * MINUTE, None)
    assert told(desk, one.id)[0][0] == "changed"
    desk.care.undo()
    assert desk.context.read().get(Interaction, one.id).note == "long"
    assert desk.care.check(deep=True) == []


def test_what_was_deleted_comes_back_as_it_was_with_what_it_speaks_of(desk, one):
    desk.tracking.delete([one.id])
    desk.ledger.delete("contacts", [each.id for each in desk.context.read().all(Contact)])
    desk.trash.empty()
    desk.ledger.add("topics", {"name": "new"})
    first = desk.history.versions(one.id)[-1]
    with pytest.raises(UserError, match="reference_missing"):
        desk.history.bring_back(one.id, first.seq)  # acme is gone for good
    (acme,) = [row.entry_id for row in _of(desk, Contact)]
    desk.history.bring_back(acme, desk.history.versions(acme)[-1].seq)
    desk.history.bring_back(one.id, first.seq)
    assert desk.context.read().get(Interaction, one.id) is not None
    assert desk.care.check(deep=True) == []


def _of(desk, kind):
    return [line for line in desk.context.read().log() if line.kind == kind.__name__.lower() and line.op == "add"]


def test_a_kind_judged_as_before_keeps_every_judgement(desk, clock):
    kind = next(each for each in desk.context.read().all(ChannelKind) if each.words)
    clock.go_on(SECOND)
    desk.ledger.edit("channels", kind.id, {"tailored": "0.5"})
    clock.go_on(SECOND)
    desk.history.bring_back(kind.id, desk.history.versions(kind.id)[-1].seq)
    assert desk.context.read().get(ChannelKind, kind.id).score == kind.score
    assert len(desk.context.read().where(KindVersion, kind_id=kind.id)) == 3


def test_a_version_that_is_not_one_is_refused(desk, one):
    with pytest.raises(UserError, match="version_unknown"):
        desk.history.bring_back(one.id, 10**6)
    topic = desk.ledger.add("topics", {"name": "news"}).entry
    desk.ledger.delete("topics", [topic.id])
    desk.ledger.add("topics", {"name": "News"})
    with pytest.raises(UserError, match="name_taken"):
        desk.history.bring_back(topic.id, desk.history.versions(topic.id)[-1].seq)
    assert [each.name for each in desk.context.read().all(Topic)] == ["News"]
