"""Where the system wants an application's data. Asked at every command, so that it loads nothing."""
# pathlib takes as long to load as the interpreter takes to start.
# ruff: noqa: PTH111, PTH117, PTH118

from __future__ import annotations

import os
import sys


def data_folder() -> str:
    """Return the folder for this person's stores, as XDG, macOS or Windows have it."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or _home("AppData", "Local")
    elif sys.platform == "darwin":
        base = _home("Library", "Application Support")
    else:
        named = os.environ.get("XDG_DATA_HOME", "")
        # The XDG rules: a relative path is to be ignored.
        base = named if os.path.isabs(named) else _home(".local", "share")
    return os.path.join(base, "roidesk")


def default_store() -> str:
    """Return the path of this person's own store."""
    return os.path.join(data_folder(), "roidesk.db")


def sample_store() -> str:
    """Return the path of the sample team's store, which is never the person's own."""
    return os.path.join(data_folder(), "sample.db")


def state_folder() -> str:
    """Return the folder for what roidesk notes of its own running, which nobody misses when it is gone."""
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or _home("AppData", "Local"), "roidesk", "log")
    if sys.platform == "darwin":
        return _home("Library", "Logs", "roidesk")
    named = os.environ.get("XDG_STATE_HOME", "")
    return os.path.join(named if os.path.isabs(named) else _home(".local", "state"), "roidesk")


def _home(*parts: str) -> str:
    return os.path.join(os.path.expanduser("~"), *parts)
