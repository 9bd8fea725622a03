"""What is said when an experiment, or a question about moving hours, cannot be as it was asked for."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_

OF_EXPERIMENTS: Mapping[str, str] = {
    "experiment_exists": N_("An experiment is called “{name}” already: choose another name."),
    "experiment_in_past": N_("{day} is not in the future: an experiment is planned before it begins."),
    "experiment_too_few_contacts": N_(
        "Time was spent on {have} contacts in the 13 weeks before: at least {least} are needed to tell a result from "
        "chance."
    ),
    "experiment_too_few_topics": N_(
        "Time was spent on {have} topics in the 13 weeks before: at least {least} are needed to tell a result from "
        "chance."
    ),
    "experiment_too_few_weeks": N_(
        "The plan has {have} stretches of weeks: at least {least} are needed to tell a result from chance."
    ),
    "experiment_unknown": N_("There is no experiment “{name}”: there are {known}."),
    "experiment_unreadable": N_("What stands in this experiment is no plan: make one with “roidesk experiment plan”."),
    "experiment_weeks_uneven": N_(
        "{weeks} weeks do not divide into pairs of equal stretches: write a multiple of {step}."
    ),
    "hours_unreadable": N_("“{text}” is not a number of hours above 0: write it as 2 or 1.5."),
    "hours_not_there": N_("On {name} {have} hours a week were spent: no more than these can be moved."),
    "target_unreadable": N_("“{text}” is not a number: write the target as 2 or 0.5."),
    "what_if_weeks": N_("The period holds no whole week, Monday to Sunday: ask about at least one."),
    "what_if_same": N_("Hours are moved from one channel to another: name two different ones."),
}
