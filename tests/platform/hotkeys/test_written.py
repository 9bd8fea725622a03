from __future__ import annotations

import pytest

from roidesk.domain.errors import UserError
from roidesk.platform.hotkeys import Unavailable, Way, take, way_of
from roidesk.platform.hotkeys.written import written


@pytest.mark.parametrize(
    ("keys", "pynput", "portal"),
    [
        ("Ctrl+Alt+Space", "<ctrl>+<alt>+<space>", "CTRL+ALT+space"),
        ("Alt+Shift+Space", "<alt>+<shift>+<space>", "ALT+SHIFT+space"),
        ("Meta+K", "<cmd>+k", "LOGO+k"),
        ("F8", "<f8>", "F8"),
        ("Ctrl++", "<ctrl>++", "CTRL+plus"),
        ("Ctrl+PgDown", "<ctrl>+<page_down>", "CTRL+Page_Down"),
    ],
)
def test_one_combination_in_three_ways(keys, pynput, portal):
    assert written(keys) == (pynput, portal)


@pytest.mark.parametrize("keys", ["", "A", "Space", "Shift+A", "Hyper+K", "Ctrl+", "Ctrl+Nonsense", "F99", "Ctrl+A, B"])
def test_what_would_be_heard_in_a_word_or_is_no_key_is_refused(keys):
    with pytest.raises(UserError):
        written(keys)


@pytest.mark.parametrize(
    ("screen", "session", "way"),
    [
        ("xcb", "x11", Way.PYNPUT),
        ("xcb", "", Way.PYNPUT),
        ("xcb", "wayland", Way.PORTAL),
        ("wayland", "wayland", Way.PORTAL),
        ("wayland-egl", "", Way.PORTAL),
        ("windows", "", Way.PYNPUT),
        ("cocoa", "", Way.PYNPUT),
        ("offscreen", "x11", Way.NONE),
        ("minimal", "", Way.NONE),
    ],
)
def test_the_way_follows_the_screen(screen, session, way):
    assert way_of(screen, {"XDG_SESSION_TYPE": session}) is way


def test_nothing_listens_where_nothing_can_and_it_says_why():
    told = []
    assert take("", Way.PYNPUT, print, told.append) is None
    assert take("Ctrl+Alt+Space", Way.NONE, print, told.append) is None
    assert told == [Unavailable.OFF, Unavailable.NO_SCREEN]
