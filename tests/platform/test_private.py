"""What a process makes is its owner's alone, whatever it was started with; seen in processes of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read from Linux's own view of a process")

PROGRAM = """
import ctypes, os, sys
from pathlib import Path
from roidesk.platform.private import keep_memory_private, keep_private
os.umask(0)
{does}
Path(sys.argv[1]).touch()
Path(sys.argv[1] + ".d").mkdir()
cores = [line.split()[4:6] for line in open("/proc/self/limits") if line.startswith("Max core")]
print(oct(os.stat(sys.argv[1]).st_mode & 0o777), oct(os.stat(sys.argv[1] + ".d").st_mode & 0o777), *cores[0],
      ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def seen(tmp_path, does, **environment):
    command = [sys.executable, "-c", PROGRAM.format(does=does), str(tmp_path / "made")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout.split()


def test_files_folders_and_core_dumps(tmp_path):
    assert seen(tmp_path, "keep_private()")[:4] == ["0o600", "0o700", "0", "0"]


def test_no_other_program_reads_the_memory(tmp_path):
    assert seen(tmp_path, "keep_private(); keep_memory_private()")[4] == "0"


def test_without_it_all_is_open(tmp_path):
    """The control: what the tests above see is not so by itself."""
    modes = seen(tmp_path, "pass")
    assert modes[:2] == ["0o666", "0o777"]
    assert modes[4] == "1"


def test_in_a_sandbox_its_portals_may_look(tmp_path):
    assert seen(tmp_path, "keep_memory_private()", FLATPAK_ID="org.example")[4] == "1"
