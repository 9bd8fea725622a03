"""The words for what the store calls by code: kinds of conversion, levels, enum values, gates."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_, _, ngettext, pgettext

_CONVERSIONS: Mapping[str, str] = {
    "phone_call": N_("They phoned"),
    "demo_request": N_("They asked for a demo"),
    "registered_download": N_("They registered a download"),
    "proposal_request": N_("They asked for a proposal"),
    "purchase": N_("They bought"),
}

_VALUES: Mapping[str, str] = {
    "direction.out": N_("we wrote or spoke"),
    "direction.in": N_("they wrote or spoke"),
    "intent.give": N_("give"),
    "intent.ask": N_("ask"),
    "intent.neutral": N_("neutral"),
    "ask_kind.purchase": N_("a purchase"),
    "ask_kind.email_address": N_("an e-mail address"),
    "ask_kind.other": N_("something else"),
    "purpose.conversation": N_("conversation"),
    "purpose.list_building": N_("list building"),
    "purpose.webcare": N_("webcare"),
    "purpose.other": N_("other"),
    "source.timer": N_("timer"),
    "source.manual": N_("typed"),
    "source.estimate": N_("estimate"),
    "source.import": N_("import"),
    "doubt.clock": N_("clock was set"),
    "doubt.restart": N_("ended by a restart"),
    "cost_kind.subscription": N_("subscription"),
    "cost_kind.ad_spend": N_("ad spend"),
    "cost_kind.one_off": N_("one-off"),
    "allocation.channel": N_("to its channel"),
    "allocation.fixed": N_("in fixed shares"),
    "allocation.minutes": N_("by minutes"),
    "allocation.contacts": N_("by contacts"),
    "audience.prospect": N_("prospect"),
    "audience.customer": N_("customer"),
    "audience.colleague": N_("colleague"),
    "audience.friend": N_("friend"),
    "audience.other": N_("other"),
    "orientation.product": N_("product"),
    "orientation.service": N_("service"),
    "praise.recommendation": N_("recommendation"),
    "praise.compliment": N_("compliment"),
    "weekday.mon": N_("Monday"),
    "weekday.tue": N_("Tuesday"),
    "weekday.wed": N_("Wednesday"),
    "weekday.thu": N_("Thursday"),
    "weekday.fri": N_("Friday"),
    "weekday.sat": N_("Saturday"),
    "weekday.sun": N_("Sunday"),
    "bound.least": N_("at least"),
    "bound.most": N_("at most"),
    "component.instant": N_("Instant two-way"),
    "component.voice": N_("Voice"),
    "component.face": N_("Face visible"),
    "component.place": N_("Same place"),
    "component.private": N_("Private"),
    "component.tailored": N_("Tailored to them"),
}

_DOUBTS: Mapping[str, str] = {
    "clock": N_("The computer’s clock was set while this ran: its length is right, its times may not be."),
    "restart": N_("The computer was restarted while this ran: it ends when it was last seen to run."),
}

_REASONS: Mapping[str, str] = {
    "metric_unknown": N_("no figure is called so"),
    "scope_unknown": N_("nobody and nothing here is called so"),
    "target_unreadable": N_("the goal is no number"),
    "target_zero": N_("the goal is zero"),
    "not_begun": N_("not begun"),
    "not_same_goal": N_("not the same goal"),
    "revenue_unknown": N_("sales not known"),
    "no_break_even_at_this_pace": N_("not at this pace"),
    "not_below_zero": N_("above zero already"),
    "no_cost": N_("nothing spent"),
    "no_purchase": N_("no purchase yet"),
    "no_conversion": N_("no conversion yet"),
    "no_time": N_("no time logged"),
    "rate_missing": N_("an hourly cost is missing"),
    "nothing_recorded": N_("nothing recorded"),
    "margin_unknown": N_("margin not known"),
    "not_said": N_("not said of all"),
    "not_asked": N_("not asked for"),
    "purchases_seen": N_("there were purchases"),
    "cost_unchanged": N_("cost stayed as it was"),
    "cost_barely_changed": N_("cost hardly changed"),
    "refunds_exceed_sales": N_("more was paid back than sold"),
    "too_few_conversions": N_("too little data"),
    "too_few_clusters": N_("too little data"),
    "too_few_weeks": N_("too little data"),
    "too_few_journeys": N_("too little data"),
    "no_null_journeys": N_("no journey that led nowhere is known"),
    "too_few_messages": N_("too little data"),
    "too_few_contacts": N_("too little data"),
    "contact_shares_differ": N_("contacts known too unevenly"),
    "experiment_running": N_("not over yet"),
    "one_level": N_("nothing to compare with"),
    "unbounded": N_("without a bound"),
    "no_ask": N_("nothing asked"),
    "nothing_solved": N_("none solved"),
    "interests_unknown": N_("not known"),
    "nothing_varies": N_("the same every week"),
    "values_missing": N_("a rate is missing"),
    "no_carry_over": N_("nothing is carried over"),
    "never_fades": N_("it does not fade"),
    "not_determined": N_("cannot be told apart"),
    "none_to_compare": N_("nothing to compare with"),
    "nothing_answered": N_("none answered yet"),
    "over_half_open": N_("over half still open"),
}

_VERDICTS: Mapping[str, str] = {
    "too_little_data": N_("too little data"),
    "no_sign": N_("no sign"),
    "hint": N_("a hint"),
    "probable": N_("probable"),
    "strong": N_("strong"),
    "tested": N_("tested"),
}
"""The steps of the ladder (analytics.md 4.6)."""

_SETTINGS: Mapping[str, str] = {
    "currency": N_("Currency of every figure (ISO code)"),
    "margin": N_("What remains of a sale without VAT after the goods, as a share; empty: not known"),
    "zone": N_("Time zone where a time is written without one"),
    "person_id": N_("Whose desk this is"),
    "team": N_("Whether more than one person’s hours come together here (0 or 1)"),
    "model": N_("How a conversion is shared between the contacts before it"),
    "window_days": N_("Days before a conversion that count"),
    "parallel": N_("How time in several interactions at once counts"),
    "overlap": N_("Whether a second conversion counts contacts before the first (overlapping) or not (reset)"),
    "sla_minutes": N_("Business minutes within which to answer"),
    "weights": N_("Weights of what makes a contact personal; six numbers that add up to 100"),
    "other_weights": N_("Other weights to show beside them, to see whether anything hangs on these; empty: none"),
}


def setting(key: str) -> str:
    """Return what a setting of the store is for."""
    known = _SETTINGS.get(key)
    return _(known) if known else key


def conversion_kind(kind: str, label: str = "") -> str:
    """Return a kind of conversion from the customer's side ("They phoned"); a store's own kind has its own label."""
    known = _CONVERSIONS.get(kind)
    return _(known) if known else label or kind.replace("_", " ")


def capitalised(name: str) -> str:
    """Return a name as it begins a line ("Direct message"); only the first letter changes."""
    return name[:1].upper() + name[1:]


def level(which: int) -> str:
    """Return a level of personalness in words ("1 least personal", "3", "5 most personal")."""
    return {1: _("1 least personal"), 5: _("5 most personal")}.get(which, str(which))


def value(field: str, code: str) -> str:
    """Return an enum value in words, by its field and code: `value("cost_kind", "ad_spend")` is "ad spend"."""
    known = _VALUES.get(f"{field}.{code}")
    return _(known) if known else code


def doubt(code: str) -> str:
    """Return in a sentence why the length or the times of an interaction may not be what they seem."""
    known = _DOUBTS.get(code)
    return _(known) if known else code


def reason(code: str) -> str:
    """Return why a figure is not there or has no range ("too little data"), by its code in `Figure.reason`."""
    known = _REASONS.get(code)
    return _(known) if known else code.replace("_", " ")


def verdict(code: str) -> str:
    """Return a step of the evidence ladder in words ("a hint")."""
    known = _VERDICTS.get(code)
    return _(known) if known else code


def too_little_data(n: int, needed: int) -> str:
    """Return what a gate says of a row that has `n` of the cases it needs ("too little data: 3 of 5")."""
    return _("too little data: {n} of {needed}").format(n=n, needed=needed)


def several() -> str:
    """Return what stands for the contact of a round with more than one ("several")."""
    return pgettext("contacts of one round", "several")


def purchases(count: int) -> str:
    """Return a number of purchases with its noun."""
    return ngettext("{count} purchase", "{count} purchases", count).format(count=count)
