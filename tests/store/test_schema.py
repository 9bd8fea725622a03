import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

import roidesk.store
from roidesk.domain.errors import UserError
from roidesk.domain.model import Conversion, Cost, CostKind, Interaction, Rate
from roidesk.i18n.sentences import SENTENCES
from roidesk.store import postgres
from roidesk.store.connection import _CODES
from roidesk.store.migrate import differences
from roidesk.store.opening import open_store
from roidesk.store.records import kinds, record_of
from roidesk.store.schema import LOGS, Base
from tests.store.entries import ANN, NOW, POST, X, interaction, new, write

SQL_TYPES = {
    "sqlite": {int: "INTEGER", bool: "INTEGER", str: "TEXT", UUID: "BLOB"},
    "postgresql": {int: "bigint", bool: "boolean", str: "text", UUID: "uuid"},
}


def sql_type(engine, column):
    kinds = SQL_TYPES[engine]
    return kinds.get(column.type, kinds[str])


def described(engine, connection, table):
    """Return the columns of a table: type, and whether they have to be filled."""
    if engine == "sqlite":
        rows = connection.execute(f"pragma table_info({table})").fetchall()
        return {name: (kind, bool(needed)) for _, name, kind, needed, *_ in rows}
    rows = connection.execute(
        "select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute "
        "where attrelid = :name ::regclass and attnum > 0 and not attisdropped",
        {"name": table},
    )
    return {name: (kind, needed) for name, kind, needed in rows}


@pytest.mark.parametrize("table", kinds())
def test_every_field_has_its_column(engine, store, table):
    record = record_of(kinds()[table])
    wanted = {each.name: (sql_type(engine, each), not each.optional) for each in record.columns}
    if record.named:
        wanted["folded"] = (SQL_TYPES[engine][str], True)
    connection = store._connection("reading")
    assert described(engine, connection, table) == wanted
    for child in record.children:
        assert described(engine, connection, record.child_table(child)).keys() >= {"owner_id", "position", "value"}


def test_migrated_from_nothing_is_as_the_schema_says(store):
    assert differences(store.engine) == []


def plain(statement):
    """Return the parts of a statement in no order: a column added later stands elsewhere, its rule beside it."""
    said = re.sub(r"\s+", " ", statement.replace('"', "")).strip()
    return sorted(filter(None, (each.strip() for each in re.split(r",(?![^(]*\))|(?=CONSTRAINT )", said))))


@pytest.mark.file_only
def test_migrated_from_nothing_reads_as_if_made_at_once(store):
    made = sa.create_engine("sqlite://")
    Base.metadata.create_all(made)
    query = "select type, name, sql from sqlite_schema where sql is not null"
    with made.connect() as connection:
        wanted = {(kind, name): plain(sql) for kind, name, sql in connection.exec_driver_sql(query)}
    made.dispose()
    found = {(kind, name): plain(sql) for kind, name, sql in store._connection("reading").execute(query)}
    assert found.pop(("table", "alembic_version"))
    assert found == wanted


@pytest.mark.file_only
def test_every_table_is_strict_and_holds_on_to_what_it_refers_to(store):
    connection = store._connection("reading")
    for table in Base.metadata.tables:
        (sql,) = connection.execute("select sql from sqlite_schema where name = ?", (table,)).fetchone()
        assert "STRICT" in sql
        assert {row[6] for row in connection.execute(f"pragma foreign_key_list({table})")} <= {"RESTRICT"}


@pytest.mark.parametrize("table", LOGS)
def test_the_log_cannot_be_rewritten(team, table):
    key = "number" if table == "action" else "seq"
    for verb in ("update", "delete"):
        if (table, verb) == ("change_content", "delete"):
            continue
        statement = f"update {table} set {key} = {key}" if verb == "update" else f"delete from {table}"  # noqa: S608
        with pytest.raises(team.engine.errors, match="never rewritten"):
            team._connection("writing").execute(statement)


GOOD_COST = {
    "name": "Tool", "kind": CostKind.SUBSCRIPTION, "amount_minor": 1000, "currency": "EUR",
}  # fmt: skip


def cost(**more):
    days = {"first_day": date(2026, 6, 1), "last_day": date(2026, 6, 30)}
    return Cost(id=new(), **(GOOD_COST | days | more))


@pytest.mark.parametrize(
    "entry",
    [
        lambda: interaction(us=-1),
        lambda: interaction(score=10_001),
        lambda: interaction(components="12345"),
        lambda: interaction(note="cut\0here"),
        lambda: interaction(direction="sideways"),
        lambda: interaction(note=b"bytes"),
        lambda: interaction(overtime_milli=1.5),
        lambda: interaction(zone=None),
        lambda: interaction(note="\udc80"),
        lambda: cost(amount_minor=2**53),
        lambda: cost(amount_minor=2**64),
        lambda: cost(amount_minor=float("nan")),
        lambda: cost(currency="EURO"),
        lambda: cost(first_day=cost().last_day, last_day=cost().first_day),
        lambda: Conversion(id=new(), at_us=NOW, zone="UTC", kind="purchase", amount_minor=5),
        lambda: Rate(id=new(), person_id=ANN.id, from_day=cost().first_day, hourly_minor=-1, currency="EUR"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(team, entry):
    before = team.reader().actions(9)
    with pytest.raises(UserError, match="value_refused"):
        write(team, interaction(), entry())
    assert team.reader().actions(9) == before
    assert team.reader().all(Interaction) == []
    assert team.reader().counts()[Interaction] == 0


def test_a_refusal_names_the_field_and_the_value(team):
    with pytest.raises(UserError) as caught:
        write(team, interaction(overtime_milli=-1))
    assert caught.value.facts == {"table": "interaction", "field": "overtime_milli", "text": -1}


def test_every_refusal_has_its_sentence():
    source = "".join(each.read_text() for each in Path(roidesk.store.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'UserError\(\s*"(\w+)"', source)) | {*_CODES.values(), *postgres._CODES.values()}
    assert len(codes) > 15
    assert codes <= SENTENCES.keys()


def test_a_reference_to_nothing_is_refused(team):
    with pytest.raises(UserError, match="reference_missing"):
        write(team, interaction(contact_id=new()))
    assert team.reader().all(Interaction) == []


def test_what_refers_to_one_another_is_written_in_any_order(store):
    write(store, interaction(), POST, X, ANN)
    assert len(store.reader().all(Interaction)) == 1


def test_a_store_is_made_by_one_of_two_at_once(tmp_path):
    path = tmp_path / "roidesk.db"
    with open_store(path) as one, open_store(path) as other:
        write(one, ANN)
        assert other.reader().get(type(ANN), ANN.id).name == "Ann"
