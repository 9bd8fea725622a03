"""Files in and out, over real stores. The rows here are the tests' own."""

import zipfile
from dataclasses import MISSING, fields, replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roidesk.domain.errors import Cancelled, UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.instants import MINUTE, SECOND, Period
from roidesk.domain.model import (
    ENTRIES,
    AskKind,
    Baseline,
    Brand,
    Channel,
    ChannelKind,
    ClosedWeek,
    Contact,
    Conversion,
    ConversionKind,
    Decision,
    Direction,
    Doubt,
    Experiment,
    Goal,
    ImportedFile,
    Inbound,
    Intent,
    Interaction,
    Person,
    Pin,
    Praise,
    Product,
    Purpose,
    ReportRun,
    Scorecard,
    Setting,
    Source,
    Timer,
    Topic,
)
from roidesk.i18n.sentences import explain
from roidesk.importers.tables import tables
from roidesk.services import exporting
from roidesk.services.context import Context
from roidesk.services.desk import Desk
from roidesk.services.exchange import located
from roidesk.store.opening import open_store

FILES = {
    "channels": "name,instant,voice,face,place,private,tailored\ntweet,0.5,0,0,0,0,1\nmail,0,0,0,0,1,1\n",
    "interactions": (
        "id,start,minutes,zone,person,channel,contact,overtime,intent,solved,source\n"
        "i1,2026-06-01T09:00,6,Europe/Amsterdam,Ann,tweet,C1,1,give,0,manual\n"
        "i2,2026-06-01T14:00,12,Europe/Amsterdam,Bob,mail,C2,1.5,give,1,manual\n"
        "i3,2026-06-03T15:00,30,,Bob,video,C1,1,ask,0,manual\n"
    ),
    "conversions": "id,at,contact,kind,amount,currency,booked\nK1,2026-06-05T10:00,C1,purchase,240.00,EUR,1\n",
    "costs": (
        "name,channel,kind,amount,currency,from,to\nAd,tweet,ad_spend,50.00,EUR,2026-06-03,2026-06-03\n"
        "Ad,tweet,ad_spend,50.00,EUR,2026-06-03,2026-06-03\n"
    ),
    "rates": "person,from,hourly,currency\nAnn,2026-01-01,30.00,EUR\nAnn,2026-06-08,36.00,EUR\n",
    "fx": "date,from,to,rate\n2026-06-01,USD,EUR,0.90\n",
    "inbound": "id,at,channel,contact,needs_reply,first_reply_at\nM1,2026-06-01T10:00,,,1,2026-06-01T10:20\n",
    "followers": "channel,at,count,gained,lost\ntweet,2026-06-14,1018,30,12\n",
    "goals": "metric,target,from,to,max_minutes,max_cost,set_at\npurchases,4,2026-06-01,2026-06-14,300,300,\n",
    "baselines": "name,from,to,hours,cost,conversions,revenue\nfair,2026-03-10,2026-03-11,16,1200,4,1000\n",
    "calendar": "weekday,open,close\nmon,09:00,17:00\n",
}
ROWS = sum(text.count("\n") - 1 for text in FILES.values())
TOGGL = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,"
    "Amount (EUR)\n"
    "Jo,jo@example.org,Acme,Launch,,Call with Kim,No,2026-03-05,09:30:00,2026-03-05,09:41:15,11:15 min,,\n"
    'Jo,jo@example.org,,,,,No,2026-03-04,16:00:00,2026-03-04,16:00:00,00:00:00,"ideas, thanks",9.00\n'
)


def folder_of(tmp_path, files, name="in"):
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    for each, text in files.items():
        (folder / f"{each}.csv").write_text(text, encoding="utf-8")
    return folder


def one(tmp_path, table, text):
    path = tmp_path / f"{table}.csv"
    path.write_text(text, encoding="utf-8")
    return path


def contents(desk, *, without=(ImportedFile,)):
    read = desk.context.read()
    return {kind: sorted(read.all(kind), key=lambda each: each.id) for kind in ENTRIES if kind not in without}


@pytest.fixture
def other(tmp_path, clock):
    desk = Desk(Context(open_store(tmp_path / "other" / "t.db"), clock, device="other"))
    yield desk
    desk.close()


# ---------------------------------------------------------------- table files


def test_a_folder_is_taken_in_whole_and_a_second_time_adds_nothing(bare_desk, tmp_path):
    folder = folder_of(tmp_path, FILES)
    (folder / "expected.json").write_text("{}")
    first = bare_desk.exchange.import_paths([folder], zone="Europe/Amsterdam")
    assert (first.format, first.read, first.new, first.duplicates) == ("tables", ROWS, ROWS, 0)
    assert first.as_json()["seconds"] == 48 * 60
    assert [explain(each) for each in first.notes] == ["expected.json: Not a table file, so passed over."]
    before = contents(bare_desk, without=())
    again = bare_desk.exchange.import_paths([folder], zone="Europe/Amsterdam")
    assert (again.new, again.duplicates, again.replaced, bool(again.changes)) == (0, ROWS, 0, False)
    assert contents(bare_desk, without=()) == before
    assert bare_desk.care.check(deep=True) == []


SAMPLES = {
    "inbound": {"id": "m1", "at": "2026-06-01T10:00"},
    "interactions": {"id": "i1", "start": "2026-06-01T10:00", "minutes": "4", "person": "Ann", "channel": "Phone"},
    "conversions": {"id": "k1", "at": "2026-06-01T10:00", "kind": "purchase", "amount": "240"},
    "costs": {"name": "Ad", "kind": "ad_spend", "amount": "50", "from": "2026-06-01", "to": "2026-06-02"},
    "rates": {"person": "Ann", "from": "2026-06-01", "hourly": "30"},
    "fx": {"date": "2026-06-01", "from": "USD", "to": "EUR", "rate": "0.90"},
    "followers": {"channel": "Phone", "at": "2026-06-01T10:00", "count": "10"},
    "praise": {"at": "2026-06-01T10:00"},
    "calendar": {"weekday": "mon", "open": "09:00", "close": "17:00"},
    "goals": {"metric": "purchases", "target": "4", "from": "2026-06-01", "to": "2026-06-02", "max_cost": "300"},
    "baselines": {
        "name": "fair", "from": "2026-06-01", "to": "2026-06-02", "hours": "8", "cost": "90", "conversions": "4",
    },
    "products": {"name": "Pen"},
    "contacts": {"name": "Kim"},
    "channels": {"name": "Phone"},
    "people": {"name": "Ann"},
    "brands": {"name": "Stylo"},
}  # fmt: skip
"""A row of each table of the contract: what it has to have, and an amount without its currency."""


@pytest.mark.parametrize("table", SAMPLES)
def test_empty_cells_are_not_known_and_a_second_import_adds_nothing(bare_desk, tmp_path, table):
    columns = [each.name for each in tables()[table].columns if each.name != "edited"]
    row = ",".join(SAMPLES[table].get(each, "") for each in columns)
    path = one(tmp_path, table, f"{','.join(columns)}\n{row}\n")
    assert bare_desk.exchange.import_paths([path]).new == 1
    (entry,) = bare_desk.context.read().all(tables()[table].kind)
    assert getattr(entry, "currency", None) in (None, "EUR")
    again = bare_desk.exchange.import_paths([path])
    assert (again.errors, again.new, again.duplicates, bool(again.changes)) == ((), 0, 1, False)


def test_what_was_imported_is_what_the_files_say(bare_desk, tmp_path):
    bare_desk.exchange.import_paths([folder_of(tmp_path, FILES)], zone="Europe/Amsterdam")
    read = bare_desk.context.read()
    second = read.get(Interaction, foreign_id("interactions", "i2"))
    assert second.end_us - second.start_us == 12 * MINUTE
    assert (second.overtime_milli, second.score, second.zone) == (1500, 2500, "Europe/Amsterdam")
    third = read.get(Interaction, foreign_id("interactions", "i3"))
    assert (third.zone, third.score) == ("Europe/Amsterdam", 9000)  # nobody described "video": its name does
    assert {each.name: each.first_seen_us for each in read.all(Contact)}["C2"] == second.start_us
    assert read.all(Conversion)[0].contact_id == third.contact_id
    assert bare_desk.ledger.count("costs") == 2  # two equal rows are two costs


def test_a_dry_run_tells_the_same_and_keeps_nothing(bare_desk, tmp_path):
    folder = folder_of(tmp_path, FILES)
    told = bare_desk.exchange.import_paths([folder], dry_run=True)
    assert contents(bare_desk, without=()) == {kind: [] for kind in ENTRIES}
    done = bare_desk.exchange.import_paths([folder])
    assert told.as_json() == done.as_json()


def test_an_import_is_one_step_to_undo_and_can_be_done_again(bare_desk, tmp_path):
    path = one(tmp_path, "interactions", FILES["interactions"].replace("Europe/Amsterdam", ""))
    bare_desk.exchange.import_paths([path], zone="America/New_York")
    bare_desk.care.undo()
    assert not any(contents(bare_desk, without=()).values())
    assert bare_desk.exchange.import_paths([path], zone="Europe/Amsterdam").new == 3
    assert {each.zone for each in bare_desk.context.read().all(Interaction)} == {"Europe/Amsterdam"}


def test_what_was_deleted_here_stays_deleted(bare_desk, tmp_path):
    path = one(tmp_path, "interactions", FILES["interactions"])
    bare_desk.exchange.import_paths([path])
    bare_desk.ledger.delete("interactions", [foreign_id("interactions", "i1")])
    report = bare_desk.exchange.import_paths([path])
    assert (report.new, report.duplicates, bool(report.changes)) == (0, 3, False)
    assert explain(report.notes[-1]).endswith("left there: 1 rows. Undo brings back what was deleted.")


BAD_ROWS = {
    "interactions": [
        ("start,minutes,person,channel\n2026-13-01T09:00,6,Ann,tweet\n", "time_unreadable", 2, 1, "start"),
        ("start,minutes,person,channel\n2026-06-01,6,Ann\n", "row_short", 2, 3, None),
        ("start,minutes,person,channel\n2026-06-01,6,Ann,x,y\n", "row_long", 2, 5, None),
        ("start,end,person,channel\n2026-06-01T09:00,2026-06-01T08:00,A,x\n", "end_before_start", 2, 2, "end"),
        ("start,minutes,person,channel\n2026-03-29T02:30,6,Ann,x\n", "time_skipped", 2, 1, "start"),
        ("Start,Minutes,Person,Channel\n2026-06-01,-6,Ann,x\n", "number_out_of_range", 2, 2, "Minutes"),
        ("start,minutes,person,channel,answers\n2026-06-01,6,Ann,x,M9\n", "reference_unknown", 2, 5, "answers"),
        ("start,minutes,person,channel,zone\n2026-06-01,6,Ann,x,Mars\n", "zone_unknown", 2, 5, "zone"),
    ],
    "conversions": [
        ("at,kind,amount,currency\n2026-06-05,purchase,240,EUX\n", "currency_unknown", 2, 4, "currency"),
        ("at,kind,amount\n2026-06-05,purchase,inf\n", "amount_unreadable", 2, 3, "amount"),
        ("at,kind,interaction\n2026-06-05,purchase,i9\n", "reference_unknown", 2, 3, "interaction"),
    ],
    "costs": [("name,kind,amount,from,to\nAd,ad_spend,5,2026-06-03,2026-06-02\n", "period_backwards", 2, 5, "to")],
    "rates": [("person,from,hourly\nAnn,2026-01-01,-30\n", "amount_negative", 2, 3, "hourly")],
    "calendar": [("weekday,open,close\nmon,17:00,09:00\n", "hours_backwards", 2, 3, "close")],
}


@pytest.mark.parametrize(
    ("table", "text", "code", "line", "column", "field"),
    [(table, *case) for table, cases in BAD_ROWS.items() for case in cases],
)
def test_a_wrong_row_says_where_it_is_and_nothing_comes_in(bare_desk, tmp_path, table, text, code, line, column, field):
    path = one(tmp_path, table, text)
    database = bare_desk.context.store.path.read_bytes()
    report = bare_desk.exchange.import_paths([path])
    (error,) = report.errors
    assert (error.error.code, error.line, error.column, error.field) == (code, line, column, field)
    assert report.refused
    assert (report.new, report.as_json()["seconds"]) == (0, 0)
    sentence = explain(located(error))
    assert sentence.startswith(f"{table}.csv, line {line}")
    assert "?" not in sentence
    assert not any(contents(bare_desk, without=()).values())
    assert bare_desk.context.store.path.read_bytes() == database


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("interactions.csv", b"strat,minutes,person,channel\n", "column_misspelt"),
        ("interactions.csv", b"minutes,person,channel\n", "column_missing"),
        ("rates.csv", b"person,person,from,hourly\n", "column_twice"),
        ("rates.csv", b"person,,from,hourly\n", "column_nameless"),
        ("notes.csv", b"some,words\nof,text\n", "format_unsure"),
        ("rates.csv", "person,from,hourly\nJosé,2026-01-01,3\n".encode("latin-1"), "file_not_utf8"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0", "file_binary"),
        ("history.csv", b"seq,at\n", "file_not_for_import"),
        ("empty.csv", b"", "file_empty"),
        ("a.zip", b"PK\x03\x04 and no more", "zip_damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_the_store_stays_as_it_was(bare_desk, tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    database = bare_desk.context.store.path.read_bytes()
    with pytest.raises(UserError) as caught:
        bare_desk.exchange.import_paths([path], skip_bad=True)
    assert caught.value.code == code
    assert name in explain(caught.value)
    assert not any(contents(bare_desk, without=()).values())
    assert bare_desk.context.store.path.read_bytes() == database


def test_bad_rows_can_be_left_out_and_leave_no_names_behind(bare_desk, tmp_path):
    text = (
        "start,minutes,person,channel,contact\n"
        "2026-06-01T09:00,6,Ann,tweet,Kim\n"
        "2026-06-01T10:00,six,Zoe,fax,Lee\n"
        "2026-06-01T11:00,7,Ann,tweet,Kim\n"
    )
    report = bare_desk.exchange.import_paths([one(tmp_path, "interactions", text)], skip_bad=True)
    assert (report.read, report.new, report.skipped, report.refused) == (3, 2, 1, False)
    assert report.as_json()["errors"] == [
        {
            "file": "interactions.csv",
            "line": 3,
            "column": 2,
            "field": "minutes",
            "message": "“six” is not a number: write a plain one such as 12 or 12.5.",
        }
    ]
    read = bare_desk.context.read()
    assert [each.name for each in read.all(Person)] == ["Ann"]
    assert [each.name for each in read.all(Contact)] == ["Kim"]
    assert [each.name for each in read.all(Channel)] == ["tweet"]


def test_a_row_that_refers_to_nothing_is_left_out_once_and_what_refers_to_it_too(bare_desk, tmp_path):
    files = {
        "interactions": "id,start,minutes,person,channel,answers\ni1,2026-06-01,6,Ann,tweet,M9\n",
        "conversions": (
            "id,at,kind,amount,interaction,refund_of\nK2,2026-06-05,purchase,-1,,K1\n"
            "K1,2026-06-05,purchase,9,i8,K7\nK3,2026-06-05,purchase,9,,\n"
        ),
    }
    report = bare_desk.exchange.import_paths([folder_of(tmp_path, files)], skip_bad=True)
    assert (report.read, report.new, report.skipped, report.seconds) == (4, 1, 3, 0)
    assert [each.id for each in bare_desk.context.read().all(Conversion)] == [foreign_id("conversions", "K3")]
    assert bare_desk.context.read().all(Interaction) == []


def test_one_path_that_is_wrong_takes_nothing_from_its_other_files(bare_desk, tmp_path):
    files = FILES | {"rates": "person,from,hourly\nAnn,2026-99-01,30\n"}
    assert bare_desk.exchange.import_paths([folder_of(tmp_path, files)]).refused
    assert not any(contents(bare_desk, without=()).values())


def test_unknown_columns_become_notes(bare_desk, tmp_path):
    text = "id,start,minutes,person,channel,note,Mood\na,2026-06-01,5,Ann,tweet,hi,good\n"
    path = one(tmp_path, "interactions", text)
    bare_desk.exchange.import_paths([path])
    assert bare_desk.context.read().all(Interaction)[0].note == "hi\nMood: good"
    assert bare_desk.exchange.import_paths([path]).duplicates == 1
    rates = one(tmp_path, "rates", "person,from,hourly,Mood\nAnn,2026-01-01,3,good\n")
    assert [each.code for each in bare_desk.exchange.import_paths([rates]).notes] == ["columns_left_out"]


def test_other_content_under_the_same_id_is_named_unless_it_is_newer(bare_desk, tmp_path, clock):
    head = "id,start,minutes,person,channel"
    bare_desk.exchange.import_paths([one(tmp_path, "interactions", f"{head}\na,2026-06-01,5,Ann,tweet\n")])
    changed = bare_desk.exchange.import_paths([one(tmp_path, "interactions", f"{head}\na,2026-06-01,9,Ann,tweet\n")])
    assert changed.refused
    assert (
        changed.errors[0].error.facts.items()
        >= {"here": "2026-06-01T00:05:00+02:00", "there": "2026-06-01T00:09:00+02:00"}.items()
    )

    def with_edit(when, minutes):
        text = f"{head},edited\na,2026-06-01,{minutes},Ann,tweet,{when}\n"
        report = bare_desk.exchange.import_paths([one(tmp_path, "interactions", text)])
        entry = bare_desk.context.read().all(Interaction)[0]
        return report.replaced, report.duplicates, (entry.end_us - entry.start_us) // MINUTE

    assert with_edit("2026-11-18T00:00", 7) == (0, 1, 5)  # older than what is here
    assert with_edit("2026-11-20T00:00", 8) == (1, 0, 8)
    assert with_edit("2026-11-20T00:00", 8) == (0, 1, 8)
    assert len(bare_desk.care.history(foreign_id("interactions", "a"))) == 2


def test_a_row_without_an_id_is_left_alone_when_its_entry_was_edited_here(bare_desk, tmp_path):
    path = one(tmp_path, "costs", FILES["costs"])
    bare_desk.exchange.import_paths([path])
    entry = bare_desk.ledger.rows("costs")[0].id
    bare_desk.ledger.edit("costs", entry, {"amount": "45"})
    bare_desk.ledger.delete("costs", [bare_desk.ledger.rows("costs")[1].id])
    report = bare_desk.exchange.import_paths([path])
    assert (report.new, report.duplicates, report.refused) == (0, 2, False)
    assert [row.cells["amount"] for row in bare_desk.ledger.rows("costs")] == ["45.00"]


def test_time_is_read_in_the_zone_given_and_people_are_whom_one_says(bare_desk, tmp_path):
    path = one(tmp_path, "interactions", "start,minutes,channel\n2026-06-01T09:00,5,tweet\n")
    bare_desk.exchange.import_paths([path], zone="America/New_York", person="Zoe")
    row = bare_desk.ledger.rows("interactions")[0].cells
    assert (row["start"], row["zone"], row["person"]) == ("2026-06-01 09:00", "America/New_York", "Zoe")
    with pytest.raises(UserError):
        bare_desk.exchange.import_paths([path], zone="Mars")


def test_an_hour_that_the_clock_shows_twice_ends_after_it_starts(bare_desk, tmp_path):
    text = "start,end,person,channel\n2026-10-25T02:40,2026-10-25T02:10,Ann,tweet\n"
    report = bare_desk.exchange.import_paths([one(tmp_path, "interactions", text)], zone="Europe/Amsterdam")
    assert report.seconds == 30 * 60


def test_progress_is_told_and_may_stop_everything(bare_desk, tmp_path):
    lines = "".join(f"2026-06-01T09:00,{each},Ann,tweet\n" for each in range(1200))
    path = one(tmp_path, "interactions", "start,minutes,person,channel\n" + lines)
    told = []
    bare_desk.exchange.import_paths([path], dry_run=True, progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert told == sorted(told)
    assert len(told) > 1

    def stop(done, whole):
        raise Cancelled

    with pytest.raises(Cancelled):
        bare_desk.exchange.import_paths([path], progress=stop)
    assert not any(contents(bare_desk, without=()).values())


# ---------------------------------------------------------------- Toggl


def test_a_time_sheet_in_a_new_store_finds_the_channels_of_a_first_line(bare_desk, tmp_path):
    bare_desk.exchange.import_paths([one(tmp_path, "report", TOGGL)])
    assert {row.cells["channel"] for row in bare_desk.ledger.rows("interactions")} == {"Phone", "Imported"}
    assert bare_desk.tracking.log("tweet 4m").row.shown.channel.name == "X (Twitter)"
    bare_desk.care.undo(2)
    assert not any(contents(bare_desk).values())
    assert bare_desk.exchange.import_paths([one(tmp_path, "report", TOGGL)]).new == 2


def test_a_toggl_report_comes_in_once_however_often_it_is_imported(bare_desk, tmp_path):
    path = one(tmp_path, "report", "\ufeff" + TOGGL)
    report = bare_desk.exchange.import_paths([path])
    assert (report.format, report.new, report.seconds) == ("toggl", 2, 675)
    assert [each.code for each in report.notes] == ["amounts_left_out"]
    rows = [row.cells for row in bare_desk.ledger.rows("interactions")]
    assert [(row["channel"], row["brand"], row["campaign"], row["note"]) for row in rows] == [
        ("Phone", "Acme", "Launch", "Call with Kim"),
        ("Imported", "", "", ""),
    ]
    newer = TOGGL.splitlines()[1].replace("2026-03-05", "2026-03-06")
    grown = TOGGL.replace("Jo,", newer + "\nJo,", 1)
    assert bare_desk.exchange.import_paths([one(tmp_path, "grown", grown)]).new == 1
    again = bare_desk.exchange.import_paths([path])
    assert (again.new, again.duplicates, bool(again.changes)) == (0, 2, False)


def test_a_time_sheet_finds_the_channels_that_are_there(desk, tmp_path):
    desk.exchange.import_paths([one(tmp_path, "report", TOGGL)])
    assert [row.cells["channel"] for row in desk.ledger.rows("interactions")] == ["Phone", "Imported"]


# ---------------------------------------------------------------- export


def filled(desk, tmp_path):
    """Fill a desk with something in every table."""
    desk.exchange.import_paths([folder_of(tmp_path, FILES, "seed")], zone="Europe/Amsterdam")
    add = desk.ledger.add
    first = add("contacts", {"name": "Anna", "handles": "@anna; anna@example.org", "audience": "customer"}).entry
    twin = add("contacts", {"name": "Anna", "interests": "bikes; a;b"}).entry
    add("contacts", {"name": "Ann-Sofie", "merged_into": str(first.id), "consent": "1"})
    add("products", {"name": "Bike; red", "brand": "Velo", "orientation": "product", "margin": "0.25"})
    add(
        "interactions",
        {"start": "2026-06-02", "seconds": "0", "person": "Ann", "channel": "mail", "contact": str(twin.id)},
    )
    what = {"person": "Ann", "channel": "mail", "kind": "news; letter", "contact": "several", "topics": "x; y\\;z"}
    note = {"note": "=1+1\r\n'quoted', \"twice\"", "personalness": "12.34", "start": "2026-10-25T02:30+01:00"}
    given = add("interactions", {**what, **note, "end": "2026-10-25T03:30:00.000001"}).entry
    kind = next(row for row in desk.ledger.rows("channels") if row.cells["kind"])
    desk.ledger.edit("channels", kind.id, {"voice": "1", "words": "news", "idle_minutes": "0"})
    add("channels", {"name": "tweet", "kind": "reply", "words": "re; answer"})
    add("channels", {"name": "fax", "retired": "2026-06-01T12:00:00.25+02:00"})
    add(
        "inbound",
        {"at": "2026-06-02T10:00", "channel": "mail", "kind": kind.cells["kind"], "text": "+1", "sentiment": "-1"},
    )
    left = {"start": "2026-06-02T15:00", "end": "2026-06-02T15:20", "person": "Ann", "cause": "idle"}
    add("away", {**left, "interaction": str(given.id), "answer": "left_out"})
    add("pins", {"position": "1", "label": "-5"} | {name: text for name, text in what.items() if name != "person"})
    sold = add(
        "conversions", {"at": "2026-06-05", "kind": "purchase", "amount": "9", "interaction": str(given.id)}
    ).entry
    add("conversions", {"at": "2026-06-06", "kind": "purchase", "amount": "-9", "refund_of": str(sold.id)})
    add("conversions", {"at": "2026-06-06", "kind": "own kind", "probability": "0.125", "margin": "0.3"})
    shares = {"allocation": "fixed", "shares": "mail=0.25; tweet=0.75"}
    add(
        "costs",
        {
            "name": "Desk",
            "kind": "subscription",
            "amount": "1.5",
            "currency": "TND",
            "from": "2026-01-01",
            "to": "2026-12-31",
        }
        | shares,
    )
    add("praise", {"at": "2026-06-02T10:00", "contact": "C1", "kind": "recommendation", "public": "0"})
    add("calendar", {"date": "2026-12-25"})
    add("decisions", {"at": "2026-06-02T10:00", "text": "less mail", "review": "2026-07-01"})
    ids = iter(range(1, 9))

    def id_():
        return UUID(int=next(ids))

    person = desk.context.read().all(Person)[0].id
    with desk.context.unit("fill") as unit:
        unit.put_many(plans(id_, person, kind.id))


def plans(id_, person, kind):
    """Return one entry of each kind that no row of a table makes in daily use."""
    day, later = date(2026, 1, 1), date(2026, 2, 1)
    return [
        Timer(
            id=id_(),
            person_id=person,
            kind_id=kind,
            start_us=5 * SECOND,
            zone="UTC",
            seen_us=7,
            boot_us=3,
            boot_id="b",
            awake_us=2,
            step_us=-4,
            gaps=("1:2:asleep",),
        ),
        Experiment(id=id_(), name="e", plan='{"a": 1}', seed=-7, first_day=day, last_day=later, set_us=1),
        Scorecard(id=id_(), name="s", metrics=("a", "b"), targets=("a:1",)),
        ClosedWeek(
            id=id_(),
            week="2026-W01",
            closed_us=5,
            interactions=3,
            us=9,
            counted_us=8,
            conversions=1,
            currency="EUR",
            sales_minor=24000,
            people=(person,),
            seq=7,
            log_hash="ff",
        ),
        ReportRun(
            id=id_(), made_us=1, week="2026-W01", model="last", window_days=3, as_of_us=2, seed=4, data_hash="ff"
        ),
        Setting(id=id_(), key="margin", value=""),
    ]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_export_imports_into_an_equal_store(bare_desk, other, tmp_path, clock, name):
    filled(bare_desk, tmp_path)
    clock.go_on(SECOND)
    assert all(contents(bare_desk).values())
    report = bare_desk.exchange.export(tmp_path / name)
    taken = other.exchange.import_paths([tmp_path / name])
    assert taken.errors == ()
    assert taken.new == taken.read
    assert report.rows["interactions"] == bare_desk.ledger.count("interactions")
    for kind, entries in contents(bare_desk).items():
        assert contents(other)[kind] == entries, kind
    again = other.exchange.import_paths([tmp_path / name])
    assert (again.new, again.replaced, bool(again.changes)) == (0, 0, False)
    assert other.care.check(deep=True) == []


def said_in_full(desk):
    """Have entries that say each thing which entries of their kind can say."""
    read = desk.context.read()
    contact, person, kind, brand, product, message = (
        read.all(each)[0].id for each in (Contact, Person, ChannelKind, Brand, Product, Inbound)
    )
    whole = {
        "contact_id": contact, "several": False, "direction": Direction.IN, "intent": Intent.ASK,
        "ask_kind": AskKind.EMAIL_ADDRESS, "solved": False, "value_added": True, "purpose": Purpose.WEBCARE,
        "components": "210012", "score": 4321, "score_given": True, "overtime_milli": 1500, "brand_id": brand,
        "product_id": product, "topics": (read.all(Topic)[0].id,), "campaign": "c", "answers_id": message, "note": "n",
    }  # fmt: skip
    said = {
        Channel: {"colour": "#123456", "icon": "mail", "position": 4},
        ChannelKind: {"position": 3},
        ConversionKind: {"label": "Own", "booked": True, "value_minor": 100, "currency": "EUR", "position": 2},
        Contact: {"anonymised_us": 3 * SECOND},
        ClosedWeek: {"sales_minor": 1, "labour_minor": 2, "platform_minor": 3},
        Baseline: {"kind": "demo_request"},
        Decision: {"outcome": "kept"},
        Praise: {"url": "https://example.org"},
        Goal: {
            "scope": "channel:mail", "bound": "most", "locked_us": 4 * SECOND, "set_us": 3 * SECOND,
            "max_cost_minor": 5,
        },
        Inbound: {
            "kind_id": kind, "contact_id": contact, "person_id": person, "thread": "t", "needs_reply": False,
            "auto": True, "snoozed_us": 5 * SECOND, "ignored_us": 6 * SECOND,
        },
        Interaction: whole | {"source": Source.TIMER, "doubt": Doubt.CLOCK},
        Timer: whole | {"paused_us": 9 * SECOND, "idle_minutes": 7},
        Pin: whole | {"minutes": 4, "idle_minutes": 0},
        Conversion: {
            "contact_id": contact, "brand_id": brand, "product_id": product, "campaign": "c", "note": "n",
            "new_customer": False, "self_reported_source": "a friend", "margin_ppm": 1, "probability_ppm": 2,
        },
    }  # fmt: skip
    with desk.context.unit("fill") as unit:
        for each, values in said.items():
            unit.put(replace(read.all(each)[-1], **values))
        for number, each in enumerate((Interaction, Timer, Pin), 900):
            unit.put(replace(read.all(each)[-1], id=UUID(int=number), contact_id=None, several=True))


_NOT_CARRIED = {"deleted_us"}
"""What is deleted is told in a file of its own."""


def never_said(entries, kind):
    """Return what no entry says of what those of its kind can say: a round trip proves nothing of it."""
    for each in fields(kind):
        usual = each.default if each.default is not MISSING else None
        if each.name not in _NOT_CARRIED and all(getattr(entry, each.name) == usual for entry in entries):
            yield f"{kind.__name__}.{each.name}"


def test_all_that_an_entry_can_say_comes_back(bare_desk, other, tmp_path, clock):
    filled(bare_desk, tmp_path)
    said_in_full(bare_desk)
    clock.go_on(SECOND)
    before = contents(bare_desk)
    assert [name for kind, entries in before.items() for name in never_said(entries, kind)] == []
    bare_desk.exchange.export(tmp_path / "out")
    other.exchange.import_paths([tmp_path / "out"])
    after = contents(other)
    for kind, entries in before.items():
        assert after[kind] == entries, kind


def test_a_channel_keeps_its_name_on_the_way_out_and_in(bare_desk, other, tmp_path):
    added = bare_desk.ledger.add("channels", {"name": "Town \n\t hall"}).row
    assert added.cells["name"] == "Town hall"
    bare_desk.exchange.export(tmp_path / "out")
    other.exchange.import_paths([tmp_path / "out"])
    assert contents(other) == contents(bare_desk)


def test_two_exports_of_one_store_are_the_same_file(bare_desk, tmp_path):
    filled(bare_desk, tmp_path)
    for name in ("a.zip", "b.zip"):
        bare_desk.exchange.export(tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1) | st.text(
    "=+-@\t'1.", min_size=1
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(notes=st.lists(TEXT.filter(str.strip), min_size=1, max_size=20))
def test_any_text_comes_back_as_it_was_and_no_cell_starts_a_formula(bare_desk, tmp_path, clock, notes):
    rows = [{"at": "2026-06-02T10:00", "text": text} for text in notes]
    entries = [bare_desk.ledger.add("decisions", row).entry for row in rows]
    bare_desk.exchange.export(tmp_path / "t.zip")
    with zipfile.ZipFile(tmp_path / "t.zip") as archive:
        written = archive.read("decisions.csv").decode()
    assert not any(line.split(",")[0].startswith(("=", "+", "@")) for line in written.splitlines())
    for entry in entries:
        with bare_desk.context.unit("change") as unit:
            unit.put(replace(entry, text="changed", edited_us=0))
    fresh = Desk(Context(open_store(tmp_path / "fresh.db"), clock))
    try:
        fresh.exchange.import_paths([tmp_path / "t.zip"])
        read = fresh.context.read()
        assert [read.get(type(entry), entry.id).text for entry in entries] == notes
    finally:
        fresh.close()
        (tmp_path / "fresh.db").unlink()
        bare_desk.ledger.delete("decisions", [entry.id for entry in entries])


def test_a_part_holds_what_it_refers_to_and_nothing_of_others(bare_desk, other, tmp_path):
    bare_desk.exchange.import_paths([folder_of(tmp_path, FILES)], zone="Europe/Amsterdam")
    filter_ = {"period": Period(date(2026, 6, 1), date(2026, 6, 2)), "person": "ann"}
    rows = bare_desk.exchange.export(tmp_path / "ann.zip", **filter_).rows
    assert {name: count for name, count in rows.items() if count} == {
        "people": 1, "channels": 3, "contacts": 1, "interactions": 1,
    }  # fmt: skip
    assert "history" not in rows
    assert other.exchange.import_paths([tmp_path / "ann.zip"]).refused is False
    assert [each.name for each in other.context.read().all(Contact)] == ["C1"]
    merged = bare_desk.exchange.import_paths([tmp_path / "ann.zip"])
    assert (merged.new, bool(merged.changes)) == (0, False)
    with pytest.raises(UserError) as caught:
        bare_desk.exchange.export(tmp_path / "nobody.zip", person="Nobody")
    assert caught.value.code == "person_unknown"


def test_desks_merge_newer_versions_and_deletions(bare_desk, other, tmp_path, clock):
    bare_desk.exchange.import_paths([folder_of(tmp_path, FILES)], zone="Europe/Amsterdam")
    bare_desk.exchange.export(tmp_path / "1.zip")
    other.exchange.import_paths([tmp_path / "1.zip"])
    clock.go_on(SECOND)
    bare_desk.ledger.edit("interactions", foreign_id("interactions", "i1"), {"minutes": "10"})
    bare_desk.ledger.delete("interactions", [foreign_id("interactions", "i3")])
    bare_desk.exchange.export(tmp_path / "2.zip")
    report = other.exchange.import_paths([tmp_path / "2.zip"])
    assert (report.new, report.replaced, report.refused) == (0, 2, False)
    assert contents(other)[Interaction] == contents(bare_desk)[Interaction]
    old = other.exchange.import_paths([tmp_path / "1.zip"])
    assert (old.new, old.replaced, bool(old.changes)) == (0, 0, False)


def test_an_export_that_fails_leaves_what_was_there(bare_desk, tmp_path, monkeypatch):
    bare_desk.exchange.import_paths([folder_of(tmp_path, FILES)])
    bare_desk.exchange.export(tmp_path / "out.zip")
    bare_desk.exchange.export(tmp_path / "out")

    def there():
        return {each: each.read_bytes() for each in (tmp_path / "out.zip", *(tmp_path / "out").iterdir())}

    before, rows = there(), exporting._write_rows

    def full(stream, sheet):
        if sheet.header[0] == "seq":  # the last file of all
            raise OSError(28, "No space left on device")
        return rows(stream, sheet)

    bare_desk.ledger.add("people", {"name": "Zoe"})
    monkeypatch.setattr(exporting, "_write_rows", full)
    for name in ("out.zip", "out", "new", "new.zip"):
        with pytest.raises(UserError) as caught:
            bare_desk.exchange.export(tmp_path / name)
        assert caught.value.code == "file_not_written"
    assert there() == before
    assert not (tmp_path / "new").exists()


def test_a_folder_of_other_files_is_left_alone(bare_desk, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "diary.txt").write_text("x")
    with pytest.raises(UserError) as caught:
        bare_desk.exchange.export(folder)
    assert caught.value.code == "export_folder_in_use"
    assert [each.name for each in folder.iterdir()] == ["diary.txt"]
