"""Every page in every state looks as it did, or somebody has looked and said that it may."""

from __future__ import annotations

import pytest

from tests.pictures.states import STATES


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_page_looks_as_it_did(state, show, settled, compare):
    session = show(state)
    for page in session.window.keys:
        session.window.go(page)
        compare(f"{page}-{state.name}", settled(session, session.window))
