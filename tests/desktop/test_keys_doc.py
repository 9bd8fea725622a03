"""docs/keys.md is what the window's own list says; `make keys` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

from roidesk.desktop.models.key_rows import page, rows

_PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_page_of_keys_is_the_list_of_the_window(session, qtbot):
    qtbot.waitUntil(lambda: not session.tasks.busy)
    said = page(rows(session.window.registry))
    if os.environ.get("ROIDESK_ACCEPT"):
        _PAGE.write_text(said, encoding="utf-8")
    assert _PAGE.read_text(encoding="utf-8") == said, "the list of keys has changed: make keys"


def test_no_two_actions_have_the_same_keys(session):
    bound = [keys for row in rows(session.window.registry) if not row.fixed for keys in row.keys]
    assert sorted(bound) == sorted(set(bound))
