"""Every verb: where it lives, whether it may make a store, and what it is for."""

from __future__ import annotations

from typing import NamedTuple

from roidesk.i18n import N_


class Verb(NamedTuple):
    """A verb. `module`: of this package; `creates`: it makes the store where there is none."""

    module: str
    usage: str
    about: str
    creates: bool = False


TABLES = {
    "cost": "costs",
    "rate": "rates",
    "channel": "channels",
    "person": "people",
    "contact": "contacts",
    "brand": "brands",
    "product": "products",
    "topic": "topics",
    "conversion": "conversions",
    "interaction": "interactions",
    "goal": "goals",
    "baseline": "baselines",
    "fx": "fx",
    "inbound": "inbound",
    "followers": "followers",
    "praise": "praise",
    "calendar": "calendar",
    "pin": "pins",
    "decision": "decisions",
    "experiment": "experiments",
}
"""Verbs of the tables, by the table's name."""

_TABLE_USAGE = "[list | add FIELD=VALUE… | edit ID FIELD=VALUE… | remove ID…]"
_TABLE_ABOUT = {
    "cost": N_("what the platforms cost"),
    "rate": N_("what an hour of a person costs, from a day on"),
    "channel": N_("channels, their kinds and how personal they are"),
    "person": N_("whose time is logged"),
    "contact": N_("who one talks to"),
    "brand": N_("brands or clients one speaks for"),
    "product": N_("what is sold"),
    "topic": N_("fields of interest"),
    "conversion": N_("what came of it"),
    "interaction": N_("what one spent time on"),
    "goal": N_("what one wants"),
    "baseline": N_("what the same took offline"),
    "fx": N_("exchange rates"),
    "inbound": N_("messages that reached us"),
    "followers": N_("followers of a channel"),
    "praise": N_("recommendations and compliments"),
    "calendar": N_("business hours and holidays"),
    "pin": N_("interactions one repeats"),
    "decision": N_("what was decided"),
    "experiment": N_("planned comparisons"),
}

VERBS: dict[str, Verb] = {
    "log": Verb("capture", "LINE…", N_("file what you just did: log tweet reply @acme 4m"), creates=True),
    "start": Verb("capture", "LINE…", N_("start a timer"), creates=True),
    "stop": Verb("capture", "[LINE…] [--keep]", N_("stop the timer and file it")),
    "switch": Verb("capture", "LINE…", N_("stop what runs and start something else"), creates=True),
    "status": Verb("capture", "", N_("show the running timers")),
    "quick": Verb("capture", "", N_("raise the quick entry of the window, which is opened where none is")),
    "convert": Verb("outcomes", "LINE…", N_("enter what came of it: convert purchase 240 @acme"), creates=True),
    "figures": Verb("figures", "[--from D --to D] [--by DIM] …", N_("what it took and what it brought back")),
    "payback": Verb("payback", "[--from D --to D] [--margin X] …", N_("whether and when the money came back")),
    "replies": Verb("replies", "[--sla MIN] [--from D --to D] …", N_("who waited for an answer, and for how long")),
    "goals": Verb("goals", "[--from D --to D] …", N_("how far each goal is, and whether it was set in advance")),
    "baselines": Verb("goals", "[--from D --to D] …", N_("what the same goal took offline, beside online")),
    "scorecard": Verb(
        "goals", "[NAME] [--from D --to D] … | add FIELD=VALUE… | …", N_("your own sheets of figures"), creates=True
    ),
    "involvement": Verb("involvement", "[--from D --to D] …", N_("what you gave and asked, and whom you helped")),
    "personalness": Verb("personalness", "[--weights …] [--from D --to D] …", N_("how personal contact was")),
    "what-if": Verb("what_if", "HOURS FROM TO …", N_("what if hours a week went to another channel")),
    "evidence": Verb("evidence", "[--of minutes|personal] [--on purchases] …", N_("does time move with return?")),
    "week": Verb("figures", "[2026-W47] [--format text|json]", N_("one week beside the week before")),
    "close-week": Verb("closing", "2026-W47", N_("assert what a week holds, so that later changes show")),
    "import": Verb("exchange", "PATH… [--dry-run] …", N_("bring in files"), creates=True),
    "export": Verb("exchange", "PATH [--as tables] …", N_("write everything out")),
    **{
        verb: Verb("ledger", _TABLE_USAGE, about, creates=True)
        for verb, about in _TABLE_ABOUT.items()
        if verb in TABLES
    },
    "experiment": Verb(
        "experiments", "[plan NAME … | show NAME | result NAME | list | …]", N_("planned comparisons"), creates=True
    ),
    "edit": Verb("ledger", "ID FIELD=VALUE…", N_("change an entry")),
    "delete": Verb("ledger", "ID…", N_("put entries in the trash")),
    "merge": Verb("people", "CONTACT CONTACT", N_("make two contacts one: the first becomes the second")),
    "undo": Verb("past", "[N]", N_("take back what was done last")),
    "redo": Verb("past", "[N]", N_("bring back what was taken back")),
    "history": Verb("past", "ID", N_("all versions of an entry")),
    "trash": Verb(
        "past", "[list | restore ID… | empty [--older-than DAYS]]", N_("what was deleted: put it back, or empty it")
    ),
    "check": Verb("checking", "[--deep] [--repair] [--salvage NEW] …", N_("look for damage, and mend it")),
    "backup": Verb("backups", "[DEST] [--list]", N_("copy the store, verified, or list its backups")),
    "restore": Verb("backups", "FILE", N_("let the store become what a backup holds")),
    "erase": Verb("erasing", "CONTACT [--dry-run] [--words]", N_("erase a contact; it cannot be taken back")),
    "settings": Verb("care", "[KEY [VALUE]]", N_("what the store is set to"), creates=True),
    "demo": Verb(
        "care", "[--weeks N] [--ending DATE] [--no-open]", N_("look around with the sample team"), creates=True
    ),
}
"""Verbs by name, in the order of the help."""

PARSED = frozenset(
    (
        "close-week evidence experiment personalness figures baselines goals involvement payback replies scorecard "
        "week what-if import export check demo erase backup restore trash"
    ).split()
)
"""Verbs with options of their own, which tell their help themselves."""
