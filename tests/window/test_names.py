"""Nothing that takes the keyboard is without a name for who cannot see it, on any page of a store full of work."""

from __future__ import annotations

import pytest

from tests.window.reader import reading


def nameless(reader):
    """What can take the keyboard now, and is read as nothing."""
    return [
        f"{each.role} at {each.place}" for each in reader.walk() if "FOCUSABLE" in each.states and not each.name.strip()
    ]


@pytest.fixture
def sample(start, real_screen, zone):
    """A reader of the window on the sample team's store."""
    app = start("demo")
    with reading(real_screen, app.pid) as given:
        given.find("label", r"^\d+ interactions?$")
        yield given


def test_everything_on_every_page_that_takes_the_keyboard_has_a_name(sample):
    pages = [each.name for each in sample.walk() if ".Sidebar." in each.place and "FOCUSABLE" in each.states]
    assert {"Today", "Return", "Week", "Ledger", "Settings"} <= set(pages)
    found = {}
    for page in pages:
        sample.press(sample.find("", f"^{page}$", states=("SHOWING", "FOCUSABLE")))
        sample.settle()
        found[page] = nameless(sample)
        sample.key("Escape")  # out of what opened on top of the pages
    assert {page: bare for page, bare in found.items() if bare} == {}


def test_every_sheet_over_the_pages_has_names_too(sample):
    found = {}
    for keys in ("F1",):
        sample.key(keys)
        sample.settle()
        found[keys] = nameless(sample)
        sample.key("Escape")
    assert {keys: bare for keys, bare in found.items() if bare} == {}
