"""A screen reader under the hand of a test: each call asks `programs/screen_reader.py` for one thing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.session import PATIENCE, SYSTEM_PYTHON
from tests.window.screen import Screen

PROGRAM = Path(__file__).parent / "programs" / "screen_reader.py"


class Node(NamedTuple):
    """What is read for one thing on the screen; `number` is how it is named to the reader."""

    number: int
    role: str
    name: str
    description: str
    text: str
    place: str
    states: frozenset[str]


class Reader:
    """Asks the screen reader; what it cannot find fails the test with what there was instead."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program

    def find(self, role: str = "", name: str = "", text: str = "", states: tuple[str, ...] = ("SHOWING",)) -> Node:
        """Wait for the first node with this role and states whose name and text match these expressions."""
        return _node(self._ask("find", role=role, name=name, text=text, states=states))

    def gone(self, role: str = "", name: str = "") -> None:
        """Wait until no such node is shown."""
        self._ask("gone", role=role, name=name)

    def again(self, node: Node) -> Node:
        """What a node is now."""
        return _node(self._ask("again", node=node.number))

    def focused(self) -> Node:
        """What has the keyboard."""
        return _node(self._ask("focused"))

    def walk(self) -> list[Node]:
        """Everything that is shown, in the order it is read."""
        return [_node({"node": -1, **each}) for each in self._ask("walk")]

    def rows(self, table: Node) -> list[dict[str, str]]:
        """The rows of a table, each cell by its heading."""
        found = self._ask("table", node=table.number)
        return [dict(zip(found["headings"], row, strict=True)) for row in found["rows"]]

    def row_like(self, table: Node, cells: dict[str, str]) -> dict[str, str]:
        """Wait until the first row of a table reads like this."""
        found: dict[str, str] = self._ask("row_like", node=table.number, cells=cells)
        return found

    def settle(self) -> None:
        """Wait until what is shown stays as it is."""
        self._ask("settle")

    def announced(self, words: str) -> str:
        """Wait until something matching was said aloud."""
        said: str = self._ask("announced", words=words)
        return said

    def focus(self, node: Node) -> None:
        """Bring the keyboard to it."""
        self._ask("focus", node=node.number)

    def press(self, node: Node) -> None:
        """Do what it is for."""
        self._ask("press", node=node.number)

    def press_cell(self, table: Node, row: int, column: int) -> None:
        """Bring the keyboard to a cell of a table."""
        self._ask("press_cell", node=table.number, row=row, column=column)

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        self._ask("write", text=text)

    def key(self, keys: str) -> None:
        """Press a key, such as "Enter" or "Ctrl+z"."""
        self._ask("key", keys=keys)

    def _ask(self, what: str, **details: object) -> Any:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps({"do": what, **details}) + "\n")
        self._program.stdin.flush()
        line = self._program.stdout.readline()
        assert line, f"the screen reader ended: {self._program.communicate(timeout=PATIENCE)[1]}"
        answer = json.loads(line)
        assert "failed" not in answer, answer["failed"]
        return answer["is"]


@contextmanager
def reading(screen: Screen, process: int) -> Iterator[Reader]:
    """Give a screen reader that reads one program."""
    command = [SYSTEM_PYTHON, "-W", "ignore", str(PROGRAM), str(process)]
    with subprocess.Popen(
        command, env=screen.with_home(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as program:  # fmt: skip
        assert program.stdin is not None
        try:
            yield Reader(program)
        finally:
            program.stdin.close()
            program.wait(PATIENCE)


def _node(said: dict[str, Any]) -> Node:
    return Node(
        said["node"], said["role"], said["name"], said["description"], said["text"], said["place"],
        frozenset(said["states"]),
    )  # fmt: skip
