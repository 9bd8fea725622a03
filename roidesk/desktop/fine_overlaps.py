"""Which interactions are known to have been going on at once: nobody is asked about them again."""

from __future__ import annotations

from collections.abc import Iterable

from roidesk.desktop.appearance import kept_state
from roidesk.domain.model import Interaction, Source
from roidesk.domain.reshaping import Overlap, overlaps

_KEY = "overlaps_fine"
_MOST = 500


def doubtful(interactions: Iterable[Interaction]) -> tuple[Overlap, ...]:
    """Return the overlaps that may be slips.

    Not those of which one was measured (what was logged meanwhile was done meanwhile), nor those called fine.
    """
    fine = set(_kept())
    return tuple(
        each
        for each in overlaps(interactions)
        if Source.TIMER not in {each.earlier.source, each.later.source} and _name(each) not in fine
    )


def call_fine(of: Overlap) -> None:
    """Keep that both were going on."""
    kept_state().setValue(_KEY, [*(each for each in _kept() if each != _name(of)), _name(of)][-_MOST:])


def _kept() -> list[str]:
    kept = kept_state().value(_KEY)
    if isinstance(kept, list):
        return [str(each) for each in kept]
    return [kept] if isinstance(kept, str) else []  # Qt gives a list of one back as a text


def _name(of: Overlap) -> str:
    return f"{of.earlier.id}+{of.later.id}"
