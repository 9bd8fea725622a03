"""What a screen reader sees and does, through AT-SPI alone: no Qt, no code of roidesk. Runs under the system's Python.

Reads one JSON request a line ({"do": "find", …}), prints one JSON answer a line ({"is": …} or {"failed": …}).
"""

import json
import re
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version has to be named first

PATIENCE = 20
TURN_MS = 15
SETTLED_TURNS = 5
NAMED_STATES = "FOCUSABLE FOCUSED SHOWING VISIBLE EDITABLE CHECKED SELECTED ENABLED EXPANDED MODAL ACTIVE".split()
KEYSYMS = {
    "Enter": 0xFF0D, "Escape": 0xFF1B, "Tab": 0xFF09, "BackSpace": 0xFF08, "Delete": 0xFFFF, "Space": 0x20,
    "Up": 0xFF52, "Down": 0xFF54, "Left": 0xFF51, "Right": 0xFF53, "Home": 0xFF50, "End": 0xFF57,
    "F1": 0xFFBE, "F2": 0xFFBF, "F6": 0xFFC3,
}  # fmt: skip
HELD = {"Ctrl": 37, "Shift": 50, "Alt": 64}
"""The keys of a common keyboard on X11; AT-SPI holds keys down by their number only."""
NO_CHILDREN = {"table"}
"""What is read row by row: a table of a million has no business in a list of nodes."""


class NotThereError(Exception):
    """What was looked for did not come; says what there was."""


class Reader:
    """Keeps the nodes it has spoken of by number, and what it was told aloud."""

    def __init__(self, program):
        self.program = program
        self.nodes = []
        self.heard = []
        self._followed = None
        # What was asked before the window changed would be answered from memory.
        Atspi.init()
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:announcement")
        self._listener.register("object:state-changed:focused")

    def answer(self, request):
        return getattr(self, request.pop("do"))(**request)

    # ------------------------------------------------------------ looking

    def find(self, role="", name="", text="", states=("SHOWING",), patience=PATIENCE):
        """Wait for a node with this role whose name, and whose text, match; the first in the order they are read."""

        def look():
            for node in self._all():
                if self._fits(node, role, name, text, states):
                    return node
            return None

        found = self._wait(look, patience)
        if found is None:
            there = "\n".join(f"  {each['role']} {each['name']!r}" for each in self.walk() if each["name"])
            raise NotThereError(f"no {role or 'node'} named {name!r} with {text!r}; there is:\n{there}")
        return self._told(found)

    def gone(self, role="", name="", patience=PATIENCE):
        """Wait until no such node is shown any more."""

        def there():
            return any(self._fits(node, role, name, "", ("SHOWING",)) for node in self._all())

        if not self._wait(lambda: not there(), patience):
            raise NotThereError(f"{role} {name!r} stays")

    def again(self, node):
        """What a node that was found is now."""
        return self._told(self.nodes[node], node)

    def focused(self):
        """Where the keyboard has gone, as the window told; a cell of a table, too."""
        self._turn()

        def look():
            return self._followed if self._followed is not None and self._is_there(self._followed) else None

        found = self._wait(look, PATIENCE)
        if found is None:
            raise NotThereError("nothing has the keyboard")
        return self._told(found)

    def walk(self):
        """Everything that is shown, as it is read."""
        return [self._shown(node) for node in self._all() if self._has(node, "SHOWING")]

    def table(self, node):
        """The cells of a table, row by row, by what is read for them."""
        table = self.nodes[node]
        rows = range(Atspi.Table.get_n_rows(table))
        columns = range(Atspi.Table.get_n_columns(table))
        headings = [Atspi.Table.get_column_description(table, column) for column in columns]
        cells = [[Atspi.Table.get_accessible_at(table, row, column).get_name() for column in columns] for row in rows]
        return {"headings": headings, "rows": cells}

    def row_like(self, node, cells):
        """Wait until the first row of a table reads like this; the row."""

        def look():
            read = self.table(node)
            row = dict(zip(read["headings"], read["rows"][0], strict=True)) if read["rows"] else {}
            return row if all(re.search(words, row.get(name, "")) for name, words in cells.items()) else None

        found = self._wait(look, PATIENCE)
        if found is None:
            raise NotThereError(f"the first row is not {cells}: {self.table(node)['rows'][:1]}")
        return found

    def settle(self):
        """Wait until what is shown stays the same for a while."""
        before, same, until = None, 0, time.monotonic() + PATIENCE
        while same < SETTLED_TURNS and time.monotonic() < until:
            self._turn()
            now = self.walk()
            same = same + 1 if now == before else 0
            before = now

    def announced(self, words, patience=PATIENCE):
        """Wait until something was said aloud that matches, and forget all before it."""

        def look():
            return next((at for at, each in enumerate(self.heard) if re.search(words, each)), -1) + 1

        at = self._wait(look, patience)
        if not at:
            raise NotThereError(f"not said: {words!r}; said: {self.heard}")
        said, self.heard = self.heard[at - 1], self.heard[at:]
        return said

    # ------------------------------------------------------------ doing

    def focus(self, node):
        """Bring the keyboard to a node."""
        Atspi.Component.grab_focus(self.nodes[node])
        self._wait(lambda: self._has(self.nodes[node], "FOCUSED"), PATIENCE)

    def press(self, node):
        """Do what the node is for."""
        actions = self.nodes[node]
        names = [Atspi.Action.get_action_name(actions, at) for at in range(Atspi.Action.get_n_actions(actions))]
        wanted = next((at for at, each in enumerate(names) if each in ("Press", "Toggle")), None)
        if wanted is None:
            raise NotThereError(f"{self._told(actions)} can only {names}")
        Atspi.Action.do_action(actions, wanted)

    def press_cell(self, node, row, column):
        """Bring the keyboard to a cell, as a reader's own cursor does."""
        cell = Atspi.Table.get_accessible_at(self.nodes[node], row, column)
        names = [Atspi.Action.get_action_name(cell, at) for at in range(Atspi.Action.get_n_actions(cell))]
        Atspi.Action.do_action(cell, names.index("Press") if "Press" in names else 0)
        return names

    def write(self, text):
        """Type text where the keyboard is."""
        Atspi.generate_keyboard_event(0, text, Atspi.KeySynthType.STRING)

    def key(self, keys):
        """Press one key, such as "Enter" or "Ctrl+z"."""
        *held, last = keys.split("+")
        for each in held:
            Atspi.generate_keyboard_event(HELD[each], None, Atspi.KeySynthType.PRESS)
        if last in KEYSYMS:
            Atspi.generate_keyboard_event(KEYSYMS[last], None, Atspi.KeySynthType.SYM)
        else:
            Atspi.generate_keyboard_event(ord(last), None, Atspi.KeySynthType.SYM)
        for each in reversed(held):
            Atspi.generate_keyboard_event(HELD[each], None, Atspi.KeySynthType.RELEASE)

    # ------------------------------------------------------------ nodes

    def _all(self):
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(at)
            if program is not None and program.get_process_id() == self.program:
                program.set_cache_mask(Atspi.Cache.NONE)
                yield from self._below(program)
        if (popup := self._popup()) is not None:
            yield from self._below(popup)

    def _popup(self):
        """What has the keyboard's place, where it is none of its parent's children: Qt lists no pop-up window."""
        node = self._followed
        try:
            while node is not None and self._has(node, "SHOWING") and node.get_role_name() != "application":
                if node.get_index_in_parent() < 0:
                    return node
                node = node.get_parent()
        except GLib.Error:
            pass  # it went while we looked
        return None

    def _below(self, node):
        try:
            yield node
            if node.get_role_name() in NO_CHILDREN or not self._has(node, "SHOWING"):
                return
            children = [node.get_child_at_index(at) for at in range(node.get_child_count())]
        except GLib.Error:
            return  # it went while we looked
        for child in children:
            if child is not None:
                yield from self._below(child)

    def _fits(self, node, role, name, text, states):
        try:
            return (
                (not role or node.get_role_name() == role)
                and re.search(name, node.get_name() or "") is not None
                and all(self._has(node, each) for each in states)
                and (not text or re.search(text, self._text(node)) is not None)
            )
        except GLib.Error:
            return False

    def _shown(self, node):
        try:
            states = node.get_state_set()
            return {
                "role": node.get_role_name(),
                "name": node.get_name() or "",
                "description": node.get_description() or "",
                "text": self._text(node),
                "place": node.get_accessible_id() or "",
                "states": [each for each in NAMED_STATES if states.contains(getattr(Atspi.StateType, each))],
            }
        except GLib.Error:
            return {"role": "gone", "name": "", "description": "", "text": "", "place": "", "states": []}

    def _told(self, node, number=None):
        if number is None:
            self.nodes.append(node)
            number = len(self.nodes) - 1
        return {"node": number, **self._shown(node)}

    def _is_there(self, node):
        try:
            return self._has(node, "SHOWING")
        except GLib.Error:
            return False

    def _has(self, node, state):
        return node.get_state_set().contains(getattr(Atspi.StateType, state))

    def _text(self, node):
        if node.get_text_iface() is None:
            return ""
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    # ------------------------------------------------------------ waiting

    def _wait(self, there, patience):
        until = time.monotonic() + patience
        while True:
            found = there()
            if found or time.monotonic() > until:
                return found
            self._turn()

    def _turn(self):
        """Let events arrive for a moment."""
        loop = GLib.MainLoop()
        GLib.timeout_add(TURN_MS, loop.quit)
        loop.run()

    def _hear(self, event):
        if event.type.startswith("object:announcement"):
            self.heard.append(str(event.any_data))
        elif event.detail1:
            self._followed = event.source


def main():
    reader = Reader(int(sys.argv[1]))
    for line in sys.stdin:
        try:
            said = {"is": reader.answer(json.loads(line))}
        except NotThereError as error:
            said = {"failed": str(error)}
        except GLib.Error as error:
            said = {"failed": f"AT-SPI: {error.message}"}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


main()
