"""What the documents name is there, and what there is to know stands in them."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from roidesk.cli.options import FLAGS
from roidesk.cli.verbs import VERBS
from roidesk.settings.store import declared

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
COMMANDS = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_in_the_code_is_there(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"`((?:roidesk|tests|packaging|resources)/[\w./-]*)`", text)
    assert [each for each in named if not (ROOT / each).exists()] == []
    modules = re.findall(r"`((?:domain|analytics|services|store|i18n|desktop)\.\w+)", text)
    assert [each for each in modules if find_spec(f"roidesk.{each}") is None] == []


@pytest.mark.parametrize("word", [*VERBS, *declared(), *(FLAGS - {"-h", "--version"})])
def test_every_verb_setting_and_option_is_described(word):
    assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", COMMANDS)


def test_every_verb_of_the_command_line_s_document_is_one():
    said = re.findall(r"^roidesk (?:--store \S+ )?(?!\[|--)([\w-]+)", COMMANDS, re.MULTILINE)
    assert set(said) <= set(VERBS)
