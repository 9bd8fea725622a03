"""What the figures are called that a goal may be about; the command line and table files have their codes."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_, _

_NAMES: Mapping[str, str] = {
    "interactions": N_("Interactions"),
    "minutes": N_("Minutes"),
    "labour": N_("Cost of the hours"),
    "platform": N_("Platform costs"),
    "cost": N_("Cost"),
    "conversions": N_("Conversions"),
    "purchases": N_("Purchases"),
    "booked": N_("Sales"),
    "return_ratio": N_("Sales for each 1 spent"),
    "cost_per_purchase": N_("Cost a purchase"),
    "cost_per_conversion": N_("Cost a conversion"),
    "minutes_per_purchase": N_("Minutes a purchase"),
    "purchases_per_hour": N_("Purchases an hour"),
    "revenue_per_hour": N_("Sales an hour"),
    "labour_per_hour": N_("An hour costs"),
    "personalness": N_("How personal"),
    "contact_share": N_("Known contact"),
    "new_customers": N_("New customers"),
    "give": N_("Gives"),
    "ask": N_("Asks"),
    "give_ask_ratio": N_("Gives for each ask"),
    "pitch_pressure": N_("Asks among all you sent"),
    "email_asks": N_("Asks for an e-mail address"),
    "cold_ask_rate": N_("Contacts you first sent an ask"),
    "gives_before_first_ask": N_("Gives before the first ask"),
    "repeat_contact_rate": N_("Contacts met more than once"),
    "solved": N_("Problems solved"),
    "solved_per_hour": N_("Problems solved an hour"),
    "value_added_share": N_("Time that added value"),
    "list_building_minutes": N_("List building"),
    "reactive_minutes": N_("Answers and webcare"),
    "proactive_minutes": N_("On your own initiative"),
    "non_converting_share": N_("Time with contacts nothing came of"),
    "net_followers": N_("Net followers"),
    "net_followers_per_hour": N_("Net followers an hour"),
    "unfollow_rate": N_("Followers lost, of those at the start"),
    "touched_bought": N_("Contacts touched that bought"),
    "needing": N_("Need a reply"),
    "replied": N_("Answered"),
    "sla_met_rate": N_("Answered in time"),
    "ignored": N_("Ignored"),
    "business.median": N_("Time to an answer, median"),
    "business.p90": N_("Time to an answer, nine of ten"),
    "calendar.median": N_("Median by the calendar"),
}
"""Those that people set themselves goals on; any other code of `METRICS` is taken as well, and shown as it is."""


def figure_names() -> tuple[str, ...]:
    """Return the names there are, in their order."""
    return tuple(map(_, _NAMES.values()))


def figure_name(code: str) -> str:
    """Return what a figure is called ("Cost a purchase"); one without a name by its code, in words."""
    name = _NAMES.get(code)
    return _(name) if name is not None else code.replace("_", " ")


def figure_code(text: str) -> str:
    """Return the code of a figure that was written as it is called, or by its code; any other text stays as it is."""
    said = text.strip()
    by_name = {_(name).casefold(): code for code, name in _NAMES.items()}
    return by_name.get(said.casefold(), said.replace(" ", "_"))
