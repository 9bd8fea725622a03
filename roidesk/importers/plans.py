"""Tables of what a team sets itself: goals, business hours, decisions, experiments, sheets, settings."""

from __future__ import annotations

from roidesk.domain.errors import UserError
from roidesk.domain.model import ClosedWeek, Decision, Entry, Experiment, Goal, OpenHours, ReportRun, Scorecard, Setting
from roidesk.importers import cells as c
from roidesk.importers.columns import ZONE, Cells, Column, Table, Values, read_days
from roidesk.importers.described import SECONDS
from roidesk.settings.store import checked, declared

GOALS = Table(
    "goals",
    Goal,
    (
        Column("metric", c.WORD, "metric", required=True),
        Column("target", c.NUMBER_TEXT, "target", required=True),
        Column("at", c.one_of("least", "most"), "bound"),
        Column("from", c.DAY, "first_day", required=True),
        Column("to", c.DAY, "last_day", required=True),
        Column("scope", c.WORD, "scope"),
        Column("max_minutes", c.WHOLE, "max_minutes"),
        Column("max_cost", c.MONEY_NOT_NEGATIVE, "max_cost_minor"),
        Column("set_at", c.TIME, "set_us"),
        Column("currency", c.CURRENCY, "currency", ours=True),
        Column("locked_at", c.TIME, "locked_us", ours=True),
    ),
    newest_first=True,
    read_rest=read_days,
)


def _read_hours(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return nothing: only see to it that a row is about a weekday or a day, and opens before it closes."""
    hours = base if isinstance(base, OpenHours) else None
    about = [cells[each].strip() for each in ("weekday", "date") if each in cells]
    if (hours is None or len(about) == 2) and sum(map(bool, about)) != 1:  # noqa: PLR2004 - both of them
        raise UserError("weekday_or_date", field="weekday")
    opens, closes = (cells.get(each, "").strip() for each in ("open", "close"))
    opens_at = c.CLOCK.read(opens, place) if opens else (hours.opens if hours and "open" not in cells else None)
    closes_at = c.CLOCK.read(closes, place) if closes else (hours.closes if hours and "close" not in cells else None)
    if (opens_at is None) != (closes_at is None) or (opens_at and closes_at and closes_at <= opens_at):
        raise UserError("hours_backwards", field="close", opens=opens, closes=closes)
    return {}


CALENDAR = Table(
    "calendar",
    OpenHours,
    (
        Column("weekday", c.WEEKDAY, "weekday"),
        Column("date", c.DAY, "day"),
        Column("open", c.CLOCK, "opens"),
        Column("close", c.CLOCK, "closes"),
    ),
    read_rest=_read_hours,
)

DECISIONS = Table(
    "decisions",
    Decision,
    (
        Column("at", c.TIME, "at_us", required=True),
        ZONE,
        Column("text", c.TEXT, "text", required=True),
        Column("review", c.DAY, "review_day"),
        Column("outcome", c.TEXT, "outcome"),
    ),
    newest_first=True,
)

EXPERIMENTS = Table(
    "experiments",
    Experiment,
    (
        Column("name", c.WORD, "name", required=True),
        Column("plan", c.TEXT, "plan", required=True),
        Column("seed", c.ANY_WHOLE, "seed", required=True),
        Column("from", c.DAY, "first_day", required=True),
        Column("to", c.DAY, "last_day", required=True),
        Column("set_at", c.TIME, "set_us", required=True),
    ),
    newest_first=True,
    read_rest=read_days,
)

SCORECARDS = Table(
    "scorecards",
    Scorecard,
    (
        Column("name", c.WORD, "name", required=True),
        Column("metrics", c.TEXTS, "metrics"),
        Column("targets", c.TEXTS, "targets"),
    ),
)

REPORT_RUNS = Table(
    "report_runs",
    ReportRun,
    (
        Column("made", c.TIME, "made_us", required=True),
        Column("week", c.WORD, "week", required=True),
        Column("model", c.WORD, "model", required=True),
        Column("window_days", c.WHOLE, "window_days", required=True),
        Column("as_of", c.TIME, "as_of_us", required=True),
        Column("seed", c.ANY_WHOLE, "seed", required=True),
        Column("data_hash", c.WORD, "data_hash", required=True),
    ),
    newest_first=True,
)


CLOSED_WEEKS = Table(
    "closed_weeks",
    ClosedWeek,
    (
        Column("week", c.WORD, "week", required=True),
        Column("closed", c.TIME, "closed_us", required=True),
        Column("interactions", c.WHOLE, "interactions", required=True),
        Column("seconds", SECONDS, "us", required=True),
        Column("counted_seconds", SECONDS, "counted_us", required=True),
        Column("conversions", c.WHOLE, "conversions", required=True),
        Column("currency", c.CURRENCY, "currency", required=True),
        Column("sales", c.MONEY, "sales_minor"),
        Column("labour", c.MONEY, "labour_minor"),
        Column("platform", c.MONEY, "platform_minor"),
        Column("people", c.PEOPLE, "people"),
        Column("log_entry", c.WHOLE, "seq"),
        Column("log_hash", c.WORD, "log_hash"),
    ),
    key=("week",),
    newest_first=True,
)


def _read_setting(cells: Cells, place: c.Place, base: Entry | None) -> Values:
    """Return the value of a setting, seen to be one; keys of a newer roidesk are kept as they are."""
    key = cells.get("key", base.key if isinstance(base, Setting) else "").strip()
    if "value" not in cells or key not in declared():
        return {}
    value = checked(key, cells["value"])
    return {"value": place.names.known_id(value) if key == "person_id" else value}


SETTINGS = Table(
    "settings",
    Setting,
    (Column("key", c.WORD, "key", required=True), Column("value", c.TEXT, "value")),
    key=("key",),
    read_rest=_read_setting,
)
