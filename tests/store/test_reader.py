from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from roidesk.domain.effort import Effort, EffortKey, add_to
from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, MINUTE, Boot, Period, Span, Week
from roidesk.domain.model import (
    Audience,
    Channel,
    ChannelKind,
    Contact,
    Conversion,
    ConversionKind,
    Direction,
    Intent,
    Interaction,
    Person,
    Setting,
    Timer,
)
from roidesk.store.opening import open_store
from roidesk.store.overlap import OF_ONE, queries
from roidesk.store.reader import WeekKey
from tests.store.entries import (
    ACME,
    AMSTERDAM,
    ANN,
    BIKES,
    BOB,
    CARLA,
    DIRK,
    NAMES,
    NOW,
    POST,
    REPLY,
    TRAMS,
    X,
    interaction,
    new,
    write,
)


def purchase(at=NOW, **more):
    return Conversion(id=new(), at_us=at, zone=AMSTERDAM, kind="purchase", amount_minor=100, currency="EUR", **more)


def test_an_entry_comes_back_as_it_was_put(team):
    full = interaction(
        contact_id=CARLA.id,
        direction=Direction.IN,
        intent=Intent.GIVE,
        solved=False,
        value_added=True,
        brand_id=ACME.id,
        topics=(TRAMS.id, BIKES.id),
        campaign="spring",
        note="ünï \u202e🚲\n",
        score=4321,
        score_given=True,
        overtime_milli=1500,
    )
    write(team, full)
    assert team.reader().get(Interaction, full.id) == replace(full, edited_us=NOW)
    assert team.reader().get(Contact, CARLA.id) == replace(CARLA, edited_us=NOW)


def test_a_shorter_tuple_replaces_a_longer_one(team):
    write(team, replace(CARLA, handles=("@carla2",), interests=()))
    assert team.reader().get(Contact, CARLA.id).handles == ("@carla2",)
    assert team.reader().get(Contact, CARLA.id).interests == ()


def test_the_catalogue_follows_what_is_written(team):
    assert team.reader().catalogue().kinds == (replace(POST, edited_us=NOW), replace(REPLY, edited_us=NOW))
    before = team.reader().catalogue()
    write(team, interaction())
    assert team.reader().catalogue() is before
    write(team, replace(X, name="X"))
    assert [each.name for each in team.reader().catalogue().channels] == ["X"]


def test_names_of_an_action_that_came_to_nothing_are_not_kept(team):
    with suppress(UserError), team.unit(label="", now=NOW) as unit:
        unit.put(Channel(id=new(), name="Email"))
        assert len(unit.read.catalogue().channels) == 2
        unit.put(Channel(id=new(), name="email"))
    assert len(team.reader().catalogue().channels) == 1
    write(team, Channel(id=new(), name="Phone"))
    assert [each.name for each in team.reader().catalogue().channels] == ["Phone", "X (Twitter)"]


def test_settings_are_read_by_key(team):
    currency = Setting(id=new(), key="currency", value="EUR")
    write(team, currency)
    assert team.reader().settings() == {"currency": "EUR"}
    write(team, replace(currency, value="DKK"))
    assert team.reader().settings() == {"currency": "DKK"}


@pytest.mark.parametrize("text", ["Carla", " CARLA ", "@carla", "carla@example.com", "@Carla@Example.com"])
def test_a_contact_is_known_by_name_and_by_every_address(team, text):
    assert team.reader().contact_called(text).id == CARLA.id


def test_a_merged_contact_leads_to_whom_it_was_merged_into(team):
    write(team, replace(CARLA, merged_into_id=DIRK.id))
    assert team.reader().contact_called("@carla").id == DIRK.id
    assert team.reader().contact_called("nobody") is None
    assert team.reader().contacts_starting("car") == []


def test_of_two_of_one_name_the_one_who_was_not_merged_is_meant(team):
    carla = Contact(id=new(), name="Carla")
    write(team, carla, replace(CARLA, merged_into_id=DIRK.id))
    assert team.reader().contact_called("Carla").id == carla.id


def test_contacts_are_offered_by_the_start_of_name_or_address(team):
    frank = Contact(id=new(), name="Frank", handles=("@cargo",))
    write(team, frank)
    assert [each.name for each in team.reader().contacts_starting("car")] == ["Carla", "Frank"]
    assert [each.name for each in team.reader().contacts_starting("", limit=2)] == ["Carla", "Dirk"]
    assert team.reader().contacts_starting("c%") == []
    assert team.reader().contact_names([frank.id, new()]) == {frank.id: "Frank"}


def test_names_are_read_once_until_somebody_writes_one(team):
    known = team.reader().catalogue()
    write(team, interaction())
    assert team.reader().catalogue() is known
    write(team, Person(id=new(), name="Cem"), interaction())
    assert len(team.reader().catalogue().people) == 3


def test_names_that_an_action_read_before_it_wrote_are_kept(team):
    with team.unit(label="look", now=NOW) as unit:
        known = unit.read.catalogue()
    assert team.reader().catalogue() is known


def test_a_name_that_another_process_wrote_before_a_line_of_ours_is_seen(team):
    assert len(team.reader().catalogue().people) == 2
    with open_store(team.path or team.place) as other:
        write(other, Person(id=new(), name="Cem"))
    write(team, interaction())
    assert len(team.reader().catalogue().people) == 3


def test_interactions_are_those_that_overlap(team):
    hour = Span(NOW, NOW + HOUR)
    inside = interaction(NOW + MINUTE)
    running_in = interaction(NOW - MINUTE, 2 * MINUTE)
    long = interaction(NOW - 30 * DAY, 31 * DAY, person_id=BOB.id)
    nothing = interaction(NOW, 0)
    touching = [interaction(NOW - MINUTE, MINUTE), interaction(NOW + HOUR), interaction(NOW - 30 * DAY, 30 * DAY)]
    write(team, inside, running_in, long, nothing, *touching)
    found = team.reader().interactions(hour)
    assert [each.id for each in found] == [long.id, running_in.id, nothing.id, inside.id]
    assert [each.id for each in team.reader().interactions(hour, person=BOB.id)] == [long.id]


@pytest.mark.file_only
@pytest.mark.parametrize("person", [None, ANN.id])
def test_overlaps_are_found_by_index(team, person):
    values = {"start": 1, "end": 2, "early": 0, "person": ANN.id.bytes}
    for query in queries(person):
        plan = [row[3] for row in team._connection("reading").execute(f"explain query plan {query}", values)]
        assert "ix_interaction_" in plan[0]
    assert "SEARCH" in plan[0]  # the many are looked up; the few may be gone through


@pytest.mark.file_only
def test_what_effort_is_worked_out_of_is_found_in_the_index(team):
    values = {"start": 1, "end": 2, "early": 0, "person": ANN.id.bytes}
    plan = [row[3] for row in team._connection("reading").execute(f"explain query plan {OF_ONE}", values)]
    assert any("ix_interaction_person_id_end_us" in each for each in plan)
    assert any("SEARCH" in each and "ix_interaction_person_id_start_us_end_us" in each for each in plan)


def test_pages_go_back_without_gap_or_repeat(team):
    many = [interaction(NOW + n // 3 * MINUTE) for n in range(20)]
    write(team, *many)
    seen = []
    last = None
    while page := team.reader().page(before=last, limit=7):
        seen += page
        last = (page[-1].start_us, page[-1].id)
    assert [each.id for each in seen] == [
        each.id for each in sorted(many, key=lambda each: (each.start_us, each.id), reverse=True)
    ]


def test_a_path_holds_the_touches_within_the_window(team):
    sale = purchase(contact_id=CARLA.id)
    touches = [interaction(NOW - age, contact_id=CARLA.id) for age in (DAY, HOUR, 0)]
    others = [
        interaction(NOW - DAY - 1, contact_id=CARLA.id),
        interaction(NOW + 1, contact_id=CARLA.id),
        interaction(NOW - HOUR, contact_id=DIRK.id),
        interaction(NOW - HOUR),
    ]
    write(team, *touches, *others, sale)
    [(found, path)] = team.reader().paths(Span(NOW, NOW + 1), DAY)
    assert found.id == sale.id
    assert [each.id for each in path] == [each.id for each in touches]


def test_a_path_follows_merged_contacts_and_direct_proof(team):
    spoke, wrote = interaction(NOW - HOUR, contact_id=CARLA.id), interaction(NOW - DAY, contact_id=DIRK.id)
    walked_by = interaction(NOW - 90 * DAY)
    known, unknown = purchase(contact_id=DIRK.id), purchase(interaction_id=walked_by.id)
    write(team, spoke, wrote, walked_by, known, unknown, replace(CARLA, merged_into_id=DIRK.id))
    paths = {sale.id: [each.id for each in path] for sale, path in team.reader().paths(Span(NOW, NOW + 1), 2 * DAY)}
    assert paths == {known.id: [wrote.id, spoke.id], unknown.id: [walked_by.id]}
    assert team.reader().conversions_of([walked_by.id, spoke.id])[walked_by.id][0].id == unknown.id


def test_the_last_end_is_not_that_of_the_last_start(team):
    assert team.reader().last_end(ANN.id) is None
    write(team, interaction(NOW, HOUR), interaction(NOW + MINUTE, MINUTE), interaction(NOW, DAY, person_id=BOB.id))
    assert team.reader().last_end(ANN.id) == NOW + HOUR
    write(team, interaction(NOW - 3 * DAY, 4 * DAY))
    assert team.reader().last_end(ANN.id) == NOW + DAY


def test_the_first_day_is_that_of_effort_or_of_a_conversion(team):
    assert team.reader().first_day() is None
    write(team, interaction(NOW))
    assert team.reader().first_day() == date(2026, 5, 28)
    write(team, purchase(NOW - 2 * DAY))
    assert team.reader().first_day() == date(2026, 5, 26)


def test_first_touches_are_those_before_an_instant_and_of_whole_contacts(team):
    merged = replace(DIRK, merged_into_id=CARLA.id)
    write(
        team,
        merged,
        interaction(NOW - DAY, contact_id=CARLA.id),
        interaction(NOW - 2 * DAY, contact_id=DIRK.id),
        interaction(NOW - 3 * DAY),
    )
    assert team.reader().first_touches(before=NOW) == {CARLA.id: NOW - 2 * DAY}
    assert team.reader().first_touches(before=NOW - 2 * DAY) == {}


def test_weeks_add_up_people_and_brands(team):
    write(team, interaction(), interaction(NOW + HOUR, brand_id=ACME.id), interaction(person_id=BOB.id, score=9000))
    weeks = team.reader().effort_by_week(Period(date(2026, 5, 31), date(2026, 5, 31)))
    assert {key: (each.interactions, each.us) for key, each in weeks.items()} == {
        WeekKey(Week(2026, 22), POST.id, 2, known=False): (2, 8 * MINUTE),
        WeekKey(Week(2026, 22), POST.id, 5, known=False): (1, 4 * MINUTE),
    }


def test_weeks_are_added_up_by_person_kind_level_and_brand(team):
    write(
        team,
        interaction(),
        interaction(NOW + HOUR, brand_id=ACME.id),
        interaction(NOW - 7 * DAY),
        interaction(NOW - 14 * DAY, person_id=BOB.id, score=9000),
        interaction(NOW - 21 * DAY),
    )
    weeks = Period(date(2026, 5, 11), date(2026, 5, 31))
    over = team.reader().effort_over(weeks)
    summed: dict[EffortKey, Effort] = {}
    for key, effort in team.reader().effort_of_weeks(weeks).items():
        add_to(summed, replace(key, day=date(2026, 5, 11)), effort)
    assert over == summed
    assert sorted(each.interactions for each in over.values()) == [1, 1, 2]


def test_contacts_are_found_by_name_address_and_audience(team):
    merged = replace(DIRK, merged_into_id=CARLA.id, handles=("@dirk",))
    write(team, replace(CARLA, audience=Audience.CUSTOMER), merged)
    read = team.reader()
    assert read.contacts_called(CARLA.name) == read.contacts_called("dirk") == {CARLA.id}
    assert read.contacts_called("nobody") == frozenset()
    assert read.contacts_of(Audience.CUSTOMER) == {CARLA.id}
    assert CARLA.id not in read.contacts_of(None)
    assert read.merged_contacts() == {DIRK.id: CARLA.id}


def test_what_is_in_the_trash_is_nowhere(team):
    gone = interaction(contact_id=CARLA.id)
    sale = purchase(contact_id=CARLA.id, interaction_id=gone.id)
    write(team, gone, sale)
    with team.unit(label="delete", now=NOW) as unit:
        unit.delete(Interaction, [gone.id])
    reader, everything = team.reader(), Span(0, 2 * NOW)
    assert reader.get(Interaction, gone.id) is None
    assert reader.get(Interaction, gone.id, trashed=True).deleted_us == NOW
    assert reader.all(Interaction) == reader.page() == reader.interactions(everything) == []
    assert reader.where(Interaction, contact_id=CARLA.id) == []
    assert [each.id for each in reader.all(Interaction, trashed=True)] == [gone.id]
    assert reader.paths(everything, DAY)[0][1] == ()
    assert reader.last_end(ANN.id) is None
    assert reader.counts()[Interaction] == 0


def test_fields_are_compared_as_values(team):
    write(team, interaction(contact_id=CARLA.id, intent=Intent.ASK), interaction(intent=Intent.GIVE))
    assert len(team.reader().where(Interaction, intent=Intent.ASK, contact_id=CARLA.id)) == 1
    assert len(team.reader().where(Interaction, contact_id=None, several=False)) == 1
    with pytest.raises(KeyError):
        team.reader().where(Interaction, **{"1=1 or zone": "x"})


def test_a_snapshot_does_not_move(team):
    reader = team.reader()
    with reader.snapshot():
        write(team, interaction())
        assert reader.all(Interaction) == []
    assert len(reader.all(Interaction)) == 1


@pytest.mark.parametrize("kind", [Person, Channel, ChannelKind, Contact])
def test_a_name_that_is_used_stays(team, kind):
    write(team, interaction(contact_id=CARLA.id))
    used = next(each for each in (ANN, X, POST, CARLA) if isinstance(each, kind))
    with pytest.raises(UserError, match="still_used"), team.unit(label="delete", now=NOW) as unit:
        unit.delete(kind, [used.id])
    assert team.reader().get(kind, used.id)


def test_a_name_is_given_once(team):
    with pytest.raises(UserError, match="name_taken"):
        write(team, Person(id=new(), name=" ANN "))
    write(team, ConversionKind(id=new(), name="newsletter"), Setting(id=new(), key="zone", value="UTC"))
    with pytest.raises(UserError, match="already_there"):
        write(team, Setting(id=new(), key="zone", value="UTC"))
    with team.unit(label="delete", now=NOW) as unit:
        unit.delete(Person, [BOB.id])
    write(team, Person(id=new(), name="bob"))


def test_a_heartbeat_is_no_action(team):
    timer = Timer(id=new(), person_id=ANN.id, kind_id=POST.id, start_us=NOW, zone=AMSTERDAM, seen_us=NOW)
    paused, theirs = replace(timer, id=new(), paused_us=NOW), replace(timer, id=new(), person_id=BOB.id)
    write(team, timer, paused, theirs)
    before = team.reader().actions(9)
    team.beat(NOW + MINUTE, Boot("this", 7, 5), ANN.id)
    seen = team.reader().get(Timer, timer.id)
    assert (seen.seen_us, seen.boot_id, seen.boot_us, seen.awake_us) == (NOW + MINUTE, "this", 7, 5)
    assert [team.reader().get(Timer, each.id).seen_us for each in (paused, theirs)] == [NOW, NOW]
    assert team.reader().actions(9) == before


def test_every_name_is_there(team):
    assert sum(team.reader().counts().values()) == len(NAMES)
