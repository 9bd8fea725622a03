"""What this desk is set to, kept beside the place of its window (`roidesk.settings.desk`)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from roidesk.desktop.appearance import kept_state
from roidesk.settings.desk import DeskSettings, declared, names, read_desk_settings


class KeptSettings(QObject):
    """Reads and keeps the settings of the desk, and tells when one of them became another."""

    changed = Signal(str)
    """The key of the setting."""
    told = Signal(str)
    """The key of a setting of which something else is to be said."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = desk_settings()
        self._states: dict[str, str] = {}

    def state(self, key: str) -> str:
        """Return what is to be said of a setting here and now: that it works, or why not; "" for nothing."""
        return self._states.get(key, "")

    def tell(self, key: str, sentence: str) -> None:
        """Let be said of a setting whether it works on this machine."""
        if self._states.get(key, "") != sentence:
            self._states[key] = sentence
            self.told.emit(key)

    @property
    def settings(self) -> DeskSettings:
        """What the desk is set to now."""
        return self._settings

    def keep(self, key: str, text: str) -> None:
        """Keep a setting as text (`settings.desk.text_of`); `UserError` for one that cannot mean it."""
        declared()[key](text)
        state = kept_state()
        if state.contains(key) and str(state.value(key)) == text:
            return
        state.setValue(key, text)
        self._settings = desk_settings()
        self.changed.emit(key)


def desk_settings() -> DeskSettings:
    """Return what the desk is set to."""
    state = kept_state()
    return read_desk_settings({key: str(state.value(key)) for key in names() if state.contains(key)})
