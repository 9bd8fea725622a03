"""Nothing that takes the keyboard is without a name for who cannot see it, on any page of a store full of work."""

from __future__ import annotations

import pytest

from tests.window.reader import reading


def nameless(reader):
    """What can take the keyboard now, and is read as nothing."""
    reader.settle()
    return [
        f"{each.role} at {each.place}" for each in reader.walk() if "FOCUSABLE" in each.states and not each.name.strip()
    ]


def in_place(reader, part):
    """The names of what takes the keyboard in a part of the window."""
    return [each.name for each in reader.walk() if f".{part}." in each.place and "FOCUSABLE" in each.states]


@pytest.fixture
def sample(start, real_screen, zone):
    """A reader of the window on the sample team's store."""
    app = start("demo")
    with reading(real_screen, app.pid) as given:
        given.find("label", r"^\d+ interactions?$")
        yield given


def press(reader, name):
    reader.press(reader.find("", f"^{name}", states=("SHOWING", "FOCUSABLE")))


def test_everything_on_every_page_that_takes_the_keyboard_has_a_name(sample):
    pages = in_place(sample, "Sidebar")
    assert {"Today", "Return", "Week", "Ledger", "Settings"} <= set(pages)
    found = {}
    for page in pages:
        press(sample, page)
        found[page] = nameless(sample)
    subjects = [each.name for each in sample.walk() if each.place.endswith("._SubjectButton")]
    assert {"Channels", "Keys", "Privacy"} <= set(subjects)
    for subject in subjects:
        press(sample, subject)
        found[f"Settings, {subject}"] = nameless(sample)
    assert {page: bare for page, bare in found.items() if bare} == {}


def test_what_comes_over_the_pages_has_names_too(sample):
    found = {}

    def look(what, leave="Escape"):
        found[what] = nameless(sample)
        sample.key(leave)
        sample.settle()

    sample.find("text", "What did you do", states=("SHOWING", "FOCUSED"))
    sample.write("call @t")
    sample.find("", "Add @t as a new contact|Tab")
    look("what may be meant")
    sample.key("Escape")
    sample.key("F1")
    look("the sheet of keys")
    press(sample, "Edit pins")
    look("pins")
    sample.key("Ctrl+Alt+Space")
    sample.find("panel", "^Quick entry$")
    look("the pop-up")
    assert {what: bare for what, bare in found.items() if bare} == {}
