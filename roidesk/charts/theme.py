"""The colours roidesk is drawn in, light and dark. No Qt here: the command line and reports read them too.

Colour belongs to channels, ink to money, one blue to reference. Contrast ratios are those of docs/design.md; a test
measures them. A channel has one hue, the same in both themes: the dark colour is the light one with another lightness
(OKLCH), chosen so that the eight stay apart under the three kinds of colour blindness.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The window is painted in these colours before anything about channels is loaded.
    from roidesk.domain.model import Channel

MARK_CONTRAST = 3.0
"""The least contrast of a mark against what it lies on (WCAG 2, 1.4.11)."""
_SRGB_TOE = 0.04045


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme, as "#RRGGBB"."""

    name: str
    """Whether it is "light" or "dark"; a theme of high contrast is one of them too."""
    text: str
    text2: str
    text3: str
    focus: str
    gain: str
    loss: str
    warn: str
    edge: str
    bg: str
    surface: str
    sunken: str
    line: str
    faint: str
    """What is not there (the upper bars of how personal) and rulers under a drawing: never alone."""
    sel: str
    ink: str
    onink: str
    warnbg: str
    lossbg: str
    cost: str
    sales: str
    band: str
    """The likely range of a line: decoration under it, never alone."""
    levels: tuple[str, str, str, str, str]
    """How personal, 1 to 5: one blue in five steps."""
    channels: Mapping[str, str] = field(hash=False)
    """The eight hues, by folded channel name."""


LIGHT = Tokens(
    name="light",
    text="#1D1C1A", text2="#55524B", text3="#6B675F",
    focus="#1A56C4", gain="#0A6A4C", loss="#B3261E", warn="#865600", edge="#8A857B",
    bg="#F6F5F2", surface="#FFFFFF", sunken="#EEECE6", line="#E0DDD5", faint="#E0DDD5", sel="#E9EFFA",
    ink="#1D1C1A", onink="#FFFFFF", warnbg="#FBF1DC", lossbg="#FBE9E6",
    cost="#8E887C", sales="#3A3833", band="#DFE7F7",
    levels=("#D4DDE8", "#A5B8CF", "#7693B6", "#476E9D", "#184984"),
    channels=MappingProxyType({
        "email": "#2A87F0", "x": "#01807F", "linkedin": "#3F3AC2", "instagram": "#EC3189",
        "phone": "#66925A", "video call": "#A9440E", "live chat": "#988500", "forum": "#87001C",
    }),
)  # fmt: skip

DARK = Tokens(
    name="dark",
    text="#ECEAE5", text2="#B9B6AF", text3="#9C9992",
    focus="#8DB4FF", gain="#5CCB9E", loss="#FF8F84", warn="#E9B44C", edge="#7F848C",
    bg="#141517", surface="#1C1E21", sunken="#101113", line="#313439", faint="#313439", sel="#1F2B42",
    ink="#ECEAE5", onink="#17181A", warnbg="#33290F", lossbg="#3A1E1B",
    cost="#6C7077", sales="#D6D3CC", band="#2C3240",
    levels=("#313B48", "#4A5D75", "#627EA1", "#7B9FCE", "#93C0FA"),
    channels=MappingProxyType({
        "email": "#68AAFD", "x": "#83E4E2", "linkedin": "#676FFA", "instagram": "#FF569E",
        "phone": "#74A068", "video call": "#BF5828", "live chat": "#DFCC63", "forum": "#FE9B99",
    }),
)  # fmt: skip

# High contrast: every text at least 7:1, every line as strong as the text, and no part told by its ground alone.
LIGHT_CONTRAST = replace(
    LIGHT,
    text="#000000", text2="#000000", text3="#000000",
    focus="#0033B0", gain="#004D33", loss="#900005", warn="#563500", edge="#000000",
    bg="#FFFFFF", surface="#FFFFFF", sunken="#EFEFEF", line="#000000", faint="#C4C4C4", sel="#DCE9FF",
    ink="#000000", onink="#FFFFFF", warnbg="#FFFFFF", lossbg="#FFFFFF",
    cost="#767676", sales="#000000", band="#B9CCF2",
    levels=("#A9BACF", "#7F99B9", "#5578A3", "#2B578D", "#003676"),
    channels=MappingProxyType({
        "email": "#0F6FDB", "x": "#006E6D", "linkedin": "#3F3AC2", "instagram": "#C4126B",
        "phone": "#47713C", "video call": "#94390A", "live chat": "#6D5F00", "forum": "#87001C",
    }),
)  # fmt: skip

DARK_CONTRAST = replace(
    DARK,
    text="#FFFFFF", text2="#FFFFFF", text3="#FFFFFF",
    focus="#A9CCFF", gain="#7DF0BE", loss="#FFB3AB", warn="#FFD36B", edge="#FFFFFF",
    bg="#000000", surface="#000000", sunken="#1F1F1F", line="#FFFFFF", faint="#4A4A4A", sel="#10305E",
    ink="#FFFFFF", onink="#000000", warnbg="#000000", lossbg="#000000",
    cost="#8A8A8A", sales="#FFFFFF", band="#33436B",
    levels=("#4A5D75", "#627EA1", "#7B9FCE", "#93C0FA", "#C4DDFF"),
    channels=MappingProxyType({
        "email": "#68AAFD", "x": "#83E4E2", "linkedin": "#8F95FF", "instagram": "#FF6FAC",
        "phone": "#8DBD80", "video call": "#E8783F", "live chat": "#DFCC63", "forum": "#FE9B99",
    }),
)  # fmt: skip

_OTHER_NAMES = MappingProxyType({
    "x (twitter)": "x", "twitter": "x", "e-mail": "email", "mail": "email", "telephone": "phone", "call": "phone",
    "video": "video call", "chat": "live chat",
})  # fmt: skip
_HATCHED = MappingProxyType({
    "in person": "phone", "whatsapp": "phone", "facebook": "email", "newsletter": "email", "tiktok": "x",
    "youtube": "forum", "website": "live chat", "blog": "linkedin",
})  # fmt: skip
_ICONS = MappingProxyType({
    "email": "mail", "x": "message-circle", "linkedin": "briefcase", "instagram": "image", "phone": "phone",
    "video call": "video", "live chat": "messages-square", "forum": "users", "in person": "handshake",
    "whatsapp": "message-square-text", "facebook": "thumbs-up", "newsletter": "newspaper", "tiktok": "music",
    "youtube": "clapperboard", "website": "globe", "blog": "pencil",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChannelColour:
    """How a channel is filled. A channel beyond the eight shares a hue and is told apart by `hatched`."""

    hex: str
    hatched: bool = False


def contrasted(tokens: Tokens) -> Tokens:
    """Return the theme of high contrast that is as light or dark as another."""
    return DARK_CONTRAST if tokens.name == "dark" else LIGHT_CONTRAST


def of_system(ground: str, text: str, marked: str) -> Tokens:
    """Return a theme of high contrast in the colours a system prescribes: its ground, its text, what it marks with."""
    near = DARK_CONTRAST if contrast(ground, "#FFFFFF") > contrast(ground, "#000000") else LIGHT_CONTRAST
    own = replace(
        near,
        text=text, text2=text, text3=text, edge=text, line=text, ink=text, sales=text,
        bg=ground, surface=ground, sunken=ground, onink=ground, warnbg=ground, lossbg=ground, focus=marked,
    )  # fmt: skip
    return replace(own, channels=MappingProxyType({name: legible(hue, own) for name, hue in near.channels.items()}))


def channel_colour(tokens: Tokens, channel: Channel) -> ChannelColour:
    """Return the colour a channel has in a theme: the one stored for it, else its name's, else one kept by its name.

    A stored colour keeps its hue; its lightness is moved where it would not be seen on the theme's surfaces.
    """
    if channel.colour is not None and _is_colour(channel.colour):
        return ChannelColour(legible(channel.colour, tokens))
    name = _default_name(channel)
    if name in tokens.channels:
        return ChannelColour(tokens.channels[name])
    return ChannelColour(tokens.channels[_HATCHED.get(name) or _kept_hue(name, tokens)], hatched=True)


def channel_icon(channel: Channel) -> str:
    """Return the name of the icon a channel is shown by (`roidesk.assets.icon`): the one stored for it, if we have it.

    A file may name any: another program's, or one of a later roidesk.
    """
    from roidesk.assets import icon_files

    if channel.icon is not None and channel.icon in icon_files():
        return channel.icon
    return _ICONS.get(_default_name(channel), "radio")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: str, tokens: Tokens) -> str:
    """Return the colour of the same hue, nearest in lightness, that a mark can have on every surface of a theme."""
    red, green, blue = _parts(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    step = -0.01 if tokens.name == "light" else 0.01
    found = colour.upper()
    for n in range(1, 101):
        if _seen(found, tokens):
            break
        moved = min(1.0, max(0.0, lightness + n * step))
        found = _hex(*colorsys.hls_to_rgb(hue, moved, saturation))
    return found


def _seen(colour: str, tokens: Tokens) -> bool:
    surfaces = (tokens.surface, tokens.bg, tokens.sunken, tokens.sel)
    return all(contrast(colour, surface) >= MARK_CONTRAST for surface in surfaces)


def _default_name(channel: Channel) -> str:
    from roidesk.domain.catalogue import folded

    name = folded(channel.name)
    return _OTHER_NAMES.get(name, name)


def _kept_hue(name: str, tokens: Tokens) -> str:
    from hashlib import blake2b

    hues = sorted(tokens.channels)
    return hues[blake2b(name.encode(), digest_size=1).digest()[0] % len(hues)]


def _is_colour(text: str) -> bool:
    try:
        return len(text) == len("#RRGGBB") and text[0] == "#" and int(text[1:], 16) >= 0
    except ValueError:
        return False


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in (red, green, blue))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _SRGB_TOE else ((part + 0.055) / 1.055) ** 2.4
