"""The pages of a made-up team, as the services would give them: four people, thirteen weeks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID, uuid5

from roidesk.analytics.gates import Gate, Order, gate
from roidesk.analytics.pages.values import (
    Band,
    Milestone,
    OutcomeRow,
    PaidBack,
    PaidBackState,
    ReturnPage,
    ReturnRow,
    Sentence,
    Shown,
    Step,
    Tiles,
    WeekPage,
    WeekPoint,
    WeekRow,
    WeekSeries,
)
from roidesk.analytics.query import Query
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period, Week
from roidesk.domain.model import Brand, Channel

SPACE = UUID("0f0f0f0f-0000-4000-8000-000000000000")
NAMES = "Email,Instagram,X (Twitter),LinkedIn,Live chat,Phone,Forum,Video call,In person".split(",")
CHANNELS = tuple(Channel(id=uuid5(SPACE, name), name=name, position=n) for n, name in enumerate(NAMES))
BRANDS = tuple(Brand(id=uuid5(SPACE, name), name=name) for name in ("Stylo", "Own shop"))
CATALOGUE = Catalogue(channels=CHANNELS, brands=BRANDS)
BY_NAME = {each.name: each for each in CHANNELS}
WEEKS = Period(date(2026, 8, 17), date(2026, 11, 15)).weeks()
FACTS = {"currency": "EUR", "cost": 13682, "sales": 22184, "purchases": 61, "at_most": False, "mixed": False}
COST = (980, 1010, 985, 960, 985, 985, 1060, 1160, 1050, 1045, 1150, 1130, 1182)
SALES = (330, 820, 970, 910, 1480, 1350, 1550, 1100, 2720, 2480, 3060, 2560, 2754)
EXAMPLES = (
    ("post", "newsletter"),
    ("comment", "public reply"),
    ("email", "direct message"),
    ("live chat", "call"),
    ("video call", "meeting"),
)


def shown(value, n, *, unit="ratio", low=None, high=None, without_one=None, change=None, clusters=13):
    return Shown(Figure(value, unit, n, low, high), gate(n, clusters), without_one, change)


def plain(value, unit, n=None, change=None):
    return Shown(Figure(value, unit, n), Gate.FULL, None, change)


def week_points(*, ranges=True):
    so_far = (None, None, None, 0.78, 0.92, 1.0, 1.08, 1.06, 1.25, 1.37, 1.5, 1.56, 1.62)
    points = []
    for n, week in enumerate(WEEKS):
        value = so_far[n]
        low, high = (value * 0.74, value * 1.32) if ranges and value is not None else (None, None)
        point = None if value is None else shown(value, 6 + 4 * n, low=low, high=high)
        points.append(WeekPoint(week, Figure(COST[n], "EUR"), Figure(SALES[n], "EUR"), point))
    return tuple(points)


def row(of, back, n, cost, **fields):
    values = {
        "channel": of if isinstance(of, Channel) else None,
        "level": of if isinstance(of, int) else 0,
        "examples": EXAMPLES[of - 1] if isinstance(of, int) else (),
        "back": back,
        "n": n,
        "hours": Figure(40, "h"),
        "cost": Figure(cost, "EUR"),
        "purchases": Figure(float(n), "count"),
        "others": Figure(3.0, "count"),
        "contact_share": Figure(fields.pop("share", 0.8), "share"),
    }
    return ReturnRow(**(values | fields))


def channel_rows():
    of = {
        "Email": (shown(2.76, 20, low=1.65, high=4.2), 20, 2200),
        "Instagram": (shown(0.9, 4), 4, 1900),
        "X (Twitter)": (shown(0.38, 6, without_one=(0.3, 0.45)), 6, 2100),
        "LinkedIn": (shown(1.67, 9, without_one=(1.3, 1.75)), 9, 1800),
        "Live chat": (shown(1.77, 8, without_one=(1.3, 1.8)), 8, 1500),
        "Phone": (shown(4.38, 11, low=1.95, high=8.1), 11, 1200),
        "Forum": (Shown(Figure(0, "ratio", 0), Gate.NOTHING), 0, 997),
        "Video call": (shown(2.0, 2), 2, 800),
        "In person": (shown(2.0, 1), 1, 400),
    }
    return tuple(row(each, *of[each.name]) for each in CHANNELS)


def level_rows():
    return (
        row(1, shown(0.45, 7, without_one=(0.4, 0.5)), 7, 3000, share=0.06, compared=False),
        row(2, shown(1.2, 3), 3, 4000, share=0.34, compared=False),
        row(3, shown(3.01, 22, low=2.0, high=4.3), 22, 3000, share=0.91),
        row(4, shown(2.86, 15, low=1.7, high=4.3), 15, 2500, share=0.78),
        row(5, shown(1.9, 3), 3, 700, share=0.97),
    )


def outcomes():
    hours = ((3, 2, 1, 91), (6, 10, 24, 77), (29, 26, 35, 9), (18, 13, 22, 15), (7, 6, 8, 1))
    return tuple(OutcomeRow(n + 1, EXAMPLES[n], *(Fraction(each) for each in parts)) for n, parts in enumerate(hours))


def return_page(*, ranges=True, **fields):
    values = {
        "query": Query(period=Period(WEEKS[0].monday, WEEKS[-1].period.last), with_ranges=ranges),
        "period": Period(WEEKS[0].monday, WEEKS[-1].period.last),
        "before": Period(date(2026, 5, 18), date(2026, 8, 16)),
        "zone": "Europe/Copenhagen",
        "as_of": 1_795_000_000_000_000,
        "currency": "EUR",
        "model": "time_decay",
        "window_days": 30,
        "margin": Fraction(2, 5),
        "pays_back_at": Fraction(5, 2),
        "first_weeks": False,
        "sentence": Sentence("not_paid_back", FACTS | {"ratio": 1.62, "margin": Fraction(2, 5), "remains": 0.65}),
        "range_line": Sentence(
            "likely_range",
            {
                "currency": "EUR",
                "purchases": 61,
                "weeks": 13,
                "low": 1.14,
                "high": 2.10,
                "remains_low": 0.46,
                "remains_high": 0.84,
            },
        ),
        "tiles": Tiles(
            hours=plain(403, "h", change=0.06),
            cost=plain(13682, "EUR", change=0.04),
            purchases=plain(61, "count", 61),
            others=Figure(71, "count"),
            sales=plain(22184, "EUR", change=0.19),
            back=shown(1.62, 61, low=1.14, high=2.10),
            remains=shown(0.65, 61, low=0.46, high=0.84),
            hours_a_purchase=Shown(Figure(6.6, "h", 61, 5.1, 8.6), Gate.FULL),
            paid_back=PaidBack(PaidBackState.NOT_YET, short=Figure(4809, "EUR")),
        ),
        "weeks": week_points(ranges=ranges),
        "channels": channel_rows(),
        "channel_order": Order.NOT_CERTAIN,
        "levels": level_rows(),
        "level_order": Order.NOT_CERTAIN,
        "outcomes": outcomes(),
        "milestones": (),
        "hours_known": Fraction(210),
        "hours_all": Fraction(403),
        "ranges_pending": not ranges,
    }
    return ReturnPage(**(values | fields))


def first_weeks():
    few = shown(401 / 2937, 3)
    names = ("Email", "X (Twitter)", "Instagram", "Live chat", "LinkedIn", "Phone", "Forum", "Video call", "In person")
    costs = (540, 459, 440, 394, 357, 267, 264, 153, 63)
    hours = (16, 14, 13, 11, 10, 8, 8, 4, 2)
    bought = (2, 0, 0, 0, 0, 1, 0, 0, 0)
    other = (1, 0, 0, 1, 1, 1, 0, 0, 0)
    rows = tuple(
        row(
            BY_NAME[name],
            shown(0.1, bought[n]),
            bought[n],
            costs[n],
            hours=Figure(hours[n], "h"),
            others=Figure(float(other[n]), "count"),
        )
        for n, name in enumerate(names)
    )
    return return_page(
        first_weeks=True,
        period=Period(date(2026, 10, 26), date(2026, 11, 15)),
        before=None,
        sentence=Sentence("too_early", FACTS | {"cost": 2937, "purchases": 3}),
        range_line=None,
        tiles=Tiles(
            plain(86, "h"), plain(2937, "EUR"), plain(3, "count", 3), Figure(4, "count"), plain(401, "EUR"), few, few,
            Shown(Figure(28.7, "h", 3), Gate.TOO_LITTLE), PaidBack(PaidBackState.TOO_LITTLE),
        ),
        channels=rows,
        milestones=(
            Milestone(Step.HOURS_AND_COST, 1, 1),
            Milestone(Step.BACK, 3, 5),
            Milestone(Step.RANGE, 3, 10),
            Milestone(Step.CHANNELS, 2, 5, "Email"),
            Milestone(Step.EVIDENCE, 3, 20, day=date(2027, 3, 15)),
        ),
        hours_known=Fraction(41),
        hours_all=Fraction(86),
    )  # fmt: skip


def week_page(week=Week(2026, 47), *, running=True):  # noqa: B008 - a frozen value
    weeks = tuple(week.plus(n - 12) for n in range(13))
    hours = (4.6, 4.1, 3.9, 3.5, 2.2, 1.9, 1.8, 1.2, 0.8)
    change = (-0.5, -0.2, -0.3, 0.9, 0.2, 0.3, -0.1, 0.8, 0.8)
    cost = (162, 98, 131, 117, 96, 61, 55, 48, 31)
    bought = (2, 0, 0, 1, 1, 1, 0, 0, 0)
    other = (1, 1, 1, 1, 0, 0, 0, 1, 0)
    sales = (702, 0, 0, 386, 248, 510, 0, 0, 0)

    def made(channel, brand, values):
        units = ("h", "h", "EUR", "count", "count", "EUR")
        return WeekRow(channel, brand, *(Figure(each, unit) for each, unit in zip(values, units, strict=True)))

    bands = [
        Band(each, 0, tuple(Fraction(round(10 * h * (1.3 + 0.1 * (n % 4))), 10) for n in range(13)))
        for each, h in zip(CHANNELS[:6], hours, strict=False)
    ]
    bands.append(Band(None, 0, tuple(Fraction(34 + n % 5, 10) for n in range(13))))
    levels = [
        Band(None, n + 1, tuple(Fraction(size + (k * (n + 2)) % 3) for k in range(13)))
        for n, size in enumerate((6, 8, 8, 7, 2))
    ]
    return WeekPage(
        week=week,
        zone="Europe/Copenhagen",
        as_of=1_795_095_060_000_000,
        running=running,
        week_before=week.plus(-1),
        point_before=1_794_490_260_000_000,
        currency="EUR",
        model="time_decay",
        channels=tuple(
            made(each, None, values)
            for each, values in zip(CHANNELS, zip(hours, change, cost, bought, other, sales, strict=True), strict=True)
        ),
        unexplained=None,
        shared=None,
        brands=(
            made(None, BRANDS[0], (11.4, 0.8, 380, 3, 2, 1144)),
            made(None, BRANDS[1], (9.2, -0.3, 306, 2, 1, 702)),
            made(None, None, (3.4, 0.9, 113, 0, 2, 0)),
        ),
        team=made(None, None, (24.0, 1.4, 799, 5, 5, 1846)),
        cost=Figure(799, "EUR"),
        series=WeekSeries(
            weeks,
            tuple(bands),
            tuple(levels),
            tuple(Figure(each, "EUR") for each in (*COST[1:], 799)),
            tuple(Figure(each, "EUR") for each in (*SALES[1:], 1846)),
            (2, 2, 3, 4, 5, 5, 4, 7, 8, 7, 6, 7, 5),
            (3, 4, 5, 5, 6, 5, 7, 6, 6, 7, 6, 5, 5),
        ),
    )
