"""What the path of a contact shows: touches by how personal they were, and what came of it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roidesk.charts.words import Table
from roidesk.domain.instants import local_day
from roidesk.domain.model import Channel
from roidesk.i18n import _, formats, ngettext


@dataclass(frozen=True, slots=True)
class Step:
    """One touch, or one conversion (`channel` None), at an instant. `level` 1 to 5; 0 for a conversion.

    `what` says it in a few words ("Direct message", "They bought €285"); `beside` what else is read of it ("9 min").
    """

    at_us: int
    zone: str
    what: str
    channel: Channel | None = None
    level: int = 0
    beside: str = ""
    sale: bool = False
    """They bought: said first where there is no room for all that came of it."""

    @property
    def day(self) -> date:
        """The day it was, where it was."""
        return local_day(self.at_us, self.zone)


@dataclass(frozen=True, slots=True)
class ContactPath:
    """Steps in order of time; `earlier`: how many lie before the first that is shown."""

    steps: tuple[Step, ...]
    earlier: int = 0

    def table(self) -> Table:
        """Return a row for each step."""
        headers = (_("When"), _("Channel"), _("What"), _("Personal"), "")
        return Table(headers, tuple(_cells(each) for each in self.steps))

    def sentence(self) -> str:
        """Return what the picture says, in one sentence."""
        touches = [each for each in self.steps if each.channel is not None]
        came = [each.what for each in self.steps if each.channel is None]
        if not touches:
            return _("Nobody is known to have spoken with them.")
        said = ngettext(
            "{count} contact, level {first} at first and {last} at last.",
            "{count} contacts, level {first} at first and {last} at last.",
            len(touches),
        ).format(count=len(touches), first=touches[0].level, last=touches[-1].level)
        return " ".join(filter(None, (said, "; ".join(came))))

    def readings(self) -> tuple[str, ...]:
        """Return what is read at each step."""
        return tuple(_reading(each) for each in self.steps)


def _cells(step: Step) -> tuple[str, ...]:
    channel = step.channel.name if step.channel is not None else ""
    return _when(step), channel, step.what, str(step.level or ""), step.beside


def _reading(step: Step) -> str:
    if step.channel is None:
        return f"{step.what}\n{_when(step)}"
    level = _("personal {level} of 5").format(level=step.level)
    return "\n".join(filter(None, (f"{step.channel.name}: {step.what}", f"{_when(step)} · {level}", step.beside)))


def _when(step: Step) -> str:
    return f"{formats.day(step.day)} {formats.clock(step.at_us, step.zone)}"
