"""Settings: everything a person can set, by subject; the list is at the left, one subject at the right."""

from roidesk.desktop.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
