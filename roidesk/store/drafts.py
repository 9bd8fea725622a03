"""Drafts: files that are written beside their place and take it when they are whole.

One whose process was killed stays. It is removed when something is next made there.
"""

from __future__ import annotations

import glob
import time
from contextlib import suppress
from pathlib import Path

HOUR = 3600
"""Seconds; nobody works on a draft for so long."""


def forget_drafts(path: Path) -> None:
    """Remove what was left of drafts of a file, which are called `.<its name>.…`, and of copies made to be drafts."""
    for each in path.parent.glob(f".*{glob.escape(path.name)}.*"):
        if each.name.lstrip(".").startswith(f"{path.name}."):
            with suppress(OSError):
                if time.time() - each.stat().st_mtime > HOUR:
                    each.unlink()
