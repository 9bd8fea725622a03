from __future__ import annotations

import math
import subprocess
import sys
from uuid import UUID

import pytest

from roidesk.charts.theme import (
    DARK,
    DARK_CONTRAST,
    LIGHT,
    LIGHT_CONTRAST,
    MARK_CONTRAST,
    channel_colour,
    channel_icon,
    contrast,
    contrasted,
    legible,
    of_system,
)
from roidesk.domain.model import Channel

THEMES = (LIGHT, DARK)


def surfaces(tokens):
    return tokens.surface, tokens.bg, tokens.sunken, tokens.sel


def channel(name, colour=None, icon=None):
    return Channel(id=UUID(int=1), name=name, colour=colour, icon=icon)


def hue(colour):
    """The hue of OKLCH in degrees (Ottosson 2020)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return math.degrees(math.atan2(b, a))


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_what_is_read_and_what_is_marked_can_be_seen(tokens):
    for text in (tokens.text, tokens.text2, tokens.text3, tokens.focus, tokens.gain, tokens.loss, tokens.warn):
        assert min(contrast(text, under) for under in surfaces(tokens)) >= 4.5
    for mark in (tokens.edge, *tokens.channels.values()):
        assert min(contrast(mark, under) for under in surfaces(tokens)) >= MARK_CONTRAST
    assert contrast(tokens.onink, tokens.ink) >= 7
    assert contrast(tokens.cost, tokens.sales) >= MARK_CONTRAST
    assert contrast(tokens.warn, tokens.warnbg) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT_CONTRAST, DARK_CONTRAST], ids=lambda tokens: tokens.name)
def test_high_contrast_is_higher(tokens):
    assert min(contrast(tokens.text, under) for under in surfaces(tokens)) >= 11
    assert tokens.text == tokens.text2 == tokens.text3
    for text in (tokens.focus, tokens.gain, tokens.loss, tokens.warn, tokens.edge, tokens.line):
        assert min(contrast(text, under) for under in surfaces(tokens)) >= 7
    for mark in (*tokens.channels.values(), tokens.cost):
        assert min(contrast(mark, under) for under in surfaces(tokens)) >= MARK_CONTRAST
    assert contrast(tokens.onink, tokens.ink) >= 15


def test_high_contrast_is_as_light_or_dark_as_what_it_stands_for():
    assert contrasted(LIGHT) == contrasted(LIGHT_CONTRAST) == LIGHT_CONTRAST
    assert contrasted(DARK) == contrasted(DARK_CONTRAST) == DARK_CONTRAST


@pytest.mark.parametrize(
    ("ground", "text", "marked"), [("#000000", "#FFFF00", "#00FFFF"), ("#FFFAEF", "#3D3D3D", "#903909")]
)
def test_the_systems_own_contrast_theme_is_worn_as_it_is(ground, text, marked):
    worn = of_system(ground, text, marked)
    assert {worn.bg, worn.surface, worn.onink} == {ground}
    assert {worn.text, worn.text3, worn.edge, worn.ink} == {text}
    assert worn.focus == marked
    assert all(contrast(hue, ground) >= MARK_CONTRAST for hue in worn.channels.values())


def test_a_channel_has_one_hue_in_both_themes():
    assert LIGHT.channels.keys() == DARK.channels.keys()
    for name, light in LIGHT.channels.items():
        apart = (hue(light) - hue(DARK.channels[name]) + 180) % 360 - 180
        assert abs(apart) < 3, name


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_known_channels_are_found_by_their_names_in_any_spelling(tokens):
    assert channel_colour(tokens, channel("X (Twitter)")).hex == tokens.channels["x"]
    assert channel_colour(tokens, channel("  E-MAIL ")).hex == tokens.channels["email"]
    assert channel_icon(channel("X (Twitter)")) == "message-circle"
    assert channel_icon(channel("X (Twitter)", icon="mail")) == "mail"


def test_an_icon_that_a_file_names_and_we_do_not_have_is_that_of_the_name():
    assert channel_icon(channel("X (Twitter)", icon="bird")) == "message-circle"


@pytest.mark.parametrize("name", ["Facebook", "WhatsApp", "TikTok", "YouTube", "In person", "Carrier pigeon"])
def test_a_ninth_channel_is_hatched_in_a_hue_there_is_and_keeps_it(name):
    light, dark = (channel_colour(tokens, channel(name)) for tokens in THEMES)
    assert light.hatched
    assert dark.hatched
    of = {colour: key for key, colour in LIGHT.channels.items()}[light.hex]
    assert DARK.channels[of] == dark.hex


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("colour", ["#FFFFFF", "#000000", "#FFEE00", "#123456"])
def test_a_colour_a_person_chose_is_moved_until_it_can_be_seen(tokens, colour):
    found = channel_colour(tokens, channel("Email", colour))
    assert not found.hatched
    assert min(contrast(found.hex, under) for under in surfaces(tokens)) >= MARK_CONTRAST


def test_a_colour_that_can_be_seen_stays_as_it_is():
    assert legible("#2a87f0", LIGHT) == "#2A87F0"


def test_a_stored_colour_that_is_none_is_passed_over():
    assert channel_colour(LIGHT, channel("Email", "blue-ish")).hex == LIGHT.channels["email"]


def test_the_theme_loads_no_qt():
    code = "import sys, roidesk.charts.theme; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
