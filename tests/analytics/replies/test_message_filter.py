"""A filter over messages: what they say, and what they cannot say."""

from uuid import uuid4

import pytest

from roidesk.analytics.replies.message_filter import keeps_followers, keeps_message, keeps_praise
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.filters import bind, parse
from roidesk.domain.model import Channel, ChannelKind, FollowerCount, Inbound, Person, Praise

EMAIL, TWEET, ANN, CONTACT = uuid4(), uuid4(), uuid4(), uuid4()
KIND = ChannelKind(id=uuid4(), channel_id=TWEET, name="reply", words=("reply",), score=2250)
NAMES = Catalogue(
    people=(Person(id=ANN, name="Ann"),),
    channels=(Channel(id=EMAIL, name="Email"), Channel(id=TWEET, name="X")),
    kinds=(ChannelKind(id=uuid4(), channel_id=EMAIL, words=("email",), score=2500), KIND),
)


class Contacts:
    def called(self, text):
        return frozenset({CONTACT} if text == "acme" else ())

    def of_audience(self, _audience):
        return frozenset({CONTACT})


def message(**said):
    return Inbound(id=uuid4(), at_us=0, zone="UTC", **said)


REPLY = message(channel_id=TWEET, kind_id=KIND.id, contact_id=CONTACT, person_id=ANN)
MAIL = message(channel_id=EMAIL)


@pytest.mark.parametrize(
    ("text", "reply", "mail"),
    [
        ("channel=X", True, False),
        ("channel!=X", False, True),
        ("person=Ann", True, False),
        ("@acme", True, False),
        ("audience=customer", True, False),
        ("direction=in", True, True),
        ("direction=out", False, False),
        ("!2", True, False),
        ("personal>=3", False, False),
        ("score>=22", True, False),
        ("score>=23", False, False),
        ("kind=reply", True, False),
        ("minutes>=3", False, False),
        ("not minutes>=3", False, False),
        ("channel=X or minutes>=3", True, False),
        ("channel=X and minutes>=3", False, False),
        ("conversion=purchase", True, True),
        ("conversion=purchase and channel=X", True, False),
    ],
)
def test_what_cannot_be_told_leaves_it_out(text, reply, mail):
    keeps = keeps_message(bind(parse(text), NAMES, Contacts()), NAMES)
    assert (keeps(REPLY), keeps(MAIL)) == (reply, mail)


TWEETERS, MAILERS = (FollowerCount(id=uuid4(), channel_id=each, at_us=0, zone="UTC") for each in (TWEET, EMAIL))
OF_ACME, OF_NOBODY = (Praise(id=uuid4(), at_us=0, zone="UTC", contact_id=each) for each in (CONTACT, None))


@pytest.mark.parametrize(
    ("text", "followers", "praise"),
    [
        ("channel=X", (True, False), (False, False)),
        ("@acme", (False, False), (True, False)),
        ("not @acme", (False, False), (False, True)),
        ("person=Ann", (False, False), (False, False)),
        ("@acme or channel=X", (True, False), (True, False)),
    ],
)
def test_followers_say_a_channel_and_praise_a_contact(text, followers, praise):
    where = bind(parse(text), NAMES, Contacts())
    assert tuple(map(keeps_followers(where), (TWEETERS, MAILERS))) == followers
    assert tuple(map(keeps_praise(where), (OF_ACME, OF_NOBODY))) == praise
