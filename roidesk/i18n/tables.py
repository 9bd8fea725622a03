"""What the tables and their columns are called, how entries are counted, and what was done to them, in words."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_, _, ngettext

_TABLES: Mapping[str, str] = {
    "interactions": N_("Interactions"),
    "conversions": N_("Conversions"),
    "costs": N_("Costs"),
    "rates": N_("Rates"),
    "channels": N_("Channels"),
    "contacts": N_("Contacts"),
    "people": N_("People"),
    "brands": N_("Brands"),
    "products": N_("Products"),
    "topics": N_("Topics"),
    "goals": N_("Goals"),
    "baselines": N_("Offline baselines"),
    "inbound": N_("Messages"),
    "followers": N_("Followers"),
    "praise": N_("Praise"),
    "fx": N_("Exchange rates"),
    "calendar": N_("Business hours"),
    "pins": N_("Pins"),
    "conversion_kinds": N_("Kinds of conversion"),
    "kind_versions": N_("How personal, by date"),
    "decisions": N_("Decisions"),
    "experiments": N_("Experiments"),
    "scorecards": N_("Scorecards"),
    "report_runs": N_("Reports made"),
    "closed_weeks": N_("Closed weeks"),
    "away": N_("Away from the machine"),
    "timers": N_("Running timers"),
    "settings": N_("Settings"),
}

_COLUMNS: Mapping[str, str] = {
    "allocation": N_("Counts for"),
    "amount": N_("Amount, without VAT"),
    "anonymised": N_("Made anonymous"),
    "answer": N_("What it was"),
    "answers": N_("Answers message"),
    "as_of": N_("As of"),
    "ask_kind": N_("Asked for"),
    "at": N_("When"),
    "audience": N_("Is"),
    "auto": N_("Automatic"),
    "awake_seconds": N_("Seconds awake"),
    "booked": N_("Money received"),
    "boot_id": N_("Computer start"),
    "boot_seconds": N_("Seconds since start"),
    "brand": N_("Brand"),
    "campaign": N_("Campaign"),
    "cause": N_("Why"),
    "channel": N_("Channel"),
    "channel_edited": N_("Channel last changed"),
    "channel_id": N_("Channel id"),
    "channel_position": N_("Channel position"),
    "close": N_("Closes"),
    "closed": N_("Closed"),
    "colour": N_("Colour"),
    "components": N_("Components"),
    "consent": N_("Consent"),
    "contact": N_("With"),
    "conversions": N_("Conversions"),
    "cost": N_("Cost"),
    "count": N_("Followers"),
    "counted_seconds": N_("Seconds counted"),
    "currency": N_("Currency"),
    "data_hash": N_("Data fingerprint"),
    "date": N_("Day"),
    "direction": N_("Who spoke"),
    "doubt": N_("In doubt"),
    "edited": N_("Last changed"),
    "end": N_("End"),
    "face": N_("Face visible"),
    "first_reply_at": N_("Answered"),
    "first_seen": N_("First seen"),
    "from": N_("From"),
    "gained": N_("Gained"),
    "gaps": N_("Not yet counted"),
    "handles": N_("Known as"),
    "hourly": N_("An hour costs"),
    "hours": N_("Hours"),
    "icon": N_("Icon"),
    "id": N_("Id"),
    "idle_minutes": N_("Idle after minutes"),
    "ignored": N_("Ignored"),
    "instant": N_("Instant two-way"),
    "intent": N_("Intent"),
    "interaction": N_("Came of"),
    "interactions": N_("Interactions"),
    "interests": N_("Interests"),
    "key": N_("Setting"),
    "kind": N_("What"),
    "label": N_("Label"),
    "labour": N_("Labour"),
    "locked_at": N_("Locked"),
    "log_entry": N_("Log entry"),
    "log_hash": N_("Log fingerprint"),
    "lost": N_("Lost"),
    "made": N_("Made"),
    "margin": N_("Margin"),
    "max_cost": N_("At most cost"),
    "max_minutes": N_("At most minutes"),
    "merged_into": N_("Merged into"),
    "metric": N_("Figure"),
    "metrics": N_("Figures"),
    "minutes": N_("Time"),
    "model": N_("Credit by"),
    "name": N_("Name"),
    "needs_reply": N_("Needs an answer"),
    "new_customer": N_("New customer"),
    "note": N_("Note"),
    "open": N_("Opens"),
    "orientation": N_("Thing or service"),
    "outcome": N_("What became of it"),
    "overtime": N_("Overtime factor"),
    "paused": N_("Paused"),
    "people": N_("People"),
    "person": N_("Person"),
    "personalness": N_("Personal"),
    "personalness_given": N_("Set by hand"),
    "place": N_("Same place"),
    "plan": N_("Plan"),
    "platform": N_("Platforms"),
    "position": N_("Position"),
    "private": N_("Private"),
    "probability": N_("Chance"),
    "product": N_("Product"),
    "public": N_("Public"),
    "purpose": N_("Purpose"),
    "rate": N_("Rate"),
    "refund_of": N_("Refund of"),
    "retired": N_("No longer used since"),
    "revenue": N_("Sales"),
    "review": N_("Look again"),
    "sales": N_("Sales"),
    "scope": N_("For"),
    "seconds": N_("Seconds"),
    "seed": N_("Seed"),
    "seen": N_("Last seen running"),
    "self_reported_source": N_("Says they came from"),
    "sentiment": N_("Mood"),
    "set_at": N_("Set"),
    "shares": N_("Shares"),
    "snoozed": N_("Later"),
    "solved": N_("Solved"),
    "source": N_("Known by"),
    "start": N_("When"),
    "step_microseconds": N_("Clock set by, µs"),
    "tailored": N_("Tailored to them"),
    "target": N_("Target"),
    "targets": N_("Targets"),
    "text": N_("Text"),
    "thread": N_("Thread"),
    "to": N_("To"),
    "topics": N_("Topics"),
    "url": N_("Link"),
    "value": N_("Value"),
    "value_added": N_("Added value"),
    "voice": N_("Voice"),
    "week": N_("Week"),
    "weekday": N_("Weekday"),
    "window_days": N_("Window, days"),
    "words": N_("Words you can type"),
    "zone": N_("Time zone"),
}
_OTHERWISE: Mapping[tuple[str, str], str] = {
    ("channels", "name"): N_("Channel"),
    ("channels", "kind"): N_("Kind"),
    ("costs", "kind"): N_("Kind"),
    ("conversions", "kind"): N_("What they did"),
    ("goals", "at"): N_("At least or at most"),
    ("settings", "value"): N_("Value"),
}

_DONE: Mapping[str, str] = {
    "log": N_("logged {when}"),
    "start": N_("started {when}"),
    "stop": N_("stopped {when}"),
    "switch": N_("switched {when}"),
    "pause": N_("paused {when}"),
    "resume": N_("resumed {when}"),
    "convert": N_("entered {when}"),
    "add": N_("added {when}"),
    "edit": N_("changed {when}"),
    "delete": N_("deleted {when}"),
    "put_back": N_("put back {when}"),
    "import": N_("imported {when}"),
    "merge": N_("merged {when}"),
    "keep": N_("counted {when}"),
    "settings": N_("set {when}"),
    "set_up": N_("set up {when}"),
    "demo": N_("made up {when}"),
    "close_week": N_("closed {when}"),
    "restore": N_("restored from a backup {when}"),
    "repair": N_("repaired {when}"),
    "erase": N_("erased {when}"),
    "purge": N_("removed from the trash for good {when}"),
}
"""What an action did, by its label in the change log."""


def done(label: str, when: str) -> str:
    """Return what an action did and when ("logged 14:02"), by its label in the change log."""
    known = _DONE.get(label)
    return _(known).format(when=when) if known else _("done {when}").format(when=when)


_VERSIONS: Mapping[str, str] = {
    "added": N_("added"),
    "changed": N_("changed"),
    "deleted": N_("deleted"),
    "put_back": N_("put back from the trash"),
    "taken_back": N_("undone"),
    "brought_back": N_("done again"),
    "imported": N_("imported"),
    "imported_newer": N_("imported: changed on another desk"),
    "deleted_elsewhere": N_("imported: deleted on another desk"),
    "lost": N_("imported, but the version here is newer and counts"),
    "purged": N_("removed from the trash for good"),
    "erased": N_("erased"),
}


def version(what: str) -> str:
    """Return what made a version of an entry, by its code in `services.history.Version`."""
    return _(_VERSIONS[what])


def counted(table: str, count: int) -> str:
    """Return a number of entries of a table of the store ("2 interactions")."""
    forms = {
        "interaction": ngettext("{count} interaction", "{count} interactions", count),
        "conversion": ngettext("{count} conversion", "{count} conversions", count),
        "cost": ngettext("{count} cost", "{count} costs", count),
        "rate": ngettext("{count} rate", "{count} rates", count),
        "contact": ngettext("{count} contact", "{count} contacts", count),
        "person": ngettext("{count} person", "{count} people", count),
        "brand": ngettext("{count} brand", "{count} brands", count),
        "product": ngettext("{count} product", "{count} products", count),
        "topic": ngettext("{count} topic", "{count} topics", count),
        "channel": ngettext("{count} channel", "{count} channels", count),
        "channel_kind": ngettext("{count} kind of contact", "{count} kinds of contact", count),
        "goal": ngettext("{count} goal", "{count} goals", count),
        "timer": ngettext("{count} timer", "{count} timers", count),
        "away": ngettext("{count} stretch away", "{count} stretches away", count),
        "pin": ngettext("{count} pin", "{count} pins", count),
        "setting": ngettext("{count} setting", "{count} settings", count),
        "inbound": ngettext("{count} message", "{count} messages", count),
        "closed_week": ngettext("{count} closed week", "{count} closed weeks", count),
    }
    return forms.get(table, ngettext("{count} entry", "{count} entries", count)).format(count=count)


def table_name(table: str) -> str:
    """Return what a table is called."""
    known = _TABLES.get(table)
    return _(known) if known else table


def column_name(table: str, column: str) -> str:
    """Return what a column of a table is called."""
    known = _OTHERWISE.get((table, column)) or _COLUMNS.get(column)
    return _(known) if known else column.replace("_", " ")
