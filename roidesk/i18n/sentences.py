"""What is said when something cannot be done: one plain sentence a code, with what, where and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from roidesk.domain.errors import UserError
from roidesk.i18n import N_, _
from roidesk.i18n.sentences_backups import OF_BACKUPS
from roidesk.i18n.sentences_experiments import OF_EXPERIMENTS
from roidesk.i18n.sentences_files import OF_FILES
from roidesk.i18n.sentences_filters import OF_FILTERS
from roidesk.i18n.sentences_people import OF_PEOPLE
from roidesk.i18n.sentences_reshaping import OF_RESHAPING
from roidesk.i18n.sentences_servers import OF_SERVERS
from roidesk.i18n.sentences_timers import OF_TIMERS

SENTENCES: Mapping[str, str] = {
    **OF_BACKUPS,
    **OF_EXPERIMENTS,
    **OF_FILES,
    **OF_FILTERS,
    **OF_PEOPLE,
    **OF_RESHAPING,
    **OF_SERVERS,
    **OF_TIMERS,
    # amounts and currencies
    "amount_unreadable": N_("“{text}” is not an amount: write a plain number such as 1240 or 12.50."),
    "amount_outside": N_("“{text}” cannot be the {field}: write a number above zero, and for a margin at most 100."),
    "amount_too_fine": N_("{text} has more decimals than {currency} has: write at most {decimals}."),
    "amount_too_large": N_("{text} is more than can be kept exactly: write a smaller amount."),
    "currency_unknown": N_("“{text}” is not a currency: write a three-letter code such as EUR or DKK."),
    # the figures
    "dimension_unknown": N_("Figures cannot be asked by “{text}”: write one of {known}."),
    "dimensions_too_many": N_("“{text}” is not one dimension or two different ones: cross at most two."),
    "scorecard_unknown": N_("No scorecard is called “{text}”: write one of {known}."),
    "model_unknown": N_("“{text}” is no way to share a conversion between contacts: write one of {known}."),
    "markov_too_fine": N_(
        "Markov cannot be worked out over {states} rows that hang together, {most} at most: "
        "ask by something coarser, or by another model."
    ),
    # replies
    "chance_unreadable": N_("“{text}” is no chance: write a share from 0 to 1, such as 0.1."),
    "scenario_incomplete": N_("What ignoring might cost needs both assumptions: give --chance and --sale."),
    # the running application
    "app_hung": N_(
        "The window of {path} does not answer: wait a moment, or end its process ({process}) and start it again. "
        "All that was saved is safe."
    ),
    "app_silent": N_(
        "roidesk is running on {path} and took this, but does not answer: "
        "look there whether it was done before you try again."
    ),
    # logging, timers and settings
    "contact_unknown": N_("Nobody here is called “{text}”: write a name, an address or an id of “roidesk contact”."),
    "contact_unsure": N_("Several contacts are called “{text}”: say which by its id, one of {known}."),
    "channel_missing": N_("The line names no channel: begin with one, such as tweet, call or email. Known: {known}."),
    "entry_elsewhere": N_("{text} is not an entry of this table but of {table}: use “roidesk delete {text}”."),
    "gap_unreadable": N_("“{text}” is no gap of a timer: write start:end and why: asleep, restart, idle or locked."),
    "id_unreadable": N_("“{text}” is not an id."),
    "level_unreadable": N_("“{text}” is not a level: write 1 (least personal) to 5 (most personal)."),
    "length_given": N_("A timer has no length yet: leave the length out, or use log."),
    "line_without_length": N_(
        "The line does not say how long it took: add a length such as 4m, or use start for a timer."
    ),
    "margin_unreadable": N_("“{text}” is not a margin: write a share above 0 and at most 1, such as 0.4."),
    "no_timer": N_("No such timer is running: “roidesk status” shows what runs."),
    "setting_unknown": N_("There is no setting “{text}”: known are {known}."),
    "start_ahead": N_("The timer would start in the future: write a time that has passed."),
    "time_at_stop": N_("A timer that is stopped ends now: leave the time out, and change it afterwards with edit."),
    "store_not_empty": N_("{path} holds entries already, and the sample goes only into an empty store: name another."),
    "weights_unreadable": N_("“{text}” are no weights: write six whole numbers that add up to 100."),
    # the quick line
    "amount_ambiguous": N_("“{text}” means different amounts to different people: write 1240 or 1.24."),
    "amount_negative": N_("“{text}” is below zero: write the amount without a minus."),
    "conversion_kind_missing": N_(
        "“{text}” does not say what came of it: add purchase, demo, phone call, download or proposal."
    ),
    "date_impossible": N_("“{text}” is not a day that exists: write year, month and day, such as 2026-03-02."),
    "date_unclear": N_("“{text}” means different days to different people: write it as 2026-03-02."),
    "end_before_start": N_(
        "“{text}” ends before it starts: swap the times, or give the start and how long it took, such as at 22:00 4h30."
    ),
    "flag_unknown": N_("“{text}” is not known; only +solved is. Put it in quotes to keep it as a note."),
    "given_twice": N_("“{text}” says again what the line has said already: leave one out, or put it in quotes."),
    "intent_unknown": N_("“{text}” is not known: write ~give, ~ask or ~neutral."),
    "keys_unreadable": N_(
        "“{text}” cannot be heard everywhere: choose Ctrl, Alt or Meta with one more key, or F1 to F20."
    ),
    "kind_ambiguous": N_("“{text}” is a kind of more than one channel: name the channel too, such as tweet reply."),
    "last_entry_another_day": N_(
        "“{text}” counts from the end of your last entry, and that was on another day: write how long it took."
    ),
    "length_too_long": N_("“{text}” is more than 24 hours: check it, or file each day by itself."),
    "length_unreadable": N_("“{text}” is not a length: write 4m, 1h20, 1:20 or 1.5h."),
    "length_without_unit": N_("“{text}” could be hours, minutes or a time: write 1.5h, 90m or at 9:30."),
    "length_zero": N_("“{text}” leaves no time at all: write how long it took, such as 4m."),
    "level_unknown": N_("“{text}” is not a level: write !1 (least personal) to !5 (most personal)."),
    "line_too_long": N_("The line is longer than {most} characters: shorten the note."),
    "name_missing": N_("Nothing follows “{text}”: write a name after it, or put it in quotes to keep it as a note."),
    "no_last_entry": N_(
        "“{text}” counts from the end of your last entry, and there is none yet: write how long it took."
    ),
    "not_of_conversion": N_("“{text}” says nothing about a conversion: leave it out, or put it in quotes as a note."),
    "quote_open": N_("The quotes that open at “{text}” are never closed: add the closing quote."),
    "score_unknown": N_("“{text}” is not a score: write p0 to p100."),
    "sign_unusable": N_("{text} is not a character that can be kept: leave it out."),
    "time_impossible": N_("“{text}” is not a time that exists: write 0:00 to 24:00, such as 9:30."),
    # days and times
    "period_backwards": N_("The period ends on {last}, before it starts on {first}: swap the two days."),
    "time_of_day_unreadable": N_("“{text}” is not a time of day: write it as 9:30, or 9:30-9:50 with its end."),
    "time_skipped": N_("{text} does not exist in {zone}, where the clock jumped over it that day: write another time."),
    "week_unreadable": N_("“{text}” is not a week: write year and number, such as 2026-W47."),
    "zone_unknown": N_("“{text}” is not a time zone: write a name such as Europe/Copenhagen."),
    # the store
    "already_there": N_("There is such an entry in {table} already: change that one instead."),
    "folder_not_writable": N_("{file} cannot be made there ({said}): choose a folder that you may write to."),
    "name_taken": N_("“{name}” is there already: choose another name, or use the one that is there."),
    "nothing_to_redo": N_("There is nothing to bring back: undo something first."),
    "nothing_to_undo": N_("There is nothing to take back."),
    "reference_missing": N_("What this refers to is not in the store: enter that first."),
    "row_damaged": N_("A row of {table} holds what was never written: run “roidesk check --deep”, which says more."),
    "still_used": N_("“{name}” is still used by entries in {by}: change or delete those first."),
    "store_damaged": N_(
        "{file} is damaged ({said}), so nothing is written to it: restore the newest backup, "
        "or save what can be read with “roidesk check --salvage NEW.db”."
    ),
    "store_empty": N_("{file} is empty and was left alone: delete it to start a new store there, or restore a backup."),
    "store_full": N_("This was not saved, since the disk of {file} is full: free some space and try again."),
    "store_gone": N_(
        "{file} is damaged so badly that nothing can be read from it: keep it as it is and restore the newest backup."
    ),
    "store_io_stopped": N_(
        "The disk of {file} failed ({said}), so nothing is written any more: "
        "check the disk, start roidesk again, and look whether the last entry is there."
    ),
    "store_io_unsure": N_(
        "The disk of {file} failed ({said}), and nobody can tell whether this was saved: "
        "check the disk, start roidesk again, and look whether it is there before you enter it again."
    ),
    "store_io": N_("This was not saved, since the disk of {file} failed ({said}): check the disk and try again."),
    "store_link": N_(
        "{file} is a link to {to}, which others could have made or can change: give the path of the store itself."
    ),
    "store_locked": N_("Another program is writing to {file}: close it or wait a moment, then try again."),
    "store_missing": N_("There is no store at {file}: check the name."),
    "store_moved": N_(
        "This was not saved, since {file} was moved, deleted or replaced while it was open: "
        "put it back where it was and start roidesk again."
    ),
    "store_newer": N_("{file} was written by a newer roidesk and was left alone: install the newest to open it."),
    "store_not_ours": N_("{file} is no store of roidesk and was left alone: choose another file."),
    "store_not_sums_only": N_(
        "More than the kept sums is wrong with {file}: save what can be read, or restore a backup."
    ),
    "store_older": N_("{file} has to be brought up to date and cannot be written: copy it to where you may write."),
    "store_read_only": N_("{file} can be read but not written: copy it to where you may write, and open the copy."),
    "store_there": N_("{file} is there already and was left alone: name a new file."),
    "store_unreadable": N_("{file} cannot be read ({said}): ask its owner to let you."),
    "undo_erased": N_("This cannot be taken back: what it held was erased."),
    "value_refused": N_("“{text}” cannot be kept there: write another value."),
}
"""Templates by code; places in braces are filled with the facts of the error."""


def explain(error: UserError) -> str:
    """Return the sentence of an error in the language spoken, with where it happened in front when that is known.

    A place whose fact is missing shows "?": a sentence about a failure must not fail itself.
    """
    template = _(SENTENCES.get(error.code, error.code))
    facts = {name: "?" if value is None else str(value) for name, value in error.facts.items()}
    places = {place for _text, place, _spec, _conversion in Formatter().parse(template) if place}
    sentence = template.format_map(dict.fromkeys(places, "?") | facts)
    where = _where({name: text for name, text in facts.items() if name not in places})
    return f"{where}: {sentence}" if where else sentence


def _where(facts: Mapping[str, str]) -> str:
    """Return the place of an error ("june.csv, line 3, column 7, start") from the facts its sentence does not use."""
    said = [
        (facts.get("file"), "{}"),
        (facts.get("line"), _("line {}")),
        (facts.get("column"), _("column {}")),
        (facts.get("field"), "{}"),
    ]
    return ", ".join(words.format(text) for text, words in said if text)
