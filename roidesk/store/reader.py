"""Reading: entries, names and sums, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from uuid import UUID

from roidesk.domain.catalogue import Catalogue, folded, handle_key
from roidesk.domain.effort import Effort, EffortKey
from roidesk.domain.encounters import Encounter
from roidesk.domain.ids import NO_ID
from roidesk.domain.instants import Period, Span, Week, local_day
from roidesk.domain.model import (
    AskKind,
    Audience,
    Brand,
    Channel,
    ChannelKind,
    Contact,
    Conversion,
    ConversionKind,
    Direction,
    Entry,
    Inbound,
    Intent,
    Interaction,
    Person,
    Product,
    Setting,
    Topic,
)
from roidesk.store import changelog
from roidesk.store.changelog import ActionRow, ChangeRow, Head, Life, LogLine, Written
from roidesk.store.engine import Connection, Explained
from roidesk.store.overlap import overlapping
from roidesk.store.records import REFERENCES, E, Row, kinds, known_id, record_of, table_of
from roidesk.store.touches import Touched, touches

if TYPE_CHECKING:
    from roidesk.store.lately import Sought, Stretch
    from roidesk.store.listing import Begun, Beyond, Counted, Listing

_NAMES: Mapping[str, type[Entry]] = {
    "people": Person,
    "channels": Channel,
    "kinds": ChannelKind,
    "brands": Brand,
    "products": Product,
    "topics": Topic,
    "conversion_kinds": ConversionKind,
}
_NAME_TABLES = frozenset(map(table_of, (*_NAMES.values(), Setting)))
_DIRECTIONS = {each.value: each for each in Direction}
_INTENTS: Mapping[str | None, Intent | None] = {None: None} | {each.value: each for each in Intent}
_ASK_KINDS: Mapping[str | None, AskKind | None] = {None: None} | {each.value: each for each in AskKind}
_CHUNK = 500
_day = lru_cache(maxsize=4096)(date.fromisoformat)
_week = lru_cache(maxsize=1024)(Week.parse)


@dataclass(frozen=True, slots=True, order=True)
class WeekKey:
    """What effort is summed by in a week: of all people, for all brands."""

    week: Week
    kind_id: UUID
    level: int
    known: bool


class Called(NamedTuple):
    """A contact by name."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names and settings as they were at a change."""

    seq: int = -1
    catalogue: Catalogue = field(default_factory=Catalogue)
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class KnownNames:
    """The names read last: kept, since every entry line is read by them and few write them.

    Threads share it, so that they are handed over in one piece: never a catalogue with the number of another change.
    """

    last: Names = field(default_factory=Names)

    def passed(self, before: int, after: int, tables: frozenset[str]) -> None:
        """Note that all changes after `before`, up to `after`, are saved, and wrote to these tables only."""
        known = self.last
        if known.seq == before and not tables & _NAME_TABLES:
            self.last = Names(after, known.catalogue, known.settings)


class Acting(Protocol):
    """What a reader inside an action asks the action."""

    def settle(self) -> None:
        """Bring the roll-ups up to date: they are about to be read."""

    def seq(self) -> int:
        """Return the number of the last change, its own included."""

    def wrote(self) -> bool:
        """Whether it has written something."""


class Reader:
    """Reads over one connection; used by one thread at a time. Get it from `Store.reader` or `Unit.read`.

    `names` are shared by all readers of a store. An action that has written something uses names but does not keep
    them, as it may come to nothing.
    """

    def __init__(
        self, connection: Connection, explained: Explained, names: KnownNames, acting: Acting | None = None
    ) -> None:
        self._connection = connection
        self._explained = explained
        self._names = names
        self._acting = acting

    @contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Let everything read inside see the store as it is now, whatever is written meanwhile."""
        if self._connection.in_transaction:
            yield self
            return
        self._connection.begin("reading")
        try:
            self._connection.execute("select 1 from action limit 1").fetchone()
            yield self
        finally:
            self._connection.execute("rollback")

    # ------------------------------------------------------------ entries

    def get(self, kind: type[E], id: UUID, *, trashed: bool = False) -> E | None:  # noqa: A002 - what it is
        """Return the entry of an id, or None; one in the trash only when `trashed`."""
        record = record_of(kind)
        rows = self._rows(f"{record.select} where id = :id", {"id": id})
        entry = record.decode(rows[0]) if rows else None
        return None if entry is not None and entry.deleted_us is not None and not trashed else entry

    def all(self, kind: type[E], *, trashed: bool = False) -> list[E]:
        """Return all entries of a kind that are not in the trash (`trashed`: those that are), in their order."""
        record = record_of(kind)
        where = "deleted_us is not null" if trashed else "deleted_us is null"
        return [record.decode(row) for row in self._rows(f"{record.select} where {where} {record.order}")]

    def trashed(self, kind: type[E], *, before: int | None = None, limit: int | None = None) -> list[E]:
        """Return what is in the trash, deleted last first: only what was deleted before an instant, at most so many."""
        record = record_of(kind)
        older = "" if before is None else " and deleted_us < :before"
        some = "" if limit is None else " limit :limit"
        rows = self._rows(
            f"{record.select} where deleted_us is not null{older} order by deleted_us desc, id{some}",
            {"before": before, "limit": limit},
        )
        return [record.decode(row) for row in rows]

    def spoken_of_in_trash(self, kind: type[E]) -> list[E]:
        """Return the entries in the trash that others still refer to."""
        record = record_of(kind)
        rows: dict[UUID, Row] = {}
        for table, other in kinds().items():
            for column in (*record_of(other).columns, *record_of(other).children):
                if REFERENCES.get(column.name) is not kind:
                    continue
                child = record_of(other).child_table(column)
                refers = (
                    f"join {child} on {child}.value = {record.table}.id join {table} as other on other.id = owner_id"
                    if column.many
                    else f"join {table} as other on other.{column.name} = {record.table}.id"
                )
                query = f"{record.select} {refers} where {record.table}.deleted_us is not null"
                rows |= {known_id(row[0]): row for row in self._rows(f"{query} and other.deleted_us is null")}
        return [record.decode(row) for row in rows.values()]

    def where(self, kind: type[E], **equal: object) -> list[E]:
        """Return the entries whose fields equal the values given; None finds those where it is not known."""
        record = record_of(kind)
        values = {name: record.plain(name, value) for name, value in equal.items()}
        tests = (f"{record.table}.{name} " + ("is null" if values[name] is None else f"= :{name}") for name in values)
        where = " and ".join(["deleted_us is null", *tests])
        return [record.decode(row) for row in self._rows(f"{record.select} where {where} {record.order}", values)]

    def within(self, kind: type[E], span: Span) -> list[E]:
        """Return the entries of a kind that happened within a stretch of time, in order of time and id."""
        record = record_of(kind)
        rows = self._rows(
            f"{record.select} where deleted_us is null and at_us >= :start and at_us < :end order by at_us, id",
            {"start": span.start, "end": span.end},
        )
        return [record.decode(row) for row in rows]

    def among(self, kind: type[E], name: str, values: Iterable[UUID | str]) -> list[E]:
        """Return the entries of a kind of which a field is one of some values, in no order."""
        record = record_of(kind)
        return [
            record.decode(row)
            for marks, bound in _chunks(values)
            for row in self._rows(
                f"{record.select} where deleted_us is null and {record.table}.{name} in ({marks})", bound
            )
        ]

    def of_contact(self, kind: type[E], contact: UUID) -> list[E]:
        """Return the entries of a kind that are with a contact, those in the trash too."""
        record = record_of(kind)
        rows = self._rows(
            f"{record.select} where contact_id = :contact {record.order}", {"contact": record.plain("id", contact)}
        )
        return [record.decode(row) for row in rows]

    def saying(self, kind: type[E], fields: Iterable[str]) -> list[E]:
        """Return the entries of a kind in which any of some fields says something, those in the trash too."""
        record = record_of(kind)
        tests = " or ".join(f"{record.table}.{name} is not null" for name in fields)
        return [record.decode(row) for row in self._rows(f"{record.select} where {tests} {record.order}")]

    def counts(self) -> dict[type[Entry], int]:
        """Return how many entries of each kind there are, without the trash; interactions as the roll-ups say."""
        counted = "select coalesce(sum(interactions), 0) from rollup_week"  # 1,000,000 rows are not counted one by one
        return {
            kind: self._sums(
                counted if kind is Interaction else f"select count(*) from {table} where deleted_us is null"
            )[0][0]
            for table, kind in kinds().items()
        }

    def holds(self, wanted: Iterable[type[Entry]]) -> bool:
        """Return whether there is an entry of one of some kinds, without the trash."""
        query = "select exists (select 1 from {table} where deleted_us is null)"
        return any(self._rows(query.format(table=table_of(kind)))[0][0] for kind in wanted)

    def trash_counts(self, *, before: int | None = None) -> dict[type[Entry], int]:
        """Return how many entries of each kind are in the trash, or were put there before an instant."""
        older = "" if before is None else " and deleted_us < :before"
        query = "select count(*) from {table} where deleted_us is not null" + older
        return {
            kind: self._rows(query.format(table=table), {"before": before})[0][0] for table, kind in kinds().items()
        }

    # ------------------------------------------------------------ names

    def catalogue(self) -> Catalogue:
        """Return all names but those of contacts."""
        return self._named().catalogue

    def settings(self) -> dict[str, str]:
        """Return the settings of the store by key."""
        return dict(self._named().settings)

    def _named(self) -> Names:
        known = self._names.last
        seq = self._acting.seq() if self._acting is not None else self._newest()
        if known.seq == seq:
            return known
        tables = ", ".join(f"'{table}'" for table in sorted(_NAME_TABLES))
        if known.seq < 0 or self._rows(
            f"select 1 from change where seq > :seq and kind in ({tables}) limit 1", {"seq": known.seq}
        ):
            catalogue = Catalogue(**{name: tuple(self.all(kind)) for name, kind in _NAMES.items()})  # type: ignore[arg-type]
            known = Names(seq, catalogue, {each.key: each.value for each in self.all(Setting)})
        else:
            known = replace(known, seq=seq)
        if self._acting is None or not self._acting.wrote():
            self._names.last = known
        return known

    def _newest(self) -> int:
        """Return the number of the last change."""
        seq: int = self._rows("select coalesce(max(seq), 0) from change")[0][0]
        return seq

    def contact_called(self, text: str) -> Called | None:
        """Return the contact of a name or of any of their addresses; a merged one leads to whom it was merged into.

        Of several of one name the one seen first counts.
        """
        rows = self._rows(_CALLED, {"name": folded(text), "key": handle_key(text)})
        followed: set[bytes] = set()
        while rows and rows[0][2] is not None and rows[0][0] not in followed:
            followed.add(rows[0][0])
            rows = self._rows(_MERGED, {"id": known_id(rows[0][2])})
        return Called(known_id(rows[0][0]), rows[0][1]) if rows else None

    def contacts_called(self, text: str) -> frozenset[UUID]:
        """Return every contact of a name or an address; merged ones lead to whom they were merged into."""
        rows = self._rows(_EVERY_CALLED, {"name": folded(text), "key": handle_key(text)})
        return frozenset(known_id(raw) for (raw,) in rows)

    def contacts_of(self, audience: Audience | None) -> frozenset[UUID]:
        """Return every contact who is that to us (None: not known), each once however many were merged into it."""
        test = "audience is null" if audience is None else "audience = :audience"
        rows = self._rows(
            f"select id from contact where {_OFFERED} and {test}", {"audience": audience and audience.value}
        )
        return frozenset(known_id(raw) for (raw,) in rows)

    def merged_contacts(self) -> dict[UUID, UUID]:
        """Return, by each contact that was merged, the one it was merged into."""
        rows = self._rows(
            "select id, merged_into_id from contact where deleted_us is null and merged_into_id is not null"
        )
        return {known_id(raw): known_id(into) for raw, into in rows}

    def campaigns(self) -> list[str]:
        """Return the campaigns of interactions, each way in which one is spelled."""
        rows = self._rows("select distinct campaign from interaction where deleted_us is null and campaign is not null")
        return [text for (text,) in rows]

    def contacts_starting(self, text: str, limit: int = 8) -> list[Contact]:
        """Return contacts whose name or an address starts like `text`, by name."""
        record = record_of(Contact)
        key = handle_key(text)
        # Each half takes the first few of its index, so that one letter does not fetch half of 100,000 contacts.
        rows = self._rows(
            f"{record.select} where {_OFFERED} and id in (select id from (select id from contact where {_OFFERED} "
            "and folded >= :low and folded < :high order by folded limit :limit) as named union select owner_id "
            "from (select owner_id from contact_handles where folded >= :low and folded < :high "
            "order by folded limit :limit) as known) order by folded, id limit :limit",
            {"low": key, "high": key + "\U0010ffff", "limit": limit},
        )
        return [record.decode(row) for row in rows]

    def contact_names(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """Return the names of contacts by id; those in the trash too, as entries still speak of them."""
        found: dict[UUID, str] = {}
        for marks, values in _chunks(ids):
            rows = self._rows(f"select id, name from contact where id in ({marks})", values)
            found.update((known_id(raw), name) for raw, name in rows)
        return found

    def touches(self, contacts: Iterable[UUID]) -> dict[UUID, Touched]:
        """Return how often and when last somebody spoke with each of a few contacts."""
        with self._explained:
            return touches(self._connection, contacts)

    def touched_among(self, contacts: Iterable[UUID]) -> set[UUID]:
        """Return those of some contacts that somebody spoke with."""
        from roidesk.store.lately import touched_among

        with self._explained:
            return touched_among(self._connection, contacts)

    # ------------------------------------------------------------ interactions and conversions

    def with_contacts(self, contacts: Iterable[UUID], limit: int) -> list[Interaction]:
        """Return the newest interactions with a few contacts, newest first."""
        from roidesk.store.lately import with_contacts

        with self._explained:
            return with_contacts(self._connection, contacts, limit)

    def looked_through(self, sought: Sought, most: int, limit: int, before: tuple[int, UUID] | None = None) -> Stretch:
        """Return which of a stretch of `most` interactions fit what is sought (`store.lately.looked_through`)."""
        from roidesk.store.lately import looked_through

        with self._explained:
            return looked_through(self._connection, sought, most, limit, before)

    def interactions(self, span: Span, *, person: UUID | None = None) -> list[Interaction]:
        """Return the interactions that overlap a stretch of time, in order of start and id."""
        with self._explained:
            return overlapping(self._connection, span, person)

    def page(self, *, before: tuple[int, UUID] | None = None, limit: int = 256) -> list[Interaction]:
        """Return the newest interactions, or those older than (start_us, id), newest first."""
        record = record_of(Interaction)
        values: dict[str, object] = {"limit": limit}
        older = ""
        if before is not None:
            older = " and (start_us, id) < (:start, :id)"
            values |= {"start": before[0], "id": before[1]}
        rows = self._rows(
            f"{record.select} where deleted_us is null{older} order by start_us desc, id desc limit :limit", values
        )
        return [record.decode(row) for row in rows]

    def listed(self, of: Listing, limit: int, offset: int = 0, beyond: Beyond | None = None) -> list[Interaction]:
        """Return a page of a listing (`store.listing.listed`)."""
        from roidesk.store.listing import listed

        with self._explained:
            return listed(self._connection, of, limit, offset, beyond)

    def begun(self, of: Listing, limit: int, among: int) -> Begun:
        """Return the first rows of a listing among so many of the newest interactions (`store.listing.begun`)."""
        from roidesk.store.listing import begun

        with self._explained:
            return begun(self._connection, of, limit, among)

    def landmarks(self, of: Listing, step: int) -> Iterator[tuple[int, UUID]]:
        """Yield place and id of every so manieth row of a listing (`store.listing.landmarks`)."""
        from roidesk.store.listing import landmarks

        with self._explained:
            yield from landmarks(self._connection, of, step)

    def counted(self, of: Listing) -> Counted:
        """Return how many interactions a listing has, and how long they took."""
        from roidesk.store.listing import counted

        with self._explained:
            return counted(self._connection, of)

    def conversions(self, span: Span) -> list[Conversion]:
        """Return the conversions within a stretch of time, in order of time and id."""
        record = record_of(Conversion)
        rows = self._rows(
            f"{record.select} where deleted_us is null and at_us >= :start and at_us < :end order by at_us, id",
            {"start": span.start, "end": span.end},
        )
        return [record.decode(row) for row in rows]

    def conversions_of(self, interaction_ids: Iterable[UUID]) -> dict[UUID, list[Conversion]]:
        """Return the conversions that came of interactions, by interaction; one without any is left out."""
        record = record_of(Conversion)
        found: dict[UUID, list[Conversion]] = defaultdict(list)
        for marks, values in _chunks(interaction_ids):
            rows = self._rows(
                f"{record.select} where deleted_us is null and interaction_id in ({marks}) order by at_us, id", values
            )
            for conversion in map(record.decode, rows):
                if conversion.interaction_id is not None:
                    found[conversion.interaction_id].append(conversion)
        return dict(found)

    def converted_lengths(self, kind: UUID, since: int, most: int) -> list[int]:
        """Return how long conversations of a kind took from which something came since an instant, the newest first."""
        from roidesk.store.converted import converted_lengths

        with self._explained:
            return converted_lengths(self._connection, kind, since, most)

    def answers(self, since: int) -> list[Interaction]:
        """Return the interactions that answer a message and ended at an instant or later."""
        record = record_of(Interaction)
        rows = self._rows(
            f"{record.select} where deleted_us is null and answers_id is not null and end_us >= :since",
            {"since": since},
        )
        return [record.decode(row) for row in rows]

    def any_message(self) -> bool:
        """Whether a message was ever recorded or imported here."""
        from roidesk.store.open_messages import any_message

        with self._explained:
            return any_message(self._connection)

    def open_messages(self, since: int, contacts: Sequence[UUID] | None = None) -> list[Inbound]:
        """Return the messages since an instant that may still wait for an answer; `contacts`: only of these."""
        from roidesk.store.open_messages import open_messages

        with self._explained:
            return open_messages(self._connection, since, contacts)

    def open_before(self, until: int, most: int) -> list[Inbound]:
        """Return the newest of the messages before an instant that may still wait for an answer."""
        from roidesk.store.open_messages import open_before

        with self._explained:
            return open_before(self._connection, until, most)

    def answering(self, messages: Iterable[UUID], since: int) -> list[Interaction]:
        """Return the interactions since an instant that answer any of some messages."""
        from roidesk.store.open_messages import answering

        with self._explained:
            return answering(self._connection, messages, since)

    def contacts_touched(self, span: Span) -> set[UUID]:
        """Return every contact with an interaction that starts in a stretch of time; of a merged one, it itself."""
        rows = self._rows(
            "select distinct contact_id from interaction where deleted_us is null and contact_id is not null "
            "and start_us >= :start and start_us < :end",
            {"start": span.start, "end": span.end},
        )
        return {known_id(raw) for (raw,) in rows}

    def converted_contacts(self, until: int) -> set[UUID]:
        """Return every contact of whom something came up to an instant; of a merged one, it and not the other.

        A conversion without a contact is that of the interaction it came of; a refund is none.
        """
        sold = "conversion.deleted_us is null and refund_of_id is null and coalesce(amount_minor, 0) >= 0"
        live = f"{sold} and at_us <= :until"
        rows = self._rows(
            f"select contact_id from conversion where {live} and contact_id is not null union "
            "select interaction.contact_id from conversion join interaction on interaction.id = interaction_id "
            f"where {live} and conversion.contact_id is null and interaction.contact_id is not null",
            {"until": until},
        )
        return {known_id(raw) for (raw,) in rows}

    def encounters(self, contacts: Mapping[UUID, UUID], until: int) -> Iterator[Encounter]:
        """Yield the interactions with contacts that started by an instant, in no order.

        `contacts`: whose, each by the one they are now, who was merged into another.
        """
        # A history has many of them: no more than has to be is made of each row.
        now = {each.bytes: whole for each, whole in contacts.items()}
        for marks, values in _chunks(contacts):
            rows = self._rows(
                "select contact_id, start_us, id, direction, intent, ask_kind, solved, product_id from interaction "
                f"where deleted_us is null and contact_id in ({marks}) and start_us <= :until",
                values | {"until": until},
            )
            for contact, start, id_, direction, intent, ask_kind, solved, product in rows:
                yield Encounter(
                    now[contact],
                    start,
                    id_,
                    _DIRECTIONS[direction],
                    _INTENTS[intent],
                    _ASK_KINDS[ask_kind],
                    bool(solved),
                    known_id(product) if product else None,
                )

    def paths(self, span: Span, window_us: int) -> list[tuple[Conversion, tuple[Interaction, ...]]]:
        """Return the conversions within a stretch of time, each with the touches that came before it.

        Touches: interactions with the same contact (or one merged with it) that started at most `window_us` before, in
        order of start and id; for a conversion without a contact, the interaction it came of.
        """
        touches = self._touches(span, window_us)
        return [(each, tuple(touches.get(each.id, ()))) for each in self.conversions(span)]

    def _touches(self, span: Span, window_us: int) -> dict[UUID, list[Interaction]]:
        record = record_of(Interaction)
        asked = f"select conversion.id, {record.listing} from conversion join interaction on"
        live = "conversion.deleted_us is null and interaction.deleted_us is null and at_us >= :start and at_us < :end"
        rows = self._rows(
            f"{asked} ({_SAME_CONTACT} and start_us <= at_us and start_us >= at_us - :window) where {live} union all "
            f"{asked} interaction.id = interaction_id and start_us <= at_us where {live} "
            "and conversion.contact_id is null",
            {"start": span.start, "end": span.end, "window": window_us},
        )
        seen: dict[bytes, Interaction] = {}
        found: dict[UUID, list[Interaction]] = defaultdict(list)
        for conversion, *row in rows:
            raw: bytes = row[0]
            if raw not in seen:
                seen[raw] = record.decode(row)
            found[known_id(conversion)].append(seen[raw])
        for each in found.values():
            each.sort(key=lambda touch: (touch.start_us, touch.id))
        return found

    def last_end(self, person: UUID) -> int | None:
        """Return when the last interaction of a person ended; None: there is none."""
        # What ended last started within a day of what started last, or is one of the few longer than a day.
        rows = self._rows(
            "select max(end_us) from interaction where person_id = :person and deleted_us is null and (start_us >= "
            "(select start_us from interaction where person_id = :person and deleted_us is null "
            "order by start_us desc limit 1) - 86400000000)"
            " union all select max(end_us) from interaction where person_id = :person and deleted_us is null "
            "and end_us - start_us > 86400000000",
            {"person": person},
        )
        return max((row[0] for row in rows if row[0] is not None), default=None)

    def first_touches(self, *, before: int) -> dict[UUID, int]:
        """Return when each contact was first touched, of those it was before an instant; who was merged is one."""
        rows = self._rows(
            "select coalesce(contact.merged_into_id, contact.id), min(start_us) from interaction join contact "
            "on contact.id = contact_id where interaction.deleted_us is null and start_us < :before group by 1",
            {"before": before},
        )
        return {known_id(raw): at for raw, at in rows}

    # ------------------------------------------------------------ sums

    def effort(self, period: Period) -> dict[EffortKey, Effort]:
        """Return effort by local day, person, kind, level, brand and whether the contact is known."""
        rows = self._sums(
            "select day, person_id, kind_id, level, brand_id, known, interactions, us, counted_us, paid, personal "
            "from rollup_day where day >= :first and day <= :last",
            {"first": period.first.isoformat(), "last": period.last.isoformat()},
        )
        return {
            EffortKey(_day(day), known_id(person), known_id(kind), level, known_id(brand), bool(known)): Effort(*sums)
            for day, person, kind, level, brand, known, *sums in rows
        }

    def effort_of_weeks(self, period: Period) -> dict[EffortKey, Effort]:
        """Return effort as `effort` does, but summed over each whole ISO week the period touches (day: its Monday)."""
        weeks = period.weeks()
        rows = self._sums(
            "select week, person_id, kind_id, level, brand_id, known, interactions, us, counted_us, paid, personal "
            "from rollup_week where week >= :first and week <= :last",
            {"first": str(weeks[0]), "last": str(weeks[-1])},
        )
        return {
            EffortKey(
                _week(week).monday, known_id(person), known_id(kind), level, known_id(brand), bool(known)
            ): Effort(*sums)
            for week, person, kind, level, brand, known, *sums in rows
        }

    def effort_over(self, period: Period) -> dict[EffortKey, Effort]:
        """Return effort summed over all whole ISO weeks the period touches (day: the first Monday)."""
        weeks = period.weeks()
        rows = self._sums(
            "select person_id, kind_id, level, brand_id, known, "
            "sum(interactions), sum(us), sum(counted_us), sum(paid), sum(personal) from rollup_week "
            "where week >= :first and week <= :last group by person_id, kind_id, level, brand_id, known",
            {"first": str(weeks[0]), "last": str(weeks[-1])},
        )
        return {
            EffortKey(weeks[0].monday, known_id(person), known_id(kind), level, known_id(brand), bool(known)): Effort(
                *sums
            )
            for person, kind, level, brand, known, *sums in rows
        }

    def effort_of_days(self, period: Period) -> dict[EffortKey, Effort]:
        """Return effort by local day, person and whether the contact is known (kind and brand: `NO_ID`, level 0)."""
        rows = self._sums(
            "select day, person_id, known, sum(interactions), sum(us), sum(counted_us), sum(paid), sum(personal) "
            "from rollup_day where day >= :first and day <= :last group by day, person_id, known",
            {"first": period.first.isoformat(), "last": period.last.isoformat()},
        )
        return {
            EffortKey(_day(day), known_id(person), NO_ID, 0, NO_ID, bool(known)): Effort(*sums)
            for day, person, known, *sums in rows
        }

    def effort_by_week(self, period: Period) -> dict[WeekKey, Effort]:
        """Return effort of each whole ISO week that the period touches."""
        weeks = period.weeks()
        rows = self._sums(
            "select week, kind_id, level, known, sum(interactions), sum(us), sum(counted_us), sum(paid), sum(personal) "
            "from rollup_week where week >= :first and week <= :last group by week, kind_id, level, known",
            {"first": str(weeks[0]), "last": str(weeks[-1])},
        )
        return {
            WeekKey(_week(week), known_id(kind), level, bool(known)): Effort(*sums)
            for week, kind, level, known, *sums in rows
        }

    def interactions_by_kind(self) -> dict[UUID, int]:
        """Return how many interactions there are of each kind of contact."""
        rows = self._sums("select kind_id, sum(interactions) from rollup_week group by kind_id")
        return {known_id(kind): int(count) for kind, count in rows}

    def first_day(self) -> date | None:
        """Return the first local day with effort or a conversion; None: there is none."""
        days = [date.fromisoformat(day) for (day,) in self._sums("select min(day) from rollup_day") if day]
        days += [
            local_day(at, zone)
            for at, zone in self._rows(
                "select at_us, zone from conversion where deleted_us is null order by at_us limit 1"
            )
        ]
        return min(days, default=None)

    # ------------------------------------------------------------ the change log

    def history(self, id: UUID) -> list[ChangeRow]:  # noqa: A002 - what it is
        """Return all versions of an entry, the first one first."""
        with self._explained:
            return changelog.history(self._connection, id)

    def log(self) -> Iterator[LogLine]:
        """Yield the whole change log, the first line first; read it within a snapshot."""
        with self._explained:
            yield from changelog.lines(self._connection)

    def life(self, kind: type[Entry], id: UUID) -> Life:  # noqa: A002 - what it is
        """Return what the log knows of an entry, whether a row is left of it or not."""
        with self._explained:
            return changelog.life(self._connection, record_of(kind).table, id)

    def gone(self) -> Iterator[tuple[type[Entry], UUID, int, Entry | None]]:
        """Yield each entry no row is left of: kind, id, when it was deleted, and what it was where that is known."""
        known = kinds()
        with self._explained:
            for table, id_, at, entry in changelog.gone(self._connection):
                yield known[table], id_, at, entry

    def earlier(self) -> Iterator[tuple[type[Entry], UUID, int]]:
        """Yield when each version was made of the entries that have had several; read it within a snapshot."""
        known = kinds()
        with self._explained:
            for table, id_, at in changelog.earlier(self._connection):
                yield known[table], id_, at

    def written(self, number: int) -> Written | None:
        """Return what an action wrote."""
        with self._explained:
            return changelog.written(self._connection, number)

    def changes_since(self, seq: int, of: Sequence[type[Entry]]) -> Iterator[ChangeRow]:
        """Yield the changes of some kinds of entries after one of the log, in their order."""
        tables = [record_of(kind).table for kind in of]
        with self._explained:
            yield from changelog.changes_since(self._connection, seq, tables)

    def hash_at(self, seq: int) -> bytes | None:
        """Return the hash of a change of the log; None: there is none of that number."""
        with self._explained:
            return changelog.hash_at(self._connection, seq)

    def head(self) -> Head:
        """Return the end of the change log."""
        with self._explained:
            return changelog.head(self._connection)

    def actions(self, limit: int) -> list[ActionRow]:
        """Return the newest actions, the newest first."""
        with self._explained:
            return changelog.actions(self._connection, limit)

    def _sums(self, query: str, values: Mapping[str, object] | None = None) -> Sequence[Row]:
        if self._acting is not None:
            self._acting.settle()
        return self._rows(query, values)

    def _rows(self, query: str, values: Mapping[str, object] | None = None) -> Sequence[Row]:
        with self._explained:
            rows: list[Any] = self._connection.execute(query, values or {}).fetchall()
            return rows


_CALLED = (
    "select id, name, merged_into_id from contact where deleted_us is null and (folded in (:name, :key) or id in "
    "(select owner_id from contact_handles where folded = :key)) order by merged_into_id is not null, id limit 1"
)
_EVERY_CALLED = (
    "select coalesce(merged_into_id, id) from contact where deleted_us is null and (folded in (:name, :key) or id in "
    "(select owner_id from contact_handles where folded = :key))"
)
_MERGED = "select id, name, merged_into_id from contact where id = :id and deleted_us is null"
_OFFERED = "deleted_us is null and merged_into_id is null"
# Who was merged into another, and whom others were merged into, are one: by one step, as merging leads them all to one.
_SAME_CONTACT = (
    "interaction.contact_id in (select same.id from contact as self join contact as same on "
    "same.id = coalesce(self.merged_into_id, self.id) or same.merged_into_id = coalesce(self.merged_into_id, self.id) "
    "where self.id = conversion.contact_id)"
)


def _chunks(ids: Iterable[UUID | str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Cut ids or texts into groups: the names of their parameters, and the parameters."""
    every = list(ids)
    for start in range(0, len(every), _CHUNK):
        values: dict[str, object] = {f"id{at}": each for at, each in enumerate(every[start : start + _CHUNK])}
        yield ", ".join(f":{name}" for name in values), values
