"""What figures are called."""

from __future__ import annotations

from roidesk.analytics.goals.metrics import METRICS
from roidesk.i18n.figure_names import figure_code, figure_name, figure_names


def test_each_name_stands_for_a_figure_and_leads_back_to_it():
    codes = [figure_code(each) for each in figure_names()]
    assert set(codes) <= set(METRICS)
    assert len(codes) == len(set(codes))
    assert [figure_name(each) for each in codes] == list(figure_names())


def test_every_figure_there_is_can_be_written_by_its_code_or_as_it_is_shown():
    for code in METRICS:
        assert figure_code(code) == code
        assert figure_code(figure_name(code)) == code


def test_letters_may_be_large_or_small():
    assert figure_code("  COST a purchase ") == "cost_per_purchase"
