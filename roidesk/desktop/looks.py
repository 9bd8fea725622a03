"""How the application looks while it is shown: light or dark, large or small, moving or still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.i18n import _
from roidesk.settings.desk import LARGEST_TEXT, SMALLEST_TEXT, DeskSettings

if TYPE_CHECKING:
    from roidesk.desktop.actions import Actions
    from roidesk.desktop.kept import KeptSettings
    from roidesk.desktop.tasks import Tasks

_STEP = 10
_DRESSING = frozenset(("appearance", "text_percent", "motion"))


def dress(app: QApplication, settings: DeskSettings, *, still: bool = False) -> None:
    """Dress the application as the desk is set to; `still`: the system asks for no motion."""
    moves = settings.motion == "on" or (settings.motion == "system" and not still)
    style.apply(app, Appearance(settings.appearance), settings.text_percent, motion=moves)


class Looks(QObject):
    """Follows the settings of the desk and those of the system, and lets text grow and shrink by keys."""

    resized = Signal()
    """Everything has another size."""

    def __init__(self, app: QApplication, kept: KeptSettings, registry: Actions) -> None:
        super().__init__(registry)
        self._app, self._kept = app, kept
        self._still = False
        self._dressing = False
        kept.changed.connect(self._kept_changed)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self._register(registry)

    def ask_system(self, tasks: Tasks) -> None:
        """Find out whether the system wants things to keep still; nobody waits for the answer."""
        from roidesk.platform.stillness import asks_for_stillness

        if self._kept.settings.motion == "system":
            tasks.aside(asks_for_stillness, self._answered)

    def show_percent(self, percent: int) -> None:
        """Show text, and all that is measured by it, at so many per cent, and keep that."""
        within = min(LARGEST_TEXT, max(SMALLEST_TEXT, percent))
        self._kept.keep("text_percent", str(within))

    def _register(self, registry: Actions) -> None:
        from roidesk.desktop.actions import Action

        registry.add(
            Action("larger_text", _("Larger text"), ("Ctrl++", "Ctrl+="), lambda: self._grow(_STEP), icon="plus"),
            Action("smaller_text", _("Smaller text"), ("Ctrl+-",), lambda: self._grow(-_STEP), icon="minus"),
            Action("usual_text", _("Text at its usual size"), ("Ctrl+0",), lambda: self.show_percent(SMALLEST_TEXT)),
        )

    def _grow(self, by: int) -> None:
        self.show_percent(self._kept.settings.text_percent + by)

    def _kept_changed(self, key: str) -> None:
        if key in _DRESSING:
            self._dress()

    def _answered(self, still: bool) -> None:  # noqa: FBT001 - the answer to a question
        if still != self._still:
            self._still = still
            self._dress()

    def _system_changed(self) -> None:
        if self._kept.settings.appearance in {Appearance.SYSTEM, Appearance.CONTRAST}:
            self._dress()

    def _dress(self) -> None:
        if self._dressing:
            return  # the system tells of what was just set
        before = self._app.font().pixelSize()
        self._dressing = True
        dress(self._app, self._kept.settings, still=self._still)
        self._dressing = False
        now = self._app.font().pixelSize()
        if now != before:
            from roidesk.desktop.rescaling import rescale

            rescale(self._app.topLevelWidgets(), now / before)
            self.resized.emit()
