"""The channels a new store begins with, their kinds, and what one may type for them.

How personal a kind is: six halves in the order instant, voice, face, place, private, tailored (analytics.md 2.3). The
ids are made from the names, so that two desks of one team begin with the same entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from roidesk.domain.ids import foreign_id
from roidesk.domain.model import Channel, ChannelKind
from roidesk.domain.personalness import Components

_POST, _NEWSLETTER, _COMMENT, _EMAIL, _DIRECT = "000000", "000001", "100002", "000022", "100022"
_WEBINAR, _VOICE_MESSAGE, _CHAT, _RECORDED, _CALL = "121000", "020022", "200022", "022022", "220022"
_GROUP_VIDEO, _STAND, _VIDEO, _GROUP_MEETING, _FACE_TO_FACE = "222011", "222211", "222022", "222212", "222222"
_NEVER_IDLE = 0
_IDLE_MINUTES = 5


@dataclass(frozen=True, slots=True)
class DefaultKind:
    """A kind as it is proposed; `name` "" stands for everything on the channel that has no kind of its own."""

    name: str
    components: str
    words: str = ""
    idle_minutes: int = _IDLE_MINUTES


_POSTS = (DefaultKind("post", _POST), DefaultKind("comment", _COMMENT), DefaultKind("direct message", _DIRECT, "dm"))

CHANNELS: tuple[tuple[str, tuple[DefaultKind, ...]], ...] = (
    ("Email", (DefaultKind("", _EMAIL, "email e-mail mail"), DefaultKind("newsletter", _NEWSLETTER, "newsletter"))),
    ("X (Twitter)", (
        DefaultKind("", _COMMENT, "tweet x twitter"),
        DefaultKind("post", _POST),
        DefaultKind("reply", _COMMENT),
        DefaultKind("direct message", _DIRECT, "dm"),
    )),
    ("LinkedIn", (DefaultKind("", _COMMENT, "linkedin li"), *_POSTS)),
    ("Instagram", (DefaultKind("", _COMMENT, "instagram insta ig"), *_POSTS)),
    ("Facebook", (DefaultKind("", _COMMENT, "facebook fb"), *_POSTS)),
    ("Phone", (
        DefaultKind("", _CALL, "call phone", _NEVER_IDLE),
        DefaultKind("voice message", _VOICE_MESSAGE, "voicemail"),
    )),
    ("Video call", (
        DefaultKind("", _VIDEO, "video", _NEVER_IDLE),
        DefaultKind("demo", _VIDEO, "demo", _NEVER_IDLE),
        DefaultKind("group", _GROUP_VIDEO, "", _NEVER_IDLE),
        DefaultKind("webinar", _WEBINAR, "webinar", _NEVER_IDLE),
        DefaultKind("recorded", _RECORDED),
    )),
    ("Live chat", (DefaultKind("", _CHAT, "chat"),)),
    ("WhatsApp", (
        DefaultKind("", _DIRECT, "whatsapp wa"),
        DefaultKind("voice message", _VOICE_MESSAGE),
        DefaultKind("call", _CALL, "", _NEVER_IDLE),
    )),
    ("Forum", (DefaultKind("", _COMMENT, "forum"), DefaultKind("answer", _COMMENT))),
    ("TikTok", (DefaultKind("", _POST, "tiktok"), DefaultKind("comment", _COMMENT))),
    ("YouTube", (
        DefaultKind("", _POST, "youtube yt"),
        DefaultKind("comment", _COMMENT),
        DefaultKind("live", _WEBINAR, "", _NEVER_IDLE),
    )),
    ("In person", (
        DefaultKind("", _FACE_TO_FACE, "visit", _NEVER_IDLE),
        DefaultKind("meeting", _GROUP_MEETING, "meeting", _NEVER_IDLE),
        DefaultKind("lunch", _GROUP_MEETING, "lunch", _NEVER_IDLE),
    )),
    ("Event", (DefaultKind("", _STAND, "event stand", _NEVER_IDLE),)),
)  # fmt: skip
"""Channels in the order they are listed, each with its kinds, the channel's own first."""
_NEVER_EDITED = 1
"""When a default was made: before anything, so that what a person makes of one counts on every desk."""


def default_entries(only: Iterable[str] | None = None) -> list[Channel | ChannelKind]:
    """Return the default channels and, after them, their kinds; `only`: the channels of these names, in that order."""
    by_name = dict(CHANNELS)
    names = list(by_name) if only is None else list(only)
    channels = [
        Channel(id=foreign_id("channels", name), edited_us=_NEVER_EDITED, name=name, position=at)
        for at, name in enumerate(names)
    ]
    return [*channels, *chain.from_iterable(_kinds(channel, by_name[channel.name]) for channel in channels)]


def _kinds(channel: Channel, kinds: tuple[DefaultKind, ...]) -> list[ChannelKind]:
    return [
        ChannelKind(
            id=foreign_id("channels", f"{channel.name}/{each.name}"),
            edited_us=_NEVER_EDITED,
            channel_id=channel.id,
            name=each.name,
            words=tuple(each.words.split()),
            components=each.components,
            score=Components.parse(each.components).score(),
            idle_minutes=each.idle_minutes,
            position=at,
        )
        for at, each in enumerate(kinds)
    ]
