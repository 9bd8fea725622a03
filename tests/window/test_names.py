"""Nothing that takes the keyboard is without a name for who cannot see it, on any page of a store full of work."""

from __future__ import annotations

import time

import pytest

from roidesk.bootstrap import open_desk
from roidesk.domain.instants import HOUR, MINUTE, Boot
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


class Looks:
    """Looks at what was opened, one thing after the other, and keeps what has no name."""

    def __init__(self, reader):
        self._reader = reader
        self.found = {}

    def at(self, what, role, name, leave="Escape"):
        """Wait for something of this role and name, look through all that is shown, and leave it with a key."""
        self._reader.find(role, name)
        self.found[what] = nameless(self._reader)
        if leave:
            self._reader.key(leave)
            self._reader.gone(role, name)

    @property
    def bare(self):
        """Where something was without a name."""
        return {what: bare for what, bare in self.found.items() if bare}


@pytest.fixture
def looks(sample):
    return Looks(sample)


def test_what_comes_over_the_pages_has_names_too(sample, looks):
    sample.find("text", "What did you do", states=("SHOWING", "FOCUSED"))
    sample.write("call @t")
    looks.at("what may be meant", "", "Add @t as a new contact|Tab", leave="")
    sample.key("Escape")
    sample.key("Escape")
    sample.key("F1")
    looks.at("the sheet of keys", "dialog", "^Keys$")
    press(sample, "Edit pins")
    looks.at("pins", "dialog", "^Pins$")
    sample.key("Ctrl+Shift+c")
    looks.at("a conversion", "dialog", "^Add a conversion$")
    sample.key("Ctrl+k")
    sample.write("acme")
    sample.announced("Acme")
    looks.at("anything found", "", "^Find anything$")
    for words in ("Backups", "Record a message", "Match who bought"):
        sample.key("Ctrl+k")
        sample.write(words)
        sample.announced(words)
        sample.key("Enter")
        looks.at(words, "dialog", words)
    assert looks.bare == {}


def test_the_quick_entry_has_names_in_each_of_its_turns(sample, looks):
    sample.key("Ctrl+Alt+Space")
    looks.at("empty", "panel", "^Quick entry", leave="")
    sample.find("panel", "^Quick entry", states=("SHOWING", "ACTIVE"))  # until then keys go to the window
    sample.key("c")
    looks.at("from whom", "text", "^Who it came from$", leave="")
    sample.write("ac")
    sample.announced("Acme")
    sample.key("Enter")
    looks.at("how much", "text", "^Amount, without VAT$")
    sample.write(" tweet reply @ac")
    looks.at("typed", "panel", "^Quick entry", leave="")
    assert looks.bare == {}


def test_timers_and_what_came_of_them_have_names(sample, looks):
    sample.write("call @acme")
    sample.key("Enter")
    sample.find("push button", "^Stop")
    sample.key("Ctrl+Shift+m")
    looks.at("timers", "text", "^When Phone . Acme Corp began$")
    press(sample, "Stop")
    sample.find("panel", "^Did anything come of it")
    sample.key("Ctrl+j")
    sample.key("1")
    looks.at("what came of it", "panel", "^Did anything come of it")
    assert looks.bare == {}


class AnHourAgo:
    """A clock of a machine that was on an hour ago, and has been restarted since."""

    def __init__(self, zone):
        self._zone = zone
        self.us = time.time_ns() // 1000 - HOUR

    def now(self):
        return self.us

    def zone(self):
        return self._zone

    def boot(self):
        return Boot("before", self.us, self.us)


@pytest.fixture
def left_running(store, zone):
    """A store whose timer ran when the machine went off."""
    clock = AnHourAgo(zone)
    desk = open_desk(store, clock)
    desk.timers.start("tweet reply @northwind")
    clock.us += 10 * MINUTE
    desk.timers.beat()
    desk.close()
    return store


def test_the_question_about_time_away_has_names(left_running, reader):
    looks = Looks(reader)
    reader.find("panel", "^Nobody saw the timer for 50 min$")
    reader.key("Ctrl+j")
    looks.at("time away", "panel", "^Nobody saw the timer")
    assert looks.bare == {}
