"""The settings of a store, declared once: their key, their default, how a text becomes a value.

They live in the store (table `setting`), so that every desk that opens it works out the same figures. What is a matter
of one desk is declared in `roidesk.settings.desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.instants import zone_info
from roidesk.domain.model import Setting
from roidesk.domain.money import currency_code
from roidesk.domain.numbers import exact_number
from roidesk.domain.personalness import DEFAULT_WEIGHTS
from roidesk.settings.reading import choice, flag, whole

MODELS = ("first", "last", "linear", "position", "time_decay", "minutes", "personal_minutes", "shapley", "markov")
LONGEST_WINDOW = 3650
"""Days before a conversion that may count, at most."""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What a store is set to. `margin` None: the team does not know it, and no pay-back is claimed (ruling 2)."""

    currency: str = "EUR"
    margin: Fraction | None = None
    zone: str = "UTC"
    person_id: UUID | None = None
    team: bool = False
    model: str = "time_decay"
    window_days: int = 30
    parallel: str = "split"
    overlap: str = "overlapping"
    sla_minutes: int = 240
    weights: tuple[int, ...] = DEFAULT_WEIGHTS
    other_weights: tuple[int, ...] | None = None


def declared() -> Mapping[str, Callable[[str], object]]:
    """Return how the text of every setting is read, by key; what each is for says `i18n.words.setting`."""
    return {
        "currency": currency_code,
        "margin": _margin,
        "zone": _zone,
        "person_id": _id_or_none,
        "team": flag,
        "model": choice("model", MODELS),
        "window_days": whole("window_days", 1, LONGEST_WINDOW),
        "parallel": choice("parallel", ("split", "full")),
        "overlap": choice("overlap", ("overlapping", "reset")),
        "sla_minutes": whole("sla_minutes", 1, 100_000),
        "weights": component_weights,
        "other_weights": lambda text: component_weights(text) if text.strip() else None,
    }


def read_settings(texts: Mapping[str, str], *, zone: str = "UTC") -> StoreSettings:
    """Return the settings a store holds; `zone` stands in where it names none. Keys it does not know are left alone."""
    return _read(tuple(sorted(texts.items())), zone)


@lru_cache(maxsize=16)
def _read(texts: tuple[tuple[str, str], ...], zone: str) -> StoreSettings:
    """Read settings; kept, since every line that is logged asks for them several times and nobody changes them."""
    found = dict(texts)
    values = {key: read(found[key]) for key, read in declared().items() if key in found}
    return StoreSettings(**({"zone": zone} | values))  # type: ignore[arg-type]  # each reader gives its field's type


def text_of(settings: StoreSettings, key: str) -> str:
    """Return a setting as the text it is kept as; `declared()[key]` reads it back."""
    value = getattr(settings, key)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        return " ".join(str(each) for each in value)
    return str(value)


def checked(key: str, text: str) -> str:
    """Return `text` as it is stored under `key`; `UserError` when there is no such key or it cannot mean that."""
    read = declared().get(key)
    if read is None:
        raise UserError("setting_unknown", text=key, known=", ".join(declared()))
    read(text)
    return text.strip()


def setting(key: str, text: str) -> Setting:
    """Return a setting as it is kept; its id is made from the key, so that two desks of a team have one, not two."""
    return Setting(id=foreign_id("settings", key), key=key, value=text)


def _margin(text: str) -> Fraction | None:
    return margin_share(text) if text.strip() else None


def margin_share(text: str) -> Fraction:
    """Read a margin ("0.4", "2/5"): above 0, at most 1; `UserError("margin_unreadable")` else."""
    try:
        share = exact_number(text)
    except ValueError:
        raise UserError("margin_unreadable", text=text) from None
    if not 0 < share <= 1:
        raise UserError("margin_unreadable", text=text)
    return share


def _zone(text: str) -> str:
    zone_info(text.strip())
    return text.strip()


def _id_or_none(text: str) -> UUID | None:
    try:
        return UUID(text) if text.strip() else None
    except ValueError:
        raise UserError("id_unreadable", text=text) from None


def component_weights(text: str) -> tuple[int, ...]:
    """Read the weights of what makes a contact personal: six whole numbers, 100 together; `UserError` for others."""
    try:
        weights = tuple(int(part) for part in text.replace(",", " ").split())
    except ValueError:
        weights = ()
    if len(weights) != len(DEFAULT_WEIGHTS) or min(weights) < 0 or sum(weights) != 100:  # noqa: PLR2004 - per cent
        raise UserError("weights_unreadable", text=text)
    return weights
