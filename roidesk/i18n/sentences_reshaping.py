"""What is said when times of a day cannot be put right as asked."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_

OF_RESHAPING: Mapping[str, str] = {
    "nothing_left": N_("Nothing would be left of it: the end has to come after the start."),
    "split_outside": N_("It cannot be split there: choose a time after its start and before its end."),
    "join_one": N_("One alone cannot be joined: select two or more."),
    "join_differs": N_("These do not say the same {field}: make it the same first, then join them."),
}
