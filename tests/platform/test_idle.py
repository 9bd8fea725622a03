"""How this machine tells that nobody is there, and that it says so where it cannot."""

from __future__ import annotations

import pytest

from roidesk.platform import idle
from roidesk.platform.idle import NotAvailable, idle_source


@pytest.fixture(autouse=True)
def a_desktop_of_x11(monkeypatch):
    monkeypatch.setattr(idle.sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":none")
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [("QT_QPA_PLATFORM", "offscreen", "no_display"), ("DISPLAY", "", "no_display"), ("DISPLAY", ":none", "refused"),
     ("WAYLAND_DISPLAY", "wayland-0", "wayland"), ("XDG_SESSION_TYPE", "wayland", "wayland")],
)  # fmt: skip
def test_where_it_cannot_be_told_that_is_said_and_not_guessed(monkeypatch, name, value, reason):
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    source = idle_source()
    assert (source, source.idle_us()) == (NotAvailable(reason), None)
    source.close()


class Monitor:
    """A monitor that answers with what it is given, an exception raised."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.closed = False

    def get_dbus_idle(self):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        self.closed = True


def test_milliseconds_become_microseconds(monkeypatch):
    made = Monitor(0.0, 1500.0)
    monkeypatch.setattr("dbus_idle.X11IdleMonitor", lambda: made)
    source = idle_source()
    assert (source.reason, source.idle_us()) == ("", 1_500_000)
    source.close()
    assert made.closed


def test_one_that_stops_telling_is_not_asked_again(monkeypatch):
    monkeypatch.setattr("dbus_idle.X11IdleMonitor", lambda: Monitor(0.0, OSError("gone")))
    source = idle_source()
    assert (source.idle_us(), source.reason, source.idle_us()) == (None, "refused", None)


def test_one_that_answers_nonsense_from_the_start_is_none(monkeypatch):
    made = Monitor("soon")
    monkeypatch.setattr("dbus_idle.X11IdleMonitor", lambda: made)
    assert idle_source() == NotAvailable("refused")
    assert made.closed
