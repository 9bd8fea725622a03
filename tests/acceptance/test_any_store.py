"""Whatever a store holds, every verb answers: figures that are numbers or say why not, and sentences, never a fault."""

from __future__ import annotations

import json
import math
import re

import pytest

from roidesk.bootstrap import open_desk
from roidesk.cli.run import carry_out
from roidesk.cli.verbs import VERBS
from roidesk.i18n import words as words_of
from tests.acceptance.conftest import Later
from tests.acceptance.odd_stores import QUESTIONS, STORES

FIGURE = {"value", "unit", "n", "low", "high", "reason"}
UNITS = {"min", "h", "count", "ratio", "share", "score", "per_h"}
NOT_A_NUMBER = re.compile(r"\b(nan|NaN|inf|Infinity|None|Traceback|Fraction)\b|∞")


def refuse(text: str):
    raise ValueError(f"{text} is no JSON")


def figures_of(document, place=""):
    """Yield every figure of an answer with where it stands; whatever has a value and a unit is one, and whole."""
    if isinstance(document, dict):
        if "value" in document and "unit" in document:
            yield place, document
            return
        for name, each in document.items():
            yield from figures_of(each, f"{place}.{name}")
    elif isinstance(document, list):
        for number, each in enumerate(document):
            yield from figures_of(each, f"{place}[{number}]")


def reasons_of(document):
    """Yield every reason that an answer gives, of figures or of anything else."""
    if isinstance(document, dict):
        if isinstance(document.get("reason"), str):
            yield document["reason"]
        for each in document.values():
            yield from reasons_of(each)
    elif isinstance(document, list):
        for each in document:
            yield from reasons_of(each)


def faults(place: str, figure) -> list[str]:
    """Return what is wrong with a figure."""
    value, low, high = figure["value"], figure["low"], figure["high"]
    numbers = [each for each in (value, low, high) if each is not None]
    wrong = {
        "other keys than a figure's": set(figure) != FIGURE,
        "no number": not all(isinstance(each, int | float) and math.isfinite(each) for each in numbers),
        "an unknown unit": figure["unit"] not in UNITS and not re.fullmatch("[A-Z]{3}", figure["unit"]),
        "neither value nor reason": value is None and not figure["reason"],
        "a range upside down": low is not None and high is not None and low > high,
    }
    return [f"{place}: {each}: {figure}" for each, is_so in wrong.items() if is_so]


@pytest.fixture(params=STORES, scope="module")
def desk(request, tmp_path_factory):
    """A desk over an odd store."""
    folder = tmp_path_factory.mktemp("odd")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(folder / "home"))
        desk = open_desk(folder / "t.db", Later())
        files = STORES[request.param]
        (folder / "files").mkdir()
        for name, text in files.items():
            (folder / "files" / f"{name}.csv").write_text(text, encoding="utf-8")
        if files:
            taken = carry_out(["import", str(folder / "files"), "--zone", "Europe/Amsterdam"], desk)
            assert taken.exit == 0, taken.err
        yield desk
        desk.close()


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_every_verb_answers(desk, words):
    if words[0] not in VERBS:
        pytest.skip("not there yet")
    said = carry_out(["--json", *words], desk)
    assert said.exit in {0, 1}, said.err
    document = json.loads(said.out, parse_constant=refuse)
    if said.exit:
        assert document["error"] != "fault", document
        assert said.err.strip()
    assert [fault for place, figure in figures_of(document) for fault in faults(place, figure)] == []
    unsaid = set(reasons_of(document)) - words_of._REASONS.keys()
    assert not unsaid, "reasons without words"
    text = carry_out(list(words), desk)
    assert text.exit == said.exit, text.err
    assert not NOT_A_NUMBER.search(text.out), text.out
    assert (text.out if text.exit == 0 else text.err).strip()
