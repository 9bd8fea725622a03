"""The program. A short command goes to the running application, if there is one, before anything else is loaded."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from roidesk.cli.options import LIVE, Options, UsageError, options, path_of
from roidesk.domain.errors import UserError
from roidesk.platform.folders import default_store
from roidesk.platform.private import keep_private


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command, or open the window, and return the exit status."""
    words = sys.argv[1:] if argv is None else list(argv)
    if argv is None:
        keep_private()
    _open_outputs()
    try:
        said = options(words)
        if said.verb in LIVE and not said.help:
            return _short(said, words, alone=argv is None)
        from roidesk.bootstrap import run

        return _said(run(said))
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _give_up_answering()  # whoever read our answer has gone
        return 1
    except Exception as error:  # noqa: BLE001 - a fault of ours: no traceback reaches a user who did not ask for it
        return _refused(error) if isinstance(error, UserError) else _broken(error, words)


def _refused(error: UserError) -> int:
    from roidesk.i18n.sentences import explain

    sys.stderr.write(f"{explain(error)}\n")
    return 1


def _broken(error: Exception, words: Sequence[str]) -> int:
    from roidesk.platform.fault import told

    if "--debug" in words:
        import traceback

        sys.stderr.write("".join(traceback.format_exception(error)))
    sys.stderr.write(f"{told(error)}\n")
    return 1


def _open_outputs() -> None:
    """Open what was closed before we began (`>&-`, a program without a console), so that nothing stumbles over it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as we run


def _said(status: int) -> int:
    """Return the exit status when the answer is out; 1 where it cannot be written (a full disk)."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from roidesk.i18n import _

        sys.stderr.write(_("The answer cannot be written there: {reason}.").format(reason=error.strerror) + "\n")
        _give_up_answering()
        return 1
    return status


def _give_up_answering() -> None:
    """Send what is left of the answer nowhere: Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _short(said: Options, words: Sequence[str], *, alone: bool) -> int:
    """Carry out a command that a person waits for: by the running application, else here.

    `alone`: this process ends with it. What it makes is then gone anyway; to look through it for circles while modules
    load, and to take it apart at the end, would take a seventh of its time.
    """
    status = _handed_over(said, words)
    if status is not None:
        return status
    if alone:
        gc.disable()
    from roidesk.bootstrap import run

    status = _said(run(said))
    if alone:
        sys.stderr.flush()
        os._exit(status)
    return status


def _handed_over(said: Options, words: Sequence[str]) -> int | None:
    """Let the running application carry the command out; None when there is none, or it hangs and has not begun."""
    from roidesk.platform.single_instance import ask

    try:
        reply = ask(path_of(said.store or default_store()), words, os.getcwd())  # noqa: PTH109 - pathlib takes long to load
    except UserError as error:
        if error.code != "app_hung":
            return _refused(error)
        _say_without_window(said)
        return None
    if reply is None:
        return None
    sys.stdout.write(reply.out)
    sys.stderr.write(reply.err)
    return _said(reply.exit)


def _say_without_window(said: Options) -> None:
    """Say that the command is carried out here: the window will not do so as well, as it has not begun."""
    if not said.quiet:
        from roidesk.i18n import _

        sys.stderr.write(_("The window does not answer, so this is done without it.") + "\n")


if __name__ == "__main__":
    sys.exit(main())
