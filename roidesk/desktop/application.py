"""The one application of this process: made before the first paint, dressed after it."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from roidesk.i18n import current


def application() -> QApplication:
    """Return the application, dressed, with Qt's own texts in the language spoken."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    from roidesk.desktop import style
    from roidesk.desktop.kept import desk_settings
    from roidesk.desktop.looks import dress

    app = plain_application()
    for spoken_before in app.findChildren(QTranslator):
        app.removeTranslator(spoken_before)
        spoken_before.deleteLater()
    translator = QTranslator(app)
    if translator.load(f"qtbase_{current()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    app.setLayoutDirection(QLocale(current()).textDirection())
    style.load_fonts(app)
    dress(app, desk_settings())
    return app


def plain_application() -> QApplication:
    """Return the application as it is before the first paint: it wears nothing yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("roidesk")
    app.setDesktopFileName("roidesk")
    return app
