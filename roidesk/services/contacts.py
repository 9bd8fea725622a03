"""The contacts of a store as filters ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.domain.model import Audience, Contact

if TYPE_CHECKING:
    from roidesk.store.reader import Reader


class Contacts:
    """Looks contacts up through one reader (`domain.filters.ContactBook`)."""

    def __init__(self, read: Reader) -> None:
        self._read = read

    def called(self, text: str) -> frozenset[UUID]:
        """Return everyone of a name, an address or an id; of those merged into one, that one."""
        return self._read.contacts_called(text) or self._of_id(text)

    def of_audience(self, audience: Audience | None) -> frozenset[UUID]:
        """Return everyone who is that to us; None: of whom it is not known."""
        return self._read.contacts_of(audience)

    def _of_id(self, text: str) -> frozenset[UUID]:
        try:
            found = self._read.get(Contact, UUID(text))
        except ValueError:
            return frozenset()
        return frozenset({found.merged_into_id or found.id}) if found else frozenset()
