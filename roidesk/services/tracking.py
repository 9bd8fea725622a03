"""Logging what one just did: from a quick line, with a timer, or by putting an entry right afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.changes import Changes
from roidesk.domain.effort import pieces
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Period, Span
from roidesk.domain.model import Brand, ChannelKind, Described, Interaction, Person, Product, Source, Timer, Topic
from roidesk.domain.personalness import level, score_for_level
from roidesk.domain.quickline import Draft, Vocabulary, parse, read
from roidesk.services.context import Context
from roidesk.services.names import Names, own_person, put_missing, written_for
from roidesk.services.outcomes import Origin, conversion_of
from roidesk.services.rows import (
    ChannelTime,
    DayPage,
    InteractionRow,
    RunningRow,
    Understood,
    interaction_rows,
    running_rows,
)
from roidesk.store.writer import Unit

_COMPLETIONS = 8


class Logged(NamedTuple):
    """A line that became an interaction: how it was read, the row, what came of it, and what was written."""

    draft: Draft
    row: InteractionRow
    changes: Changes


class Started(NamedTuple):
    """A line that became a running timer."""

    draft: Draft
    row: RunningRow
    changes: Changes


class Stopped(NamedTuple):
    """A timer that became an interaction; `row` None: it stood still, and what it had measured is deleted since."""

    row: InteractionRow | None
    changes: Changes


class Switched(NamedTuple):
    """The timers that were stopped and the one that was started, as one action."""

    stopped: tuple[InteractionRow, ...]
    draft: Draft
    row: RunningRow
    changes: Changes


class Tracking:
    """Interactions and timers of the desk's own person."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._words: tuple[Catalogue, Vocabulary] | None = None

    def read(self, line: str) -> Draft:
        """Return how a line, finished or not, is understood; nothing is written."""
        now, zone = self._here()
        return read(line, now=now, zone=zone, known=self._vocabulary(self._catalogue(), line))

    def understand(self, line: str) -> Understood:
        """Return how a line, finished or not, would be filed; nothing is written."""
        now, zone = self._here()
        catalogue = self._catalogue()
        draft = read(line, now=now, zone=zone, known=self._vocabulary(catalogue, line))
        kind = catalogue.kind[draft.kind_id] if draft.kind_id is not None else None
        known = self._context.read().contact_known_as(draft.contact) if draft.contact is not None else None
        score = _score(draft, kind) if kind is not None else draft.score
        return Understood(
            draft=_as_kept(draft, catalogue),
            channel=catalogue.channel[kind.channel_id] if kind is not None else None,
            kind=kind,
            contact=known.name if known is not None else None,
            level=level(score) if score is not None else draft.level,
            meanwhile=self._meanwhile(draft) if draft.end_us is not None else (),
        )

    def names(self) -> Catalogue:
        """Return the channels, kinds, brands, products and topics there are to choose from."""
        return self._catalogue()

    def owner(self) -> str | None:
        """Return the name of the person whose desk this is, None while nobody has given one."""
        person = self._context.settings().person_id
        found = self._context.read().get(Person, person) if person else None
        return found.name if found else None

    def log(self, line: str) -> Logged:
        """File one interaction. `UserError` when the line cannot be what it says or names no length or channel."""
        catalogue = self._catalogue()
        draft = self._parsed(line, catalogue)
        if draft.start_us is None or draft.end_us is None:
            raise UserError("line_without_length", text=line)
        with self._context.unit("log") as unit:
            put_missing(unit, catalogue)
            interaction = Interaction(
                **self._described(unit, catalogue, draft),  # type: ignore[arg-type] # the fields of Described
                person_id=own_person(self._context, unit),
                start_us=draft.start_us,
                end_us=draft.end_us,
                zone=self._here()[1],
                source=Source.MANUAL,
            )
            unit.put(interaction)
            self._put_outcome(unit, catalogue, draft, interaction)
        return Logged(draft, self._row(interaction), unit.changes)

    def start(self, line: str) -> Started:
        """Start a timer; it is saved at once and runs until it is stopped, whatever happens to this program."""
        catalogue = self._catalogue()
        draft = self._timed(line, catalogue)
        with self._context.unit("start") as unit:
            timer = self._put_timer(unit, catalogue, draft)
        return Started(draft, self._running(timer), unit.changes)

    def start_like(self, interaction: UUID) -> Started:
        """Start a timer that says what an interaction says, but for its note, its answer and whether it solved."""
        model = self._context.read().get(Interaction, interaction)
        if model is None:
            raise UserError("entry_unknown", text=str(interaction))
        now, zone = self._here()
        boot_id, boot_us = self._context.clock.boot()
        said = {each.name: getattr(model, each.name) for each in fields(Described)}
        said |= {"id": self._context.id(), "deleted_us": None, "note": None, "answers_id": None, "solved": None}
        with self._context.unit("start") as unit:
            person = own_person(self._context, unit)
            timer = Timer(
                **said, person_id=person, start_us=now, zone=zone, seen_us=now, boot_id=boot_id, boot_us=boot_us
            )
            unit.put(timer)
        return Started(Draft(), self._running(timer), unit.changes)

    def stop(self, line: str = "") -> Stopped:
        """Stop the running timer and file it; a line that names a channel or contact says which of several."""
        catalogue = self._catalogue()
        draft = self._parsed(line, catalogue) if line.strip() else None
        timer = self._chosen(draft)
        with self._context.unit("stop") as unit:
            interaction = self._file(unit, timer)
            if draft is not None and interaction is not None:
                self._put_outcome(unit, catalogue, draft, interaction)
        return self._stopped(interaction, unit.changes)

    def switch(self, line: str) -> Switched:
        """Stop what runs and start something else, at the same instant and as one action."""
        catalogue = self._catalogue()
        draft = self._timed(line, catalogue)
        timers = self._timers()
        with self._context.unit("switch") as unit:
            filed = [self._file(unit, each) for each in timers]
            timer = self._put_timer(unit, catalogue, draft)
        rows = tuple(self._row(each) for each in filed if each is not None)
        return Switched(rows, draft, self._running(timer), unit.changes)

    def stop_timer(self, timer_id: UUID) -> Stopped:
        """Stop one timer by its id."""
        timer = self._timer(timer_id)
        with self._context.unit("stop") as unit:
            interaction = self._file(unit, timer)
        return self._stopped(interaction, unit.changes)

    def pause(self, timer_id: UUID) -> Changes:
        """Let a timer stand still: the stretch so far is filed, so that time lies where it was spent."""
        timer = self._timer(timer_id)
        if timer.paused_us is not None:
            return Changes()
        now = self._context.clock.now()
        with self._context.unit("pause") as unit:
            stretch = self._interaction(timer, end=now)
            unit.put(replace(stretch, id=self._context.id()))
            unit.put(replace(timer, paused_us=max(now, timer.start_us), seen_us=now))
        return unit.changes

    def resume(self, timer_id: UUID) -> Changes:
        """Let a paused timer run on from now."""
        timer = self._timer(timer_id)
        if timer.paused_us is None:
            return Changes()
        now = self._context.clock.now()
        boot_id, boot_us = self._context.clock.boot()
        with self._context.unit("resume") as unit:
            unit.put(replace(timer, start_us=now, paused_us=None, seen_us=now, boot_id=boot_id, boot_us=boot_us))
        return unit.changes

    def beat(self) -> None:
        """Note that the timers are still watched, so that after a crash it is known until when."""
        self._context.store.beat(self._context.clock.now())

    def status(self) -> tuple[RunningRow, ...]:
        """Return the running timers, the newest first."""
        return running_rows(self._context.read(), self._timers(), self._context.clock.now())

    def edit(self, interaction: UUID, values: Mapping[str, str]) -> Changes:
        """Change columns of an interaction, as `interactions.csv` names and writes them."""
        from roidesk.services.ledger import Ledger

        return Ledger(self._context).edit("interactions", interaction, values)

    def delete(self, interactions: Iterable[UUID]) -> Changes:
        """Put interactions in the trash, as one action."""
        with self._context.unit("delete") as unit:
            unit.delete(Interaction, interactions)
        return unit.changes

    def day(self, day: date) -> DayPage:
        """Return one local day of the desk's own person, with the timers that run now."""
        settings, store, now = self._context.settings(), self._context.read(), self._context.clock.now()
        span = Period(day, day).span(settings.zone)
        found = store.interactions(span, person=settings.person_id) if settings.person_id else []
        found.sort(key=lambda each: (each.start_us, each.id), reverse=True)
        rows = interaction_rows(store, found)
        conversions = {each.id: each for row in rows for each in row.led_to}
        # Of the others of the day, what came of somebody else's interaction is not this person's.
        conversions |= {each.id: each for each in store.conversions(span) if each.interaction_id is None}
        by_channel = _time_by_channel(found, day, store.catalogue())
        booked = [each for each in conversions.values() if each.booked and each.amount_minor is not None]
        return DayPage(
            day=day,
            rows=rows,
            running=self.status(),
            by_channel=by_channel,
            counted_us=sum(each.us for each in by_channel),
            conversions=len(conversions),
            sales_minor=sum(each.amount_minor or 0 for each in booked if each.currency == settings.currency),
            currency=settings.currency,
            other_currencies=any(each.currency != settings.currency for each in booked),
            updated_us=now,
        )

    def page(self, before: tuple[int, UUID] | None = None, limit: int = 256) -> tuple[InteractionRow, ...]:
        """Return the interactions before a position (start, id), newest first; None begins at the newest."""
        store = self._context.read()
        return interaction_rows(store, store.page(before=before, limit=limit))

    def complete(self, text: str) -> tuple[str, ...]:
        """Return names for the token being typed, sigil included ("@ac" gives "@acme"), the best first."""
        sigil, part = text[:1], text[1:].casefold()
        store = self._context.read()
        if sigil == "@":
            return tuple(f"@{_quoted(each.name)}" for each in store.contacts_starting(part, _COMPLETIONS))
        catalogue = self._catalogue()
        by_sigil: dict[str, tuple[Topic | Brand | Product, ...]] = {
            "#": catalogue.topics,
            "&": catalogue.brands,
            "%": catalogue.products,
        }
        named = by_sigil.get(sigil)
        if named is not None:
            found = [each.name for each in named if each.name.casefold().startswith(part)]
            return tuple(f"{sigil}{_quoted(name)}" for name in sorted(found)[:_COMPLETIONS])
        typed = text.casefold()
        phrases = (" ".join(phrase) for phrase in self._vocabulary(catalogue).senses) if typed else ()
        return tuple(sorted({each for each in phrases if each.startswith(typed)})[:_COMPLETIONS])

    def _here(self) -> tuple[int, str]:
        return self._context.clock.now(), self._context.clock.zone()

    def _catalogue(self) -> Catalogue:
        return written_for(self._context.read())

    def _vocabulary(self, catalogue: Catalogue, line: str = "") -> Vocabulary:
        # Made anew only when a name was: the store hands out the same catalogue until then.
        words = self._words
        if words is None or words[0] is not catalogue:
            # Read and set in one piece: each key asks on another thread than Enter does.
            self._words = words = catalogue, Vocabulary.of(catalogue)
        if "=" not in line:
            return words[1]
        person = self._context.settings().person_id
        return replace(words[1], last_end=self._context.read().last_end(person) if person else None)

    def _parsed(self, line: str, catalogue: Catalogue) -> Draft:
        now, zone = self._here()
        return parse(line, now=now, zone=zone, known=self._vocabulary(catalogue, line))

    def _timed(self, line: str, catalogue: Catalogue) -> Draft:
        draft = self._parsed(line, catalogue)
        if draft.end_us is not None:
            raise UserError("length_given", text=line)
        if draft.start_us is not None and draft.start_us > self._context.clock.now():
            raise UserError("start_ahead", text=line)
        return draft

    def _described(self, unit: Unit, catalogue: Catalogue, draft: Draft) -> dict[str, object]:
        if draft.kind_id is None:
            raise UserError("channel_missing", known=", ".join(each.name for each in catalogue.channels))
        kind = catalogue.kind[draft.kind_id]
        score = _score(draft, kind)
        names = Names(self._context, unit, catalogue)
        seen = draft.start_us if draft.start_us is not None else self._context.clock.now()
        return {
            "id": self._context.id(),
            "kind_id": kind.id,
            "contact_id": names.contact(draft.contact, seen),
            "several": draft.several,
            "intent": draft.intent,
            "solved": draft.solved,
            "components": kind.components,
            "score": score,
            "score_given": score != kind.score,
            "brand_id": names.brand(draft.brand),
            "product_id": names.product(draft.product),
            "topics": names.topics(draft.topics),
            "campaign": draft.campaign,
            "note": draft.note,
        }

    def _put_timer(self, unit: Unit, catalogue: Catalogue, draft: Draft) -> Timer:
        now, zone = self._here()
        boot_id, boot_us = self._context.clock.boot()
        put_missing(unit, catalogue)
        timer = Timer(
            **self._described(unit, catalogue, draft),  # type: ignore[arg-type] # the fields of Described
            person_id=own_person(self._context, unit),
            start_us=now if draft.start_us is None else draft.start_us,
            zone=zone,
            seen_us=now,
            boot_id=boot_id,
            boot_us=boot_us,
        )
        unit.put(timer)
        return timer

    def _file(self, unit: Unit, timer: Timer) -> Interaction | None:
        """File what a timer measured. A paused one was filed up to its pause: that last stretch stands for it."""
        unit.delete(Timer, [timer.id])
        if timer.paused_us is None:
            interaction = self._interaction(timer, end=self._context.clock.now())
            unit.put(interaction)
            return interaction
        near = unit.read.interactions(Span(timer.start_us, timer.paused_us), person=timer.person_id)
        return next((each for each in near if (each.kind_id, each.start_us) == (timer.kind_id, timer.start_us)), None)

    def _interaction(self, timer: Timer, *, end: int) -> Interaction:
        shared = {each.name: getattr(timer, each.name) for each in fields(Described)}
        # A clock set back while the timer ran must not lose the entry: it ends where it began.
        return Interaction(
            **shared,
            person_id=timer.person_id,
            start_us=timer.start_us,
            end_us=max(end, timer.start_us),
            zone=timer.zone,
            source=Source.TIMER,
        )

    def _put_outcome(self, unit: Unit, catalogue: Catalogue, draft: Draft, interaction: Interaction) -> None:
        if draft.conversion is None:
            return
        kind, amount = draft.conversion.kind, draft.conversion.amount
        unit.put(conversion_of(self._context, catalogue, kind, amount, Origin.of(interaction)))

    def _meanwhile(self, draft: Draft) -> tuple[str, ...]:
        return tuple(
            row.shown.channel.name
            for row in self.status()
            if row.timer.paused_us is None and row.timer.start_us < (draft.end_us or 0)
        )

    def _timers(self) -> list[Timer]:
        person = self._context.settings().person_id
        timers = self._context.read().where(Timer, person_id=person) if person else []
        return sorted(timers, key=lambda each: (each.start_us, each.id), reverse=True)

    def _timer(self, timer_id: UUID) -> Timer:
        timer = self._context.read().get(Timer, timer_id)
        if timer is None:
            raise UserError("no_timer")
        return timer

    def _chosen(self, draft: Draft | None) -> Timer:
        timers = self._timers()
        if draft is not None and draft.kind_id is not None:
            timers = [each for each in timers if each.kind_id == draft.kind_id]
        if draft is not None and draft.contact is not None:
            contact = self._context.read().contact_known_as(draft.contact)
            timers = [each for each in timers if contact is not None and each.contact_id == contact.id]
        if not timers:
            raise UserError("no_timer")
        return timers[0]

    def _stopped(self, interaction: Interaction | None, changes: Changes) -> Stopped:
        return Stopped(None if interaction is None else self._row(interaction), changes)

    def _row(self, interaction: Interaction) -> InteractionRow:
        return interaction_rows(self._context.read(), [interaction])[0]

    def _running(self, timer: Timer) -> RunningRow:
        return running_rows(self._context.read(), [timer], self._context.clock.now())[0]


def _as_kept(draft: Draft, names: Catalogue) -> Draft:
    """Return a draft with brand and product spelled as they are in the store, where they are there."""
    brands = {folded(each.name): each.name for each in names.brands}
    products = {folded(each.name): each.name for each in names.products}
    return replace(
        draft,
        brand=draft.brand and brands.get(folded(draft.brand), draft.brand),
        product=draft.product and products.get(folded(draft.product), draft.product),
    )


def _score(draft: Draft, kind: ChannelKind) -> int:
    score = draft.score if draft.score is not None else kind.score
    return score if draft.level is None else score_for_level(draft.level, score)


def _time_by_channel(found: Iterable[Interaction], day: date, names: Catalogue) -> tuple[ChannelTime, ...]:
    spent: dict[UUID, int] = {}
    for piece in pieces(found):
        if piece.day == day:
            channel = names.channel_of(piece.interaction.kind_id).id
            spent[channel] = spent.get(channel, 0) + piece.counted_us
    times = (ChannelTime(names.channel[channel], us) for channel, us in spent.items())
    return tuple(sorted(times, key=lambda each: (-each.us, each.channel.name)))


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
