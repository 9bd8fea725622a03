"""The quick line: what somebody types to say what they just did (contract.md 1; order free).

`parse` is strict: it raises the first problem with its column. `read` is for a line that is still being typed: it
understands what it can and lists the problems. `written` is the way back. `parse_conversion` and `read_conversion` read
the line of `convert`.
"""

from roidesk.domain.quickline.draft import Amount, ConversionDraft, Draft, Outcome, Problem, Role, Token
from roidesk.domain.quickline.proposals import proposals
from roidesk.domain.quickline.reading import SEVERAL, parse, parse_conversion, read, read_conversion
from roidesk.domain.quickline.rewriting import replaced, rewritten
from roidesk.domain.quickline.timing import Present, goes_on
from roidesk.domain.quickline.vocabulary import Vocabulary
from roidesk.domain.quickline.written import words_for_kind, written, written_length, written_name

__all__ = [
    "SEVERAL",
    "Amount",
    "ConversionDraft",
    "Draft",
    "Outcome",
    "Present",
    "Problem",
    "Role",
    "Token",
    "Vocabulary",
    "goes_on",
    "parse",
    "parse_conversion",
    "proposals",
    "read",
    "read_conversion",
    "replaced",
    "rewritten",
    "words_for_kind",
    "written",
    "written_length",
    "written_name",
]
