"""Keys as rows: found by what they do, taken from each other, one line for all pins."""

from __future__ import annotations

from roidesk.desktop.actions import Place
from roidesk.desktop.models.key_rows import KeyRow, matching, page, taken_by, with_keys, without


def _row(name, words, *keys, place=Place.EVERYWHERE, fixed=False):
    return KeyRow(name, words, place, keys, fixed, changed=False)


_ROWS = (
    _row("timer", "Start or stop the timer", "Ctrl+T", place=Place.TIMER),
    _row("undo", "Undo the last action", "Ctrl+Z"),
    _row("backups", "Backups…"),
    _row("row_delete", "Delete", "Del", place=Place.LIST, fixed=True),
)


def test_a_key_is_found_by_words_place_and_key():
    assert [each.name for each in matching(_ROWS, "stop TIMER")] == ["timer"]
    assert [each.name for each in matching(_ROWS, "ctrl+z")] == ["undo"]
    assert [each.name for each in matching(_ROWS, "in a list")] == ["row_delete"]
    assert matching(_ROWS, "") == _ROWS


def test_keys_of_a_list_are_in_nobodys_way_and_those_of_the_window_are():
    assert taken_by(_ROWS, "backups", "Del") is None
    assert taken_by(_ROWS, "backups", "ctrl+t").name == "timer"
    assert taken_by(_ROWS, "timer", "Ctrl+T") is None


def test_who_had_the_keys_has_none_and_no_key_takes_none_from_others():
    assert with_keys({"find": "Ctrl+J"}, _ROWS, "undo", "Ctrl+T") == {"find": "Ctrl+J", "undo": "Ctrl+T", "timer": ""}
    assert with_keys({}, _ROWS, "undo", "") == {"undo": ""}
    assert without({"undo": "", "timer": "F8"}, "undo") == {"timer": "F8"}


def test_the_page_has_one_line_for_all_pins_and_none_for_what_has_no_key():
    pins = [_row(f"pin_{n}", f"Pin {n}: Call", f"Alt+{n}", str(n), place=Place.CAPTURE) for n in range(1, 10)]
    said = page((*_ROWS[1:3], *pins))
    assert said.count("Alt+") == 2
    assert "| `Alt+1 … Alt+9` or `1 … 9` | Use the pin of that number |" in said
    assert "Backups" not in said
    assert said.index("## Everywhere") < said.index("## In the entry line")
