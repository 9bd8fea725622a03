from pathlib import Path

import pytest

from roidesk.domain.servers import is_server, shown


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://ann@db.example/team", "postgresql://ann@db.example/team"),
        ("postgresql://ann:secret@db.example:5432/team", "postgresql://ann@db.example:5432/team"),
        ("postgres://ann:se@cr/et@db/team?sslmode=require", "postgres://ann@db/team?sslmode=require"),
        ("postgresql://db/team?user=ann&password=secret", "postgresql://db/team?user=ann"),
        ("postgresql://db/team?Password=secret&sslpassword=secret", "postgresql://db/team"),
        ("postgresql://:secret@/team?host=/run/postgresql", "postgresql://@/team?host=/run/postgresql"),
        ("team.db", "team.db"),
    ],
)
def test_a_place_is_shown_without_its_password(url, expected):
    assert shown(url) == expected


def test_a_path_is_no_server():
    assert is_server("postgresql:///team")
    assert not is_server(Path("postgresql:/team"))
    assert not is_server("sqlite:///team.db")
    assert shown(Path("a/team.db")) == str(Path("a/team.db"))
