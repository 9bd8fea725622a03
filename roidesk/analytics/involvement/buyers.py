"""Who bought: of those we touched, of those we helped, of those who commented (analytics.md 6.4, C16, C18)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from roidesk.analytics import gates
from roidesk.analytics.evidence import Stratified, Table, stratified
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.domain.encounters import Story
from roidesk.domain.figure import Figure
from roidesk.domain.model import Conversion


def bought_rate(bought: int, among: int) -> Figure:
    """Return the share of contacts that bought, with Wilson's range where the gates let one be shown."""
    if not among:
        return Figure(None, "share", 0, reason="nothing_recorded")
    figure = Figure(Fraction(bought, among), "share", among, reason=gates.reason(bought, among))
    if figure.reason is not None:
        return figure
    from roidesk.analytics.intervals import wilson_interval

    return figure.ranged(*wilson_interval(bought, among))


def first_purchases(outcomes: Iterable[Outcome], told: Mapping[UUID, Story]) -> dict[UUID, Conversion]:
    """Return the first purchase of each contact that came after they were first touched; a refund is none."""
    found: dict[UUID, Conversion] = {}
    for each in sorted(outcomes, key=lambda one: (one.conversion.at_us, one.conversion.id)):
        sale = each.conversion
        story = told.get(sale.contact_id) if sale.contact_id else None
        if sale.contact_id and story and sale.booked and not sale.refund and sale.at_us >= story.first_us:
            found.setdefault(sale.contact_id, sale)
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """Two groups of contacts side by side. They differ in more than the one thing: no effect is claimed.

    `odds`: the same as odds, over all and within strata, and whether the strata say the opposite.
    """

    share: Figure
    others: Figure
    odds: Stratified

    def as_json(self, name: str) -> dict[str, object]:
        """Return both shares, the first one under a name, and the caution that belongs to them."""
        return {
            name: self.share.as_json(),
            "others": self.others.as_json(),
            "odds": self.odds.as_json(),
            "caution": "confounded",
        }


def helped(touched: Collection[UUID], told: Mapping[UUID, Story], purchases: Mapping[UUID, Conversion]) -> Compared:
    """Compare the contacts of whom a problem was solved before they bought with those we touched without that.

    A contact belongs to the product of what they bought first, else to the one spoken of last.
    """
    groups: dict[Hashable, list[tuple[bool, bool]]] = defaultdict(list)
    for contact in touched:
        story, sale = told[contact], purchases.get(contact)
        in_time = story.helped_us is not None and (sale is None or story.helped_us <= sale.at_us)
        about = sale.product_id if sale is not None and sale.product_id else story.product_id
        groups[about].append((in_time, sale is not None))
    return compared(groups)


def compared(groups: Mapping[Hashable, Collection[tuple[bool, bool]]]) -> Compared:
    """Compare contacts, by stratum: of each whether it is of the first group, and whether it bought."""
    tables = {about: _table(contacts) for about, contacts in groups.items()}
    every = _table([each for contacts in groups.values() for each in contacts])
    return Compared(
        share=bought_rate(every.hits, every.hits + every.misses),
        others=bought_rate(every.other_hits, every.other_hits + every.other_misses),
        odds=stratified(tables),
    )


def _table(contacts: Collection[tuple[bool, bool]]) -> Table:
    found = Counter(contacts)
    return Table(found[True, True], found[True, False], found[False, True], found[False, False])


def public_comment(components: str) -> bool:
    """Return whether a kind of contact of these components (six digits, as stored) is a comment in public.

    It answers one person, where all can read it, in writing: neither private nor spoken nor seen, yet tailored and
    with an answer to come (analytics.md 2.3: a public comment, an @reply).
    """
    instant, voice, face, place, private, tailored = (int(digit) for digit in components)
    return bool(instant and tailored) and not (voice or face or place or private)
