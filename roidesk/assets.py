"""Where the files that are not code lie: fonts, icons, catalogues and the rest of ``resources/``.

An installed copy and a frozen application carry them beside the modules, in ``_resources``; a checkout has them in
``resources``, next to the package.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The folder that holds all resources.

    Raises FileNotFoundError where neither place has them: the installation is then not whole.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_resources", package.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"no resources beside {package}")


@cache
def font_files() -> tuple[Path, ...]:
    """The TrueType files of the typefaces that screen and reports share, in order of name."""
    return tuple(sorted((folder() / "fonts").glob("*.ttf")))


@cache
def icon(name: str) -> str:
    """The SVG text of the icon ``name``, drawn in ``currentColor`` on a grid of 24.

    Qt paints ``currentColor`` black: replace the word by a colour first. Raises KeyError for a name that is not there.
    """
    path = icon_files().get(name)
    if path is None:
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


@cache
def icon_files() -> dict[str, Path]:
    """Every icon there is, by name."""
    return {path.stem: path for path in sorted((folder() / "icons").glob("*.svg"))}


def locale_dir() -> Path:
    """The folder of the catalogues, laid out as gettext expects: ``<language>/LC_MESSAGES/roidesk.mo``."""
    return folder() / "locale"
