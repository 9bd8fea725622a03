from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.model import (
    AskKind,
    Channel,
    ChannelKind,
    Contact,
    Direction,
    Intent,
    Interaction,
    Person,
    Purpose,
    Source,
    Topic,
)
from roidesk.importers.cells import Place
from roidesk.importers.columns import Table
from roidesk.importers.guesses import guess
from roidesk.importers.names import Names
from roidesk.importers.tables import tables

DOCUMENT = Path(__file__).parents[2] / "docs" / "tables.md"
PERSON = Person(id=foreign_id("p", "1"), name="Ann")
CHANNEL = Channel(id=foreign_id("c", "1"), name="Email")
KINDS = tuple(
    ChannelKind(id=foreign_id("k", name), channel_id=CHANNEL.id, name=name, components="000022", score=2500)
    for name in ("", "news; letter")
)
TOPICS = tuple(Topic(id=foreign_id("t", name), name=name) for name in ("a", "b;c", "d\\"))
CONTACTS = tuple(
    Contact(id=foreign_id("x", str(n)), name=name) for n, name in enumerate(("Kim", "Lee", "Lee", "several"))
)
CATALOGUE = Catalogue(people=(PERSON,), channels=(CHANNEL,), kinds=KINDS, topics=TOPICS)


def names():
    by_id = {each.id: each for each in CONTACTS}
    known = Names(
        CATALOGUE,
        known_as=lambda text: next((each for each in CONTACTS if each.name.casefold() == text.casefold()), None),
        contact=by_id.get,
        new_id=lambda: pytest.fail("a name was not found again"),
    )
    known.learn_contacts(CONTACTS)
    return known


TEXT = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    str.strip
)


@st.composite
def interactions(draw):
    def maybe(strategy):
        return draw(st.none() | strategy)

    start = draw(st.integers(0, 4_000_000_000_000_000))
    several = draw(st.booleans())
    return Interaction(
        id=foreign_id("i", "1"),
        person_id=PERSON.id,
        start_us=start,
        end_us=start + draw(st.integers(0, 86_400_000_000)),
        zone=draw(st.sampled_from(["Europe/Amsterdam", "America/New_York", "Asia/Kathmandu", "UTC"])),
        source=draw(st.sampled_from(Source)),
        kind_id=draw(st.sampled_from(KINDS)).id,
        contact_id=None if several else maybe(st.sampled_from([each.id for each in CONTACTS])),
        several=several,
        direction=draw(st.sampled_from(Direction)),
        intent=maybe(st.sampled_from(Intent)),
        ask_kind=maybe(st.sampled_from(AskKind)),
        solved=maybe(st.booleans()),
        value_added=maybe(st.booleans()),
        purpose=maybe(st.sampled_from(Purpose)),
        components=draw(st.text("012", min_size=6, max_size=6)),
        score=draw(st.integers(0, 10_000)),
        score_given=draw(st.booleans()),
        overtime_milli=draw(st.integers(0, 10_000)),
        topics=tuple(draw(st.lists(st.sampled_from([each.id for each in TOPICS]), unique=True))),
        campaign=maybe(TEXT.filter(bool).map(str.strip)),
        answers_id=maybe(st.uuids()),
        note=draw(TEXT),
    )


@given(interactions())
def test_an_interaction_is_read_as_it_was_shown(entry):
    known, table = names(), tables()["interactions"]
    place = Place(known, "Asia/Tokyo", "EUR")
    cells = table.show(entry, place)
    assert table.read(cells, place, wanted=entry.id) == entry
    assert table.read(cells, place, wanted=entry.id, base=entry) == entry
    assert not known.staged


@pytest.mark.parametrize("table", tables().values(), ids=list(tables()))
def test_every_column_of_our_own_is_documented(table: Table):
    text = DOCUMENT.read_text(encoding="utf-8")
    for column in table.columns:
        if column.ours:
            assert f"`{column.name}`" in text, f"{table.name}.{column.name}"


@pytest.mark.parametrize(
    ("channel", "kind", "components"),
    [
        ("tweet", "", "100002"),
        ("X (Twitter)", "direct message", "100022"),
        ("Email", "", "000022"),
        ("Email", "newsletter", "000001"),
        ("Phone", "", "220022"),
        ("Skype", "video call", "222022"),
        ("video", "", "222022"),
        ("Live chat", "", "200022"),
        ("Trade fair", "", "222211"),
        ("Carrier pigeon", "", "000000"),
    ],
)
def test_a_channel_is_described_by_what_its_name_says(channel, kind, components):
    assert str(guess(channel, kind).components) == components


def test_a_gap_of_a_timer_that_is_none_is_refused():
    names = Names(CATALOGUE, known_as=lambda _: None, contact=lambda _: None, new_id=lambda: None)
    column, place = tables()["timers"].column["gaps"], Place(names, "Asia/Tokyo", "EUR")
    assert column.cell.read_as("gaps", "5:9:asleep; 12:15:restart", place) == ("5:9:asleep", "12:15:restart")
    with pytest.raises(UserError) as refused:
        column.cell.read_as("gaps", "5:9:asleep; 15:12:restart", place)
    assert (refused.value.code, refused.value.facts["field"]) == ("gap_unreadable", "gaps")
