"""A pin as it is shown on a button: its key, icon, name and length. Pure."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Pin
from roidesk.i18n import _, formats
from roidesk.services.pins import PinRow
from roidesk.services.rows import Shown


class PinFace(NamedTuple):
    """What a button shows of a pin. `length` "6 min" or "timer"; `what` says in words what the pin stands for."""

    id: UUID
    key: str
    icon: str
    colour: str
    label: str
    length: str
    what: str
    times: bool

    @property
    def words(self) -> str:
        """The pin as it is read aloud."""
        return ", ".join(filter(None, (self.label, self.length)))


def face(row: PinRow, theme: Tokens) -> PinFace:
    """Return the face of a pin in a theme."""
    channel = row.shown.channel
    return PinFace(
        id=row.pin.id,
        key=str(row.digit) if row.digit is not None else "",
        icon=channel_icon(channel),
        colour=channel_colour(theme, channel).hex,
        label=row.pin.label,
        length=length(row.pin),
        what=what(row.pin, row.shown),
        times=row.pin.minutes is None,
    )


def length(pin: Pin) -> str:
    """Return how long a pin files, or that it starts a timer."""
    return _("timer") if pin.minutes is None else formats.duration(pin.minutes * MINUTE)


def what(pin: Pin, said: Shown) -> str:
    """Return what a pin carries beside its name: "X (Twitter) reply · @acme · #ipad · Stylo"."""
    who = _("several people") if pin.several else f"@{said.contact}" if said.contact else ""
    topics = " ".join(f"#{each}" for each in said.topics)
    name = f"{said.channel.name} {said.kind.name}".strip()
    return " · ".join(filter(None, (name, who, topics, said.brand, said.product)))
