"""Every page in every state looks as it did, or somebody has looked and said that it may."""

from __future__ import annotations

import pytest

from tests.pictures.states import STATES


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_page_looks_as_it_did(state, show, settled, compare):
    session = show(state)
    for page in session.window.keys:
        if page == "contact":
            continue  # somebody's, or nobody's
        session.window.go(page)
        compare(f"{page}-{state.name}", settled(session, session.window))
    compare.end()


@pytest.mark.parametrize("state", [each for each in STATES if each.store == "sample"], ids=lambda state: state.name)
def test_the_page_of_a_contact_looks_as_it_did(state, show, settled, compare):
    session = show(state)
    buyers = (each.cells["contact"] for each in session.desk.ledger.rows("conversions") if each.cells["contact"])
    bought = next(buyers)
    known = session.desk.ledger.rows("contacts", limit=5000)
    session.places.show_contact(next(each.id for each in known if each.cells["name"] == bought))
    compare(f"contact-{state.name}", settled(session, session.window))
    compare.end()
