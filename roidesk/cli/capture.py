"""Saying what one did: log, start, stop, switch, status. Neither Qt nor numpy nor Babel is loaded for these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roidesk.cli import told
from roidesk.cli.call import Call
from roidesk.cli.options import UsageError
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.services.rows import RunningRow


def _line(call: Call) -> str:
    if not call.line.strip():
        raise UsageError(_("Say what it was, such as: tweet reply @acme 4m"))
    return call.line


def log(call: Call) -> None:
    """File one interaction."""
    line = _line(call)
    logged = call.desk.tracking.log(line)
    call.wrote(logged.changes)
    call.confirm(
        lambda: told.stored(call.desk, logged.row.interaction.id) | {"reading": told.reading(logged.draft)},
        lambda: _lines(_("Logged: {what}").format(what=told.interaction(logged.row)), told.unknown(logged.draft)),
    )


def start(call: Call) -> None:
    """Start a timer."""
    line = _line(call)
    started = call.desk.timers.start(line)
    call.wrote(started.changes)
    call.confirm(
        lambda: told.timer_document(call.desk, started.row) | {"reading": told.reading(started.draft)},
        lambda: _lines(_("Started: {what}").format(what=told.timer(started.row)), told.unknown(started.draft)),
    )


def stop(call: Call) -> None:
    """Stop the timer and file it."""
    stopped = call.desk.timers.stop(call.line, keep=call.keep)
    call.wrote(stopped.changes)
    row, filed = stopped.row, stopped.filed
    call.confirm(
        lambda: (
            None
            if row is None
            else told.stored(call.desk, row.interaction.id)
            | {"reading": told.reading(stopped.draft)}
            | {"before": [told.stored(call.desk, each.interaction.id) for each in filed.rows[:-1]]}
            | {"left_out": told.gaps_document(filed.left_out, row.interaction.zone)}
        ),
        lambda: (
            _("Stopped; what the timer had measured was deleted since.")
            if row is None
            else _lines(
                *(_("Logged: {what}").format(what=told.interaction(each)) for each in filed.rows),
                told.unknown(stopped.draft),
                told.left_out(filed.left_out, row.interaction.zone, _("roidesk undo, then roidesk stop --keep")),
            )
        ),
    )


def switch(call: Call) -> None:
    """Stop what runs and start something else."""
    line = _line(call)
    switched = call.desk.timers.switch(line)
    call.wrote(switched.changes)
    call.confirm(
        lambda: {
            "stopped": [told.stored(call.desk, row.interaction.id) for row in switched.stopped],
            "left_out": told.gaps_document(switched.left_out, switched.row.timer.zone),
            "started": told.timer_document(call.desk, switched.row) | {"reading": told.reading(switched.draft)},
        },
        lambda: _lines(
            *(_("Logged: {what}").format(what=told.interaction(row)) for row in switched.stopped),
            _("Started: {what}").format(what=told.timer(switched.row)),
            told.unknown(switched.draft),
            told.left_out(switched.left_out, switched.row.timer.zone, _("roidesk undo, then roidesk stop --keep")),
        ),
    )


def status(call: Call) -> None:
    """Show the running timers."""
    rows = call.desk.timers.status()
    call.answer(
        lambda: [told.timer_document(call.desk, row) for row in rows],
        lambda: _lines(*(line for row in rows for line in _running(row))) or _("Nothing is running."),
    )


def quick(_call: Call) -> None:
    """Say that this is for a window to do: where one can be shown, it is asked before this is reached."""
    raise UsageError(_("“quick” raises a window, and there is none here."))


def _running(row: RunningRow) -> tuple[str | None, ...]:
    return told.timer(row), told.left_out(row.left_out, row.timer.zone, "roidesk stop --keep")


def _lines(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line)
