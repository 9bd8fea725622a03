import io

import pytest

from roidesk.domain.errors import UserError
from roidesk.importers.base import Options, Planned, RowError
from roidesk.importers.delimited import TOGGL
from roidesk.importers.formats import detected, named
from roidesk.importers.sources import Source, sheet

HEADER = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"
ROWS = (
    "Jo Berg,jo@example.org,Acme,Launch,,Call with Kim,No,2026-03-05,09:30:00,2026-03-05,09:41:15,11:15 min,\n"
    'Jo Berg,jo@example.org,,,,"Re: ""thanks""",Yes,2026-03-04,16:00:00,2026-03-04,16:00:00,0:00:00,"ideas, thanks"\n'
)


def rows_of(text, options=None):
    source = Source("t.csv", "t.csv", len(text), lambda: io.BytesIO(text.encode("utf-8")))
    with sheet(source) as opened:
        return list(TOGGL.rows(opened, options or Options(channel_of=lambda _: ("Phone", ""))))


def quoted(text):
    return "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines())


@pytest.mark.parametrize("amount", ["", ",Amount (EUR)", ",Amount (USD)", ",Amount ()"])
@pytest.mark.parametrize("dressed", [str, quoted], ids=["bare", "quoted"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_every_form_of_the_detailed_report_is_read_alike(amount, dressed, bom):
    cell = ",12.50" if amount else ""
    body = "\n".join(line + cell for line in ROWS.splitlines())
    rows = rows_of(f"{bom}{dressed(HEADER + amount)}\n{body}\n")
    assert [each.cells["start"] for each in rows] == ["2026-03-05T09:30:00", "2026-03-04T16:00:00"]
    assert [each.cells["end"] for each in rows] == ["2026-03-05T09:41:15", "2026-03-04T16:00:00"]
    assert rows[0].cells["brand"] == "Acme"
    assert rows[0].cells["campaign"] == "Launch"
    assert rows[1].cells["topics"] == "ideas; thanks"
    assert rows[1].cells["note"] == 'Re: "thanks"'
    notes = list(TOGGL.notes((HEADER + amount).split(",")))
    assert [each.code for each in notes] == (["amounts_left_out"] if amount else [])


def test_ids_stay_when_the_file_grows_and_differ_for_equal_rows():
    before = [each.wanted for each in rows_of(f"{HEADER}\n{ROWS}")]
    newer = ROWS.splitlines()[0].replace("2026-03-05", "2026-03-06")
    after = [each.wanted for each in rows_of(f"{HEADER}\n{newer}\n{ROWS}")]
    assert after[1:] == before
    twice = [each.wanted for each in rows_of(f"{HEADER}\n{ROWS}{ROWS}")]
    assert len(set(twice)) == 4
    assert twice[:2] == before


def test_an_id_does_not_hang_on_how_toggl_shows_a_length_or_an_amount():
    other = f"{HEADER},Amount (EUR)\n" + "\n".join(
        line.replace("11:15 min", "0.19") + ",9" for line in ROWS.splitlines()
    )
    assert [each.wanted for each in rows_of(other)] == [each.wanted for each in rows_of(f"{HEADER}\n{ROWS}")]


def test_a_short_row_and_an_unreadable_time_name_line_and_column():
    short, wrong = rows_of(f"{HEADER}\na,b\n" + ROWS.splitlines()[0].replace("09:30:00", "29:30:00"))
    assert isinstance(short, RowError)
    assert (short.line, short.error.code) == (2, "row_short")
    assert isinstance(wrong, RowError)
    assert (wrong.line, wrong.column, wrong.field, wrong.error.code) == (3, 8, "Start date", "clock_unreadable")


def test_a_date_that_may_be_day_or_month_first_is_asked_for():
    text = f"{HEADER}\n" + ROWS.splitlines()[0].replace("2026-03-05", "05/03/2026")
    assert rows_of(text)[0].error.code == "date_order_needed"
    read = rows_of(text, Options(date_order="dmy"))[0]
    assert isinstance(read, Planned)
    assert read.cells["start"] == "2026-03-05T09:30:00"


def test_a_format_is_told_for_sure_or_not_at_all():
    assert detected("t.csv", "t.csv", HEADER.split(",")).name == "toggl"
    assert detected("rates.csv", "rates.csv", ["person", "from", "hourly"]).name == "tables"
    clockify = (
        "Project,Client,Description,Task,User,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h)"
    )
    for header in (clockify.split(","), ["a", "b"], ["person", "from", "hourly"]):
        with pytest.raises(UserError) as caught:
            detected("x.csv", "x.csv", header)
        assert caught.value.code == "format_unsure"
    with pytest.raises(UserError):
        named("excel")
