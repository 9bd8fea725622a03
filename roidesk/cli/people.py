"""Making two contacts one: merge."""

from __future__ import annotations

from roidesk.cli.call import Call
from roidesk.cli.options import UsageError
from roidesk.i18n import _


def merge(call: Call) -> None:
    """Make two contacts one."""
    if len(call.words) != 2:  # noqa: PLR2004 - the two
        raise UsageError(_("Say who is the same as whom, such as: merge a.brandt@example.com @anna"))
    people = call.desk.people
    gone, into = (people.called(each) for each in call.words)
    names = people.name(gone), people.name(into)
    call.wrote(people.merge(gone, into))
    call.confirm(
        lambda: {"merged": str(gone), "into": str(into)},
        lambda: _("{one} is {other} from now on.").format(one=names[0], other=names[1]),
    )
