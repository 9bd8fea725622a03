from __future__ import annotations

from dataclasses import replace

from roidesk.analytics.gates import Gate, Order
from roidesk.analytics.pages.values import Shown
from roidesk.charts.by_channel import ChannelCosts, ChannelReturns
from roidesk.charts.by_level import HoursOfLevels, LevelReturns
from roidesk.charts.by_week import WeeklyLayers, WeeklyMoney
from roidesk.domain.figure import Figure
from tests.charts import sample


def channels(**fields):
    return ChannelReturns.of(replace(sample.return_page(), **fields))


def words_of(value, name):
    return next(value.words(row) for row in value.rows if row.channel.name == name)


def test_gates_are_words_and_never_values():
    value = channels()
    assert words_of(value, "Instagram") == "too little data: 4 of 5 purchases"
    assert words_of(value, "Forum") == "no purchase yet; at least €997 spent"
    assert words_of(value, "Email") == ""
    cells = {row[0]: row[1:] for row in value.table().rows}
    assert cells["Instagram"][:2] == ("too little data: 4 of 5 purchases", "–")
    assert "0.90" not in "".join(cells["Instagram"])
    assert cells["Email"][:3] == ("€2.76", "€1.65 to €4.20", "20")
    assert cells["LinkedIn"][1] == "€1.30 to €1.75, leaving one out"


def test_rows_keep_the_teams_own_order_inside_what_may_be_shown():
    names = [row.channel.name for row in channels().drawn]
    assert names == [
        "Email", "Phone", "X (Twitter)", "LinkedIn", "Live chat", "Instagram", "Video call", "In person", "Forum",
    ]  # fmt: skip


def test_an_order_that_means_nothing_is_said_to():
    assert "Order not certain" in channels().sentence()
    assert channels(channel_order=Order.CERTAIN).order_note() == ""


def test_the_credit_model_is_named():
    assert channels().credit == "time decay, 30 days"
    assert channels(model="markov").credit == "Markov, 30 days"
    assert channels(model="markov", model_reason="too_few_journeys").credit == "Markov (too little data), 30 days"


def test_levels_with_few_known_contacts_are_drawn_and_not_compared():
    value = LevelReturns.of(sample.return_page())
    assert value.note() == (
        "1 and 2 are drawn, not compared:",
        "much of the time here has no known contact. 3 and 4: order not certain.",
    )
    assert value.table().rows[1][2] == "too little data: 3 of 5"
    assert value.table().rows[2][2:] == ("€3.01", "€2.00 to €4.30", "22", "91\u202f%")


def test_time_that_led_to_nothing_is_named():
    value = HoursOfLevels(sample.outcomes())
    assert value.note()[1] == "Nothing yet 90 h"
    assert value.table().rows[0] == ("1", "post, newsletter", "3.0 h", "2.0 h", "1.0 h", "91.0 h", "97.0 h")


def test_the_return_so_far_is_withheld_in_words():
    value = WeeklyMoney.of_return(sample.return_page())
    assert value.shown_from == 3
    rows = value.table().rows
    assert rows[0] == ("2026-W34", "€980.00", "€330.00", "shown from 5 purchases on", "–")
    assert rows[3][3] == "€0.78"
    assert "so far €1.62 per €1" in value.readings()[-1]
    assert value.sentence() == (
        "In 13 weeks €13,682 of cost and €22,084 of sales; every €1 brought back €1.62 in sales so far."
    )


def test_a_return_so_far_that_its_gate_withholds_is_not_shown():
    weeks = tuple(
        replace(point, so_far=Shown(Figure(1.0, "ratio", 3), Gate.TOO_LITTLE)) for point in sample.week_points()
    )
    value = WeeklyMoney.of_return(sample.return_page(weeks=weeks))
    assert value.shown_from == 13
    assert all("1.00" not in cell for row in value.table().rows for cell in row[3:])


def test_stacks_say_every_layer():
    value = WeeklyLayers.by_channel(sample.week_page())
    assert value.table().headers == (
        "Week", "Email", "Instagram", "X (Twitter)", "LinkedIn", "Live chat", "Phone", "others", "Together",
    )  # fmt: skip
    last = value.table().rows[-1]
    assert last[0] == "2026-W47"
    assert float(last[-1].removesuffix(" h")) == round(value.totals()[-1], 1)
    assert value.readings()[-1].startswith("Week 47 so far: ")


def test_conversions_are_whole_numbers():
    assert WeeklyLayers.conversions(sample.week_page()).table().rows[-1] == ("2026-W47", "5", "5", "10")


def test_the_first_weeks_tell_cost_and_hours():
    value = ChannelCosts.of(sample.first_weeks())
    assert value.table().rows[0] == ("Email", "€540", "16 h", "2", "1")
    assert value.table().rows[1] == ("X (Twitter)", "€459", "14 h", "–", "–")
