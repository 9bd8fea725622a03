"""The store's own care: settings, demo."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction

from roidesk.cli.arguments import Parser, day, read
from roidesk.cli.call import Call
from roidesk.cli.columns import table
from roidesk.cli.options import UsageError
from roidesk.i18n import _


def settings(call: Call) -> None:
    """Show what the store is set to, or set it."""
    care = call.desk.care
    if len(call.words) > 2:  # noqa: PLR2004 - key and value
        raise UsageError("roidesk settings [KEY [VALUE]]")
    if len(call.words) == 2:  # noqa: PLR2004
        key, text = call.words
        call.wrote(call.desk.care.change_settings({key: text}))
    now = care.settings()
    texts = {field.name: _text(getattr(now, field.name)) for field in fields(now)}
    if call.words:
        from roidesk.settings.store import checked

        key = call.words[0]
        if key not in texts:
            checked(key, "")
        texts = {key: texts[key]}
    call.answer(lambda: texts, lambda: table(("", ""), texts.items()).lstrip("\n"))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Fraction):
        return f"{float(value):g}"
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(value)


def demo(call: Call) -> None:
    """Fill an empty store with the sample team."""
    arguments = read(call, demo_parser())
    care = call.desk.care
    # The sample's own store is filled once and then only looked at; a store that was named has to be empty.
    if call.names_store or care.is_new:
        call.wrote(care.demo(weeks=arguments.weeks, ending=arguments.ending))
    counts = call.desk.ledger
    numbers = {name: counts.count(name) for name in ("people", "interactions", "conversions", "costs")}
    call.confirm(
        lambda: {"store": call.desk.store_place} | numbers,
        lambda: _("The sample team is in {store}: {interactions} interactions, {conversions} conversions.").format(
            store=call.desk.store_place, **numbers
        ),
    )


def demo_parser() -> Parser:
    """Return what reads the words of `demo`."""
    parser = Parser("demo")
    parser.add_argument("--weeks", type=int, default=60, metavar="N", help=_("how many weeks they worked"))
    parser.add_argument("--ending", type=day, metavar="DATE", help=_("the last day, such as 2026-11-15"))
    parser.add_argument("--no-open", action="store_true", help=_("do not open the window"))
    parser.add_argument("--pictures", metavar="DIR", help=_("write the Return picture and the figures there"))
    return parser
