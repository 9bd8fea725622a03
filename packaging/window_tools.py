"""Looks for what tests in a real window need: a screen, a window manager, keys, a bus, a screen reader's view.

What is missing is installed when apt is there and we are root; otherwise the exact command is printed, and those tests
say that they were not run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What is looked for, a program or a file, and the Debian package that brings it.
TOOLS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xterm": "xterm",
    "import": "imagemagick",
    "dbus-run-session": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
    "/usr/lib/python3/dist-packages/dbusmock/__init__.py": "python3-dbusmock",
}
TYPELIB = "Atspi-2.0.typelib"
TYPELIB_PACKAGE = "gir1.2-atspi-2.0"


def missing() -> "list[str]":
    """The Debian packages of what is not here."""
    here = {tool: Path(tool).exists() if tool.startswith("/") else bool(shutil.which(tool)) for tool in TOOLS}
    packages = {package for tool, package in TOOLS.items() if not here[tool]}
    if not any(found for each in ("", "*/") for found in Path("/usr/lib").glob(f"{each}girepository-1.0/{TYPELIB}")):
        packages.add(TYPELIB_PACKAGE)
    return sorted(packages)


def main() -> None:
    """Install what is missing, or say how."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing()
    if not packages:
        return
    install = ["apt-get", "install", "--no-install-recommends", "-y", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        sys.stderr.write(f"installing what tests in a real window need: {' '.join(packages)}\n")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], [*install, "-qq"]):
            subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
    else:
        sys.stderr.write(
            f"tests in a real window are not run without what is missing here:\n  sudo {' '.join(install)}\n"
        )


if __name__ == "__main__":
    main()
