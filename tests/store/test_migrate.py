"""Bringing an older store up to date: all of it or nothing, and no entry lost on the way."""

import ast
import shutil
import sqlite3
from pathlib import Path

import pytest

import roidesk
from roidesk.domain.errors import UserError
from roidesk.domain.model import ChannelKind, Interaction
from roidesk.store import census, migrations, opening, store
from roidesk.store import migrate as migrate_module
from roidesk.store.backup import write_copy
from roidesk.store.migrate import migrate
from roidesk.store.opening import open_store
from tests.store.entries import NAMES, interaction, write

STEP = """
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    with op.batch_alter_table("channel", recreate="always") as batch:
        batch.add_column(sa.Column("motto", sa.Text()))
    {then}
"""


@pytest.fixture
def older(path):
    """A store of today, with entries."""
    with open_store(path) as opened:
        write(opened, *NAMES, interaction(note="kept"))
    return path


@pytest.fixture
def tomorrow(tmp_path, monkeypatch):
    """Makes roidesk one step newer; the step rebuilds a table that others refer to."""

    def build(then="pass"):
        folder = tmp_path / "migrations"
        shutil.copytree(Path(migrations.__file__).parent, folder)
        (folder / "versions" / "0004_next.py").write_text(STEP.format(then=then))
        today = migrate_module.configuration()

        def configuration():
            today.set_main_option("script_location", str(folder))
            return today

        monkeypatch.setattr(migrate_module, "configuration", configuration)
        for module in (migrate_module, opening, store):
            monkeypatch.setattr(module, "VERSION", 4)

    return build


def test_an_older_store_is_brought_up_to_date_and_keeps_all(older, tomorrow):
    tomorrow()
    with open_store(older) as opened:
        connection = opened._connection("reading")
        assert connection.execute("pragma user_version").fetchone() == (4,)
        assert connection.execute("select version_num from alembic_version").fetchone() == ("0004",)
        assert connection.execute("select name, motto from channel").fetchall() == [("X (Twitter)", None)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        assert [each.note for each in opened.reader().all(Interaction)] == ["kept"]
        assert len(opened.reader().all(ChannelKind)) == 2


def content(path):
    with sqlite3.connect(path) as connection:
        found = list(connection.iterdump())
        version = connection.execute("pragma user_version").fetchone()
    connection.close()
    return found, version


def test_a_step_that_fails_halfway_leaves_nothing(older, tomorrow):
    before = content(older)
    tomorrow('raise RuntimeError("halfway")')
    with pytest.raises(RuntimeError, match="halfway"):
        open_store(older)
    assert content(older) == before


def test_a_step_that_loses_what_others_refer_to_is_not_kept(older, tomorrow):
    before = content(older)
    tomorrow('op.execute("delete from channel")')
    with pytest.raises(UserError, match="store_damaged"):
        open_store(older)
    assert content(older) == before


def test_an_older_store_that_cannot_be_written_is_refused(older, tomorrow):
    tomorrow()
    with pytest.raises(UserError, match="store_older"):
        open_store(older, read_only=True)


def test_nothing_to_do_changes_nothing(older):
    before = content(older)
    migrate(older)
    assert content(older) == before


def test_a_store_that_is_locked_or_finds_no_room_is_refused_in_a_sentence(older, monkeypatch, tmp_path):
    with sqlite3.connect(older) as other:
        other.execute("begin immediate")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            migrate(older, lock_seconds=0)
        other.rollback()

    real = migrate_module.connect

    def crowded(path, **how):
        connection = real(path, **how)
        connection.execute("pragma max_page_count = 8")
        return connection

    monkeypatch.setattr(migrate_module, "connect", crowded)
    with pytest.raises(UserError, match="store_full"):
        open_store(tmp_path / "new.db")
    assert [each.name for each in tmp_path.iterdir() if "new" in each.name] == []


def test_it_is_copied_first_as_it_was(older, tomorrow, tmp_path):
    tomorrow()
    before = content(older)
    copy = tmp_path / "before.db"

    def keep(path):
        with pytest.raises(sqlite3.OperationalError, match="locked"), sqlite3.connect(path, timeout=0) as other:
            other.execute("begin immediate")  # nobody writes between the copy and the steps
        write_copy(path, copy)

    open_store(older, before_migration=keep).close()
    assert content(copy) == before


def test_without_a_copy_it_is_left_alone(older, tomorrow):
    tomorrow()
    before = content(older)

    def refuse(_path):
        raise UserError("backup_failed", folder="there", said="No space left on device")

    with pytest.raises(UserError, match="backup_failed"):
        open_store(older, before_migration=refuse)
    assert content(older) == before


def test_a_damaged_store_is_neither_copied_nor_brought_up_to_date(older, tomorrow):
    with sqlite3.connect(older) as other:
        other.execute("drop trigger change_content_no_update")
        other.execute("update change_content set after = replace(after, 'kept', 'lost')")
    other.close()
    before = content(older)
    tomorrow()
    with pytest.raises(UserError, match="store_damaged"):
        open_store(older, before_migration=lambda _path: pytest.fail("copied"))
    assert content(older) == before


@pytest.mark.parametrize(
    "wrong",
    [
        "delete from interaction",
        "update interaction set end_us = end_us + 1",
        "insert into brand (id, edited_us, name, folded) values (zeroblob(16), 0, 'B', 'b')",
    ],
)
def test_a_step_that_changes_how_much_there_is_is_not_kept(older, tomorrow, wrong):
    before = content(older)
    tomorrow(f'op.execute("{wrong}")')
    with pytest.raises(UserError, match="migration_differs"):
        open_store(older)
    assert content(older) == before


def test_sums_are_exact_where_sqlite_would_overflow():
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table t (at_us integer, cost_minor integer, name text)")
        connection.executemany("insert into t values (?, ?, 'x')", [(2**62, -7)] * 1000)
        assert census.sums(connection) == {"t.at_us": 1000 * 2**62, "t.cost_minor": -7000}
        assert census.rows(connection) == {"t": 1000}
    connection.close()


def test_tables_are_rebuilt_nowhere_but_in_migrations():
    """Rebuilding a table takes what refers to it along, unless foreign keys are off (reliability.md 0.6)."""
    package = Path(roidesk.__file__).parent
    found = [
        path.relative_to(package)
        for path in package.rglob("*.py")
        if not path.is_relative_to(package / "store" / "migrations")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if "batch_alter_table" in (getattr(node, "attr", ""), getattr(node, "id", ""), getattr(node, "value", ""))
    ]
    assert found == []
