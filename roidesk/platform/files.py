"""The one way to write a file that belongs to the user: whole, or not at all."""

from __future__ import annotations

import glob
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

Content = bytes | str | Callable[[IO[bytes]], object]
"""What a file is to hold: bytes, text (written as UTF-8), or a function that writes it."""
_HOUR = 3600


def atomic_write(path: Path, content: Content, *, mode: int = 0o600) -> None:
    """Write a file so that there is the old one or the new one at any moment, whatever fails.

    A temporary file in the same folder takes all of it and is flushed to disk before it takes the place of `path`.
    Raises OSError (disk full, no permission, …) with the old file as it was; nothing is left behind.
    """
    forget_drafts(path.parent, f".{glob.escape(path.name)}.*.tmp")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            temporary.chmod(mode)
            if callable(content):
                content(stream)
            else:
                stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(path.parent)


def forget_drafts(folder: Path, pattern: str) -> None:
    """Remove files and folders of a pattern that a killed process left: nobody works on a draft for an hour."""
    for each in folder.glob(pattern):
        with suppress(OSError):
            if time.time() - each.lstat().st_mtime > _HOUR:
                if each.is_dir() and not each.is_symlink():
                    shutil.rmtree(each)
                else:
                    each.unlink()


def flush_folder(folder: Path) -> None:
    """Have the names in a folder reach the disk; Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
