"""What can be set: `store` for a store, so that every desk works out the same figures, `desk` for one desk."""

from __future__ import annotations

from roidesk.settings.store import (
    LONGEST_WINDOW,
    MODELS,
    StoreSettings,
    checked,
    component_weights,
    declared,
    margin_share,
    read_settings,
    setting,
)

__all__ = [
    "LONGEST_WINDOW",
    "MODELS",
    "StoreSettings",
    "checked",
    "component_weights",
    "declared",
    "margin_share",
    "read_settings",
    "setting",
]
