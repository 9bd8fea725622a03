"""What is said when something about contacts and their messages cannot be done."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_

OF_PEOPLE: Mapping[str, str] = {
    "merge_itself": N_("{text} is the same contact already: choose somebody else."),
    "address_only_name": N_("{text} is the only name of this contact: it cannot be taken away."),
    "message_without_channel": N_("The message names no channel: choose by which one you answer."),
    "snooze_past": N_("That time has passed: choose a later one."),
    "when_unreadable": N_("“{text}” is not a time: write 14:05, yesterday or 2026-06-05."),
}
