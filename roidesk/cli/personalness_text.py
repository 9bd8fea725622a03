"""How personal contact was, as text for a terminal."""

from __future__ import annotations

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE, gate
from roidesk.analytics.personal.dose import Link, Rung
from roidesk.analytics.personal.report import Beside, PersonalPage
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure
from roidesk.i18n import N_, _, formats, words

_MINUTES = 60
_HUNDREDTHS = 100
_SWAPS_TOLD = 5
_UNTOLD = {
    "too_few_conversions": N_("Too little data to tell whether more of those buy whom one met more personally."),
    "too_few_contacts": N_("Too few contacts to tell whether more of those buy whom one met more personally."),
    "one_level": N_("All contacts reached the same level: there is nothing to compare."),
    "contact_shares_differ": N_("The levels are not compared: much of the time on some of them has no known contact."),
}


def page(found: PersonalPage) -> str:
    """Return the page in words: levels, channels, kinds, and what other weights make of it."""
    lines = [
        _("{period} · how personal: {score} of 100 · {minutes} personal minutes").format(
            period=formats.period(found.period),
            score=_score(found.personalness),
            minutes=formats.number(found.personal_minutes.value, 1),
        ),
        "",
        _levels(found),
        "",
        _told(found.trend),
        *_alike(found),
        _caution(),
        "",
        _channels(found),
    ]
    if found.beside is not None:
        lines += ["", *_beside(found, found.beside)]
    return "\n".join(lines)


def _score(figure: Figure) -> str:
    return formats.number(figure.value, 1) if figure.value is not None else words.reason(figure.reason or "")


def _levels(found: PersonalPage) -> str:
    header = [
        _("How personal"),
        _("Hours"),
        _("Of the time"),
        _("Known contact"),
        _("Contacts that got there"),
        _("Bought"),
        _("Of them"),
    ]
    rows = [
        [
            words.level(line.rung.level),
            formats.number(None if line.minutes.value is None else line.minutes.value / _MINUTES, 1),
            formats.percent(line.share.value),
            formats.percent(line.contact_share.value),
            formats.number(line.rung.contacts.value),
            formats.number(line.rung.bought.value),
            _rate(line.rung.purchase_rate, line.rung),
        ]
        for line in found.levels
    ]
    return table(header, rows, right=frozenset(range(1, len(header))))


def _rate(figure: Figure, rung: Rung) -> str:
    return _shown(figure, int(rung.bought.value or 0))


def _shown(figure: Figure, bought: int) -> str:
    """Return a share of contacts that bought, with its likely range, as far as the gates allow."""
    if figure.value is None:
        return formats.NONE
    if not gate(bought, figure.n or 0).shows_value:
        return words.too_little_data(bought, ENOUGH_FOR_A_VALUE)
    if figure.low is None or figure.high is None:
        return formats.percent(figure.value)
    return _("{share} ({low} to {high})").format(
        share=formats.percent(figure.value), low=formats.percent(figure.low), high=formats.percent(figure.high)
    )


def _told(trend: Link) -> str:
    if trend.p is None:
        return _(_UNTOLD.get(trend.reason or "", "")) or words.capitalised(words.reason(trend.reason or "")) + "."
    hundred = max(1, round(trend.p * _HUNDREDTHS))
    more = (trend.statistic or 0) > 0
    said = (
        _("More of those bought whom one met more personally; chance alone does as much in about {count} of 100 tries.")
        if more
        else _("Not more of those bought whom one met more personally; chance alone does as much in about {count} of "
               "100 tries.")
    )  # fmt: skip
    return said.format(count=hundred)


def _alike(found: PersonalPage) -> list[str]:
    """Return whether the comparison holds among contacts that were touched equally often."""
    alike, odds = found.among_alike, found.among_alike.pooled
    if alike.reason is not None or found.trend.p is None or odds.low is None or odds.high is None:
        return []
    if odds.low <= 1 <= odds.high:
        return [_("Among contacts met equally often no difference is left that chance could not make.")]
    if (odds.low > 1) != ((found.trend.statistic or 0) > 0):
        return [_("Among contacts met equally often it is the other way round: so look at these first.")]
    return [_("It holds among contacts met equally often too.")]


def _caution() -> str:
    return _(
        "It is no effect: people about to buy get calls and visits, and who is met more often reaches a higher level. "
        "Only a planned experiment can tell."
    )


def _channels(found: PersonalPage) -> str:
    header = [_("Met on"), _("Contacts"), _("Bought"), _("Contacts not met there"), _("Bought"), _("By chance")]
    rows = [
        [
            line.key,
            formats.number(line.reached.n),
            _share(line.reached),
            formats.number(line.others.n),
            _share(line.others),
            formats.NONE if line.p_holm is None else _("{count} of 100").format(
                count=max(1, round(line.p_holm * _HUNDREDTHS))
            ),
        ]
        for line in found.channels
    ]  # fmt: skip
    return table(header, rows, right=frozenset(range(1, len(header)))) if rows else _("No contact is known.")


def _share(figure: Figure) -> str:
    return _shown(figure, 0 if figure.value is None else round(figure.value * (figure.n or 0)))


def _beside(found: PersonalPage, beside: Beside) -> list[str]:
    lines = [
        _("Weights {own}, and {other} beside them: how personal {score}, in place of {before}.").format(
            own=" ".join(map(str, found.weights)),
            other=" ".join(map(str, beside.weights)),
            score=_score(beside.personalness),
            before=_score(found.personalness),
        )
    ]
    if not beside.swapped:
        return [*lines, _("The order of the kinds of contact stays the same: it does not hang on the weights.")]
    pairs = "; ".join(
        _("{first} no longer above {second}").format(first=first, second=second)
        for first, second in beside.swapped[:_SWAPS_TOLD]
    )
    more = len(beside.swapped) - _SWAPS_TOLD
    if more > 0:
        pairs += " " + _("and {count} more").format(count=more)
    return [*lines, _("The order of the kinds of contact hangs on the weights: {pairs}.").format(pairs=pairs)]
