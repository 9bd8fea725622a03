"""Looks for the tools that make faults harms stores with.

What is missing is installed when apt is there and we are root; otherwise the exact command is printed, and the jobs
that need it say that they were not run.
"""

import os
import shutil
import subprocess
import sys

# The program, and the Debian package that brings it.
TOOLS = {"strace": "strace", "gcc": "gcc", "unshare": "util-linux", "mount": "mount"}


def main() -> None:
    """Install what is missing, or say how."""
    packages = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool)})
    if not packages:
        return
    install = ["apt-get", "install", "--no-install-recommends", "-y", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        sys.stderr.write(f"installing what make faults needs: {' '.join(packages)}\n")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], [*install, "-qq"]):
            subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
    else:
        sys.stderr.write(f"some of make faults needs what is missing here:\n  sudo {' '.join(install)}\n")


if __name__ == "__main__":
    main()
