from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, from_local, instant
from roidesk.importers import cells as c
from roidesk.importers.names import Names

AMSTERDAM = "Europe/Amsterdam"
ZONES = st.sampled_from([AMSTERDAM, "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
# 1950 to 2150, in microseconds
INSTANTS = st.integers(-631_000_000_000_000, 5_680_000_000_000_000)
NAMES = Names(Catalogue(), known_as=lambda _: None, contact=lambda _: None, new_id=lambda: None)


def place(zone=AMSTERDAM, currency="EUR", *, exact=True, day=None):
    return c.Place(NAMES, zone, currency, exact, day)


@given(INSTANTS, ZONES)
def test_a_time_is_read_as_it_was_shown_to_the_microsecond(us, zone):
    assert c.TIME.read(c.TIME.show(us, place(zone)), place("UTC")) == us


@given(st.integers(-631_000_000, 5_680_000_000), ZONES)
def test_a_time_shown_to_people_is_read_as_the_same_second(seconds, zone):
    here = place(zone, exact=False)
    assert c.TIME.read(c.TIME.show(seconds * 1_000_000, here), here) == seconds * 1_000_000


def test_an_hour_that_the_clock_shows_twice_is_told_apart():
    first = from_local(datetime.fromisoformat("2026-10-25T02:30"), AMSTERDAM)
    here = place(exact=False)
    assert c.TIME.show(first, here) == "2026-10-25 02:30+02:00"
    assert c.TIME.show(first + HOUR, here) == "2026-10-25 02:30+01:00"


def test_a_time_that_daylight_saving_skipped_is_refused():
    with pytest.raises(UserError) as caught:
        c.TIME.read("2026-03-29T02:30", place())
    assert caught.value.code == "time_skipped"


def test_an_offset_counts_as_written_and_a_day_alone_is_its_first_moment():
    assert c.TIME.read("2026-06-01T09:00-05:00", place()) == c.TIME.read("2026-06-01T16:00", place())
    assert c.TIME.read("2026-06-01", place()) == from_local(datetime.fromisoformat("2026-06-01T00:00"), AMSTERDAM)


def test_a_bare_clock_time_is_on_the_day_of_its_row_and_refused_without_one():
    assert c.TIME.read("9:05", place(day=date(2026, 6, 1))) == c.TIME.read("2026-06-01T09:05", place())
    with pytest.raises(UserError):
        c.TIME.read("9:05", place())


@pytest.mark.parametrize(
    "text", ["2026-13-01", "2026-02-30T10:00", "25:00", "yesterday", "0226-06-01", "2026-06-01T24:30", ""]
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(UserError):
        c.TIME.read(text, place())


@given(st.integers(-(2**53) + 1, 2**53 - 1), st.sampled_from(["EUR", "JPY", "TND"]))
def test_an_amount_is_read_as_it_was_shown(minor, currency):
    here = place(currency=currency)
    assert c.MONEY.read(c.MONEY.show(minor, here), here) == minor


@pytest.mark.parametrize("text", ["NaN", "inf", "1e999999", "1_000", "1,5", "abc", "12.345"])
def test_what_is_no_plain_amount_is_refused(text):
    with pytest.raises(UserError):
        c.MONEY.read(text, place())


def test_a_negative_amount_is_refused_where_none_can_be():
    with pytest.raises(UserError) as caught:
        c.MONEY_NOT_NEGATIVE.read("-1", place())
    assert caught.value.code == "amount_negative"


@given(st.integers(0, 10_000), st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_numbers_are_read_as_they_were_shown(score, share, factor):
    for cell, value in ((c.SCORE, score), (c.SHARE, share), (c.FACTOR, factor)):
        assert cell.read(cell.show(value, place()), place()) == value


@pytest.mark.parametrize(("cell", "text"), [(c.SCORE, "101"), (c.SHARE, "1.01"), (c.SENTIMENT, "2"), (c.HALF, "0.7")])
def test_a_number_out_of_its_range_is_refused(cell, text):
    with pytest.raises(UserError):
        cell.read(text, place())


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(TEXT.map(str.strip).filter(bool), unique=True).map(tuple))
def test_a_list_is_read_as_it_was_shown(items):
    assert c.split_list(c.join_list(items)) == items


@given(TEXT | st.text("'=+-@\t\r\n0 1a"))
def test_no_cell_starts_a_formula_and_each_is_read_as_it_was_meant(text):
    written = c.harmless(text)
    assert c.as_meant(written) == text
    assert not written.startswith(("=", "+", "@", "\t", "\r"))
    assert not written.startswith("-") or float(written) <= 0


def test_half_a_character_and_a_nul_are_refused():
    for text in ("a\0b", "a\ud800b"):
        with pytest.raises(UserError):
            c.TEXT.read(text, place())


@given(INSTANTS, ZONES, st.integers(0, 3 * 24 * 3600))
def test_times_add_up_over_daylight_saving(us, zone, seconds):
    later = us + seconds * 1_000_000
    start, end = (datetime.fromisoformat(c.TIME.show(each, place(zone))) for each in (us, later))
    assert end - start == timedelta(seconds=seconds)
    assert instant(end) - instant(start) == seconds * 1_000_000


def test_a_limit_nobody_reaches_is_told_without_its_decimals():
    with pytest.raises(UserError) as refused:
        c.scaled(60_000_000).read("-4", None)
    assert refused.value.facts["most"].isdecimal()
    with pytest.raises(UserError) as refused:
        c.scaled(100, most=10050).read("101", None)
    assert refused.value.facts["most"] == "100.5"
