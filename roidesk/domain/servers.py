"""Stores on a server: how one is told from a file, and how it is shown. Loaded at every command, so it loads little."""

from __future__ import annotations

SCHEMES = ("postgresql://", "postgres://")
"""How the place of a store on a server begins."""


def is_server(place: object) -> bool:
    """Whether a place (a path, or what `--store` says) is a store on a server."""
    return isinstance(place, str) and place.startswith(SCHEMES)


def shown(place: object) -> str:
    """Return the place of a store as people may see it: a server's URL without a password, wherever it stands in it."""
    if not is_server(place):
        return str(place)
    scheme, _, rest = str(place).partition("://")
    who, at, where = rest.rpartition("@")
    where, mark, settings = where.partition("?")
    kept = [each for each in settings.split("&") if not each.partition("=")[0].casefold().endswith("password")]
    return f"{scheme}://{who.partition(':')[0]}{at}{where}{mark if any(kept) else ''}{'&'.join(kept)}"
