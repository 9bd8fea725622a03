"""Ids made by the desk that writes (UUIDv7, RFC 9562), so that a retry or a merge finds the entry it already wrote."""

from __future__ import annotations

from uuid import UUID, uuid5

_FOREIGN = UUID("6f1d0c5e-3b5a-5c0e-9a58-7b4f0e2f6a11")
NO_ID = UUID(int=0)
"""Stands for "none" where a key may not be empty (roll-ups)."""


def new_id(now: int, entropy: bytes) -> UUID:
    """Return a UUIDv7 of an instant (UTC microseconds) and 10 random bytes."""
    value = (now // 1000 & (1 << 48) - 1) << 80 | int.from_bytes(entropy[:10])
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def foreign_id(table: str, text: str) -> UUID:
    """Return the id of a row that another program called `text`: always the same, so that it imports once."""
    try:
        return UUID(text)
    except ValueError:
        return uuid5(_FOREIGN, f"{table}:{text}")
