"""What is said about a filter that cannot be read, or that names what is not there."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_

OF_FILTERS: Mapping[str, str] = {
    "where_bracket_extra": N_("“{text}” closes a bracket that was never opened: leave it out."),
    "where_bracket_open": N_("“{text}” opens a bracket that is never closed: add “)”."),
    "where_comparison_missing": N_("“{text}” is compared with nothing: write {example}, for example."),
    "where_empty": N_("The filter says nothing: write one such as channel=email and personal>=3."),
    "where_ends": N_("The filter ends after “{text}”: say what follows it, such as #topic or channel=email."),
    "where_field_likely": N_("There is no field “{text}”: did you mean {nearest}?"),
    "where_field_unknown": N_("There is no field “{text}”: write one of {known}."),
    "where_name_likely": N_("No {field} is called “{text}”: did you mean “{nearest}”?"),
    "where_name_unknown": N_("No {field} is called “{text}”: known are {known}."),
    "where_no_order": N_("{field} has no order: write = or != instead of “{text}”."),
    "where_nobody": N_("No {field} is called “{text}”: check how it is written."),
    "where_not_here": N_("Interactions have no {text}: leave it out, or ask for it in figures."),
    "where_number": N_("“{text}” is no number for {field}: write one such as 5 or 2.5."),
    "where_number_within": N_("“{text}” cannot be {field}: write a number from {least} to {most}."),
    "where_quote_open": N_("“{text}” has no second quote: close it."),
    "where_too_deep": N_("The filter has more than {most} brackets inside one another: write it flatter."),
    "where_too_long": N_("The filter is longer than {most} characters: shorten it."),
    "where_unreadable": N_("“{text}” cannot stand here: write a condition such as channel=email or #topic."),
    "where_value_missing": N_("Nothing follows “{text}”: write a value after it, in quotes if it has blanks."),
    "where_value_unknown": N_("“{text}” is no value of {field}: write one of {known}."),
    "where_word_alone": N_("“{text}” does not say what it is: write channel={text}, @{text} or #{text}, for example."),
}
