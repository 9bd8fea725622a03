"""Compiles every catalogue under ``resources/locale`` from ``.po`` to ``.mo``.

The wheel and the editable install run it as a build hook; ``make catalogues`` runs it as a script.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> Iterator[Path]:
    """Writes a ``.mo`` beside each ``.po`` of the project at ``root`` and yields the paths written.

    Fuzzy entries, which nobody has confirmed, are left out: the person then reads the English text.
    """
    for source in sorted((root / "resources" / "locale").rglob("*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        target = source.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, catalogue)
        yield target


class CatalogueHook(BuildHookInterface):
    """Makes the catalogues before the files of a wheel or an editable install are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling calls it with both
        """Compiles the catalogues of the project being built."""
        for written in compile_catalogues(Path(self.root)):
            self.app.display_debug(f"compiled {written}")


if __name__ == "__main__":
    project = Path(__file__).resolve().parent.parent
    for compiled in compile_catalogues(project):
        sys.stdout.write(f"{compiled.relative_to(project)}\n")
