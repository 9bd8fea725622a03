"""What settings are called, what they are for, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from roidesk.i18n import N_, _


class Said(NamedTuple):
    """A setting in words: its name, what it is for, and what stands behind a number."""

    name: str
    meaning: str = ""
    unit: str = ""


_SETTINGS: Mapping[str, Said] = {
    "margin": Said(
        N_("What remains of a sale"),
        N_("Without VAT, after what the goods cost. Empty: not known, and “paid back” is never said."),
        N_("%"),
    ),
    "ask_on_stop": Said(
        N_("Ask “did anything come of it?” when a timer stops"), N_("It never blocks; Esc means nothing yet.")
    ),
    "model": Said(
        N_("How a sale is shared between the contacts before it"), N_("Return shows the same sales by other rules too.")
    ),
    "window_days": Said(N_("Days before a sale that count"), N_("A contact longer ago has no part in it."), N_("days")),
    "overlap": Said(N_("A second sale to the same contact"), N_("Which of the contacts before it count.")),
    "parallel": Said(N_("Two things at the same time"), N_("A mail written during a call, say.")),
    "person_id": Said(N_("Whose desk this is"), N_("What is logged here is logged for this person.")),
    "team": Said(
        N_("More than one person’s hours come together here"),
        N_("Figures are shown for the team and its channels. Nobody is ranked."),
    ),
    "hotkey": Said(
        N_("Quick capture from anywhere"), N_("Raises the small entry line over any program. Empty: no key.")
    ),
    "letters": Said(
        N_("Single keys act where nothing is typed"),
        N_("In a list D repeats, C links a conversion, A answers; a digit uses its pin."),
    ),
    "watch_idle": Said(
        N_("Notice when nobody is at the computer"),
        N_("Only whether anything was typed or moved, never what. Calls and video never count as away."),
    ),
    "leave_out_under": Said(
        N_("Leave out without asking"), N_("Stretches away that are shorter. 0: ask about each."), N_("min")
    ),
    "remind_waiting": Said(
        N_("Remind of messages that wait"), N_("Before they are older than your goal; at most once an hour.")
    ),
    "sla_minutes": Said(
        N_("Goal for an answer"), N_("In business time, which stands in the opening hours below."), N_("min")
    ),
    "remind_hours": Said(N_("Remind of hours without entries"), N_("During working hours only; at most once an hour.")),
    "remind_days": Said(N_("Remind on")),
    "remind_from": Said(N_("Not before")),
    "remind_until": Said(N_("Not after")),
    "appearance": Said(N_("Light or dark")),
    "text_percent": Said(N_("Size of the text"), N_("Beside the size your system asks for."), N_("%")),
    "motion": Said(N_("Movement"), N_("Nothing here moves for longer than a blink.")),
    "tray": Said(N_("Show an icon in the tray"), N_("Where the desktop has one.")),
    "close_to_tray": Said(N_("Closing the window leaves roidesk in the tray"), N_("Timers go on in any case.")),
    "language": Said(N_("Language")),
    "currency": Said(N_("Currency of every figure"), N_("Amounts in others are converted at the day’s typed rate.")),
    "zone": Said(N_("Time zone"), N_("Where a time is written without one, and where days begin.")),
}
_CHOICES: Mapping[str, str] = {
    "appearance.system": N_("As the system"),
    "appearance.light": N_("Light"),
    "appearance.dark": N_("Dark"),
    "appearance.contrast": N_("High contrast"),
    "motion.system": N_("As the system"),
    "motion.on": N_("On"),
    "motion.off": N_("Off"),
    "model.first": N_("All to the first contact"),
    "model.last": N_("All to the last contact"),
    "model.linear": N_("The same to each"),
    "model.position": N_("40 % first, 40 % last, the rest between"),
    "model.time_decay": N_("More to what was later"),
    "model.minutes": N_("By minutes spent"),
    "model.personal_minutes": N_("By minutes and how personal"),
    "model.shapley": N_("By what each channel adds (Shapley)"),
    "model.markov": N_("By what would be lost without it (Markov)"),
    "overlap.overlapping": N_("counts all contacts before it"),
    "overlap.reset": N_("counts contacts since the sale before"),
    "parallel.split": N_("share the time"),
    "parallel.full": N_("each count in full"),
    "remind_days.mon": N_("Mon"),
    "remind_days.tue": N_("Tue"),
    "remind_days.wed": N_("Wed"),
    "remind_days.thu": N_("Thu"),
    "remind_days.fri": N_("Fri"),
    "remind_days.sat": N_("Sat"),
    "remind_days.sun": N_("Sun"),
}
_GROUPS: Mapping[str, str] = {
    "asking": N_("When something came of it"),
    "counting": N_("How sales are counted"),
    "desk": N_("This desk"),
    "keys": N_("Keys"),
    "idle": N_("Away from the computer"),
    "reminders": N_("Reminders"),
    "looks": N_("How it looks"),
    "tray": N_("Tray"),
    "language": N_("Language"),
    "formats": N_("Money and time"),
}
_COMPONENT_HELP: Mapping[str, str] = {
    "instant": N_("a reply comes at once"),
    "voice": N_("they hear you"),
    "face": N_("they see you"),
    "place": N_("you are in one room"),
    "private": N_("nobody reads along"),
    "tailored": N_("written for this person"),
}


def said(key: str) -> Said:
    """Return a setting in words."""
    known = _SETTINGS[key]
    return Said(_(known.name), _(known.meaning), _(known.unit))


def choice(key: str, code: str) -> str:
    """Return one of the choices of a setting."""
    known = _CHOICES.get(f"{key}.{code}")
    return _(known) if known else code


def group(key: str) -> str:
    """Return what some settings that stand together are about."""
    return _(_GROUPS[key])


def component_help(name: str) -> str:
    """Return in a few words what a component of personalness asks."""
    return _(_COMPONENT_HELP[name])
