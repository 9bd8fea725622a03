"""The settings of a desk: each is a field, read from its text and written back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roidesk.domain.errors import UserError
from roidesk.settings.desk import DeskSettings, declared, names, read_desk_settings, text_of

CHANGED = DeskSettings(
    appearance="dark",
    language="da",
    text_percent=150,
    motion="off",
    letters=False,
    hotkey="",
    tray=False,
    close_to_tray=True,
    ask_on_stop=False,
    watch_idle=False,
    leave_out_under=10,
    remind_waiting=True,
    remind_hours=True,
    remind_days=("sat", "sun"),
    remind_from=7 * 60 + 30,
    remind_until=23 * 60 + 59,
    keys={"timer": "Ctrl+;", "switch": "", "pause": "Ctrl+="},
)


def test_every_setting_is_declared():
    assert tuple(declared()) == names()


@pytest.mark.parametrize("settings", [DeskSettings(), CHANGED])
def test_what_is_kept_is_read_back(settings):
    assert read_desk_settings({key: text_of(settings, key) for key in names()}) == settings


def test_the_changed_ones_differ_from_the_defaults_in_every_field():
    assert [key for key in names() if getattr(CHANGED, key) == getattr(DeskSettings(), key)] == []


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("appearance", "pink"),
        ("text_percent", "99"),
        ("text_percent", "x"),
        ("motion", ""),
        ("letters", "yes"),
        ("remind_days", "mon noday"),
        ("remind_from", "24:00"),
        ("remind_from", "9"),
        ("leave_out_under", "-1"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_passed_over_where_it_lies(key, text):
    with pytest.raises(UserError):
        declared()[key](text)
    assert read_desk_settings({key: text, "language": "nl"}) == replace(DeskSettings(), language="nl")
