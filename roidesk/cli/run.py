"""Carrying out a command: in a process of its own, or in the running application for another process."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import reduce
from importlib import import_module
from operator import or_
from typing import TYPE_CHECKING, NamedTuple, TextIO

from roidesk.cli.call import Call, HelpShown, as_json
from roidesk.cli.options import LINES, Options, UsageError, options
from roidesk.cli.verbs import PARSED, TABLES, VERBS, Verb
from roidesk.domain.changes import Changes
from roidesk.domain.errors import STORE_CODES, Cancelled, UserError
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.services.desk import Desk

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


class Carried(NamedTuple):
    """How a command ended: its exit status, what it said on both outputs, and what it wrote."""

    exit: int
    out: str
    err: str
    changes: Changes


def carry_out(argv: Sequence[str], desk: Desk) -> Carried:
    """Carry out a command on an open store, for another process: nothing is printed, nothing raised."""
    out, err = io.StringIO(), io.StringIO()
    changes: list[Changes] = []
    try:
        said = options(argv)
    except UsageError as error:
        return Carried(WRONG_USAGE, "", f"{error}\n", Changes())
    status = run(said, lambda *, create: desk, out, err, changes)  # noqa: ARG005 - it is open already
    return Carried(status, out.getvalue(), err.getvalue(), reduce(or_, changes, Changes()))


def run(
    said: Options,
    open_desk: Callable[..., Desk],
    out: TextIO,
    err: TextIO,
    changes: list[Changes] | None = None,
) -> int:
    """Carry out a command and return its exit status. `open_desk(create=…)` opens its store when it needs one."""
    try:
        return _carried(said, open_desk, out, err, changes)
    except UsageError as error:
        return _ended(WRONG_USAGE, {"error": "usage", "message": str(error)}, said, out, err)
    except HelpShown:
        return DONE
    except UserError as error:
        return _refused(error, said, out, err)
    except Cancelled:
        return _ended(REFUSED, {"error": "cancelled", "message": _("Stopped; nothing was changed.")}, said, out, err)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours: no traceback reaches a user who did not ask for it
        return _broken(error, said, out, err)


def _carried(
    said: Options, open_desk: Callable[..., Desk], out: TextIO, err: TextIO, changes: list[Changes] | None
) -> int:
    if said.verb is None or said.verb == "help":
        out.write(overview())
        return DONE
    verb = VERBS.get(said.verb)
    if verb is None:
        raise UsageError(_("“{verb}” is not a verb of roidesk: “roidesk --help” lists them.").format(verb=said.verb))
    call = Call(said, lambda: open_desk(create=verb.creates), out, err)
    if said.help and said.verb not in PARSED:
        grammar = f"\n{_grammar()}\n" if said.verb in LINES else ""
        out.write(f"roidesk {said.verb} {verb.usage}\n{_(verb.about)}\n{grammar}")
        return DONE
    try:
        status = _command(said.verb, verb)(call) or DONE
        _tell_missing(call, said.verb)
        return status
    finally:
        if changes is not None:
            changes += call.changes


def _tell_missing(call: Call, verb: str) -> None:
    """Say beside the answer that the file has lost changes, until it is restored or somebody goes on without them."""
    if call.opened is not None and call.opened.context.store.missing and verb not in {"check", "restore"}:
        from roidesk.i18n.findings import missing

        store = call.opened.context.store
        call.aside(missing(store.missing, store.place) + " " + _("“roidesk check” says more."))


def _command(name: str, verb: Verb) -> Callable[[Call], int | None]:
    """Return what carries out a verb, its module loaded only now."""
    module = import_module(f"roidesk.cli.{verb.module}")
    if name in TABLES:
        family: Callable[[Call, str], int | None] = module.table
        return lambda call: family(call, name)
    command: Callable[[Call], int | None] = getattr(module, "import_" if name == "import" else name.replace("-", "_"))
    return command


def _refused(error: UserError, said: Options, out: TextIO, err: TextIO) -> int:
    from roidesk.i18n.sentences import explain

    facts = {key: value if isinstance(value, int) else str(value) for key, value in error.facts.items()}
    status = _ended(REFUSED, {"error": error.code, "message": explain(error), **facts}, said, out, err)
    if said.debug:
        err.write(_traceback())
    if error.code.startswith(STORE_CODES):
        from roidesk.platform.journal import note_refusal

        note_refusal(error.code)
    return status


def _ended(status: int, document: dict[str, object], said: Options, out: TextIO, err: TextIO) -> int:
    """Say why a command was not carried out: its message for people and, where wanted, all of it for programs."""
    if said.json:
        out.write(as_json(document) + "\n")
    err.write(f"{document['message']}\n")
    return status


def _traceback() -> str:
    import traceback

    return traceback.format_exc()


def _broken(error: Exception, said: Options, out: TextIO, err: TextIO) -> int:
    from roidesk.platform.fault import told

    if said.debug:
        err.write(_traceback())
    return _ended(REFUSED, {"error": "fault", "message": told(error)}, said, out, err)


def overview() -> str:
    """Return the help: every verb with what it is for."""
    lines = [
        "roidesk [--store PATH] [--json] [--quiet] [--debug] VERB …",
        "",
        _("Without a verb the window opens. The store: --store, ROIDESK_STORE, or your own in the data folder."),
        "",
    ]
    width = max(map(len, VERBS))
    lines += [f"  {name:<{width}}  {_(verb.about)}" for name, verb in VERBS.items()]
    lines += ["", _grammar(), "", _("“roidesk VERB --help” tells more of a verb.")]
    return "\n".join(lines) + "\n"


def _grammar() -> str:
    return _(
        "A line, in any order: channel and kind (tweet reply, call) · @contact · #topic · &brand · %product · ^campaign"
        " · !1 to !5 how personal · ~give ~ask ~neutral · +solved · 4m 1h20 1:20 90 · 9:30-9:50, at 9:30, -20 -5,"
        ' = (since your last entry), yesterday, mon, 2026-03-02 · =240 purchase · "note"'
    )
