"""Links as people paste them: what is one, and of which channel it speaks. Nothing is ever opened."""

from __future__ import annotations

import re
from collections.abc import Mapping

# The words by which stores call the channel that a host belongs to, the likeliest first.
_HOSTS: Mapping[str, tuple[str, ...]] = {
    "x.com": ("x", "twitter", "tweet"),
    "twitter.com": ("x", "twitter", "tweet"),
    "t.co": ("x", "twitter", "tweet"),
    "linkedin.com": ("linkedin", "li"),
    "lnkd.in": ("linkedin", "li"),
    "instagram.com": ("instagram", "insta", "ig"),
    "facebook.com": ("facebook", "fb"),
    "fb.com": ("facebook", "fb"),
    "fb.watch": ("facebook", "fb"),
    "m.me": ("messenger", "facebook", "fb"),
    "whatsapp.com": ("whatsapp", "wa"),
    "wa.me": ("whatsapp", "wa"),
    "tiktok.com": ("tiktok",),
    "youtube.com": ("youtube", "yt"),
    "youtu.be": ("youtube", "yt"),
    "threads.net": ("threads",),
    "threads.com": ("threads",),
    "bsky.app": ("bluesky", "bsky"),
    "mastodon.social": ("mastodon",),
    "reddit.com": ("reddit", "forum"),
    "stackoverflow.com": ("stack overflow", "forum"),
    "discord.com": ("discord", "chat"),
    "slack.com": ("slack", "chat"),
    "t.me": ("telegram",),
    "pinterest.com": ("pinterest",),
    "zoom.us": ("zoom", "video"),
    "meet.google.com": ("video",),
    "teams.microsoft.com": ("teams", "video"),
    "whereby.com": ("video",),
    "mail.google.com": ("email", "e-mail", "mail"),
    "outlook.live.com": ("email", "e-mail", "mail"),
    "outlook.office.com": ("email", "e-mail", "mail"),
    "outlook.office365.com": ("email", "e-mail", "mail"),
}
_SCHEMES: Mapping[str, tuple[str, ...]] = {
    "mailto": ("email", "e-mail", "mail"),
    "message": ("email", "e-mail", "mail"),
    "mid": ("email", "e-mail", "mail"),
    "tel": ("phone", "call"),
    "sms": ("sms", "text message"),
}
_WEB = r"(?i:https?://|www\.)(?:[^/?#@]*@)?(?P<host>[\w.-]+)(?::\d+)?(?:[/?#].*)?"
_OTHER = r"(?i:(?P<scheme>mailto|message|mid|tel|sms)):.+"


def is_link(text: str) -> bool:
    """Whether a word is a link: a page's address, or that of a message, a mail or a telephone."""
    return bool(re.fullmatch(_WEB, text) or re.fullmatch(_OTHER, text))


def channels_of(link: str) -> tuple[str, ...]:
    """Return the words for the channel that a link leads to, the likeliest first; () where nobody can tell."""
    if found := re.fullmatch(_OTHER, link):
        return _SCHEMES[found["scheme"].casefold()]
    found = re.fullmatch(_WEB, link)
    if found is None:
        return ()
    parts = found["host"].casefold().strip(".").split(".")
    # The longest known end of the host counts: "nl.linkedin.com" is LinkedIn, "notx.com" is not X.
    for at in range(len(parts)):
        if named := _HOSTS.get(".".join(parts[at:])):
            return named
    return ()
