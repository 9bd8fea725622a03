"""The trash: what was deleted waits 90 days, comes back with what it speaks of, and goes by a logged action."""

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, MINUTE, SECOND
from roidesk.domain.model import Channel, ChannelKind, Contact, Conversion, Interaction, Timer
from roidesk.services.trash import KEPT_DAYS


def ids(desk, kind=Interaction):
    return [each.id for each in desk.context.read().all(kind)]


@pytest.fixture
def one(desk):
    return desk.tracking.log("email @acme 5m").row.interaction


def test_what_was_deleted_says_when_by_whom_and_how_long_it_waits(desk, clock, one):
    desk.tracking.delete([one.id])
    (row,) = desk.trash.rows()
    assert (row.id, row.table, row.deleted_us) == (one.id, "interactions", clock.now())
    assert (row.by, row.device, row.how, row.days_left) == ("Ilse Vermeer", "desk", "delete", KEPT_DAYS)
    assert row.what == "2026-11-19 14:26 · Email · acme · Ilse Vermeer"
    clock.go_on(89 * DAY + SECOND)
    assert desk.trash.rows()[0].days_left == 1
    clock.go_on(2 * DAY)
    assert desk.trash.rows()[0].days_left == 0
    assert desk.trash.count() == 1


def test_what_was_taken_back_waits_there_too_and_a_stopped_timer_does_not(desk, one):
    desk.care.undo()
    desk.timers.start("call")
    desk.timers.stop()
    assert [each.how for each in desk.trash.rows() if each.table == "interactions"] == ["undo"]
    assert desk.context.read().all(Timer, trashed=True)
    assert "timers" not in {each.table for each in desk.trash.rows()}


def test_an_entry_comes_back_with_what_it_speaks_of(desk, one):
    (acme,) = ids(desk, Contact)
    desk.tracking.delete([one.id])
    desk.ledger.delete("contacts", [acme])
    assert {each.what for each in desk.trash.rows()} == {"acme", "2026-11-19 14:26 · Email · acme · Ilse Vermeer"}
    changes = desk.trash.restore([one.id])
    assert changes.label == "put_back"
    assert (ids(desk), ids(desk, Contact), desk.trash.rows()) == ([one.id], [acme], ())
    assert desk.care.check(deep=True) == []
    desk.care.undo()
    assert ids(desk) == []


def test_a_channel_comes_back_with_its_kinds(desk):
    def there():
        return sorted(each.name for each in desk.context.read().all(ChannelKind) if each.channel_id == forum.id)

    forum = next(each for each in desk.context.read().all(Channel) if each.name == "Forum")
    before = there()
    own = next(each for each in desk.context.read().all(ChannelKind) if (each.channel_id, each.name) == (forum.id, ""))
    desk.ledger.delete("channels", [own.id])
    assert there() == []
    desk.trash.restore([own.id])
    assert there() == before
    assert forum.name in {each.name for each in desk.context.read().all(Channel)}


def test_a_name_that_was_given_again_meanwhile_is_refused_and_nothing_comes_back(desk):
    first = desk.ledger.add("topics", {"name": "news"}).entry
    desk.ledger.delete("topics", [first.id])
    desk.ledger.add("topics", {"name": "News"})
    with pytest.raises(UserError, match="name_taken"):
        desk.trash.restore([first.id])
    assert desk.trash.count() == 1


@pytest.mark.parametrize("text", ["", "nothing", "00000000-0000-0000-0000-000000000000"])
def test_what_is_not_there_cannot_be_put_back(desk, one, text):
    with pytest.raises(UserError, match="not_in_trash"):
        desk.trash.find(text)
    with pytest.raises(UserError, match="not_in_trash"):
        desk.trash.restore([one.id])


def test_after_ninety_days_it_goes_for_good_and_the_log_says_so(desk, clock, one):
    desk.tracking.delete([one.id])
    clock.go_on(KEPT_DAYS * DAY - SECOND)
    assert desk.trash.empty_due() == 0
    clock.go_on(SECOND)
    assert desk.trash.empty_due() == 1
    assert desk.context.read().get(Interaction, one.id, trashed=True) is None
    assert desk.trash.rows() == ()
    last = desk.care.history(one.id)[-1]
    assert (last.action.author.label, last.gone, last.before.note) == ("purge", True, None)
    assert desk.care.check(deep=True) == []
    assert desk.trash.empty_due() == 0
    assert desk.care.actions(1)[0].action.author.label == "purge"


def test_emptying_is_not_taken_back_and_does_not_end_what_can_be_brought_back(desk, clock, one):
    two = desk.tracking.log("call 6m").row.interaction
    desk.tracking.delete([one.id])
    desk.care.undo()
    desk.care.redo()
    clock.go_on(SECOND)
    desk.care.undo(2)  # the deletion and the call
    assert ids(desk) == [one.id]
    assert desk.trash.empty() >= 1
    desk.care.redo()
    assert set(ids(desk)) == {one.id, two.id}
    desk.care.redo()
    assert ids(desk) == [two.id]
    desk.care.undo()
    assert set(ids(desk)) == {one.id, two.id}
    assert desk.care.check(deep=True) == []


def test_what_something_still_refers_to_stays(desk, clock):
    sold = desk.tracking.log("call @acme 25m =240 purchase").row.interaction
    desk.tracking.delete([sold.id])
    assert desk.context.read().all(Conversion)
    assert desk.trash.empty() == 0
    desk.ledger.delete("conversions", ids(desk, Conversion))
    assert desk.trash.empty() == 2
    assert desk.care.check(deep=True) == []


def test_only_what_is_older_goes(desk, clock, one):
    two = desk.tracking.log("call 6m").row.interaction
    desk.tracking.delete([one.id])
    clock.go_on(3 * DAY)
    desk.tracking.delete([two.id])
    assert desk.trash.empty(2) == 1
    assert [each.id for each in desk.trash.rows()] == [two.id]


def test_a_backup_is_made_before(desk, clock, one):
    desk.tracking.delete([one.id])
    clock.go_on(MINUTE)
    desk.trash.empty()
    from roidesk.services.backups import Backups

    assert len(Backups(desk.context).kept()) == 1
