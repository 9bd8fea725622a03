"""Where the file of a store lies, and whether paid hours can be kept there: links, network drives, moved files."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from roidesk.domain.errors import UserError

_NETWORK = frozenset(
    "nfs nfs4 cifs smb smb2 smb3 smbfs ncpfs afs 9p ceph lustre gfs2 ocfs2 davfs davfs2 glusterfs beegfs gpfs "
    "vboxsf prl_fs vmhgfs drvfs".split()
)
"""File systems on which locks or shared memory between processes cannot be relied on."""
_LOCAL_FUSE = frozenset("fuse.bindfs fuse.ntfs-3g fuse.ntfs fuse.exfat fuse.encfs fuse.gocryptfs fuse.cryfs".split())
"""File systems in user space that lie on a disk of this machine; others are taken for network drives."""
_MOST_LINKS = 40
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class Identity(NamedTuple):
    """Which file it is, whatever it is called."""

    device: int
    inode: int


def identity(path: str | Path) -> Identity | None:
    """Return which file a path leads to; None: none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked twice at every write
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino)


def followed(path: Path) -> Path:
    """Return the file that a path means, following the links the person made themselves.

    `UserError` `store_link` when somebody else could have made such a link, or could change what it leads to: entries
    would be written where another says. Links among the folders above are the system's matter.
    """
    at = path
    for _ in range(_MOST_LINKS):
        try:
            if not at.is_symlink():
                break
            found = at.lstat()
            further = at.parent / at.readlink()
        except OSError:  # in a folder that may not be looked into: said when the file is opened
            return path
        if not _is_ours(found) or _is_open_to_others(at.parent) or _is_open_to_others(further.parent):
            raise UserError("store_link", file=str(path), to=str(further))
        at = further
    else:
        raise UserError("store_link", file=str(path), to=str(at))
    if at is not path:
        try:
            if not _is_ours(at.stat()):
                raise UserError("store_link", file=str(path), to=str(at))
        except FileNotFoundError:
            pass  # to be made there
        except OSError:
            return path
    return at


def _is_ours(found: os.stat_result) -> bool:
    """Whether a file belongs to whoever runs this, or to the system."""
    return not hasattr(os, "getuid") or found.st_uid in {os.getuid(), 0}


def _is_open_to_others(folder: Path) -> bool:
    """Whether others may put another file in the place of one in this folder."""
    try:
        mode = folder.stat().st_mode
    except OSError:
        return False
    return os.name == "posix" and bool(mode & _OTHERS_WRITE) and not mode & stat.S_ISVTX


def network_drive(path: Path) -> str:
    """Return the kind of network drive ("nfs", "cifs", …) that a path lies on, "" for a disk of this machine.

    Known on Linux, and on Windows where the path names a server; elsewhere nobody is asked.
    """
    if sys.platform == "win32":
        return "smb" if path.absolute().drive.startswith("\\\\") else ""
    try:
        device = path.stat().st_dev
    except OSError:
        return ""
    if os.major(device):
        return ""  # a device of this machine: nearly always
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    kind = file_system(mounts, f"{os.major(device)}:{os.minor(device)}")
    fuse = kind == "fuse" or kind.startswith("fuse.")
    return kind if kind in _NETWORK or (fuse and kind not in _LOCAL_FUSE) else ""


def file_system(mounts: str, device: str) -> str:
    """Return the kind of file system of a device ("0:52") by the text of `/proc/self/mountinfo`; "" if not there."""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        if before.split()[2:3] == [device] and after:
            return after.split()[0]
    return ""
