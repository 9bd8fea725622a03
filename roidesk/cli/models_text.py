"""What models say of the same rows, in words: all of them side by side, and what warns of Markov."""

from __future__ import annotations

from roidesk.analytics.attribution import MODELS
from roidesk.analytics.attribution.model_doubt import Doubt
from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE, ENOUGH_JOURNEYS_FOR_MARKOV
from roidesk.analytics.returns.report import Report
from roidesk.cli.columns import table
from roidesk.cli.figures_text import row_name
from roidesk.i18n import _, formats, words

_MEASURE = "return_ratio"


def models(found: Report) -> list[str]:
    """Return what is said of models: nothing where neither Markov nor all of them were asked."""
    lines: list[str] = []
    if any(row.doubt is not None for row in found.rows):
        lines += [
            "",
            _("Back per {one}, by each model").format(one=formats.money(1, found.currency, decimals=0)),
            _table(found),
            _(
                "Models divide the same sales by different rules, and no data says which is right. "
                "The span between them is no likely range: more data does not narrow it."
            ),
        ]
    return [*lines, *_markov(found)]


def _table(found: Report) -> str:
    header = [", ".join(found.by), *MODELS, _("Between models")]
    rows = [
        [row_name(found.by, row), *_cells(row.doubt, found.currency)] for row in found.rows if row.doubt is not None
    ]
    return table(header, rows, right=frozenset(range(1, len(header))))


def _cells(doubt: Doubt, currency: str) -> list[str]:
    """Return the value of each model and their span; what too little data stands behind says so instead."""
    figures = [getattr(line, _MEASURE) for line in doubt.lines.values()]
    cases = max(figure.n or 0 for figure in figures)
    if cases < ENOUGH_FOR_A_VALUE:
        return [formats.NONE] * len(figures) + [words.too_little_data(cases, ENOUGH_FOR_A_VALUE)]
    span = doubt.span(_MEASURE)
    said = formats.NONE
    if span.least.figure.value is not None:
        said = _("{low} to {high}").format(
            low=formats.back(span.least.figure.value, currency), high=formats.back(span.most.figure.value, currency)
        )
    return [*(formats.back(figure.value, currency) for figure in figures), said]


def _markov(found: Report) -> list[str]:
    """Return how many journeys led to something, and what warns of Markov."""
    chance = found.p_conv
    if chance is None or chance.value is None or chance.n is None:
        return []
    converted = round(chance.value * chance.n)
    lines = [
        _("{count} of {journeys} journeys led to a conversion.").format(
            count=formats.number(converted), journeys=formats.number(chance.n)
        )
    ]
    if chance.reason == "too_few_journeys":
        lines.append(
            _(
                "Markov needs {needed} journeys that led to a conversion: with fewer it says little more than how "
                "often each was met."
            ).format(needed=formats.number(ENOUGH_JOURNEYS_FOR_MARKOV))
        )
    elif chance.reason == "no_null_journeys":
        lines.append(_("No journey that led nowhere is known here, so that Markov takes every stop for needed."))
    return lines
