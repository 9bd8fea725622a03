"""What is PostgreSQL's own: how it is reached, what is looked at before anything is made, and who may do what."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Interaction, Person
from roidesk.store.check import check
from roidesk.store.format import VERSION
from roidesk.store.migrate import alchemy, differences
from roidesk.store.opening import open_store
from roidesk.store.overlap import queries
from roidesk.store.postgres import PostgreSQL, asked_of, spelled
from roidesk.store.schema import LOGS, Base
from tests.store.entries import ANN, CARLA, NAMES, NOW, interaction, write


@pytest.fixture
def url(server):
    """A store of the test's own."""
    database = server.database()
    yield server.url(database)
    server.drop(database)


@pytest.fixture
def nothing(server):
    """An empty database."""
    database = server.bare_database()
    yield server.url(database)
    server.drop(database)


@pytest.fixture
def store(url):
    with open_store(url, lock_seconds=0.05) as opened:
        write(opened, *NAMES)
        yield opened


def run(url, *statements):
    """Do something there as whoever owns the database."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def rows(url, query):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def refused(url, **how):
    before = rows(url, "select relname, relnamespace from pg_class order by 1, 2")
    with pytest.raises(UserError) as caught:
        open_store(url, **how)
    assert rows(url, "select relname, relnamespace from pg_class order by 1, 2") == before
    return caught.value.code


# ------------------------------------------------------------ opening


def test_an_empty_database_is_made_a_store_when_asked(nothing):
    assert refused(nothing, create=False) == "store_missing"
    assert refused(nothing, read_only=True) == "store_missing"
    with open_store(nothing) as store:
        assert store.path is None
        assert store.place == nothing
        assert differences(store.engine) == []
        assert store.engine.version(store._connection("reading")) == VERSION


def test_a_database_of_another_program_is_left_alone(nothing):
    run(nothing, "create table note (text text)")
    assert refused(nothing) == "server_not_ours"
    run(nothing, "create table alembic_version (version_num text)", "insert into alembic_version values ('5a1')")
    assert refused(nothing) == "server_not_ours"


def test_what_lies_in_another_schema_is_no_matter(nothing):
    run(nothing, "create table note (text text)", "create schema team")
    with open_store(f"{nothing}&options=-csearch_path%3Dteam") as store:
        write(store, ANN)
        assert differences(store.engine) == []
    assert rows(nothing, "select name from team.person") == [("Ann",)]


def test_a_newer_store_is_left_alone(url):
    run(url, f"update alembic_version set version_num = '{VERSION + 1:04d}'")  # noqa: S608
    assert refused(url) == "store_newer"


def test_a_store_is_made_by_one_of_two_at_once(nothing):
    together = Barrier(2)

    def make():
        together.wait()
        with open_store(nothing) as store:
            return differences(store.engine)

    with ThreadPoolExecutor(2) as pool:
        assert [each.result() for each in [pool.submit(make), pool.submit(make)]] == [[], []]


def test_a_step_that_fails_halfway_leaves_nothing(nothing, monkeypatch):
    def halfway(config, _):
        config.attributes["connection"].exec_driver_sql("create table half (done boolean)")
        raise RuntimeError("halfway")

    monkeypatch.setattr("roidesk.store.migrate_server.command.upgrade", halfway)
    with pytest.raises(RuntimeError, match="halfway"):
        open_store(nothing)
    assert rows(nothing, "select relname from pg_class where relname = 'half'") == []


def test_a_step_that_loses_an_entry_is_not_kept(url, monkeypatch):
    with open_store(url) as store:
        write(store, *NAMES, interaction())

    def losing(config, _):
        config.attributes["connection"].exec_driver_sql("update interaction set end_us = end_us - 1")

    run(url, "update alembic_version set version_num = '0001'")
    monkeypatch.setattr("roidesk.store.migrate_server.command.upgrade", losing)
    with pytest.raises(UserError, match="migration_differs"):
        open_store(url)
    assert rows(url, "select end_us - start_us from interaction") == [(240_000_000,)]


def test_a_database_that_cannot_hold_every_letter_is_refused(server):
    server.run("create database narrow template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'")
    try:
        assert refused(server.url("narrow")) == "server_letters"
    finally:
        server.drop("narrow")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://ann:geheim@127.0.0.1:1/team", "server_unreachable"),
        ("postgresql://ann:ge%zzheim@127.0.0.1/team", "server_address"),
        ("postgresql://ann@127.0.0.1/team?password=geheim&colour=red", "server_address"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_without_the_password(url, code):
    with pytest.raises(UserError) as caught:
        open_store(url)
    assert caught.value.code == code
    assert "heim" not in str(caught.value)
    assert caught.value.__suppress_context__ or "heim" not in str(caught.value.__cause__)


def test_a_database_that_is_not_there_is_no_fault_of_ours(server):
    with pytest.raises(UserError, match="server_unreachable"):
        open_store(server.url("nowhere"))


def test_without_the_driver_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(UserError, match="driver_missing"):
        open_store("postgresql://ann@db.example/team")


# ------------------------------------------------------------ the schema


OURS = "relnamespace = 'public'::regnamespace and relname <> 'alembic_version'"
DECLARED = (
    """select relname, attname, format_type(atttypid, atttypmod), attnotnull, collname::text,
    pg_get_expr(adbin, adrelid) from pg_attribute join pg_class on pg_class.oid = attrelid
    left join pg_collation on pg_collation.oid = attcollation
    left join pg_attrdef on adrelid = attrelid and adnum = attnum where {ours} and relkind = 'r' and attnum > 0""",
    """select conname, pg_get_constraintdef(pg_constraint.oid) from pg_constraint
    join pg_class on pg_class.oid = conrelid where {ours}""",
    "select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename <> 'alembic_version'",
    "select tgname, pg_get_triggerdef(oid), tgenabled from pg_trigger where not tgisinternal",
    "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace",
)


def declared(url):
    """Return all that the tables of a database are made of, as the server says it."""
    return {row for query in DECLARED for row in rows(url, query.format(ours=OURS))}


def test_migrated_from_nothing_is_as_if_made_at_once(url, nothing):
    made = alchemy(PostgreSQL(nothing))
    with made.begin() as connection:
        Base.metadata.create_all(connection)
    assert declared(url) == declared(nothing)
    assert len(declared(url)) > 500


def test_every_reference_is_held_on_to_and_every_text_compared_by_its_bytes(url):
    assert rows(url, "select distinct confdeltype, condeferred from pg_constraint where contype = 'f'") == [("r", True)]
    collations = rows(
        url,
        "select distinct collname from pg_attribute join pg_class on pg_class.oid = attrelid join pg_collation on "
        "pg_collation.oid = attcollation where relnamespace = 'public'::regnamespace and relkind = 'r' "
        "and atttypid = 'text'::regtype",
    )
    assert collations == [("C",)]


def test_the_log_cannot_be_emptied(store):
    for table in LOGS:
        with pytest.raises(psycopg.IntegrityError, match="never rewritten"):
            run(store.place, f"truncate {table} cascade")


@pytest.mark.parametrize(
    "statement",
    [
        "alter table change disable trigger change_no_update",
        "drop trigger action_no_truncate on action",
        "drop index ix_interaction_start_us_id",
        "alter table interaction alter column note set not null",
        "create table more (id uuid)",
    ],
)
def test_what_was_changed_in_the_schema_is_found(store, statement):
    run(store.place, statement)
    assert {each.code for each in check(store, deep=True)} == {"schema_differs"}


def test_overlaps_are_found_by_index(store):
    values = {"start": 1, "end": 2, "early": 0, "person": ANN.id}
    connection = store._connection("reading")
    connection.execute("set enable_seqscan = off")
    for person in (None, ANN.id):
        plans = [
            "".join(line for (line,) in connection.execute(f"explain {query}", values).fetchall())
            for query in queries(person)
        ]
        assert all("ix_interaction_" in plan for plan in plans)


# ------------------------------------------------------------ the connection


def test_the_rules_of_the_connection(url):
    with open_store(url) as store:
        for purpose, only_reads in (("reading", "on"), ("writing", "off")):
            connection = store._connection(purpose)
            wanted = {
                "application_name": "roidesk",
                "client_encoding": "UTF8",
                "lock_timeout": "5s",
                "statement_timeout": "20s",
                "idle_in_transaction_session_timeout": "1min",
                "default_transaction_read_only": only_reads,
            }
            found = {name: connection.execute(f"show {name}").fetchone()[0] for name in wanted}
            assert found == wanted
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            store._connection("reading").execute("delete from person")


def test_a_server_elsewhere_proves_which_it_is():
    assert asked_of({"host": "db.example"}, {})["sslmode"] == "verify-full"
    assert asked_of({"host": "db.example", "sslmode": "require"}, {})["sslmode"] == "require"
    assert "sslmode" not in asked_of({"host": "db.example"}, {"PGSSLMODE": "disable"})
    assert asked_of({}, {"PGHOST": "db.example"})["sslmode"] == "verify-full"
    for near in ({}, {"host": "/run/postgresql"}, {"host": "localhost"}, {"host": "/a,127.0.0.1"}):
        assert "sslmode" not in asked_of(near, {})
    assert asked_of({"connect_timeout": "60"}, {})["connect_timeout"] == "60"


def test_a_statement_is_spelled_as_postgresql_takes_it():
    assert spelled("select :a, ':1', 'x%', :b_2::text") == "select %(a)s, ':1', 'x%%', %(b_2)s::text"


def test_a_connection_that_was_lost_is_told_and_made_again(store):
    def end_all():
        run(
            store.place,
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roidesk' "
            "and datname = current_database()",
        )

    store.reader().counts()
    end_all()
    with pytest.raises(UserError, match="server_lost"):
        store.reader().counts()
    with pytest.raises(UserError, match="server_lost"):  # noqa: PT012, SIM117 - it is lost inside
        with store.unit(label="log", now=NOW) as unit:
            unit.put(interaction(note="lost"))
            end_all()
    assert store.reader().all(Interaction) == []
    write(store, interaction(note="kept"))
    assert [each.note for each in store.reader().all(Interaction)] == ["kept"]
    assert check(store, deep=True) == []


def test_a_number_with_a_fraction_is_refused_not_rounded(store):
    with pytest.raises(UserError, match="value_refused"):
        write(store, interaction(overtime_milli=1.5))


# ------------------------------------------------------------ who may do what


@pytest.fixture
def person(server):
    """Somebody who owns nothing."""
    server.run("create role staff login")
    yield "staff"
    server.run("drop role staff")


def as_person(url, name):
    return url.replace("postgres@", f"{name}@")


def test_who_owns_nothing_works_with_rights_alone(store, person):
    emptied = ("rollup_day", "rollup_week", *(name for name in Base.metadata.tables if "_" in name))
    run(
        store.place,
        f"grant select, insert on all tables in schema public to {person}",
        *(f"grant update on {name} to {person}" for name in Base.metadata.tables if name not in LOGS),
        *(f"grant delete on {name} to {person}" for name in emptied if name not in LOGS),
    )
    with open_store(as_person(store.place, person)) as theirs:
        assert not theirs.read_only
        one = interaction(contact_id=CARLA.id, topics=())
        write(theirs, one)
        with theirs.unit(label="undo", now=NOW) as unit:
            unit.undo()
        assert theirs.reader().all(Interaction) == []
        assert check(theirs, deep=True) == []
    with psycopg.connect(as_person(store.place, person)) as past, pytest.raises(psycopg.errors.InsufficientPrivilege):
        past.execute("update change set op = 'edit'")
    run(store.place, f"drop owned by {person}")


def test_who_may_only_read_opens_it_read_only(store, person):
    assert refused(as_person(store.place, person)) == "server_forbids"
    run(store.place, f"grant select on all tables in schema public to {person}")
    with open_store(as_person(store.place, person)) as theirs:
        assert theirs.read_only
        assert len(theirs.reader().all(Person)) == 2
        with pytest.raises(UserError, match="store_read_only"):
            write(theirs, ANN)
    run(store.place, "update alembic_version set version_num = '0001'")
    assert refused(as_person(store.place, person)) == "server_older"
    run(store.place, f"drop owned by {person}")


def test_sums_arrive_as_whole_numbers(store):
    write(store, interaction(), interaction(NOW + 10**9))
    (total,) = store._connection("reading").execute("select sum(us) from rollup_day").fetchone()
    assert (type(total), total) == (int, 2 * 240_000_000)


def test_a_server_that_goes_away_during_a_check_is_not_called_damaged(store, monkeypatch):
    def away(*_, **__):
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(PostgreSQL, "damage", away)
    with pytest.raises(UserError, match="server_lost"):
        check(store)


def test_what_was_erased_is_written_out_of_the_tables_by_who_owns_them(store, person):
    def files():
        return rows(
            store.place, "select relname, relfilenode from pg_class where relname in ('contact_handles', 'pin')"
        )

    before = files()
    assert store.engine.scrub(store._connection("writing"))
    assert not set(before) & set(files())
    run(store.place, f"grant select, insert on all tables in schema public to {person}")
    with open_store(as_person(store.place, person), lock_seconds=0.05) as theirs:
        assert not theirs.engine.scrub(theirs._connection("writing"))
    run(store.place, f"drop owned by {person}")
    with store.reader().snapshot(), open_store(store.place, lock_seconds=0.05) as other:
        assert not other.engine.scrub(other._connection("writing"))
