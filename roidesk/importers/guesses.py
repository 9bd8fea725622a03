"""How personal a channel probably is, by its name: a start for channels that nobody has described yet.

Values: analytics.md 2.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roidesk.domain.catalogue import folded
from roidesk.domain.personalness import Components


@dataclass(frozen=True, slots=True)
class Guess:
    """Words that name a way of contact, its six components, and after how many idle minutes one asks (0: never)."""

    words: frozenset[str]
    components: Components
    idle_minutes: int = 5


def _guess(words: str, digits: str, idle_minutes: int = 5) -> Guess:
    return Guess(frozenset(words.split(",")), Components.parse(digits), idle_minutes)


# The first that fits wins: what says more ("direct message", "video call") stands before what says less.
_GUESSES = (
    _guess("face to face,face-to-face,in person,visit,meeting,coffee", "222222", 0),
    _guess("lunch,dinner,group meeting", "222212", 0),
    _guess("event,convention,fair,trade fair,conference,stand,booth,meetup", "222211", 0),
    _guess("webinar,live stream,livestream", "121000", 0),
    _guess("group video call,group call", "222011", 0),
    _guess("recorded video,personal video", "022022"),
    _guess("video call,video,zoom,teams,meet,google meet,facetime,video demo,demo", "222022", 0),
    _guess("voice message,voicemail,voice mail", "020022"),
    _guess("phone,phone call,call,telephone,calls,skype", "220022", 0),
    _guess("live chat,livechat,chat,intercom", "200022"),
    _guess(
        "direct message,dm,dms,message,private message,inmail,whatsapp,signal,telegram,sms,messenger,slack",
        "100022",
    ),
    _guess("newsletter,mailing,mailing list", "000001"),
    _guess("email,e-mail,mail,letter,emails,mails", "000022"),
    _guess("post,posts,broadcast,ad,ads,advertisement,blog,blog post,article", "000000"),
    _guess("tweet,tweets,reply,comment,mention,thread,review,answer", "100002"),
    _guess(
        "x,twitter,linkedin,facebook,instagram,mastodon,bluesky,threads,tiktok,youtube,reddit,forum,quora,pinterest,"
        "community,hacker news",
        "100002",
    ),
)
_UNKNOWN = Guess(frozenset(), Components.parse("000000"))
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


def phrases(text: str) -> set[str]:
    """Return every word of a text, and every run of two or three, as words are compared."""
    words = _WORD.findall(folded(text))
    return {" ".join(words[at : at + length]) for length in (1, 2, 3) for at in range(len(words) - length + 1)}


def guess(channel: str, kind: str = "") -> Guess:
    """Return what a kind of contact on a channel probably is; nothing personal where no word is known."""
    for text in (kind, channel):
        said = phrases(text)
        for each in _GUESSES:
            if each.words & said:
                return each
    return _UNKNOWN


def guessed_channel(text: str) -> str | None:
    """Return the word by which a text seems to name a way of contact ("Call with Acme": "call"), or None."""
    said = phrases(text)
    for each in _GUESSES:
        if found := sorted(each.words & said, key=len):
            return found[-1]
    return None
