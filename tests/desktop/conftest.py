"""Every test of the window has an application that is dressed as it really is."""

from __future__ import annotations

import pytest

from roidesk.desktop import style
from roidesk.desktop.style import Appearance


@pytest.fixture(scope="session")
def _typefaces(qapp):
    style.load_fonts()


@pytest.fixture(autouse=True)
def dressed(qapp, _typefaces):
    style.apply(qapp, Appearance.LIGHT)
    return qapp
