"""The sentences of the figures, said alike in the window, on the command line and in reports.

A page carries codes and exact values (`analytics.pages.Sentence`); here they become words. What a reader should see
first is marked in the templates by asterisks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from roidesk.analytics.pages.values import Sentence
from roidesk.i18n import N_, _, ngettext
from roidesk.i18n import formats as write
from roidesk.i18n.words import purchases as counted_purchases

_TEMPLATES: Mapping[str, str] = {
    "nothing_recorded": N_(
        "Nothing is recorded in this period: *log what you do, and it counts from the first entry.*"
    ),
    "no_cost": N_("{sales} in sales and no cost recorded: *say what an hour costs to see what comes back.*"),
    "rate_missing": N_("{hours} of time: *say what an hour costs to see what comes back.*"),
    "sales_unknown": N_(
        "{cost} of time and platform. What the sales are worth is not known: *enter their rate of exchange.*"
    ),
    "nothing_yet": N_(
        "{cost} of time and platform, no purchase yet: *nothing came of it so far, at least {cost} spent.*"
    ),
    "too_early": N_("{cost} of time and platform, {purchases} so far: *too early to say what comes back.*"),
    "incomplete_cost": N_(
        "Every {one} brought back *at most {back} in sales*: some hourly or platform costs are missing."
    ),
    "incomplete_sales": N_("Every {one} brought back *at least {back} in sales*: some sales have no rate of exchange."),
    "margin_unknown": N_(
        "Every {one} brought back *{back} in sales*. What remains of that is not known: "
        "*say your margin to see whether it is paid back.*"
    ),
    "paid_back": N_(
        "Every {one} brought back *{back} in sales*. At your margin of {margin} that is *{remains}: paid back*."
    ),
    "not_paid_back": N_(
        "Every {one} brought back *{back} in sales*. At your margin of {margin} that is *{remains}: not yet paid back*."
    ),
    "paid_back_mixed": N_(
        "Every {one} brought back *{back} in sales*. After the margins of what was sold that is *{remains}: paid back*."
    ),
    "not_paid_back_mixed": N_(
        "Every {one} brought back *{back} in sales*. "
        "After the margins of what was sold that is *{remains}: not yet paid back*."
    ),
    "likely_range": N_(
        "Likely range: {low} to {high} in sales. {purchases} in {weeks}; the range allows for how weeks differ."
    ),
    "likely_range_remains": N_(
        "Likely range: {low} to {high} in sales, {remains_low} to {remains_high} after margin. "
        "{purchases} in {weeks}; the range allows for how weeks differ."
    ),
    "without_one": N_("From {low} to {high} in sales when any one week is left out. {purchases} in {weeks}."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; `strong`: what a reader should see first."""

    text: str
    strong: bool = False


def parts(said: Sentence) -> tuple[Part, ...]:
    """Return a sentence of a page in the language spoken, cut where its weight changes."""
    facts = _facts(said.facts)
    template = _(_TEMPLATES[_variant(said)])
    return tuple(Part(text.format_map(facts), strong=bool(n % 2)) for n, text in enumerate(template.split("*")) if text)


def plain(said: Sentence) -> str:
    """Return a sentence of a page as one text."""
    return "".join(part.text for part in parts(said))


def _variant(said: Sentence) -> str:
    facts = said.facts
    if said.code == "incomplete":
        return "incomplete_cost" if facts["at_most"] else "incomplete_sales"
    if said.code in {"paid_back", "not_paid_back"} and facts["mixed"]:
        return f"{said.code}_mixed"
    if said.code == "likely_range" and facts["remains_low"] is not None:
        return "likely_range_remains"
    return said.code


def _facts(facts: Mapping[str, Any]) -> dict[str, str]:
    currency = facts["currency"]

    def back(value: Any) -> str:  # noqa: ANN401 - a number of any kind
        return write.back(value, currency)

    def amount(value: Any) -> str:  # noqa: ANN401
        return write.headline(value, currency)

    ways: dict[str, Callable[[Any], str]] = {
        "cost": amount,
        "sales": amount,
        "hours": write.hours,
        "purchases": counted_purchases,
        "margin": write.percent,
        "weeks": lambda value: ngettext("{count} week", "{count} weeks", value).format(count=value),
    } | dict.fromkeys("ratio remains low high remains_low remains_high".split(), back)
    said = {name: ways[name](value) for name, value in facts.items() if name in ways and value is not None}
    if "parts" in facts:
        said["purchases"] = ngettext("Part of {count} purchase", "Parts of {count} purchases", facts["parts"]).format(
            count=facts["parts"]
        )
    return said | {"one": write.money(1, currency, 0), "back": said.get("ratio", "")}
