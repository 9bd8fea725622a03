"""The journeys behind Markov, as one question to the figures sees them (analytics.attribution.removal)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.analytics.attribution.removal import Removals
from roidesk.domain.model import Interaction

if TYPE_CHECKING:
    from roidesk.services.figure_view import View


def removals(asked: View) -> Removals:
    """Return the journeys of a period: of each conversion with touches, and of each touched contact without any."""
    into = asked.facts.merged(asked.read)
    converted = {into.get(each, each) for each in asked.read.converted_contacts(asked.scope.as_of)}
    lost: dict[UUID, list[Interaction]] = defaultdict(list)
    for each in asked.interactions:
        if each.contact_id is not None and each.contact_id not in converted:
            lost[each.contact_id].append(each)
    return Removals(asked.outcomes, tuple(lost.values()), asked.scope.terms.names)
