"""A line's reading as chips and tints."""

from __future__ import annotations

from datetime import date

import pytest

from roidesk.charts.theme import LIGHT
from roidesk.desktop.models.understood import Here, reading
from roidesk.desktop.widgets.entry_line import Tint
from roidesk.desktop.widgets.understood_bar import ChipState

TODAY = date(2026, 11, 19)


def read(desk, line):
    return reading(desk.tracking.understand(line), Here("Europe/Amsterdam", TODAY), "EUR", LIGHT)


def words(shown):
    return [chip.words for chip in shown.chips]


def test_every_part_becomes_a_chip_in_one_order(desk):
    shown = read(desk, "4m #ipad @acme tweet reply &stylo !3 =240 “thanks”")
    assert shown.verb == "Will log"
    assert words(shown) == [
        "X (Twitter) reply", "@acme", "#ipad", "Stylo brand", "4 min 14:26–14:30", "They bought €240.00", "note thanks",
        "3 of 5",
    ]  # fmt: skip


def test_a_chip_knows_its_part_of_the_line(desk):
    line = "email @acme 6m"
    chips = {line[chip.start : chip.end]: chip.text for chip in read(desk, line).chips if chip.end}
    assert chips == {"email": "Email", "@acme": "@acme", "6m": "6 min"}


def test_a_new_contact_is_a_guess_and_an_unknown_word_a_warning(desk):
    states = {chip.text: chip.state for chip in read(desk, "email @nobody 6m zzz").chips}
    assert states["nobody"] is ChipState.GUESS
    assert states["“zzz”"] is ChipState.WARN


def test_without_a_length_it_says_that_a_timer_starts(desk):
    shown = read(desk, "call @acme")
    assert shown.verb == "Will start"
    assert "no time given: starts a timer" in words(shown)


def test_without_a_channel_it_asks_for_one(desk):
    assert words(read(desk, "6m"))[0] == "which channel?"


def test_time_that_a_running_call_shares_is_said(desk, clock):
    desk.timers.start("call @acme")
    clock.us += 600_000_000
    assert "during Phone: half" in words(read(desk, "email 4m"))


def test_tints_tell_known_unknown_and_wrong_apart(desk):
    line = "email zzz 25:00-26:00"
    tints = {line[each.start : each.end]: each.tint for each in read(desk, line).stretches}
    assert tints == {"email": Tint.KNOWN, "zzz": Tint.UNKNOWN, "25:00-26:00": Tint.WRONG}


def test_on_a_machine_in_another_zone_the_zone_shown_is_named(desk):
    shown = reading(desk.tracking.understand("email 4m"), Here("America/New_York", TODAY, elsewhere=True), "EUR", LIGHT)
    assert "4 min 08:26–08:30 New York" in words(shown)


def test_a_day_that_is_not_today_is_named(desk):
    assert "20 min Wed 18 Nov, 09:30–09:50" in words(read(desk, "email 9:30-9:50 yesterday"))
    assert "20 min 09:30–09:50" in words(read(desk, "email 9:30-9:50"))


def test_a_sentence_nobody_understands_is_one_chip(desk):
    line = "email about the refund @acme 6m again"
    chips = [chip for chip in read(desk, line).chips if chip.detail == "goes into the note"]
    assert [chip.text for chip in chips] == ["“about the refund”", "“again”"]
    assert [line[chip.start : chip.end] for chip in chips] == ["about the refund", "again"]


@pytest.mark.parametrize(("line", "worth"), [("=1240.5", "€1,240.50"), ("=240 USD", "US$240.00"), ("=demo", "")])
def test_an_amount_is_written_as_everywhere(desk, line, worth):
    assert [chip.detail for chip in read(desk, f"call 4m {line}").chips if chip.icon == "diamond"] == [worth]


def test_a_name_that_filing_would_add_is_a_guess_and_says_so(desk):
    chips = {chip.text: (chip.detail, chip.state) for chip in read(desk, "call 4m #ipda #IPAD &stylo %pen").chips}
    assert chips["#ipda"] == ("new topic", ChipState.GUESS)
    assert chips["#IPAD"] == ("", ChipState.KNOWN)
    assert chips["Stylo"] == ("brand", ChipState.KNOWN)
    assert chips["pen"] == ("new product", ChipState.GUESS)
