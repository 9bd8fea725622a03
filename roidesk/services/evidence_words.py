"""The sentences of evidence, said alike in the window, on the command line and in reports.

Never "drives", "proves" or "significant": it is an association, unless a planned experiment tested it.
"""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.analytics import gates
from roidesk.analytics.evidence import Flag, Verdict
from roidesk.analytics.evidence.report import EvidenceReport, Of, On
from roidesk.i18n import N_, _, formats, ngettext, words

_TRIES = 100
_LONGEST = 520
"""Weeks after which waiting is no advice any more: ten years."""

_EFFORT: Mapping[Of, str] = {Of.MINUTES: N_("hours"), Of.PERSONAL: N_("personal hours")}
_OUTCOME: Mapping[On, str] = {
    On.PURCHASES: N_("purchases"),
    On.CONVERSIONS: N_("conversions"),
    On.REVENUE: N_("sales"),
}

_WAITING = frozenset({Verdict.TOO_LITTLE_DATA, Verdict.NO_SIGN, Verdict.HINT})
"""Where more weeks may show more."""

_TOO_LITTLE: Mapping[str, str] = {
    "nothing_recorded": N_("Too little data: no whole week is recorded yet."),
    "too_few_weeks": N_("Too little data: {weeks} of {needed_weeks} weeks. What is below only describes them."),
    "too_few_conversions": N_(
        "Too little data: {conversions} of {needed_conversions} conversions. What is below only describes them."
    ),
    "nothing_varies": N_(
        "Too little data: apart from their trend, {effort} or {outcome} are the same every week, so nothing can be "
        "compared."
    ),
    "rate_missing": N_("Too little data: some sales have no rate of exchange, so their weeks cannot be compared."),
}

_LINKED: Mapping[Verdict, str] = {
    Verdict.NO_SIGN: N_("No sign of a link between {effort} and {outcome}. That does not say there is none."),
    Verdict.HINT: N_("A hint: weeks with more {effort} are followed by more {outcome}, {later}."),
    Verdict.PROBABLE: N_("Probably linked: weeks with more {effort} are followed by more {outcome}, {later}."),
    Verdict.STRONG: N_("A strong link: weeks with more {effort} are followed by more {outcome}, {later}."),
    Verdict.TESTED: N_("Tested: a planned experiment found more {outcome} where there were more {effort}."),
}
_EITHER_WAY: Mapping[Verdict, str] = {
    Verdict.HINT: N_("A hint of a link between {effort} and {outcome}, but effort may follow sales, not lead them."),
    Verdict.PROBABLE: N_(
        "{effort_first} and {outcome} are probably linked, but effort may follow sales, not lead them."
    ),
}
"""Where sales come first as much as effort does."""
_AT_ONCE: Mapping[Verdict, str] = {
    Verdict.HINT: N_("A hint: weeks with more {effort} are weeks with more {outcome}."),
    Verdict.PROBABLE: N_("Probably linked: weeks with more {effort} are weeks with more {outcome}."),
    Verdict.STRONG: N_("A strong link: weeks with more {effort} are weeks with more {outcome}."),
}

_FLAGS: Mapping[str, str] = {
    Flag.EFFORT_FOLLOWS: N_(
        "Effort may follow sales: {outcome} come before {effort} as much as after them ({reverse} and {forward})."
    ),
    Flag.SIMPSON: N_(
        "Among alike contacts it may go the other way than over all of them: see the contacts below first."
    ),
    Flag.LOW_POWER: N_("Low power: under {power_weeks} weeks a link that is there is easily missed."),
    Flag.AD_WEEKS: N_("Ads were paid for in {ad_weeks} of these weeks; they may have raised both."),
}


def verdict(found: EvidenceReport) -> str:
    """Return what may be said, in one sentence."""
    evidence = found.evidence
    if evidence.verdict is Verdict.TOO_LITTLE_DATA:
        template = _TOO_LITTLE.get(evidence.reason or "", _TOO_LITTLE["nothing_recorded"])
        return _(template).format_map(_facts(found))
    templates = _LINKED if evidence.best_lag else {**_LINKED, **_AT_ONCE}
    if Flag.EFFORT_FOLLOWS in evidence.flags:
        templates = {**_LINKED, **_EITHER_WAY}
    return _(templates[evidence.verdict]).format_map(_facts(found))


def chance(found: EvidenceReport) -> str | None:
    """Return how often chance alone does as well, and what that does not say; None where there is no p."""
    if found.evidence.verdict is Verdict.TESTED:
        return _by_the_lot(min(each.p for each in found.experiments))
    p = found.evidence.weaker_p
    if p is None:
        return None
    tries = round(p * _TRIES)
    often = (
        _("If the {effort} made no difference, a link this strong would turn up in about {tries} of 100 tries.")
        if tries
        else _("If the {effort} made no difference, a link this strong would turn up in fewer than 1 of 100 tries.")
    ).format(tries=tries, effort=effort_of(found))
    return f"{often} " + _(
        "It is an association: a launch, a season or an advertisement can raise both. "
        "Only a planned experiment can say that the hours do it."
    )


def _by_the_lot(p: float) -> str:
    tries = round(p * _TRIES)
    if not tries:
        return _("If it made no difference, the lot would bring one this large in fewer than 1 of 100 cases.")
    return _("If it made no difference, the lot would bring one this large in about {tries} of 100 cases.").format(
        tries=tries
    )


def weakened(found: EvidenceReport) -> list[str]:
    """Return what weakens it, a sentence each; that it is easily missed goes without saying where nothing is tested."""
    facts = _facts(found)
    untold = {Flag.LOW_POWER} if found.evidence.verdict is Verdict.TOO_LITTLE_DATA else set()
    return [_(_FLAGS[each]).format_map(facts) for each in found.evidence.flags if each in _FLAGS.keys() - untold]


def power(found: EvidenceReport) -> list[str]:
    """Return what these weeks could show, how many more it takes, and what is quicker than waiting."""
    able = found.power
    if able.now.value is None or able.weeks_needed.value is None or able.per_week.value is None:
        return []
    facts = {
        "per_week": formats.number(able.per_week.value, 1),
        "outcome": _(_OUTCOME[On.CONVERSIONS if found.on is On.CONVERSIONS else On.PURCHASES]),
        "effort": effort_of(found),
        "weeks": found.evidence.weeks,
        "now": round(float(able.now.value) * _TRIES),
        "some": round(float(able.now_if_some.value or 0) * _TRIES),
    }
    enough = found.evidence.weeks >= gates.ENOUGH_WEEKS_FOR_EVIDENCE
    lines = [
        _(
            "At {per_week} {outcome} a week, even if all of them come of the {effort}, {weeks} weeks show it in {now} "
            "of 100 cases; if two in five do, in {some}."
        ).format_map(facts)
        if enough
        else _("At {per_week} {outcome} a week, even if all of them come of the {effort}:").format_map(facts)
    ]
    if found.evidence.verdict not in _WAITING:
        return lines
    lines.append(_how_long(int(able.more_weeks.value or 0)))
    if able.weeks_needed_if_varied.value is not None and able.weeks_needed_if_varied.value < able.weeks_needed.value:
        lines.append(
            _("Varying the hours on purpose says it sooner: by half up and down, {weeks} weeks are enough.").format(
                weeks=able.weeks_needed_if_varied.value
            )
        )
    return lines


def _how_long(more: int) -> str:
    if not more:
        return _("These weeks are enough to see it in 80 of 100 cases.")
    if more > _LONGEST:
        return _("Waiting does not help: it would take more than ten years to see it in 80 of 100 cases.")
    return ngettext(
        "About {count} more week, and it is seen in 80 of 100 cases.",
        "About {count} more weeks, and it is seen in 80 of 100 cases.",
        more,
    ).format(count=more)


def effort_of(found: EvidenceReport) -> str:
    """Return what was looked at on the side of effort ("hours")."""
    return _(_EFFORT[found.of])


def outcome_of(found: EvidenceReport) -> str:
    """Return what was looked at on the side of what came ("purchases")."""
    return _(_OUTCOME[found.on])


def _facts(found: EvidenceReport) -> dict[str, object]:
    evidence = found.evidence
    lag = evidence.best_lag or 0
    return {
        "weeks": evidence.weeks,
        "needed_weeks": gates.ENOUGH_WEEKS_FOR_EVIDENCE,
        "conversions": found.conversions.value,
        "needed_conversions": gates.ENOUGH_CONVERSIONS_FOR_A_TEST,
        "effort": effort_of(found),
        "effort_first": words.capitalised(effort_of(found)),
        "outcome": outcome_of(found),
        "later": ngettext("{count} week later", "{count} weeks later", lag).format(count=lag),
        "power_weeks": gates.ENOUGH_WEEKS_FOR_POWER,
        "ad_weeks": len(found.ad_weeks),
        "reverse": _largest(evidence.reverse),
        "forward": _largest(evidence.lags[1:]),
    }


def _largest(values: tuple[float | None, ...]) -> str:
    return formats.number(max((each for each in values if each is not None), default=None), 2)
