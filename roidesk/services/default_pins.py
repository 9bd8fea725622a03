"""The pins a new store begins with: mail, a public reply, a direct message, a call, a video call, on keys 1 to 5."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.ids import foreign_id
from roidesk.domain.model import ChannelKind, Entry, Pin
from roidesk.i18n import N_, _

_COMMENT_IDLE = 3
"""Minutes: somebody reads and writes a comment quicker than a mail."""


class DefaultPin(NamedTuple):
    """A pin as it is proposed; `idle_minutes` None: as its kind says."""

    label: str
    channel: str
    kind: str
    minutes: int | None = None
    idle_minutes: int | None = None


PINS = (
    DefaultPin(N_("Answer email"), "Email", ""),
    DefaultPin(N_("Comment"), "X (Twitter)", "reply", idle_minutes=_COMMENT_IDLE),
    DefaultPin(N_("Direct message"), "X (Twitter)", "direct message"),
    DefaultPin(N_("Call"), "Phone", ""),
    DefaultPin(N_("Video call"), "Video call", ""),
)


def default_pins(entries: Iterable[Entry], new_id: Callable[[], UUID]) -> Iterator[Pin]:
    """Yield the pins whose kinds are among the entries of a new store, called as the person speaks."""
    kinds = {each.id: each for each in entries if isinstance(each, ChannelKind)}
    position = 0
    for each in PINS:
        kind = kinds.get(foreign_id("channels", f"{each.channel}/{each.kind}"))
        if kind is not None:
            position += 1
            yield Pin(
                id=new_id(),
                position=position,
                label=_(each.label),
                minutes=each.minutes,
                idle_minutes=each.idle_minutes,
                kind_id=kind.id,
                components=kind.components,
                score=kind.score,
            )
