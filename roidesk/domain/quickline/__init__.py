"""The quick line: what somebody types to say what they just did (contract.md 1; order free).

`parse` is strict: it raises the first problem with its column. `read` is for a line that is still being typed: it
understands what it can and lists the problems. `parse_conversion` and `read_conversion` read the line of `convert`.
"""

from roidesk.domain.quickline.draft import Amount, ConversionDraft, Draft, Outcome, Problem, Role, Token
from roidesk.domain.quickline.reading import SEVERAL, parse, parse_conversion, read, read_conversion
from roidesk.domain.quickline.vocabulary import Vocabulary

__all__ = [
    "SEVERAL",
    "Amount",
    "ConversionDraft",
    "Draft",
    "Outcome",
    "Problem",
    "Role",
    "Token",
    "Vocabulary",
    "parse",
    "parse_conversion",
    "read",
    "read_conversion",
]
