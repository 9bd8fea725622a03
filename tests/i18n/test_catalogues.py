"""Every text is gathered, every gathered text is translated, and every refusal has a sentence."""

from __future__ import annotations

import ast
from functools import cache
from gettext import c2py
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import QLibraryInfo

from roidesk import i18n
from roidesk.domain.instants import MINUTE
from roidesk.i18n import LANGUAGES, SOURCE_LANGUAGE, formats, words
from roidesk.i18n.sentences import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "resources" / "locale"
TRANSLATED = [each for each in LANGUAGES if each != SOURCE_LANGUAGE]
AGAIN = "run `make catalogues`, translate what is new, and commit"


def key(message):
    one = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, one


def translated(language):
    with (LOCALE / language / "LC_MESSAGES" / "roidesk.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(found):
    return {key(each): each for each in found if each.id}


@cache
def gathered():
    """Every text of the source that is marked to be translated."""
    found = set()
    rows = extract_from_dir(ROOT / "roidesk", method_map=[("**.py", "python")])
    for _file, _line, text, _comments, context in rows:
        found.add((context, text if isinstance(text, str) else text[0]))
    return frozenset(found)


def marked():
    """What the compiler sees marked: what stands inside an f-string too, where gathering does not look."""
    for path in sorted((ROOT / "roidesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)] if name else []
            if name in {"_", "N_", "ngettext"} and texts:
                yield None, texts[0]
            elif name == "pgettext":
                yield texts[0], texts[1]


def test_nothing_is_marked_where_it_is_not_gathered():
    assert set(marked()) == gathered()


def test_the_languages_are_those_that_are_there():
    assert sorted(each.name for each in LOCALE.iterdir() if each.is_dir()) == sorted(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_is_complete(language):
    found = messages(translated(language))
    assert set(found) == gathered(), f"{AGAIN}: {set(found) ^ gathered()}"
    unsaid = [each.id for each in found.values() if each.fuzzy or not each.string or not all(each.string)]
    assert not unsaid, AGAIN


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_knows_one_and_many_as_it_is_spoken(language):
    """The rule in the head of a catalogue is CLDR's: a wrong one says "2 purchase" where it is never tried."""
    found, spoken = translated(language), Locale.parse(language).plural_form
    of_gettext = c2py(found.plural_expr)
    for n in range(200):
        assert (of_gettext(n) == 0) == (spoken(n) == "one"), n
    assert found.num_plurals == 1 + len(Locale.parse(language).plural_form.tags)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_has_qt_s_own_words(language):
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert (folder / f"qtbase_{language}.qm").exists()


def places(text):
    return {(name, spec) for _text, name, spec, _conversion in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_and_the_weight_of_its_text(language):
    for each in messages(translated(language)).values():
        source = each.id if isinstance(each.id, str) else each.id[-1]
        for said in (each.string,) if isinstance(each.string, str) else each.string:
            assert places(said) == places(source), source
            assert said.count("*") == source.count("*"), source
            assert said.count("\n") == source.count("\n"), source
            assert not said.endswith("!"), said


def raised():
    """Every code that a `UserError` or a `Refusal` is made with, and where."""
    for path in sorted((ROOT / "roidesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            code = node.args[0]
            if name in {"UserError", "Refusal"} and isinstance(code, ast.Constant):
                yield code.value, path.relative_to(ROOT)


def test_every_refusal_has_a_sentence():
    without = {f"{code} ({path})" for code, path in raised() if code not in SENTENCES}
    assert not without


@pytest.fixture
def danish(tmp_path, monkeypatch):
    folder = tmp_path / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "roidesk.mo").open("wb") as file:
        write_mo(file, translated("da"))
    monkeypatch.setattr(i18n, "locale_dir", lambda: tmp_path)
    i18n.use("da_DK")
    yield
    i18n.use("en")


def test_danish_is_spoken(danish):
    assert i18n.current() == "da_DK"
    assert words.conversion_kind("phone_call") == "De ringede"
    assert words.purchases(2) == "2 køb"
    assert formats.duration(179 * MINUTE) == "2 t 59"
    assert formats.money(1240.5, "EUR").replace("\u00a0", " ") == "1.240,50 €"
    assert formats.percent(0.4) == "40\u202f%"


def test_a_language_without_a_catalogue_is_english(danish):
    i18n.use("xx_YY")
    assert i18n.current() == "en"
    assert words.conversion_kind("phone_call") == "They phoned"


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({"LANG": "da_DK.UTF-8"}, "da_DK"),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "", "LC_MESSAGES": "nl_NL@euro"}, "nl_NL"),
        ({"LANG": "C", "LANGUAGE": "da"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "da:en"}, "da"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_what_the_system_asks_for(environment, tag):
    assert i18n.wanted(environment) == tag
