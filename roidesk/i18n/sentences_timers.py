"""What is said when a timer, or a stretch away from the machine, cannot be changed so."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_

OF_TIMERS: Mapping[str, str] = {
    "start_unreadable": N_("“{text}” is no time it can have begun: write 14:05, or -10 for ten minutes ago."),
    "start_of_paused": N_("This timer stands still, and what ran before is in the list: change the times there."),
    "away_answered": N_("This stretch has its answer already. Ctrl+Z takes that back."),
    "away_without_entry": N_("What ran then was deleted since: leave it out, or type what it was."),
    "away_part_unreadable": N_("“{text}” says neither how long nor until when: write 10m or 15:14."),
    "away_part_outside": N_("“{text}” does not lie within the time you were away."),
    "per_cent_unreadable": N_("“{text}” is no chance: write 0 to 100 per cent, such as 30."),
}
