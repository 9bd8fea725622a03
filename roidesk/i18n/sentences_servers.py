"""What is said about stores on a server."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_

OF_SERVERS: Mapping[str, str] = {
    "driver_missing": N_(
        "{file} is on a PostgreSQL server, and the part of roidesk that speaks to one is not installed: "
        "install it with “pip install roidesk[postgres]”."
    ),
    "server_address": N_("{file} is no address of a server: write it like postgresql://person@server/database."),
    "server_busy": N_("{file} took too long to answer, and nothing was saved: wait a moment and try again."),
    "server_forbids": N_("You are not allowed to do this on {file} ({said}): ask whoever runs the server."),
    "server_letters": N_("{file} cannot hold every letter (it is encoded as {said}): ask for a database in UTF8."),
    "server_lost": N_(
        "The connection to {file} was lost ({said}): look whether this was saved before you enter it again."
    ),
    "server_not_ours": N_("{file} holds something else and was left alone: name an empty database or schema."),
    "server_older": N_("{file} has to be brought up to date first: ask whoever owns it to open it with this roidesk."),
    "server_read_only": N_("{file} can be read but not written at the moment ({said}): ask whoever runs the server."),
    "server_unreachable": N_("{file} cannot be opened ({said}): see that the server runs and lets you in."),
}
