"""Evidence in words for a terminal: the verdict first, then what was seen, what weakens it, and what it could show."""

from __future__ import annotations

from roidesk.analytics.evidence import Stratified
from roidesk.analytics.evidence.jointly import Joint
from roidesk.analytics.evidence.report import EvidenceReport
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure
from roidesk.i18n import N_, _, formats, ngettext, words
from roidesk.services import evidence_words as say

_STRATA = {
    "channel": N_("same channel"),
    "person": N_("same person of ours"),
    "product": N_("same product"),
    "month": N_("same month"),
    "known": N_("new, or known before"),
}


def report(found: EvidenceReport) -> str:
    """Return the verdict, the correlations, what weakens them, the contacts, and what these weeks could show."""
    weeks = ngettext("{count} whole week", "{count} whole weeks", found.evidence.weeks).format(
        count=found.evidence.weeks
    )
    lines = [f"{formats.period(found.days)}, {weeks}", "", say.verdict(found)]
    lines += [said for said in (say.chance(found),) if said]
    lines += ["", *say.weakened(found), *say.power(found)]
    for said, part in (
        (_("Correlations, −1 to 1, by what came first:"), _lags(found)),
        (_("What an hour goes on bringing:"), _carry_over(found)),
        (_("Each alone, and beside the others:"), _rows(found)),
        (_("Contacts with more time in their first week beside the others, by who came back later:"), _strata(found)),
        (_("Planned experiments:"), _experiments(found)),
    ):
        if part:
            lines += ["", said, part]
    return "\n".join(lines).replace("\n\n\n", "\n\n")


def _lags(found: EvidenceReport) -> str:
    views = (found.evidence, found.evidence.detrended, found.evidence.differences)
    if found.evidence.statistic is None:
        return ""
    header = ["", _("As recorded"), _("Trend taken out"), _("Changes")]
    rows = [
        [_before(lag, found), *(formats.number(each.reverse[lag - 1], 2) for each in views)]
        for lag in range(found.max_lag, 0, -1)
    ]
    rows += [
        [_after(lag, found), *(formats.number(each.lags[lag], 2) for each in views)] for lag in range(found.max_lag + 1)
    ]
    if found.evidence.p is not None:
        shares = (found.evidence.p, found.evidence.detrended.p, None)
        rows.append([_("chance does as well"), *(formats.percent(each, 1) for each in shares)])
        rows.append([_("the same, by moving the weeks on"), formats.percent(found.evidence.p_shift, 1), "", ""])
    return table(header, rows, right=frozenset({1, 2, 3}))


def _before(lag: int, found: EvidenceReport) -> str:
    return ngettext("{outcome} {count} week before", "{outcome} {count} weeks before", lag).format(
        count=lag, outcome=say.outcome_of(found)
    )


def _after(lag: int, found: EvidenceReport) -> str:
    if not lag:
        return _("in the same week")
    return ngettext("{effort} {count} week before", "{effort} {count} weeks before", lag).format(
        count=lag, effort=say.effort_of(found)
    )


def _carry_over(found: EvidenceReport) -> str:
    carried = found.carry_over
    if carried.carry.value is None or found.evidence.p is None:
        return ""
    rows = [
        [_("in its week"), _outcome(carried.per_hour, found), _range(carried.per_hour, found)],
        [_("in the long run"), _outcome(carried.per_hour_in_the_long_run, found), ""],
        [_("half of it after"), _weeks(carried.half_life_weeks), ""],
        [_("nine tenths of it after"), _weeks(carried.ninety_percent_weeks), ""],
        [_("what is left hangs together (2: not at all)"), formats.number(carried.durbin_watson.value, 2), ""],
    ]
    return table(["", _("An hour"), _("Likely range")], rows, right=frozenset({1, 2}))


def _rows(found: EvidenceReport) -> str:
    if not found.rows:
        return ""
    header = ["", _("Alone, an hour"), _("Likely range"), _("Jointly, an hour"), _("Likely range"), _("Chance"), ""]
    return table(header, [_row(row, found) for row in found.rows], right=frozenset(range(1, 6)))


def _row(row: Joint, found: EvidenceReport) -> list[str]:
    named = words.level(row.key) if found.by == "personalness" and isinstance(row.key, int) else row.key
    return [
        _("not known") if named is None else str(named),
        _outcome(row.alone, found),
        _range(row.alone, found),
        _outcome(row.jointly, found),
        _range(row.jointly, found),
        formats.percent(row.p_holm, 1),
        words.verdict(str(row.evidence.verdict)),
    ]


def _strata(found: EvidenceReport) -> str:
    """Return the comparisons that enough contacts stand behind."""
    told = {by: each for by, each in found.strata.items() if each.reason is None}
    if not told:
        return ""
    rows = [
        [
            _(_STRATA[by]),
            formats.number(each.crude.value, 2),
            formats.number(each.pooled.value, 2),
            _("{low} to {high}").format(
                low=formats.number(each.pooled.low, 2), high=formats.number(each.pooled.high, 2)
            ),
            formats.percent(each.p, 1),
            turned(each),
        ]
        for by, each in told.items()
    ]
    header = ["", _("Odds over all"), _("Odds among alike"), _("Likely range"), _("Chance"), ""]
    return table(header, rows, right=frozenset({1, 2, 3, 4}))


def turned(found: Stratified) -> str:
    """Return whether it goes the other way among alike ones; only the range can say that it does."""
    if not found.reverses:
        return ""
    low, high = found.pooled.low, found.pooled.high
    sure = low is not None and high is not None and not low <= 1 <= high
    return _("goes the other way") if sure else _("may go the other way")


def _experiments(found: EvidenceReport) -> str:
    return "\n".join(
        _("{name}: {difference} more, by the lot in {p} of cases or fewer").format(
            name=each.name, difference=_number(each.difference, found), p=formats.percent(each.p, 1)
        )
        for each in found.experiments
    )


def _outcome(figure: Figure, found: EvidenceReport) -> str:
    return words.reason(figure.reason) if figure.reason else _number(figure, found)


def _number(figure: Figure, found: EvidenceReport) -> str:
    if figure.unit == found.currency:
        return formats.money(figure.value, found.currency)
    return formats.number(figure.value, 3)


def _range(figure: Figure, found: EvidenceReport) -> str:
    if figure.low is None or figure.high is None:
        return formats.NONE
    low, high = (Figure(bound, figure.unit) for bound in (figure.low, figure.high))
    return _("{low} to {high}").format(low=_number(low, found), high=_number(high, found))


def _weeks(figure: Figure) -> str:
    if figure.value is None:
        return words.reason(figure.reason or "")
    return _("{weeks} weeks").format(weeks=formats.number(figure.value, 1))
