"""What `figures` prints: the marks of the gates in the table, and the sentences under it."""

from datetime import date, timedelta

import pytest

MONDAY = date(2026, 3, 16)
QUARTER = ("--from", "2026-03-16", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")


def day(week, weekday):
    return (MONDAY + timedelta(weeks=week, days=weekday)).isoformat()


@pytest.fixture
def team(roidesk, tmp_path):
    """A store of some weeks: an hour a week by mail, with a sale that came of it, and one that came of itself."""

    def made(weeks=13, *, rates=("2026-01-01,30",), extra=(), sold=True, new=""):
        folder = tmp_path / "tables"
        folder.mkdir()
        touches = [f"{day(n, 0)}T09:00,{60 + n % 3},Ann,email,C{n}" for n in range(weeks)]
        sales = []
        for n in range(weeks if sold else 0):
            sales += [f"{day(n, 2)}T10:00,C{n},purchase,{100 + 10 * (n % 4)},EUR,{new}"]
            sales += [f"{day(n, 3)}T10:00,X{n},purchase,80,EUR,{new}"]
        for name, header, rows in (
            ("interactions", "start,minutes,person,channel,contact", [*touches, *extra]),
            ("conversions", "at,contact,kind,amount,currency,new_customer", sales),
            ("rates", "person,from,hourly,currency", [f"Ann,{each},EUR" for each in rates]),
        ):
            (folder / f"{name}.csv").write_text("\n".join([header, *rows, ""]))
        roidesk("import", str(folder), "--zone", "Europe/Amsterdam")
        return lambda *words: roidesk("figures", *QUARTER, *words).out

    return made


def row(said, name):
    return next(line for line in said.splitlines() if line.startswith(name))


def test_a_quarter_has_ranges_and_what_belongs_beside_them(team):
    said = team(new="1")("--by", "channel", "--margin", "0.5")
    low, high = row(said, "Total").split("€")[-2:]
    assert low.endswith(" to ")
    assert float(low.removesuffix(" to ")) < float(high.split()[0])
    assert "○" not in said
    assert "of the sales remain after margin; less the cost, €" in said
    assert "New customers: 26 of the 26 purchases of which it was said." in said
    assert "Led to nothing so far: 0" in said
    assert "Average sale: €113.85 where somebody had spent time on the buyer, €80.00 to others." in said
    assert "Last four weeks: €" in said
    assert "say your margin" not in said


def test_under_ten_weeks_there_is_a_hollow_mark_and_what_leaving_one_out_does(team):
    said = team(6)("--by", "channel")
    assert "○ €" in row(said, "email")
    assert "from €" in row(said, "Total")
    assert "“from … to …”: when any one week is left out; there is too little data for a likely range." in said
    assert "What remains of the sales is not known: say your margin." in said
    assert "Last four weeks" not in said
    assert "New customers" not in said


def test_time_of_which_a_brand_was_not_said_has_a_row(team):
    assert row(team(2)("--by", "brand"), "not known")


def test_rounded_parts_add_up_and_none_is_below_nothing(team, roidesk):
    # Three channels share each sale in thirds: a tenth has to go somewhere, and never out of what is nobody's.
    also = [f"{day(n, 0)}T1{hour}:00,{60 + n % 3},Ann,{name},C{n}" for n in range(6) for hour, name in enumerate(OTHER)]
    said = team(6, extra=also)("--by", "channel,personalness", "--model", "linear")
    table = said.splitlines()[3:]
    table = table[: table.index(row(said, "Total")) + 1]
    cells = [[each.strip() for each in line.split("  ") if each.strip()] for line in table]
    *parts, whole = [[float(each) for each in line[3:5]] for line in cells]
    assert all(each >= 0 for line in parts for each in line)
    assert [round(sum(column), 6) for column in zip(*parts, strict=True)] == whole


OTHER = ("tweet", "video")


def test_without_a_purchase_what_would_be_no_surprise(team):
    said = team(3, sold=False)()
    assert "No purchase yet, at least €91.50 spent. Up to 3.7 would be no surprise in as much time." in said
    assert "too little data: 0 of 5" in row(said, "Total")
    assert "remain" not in said


def test_nothing_at_all_has_nothing_under_it(team):
    said = team(0)()
    assert said.splitlines()[-1].startswith("Total")


def test_a_cost_that_is_not_all_known_makes_a_bound(team):
    said = team(6, rates=("2026-03-23,30",))("--margin", "0.5")
    assert "≤ €" in row(said, "Total")
    assert "less the cost, at most €" in said
    assert "Ann: no rate from 2026-03-16" in said


def test_costs_and_sales_not_all_known_leave_nothing_to_take_away(team, roidesk):
    print_figures = team(6, rates=("2026-03-23,30",))
    roidesk("conversion", "add", "at=2026-04-01T10:00", "kind=purchase", "amount=10", "currency=USD", "contact=X1")
    said = print_figures("--margin", "0.5", "--by", "personalness")
    assert "less the cost" not in said
    assert "USD: no rate of exchange on 2026-04-01; what amounts in it are worth is not known." in said


def test_channels_whose_contacts_are_not_known_are_not_compared(team):
    anonymous = [f"{day(n, 1)}T09:00,240,Ann,tweet," for n in range(13)]
    said = team(extra=[*anonymous, *(f"{day(n, 1)}T15:00,30,Ann,tweet,C{n}" for n in range(13))])
    by_channel = said("--by", "channel")
    assert "tweet: much of the time here has no known contact; do not compare it." in by_channel
    assert "do not compare" not in said("--by", "week")
    assert "do not compare" not in said("--by", "person")


def test_an_order_is_told_only_where_it_is_certain(team):
    also = [f"{day(n, 1)}T15:00,{61 - n % 3},Ann,call,C{n}" for n in range(13)]
    said = team(extra=also)
    assert "Order not certain: likely ranges overlap." in said("--by", "channel", "--model", "linear")
    levels = said("--by", "personalness", "--model", "linear")
    assert "Order not certain" in levels
    assert "Order not certain" not in said("--by", "kind", "--model", "linear")
