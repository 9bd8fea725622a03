"""The states in which every page is drawn: how it looks, how large it is, in which language, on which store."""

from __future__ import annotations

from typing import NamedTuple

from roidesk.desktop.appearance import Appearance

DESIGNED = (1440, 900)
SMALLEST = (1024, 700)


class State(NamedTuple):
    """One way in which all pages are drawn. `store`: "sample" of four people, or "empty" but set up."""

    name: str
    size: tuple[int, int] = DESIGNED
    appearance: Appearance = Appearance.LIGHT
    percent: int = 100
    mirrored: bool = False
    language: str = "en"
    store: str = "sample"


STATES = (
    State("light"),
    State("dark", appearance=Appearance.DARK),
    State("small", SMALLEST),
    State("contrast", SMALLEST, Appearance.CONTRAST),
    State("text-150", percent=150),
    State("text-200", SMALLEST, percent=200),
    State("mirrored", SMALLEST, mirrored=True),
    State("danish", SMALLEST, language="da"),
    State("empty", store="empty"),
    State("empty-small-dark", SMALLEST, Appearance.DARK, store="empty"),
)
