"""What is offered for what is being typed, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.completion import Fit, Term, Terms, plain

PEOPLE = Terms.made(
    {
        1: Term(("Northwind Trading", "@northwind"), "northwind", 50),
        2: Term(("Norah Biesheuvel", "@norah.b"), "norah", 30),
        3: Term(("Nordlys Media",), "nordlys", 0),
        4: Term(("Acme Corp", "@acme"), "acme", 90),
        5: Term(("Petra Nørgaard", "@petra.k"), "petra", 20),
        6: Term(("Björn Stenör",), "björn", 10),
        7: Term(("Acme",), "the other acme", 1),
    }
)


def offered(typed: str, limit: int = 8) -> list[str]:
    return [each.term.means for each in PEOPLE.best(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("nor", ["northwind", "norah", "nordlys"]),
        ("NOR", ["northwind", "norah", "nordlys"]),
        ("trad", ["northwind"]),
        ("nor trad", ["northwind"]),
        ("trad nor", ["northwind"]),
        ("acme", ["the other acme", "acme"]),
        ("bjorn", ["björn"]),
        ("björn", ["björn"]),
        ("rthwi", ["northwind"]),
        ("nrothwind", ["northwind"]),
        ("petar", ["petra"]),
        ("xq", []),
        ("", ["acme", "northwind", "norah", "petra", "björn", "the other acme", "nordlys"]),
    ],
)
def test_names_that_begin_like_it_come_first_then_the_last_used(typed, means):
    found = offered(typed)
    assert found[: len(means)] == means
    assert bool(found) == bool(means)


def test_where_it_stands_is_told():
    (found,) = PEOPLE.best("trad", 8)
    assert (found.fit, found.key, found.at, found.size) == (Fit.WORD, 0, 10, 4)
    assert PEOPLE.best("northwind", 1)[0].fit is Fit.WHOLE or PEOPLE.best("northwind", 1)[0].fit is Fit.START


def test_a_change_is_found_at_once_and_the_old_name_no_more():
    after = PEOPLE.changed({3: Term(("Sudlys Media",), "sudlys", 99), 2: None, 9: Term(("Nora",), "nora", 60)})
    assert [each.term.means for each in after.best("nor", 8)][:2] == ["nora", "northwind"]
    assert [each.term.means for each in after.best("sud", 8)] == ["sudlys"]
    assert "norah" not in {each.term.means for each in after.best("norah", 8)}
    assert offered("nor") == ["northwind", "norah", "nordlys", "björn"]


def test_what_is_used_again_comes_first():
    after = PEOPLE.used({3: 70, 1: 5, 99: 1})
    assert [each.term.means for each in after.best("nor", 8)] == ["nordlys", "northwind", "norah", "björn"]


NAMES = st.dictionaries(
    st.integers(0, 30),
    st.builds(Term, st.lists(st.text("ab øé.@", min_size=1, max_size=8), min_size=1, max_size=2).map(tuple), st.none(),
              st.integers(0, 5)),
    max_size=12,
)  # fmt: skip


@given(NAMES, NAMES, st.text("ab øé.", max_size=4))
def test_changing_some_is_as_making_all_anew(before, after, typed):
    changes = {**dict.fromkeys(before), **after}
    assert Terms.made(before).changed(changes).best(typed, 40) == Terms.made(after).best(typed, 40)


@given(NAMES, st.text("ab øé.", min_size=3, max_size=4))
def test_every_name_that_holds_it_is_found(names, typed):
    wanted = plain(typed)
    found = {id(each.term) for each in Terms.made(names).best(typed, 40)}
    for term in names.values():
        if len(wanted) >= 3 and any(wanted in plain(key) for key in term.keys):
            assert id(term) in found


def test_what_is_asked_twice_is_looked_for_once(monkeypatch):
    looked = []
    beginning = Terms._beginning
    monkeypatch.setattr(Terms, "_beginning", lambda terms, wanted: looked.append(wanted) or beginning(terms, wanted))
    terms = PEOPLE.changed({})
    assert terms.best("nor", 8)[:1] == terms.best("nor", 1)
    assert looked == ["nor"]
    assert [each.term.means for each in terms.best("pet", 8)] == ["petra"]
    assert terms.best("nor", 20)[:3] == terms.best("nor", 3)
