"""A small team to write with: a person, a channel with two kinds, contacts."""

from __future__ import annotations

from itertools import count
from uuid import UUID

from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Brand, Channel, ChannelKind, Contact, Interaction, Person, Topic

NOW = 1_780_000_000_000_000  # 2026-05-28T20:26:40Z
AMSTERDAM = "Europe/Amsterdam"
_numbers = count(10_000)

ANN = Person(id=UUID(int=1), name="Ann")
BOB = Person(id=UUID(int=2), name="Bob")
X = Channel(id=UUID(int=10), name="X (Twitter)")
POST = ChannelKind(id=UUID(int=20), channel_id=X.id, words=("tweet", "post"), components="100002", score=2000)
REPLY = ChannelKind(id=UUID(int=21), channel_id=X.id, name="reply", components="100022", score=4000)
ACME = Brand(id=UUID(int=30), name="Acme")
BIKES = Topic(id=UUID(int=40), name="bikes")
TRAMS = Topic(id=UUID(int=41), name="trams")
CARLA = Contact(id=UUID(int=50), name="Carla", handles=("@carla", "carla@example.com"), interests=(TRAMS.id, BIKES.id))
DIRK = Contact(id=UUID(int=51), name="Dirk")
NAMES = (ANN, BOB, X, POST, REPLY, ACME, BIKES, TRAMS, CARLA, DIRK)


def new() -> UUID:
    return UUID(int=next(_numbers))


def interaction(start=NOW, us=4 * MINUTE, **more) -> Interaction:
    said = {"id": new(), "person_id": ANN.id, "kind_id": POST.id, "score": 2000, "zone": AMSTERDAM} | more
    return Interaction(start_us=start, end_us=start + us, **said)


def write(store, *entries, label="write", now=NOW):
    with store.unit(label=label, now=now) as unit:
        unit.put_many(entries)
    return unit.changes
