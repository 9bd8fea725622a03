"""Messages, counts of followers and praise that a question keeps; who was merged into another is that one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from roidesk.analytics.replies.message_filter import keeps_followers, keeps_message, keeps_praise
from roidesk.domain.filters import Filter, bind
from roidesk.domain.model import FollowerCount, Inbound, Praise
from roidesk.services.contacts import Contacts

if TYPE_CHECKING:
    from roidesk.services.figure_view import View

Said = TypeVar("Said", Inbound, Praise)


def kept_messages(asked: View, messages: Sequence[Inbound]) -> list[Inbound]:
    """Return the messages that a question keeps, each by the contact it is of now."""
    whole, where = _whole(asked, messages), _filter(asked)
    if where is None:
        return whole
    keeps = keeps_message(where, asked.scope.terms.names)
    return [each for each in whole if keeps(each)]


def kept_praise(asked: View, praise: Sequence[Praise]) -> list[Praise]:
    """Return the praise that a question keeps, each by the contact it is of now."""
    whole, where = _whole(asked, praise), _filter(asked)
    return whole if where is None else list(filter(keeps_praise(where), whole))


def kept_followers(asked: View, counts: Iterable[FollowerCount]) -> list[FollowerCount]:
    """Return the counts of followers that a question keeps."""
    where = _filter(asked)
    return list(counts) if where is None else list(filter(keeps_followers(where), counts))


def _filter(asked: View) -> Filter | None:
    where = asked.query.where
    return None if where is None else bind(where, asked.scope.terms.names, Contacts(asked.read))


def _whole(asked: View, said: Sequence[Said]) -> list[Said]:
    into = asked.read.merged_contacts() if any(each.contact_id for each in said) else {}
    return [replace(each, contact_id=into[each.contact_id]) if each.contact_id in into else each for each in said]
