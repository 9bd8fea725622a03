"""Every desktop says in its own words that programs should keep still."""

from __future__ import annotations

import pytest

from roidesk.platform.stillness import asks_for_stillness, said_by_desktop


@pytest.mark.parametrize(
    ("settings", "still"),
    [
        ({}, False),
        ({"org.freedesktop.appearance": {"reduced-motion": 1}}, True),
        ({"org.freedesktop.appearance": {"reduced-motion": 0, "contrast": 1}}, False),
        ({"org.gnome.desktop.interface": {"enable-animations": False}}, True),
        ({"org.gnome.desktop.interface": {"enable-animations": True}}, False),
        ({"org.kde.kdeglobals.KDE": {"AnimationDurationFactor": "0"}}, True),
        ({"org.kde.kdeglobals.KDE": {"AnimationDurationFactor": "0.5"}}, False),
        ({"org.kde.kdeglobals.KDE": {"AnimationDurationFactor": "fast"}}, False),
    ],
)
def test_each_desktops_word_is_known(settings, still):
    assert said_by_desktop(settings) is still


def test_nobody_has_asked_where_nobody_can_be(monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert not asks_for_stillness()
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert not asks_for_stillness()
