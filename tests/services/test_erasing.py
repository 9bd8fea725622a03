"""Erasing a contact: what is removed, replaced, listed and left; and that no file holds a byte of the name."""

from __future__ import annotations

import os
import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import (
    ENTRIES,
    Brand,
    Contact,
    Conversion,
    Decision,
    Inbound,
    Interaction,
    Person,
    Pin,
    Praise,
    Timer,
)
from roidesk.services.erasing import LISTED, REMOVED, SEARCHED
from roidesk.store.records import record_of, table_of

NAME = "Zoë Quillfeather"
HANDLE = "@zoe_quill"
ADDRESS = "zq.77@example.com"
OTHER_NAME = "Zoë Quillfeather-Bright"


@pytest.fixture
def zoe(desk, clock):
    """Somebody who is everywhere: with entries of every kind, older names, and in the words of others."""
    desk.ledger.add("contacts", {"name": OTHER_NAME, "handles": f"{HANDLE};{ADDRESS}", "interests": "hats"})
    contact = desk.context.read().contact_called(HANDLE)
    desk.ledger.edit("contacts", contact.id, {"name": NAME})
    desk.tracking.log(f'call {HANDLE} 20m "met {NAME}, she is moving"')
    desk.tracking.log(f'call @other 10m "asked {HANDLE} first"')
    desk.tracking.log('tweet @other 3m "nothing about her"')
    past = desk.tracking.log(f'tweet @other 3m "{ADDRESS} again"').row.interaction
    desk.ledger.edit("interactions", past.id, {"note": "corrected"})
    gone = desk.tracking.log(f'tweet @other 3m "wrote to {NAME}"').row.interaction
    desk.ledger.delete("interactions", [gone.id])
    desk.outcomes.convert(f"purchase 240 {HANDLE}")
    with desk.context.unit("more") as unit:
        now, new = clock.now(), desk.context.id
        kind = unit.read.catalogue().kinds[0]
        unit.put_many(
            [
                Inbound(id=new(), at_us=now, zone="UTC", contact_id=contact.id, text="please call me", thread="t-9"),
                Praise(id=new(), at_us=now, zone="UTC", contact_id=contact.id, url="https://x.com/zoe_quill/1"),
                Decision(id=new(), at_us=now, zone="UTC", text=f"Ask {NAME.upper()} for a quote"),
                Pin(id=new(), kind_id=kind.id, position=1, label=f"chat with {HANDLE}", contact_id=contact.id),
                Timer(id=new(), kind_id=kind.id, person_id=desk.context.settings().person_id, start_us=now,
                      zone="UTC", seen_us=now, contact_id=contact.id, note="sounds tired"),
            ]
        )  # fmt: skip
    return contact


@pytest.fixture
def in_a_file(desk):
    if desk.context.store.path is None:
        pytest.skip("what a server keeps in its files is the server's")
    return desk


def everything(desk):
    read = desk.context.read()
    return {each.id: each for kind in ENTRIES for trashed in (False, True) for each in read.all(kind, trashed=trashed)}


def sums(desk):
    read = desk.context.read()
    every = read.where(Interaction)
    return (
        sorted((each.start_us, each.end_us) for each in every),
        [each.amount_minor for each in read.where(Conversion)],
        read._sums("select sum(us), sum(counted_us) from rollup_day"),
    )


def occurrences(folders, *names):
    """In which files a name stands, in any of the ways a program may have written it."""
    files = [each for folder in folders for each in Path(folder).rglob("*") if each.is_file()]
    forms = {form for name in names for form in (name, name.casefold(), name.upper(), name.title())}
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    wanted = {(form, code): re.compile(re.escape(form.encode(code)), re.IGNORECASE) for form in forms for code in codes}
    return [(each.name, *which) for each in files for which, form in wanted.items() if form.search(each.read_bytes())]


def test_every_text_of_every_entry_is_removed_searched_or_listed():
    """A text that is added to an entry has to be thought of here."""
    plain = set("zone currency components rate target kind metric bound scope week log_hash boot_id sha256 format "
                "data_hash model key source colour icon gaps shares metrics targets".split())  # fmt: skip
    for kind in ENTRIES:
        said = {each.name for each in (*record_of(kind).columns, *record_of(kind).children) if each.type is str}
        known = {*SEARCHED.get(kind, ()), *LISTED.get(kind, ())}
        assert said - plain == known - plain, table_of(kind)
        assert set(REMOVED.get(kind, ())) <= known


def test_it_becomes_a_pseudonym_and_what_was_said_of_it_goes(desk, zoe):
    done = desk.erasing.erase(HANDLE)
    read = desk.context.read()
    contact = read.get(Contact, zoe.id)
    assert re.fullmatch("erased-[0-9a-f]{8}", contact.name)
    assert (contact.handles, contact.interests, contact.anonymised_us is not None) == ((), (), True)
    assert contact.name == done.erasure.pseudonym
    assert [(each.text, each.thread) for each in read.all(Inbound)] == [(None, None)]
    assert [each.url for each in read.all(Praise)] == [None]
    assert [each.note for each in read.all(Timer)] == [None]
    assert f"chat with {contact.name}" in [each.label for each in read.all(Pin)]
    assert [each.text for each in read.all(Decision)] == [f"Ask {contact.name} for a quote"]
    notes = [each.note for each in read.all(Interaction)]
    assert notes.count(None) == 1
    assert f"asked {contact.name} first" in notes
    assert "nothing about her" in notes
    assert [each.note for each in read.all(Interaction, trashed=True)] == [f"wrote to {contact.name}"]
    assert done.clean


def test_time_and_money_stay_and_the_store_is_whole(desk, zoe):
    before = sums(desk)
    desk.erasing.erase(NAME)
    assert sums(desk) == before
    assert desk.care.check(deep=True) == []


def test_what_goes_is_the_same_as_the_preview_says_and_looking_changes_nothing(desk, zoe):
    before, number = everything(desk), desk.care.actions(1)[0].action.number
    seen = desk.erasing.preview(HANDLE)
    assert everything(desk) == before
    assert desk.care.actions(1)[0].action.number == number
    done = desk.erasing.erase(HANDLE).erasure
    assert (seen.texts, seen.contents, len(seen.entries)) == (done.texts, done.contents, len(done.entries))
    assert seen.mentions == done.mentions


def test_no_file_holds_a_byte_of_the_name(in_a_file, desk, zoe, home, tmp_path):
    names = (NAME, HANDLE, ADDRESS, OTHER_NAME, "zoe_quill")
    folders = (tmp_path, home, os.environ["XDG_RUNTIME_DIR"])
    desk.backups.make(pinned=True)
    assert occurrences(folders, *names)
    done = desk.erasing.erase(HANDLE, backups=True)
    assert (done.clean, done.backups_until, done.backups_removed) == (True, None, 1)
    assert occurrences(folders, *names) == []
    desk.close()
    assert occurrences(folders, *names) == []
    assert len(desk.backups.kept()) == 1


def test_backups_hold_it_until_a_day_that_is_told(in_a_file, desk, zoe, home, tmp_path):
    done = desk.erasing.erase(HANDLE)
    assert done.backups_until == date(2027, 8, 20)  # nine months after 2026-11-19
    assert {each.until for each in desk.backups.kept()} == {done.backups_until}
    assert {name for name, *_ in occurrences([home], NAME)} == {each.path.name for each in desk.backups.kept()}
    assert occurrences([tmp_path / "data"], NAME, HANDLE, ADDRESS) == []


@pytest.mark.parametrize("without", ["scrub", "forget", "history names"])
def test_without_a_step_something_is_left(in_a_file, zoe, tmp_path, monkeypatch, without):
    """The control of the test above: it has to be able to find something."""
    if without == "scrub":
        monkeypatch.setattr("roidesk.store.store.Store.scrub", lambda _: True)
    elif without == "forget":
        monkeypatch.setattr("roidesk.store.changelog.Log.forget", lambda *_: 0)
    else:
        monkeypatch.setattr("roidesk.services.erasing.SEARCHED", {})
    in_a_file.erasing.erase(HANDLE)
    assert occurrences([tmp_path], NAME, HANDLE, ADDRESS)


def test_others_of_the_same_name_are_listed_and_left(desk, zoe):
    desk.ledger.add("contacts", {"name": f"{NAME} (press)"})
    desk.ledger.add("brands", {"name": NAME})
    desk.tracking.log('call @other 10m "Quillfeather & sons"')
    done = desk.erasing.erase(str(zoe.id)).erasure
    left = {(each.table, each.text) for each in done.mentions if not each.replaced}
    assert left == {("contact", f"{NAME} (press)"), ("brand", NAME), ("interaction", "Quillfeather & sons")}
    assert done.left == 3
    assert NAME in [each.name for each in desk.context.read().all(Brand)]


def test_a_single_plain_word_is_replaced_only_when_asked_for(desk):
    desk.tracking.log("call @other 10m")
    with desk.context.unit("more") as unit:
        contact = Contact(id=desk.context.id(), name="Mia")
        unit.put(contact)
        unit.put(replace(unit.read.where(Interaction)[0], note="mia called"))
    assert [each.replaced for each in desk.erasing.preview("Mia").mentions] == [False]
    desk.erasing.erase("Mia", words=True)
    assert desk.context.read().where(Interaction)[0].note.endswith(" called")
    assert "mia" not in desk.context.read().where(Interaction)[0].note


def test_who_was_merged_goes_along(desk, zoe):
    desk.ledger.add("contacts", {"name": "Z. Quill", "handles": "@zq_private"})
    read = desk.context.read()
    merged = read.get(Contact, read.contact_called("@zq_private").id)
    with desk.context.unit("merge") as unit:
        unit.put(replace(merged, merged_into_id=zoe.id))
    done = desk.erasing.erase("@zq_private").erasure
    assert {each.id for each in done.contacts} == {zoe.id, merged.id}
    assert desk.context.read().get(Contact, merged.id).handles == ()
    assert desk.care.check(deep=True) == []


def test_one_in_the_trash_is_found_too(desk):
    desk.ledger.add("contacts", {"name": "Orla Finch"})
    contact = desk.context.read().contact_called("Orla Finch")
    desk.ledger.delete("contacts", [contact.id])
    desk.erasing.erase("orla finch")
    assert desk.context.read().get(Contact, contact.id, trashed=True).name.startswith("erased-")


def test_nobody_and_several_are_refused(desk, clock):
    with desk.context.unit("two") as unit:
        unit.put_many([Contact(id=desk.context.id(), name="Sam Rook"), Contact(id=desk.context.id(), name="sam rook")])
    with pytest.raises(UserError, match="contact_unsure"):
        desk.erasing.preview("Sam Rook")
    with pytest.raises(UserError, match="contact_unknown"):
        desk.erasing.erase("nobody at all")
    assert desk.context.read().all(Person)


def test_it_cannot_be_taken_back(desk, zoe):
    desk.erasing.erase(HANDLE)
    after = everything(desk)
    with pytest.raises(UserError, match=r"undo_erased|nothing_to_undo"):
        desk.care.undo()
    assert everything(desk) == after


def test_contents_missing_for_any_other_reason_are_still_found(desk, zoe):
    desk.erasing.erase(HANDLE)
    store = desk.context.store
    with store._alone() as connection:
        connection.execute("delete from change_content where seq = (select max(seq) from change)")
    assert "content_missing" in {each.code for each in desk.care.check(deep=True)}


def test_fields_of_entries_are_named_right():
    for named in (REMOVED, SEARCHED, LISTED):
        for kind, names in named.items():
            assert set(names) <= {each.name for each in fields(kind)}


def test_an_export_from_before_brings_nothing_back(desk, zoe, tmp_path):
    desk.exchange.export(tmp_path / "before")
    desk.erasing.erase(HANDLE)
    before = everything(desk)
    report = desk.exchange.import_paths([tmp_path / "before"])
    assert not report.refused
    assert (report.new, report.replaced) == (0, 0)
    assert everything(desk) == before
    assert occurrences([tmp_path / "data"], NAME, HANDLE, ADDRESS) == []
