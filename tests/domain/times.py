"""Instants written as local times of Amsterdam."""

from datetime import datetime

from roidesk.domain.instants import from_local


def at(text: str, zone: str = "Europe/Amsterdam") -> int:
    return from_local(datetime.fromisoformat(text), zone)


at.wall = datetime.fromisoformat
