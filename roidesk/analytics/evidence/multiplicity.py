"""Several tests on one page (analytics.md 4.5): Holm for "which of them", Benjamini and Hochberg for exploring."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return p adjusted so that in 95 of 100 families there is no false alarm at all; None stays None.

    SOURCE: Holm, Scandinavian Journal of Statistics 6 (1979).
    """
    return _of_known(p_values, _holm)


def benjamini_hochberg(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return p adjusted so that of what is called found 5 in 100 are false alarms; None stays None.

    SOURCE: Benjamini, Hochberg, JRSS B 57 (1995).
    """
    return _of_known(p_values, _false_discovery)


def _holm(known: Sequence[float]) -> list[float]:
    by_size = sorted(range(len(known)), key=known.__getitem__)
    adjusted = list(known)
    largest = 0.0
    for rank, place in enumerate(by_size):
        largest = max(largest, min(1.0, known[place] * (len(known) - rank)))
        adjusted[place] = largest
    return adjusted


def _false_discovery(known: Sequence[float]) -> list[float]:
    from scipy import stats

    return [float(each) for each in stats.false_discovery_control(known)]


def _of_known(
    p_values: Sequence[float | None], adjust: Callable[[Sequence[float]], list[float]]
) -> tuple[float | None, ...]:
    known = [each for each in p_values if each is not None]
    adjusted = iter(adjust(known) if known else ())
    return tuple(None if each is None else next(adjusted) for each in p_values)
