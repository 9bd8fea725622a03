"""What is said when something cannot be done: one plain sentence a code, with what, where and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from roidesk.domain.errors import UserError
from roidesk.i18n import N_, _

SENTENCES: Mapping[str, str] = {
    # amounts and currencies
    "amount_unreadable": N_("“{text}” is not an amount: write a plain number such as 1240 or 12.50."),
    "amount_too_fine": N_("{text} has more decimals than {currency} has: write at most {decimals}."),
    "amount_too_large": N_("{text} is more than can be kept exactly: write a smaller amount."),
    "currency_unknown": N_("“{text}” is not a currency: write a three-letter code such as EUR or DKK."),
    # the running application
    "app_silent": N_(
        "roidesk is running on {path} and took this, but does not answer: look there whether it was done before you try again."
    ),
    # days and times
    "period_backwards": N_("The period ends on {last}, before it starts on {first}: swap the two days."),
    "time_skipped": N_("{text} does not exist in {zone}, where the clock jumped over it that day: write another time."),
    "week_unreadable": N_("“{text}” is not a week: write year and number, such as 2026-W47."),
    "zone_unknown": N_("“{text}” is not a time zone: write a name such as Europe/Copenhagen."),
}
"""Templates by code; places in braces are filled with the facts of the error."""


def explain(error: UserError) -> str:
    """Return the sentence of an error in the language spoken, with where it happened in front when that is known.

    A place whose fact is missing shows "?": a sentence about a failure must not fail itself.
    """
    template = _(SENTENCES.get(error.code, error.code))
    facts = {name: "?" if value is None else str(value) for name, value in error.facts.items()}
    places = {place for _text, place, _spec, _conversion in Formatter().parse(template) if place}
    sentence = template.format_map(dict.fromkeys(places, "?") | facts)
    where = _where({name: text for name, text in facts.items() if name not in places})
    return f"{where}: {sentence}" if where else sentence


def _where(facts: Mapping[str, str]) -> str:
    """Return the place of an error ("june.csv, line 3, column 7, start") from the facts its sentence does not use."""
    said = [
        (facts.get("file"), "{}"),
        (facts.get("line"), _("line {}")),
        (facts.get("column"), _("column {}")),
        (facts.get("field"), "{}"),
    ]
    return ", ".join(words.format(text) for text, words in said if text)
