"""Return on involvement as short tables for a terminal; what too little stands behind says so instead of a value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE, ENOUGH_WEEKS_FOR_EVIDENCE
from roidesk.analytics.involvement.buyers import Compared
from roidesk.analytics.involvement.report import Involvement
from roidesk.analytics.returns.proof import Proof, Proven
from roidesk.cli import withheld
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure
from roidesk.domain.instants import MINUTE
from roidesk.i18n import N_, _, formats, words

Line = tuple[str, str]
_PROOFS: Mapping[Proof, str] = {
    Proof.DIRECT: N_("Sales known to come of an interaction"),
    Proof.JOURNEY: N_("Sales with contact before them"),
    Proof.SELF_REPORTED: N_("Sales whose buyer named a source, without contact"),
    Proof.NONE: N_("Sales without either"),
}


def report(found: Involvement) -> str:
    """Return the panel in words: what was given and asked, whom it helped, what came of it, who follows."""
    parts = [
        _("{period}: beside the return, never a part of it").format(period=formats.period(found.period)),
        _section(_("Give and ask"), _giving(found)),
        _section(_("Help"), _help(found)),
        "\n".join([_section(_("What came of it"), _buyers(found)), *_cautions(found)]),
        _section(_("Followers: reach, not return"), _followers(found)),
        _section(_("What others say"), _voices(found)),
    ]
    if found.channels:
        parts.append(_channels(found))
    return "\n\n".join(parts)


def _section(title: str, lines: list[Line]) -> str:
    return table([title, ""], lines, right=frozenset({1}))


def _giving(found: Involvement) -> list[Line]:
    giving, approach = found.giving, found.approach
    return [
        (_("Gives"), _counted(giving.give, giving.give_minutes)),
        (_("Asks"), _counted(giving.ask, giving.ask_minutes)),
        (_("Gives for each ask"), _number(giving.give_ask_ratio, 2)),
        (_("Share of that time spent giving"), _share(giving.give_share_minutes)),
        (_("Asks among all you sent"), _share(giving.pitch_pressure)),
        (_("Asks for an e-mail address"), _number(giving.email_asks)),
        (_("Contacts you first sent an ask"), _of_cases(approach.cold_ask_rate)),
        (_("Contacts you first asked for an e-mail address"), _of_cases(approach.cold_email_ask_rate)),
        (_("Gives before the first ask"), _mean(approach.gives_before_first_ask)),
        (_("Contacts met more than once"), _of_cases(approach.repeat_contact_rate)),
    ]


def _help(found: Involvement) -> list[Line]:
    help_ = found.helping
    return [
        (_("Problems solved"), _number(help_.solved)),
        (_("Problems solved an hour"), _number(help_.solved_per_hour, 2)),
        (_("Cost of each"), _money(help_.cost_per_solved, found.currency)),
        (_("Time that added value"), _share(help_.value_added_share)),
        (_("Time on what interests them, where both are known"), _share(help_.targeting_rate)),
        (_("Time of which that is not known"), _share(help_.targeting_unknown_share)),
        (_("Answers and webcare"), _length(help_.reactive_minutes)),
        (_("On your own initiative"), _length(help_.proactive_minutes)),
        (_("List building"), _length(help_.list_building_minutes)),
    ]


def _buyers(found: Involvement) -> list[Line]:
    return [
        (_("Contacts touched that bought"), _bought(found.touched_bought)),
        *_compared(found.helped, _("Of those helped before, bought"), _("Of the others, bought")),
        *_compared(found.commenters, _("Of those who commented, ever bought"), _("Of the others, ever bought")),
        *((_(_PROOFS[which]), _proven(each, found.currency)) for which, each in found.proven.items()),
        (_("Time with contacts nothing came of"), _share(found.helping.non_converting_share)),
        (_("Known contact"), _share(found.helping.contact_share)),
    ]


def _cautions(found: Involvement) -> list[str]:
    """Return what has to be said under groups of contacts that stand beside each other."""
    shown = [both for both in (found.helped, found.commenters) if both.odds.reason is None]
    if not shown:
        return []
    said = [_("Those on one side may have been nearer to buying anyway: this says nothing of an effect.")]
    odds = found.helped.odds
    if odds.reason is None and odds.pooled.low is not None and odds.pooled.high is not None:
        said.append(
            _(
                "By product, the odds of those helped are {odds} times the others’ (likely range {low} to {high})."
            ).format(
                odds=formats.number(odds.pooled.value, 1),
                low=formats.number(odds.pooled.low, 1),
                high=formats.number(odds.pooled.high, 1),
            )
        )
    if odds.reverses:
        said.append(_("Over all it may seem the other way round: each product has to be looked at for itself."))
    return said


def _compared(both: Compared, first: str, others: str) -> list[Line]:
    return [(first, _bought(both.share)), (others, _bought(both.others))]


def _followers(found: Involvement) -> list[Line]:
    moved = found.followers
    return [
        (_("Net followers"), _number(moved.net_followers)),
        (_("Net followers an hour"), _number(moved.net_followers_per_hour, 1)),
        (_("Followers lost, of those at the start"), _share(moved.unfollow_rate, 1)),
        (_("Whether more leave when you ask more"), _unfollowing(found)),
    ]


def _unfollowing(found: Involvement) -> str:
    judged = found.unfollowing.evidence
    if judged.weeks < ENOUGH_WEEKS_FOR_EVIDENCE:
        return _("too little data: {n} of {needed} weeks").format(n=judged.weeks, needed=ENOUGH_WEEKS_FOR_EVIDENCE)
    return words.verdict(str(judged.verdict))


def _voices(found: Involvement) -> list[Line]:
    praise = found.praise
    lines = [
        (_("Recommendations"), _number(praise.recommendations)),
        (_("Compliments"), _number(praise.compliments)),
        (_("Conversions that name where they come from"), _number(praise.self_reported)),
        (_("How messages sound, from −1 to 1"), _of_enough(found.sentiment, 2)),
    ]
    return lines + [
        (_("Messages of {hour}").format(hour=hour), _number(mean, 2))
        for hour, mean in found.sentiment_by_hour.items()
        if mean.n is not None and mean.n >= ENOUGH_FOR_A_VALUE
    ]


def _channels(found: Involvement) -> str:
    header = [
        _("channel"),
        _("Gives"),
        _("Asks"),
        _("Gives for each ask"),
        _("Asks among all you sent"),
        _("Net followers"),
        _("an hour there"),
    ]
    rows = [
        [
            row.key,
            _counted(row.giving.give, row.giving.give_minutes),
            _counted(row.giving.ask, row.giving.ask_minutes),
            _number(row.giving.give_ask_ratio, 2),
            _share(row.giving.pitch_pressure),
            formats.NONE if row.followers is None else _number(row.followers.net_followers),
            formats.NONE if row.followers is None else _number(row.followers.net_followers_per_hour, 1),
        ]
        for row in found.channels
    ]
    return table(header, rows, right=frozenset(range(1, len(header))))


# ---------------------------------------------------------------- cells


def _number(figure: Figure, decimals: int = 0) -> str:
    return withheld.why(figure) if figure.value is None else formats.number(figure.value, decimals)


def _share(figure: Figure, decimals: int = 0) -> str:
    return withheld.why(figure) if figure.value is None else formats.percent(figure.value, decimals)


def _length(figure: Figure) -> str:
    return withheld.why(figure) if figure.value is None else formats.duration(int(figure.value * MINUTE))


def _counted(count: Figure, time: Figure) -> str:
    return _("{count} in {length}").format(count=_number(count), length=_length(time))


def _money(figure: Figure, currency: str) -> str:
    if figure.value is None:
        return withheld.why(figure)
    amount = formats.money(figure.value, currency)
    return _("at least {amount}").format(amount=amount) if figure.reason == "rate_missing" else amount


def _proven(each: Proven, currency: str) -> str:
    amount = _money(each.booked, currency)
    return amount if each.share.value is None else f"{amount} ({formats.percent(each.share.value)})"


def _of_enough(figure: Figure, decimals: int) -> str:
    """Return a mean, unless too few cases stand behind it."""
    if figure.value is not None and (figure.n or 0) < ENOUGH_FOR_A_VALUE:
        return words.too_little_data(figure.n or 0, ENOUGH_FOR_A_VALUE)
    return _number(figure, decimals)


def _mean(figure: Figure) -> str:
    if figure.value is None:
        return withheld.why(figure)
    return _("{mean} on average of {count} contacts").format(mean=_number(figure, 1), count=figure.n)


def _of_cases(figure: Figure) -> str:
    """Return a share of contacts with how many there are, unless they are too few."""
    cases = figure.n or 0
    if figure.value is None:
        return withheld.why(figure)
    if cases < ENOUGH_FOR_A_VALUE:
        return words.too_little_data(cases, ENOUGH_FOR_A_VALUE)
    return _("{share} of {count}").format(share=formats.percent(figure.value), count=cases)


def _bought(figure: Figure) -> str:
    """Return a share of contacts that bought; what counts for the gate is how many did."""
    cases = figure.n or 0
    if figure.value is None:
        return withheld.why(figure)
    bought = int(Fraction(figure.value) * cases)
    if bought < ENOUGH_FOR_A_VALUE:
        return words.too_little_data(bought, ENOUGH_FOR_A_VALUE)
    said = _("{share} of {count}").format(share=formats.percent(figure.value), count=cases)
    if figure.low is None or figure.high is None:
        return said
    return _("{said}, likely range {low} to {high}").format(
        said=said, low=formats.percent(figure.low), high=formats.percent(figure.high)
    )
