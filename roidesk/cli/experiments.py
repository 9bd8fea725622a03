"""Planned experiments: plan one, look at it, see what came of it; the table as for the other verbs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from roidesk.analytics.experiments import EFFORTS, METRICS, Halves
from roidesk.analytics.query import Query
from roidesk.cli import experiments_text, ledger
from roidesk.cli.arguments import Parser, day, read
from roidesk.cli.asking import moment, where
from roidesk.cli.call import Call, Progress
from roidesk.cli.verbs import VERBS
from roidesk.domain.errors import UserError
from roidesk.domain.numbers import exact_number
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.services.experiments import Shown

_WEEKS = 12


def table(call: Call, verb: str) -> None:
    """Plan, show or judge an experiment; list, add, edit or remove entries of the table."""
    action = call.words[0] if call.words else "list"
    if call.help and action not in _ACTIONS:
        call.out.write(f"roidesk {verb} {VERBS[verb].usage}\n{_(VERBS[verb].about)}\n")
    elif action in _ACTIONS:
        _ACTIONS[action](call)
    else:
        ledger.table(call, verb)


def _plan(call: Call) -> None:
    wanted = read(call, plan_parser())
    from roidesk.services.experiments import Wanted

    question = call.desk.figures.query(Query(where=where(wanted.where)))
    entry, changes = call.desk.experiments.plan(
        Wanted(
            name=" ".join(wanted.name.split()),
            halves=Halves(wanted.halves),
            weeks=wanted.weeks,
            first=wanted.first,
            metric=wanted.on,
            effort=wanted.of,
            target=None if wanted.target is None else _target(wanted.target),
            what=wanted.do,
            each=wanted.each,
            skip=wanted.skip,
            seed=wanted.seed,
        ),
        question,
    )
    call.wrote(changes)
    shown = call.desk.experiments.show(str(entry.id), call.desk.figures.query(Query()))
    call.confirm(lambda: document(shown), lambda: experiments_text.plan(shown, call.desk.care.settings().currency))


def _target(text: str) -> Fraction:
    try:
        return exact_number(text)
    except ValueError:
        raise UserError("target_unreadable", text=text) from None


def plan_parser() -> Parser:
    """Return what reads the words of `experiment plan`."""
    parser = Parser("experiment")
    parser.add_argument("action", choices=["plan"], help=_("draw a plan by lot, before it begins"))
    parser.add_argument("name", metavar="NAME", help=_("what it is called"))
    parser.add_argument("--halves", choices=[str(each) for each in Halves], required=True, help=_("what is halved"))
    parser.add_argument("--do", default="", metavar="TEXT", help=_("what one half gets more of, in your words"))
    parser.add_argument("--on", choices=METRICS, default=METRICS[0], help=_("what it is judged by"))
    parser.add_argument("--of", choices=EFFORTS, default=EFFORTS[0], help=_("what there is to be more of"))
    parser.add_argument("--target", metavar="X", help=_("by how much more a unit, or a week, is to bring"))
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help=_("it begins on this Monday or the next"))
    parser.add_argument("--weeks", type=int, default=_WEEKS, metavar="N", help=_("how many weeks it takes"))
    parser.add_argument("--each", type=int, default=1, metavar="N", help=_("weeks in a stretch"))
    parser.add_argument("--skip", type=int, default=0, metavar="N", help=_("weeks of a stretch not counted at first"))
    parser.add_argument("--seed", type=int, metavar="N", help=_("draw with this seed (default: one nobody chose)"))
    parser.add_argument("--where", action="append", default=[], metavar="EXPR", help=_("only these contacts or topics"))
    return parser


def _asked(call: Call) -> argparse.Namespace:
    parser = Parser("experiment")
    parser.add_argument("action", choices=["show", "result"], help=_("the plan, or what came of it"))
    parser.add_argument("name", metavar="NAME", help=_("its name or its id"))
    parser.add_argument("--as-of", metavar="T", help=_("as it was at this instant"))
    return read(call, parser)


def _question(call: Call, wanted: argparse.Namespace) -> Query:
    zone = call.desk.care.settings().zone
    return call.desk.figures.query(Query(as_of=moment(wanted.as_of, zone, "--as-of") if wanted.as_of else None))


def _show(call: Call) -> None:
    wanted = _asked(call)
    shown = call.desk.experiments.show(wanted.name, _question(call, wanted))
    call.answer(lambda: document(shown), lambda: experiments_text.plan(shown, call.desk.care.settings().currency))


def _result(call: Call) -> None:
    wanted = _asked(call)
    progress = Progress(call.err)
    judged = call.desk.experiments.result(wanted.name, _question(call, wanted), progress)
    progress.end()
    call.answer(
        lambda: {"name": judged.entry.name, "metric": judged.plan.metric} | judged.result.as_json(),
        lambda: experiments_text.result(judged),
    )


def document(shown: Shown) -> dict[str, object]:
    """Return a plan as JSON."""
    entry, plan = shown.entry, shown.plan
    return {
        "id": str(entry.id),
        "name": entry.name,
        "halves": str(plan.halves),
        "metric": plan.metric,
        "effort": plan.effort,
        "target": None if plan.target is None else float(plan.target),
        "what": plan.what,
        "from": entry.first_day.isoformat(),
        "to": entry.last_day.isoformat(),
        "each": plan.each,
        "skip": plan.skip,
        "seed": entry.seed,
        "set_at": experiments_text.set_at(shown).isoformat(),
        "state": shown.state,
        "flags": [str(each) for each in shown.flags],
        "p_min": plan.smallest_p,
        "detectable": shown.detectable.as_json(),
        "units": [{"unit": key, "name": unit.name, "more": unit.more}
                  for key, unit in zip(plan.units, shown.units, strict=True)],
    }  # fmt: skip


_ACTIONS: Mapping[str, Callable[[Call], None]] = {"plan": _plan, "show": _show, "result": _result}
