"""What an entry is called in one line, where it stands among entries of other tables."""

from __future__ import annotations

from collections.abc import Mapping

_PARTS: Mapping[str, tuple[str, ...]] = {
    "interactions": ("start", "channel", "kind", "contact", "person"),
    "timers": ("start", "channel", "kind", "contact", "person"),
    "away": ("start", "end", "person"),
    "conversions": ("at", "kind", "amount", "currency", "contact"),
    "costs": ("name", "amount", "currency", "from", "to"),
    "rates": ("person", "from", "hourly", "currency"),
    "fx": ("date", "from", "to", "rate"),
    "channels": ("name", "kind"),
    "kind_versions": ("channel", "kind", "from"),
    "inbound": ("at", "channel", "contact", "text"),
    "followers": ("channel", "at", "count"),
    "praise": ("at", "kind", "contact"),
    "goals": ("metric", "target", "from", "to"),
    "baselines": ("name", "from", "to"),
    "calendar": ("weekday", "date", "open", "close"),
    "decisions": ("at", "text"),
    "pins": ("label", "channel", "kind"),
    "report_runs": ("week", "made"),
    "closed_weeks": ("week", "closed"),
    "settings": ("key", "value"),
}
_LONGEST = 60


def title(table: str, cells: Mapping[str, str]) -> str:
    """Return what a row is called: "2026-11-19 14:02 · Email · newsletter · acme"."""
    said = [cells.get(each, "") for each in _PARTS.get(table, ("name",))]
    return " · ".join(_short(each) for each in said if each) or cells.get("id", "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
