"""Everything held about one contact, and nothing about anybody else."""

from __future__ import annotations

import csv
import json
import stat
import zipfile

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Inbound, Praise


@pytest.fixture
def orla(desk, clock):
    desk.ledger.add("contacts", {"name": "Orla Finch", "handles": "@orla_f;of@example.com", "interests": "hats"})
    contact = desk.context.read().contact_called("@orla_f")
    desk.tracking.log('call @orla_f 20m "she was tired"')
    gone = desk.tracking.log("call @orla_f 5m").row.interaction
    desk.ledger.delete("interactions", [gone.id])
    desk.tracking.log('call @other 10m "asked Orla Finch first"')
    desk.tracking.log('call @somebody 10m "a secret of somebody else"')
    desk.outcomes.convert("purchase 240 @orla_f")
    with desk.context.unit("more") as unit:
        new, now = desk.context.id, clock.now()
        unit.put(Inbound(id=new(), at_us=now, zone="UTC", contact_id=contact.id, text="please call me"))
        unit.put(Praise(id=new(), at_us=now, zone="UTC", contact_id=contact.id, url="https://example.com/1"))
    return contact


def test_as_json(desk, orla, tmp_path):
    path = tmp_path / "orla.json"
    report = desk.exchange.export(path, format="json", contact="orla finch")
    said = json.loads(path.read_text())
    assert {name: len(rows) for name, rows in said.items()} == dict(report.rows)
    assert said["contacts"][0]["handles"] == "@orla_f; of@example.com"
    assert {row["note"] for row in said["interactions"]} == {"she was tired", ""}
    assert len(said["interactions"]) == 2  # one of them from the trash
    assert [row["amount"] for row in said["conversions"]] == ["240.00"]
    assert [row["text"] for row in said["inbound"]] == ["please call me"]
    assert [row["url"] for row in said["praise"]] == ["https://example.com/1"]
    assert [(row["text"], row["sure"]) for row in said["mentions"]] == [("asked Orla Finch first", "1")]
    assert any("she was tired" in row["after"] for row in said["history"])
    assert "somebody" not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_as_tables_in_a_zip_or_a_folder(desk, orla, tmp_path):
    desk.exchange.export(tmp_path / "orla.zip", contact="@orla_f")
    for _ in range(2):  # over an earlier one too
        desk.exchange.export(tmp_path / "orla", contact="@orla_f")
    with zipfile.ZipFile(tmp_path / "orla.zip") as archive:
        names = set(archive.namelist())
        held = b"".join(archive.read(name) for name in names)
    assert {"contacts.csv", "interactions.csv", "inbound.csv", "mentions.csv", "history.csv"} <= names
    assert {each.name for each in (tmp_path / "orla").iterdir()} == names
    assert b"somebody" not in held
    with (tmp_path / "orla" / "contacts.csv").open(newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Orla Finch"]


def test_nobody_and_another_format_are_refused(desk, orla, tmp_path):
    with pytest.raises(UserError, match="contact_unknown"):
        desk.exchange.export(tmp_path / "x", contact="nobody")
    with pytest.raises(UserError, match="format_unknown"):
        desk.exchange.export(tmp_path / "x", contact="@orla_f", format="toggl")
    assert not (tmp_path / "x").exists()
