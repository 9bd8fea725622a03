"""Filters: one small language for the command line and the window, read, written back and bound to a store's names."""

from roidesk.domain.filters.bind import ContactBook, Filter, Sought, bind
from roidesk.domain.filters.expression import (
    All,
    Condition,
    Expression,
    Not,
    Operator,
    Some,
    all_of,
    compiled,
    conditions,
    entry,
    without,
    written,
)
from roidesk.domain.filters.parse import parse

__all__ = [
    "All",
    "Condition",
    "ContactBook",
    "Expression",
    "Filter",
    "Not",
    "Operator",
    "Some",
    "Sought",
    "all_of",
    "bind",
    "compiled",
    "conditions",
    "entry",
    "parse",
    "without",
    "written",
]
