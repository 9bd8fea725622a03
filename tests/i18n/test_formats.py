"""Numbers, money, days and lengths as design.md 9 writes them."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from subprocess import run

import pytest

from roidesk import i18n
from roidesk.domain.instants import HOUR, MINUTE, SECOND, Period, instant, utc
from roidesk.i18n import formats


@pytest.mark.parametrize(
    ("major", "currency", "decimals", "text"),
    [
        (Fraction(2481, 2), "EUR", None, "€1,240.50"),
        (Decimal("0.125"), "EUR", None, "€0.12"),
        (Decimal("0.375"), "EUR", None, "€0.38"),
        (-5, "EUR", None, "−€5.00"),
        (1500, "JPY", None, "JP¥1,500"),
        (1, "TND", None, "TND1.000"),
        (13682.4, "EUR", 0, "€13,682"),
        (None, "EUR", None, "–"),
    ],
)
def test_money_has_the_decimals_of_its_currency(major, currency, decimals, text):
    assert formats.money(major, currency, decimals).replace("\u00a0", "") == text


def test_headlines_drop_decimals_from_100():
    assert [formats.headline(x, "EUR") for x in (13682.4, 99.99, -100, None)] == ["€13,682", "€99.99", "−€100", "–"]


def test_what_came_back_always_has_two_decimals():
    assert formats.back(Fraction(162, 100), "EUR") == "€1.62"
    assert formats.back(120, "JPY").endswith("120.00")


def test_numbers_shares_and_changes():
    assert formats.number(Decimal("1240.55"), 1) == "1,240.6"
    assert formats.number(-3) == "−3"
    assert formats.percent(Fraction(2, 5)) == "40\u202f%"
    assert [formats.change(x) for x in (0.06, -0.04, 0.001, None)] == ["+6\u202f%", "−4\u202f%", "0\u202f%", "–"]


@pytest.mark.parametrize(
    ("us", "text"),
    [
        (40 * SECOND, "40 s"),
        (4 * MINUTE, "4 min"),
        (59 * MINUTE + 29 * SECOND, "59 min"),
        (59 * MINUTE + 31 * SECOND, "1 h 00"),
        (2 * HOUR + 59 * MINUTE, "2 h 59"),
    ],
)
def test_durations(us, text):
    assert formats.duration(us) == text


def test_running_counts_whole_seconds():
    assert formats.running(18 * MINUTE + 42 * SECOND + 999_999) == "18 min 42 s"
    assert formats.running(HOUR + 5 * MINUTE) == "1 h 05 min"


def test_hours():
    assert [formats.hours(403), formats.hours(38, 1), formats.hours(None)] == ["403 h", "38.0 h", "–"]


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (Fraction(1, 3), "20 min"),
        (Fraction(599, 600), "1.0 h"),
        (2.5, "2.5 h"),
        (9.99, "10.0 h"),
        (10.4, "10 h"),
        (0, "0 h"),
    ],
)
def test_few_hours_are_written_so_that_an_entry_is_seen(hours, text):
    assert formats.hours(hours) == text


def test_letters_of_a_currency_stand_apart_from_its_amount():
    assert formats.money(Fraction("1.62"), "DKK") == "DKK\u00a01.62"
    assert formats.money(-5, "CHF", 0) == "−CHF\u00a05"
    assert formats.money(5, "EUR", 0) == "€5"


def test_days_and_periods():
    assert formats.day(date(2026, 11, 19)) == "Thu 19 Nov"
    assert formats.day(date(2025, 11, 19), this_year=2026) == "Wed 19 Nov 2025"
    assert formats.long_day(date(2026, 11, 19)) == "Thursday 19 November"
    assert formats.period(Period(date(2026, 8, 17), date(2026, 11, 15))) == "17 Aug – 15 Nov 2026"
    assert formats.period(Period(date(2025, 12, 29), date(2026, 1, 4))) == "29 Dec 2025 – 4 Jan 2026"
    assert formats.period(Period(date(2026, 6, 1), date(2026, 6, 14))) == "1 – 14 Jun 2026"
    assert formats.period(Period(date(2026, 6, 1), date(2026, 6, 1))) == "1 Jun 2026"


def test_the_clock_is_that_of_the_zone():
    assert formats.clock(instant(utc(0).replace(year=2026, month=7, hour=12, minute=2)), "Europe/Amsterdam") == "14:02"


def test_short_commands_speak_without_babel():
    code = (
        "import sys; from roidesk.i18n import _, formats, sentences, words; "
        "formats.duration(5_000_000); formats.clock(0, 'UTC'); words.level(1); print('babel' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_a_day_of_the_week_is_said_alone():
    assert formats.weekday(date(2026, 11, 19)) == "Thursday"


AS_WRITTEN = {
    "en_GB": ("1,240.5", "€1,240.50", "−€5", "Thursday 19 November"),
    "en_US": ("1,240.5", "€1,240.50", "−€5", "Thursday 19 November"),
    "da": ("1.240,5", "1.240,50\u00a0€", "−5\u00a0€", "torsdag 19 november"),
    "nl": ("1.240,5", "€\u00a01.240,50", "€\u00a0−5", "donderdag 19 november"),
    "de": ("1.240,5", "1.240,50\u00a0€", "−5\u00a0€", "Donnerstag 19 November"),
    "de_CH": ("1’240.5", "EUR\u00a01’240.50", "EUR−5", "Donnerstag 19 November"),
}


@pytest.mark.parametrize("language", AS_WRITTEN)
def test_each_language_writes_numbers_money_and_days_in_its_own_way(language, monkeypatch):
    monkeypatch.setattr(i18n._speech, "language", language)
    wanted = AS_WRITTEN[language]
    said = (
        formats.number(Decimal("1240.5"), 1),
        formats.money(Decimal("1240.5"), "EUR"),
        formats.money(-5, "EUR", 0),
        formats.long_day(date(2026, 11, 19)),
    )
    assert said == wanted
    assert formats.percent(Fraction(2, 5)) == "40\u202f%"
