"""Looks for the system libraries that Qt's window needs on Linux, and for Python's own venv.

What is missing is installed when apt is there and we are root; otherwise the exact command is printed. Libraries are
looked for by the name the loader knows them by, so that any distribution's package will do. Runs before there is a
virtual environment: standard library only.
"""

import ctypes
import os
import shutil
import subprocess
import sys

# What Qt's offscreen, xcb and wayland platforms load, and the Debian package that brings it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def missing() -> "dict[str, str]":
    """What cannot be loaded here, by the name it goes by, with the Debian package that brings it."""
    found_missing = {}
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            found_missing[library] = package
    try:
        import ensurepip  # noqa: F401 - Debian's python3 comes without it
    except ImportError:
        found_missing["venv"] = "python{}.{}-venv".format(*sys.version_info)
    return found_missing


def main() -> int:
    """Exit status: 0 all there, 1 something is missing and was said."""
    if not sys.platform.startswith("linux"):
        return 0
    lacking = missing()
    if not lacking:
        return 0
    packages = sorted(lacking.values())
    install = ["apt-get", "install", "--no-install-recommends", "-y", *packages]
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        sys.stderr.write(f"installing what Qt needs of the system: {' '.join(packages)}\n")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], [*install, "-qq"]):
            subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        return 0
    if apt:
        sys.stderr.write(f"roidesk needs system libraries. Install them with:\n  sudo {' '.join(install)}\n")
    else:
        sys.stderr.write(f"roidesk needs from your system's package manager: {' '.join(sorted(lacking))}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
