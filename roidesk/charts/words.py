"""How charts say what they show and what the gates of analytics.md 4.6 keep them from showing. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE
from roidesk.analytics.pages.values import Shown
from roidesk.domain.figure import Number
from roidesk.i18n import _
from roidesk.i18n.formats import NONE, back, money


@dataclass(frozen=True, slots=True)
class Table:
    """The same values in words, for those who cannot or would rather not read the picture."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Return it as lines of cells between tabs, as spreadsheets paste it."""
        return "\n".join("\t".join(row) for row in (self.headers, *self.rows))


def unit(currency: str) -> str:
    """Return what returns are told for: "€1"."""
    return money(1, currency, 0)


def too_little(n: int) -> str:
    """Return the words of a return that is not shown: "too little data: 3 of 5 purchases"."""
    return _("too little data: {n} of {enough} purchases").format(n=n, enough=ENOUGH_FOR_A_VALUE)


def drawn_range(shown: Shown) -> tuple[Number, Number] | None:
    """Return the range that is drawn: the likely one, or for a hollow mark that of leaving one out."""
    if not shown.gate.shows_value:
        return None
    if not shown.gate.shows_range:
        return shown.without_one
    low, high = shown.figure.low, shown.figure.high
    return None if low is None or high is None else (low, high)


def range_text(shown: Shown, currency: str) -> str:
    """Return "€1.03 to €2.17", said to be of leaving one out where it is, or "–" where no range is known."""
    ends = drawn_range(shown)
    if ends is None:
        return NONE
    text = _("{low} to {high}").format(low=back(ends[0], currency), high=back(ends[1], currency))
    return text if shown.gate.shows_range else _("{span}, leaving one out").format(span=text)


def furthest(shown: Shown) -> float:
    """Return the largest value that is drawn of a return; 0 where nothing is."""
    if not shown.gate.shows_value:
        return 0.0
    return max(float(each or 0) for each in (shown.figure.value, *(drawn_range(shown) or ())))


def listed(texts: Sequence[str]) -> str:
    """Return "1", "1 and 2", "1, 2 and 3"."""
    if len(texts) <= 1:
        return "".join(texts)
    return _("{first} and {last}").format(first=", ".join(texts[:-1]), last=texts[-1])


def model_name(model: str) -> str:
    """Return how a way of sharing a conversion between the contacts before it is called in a title."""
    names = {
        "first": _("first contact"),
        "last": _("last contact"),
        "linear": _("equal shares"),
        "position": _("first and last most"),
        "time_decay": _("time decay"),
        "minutes": _("by minutes"),
        "personal_minutes": _("by personal minutes"),
        "shapley": _("Shapley"),
        "markov": _("Markov"),
    }
    return names.get(model, model)
