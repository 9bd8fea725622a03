"""Rules of the code that a linter does not know: who may write files, open sockets, and show text as markup.

Each is a short list of the places that may. Whoever needs another place adds it here, and says why in the review.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "roidesk"
FILES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")}

MAY_OPEN_SOCKETS = {"platform/single_instance.py"}
"""The local socket of the running application. The name of the machine is asked of `socket` elsewhere."""
MAY_WRITE_FILES = {
    "platform/files.py",  # atomic_write
    "platform/journal.py",  # the log, a line at a time
    "platform/single_instance.py",  # a pipe, where that is what a local socket is
    "store/backup.py",  # a copy of the database, by the database
    "store/check.py",  # an empty database to compare the tables with
    "store/connection.py",  # a copy to read where the folder cannot be written
    "store/drafts.py",
    "store/head.py",  # the end of the log, beside the store
    "store/opening.py",  # an empty file that becomes the store
    "store/remnants.py",
    "store/replacing.py",
    "__main__.py",  # the null device
}
MAY_SHOW_MARKUP = {"desktop/pages/returns.py", "desktop/widgets/consequences.py"}
"""Sentences with a bold figure in them; all else in them is escaped."""
NETWORK = {"http", "urllib", "ssl", "smtplib", "ftplib", "asyncio", "xmlrpc", "socketserver", "requests", "subprocess"}


def calls(tree):
    return [each for each in ast.walk(tree) if isinstance(each, ast.Call)]


def name_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def imported(tree):
    for each in ast.walk(tree):
        if isinstance(each, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in each.names)
        elif isinstance(each, ast.ImportFrom) and each.module:
            yield each.module.partition(".")[0]


def opens_socket(tree):
    return any(name_of(call) in {"socket", "create_connection", "socketpair"} for call in calls(tree))


def writes(call):
    """Whether a call makes or opens a file to write to it."""
    if name_of(call) in {"write_text", "write_bytes", "fdopen", "copyfile", "copy", "copy2", "copyfileobj", "touch"}:
        return name_of(call) != "copy" or len(call.args) > 1
    if name_of(call) != "open":
        return False
    given = (*call.args, *(word.value for word in call.keywords))
    said = [each.value for each in given if isinstance(each, ast.Constant)]
    flags = [each.attr for each in ast.walk(call) if isinstance(each, ast.Attribute)]
    return bool(
        {"w", "wb", "a", "ab", "x", "xb", "r+", "r+b"} & {each for each in said if isinstance(each, str)}
        or {"O_CREAT", "O_WRONLY", "O_RDWR"} & set(flags)
    )


@pytest.mark.parametrize("name", FILES)
def test_nobody_speaks_to_the_network_or_starts_programs(name):
    assert not NETWORK & set(imported(FILES[name]))
    if name not in MAY_OPEN_SOCKETS:
        assert not opens_socket(FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_files_are_written_by_those_who_know_how(name):
    if name in MAY_WRITE_FILES:
        return
    # A member of a zip that is itself written by atomic_write is no file.
    found = [call for call in calls(FILES[name]) if writes(call) and not ast.unparse(call).startswith("archive.open")]
    assert [ast.unparse(call) for call in found] == []


@pytest.mark.parametrize("name", [each for each in FILES if each.startswith("desktop/")])
def test_text_is_never_taken_for_markup(name):
    tree = FILES[name]
    named = {each.attr for each in ast.walk(tree) if isinstance(each, ast.Attribute)}
    if name != "desktop/widgets/labels.py":
        assert [ast.unparse(each) for each in calls(tree) if name_of(each) == "QLabel" and each.args] == []
        tips = [each for each in calls(tree) if name_of(each) in {"setToolTip", "setWhatsThis", "setStatusTip"}]
        plain = [each for each in tips if not ast.unparse(each.args[0]).startswith(("tip(", "''", '""'))]
        assert [ast.unparse(each) for each in plain] == []
    assert not {"setHtml", "insertHtml", "appendHtml", "QTextBrowser", "QTextEdit", "QMessageBox"} & named
    assert ("RichText" in named) == (name in MAY_SHOW_MARKUP)
    if name in MAY_SHOW_MARKUP:
        assert "escape" in {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("open(path, 'w')", True),
        ("path.open('xb')", True),
        ("os.open(path, os.O_CREAT | os.O_WRONLY)", True),
        ("path.write_text(said)", True),
        ("open(path)", False),
        ("path.open('rb')", False),
    ],
)
def test_a_write_is_told_from_a_read(code, seen):
    """The control."""
    assert any(writes(call) for call in calls(ast.parse(code))) is seen
