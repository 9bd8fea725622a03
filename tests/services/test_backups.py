"""When a backup is made, which stay, and a store that becomes what a backup holds."""

import json
import os
import shutil
import sqlite3
import stat
from contextlib import closing

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, MINUTE
from roidesk.domain.model import Interaction
from roidesk.services import backup_folder, backups, restoring
from roidesk.services.backups import shrunk
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.store.check import check
from roidesk.store.opening import open_store


def log(desk, *lines):
    for line in lines or ("tweet reply @acme 4m",):
        desk.tracking.log(line)


def many(desk, count):
    return [desk.tracking.log(f"call @a{number} 5m").row.interaction.id for number in range(count)]


@pytest.fixture
def worked(desk):
    """A desk with something to lose."""
    log(desk)
    return desk


def test_a_backup_says_what_it_holds_and_is_its_owners_alone(worked, home):
    made = worked.backups.make()
    assert made.path.is_relative_to(home / ".local" / "share" / "roidesk" / "backups")
    assert made.path.name.startswith("2026-11-19T13-31-00Z-v")
    assert made.entries == 1
    assert made.verified
    assert made.deep
    assert worked.backups.newest() == made
    for each in (*made.path.parent.iterdir(), made.path.parent, made.path.parent.parent):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600)


def test_a_note_names_nobody(worked):
    note = worked.backups.make().path.with_suffix(".json").read_text()
    assert json.loads(note)["live"]["interaction"] == 1
    assert "acme" not in note
    assert "Ilse" not in note


def test_one_is_due_when_something_changed_and_the_last_half_hour_has_none(worked, clock):
    kept = worked.backups
    assert kept.due()
    kept.make("schedule")
    assert not kept.due()
    clock.go_on(HOUR)
    assert not kept.due()  # nothing changed
    log(worked)
    assert kept.due()
    kept.make("schedule")
    clock.go_on(20 * MINUTE)
    log(worked)
    assert not kept.due()
    assert kept.changed()
    clock.go_on(11 * MINUTE)
    assert kept.due()


def test_one_from_a_clock_that_ran_ahead_holds_back_none(worked, clock):
    clock.go_on(400 * DAY)
    worked.backups.make()
    clock.go_on(-400 * DAY)
    log(worked)
    assert worked.backups.due()


def test_where_nothing_changed_none_is_made_and_the_one_there_is_can_be_pinned(worked, clock):
    first = worked.backups.make("schedule")
    clock.go_on(HOUR)
    assert worked.backups.make("schedule") == first
    assert worked.backups.make(pinned=True).path == first.path
    assert [each.pinned for each in worked.backups.kept()] == [True]


def test_a_quick_one_is_looked_at_closely_later_rather_than_made_again(worked, clock):
    assert not worked.backups.make("exit", deep=False).deep
    clock.go_on(HOUR)
    assert worked.backups.make().deep
    assert len(worked.backups.kept()) == 1


def test_of_a_large_store_every_digest_is_looked_at_once_a_day(worked, clock, monkeypatch):
    monkeypatch.setattr(backups, "_LARGE", 1000)
    closely = []
    for _ in range(4):
        closely.append(worked.backups.make_due().deep)
        assert worked.backups.make_due() is None
        clock.go_on(10 * HOUR)
        log(worked)
    assert closely == [True, False, False, True]


def test_an_empty_store_has_nothing_to_back_up(bare_desk):
    assert not bare_desk.backups.due()
    with pytest.raises(UserError, match="backup_nothing"):
        bare_desk.backups.make()


def test_older_ones_go_only_after_a_newer_one_counts(worked, clock, monkeypatch):
    for _ in range(6):
        worked.backups.make("schedule")
        clock.go_on(HOUR)
        log(worked)
    clock.go_on(5 * DAY)
    before = worked.backups.kept()

    def fails(*_args, **_how):
        raise UserError("store_damaged", file="x", said="a bit")

    with monkeypatch.context() as broken:
        broken.setattr(backup_folder, "write_copy", fails)
        with pytest.raises(UserError, match="backup_not_sound"):
            worked.backups.make("schedule")
    assert worked.backups.kept() == before
    worked.backups.make("schedule")
    assert len(worked.backups.kept()) == 2  # it, and the newest of that day
    assert sorted(each.suffix for each in before[0].path.parent.iterdir()) == [".db", ".db", ".json", ".json"]


def test_times_of_files_mean_nothing(worked, clock):
    worked.backups.make("schedule")
    clock.go_on(DAY)
    log(worked)
    newest = worked.backups.make("schedule")
    os.utime(newest.path, (0, 0))
    assert worked.backups.kept()[0] == newest


def test_a_full_disk_is_said_with_the_folder_and_leaves_all_as_it_was(worked, monkeypatch):
    before = worked.backups.make()
    log(worked)

    def full(*_args, **_how):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(backup_folder, "write_copy", full)
    with pytest.raises(UserError, match="backup_failed") as refused:
        worked.backups.make()
    assert refused.value.facts["said"] == "No space left on device"
    assert worked.backups.kept() == (before,)


def test_a_copy_without_its_note_is_looked_at_and_taken_in(worked, clock):
    made = worked.backups.make()
    made.path.with_suffix(".json").unlink()
    assert [each.verified for each in worked.backups.kept()] == [False]
    clock.go_on(DAY)
    found = worked.backups.look_again()
    assert (found.reason, found.verified, found.entries) == ("found", True, 1)
    assert worked.backups.look_again() is None


def test_each_is_looked_at_again_after_a_week_and_one_that_rots_does_not_count(worked, clock):
    first = worked.backups.make()
    clock.go_on(DAY)
    log(worked)
    second = worked.backups.make()
    assert worked.backups.look_again() is None
    clock.go_on(8 * DAY)
    data = bytearray(second.path.read_bytes())
    data[-100] ^= 1
    second.path.write_bytes(data)
    looked = {each.path: each.verified for each in (worked.backups.look_again(), worked.backups.look_again())}
    assert looked == {first.path: True, second.path: False}
    assert worked.backups.newest().path == first.path
    assert worked.backups.changed()


def test_what_a_killed_backup_or_restore_left_is_cleared_away(worked, clock):
    made = worked.backups.make()
    unfinished = made.path.with_name(f".{made.path.name}.tmp")
    draft = worked.context.store.path.with_name(".t.db.abc.restoring")
    for each in (unfinished, draft):
        each.write_bytes(b"half")
    clock.go_on(HOUR)
    log(worked)
    worked.backups.make()
    assert unfinished.exists()  # somebody may be making it
    clock.go_on(2 * DAY)
    log(worked)
    worked.backups.make()
    assert not unfinished.exists()
    restoring.forget(worked.backups.prepare(made.path).draft)
    assert not draft.exists()


# ---------------------------------------------------------------- shrink guard


@pytest.mark.parametrize(
    ("before", "after", "tables"),
    [
        ({"interaction": 100}, {"interaction": 80}, ()),
        ({"interaction": 100}, {"interaction": 79}, ("interaction",)),
        ({"interaction": 100}, {"interaction": 0}, ("interaction",)),
        ({"interaction": 100}, {}, ("interaction",)),
        ({"interaction": 100, "cost": 10}, {"interaction": 120, "cost": 5}, ("cost",)),
        ({"contact": 3}, {"contact": 2}, ()),
        ({}, {"interaction": 5}, ()),
    ],
)
def test_over_a_fifth_fewer_is_much_less(before, after, tables):
    assert shrunk(before, after) == tables


def test_much_less_than_before_keeps_both_and_lets_go_of_nothing(desk, clock):
    ids = many(desk, 30)
    earlier = []
    for _ in range(2):  # of the same day: after 600 days they need not be kept
        earlier.append(desk.backups.make("schedule").path)
        clock.go_on(HOUR)
        log(desk)
    old = desk.backups.make("schedule")
    clock.go_on(600 * DAY)
    desk.ledger.delete("interactions", ids[:10])
    made = desk.backups.make("schedule")
    assert made.fewer == ("interaction",)
    assert {each.path: each.pinned for each in desk.backups.kept()} == {
        made.path: False,
        old.path: True,
        earlier[0]: False,
        earlier[1]: False,
    }
    clock.go_on(DAY)
    log(desk)
    assert desk.backups.make("schedule").fewer == ()  # told once
    assert old.path.exists()
    assert [each.exists() for each in earlier] == [False, True]  # the newest of that day that is not pinned


def test_an_import_that_was_taken_back_is_no_loss(desk, tmp_path):
    many(desk, 6)
    rows = "".join(f"2026-11-18T{hour:02}:00,Ilse Vermeer,X,post,10\n" for hour in range(20))
    (tmp_path / "interactions.csv").write_text("start,person,channel,kind,minutes\n" + rows)
    desk.exchange.import_paths([tmp_path / "interactions.csv"])
    old = desk.backups.make("schedule")
    desk.care.undo()
    made = desk.backups.make("schedule")
    assert made.entries < old.entries * 0.8
    assert made.fewer == ()


# ---------------------------------------------------------------- forced


def test_before_an_import_there_is_one_and_in_a_new_store_none(desk, tmp_path):
    file = tmp_path / "interactions.csv"
    file.write_text("start,person,channel,kind,minutes\n2026-11-18T09:00,Ilse Vermeer,X,post,10\n")
    desk.exchange.import_paths([file])
    assert desk.backups.kept() == ()
    file.write_text("start,person,channel,kind,minutes\n2026-11-18T10:00,Ilse Vermeer,X,post,10\n")
    desk.exchange.import_paths([file], dry_run=True)
    assert desk.backups.kept() == ()
    desk.exchange.import_paths([file])
    assert [(each.reason, each.entries) for each in desk.backups.kept()] == [("import", 1)]


def test_an_import_without_a_backup_is_refused(worked, tmp_path, monkeypatch):
    file = tmp_path / "interactions.csv"
    file.write_text("start,person,channel,kind,minutes\n2026-11-18T10:00,Ilse Vermeer,X,post,10\n")
    monkeypatch.setattr(backup_folder, "root", lambda: file)
    with pytest.raises(UserError, match="backup_failed"):
        worked.exchange.import_paths([file])
    assert worked.ledger.count("interactions") == 1


def test_before_more_than_twenty_go_at_once_there_is_one(desk):
    ids = many(desk, 41)
    desk.ledger.delete("interactions", ids[:20])
    assert desk.backups.kept() == ()
    desk.ledger.delete("interactions", ids[20:])
    assert [(each.reason, each.entries) for each in desk.backups.kept()] == [("bulk", 21)]


def test_an_older_store_is_kept_before_it_is_brought_up_to_date(tmp_path, clock):
    path = released(tmp_path)
    keep = backups.before_migration(path, clock.now())
    assert (keep.schema, keep.reason, keep.pinned, keep.verified, keep.entries) == (1, "migration", True, True, 3)


def released(folder):
    from tests.store.test_releases import RELEASES

    path = folder / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RELEASES[0].read_text(encoding="utf-8"))
    return path


# ---------------------------------------------------------------- erasing


def test_what_holds_somebody_who_was_erased_goes_after_nine_months_pinned_or_not(worked, clock):
    made = worked.backups.make(pinned=True)
    day = worked.backups.let_go(clock.now())
    assert day.isoformat() == "2027-08-20"
    assert [each.until for each in worked.backups.kept()] == [day]
    clock.go_on(200 * DAY)
    log(worked)
    worked.backups.make("schedule")
    assert made.path.exists()
    clock.go_on(75 * DAY)
    log(worked)
    worked.backups.make("schedule")
    assert not made.path.exists()


def test_without_backups_nothing_holds_it(worked, clock):
    assert worked.backups.let_go(clock.now()) is None


# ---------------------------------------------------------------- a copy elsewhere


def test_a_copy_goes_where_it_is_told_and_over_nothing(worked, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    copied = worked.backups.copy_to(folder)
    assert copied.path.parent == folder
    assert copied.path.name == "t-2026-11-19T13-31-00Z.db"
    with pytest.raises(UserError, match="backup_there"):
        worked.backups.copy_to(copied.path)
    assert worked.backups.copy_to(folder / "mine.db").held == copied.held
    with pytest.raises(UserError, match="backup_failed"):
        worked.backups.copy_to(folder / "no" / "such" / "folder.db")
    assert worked.backups.kept() == ()


# ---------------------------------------------------------------- restoring


def restore(desk, file):
    prepared = desk.backups.prepare(file)
    desk.close()
    return restoring.finish(prepared, desk.context.clock.now())


def reopened(desk):
    return Desk(Context(open_store(desk.context.store.path), desk.context.clock, device="desk"))


def test_the_store_becomes_what_the_backup_holds_and_what_it_held_is_kept(worked, clock):
    made = worked.backups.make()
    clock.go_on(MINUTE)
    log(worked, "call @acme 9m", "call @acme 5m")
    restored = restore(worked, made.path)
    assert restored.entries == 1
    with closing(reopened(worked)) as again:
        assert again.ledger.count("interactions") == 1
        assert again.context.store.missing == 0
        assert check(again.context.store, deep=True) == []
        newest = again.care.actions(1)[0]
        assert newest.action.author.label == "restore"
        kept = {each.path: each for each in again.backups.kept()}
        before = kept[restored.before]
        assert (before.entries, before.reason, before.pinned) == (3, "restore", True)
        again.care.undo()  # the last thing done in the backup, never the restoring
        assert again.ledger.count("interactions") == 0
        assert again.care.actions(1)[0].action.of_action == newest.action.number - 1
        # And back again.
        back = restore(again, restored.before)
        assert back.entries == 3


def test_no_file_of_ours_is_left_beside(worked):
    folder = worked.context.store.path.parent
    restore(worked, worked.backups.make().path)
    assert sorted(each.name for each in folder.iterdir()) == ["t.db", "t.db-head"]


def test_an_older_backup_is_brought_up_to_date_on_the_way(worked, tmp_path):
    path = released(tmp_path)
    content = path.read_bytes()
    assert restore(worked, path).entries == 3
    assert path.read_bytes() == content
    with closing(reopened(worked)) as again:
        assert check(again.context.store, deep=True) == []
        assert again.ledger.count("interactions") == 3


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda _data: b"no store at all", "store_not_ours"),
        (lambda data: data[:60] + (99).to_bytes(4) + data[64:], "store_newer"),
        (lambda data: data.replace(b"tweet", b"tweat"), "restore_damaged"),
        (lambda data: data[: len(data) // 2], "restore_damaged"),
        (lambda _data: b"", "store_empty"),
    ],
)
def test_what_cannot_be_restored_is_refused_and_nothing_is_touched(worked, tmp_path, harm, code):
    file = tmp_path / "bad.db"
    made = worked.backups.make()
    file.write_bytes(harm(made.path.read_bytes()))
    content, number = file.read_bytes(), worked.care.actions(1)
    with pytest.raises(UserError, match=code):
        worked.backups.prepare(file)
    assert file.read_bytes() == content
    assert worked.care.actions(1) == number
    assert worked.backups.kept() == (made,)
    assert [each.name for each in worked.context.store.path.parent.iterdir() if "restoring" in each.name] == []


def test_a_missing_file_the_store_itself_and_an_empty_store_are_refused(worked, tmp_path):
    with pytest.raises(UserError, match="store_missing"):
        worked.backups.prepare(tmp_path / "none.db")
    with pytest.raises(UserError, match="restore_itself"):
        worked.backups.prepare(worked.context.store.path)
    open_store(tmp_path / "empty.db").close()
    with pytest.raises(UserError, match="restore_empty"):
        worked.backups.prepare(tmp_path / "empty.db")


def test_what_is_written_between_the_two_steps_is_kept_too(worked):
    made = worked.backups.make()
    prepared = worked.backups.prepare(made.path)
    log(worked)
    worked.close()
    restored = restoring.finish(prepared, worked.context.clock.now())
    with closing(reopened(worked)) as again:
        kept = {each.path: each.entries for each in again.backups.kept()}
        assert kept[restored.before] == 2


def test_while_another_program_has_it_open_it_is_as_it_was(worked):
    made = worked.backups.make()
    log(worked)
    prepared = worked.backups.prepare(made.path)
    with pytest.raises(UserError, match="store_locked"):
        restoring.finish(prepared, worked.context.clock.now())
    assert worked.ledger.count("interactions") == 2
    assert not prepared.draft.exists()


@pytest.mark.parametrize("harm", ["a page", "an entry", "all of it"])
def test_a_damaged_store_is_kept_as_it_is(worked, harm):
    made = worked.backups.make()
    path = worked.context.store.path
    worked.close()
    if harm == "an entry":
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("update interaction set end_us = end_us + 1")
    else:
        data = bytearray(path.read_bytes())
        start = 100 if harm == "a page" else 4096
        data[start:] = bytes(len(data) - start)
        path.write_bytes(data)
    damaged = path.read_bytes()
    clock = worked.context.clock
    restored = restoring.finish(restoring.prepare(path, made.path, clock=clock, device="d"), clock.now())
    assert restored.before.read_bytes()[100:] == damaged[100:]
    with closing(reopened(worked)) as again:
        assert check(again.context.store, deep=True) == []
        assert [each.us for each in map(span, again.context.read().all(Interaction))] == [4 * MINUTE]
        kept = {each.path: each for each in again.backups.kept()}
        reason = "restore" if harm == "an entry" else "damaged"  # every page is kept either way
        assert (kept[restored.before].reason, kept[restored.before].pinned) == (reason, True)


def span(entry):
    from roidesk.domain.instants import Span

    return Span(entry.start_us, entry.end_us)


def test_where_there_is_no_store_one_is_made_of_the_backup(worked, tmp_path, clock):
    made = worked.backups.make()
    path = tmp_path / "new" / "elsewhere.db"
    restored = restoring.finish(restoring.prepare(path, made.path, clock=clock, device="d"), clock.now())
    assert restored.before is None
    with open_store(path) as opened:
        assert len(opened.reader().all(Interaction)) == 1


def test_a_store_that_cannot_be_read_still_has_its_backups(worked):
    made = worked.backups.make()
    worked.close()
    shutil.copy(__file__, worked.context.store.path)
    assert backup_folder.kept_for(worked.context.store.path) == (made,)
