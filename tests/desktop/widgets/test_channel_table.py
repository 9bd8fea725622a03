"""Kinds and levels are read whole in the list of channels, in two lines where one is too short."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from roidesk.desktop import style
from roidesk.desktop.widgets.channel_table import in_lines


def _broken(text, room_for):
    metrics = QFontMetrics(style.font(12))
    return in_lines(text, metrics.horizontalAdvance(room_for) + 2, metrics)


def test_what_fits_stays_in_one_line(dressed):
    assert _broken("Post 1, Reply 2", "Post 1, Reply 2") == "Post 1, Reply 2"


def test_what_is_longer_goes_on_below_after_a_comma(dressed):
    assert _broken("Post 1, Reply 2, Direct message 3", "Direct message 3,") == "Post 1, Reply 2,\nDirect message 3"


def test_only_what_two_lines_cannot_hold_is_cut(dressed):
    first, second = _broken("Post 1, Reply 2, Direct message 3, other 2", "Post 1, Reply 2,").split("\n")
    assert first == "Post 1, Reply 2,"
    assert second.endswith("…")
