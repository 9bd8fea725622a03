"""Quick lines as this store understands them, here and now: what logging and timing have in common."""

from __future__ import annotations

from dataclasses import replace

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.errors import UserError
from roidesk.domain.model import ChannelKind, Conversion, Interaction
from roidesk.domain.personalness import score_for_level
from roidesk.domain.quickline import Draft, Vocabulary, parse
from roidesk.services.context import Context
from roidesk.services.names import Names, written_for
from roidesk.services.outcomes import Origin, conversion_of
from roidesk.store.writer import Unit


class Lines:
    """Reads lines with the names of one store; the words they are read by are kept until a name changes."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._words: tuple[Catalogue, Vocabulary] | None = None

    def here(self) -> tuple[int, str]:
        """Return the present instant and the zone the person is in."""
        return self._context.clock.now(), self._context.clock.zone()

    def catalogue(self) -> Catalogue:
        """Return the names a line may use."""
        return written_for(self._context.read())

    def vocabulary(self, catalogue: Catalogue, line: str = "") -> Vocabulary:
        """Return the words a line may use; when the last entry ended only for a line that may ask for it."""
        # Made anew only when a name was: the store hands out the same catalogue until then.
        words = self._words
        if words is None or words[0] is not catalogue:
            # Read and set in one piece: each key asks on another thread than Enter does.
            self._words = words = catalogue, Vocabulary.of(catalogue)
        if "=" not in line:
            return words[1]
        person = self._context.settings().person_id
        return replace(words[1], last_end=self._context.read().last_end(person) if person else None)

    def parsed(self, line: str, catalogue: Catalogue, here: tuple[int, str] | None = None) -> Draft:
        """Return a line as it is to be filed, `here` and now; `UserError` for what cannot be what it says."""
        now, zone = here or self.here()
        return parse(line, now=now, zone=zone, known=self.vocabulary(catalogue, line))

    def described(self, names: Names, draft: Draft) -> dict[str, object]:
        """Return the fields of `Described` that a line gives; names not known yet are put into the unit."""
        if draft.kind_id is None:
            raise UserError("channel_missing", known=", ".join(each.name for each in names.catalogue.channels))
        kind = names.catalogue.kind[draft.kind_id]
        score = score_of(draft, kind)
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

    def completed(self, unit: Unit, catalogue: Catalogue, draft: Draft, interaction: Interaction) -> Interaction:
        """Return an interaction with what a line adds to it: all but channel and contact, by which it was chosen."""
        names = Names(self._context, unit, catalogue)
        said: dict[str, object] = {
            "intent": draft.intent,
            "solved": draft.solved,
            "brand_id": names.brand(draft.brand),
            "product_id": names.product(draft.product),
            "campaign": draft.campaign,
        }
        if draft.level is not None or draft.score is not None:
            kind = catalogue.kind[interaction.kind_id]
            score = score_of(draft, kind)
            said |= {"score": score, "score_given": score != kind.score}
        topics = dict.fromkeys((*interaction.topics, *names.topics(draft.topics)))
        note = "\n".join(filter(None, (interaction.note, draft.note)))
        given = {name: value for name, value in said.items() if value is not None}
        return replace(interaction, topics=tuple(topics), note=note or None, **given)  # type: ignore[arg-type] # its fields

    def put_outcome(
        self, unit: Unit, catalogue: Catalogue, draft: Draft, interaction: Interaction
    ) -> tuple[Conversion, ...]:
        """Put in the conversion a line speaks of, as come of an interaction, and return it, if it speaks of one."""
        if draft.conversion is None:
            return ()
        kind, amount = draft.conversion.kind, draft.conversion.amount
        return (unit.put(conversion_of(self._context, catalogue, kind, amount, Origin.of(interaction))),)


def score_of(draft: Draft, kind: ChannelKind) -> int:
    """Return the score (hundredths) a line gives an interaction of a kind."""
    score = draft.score if draft.score is not None else kind.score
    return score if draft.level is None else score_for_level(draft.level, score)
