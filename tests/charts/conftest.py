"""Charts are drawn in the typeface they are designed for, without the window's style sheet."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase

from roidesk import assets


@pytest.fixture(scope="session")
def _typefaces(qapp):
    for path in assets.font_files():
        QFontDatabase.addApplicationFont(str(path))
    font = QFont("IBM Plex Sans")
    font.setPixelSize(13)
    return font


@pytest.fixture(autouse=True)
def lettered(request):
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp").setFont(request.getfixturevalue("_typefaces"))
