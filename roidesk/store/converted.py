"""How long conversations took from which something came."""

from __future__ import annotations

from uuid import UUID

from roidesk.domain.instants import HOUR
from roidesk.store.engine import Connection

_BEFORE = 12 * HOUR
"""Contact by the same kind with the same person this long before is part of the conversation: it was paused, say."""
_CONVERTED = (
    "select i.id, i.end_us - i.start_us + coalesce((select sum(e.end_us - e.start_us) from interaction as e "
    "where e.contact_id = i.contact_id and e.deleted_us is null and e.kind_id = i.kind_id "
    "and e.person_id = i.person_id and e.start_us >= i.start_us - :before and e.start_us < i.start_us), 0) as us "
    "from interaction as i where i.deleted_us is null and i.kind_id = :kind and i.id in (select c.interaction_id "
    "from conversion as c where c.deleted_us is null and c.interaction_id is not null and c.refund_of_id is null "
    "and c.at_us >= :since) order by i.start_us desc, i.id limit :most"
)


def converted_lengths(connection: Connection, kind: UUID, since: int, most: int) -> list[int]:
    """Return how long the newest conversations of a kind took that a conversion since an instant is linked to."""
    values = {"kind": kind, "since": since, "before": _BEFORE, "most": most}
    return [int(row[1]) for row in connection.execute(_CONVERTED, values).fetchall()]
