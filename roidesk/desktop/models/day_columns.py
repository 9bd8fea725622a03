"""How the columns of a day's table share its width. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from roidesk.desktop.models.cell_edits import Column

_DESIGNED = {
    Column.WHEN: 100, Column.CHANNEL: 102, Column.WHAT: 84, Column.WITH: 102, Column.TOPICS: 84, Column.BRAND: 70,
    Column.PERSONAL: 76, Column.TIME: 88, Column.LED_TO: 144,
}  # fmt: skip
_MOST = {Column.LED_TO: 208, Column.WHAT: 200, Column.WITH: 180, Column.TOPICS: 200}
"""The columns whose words may need more than they were designed for, in the order in which they get it."""
_GIVERS = (Column.BRAND, Column.TOPICS, Column.WHAT, Column.WITH, Column.LED_TO)
"""The columns that give what their words do not need, where another's are cut."""
_LEAST = 64

MEASURED = tuple(dict.fromkeys((*_MOST, *_GIVERS)))
"""The columns of which it counts how long their words are."""


def column_widths(room: int, words: Mapping[Column, int], px: Callable[[int], int]) -> dict[Column, int]:
    """Return how wide each column is; one that there is no room for is not among them.

    As designed while all words fit, so that little moves when a row comes. What is left goes to "What".

    `words`: how much the longest words of a column take, with what surrounds them; `px`: designed pixels as drawn.
    """
    widths = {column: px(designed) for column, designed in _DESIGNED.items()}
    for column in (Column.TOPICS, Column.BRAND):
        if sum(widths.values()) > room:
            del widths[column]
    left = room - sum(widths.values())
    if left < 0:  # taken from what came of it before "What" becomes unreadable
        widths[Column.LED_TO] = max(widths[Column.LED_TO] + left, px(_LEAST))
        left = 0
    for column, most in _MOST.items():
        lack = min(words.get(column, 0), px(most)) - widths.get(column, room)
        if lack > 0:
            given = min(lack, left)
            left -= given
            widths[column] += given + _given_up(lack - given, column, widths, words, px(_LEAST))
    widths[Column.WHAT] += left
    return widths


def _given_up(
    wanted: int, for_column: Column, widths: dict[Column, int], words: Mapping[Column, int], least: int
) -> int:
    """Take width from the columns that do not need theirs, and return how much was taken."""
    taken = 0
    for column in _GIVERS:
        if column is not for_column and column in widths:
            spare = widths[column] - max(words.get(column, 0), least)
            part = max(0, min(wanted - taken, spare))
            widths[column] -= part
            taken += part
    return taken
