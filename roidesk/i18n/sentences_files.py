"""What is said about files, their rows and their cells; the place of an error goes before it (`sentences.explain`)."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_

OF_FILES: Mapping[str, str] = {
    # cells
    "cell_missing": N_("This cell cannot be empty: fill it in."),
    "choice_unknown": N_("“{text}” is not one of: {known}."),
    "clock_unreadable": N_("“{text}” is not a time of day: write it as 09:30."),
    "components_unreadable": N_("“{text}” is not six digits of 0, 1 or 2: write them as 100022."),
    "date_order_needed": N_("“{text}” may be day first or month first: say which with --date-order dmy or mdy."),
    "day_unreadable": N_("“{text}” is not a day: write it as 2026-06-01."),
    "flag_unreadable": N_("“{text}” is neither yes nor no: write 1 or 0."),
    "hours_backwards": N_(
        "It opens at “{opens}” and closes at “{closes}”: give both, closing after opening, or neither."
    ),
    "kind_misspelt": N_("“{text}” looks like {near}: write {near}, or another name for a kind of your own."),
    "kind_without_channel": N_("“{text}” is a kind of contact on no channel: name the channel too."),
    "length_missing": N_("It has no length: give an end, minutes or seconds."),
    "length_over_days": N_("“{text}” makes it longer than {days} days: check start and end."),
    "length_twofold": N_("“{other}” is another length than “{one}” gives: keep only the right one."),
    "number_not_positive": N_("“{text}” is not more than 0: write a number above 0."),
    "number_out_of_range": N_("“{text}” is not between {least} and {most}: write a number in that range."),
    "number_unreadable": N_("“{text}” is not a number: write a plain one such as 12 or 12.5."),
    "share_unreadable": N_("“{text}” is not a share of a channel: write it as Email=0.4."),
    "text_has_nul": N_("The text has a NUL character in it, which cannot be kept: take it out."),
    "text_not_unicode": N_("The text has half a character in it, which cannot be kept: type it again."),
    "time_out_of_range": N_("“{text}” is not between the years 1900 and 2199: check the year."),
    "time_unreadable": N_("“{text}” is not a time: write it as 2026-06-01T09:30."),
    "weekday_or_date": N_("A row is about either a weekday or a date: fill in one of the two."),
    "whole_number_wanted": N_("“{text}” is not a whole number between {least} and {most}: write one."),
    # rows
    "reference_unknown": N_(
        "“{text}” is neither in the store nor in these files: import that first, or empty the cell."
    ),
    "row_long": N_(
        "The row has {cells} cells and the header {columns}: take the extra ones out, or put text in quotes."
    ),
    "row_short": N_("The row has {cells} cells and the header {columns}: add the missing ones, empty if need be."),
    "rows_in_trash": N_("In the trash here, and left there: {count} rows. Undo brings back what was deleted."),
    "same_id_other_content": N_(
        "{id} is here already as “{here}”, and this row says “{there}”: "
        "edit the entry here, or give the row another id or a column “edited” with the time it was changed."
    ),
    # columns
    "amounts_left_out": N_("Not taken in: {columns}. They are what you bill, not what your time costs."),
    "column_missing": N_("There is no such column, and {table} cannot be read without it: add it to the header."),
    "column_misspelt": N_("There is no such column; “{text}” looks like it: write the name as it is here."),
    "column_nameless": N_("The header has a column without a name: name it or take it out."),
    "column_read_only": N_("This column of {table} cannot be changed: it follows from the others."),
    "column_twice": N_("The header has this column twice: keep one."),
    "column_unknown": N_("{table} has no column “{text}”; it has {known}."),
    "columns_left_out": N_("Not taken in, as there is no place for it: {columns}."),
    # files
    "cell_too_long": N_(
        "A cell is longer than 131,072 characters, or its quotes are never closed: shorten or close it."
    ),
    "file_binary": N_("This is not a text file, whatever its name says: export it as CSV from the program it is from."),
    "file_empty": N_("{file} has no header: its first line must name the columns."),
    "file_line_too_long": N_(
        "The line is longer than {most} KiB: this is not a table of rows, or a line end is missing."
    ),
    "file_missing": N_("There is no {file}: check the name."),
    "file_not_for_import": N_(
        "{file} is the log of one store and cannot be taken in by another: import the other files."
    ),
    "file_not_regular": N_("{file} is neither a file nor a folder: give one of the two."),
    "file_not_utf8": N_("Byte {byte} of the file is not UTF-8: save the file as “CSV UTF-8” and try again."),
    "file_not_written": N_("{file} could not be written: {reason}. What was there before is as it was."),
    "file_passed_over": N_("Not a table file, so passed over."),
    "file_too_large": N_("{file} has {size} MB, and {most} MB is the most that is read at once: split it by period."),
    "file_unreadable": N_("{file} cannot be read: {reason}."),
    "file_utf16": N_("{file} is UTF-16 text: save it as “CSV UTF-8” and try again."),
    "format_one_file": N_("{file} holds several files, and {format} is the format of one: give that file itself."),
    "format_unknown": N_("“{text}” is not a format; there are: {known}."),
    "format_unsure": N_("It cannot be told for sure what {file} is: say so with --as, one of {known}."),
    "nothing_to_import": N_("{file} holds no table file such as interactions.csv: check the names in it."),
    "quotes_broken": N_("Quotes in this row do not close where the cell ends: double each quote inside a quoted cell."),
    "separator_wrong": N_("{file} separates its columns by “{found}”: save it with commas."),
    "table_unknown": N_("There is no table “{text}”; there are: {known}."),
    "zip_bomb": N_(
        "{name} in {file} is packed more than 100 times smaller than it is, as in an attack: unpack it yourself."
    ),
    "zip_damaged": N_("{file} is damaged: copy it or export it again."),
    "zip_encrypted": N_("{name} in {file} needs a password: unpack it first."),
    "zip_has_link": N_("{name} in {file} is a link to another place: pack the file itself."),
    "zip_leads_out": N_("{name} in {file} leads outside of it, as in an attack: pack the files without folders."),
    "zip_twofold": N_("{file} holds {name} twice: keep one."),
    "row_unreadable": N_("What this deleted entry said cannot be read: export it again."),
    # export
    "export_folder_in_use": N_("{file} holds other files ({name}): name a new or empty folder."),
    "export_not_folder": N_("{file} is a file: name a folder, or a file that ends in .zip."),
    "person_unknown": N_("There is no “{text}” here; there are: {known}."),
    # entries
    "entry_exists": N_("{table} has such a row already ({id}): edit that one."),
    "entry_unknown": N_("There is no entry {text}: look the id up with --json or in an export."),
    "word_has_blank": N_("“{text}” is more than one word: a line reads single words, so write it as one."),
    "week_running": N_("Week {week} is not over yet: close it when it is."),
    "not_in_trash": N_("There is no deleted entry {text}: “roidesk trash” lists them."),
    "version_unknown": N_("There is no version {text} of it to go back to: “roidesk history” lists them."),
    "still_used": N_("“{name}” is still spoken of by others ({by}): change or delete those first."),
}
"""Templates by code; `sentences.SENTENCES` holds them with the others."""
