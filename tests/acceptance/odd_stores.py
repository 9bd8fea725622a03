"""Stores in which something is odd, as table files: what people bring when they have just begun, or got it wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

Files = Mapping[str, str]
"""Table files by name."""

_MONDAY = date(2026, 1, 5)
RATES = "person,from,hourly,currency\nAnn,2025-01-01,30,EUR\n"
TWEETS = "id,start,minutes,person,channel,contact,intent\n"
SALES = "id,at,contact,kind,amount,currency,booked\n"
COSTS = "name,channel,kind,amount,currency,from,to\n"
GOALS = "metric,target,at,from,to,scope,max_minutes,max_cost,set_at\n"


def _weeks(count: int, *, touch: str, sale: str = "") -> Files:
    """Return so many whole weeks, each Tuesday a touch and each Thursday a sale; `{n}` numbers them."""
    touches, sales = [], []
    for number in range(count):
        tuesday = _MONDAY + timedelta(days=7 * number + 1)
        touches.append(touch.format(n=number, day=tuesday, minutes=10 + number % 7 * 5))
        sales.append(sale.format(n=number, day=tuesday + timedelta(days=2), more=number % 5) if sale else "")
    return {"interactions": TWEETS + "".join(touches), "conversions": SALES + "".join(sales), "rates": RATES}


_TOUCH = "t{n},{day}T10:00,{minutes},Ann,tweet,C{n},give\n"
_SAME = "t{n},{day}T10:00,15,Ann,tweet,C1,give\n"
_SALE = "k{n},{day}T12:00,C{n},purchase,{more}0.00,EUR,1\n"

EXPERIMENTS = "name,plan,seed,from,to,set_at\n"
_UNITS = ",".join(f'""2026-W{week:02}""' for week in range(2, 14))
_PLAN = f'{{""halves"":""weeks"",""units"":[{_UNITS}],""more"":[1,0,0,1,1,0,0,1,1,0,0,1],""metric"":""booked""}}'
_PLANNED = f'Any,"{_PLAN}",7,2026-01-05,2026-03-29,2026-01-02\n'

STORES: Mapping[str, Files] = {
    "empty": {},
    "one interaction": {"interactions": TWEETS + "t,2026-06-01T10:00,5,Ann,tweet,C1,give\n"},
    "one conversion": {"conversions": SALES + "k,2026-06-01T10:00,C1,purchase,100,EUR,1\n"},
    "a conversion of nobody without an amount": {"conversions": SALES + "k,2026-06-01T10:00,,demo_request,,,\n"},
    "a conversion before any touch": {
        "interactions": TWEETS + "t,2026-06-02T10:00,5,Ann,tweet,C1,ask\n",
        "conversions": SALES + "k,2026-06-01T10:00,C1,purchase,100,EUR,1\n",
        "rates": RATES,
    },
    "everything at one instant": {
        "interactions": TWEETS + "t,2026-06-01T10:00,5,Ann,tweet,C1,give\nu,2026-06-01T10:00,5,Ann,email,C1,ask\n",
        "conversions": SALES + "k,2026-06-01T10:00,C1,purchase,100,EUR,1\n",
        "inbound": "id,at,channel,contact,first_reply_at\nm,2026-06-01T10:00,tweet,C1,2026-06-01T10:00\n",
        "rates": RATES,
    },
    "refunds beyond sales": {
        "interactions": TWEETS + "t,2026-06-01T10:00,5,Ann,tweet,C1,give\n",
        "conversions": "id,at,contact,kind,amount,currency,booked,refund_of\n"
        "k,2026-06-01T11:00,C1,purchase,100,EUR,1,\nr,2026-06-03T11:00,C1,purchase,-250,EUR,1,k\n",
        "rates": RATES,
    },
    "experiments on nothing": {
        "experiments": EXPERIMENTS + _PLANNED + "Some,more calls,1,2026-06-01,2026-06-28,2026-05-29\n"
    },
    "an experiment on thirty weeks": {**_weeks(30, touch=_TOUCH, sale=_SALE), "experiments": EXPERIMENTS + _PLANNED},
    "nothing but a refund": {"conversions": SALES + "r,2026-06-03T11:00,C1,purchase,-250,EUR,1\n"},
    "zero costs": {
        "interactions": TWEETS + "t,2026-06-01T10:00,5,Ann,tweet,C1,give\n",
        "conversions": SALES + "k,2026-06-01T11:00,C1,purchase,100,EUR,1\n",
        "rates": "person,from,hourly,currency\nAnn,2025-01-01,0,EUR\n",
        "costs": COSTS + "Free,tweet,subscription,0,EUR,2026-06-01,2026-06-30\n",
    },
    "costs taken back": {"costs": COSTS + "Credit,tweet,one_off,-50,EUR,2026-06-01,2026-06-01\n"},
    "costs alone": {"costs": COSTS + "Tool,,subscription,50,EUR,2026-06-01,2026-06-30\n"},
    "missing rates": {
        "interactions": TWEETS + "t,2026-06-01T10:00,5,Ann,tweet,C1,give\nu,2026-06-02T10:00,5,Bob,email,C1,ask\n",
        "conversions": SALES + "k,2026-06-03T11:00,C1,purchase,100,EUR,1\n",
        "rates": "person,from,hourly,currency\nAnn,2026-06-02,30,EUR\n",
    },
    "two currencies without a rate": {
        "interactions": TWEETS + "t,2026-06-01T10:00,5,Ann,tweet,C1,give\n",
        "conversions": SALES
        + "k,2026-06-01T11:00,C1,purchase,100,USD,1\nl,2026-06-02T11:00,C1,demo_request,50,JPY,0\n",
        "costs": COSTS + "Tool,tweet,subscription,60,USD,2026-06-01,2026-06-30\n",
        "rates": "person,from,hourly,currency\nAnn,2025-01-01,30,TND\n",
        "baselines": "name,from,to,hours,cost,conversions,kind,revenue,currency\n"
        "fair,2026-03-10,2026-03-11,16,1200,4,purchase,1000,USD\n",
    },
    "contacts without names": {
        "interactions": TWEETS + "t,2026-06-01T10:00,5,Ann,tweet,,ask\nu,2026-06-01T11:00,5,Ann,tweet,several,give\n",
        "conversions": SALES + "k,2026-06-01T12:00,,purchase,100,EUR,1\n",
        "inbound": "id,at,channel\nm,2026-06-01T10:00,tweet\n",
        "praise": "at,kind\n2026-06-01T10:00,recommendation\n",
        "rates": RATES,
    },
    "no length": {
        "interactions": TWEETS + "t,2026-06-01T10:00,0,Ann,tweet,C1,give\n",
        "conversions": SALES + "k,2026-06-01T11:00,C1,purchase,100,EUR,1\n",
        "rates": RATES,
    },
    "very much money": {
        "interactions": TWEETS + "t,2026-06-01T10:00,1,Ann,tweet,C1,give\n",
        "conversions": SALES + "k,2026-06-01T11:00,C1,purchase,9999999999.99,EUR,1\n",
        "rates": "person,from,hourly,currency\nAnn,2025-01-01,0.01,EUR\n",
    },
    "messages alone, never open": {
        "inbound": "id,at,channel,needs_reply,first_reply_at,auto,sentiment\n"
        "m,2026-06-01T10:00,tweet,1,,0,-1\nn,2026-06-01T11:00,tweet,1,2026-06-01T11:01,1,\n"
        "o,2026-06-02T11:00,,0,,0,1\np,2026-06-02T12:00,tweet,1,2026-06-01T10:00,0,0\n",
        "calendar": "weekday,open,close\n" + "".join(f"{day},,\n" for day in "mon tue wed thu fri sat sun".split()),
    },
    "one message": {"inbound": "id,at\nm,2026-06-01T10:00\n"},
    "followers of nothing": {
        "followers": "channel,at,count,gained,lost\ntweet,2026-06-02T10:00,0,0,0\nemail,2026-06-02T10:00,,,\n"
        "video,2026-06-03T10:00,5,,3\n"
    },
    "goals without work": {
        "goals": GOALS
        + "purchases,4,,2026-06-01,2026-06-14,team,300,300,2026-05-29T12:00\n"
        + "return_ratio,1.5,least,2026-06-01,2026-06-14,team,,,\n"
        + "cost,0,most,2026-06-01,2026-06-14,channel:tweet,0,0,2026-07-29T12:00\n"
        + "minutes,100,most,2030-01-01,2030-12-31,person:Ann,,,\n"
        + "purchases,0,least,2026-06-10,2026-06-10,brand:Nobody,,,\n"
    },
    "baselines of nothing": {
        "baselines": "name,from,to,hours,cost,conversions,kind,revenue\n"
        "fair,2026-03-10,2026-03-11,0,0,0,purchase,0\nlunch,2026-03-10,2026-03-10,2,100,1,proposal_request,\n"
    },
    "far ahead": {
        "interactions": TWEETS + "t,2031-06-01T10:00,5,Ann,tweet,C1,give\n",
        "conversions": SALES + "k,2031-06-01T11:00,C1,purchase,100,EUR,1\n",
        "rates": RATES,
    },
    "thirty weeks alike": _weeks(30, touch=_SAME),
    "thirty weeks of sales": _weeks(30, touch=_TOUCH, sale=_SALE),
    "sixty weeks of sales alike": _weeks(60, touch=_SAME, sale="k{n},{day}T12:00,C1,purchase,50.00,EUR,1\n"),
}
"""What each holds, by what is odd about it."""

WHOLE_YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
FORTNIGHT = ("--from", "2026-06-01", "--to", "2026-06-14", "--as-of", "2026-06-15T00:00")
_DIMENSIONS = (
    "channel kind personalness person contact brand product orientation topic campaign intent purpose conversion_kind"
    " hour week month channel,personalness contact,week"
).split()
_MODELS = "first last linear position time_decay minutes personal_minutes shapley markov".split()

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("figures",),
    *(("figures", "--by", each, *WHOLE_YEAR) for each in _DIMENSIONS),
    *(("figures", "--by", "channel", "--model", each, "--margin", "0.4", *FORTNIGHT) for each in _MODELS),
    ("figures", "--parallel", "full", "--window", "1", "--from", "2026-06-01", "--to", "2026-06-01"),
    ("figures", "--where", "channel=tweet and personal>=3 and not #ipad", *FORTNIGHT),
    ("figures", "--by", "channel,topic", "--models", "--overlap", "reset", *FORTNIGHT),
    ("figures", "--by", "contact", "--model", "markov", "--where", "channel=tweet", *WHOLE_YEAR),
    ("evidence",),
    ("evidence", *WHOLE_YEAR),
    ("evidence", "--of", "personal", "--on", "revenue", "--max-lag", "1", *WHOLE_YEAR),
    ("evidence", "--on", "conversions", *FORTNIGHT),
    ("replies",),
    ("replies", "--sla", "60", *FORTNIGHT),
    ("replies", *WHOLE_YEAR),
    ("replies", "--chance", "0.1", "--sale", "100", *WHOLE_YEAR),
    ("replies", "--where", "channel=tweet", *WHOLE_YEAR),
    ("involvement",),
    ("involvement", *FORTNIGHT),
    ("involvement", *WHOLE_YEAR),
    ("involvement", "--where", "channel=tweet", *WHOLE_YEAR),
    ("payback",),
    ("payback", "--margin", "0.4", *FORTNIGHT),
    ("payback", *WHOLE_YEAR),
    ("goals",),
    ("goals", *FORTNIGHT),
    ("baselines",),
    ("baselines", *FORTNIGHT),
    ("scorecard",),
    ("personalness", *FORTNIGHT),
    ("personalness", *WHOLE_YEAR),
    ("personalness", "--weights", "0 0 0 0 50 50", *WHOLE_YEAR),
    ("what-if", "0.01", "tweet", "email", *WHOLE_YEAR),
    ("what-if", "0.01", "email", "tweet", *FORTNIGHT),
    ("experiment", "plan", "Some", "--halves", "contacts", "--where", "channel=tweet"),
    ("experiment", "show", "Any"),
    ("experiment", "result", "Any"),
    ("week", "2026-W23"),
    ("experiment", "list"),
    ("goal", "list"),
)
"""Every verb that prints figures, with its options."""
