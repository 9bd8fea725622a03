"""What this process makes is its owner's alone, and what it held in memory is never written to disk by the system."""

from __future__ import annotations

import os
import sys

UMASK = 0o077
_PR_SET_DUMPABLE = 4
_SANDBOXES = ("SNAP", "FLATPAK_ID")
"""Set inside a sandbox, whose portals have to look at the process to know who asks."""


def keep_private() -> None:
    """Have every file made from now on readable by its owner alone, and no core file written when we crash."""
    os.umask(UMASK)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def keep_memory_private() -> None:
    """Keep a collector of core dumps (which heeds no limit) and other programs out of this process's memory.

    For the application, which runs for days and holds everything; a short command is gone before anybody looks.
    """
    if sys.platform != "linux" or any(name in os.environ for name in _SANDBOXES):
        return
    import ctypes

    # A system without the call has no such collector either.
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
