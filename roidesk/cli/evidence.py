"""Does time move with return? Qt is never loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roidesk.cli.arguments import read
from roidesk.cli.asking import asking, query
from roidesk.cli.call import Call, Progress
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.analytics.evidence.report import EvidenceReport


def evidence(call: Call) -> None:
    """Print whether time moves with return, how sure that is, and what weakens it."""
    from roidesk.analytics.evidence.report import Of, On
    from roidesk.cli import evidence_text
    from roidesk.services.evidence import Question

    parser = asking("evidence")
    parser.add_argument("--of", choices=[str(each) for each in Of], default=str(Of.MINUTES), help=_("which effort"))
    parser.add_argument(
        "--on", choices=[str(each) for each in On], default=str(On.PURCHASES), help=_("what came of it")
    )
    parser.add_argument("--max-lag", type=int, metavar="W", help=_("weeks that may lie between (default: the window)"))
    parser.add_argument("--by", metavar="DIM", help=_("each channel, product, … alone and beside the others"))
    parser.add_argument(
        "--without-contacts",
        action="store_true",
        help=_("do not compare contacts: quicker in a store of very many entries"),
    )
    wanted = read(call, parser)
    question = Question(Of(wanted.of), On(wanted.on), wanted.max_lag, wanted.by, not wanted.without_contacts)
    asked = query(call, wanted)
    progress = Progress(call.err)
    try:
        found: EvidenceReport = call.desk.evidence.report(asked, question, progress)
    finally:
        progress.end()
    call.answer(found.as_json, lambda: evidence_text.report(found))
